"""Keystroke to ranked result on an encrypted social map, beside plain full-text search with filters joined afterwards.

    python -m benchmarks.search [entries]

Both search the same invented entries in the same encrypted file, in one run; the ratio is what counts, the milliseconds
are of this machine. The plain search is what FTS5 gives by itself: prefixes, ranked, and the filters as joins; it tells
no reasons, waits or meanings.
"""

from __future__ import annotations

import random
import statistics
import sys
import tempfile
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path
from time import perf_counter, thread_time

from desktop.models.base import Value
from desktop.models.kinds import AvailabilityStatus
from desktop.models.search import SearchQuestion
from desktop.models.social_map import AvailabilityReport, CommunityService, Contract, ContractedProduct, Provider
from desktop.store.database import Store
from desktop.store.identity import Identity
from desktop.store.reader import Reader
from desktop.store.search.near import shipped_places
from desktop.store.search.searching import search
from desktop.store.search.words import lexicon, tokens

ENTRIES = 5_000
PROVIDERS_SHARE = 0.2
TODAY = date(2026, 12, 1)
MUNICIPALITIES = [f"Gemeente {letter}" for letter in "ABCDEFGH"]
PRODUCTS = [f"product-{number}" for number in range(30)]
TYPED = (
    "huishoudelijke hulp",
    "maatje",
    "schulden",
    "eenzaam",
    "koffie",
    "autisme",
    "begeleiding",
    "dagbesteding",
    "taalles",
    "mantelzorg",
    "vervoer",
    "diagnostiek",
)

Clock = Callable[[], float]

PLAIN = """
CREATE VIRTUAL TABLE plain USING fts5 (name, tags, body, prefix = '2 3', tokenize = 'unicode61 remove_diacritics 2');
CREATE TABLE plain_municipality (entry INTEGER NOT NULL, name TEXT NOT NULL);
CREATE INDEX ix_plain_municipality ON plain_municipality (name, entry);
CREATE TABLE plain_product (entry INTEGER NOT NULL, name TEXT NOT NULL);
CREATE INDEX ix_plain_product ON plain_product (name, entry);
"""


def entries(count: int, dice: random.Random) -> list[Value]:
    """An invented social map: the field's words and made-up ones, as often as words are in real texts."""
    phrases = [phrase for meaning in lexicon().phrases for phrase in meaning]
    syllables = ["bo", "ka", "ver", "sting", "lo", "mer", "en", "hof", "ster", "wij", "dal", "gro", "ning", "el", "ra"]
    words = phrases + ["".join(dice.choices(syllables, k=3)) for _ in range(8_000)]
    weights = [1 / (rank + 1) for rank in range(len(words))]
    dice.shuffle(words)
    places = list(shipped_places())

    def text(length: int) -> str:
        return " ".join(dice.choices(words, weights, k=length))

    made: list[Value] = []
    for number in range(count):
        common = {
            "name": f"{text(2)} {number}",
            "description": text(45),
            "place": dice.choice(places).title(),
            "municipalities": tuple(dice.sample(MUNICIPALITIES, dice.randint(0, 3))),
        }
        if dice.random() >= PROVIDERS_SHARE:
            made.append(CommunityService.model_validate({**common, "themes": (text(1), text(1))}))
        else:
            made += provider(common, (text(1), text(2)), dice)
    return made


def provider(common: Mapping[str, object], specialisms: tuple[str, str], dice: random.Random) -> list[Value]:
    """A provider with a contract for some products, and what was observed of them."""
    one = Provider.model_validate({**common, "specialisms": specialisms, "laws": ("WMO",)})
    contract = Contract(provider_id=one.id, start=date(2025, 1, 1))
    products = dice.sample(PRODUCTS, 4)
    lines = [
        ContractedProduct(contract_id=contract.id, provider_id=one.id, product=product, start=date(2025, 1, 1))
        for product in products
    ]
    reports = [
        AvailabilityReport(
            provider_id=one.id,
            product=product,
            start_min=weeks,
            start_max=weeks + 2,
            status=AvailabilityStatus.OPEN,
            measured_on=date(2026, 11, 1),
        )
        for product, weeks in ((product, dice.randint(0, 30)) for product in products)
    ]
    return [one, contract, *lines, *reports]


def keystrokes() -> list[str]:
    """Every beginning of what is typed, from two letters on."""
    return [typed[:length] for typed in TYPED for length in range(2, len(typed) + 1)]


def make_plain(store: Store) -> None:
    """The plain index beside ours, over the same entries."""
    with store.work("Plain index") as uow:
        for statement in filter(None, map(str.strip, PLAIN.split(";"))):
            uow.connection.exec_driver_sql(statement)
        services = [(one, one.themes) for one in uow.find(CommunityService)]
        providers = [(one, one.specialisms) for one in uow.find(Provider)]
        products: dict[str, list[str]] = {}
        for line in uow.find(ContractedProduct):
            products.setdefault(line.provider_id, []).append(line.product)
        for number, (entry, tags) in enumerate((*services, *providers)):
            row = (number, entry.name, " ".join(tags), entry.description)
            uow.connection.exec_driver_sql("INSERT INTO plain (rowid, name, tags, body) VALUES (?, ?, ?, ?)", row)
            for name in entry.municipalities or MUNICIPALITIES:
                uow.connection.exec_driver_sql("INSERT INTO plain_municipality VALUES (?, ?)", (number, name))
            for name in products.get(entry.id, ()):
                uow.connection.exec_driver_sql("INSERT INTO plain_product VALUES (?, ?)", (number, name))
        uow.commit()


def plain_search(reader: Reader, question: SearchQuestion) -> int:
    """Prefixes ranked, with the filters as joins; how many rows came."""
    joins = ""
    values: list[object] = []
    for table, name in (("municipality", question.municipality), ("product", question.product)):
        if name:
            joins += f" JOIN plain_{table} AS {table} ON {table}.entry = f.rowid AND {table}.name = ?"
            values.append(name)
    query = " AND ".join(f'"{token}" *' for token in tokens(question.text))
    sql = (
        "SELECT p.name, p.tags FROM plain AS p JOIN (SELECT f.rowid FROM plain AS f"  # noqa: S608
        f"{joins} WHERE f.plain MATCH ? ORDER BY bm25(f.plain, 10, 6, 1) LIMIT ?) AS best ON best.rowid = p.rowid"
    )
    rows = reader.connection.exec_driver_sql(sql.replace("f.plain", "plain"), (*values, query, question.limit))
    return len(rows.all())


def timed(
    questions: list[SearchQuestion], ask: Callable[[SearchQuestion], object], clock: Clock
) -> tuple[float, float]:
    """Milliseconds: median and 95th percentile."""
    took = []
    for question in questions:
        began = clock()
        ask(question)
        took.append((clock() - began) * 1000)
    return statistics.median(took), statistics.quantiles(took, n=20)[-1]


def main(count: int) -> None:
    """Measures, and prints a table."""
    dice = random.Random(5)  # noqa: S311 - an invented map, the same every time
    with tempfile.TemporaryDirectory() as folder:
        store = Store.create(Path(folder) / "map.naober", bytes(range(32)), Identity("region", "colleague"))
        values = entries(count, dice)
        began = perf_counter()
        with store.work("Fill") as uow:
            uow.add(*values)
            uow.commit()
        sys.stdout.write(f"{count} entries stored and indexed in {perf_counter() - began:.1f} s, encrypted\n")
        make_plain(store)
        typed = [SearchQuestion(text) for text in keystrokes()]
        where = [replace(question, municipality=MUNICIPALITIES[0]) for question in typed]
        both = [replace(question, product=PRODUCTS[0]) for question in where]
        with store.read() as reader:
            report(reader, {"no filter": typed, "municipality": where, "municipality + product": both})
        store.close()


def report(reader: Reader, cases: dict[str, list[SearchQuestion]]) -> None:
    """A line for a case and a clock: of the wall, which others on the machine slow down, and of the processor."""
    line = "{:<26}{:<11}{:>16}{:>22}{:>12}\n"
    sys.stdout.write(line.format("ms, p50 / p95", "clock", "Naober", "plain FTS5 + joins", "ratio p95"))

    def ours(question: SearchQuestion) -> object:
        return search(reader, question, today=TODAY)

    def plain(question: SearchQuestion) -> object:
        return plain_search(reader, question)

    for name, questions in cases.items():
        for ask in (ours, plain):
            timed(questions[:30], ask, perf_counter)
        for clock_name, clock in (("wall", perf_counter), ("processor", thread_time)):
            mine, theirs = timed(questions, ours, clock), timed(questions, plain, clock)
            shown = [" / ".join(f"{ms:.2f}" for ms in some) for some in (mine, theirs)]
            sys.stdout.write(line.format(name, clock_name, *shown, f"{mine[1] / theirs[1]:.1f}"))


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else ENTRIES)
