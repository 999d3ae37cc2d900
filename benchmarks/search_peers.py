"""What the search is measured beside: plain FTS5 with filters joined afterwards, and tantivy, on the same entries."""

from __future__ import annotations

import importlib
import json
import sys
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Any, NamedTuple

from desktop.models.search import SearchQuestion
from desktop.store.database import Store
from desktop.store.engine import writing
from desktop.store.reader import Reader
from desktop.store.search.words import fold, tokens

_PLAIN = (
    "DROP TABLE IF EXISTS plain",
    "DROP TABLE IF EXISTS plain_municipality",
    "DROP TABLE IF EXISTS plain_product",
    """CREATE VIRTUAL TABLE plain USING fts5 (
        name, tags, body, prefix = '2 3', tokenize = 'unicode61 remove_diacritics 2'
    )""",
    "CREATE TABLE plain_municipality (entry INTEGER NOT NULL, name TEXT NOT NULL)",
    "CREATE TABLE plain_product (entry INTEGER NOT NULL, name TEXT NOT NULL)",
)
_JOINED = (
    "CREATE INDEX ix_plain_municipality ON plain_municipality (name, entry)",
    "CREATE INDEX ix_plain_product ON plain_product (name, entry)",
)
_ENTRIES = """
SELECT id, name, themes, description, municipalities FROM community_service
UNION ALL SELECT id, name, specialisms, description, municipalities FROM provider
"""


class Entry(NamedTuple):
    """What both peers are given of an entry."""

    number: int
    name: str
    tags: str
    body: str
    municipalities: list[str]
    products: list[str]


def stored(reader: Reader) -> Iterator[Entry]:
    """The entries of the store, numbered."""
    run = reader.connection.exec_driver_sql
    products: dict[str, list[str]] = {}
    for provider, product in run("SELECT provider_id, product FROM contracted_product"):
        products.setdefault(provider, []).append(product)
    for number, (id_, name, tags, body, names) in enumerate(run(_ENTRIES)):
        yield Entry(number, name, " ".join(json.loads(tags)), body, json.loads(names), products.get(id_, []))


class Plain:
    """Plain FTS5 beside our index in the same encrypted file: prefixes, ranked, and the filters as joins.

    It tells no reasons, waits or meanings, and does not know community services from providers.
    """

    name = "plain FTS5 + joins"

    def __init__(self, store: Store, everywhere: list[str]) -> None:
        self._everywhere = everywhere
        with store.read() as reader:
            entries = list(stored(reader))
        with writing(store.engine.connect()) as connection, connection.begin():
            run = connection.exec_driver_sql
            for statement in _PLAIN:
                run(statement)
            rows = [(e.number, e.name, e.tags, e.body) for e in entries]
            run("INSERT INTO plain (rowid, name, tags, body) VALUES (?, ?, ?, ?)", rows)
            for table in ("municipality", "product"):
                pairs = [(e.number, name) for e in entries for name in self._values(e, table)]
                run(f"INSERT INTO plain_{table} VALUES (?, ?)", pairs)  # noqa: S608 - names of our own
            for statement in _JOINED:
                run(statement)

    def search(self, reader: Reader, question: SearchQuestion) -> int:
        """How many rows came."""
        joins = ""
        values: list[object] = []
        for table, name in (("municipality", question.municipality), ("product", question.product)):
            if name:
                joins += f" JOIN plain_{table} AS {table} ON {table}.entry = plain.rowid AND {table}.name = ?"
                values.append(name)
        query = " AND ".join(f'"{token}" *' for token in tokens(question.text))
        sql = (
            "SELECT p.name, p.tags FROM plain AS p JOIN (SELECT plain.rowid FROM plain"  # noqa: S608 - our own names
            f"{joins} WHERE plain MATCH ? ORDER BY bm25(plain, 10, 6, 1) LIMIT ?) AS best ON best.rowid = p.rowid"
        )
        return len(reader.connection.exec_driver_sql(sql, (*values, query, question.limit)).all())

    def _values(self, entry: Entry, table: str) -> list[str]:
        return entry.products if table == "product" else entry.municipalities or self._everywhere


class Tantivy:
    """The search engine tantivy, its index as plain text in a folder of its own; filters are terms in the query.

    Raises:
        ImportError: It is not installed.
    """

    name = "tantivy"

    def __init__(self, store: Store, folder: Path) -> None:
        self._library: Any = importlib.import_module("tantivy")
        builder = self._library.SchemaBuilder()
        for field in ("name", "tags", "body"):
            builder.add_text_field(field, stored=field == "name")
        builder.add_text_field("facets", tokenizer_name="raw")
        self._schema = builder.build()
        folder.mkdir()
        index = self._library.Index(self._schema, path=str(folder))
        writer = index.writer(heap_size=256_000_000)
        with store.read() as reader:
            for entry in stored(reader):
                facets = [f"m {name}" for name in entry.municipalities or ["any"]]
                facets += [f"p {name}" for name in entry.products]
                texts = {"name": fold(entry.name), "tags": fold(entry.tags), "body": fold(entry.body)}
                writer.add_document(self._library.Document(**texts, facets=facets))
        writer.commit()
        writer.wait_merging_threads()
        index.reload()
        self._searcher = index.searcher()

    def search(self, _reader: Reader, question: SearchQuestion) -> int:
        """How many rows came: the last word begun, the others whole."""
        query, occur = self._library.Query, self._library.Occur
        *whole, last = tokens(question.text)
        parts = [(occur.Must, self._anywhere(partial(self._whole, word))) for word in whole]
        parts.append((occur.Must, self._anywhere(partial(self._begun, last))))
        if question.municipality:
            terms = [query.term_query(self._schema, "facets", text) for text in (f"m {question.municipality}", "m any")]
            parts.append((occur.Must, query.boolean_query([(occur.Should, term) for term in terms])))
        if question.product:
            parts.append((occur.Must, query.term_query(self._schema, "facets", f"p {question.product}")))
        found = self._searcher.search(query.boolean_query(parts), question.limit)
        return len([self._searcher.doc(address)["name"] for _, address in found.hits])

    def _whole(self, word: str, field: str) -> Any:  # noqa: ANN401 - the library has no types
        return self._library.Query.term_query(self._schema, field, word)

    def _begun(self, word: str, field: str) -> Any:  # noqa: ANN401 - the library has no types
        return self._library.Query.phrase_prefix_query(self._schema, field, [word])

    def _anywhere(self, in_field: Callable[[str], Any]) -> Any:  # noqa: ANN401 - the library has no types
        query, occur = self._library.Query, self._library.Occur
        weights = {"name": 10.0, "tags": 6.0, "body": 1.0}
        return query.boolean_query(
            [(occur.Should, query.boost_query(in_field(field), weight)) for field, weight in weights.items()]
        )


def tantivy(store: Store, folder: Path) -> list[Tantivy]:
    """The peer; none, and a line that says so, where it is not installed."""
    try:
        return [Tantivy(store, folder)]
    except ImportError:
        sys.stdout.write("tantivy is not installed, so it is not measured: pip install 'naober[benchmarks]'\n")
        return []
