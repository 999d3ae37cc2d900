"""An invented social map of any size, put into a real store."""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping
from datetime import date
from itertools import accumulate, islice
from typing import Any

from desktop.models.base import Value, new_id
from desktop.models.kinds import AvailabilityStatus
from desktop.models.social_map import AvailabilityReport, CommunityService, Contract, ContractedProduct, Provider
from desktop.store import triggers
from desktop.store.database import Store
from desktop.store.engine import writing
from desktop.store.mapping import TABLES, table_of, to_row
from desktop.store.search import index
from desktop.store.search.near import shipped_places
from desktop.store.search.words import lexicon

PROVIDERS_SHARE = 0.2
TODAY = date(2026, 12, 1)
MUNICIPALITIES = [f"Gemeente {letter}" for letter in "ABCDEFGH"]
"""So few that a filter by one leaves much: about two in five entries."""

PRODUCTS = [f"product-{number}" for number in range(30)]
THEMES = ["eten", "geld", "ontmoeting", "vervoer", "taal", "bewegen", "opvoeden", "werk"]

Row = dict[str, Any]
_AT_ONCE = 5_000
_SEED = 5


class Inventor:
    """Makes entries with the field's words and made-up ones, as often as words are in real texts. Always the same."""

    def __init__(self) -> None:
        self._dice = random.Random(_SEED)  # noqa: S311 - an invented map, the same every time
        phrases = [phrase for meaning in lexicon().phrases for phrase in meaning]
        syllables = ["bo", "ka", "ver", "sting", "lo", "mer", "en", "hof", "ster", "wij", "dal", "gro", "ning", "el"]
        self._words = phrases + ["".join(self._dice.choices(syllables, k=3)) for _ in range(8_000)]
        self._weights = list(accumulate(1 / (rank + 1) for rank in range(len(self._words))))
        self._dice.shuffle(self._words)
        self._places = list(shipped_places())
        blank: tuple[Value, ...] = (
            CommunityService(name="x"),
            Provider(name="x"),
            Contract(provider_id="x", start=date(2025, 1, 1)),
            ContractedProduct(contract_id="x", provider_id="x", start=date(2025, 1, 1)),
            AvailabilityReport(provider_id="x", status=AvailabilityStatus.OPEN, measured_on=date(2026, 11, 1)),
        )
        self._blank = {table_of(type(one)).name: to_row(one) for one in blank}

    def rows(self, count: int) -> Iterator[tuple[str, Row]]:
        """Table and row of so many entries and of what belongs to them, parents first."""
        for number in range(count):
            common = {
                "id": new_id(),
                "name": f"{self._text(2)} {number}",
                "description": self._text(45),
                "place": self._dice.choice(self._places).title(),
                "municipalities": self._dice.sample(MUNICIPALITIES, self._dice.randint(0, 3)),
            }
            if self._dice.random() >= PROVIDERS_SHARE:
                themes = [self._text(1), self._dice.choice(THEMES)]
                yield self._row("community_service", common, themes=themes)
            else:
                yield from self._provider(common)

    def _provider(self, common: Mapping[str, Any]) -> Iterator[tuple[str, Row]]:
        """A provider with a contract for some products, and what was observed of them."""
        whose = {"provider_id": common["id"]}
        yield self._row("provider", common, specialisms=[self._text(1), self._text(2)], laws=["WMO"])
        _, contract = self._row("contract", whose, id=new_id())
        yield "contract", contract
        for product in self._dice.sample(PRODUCTS, 4):
            yield self._row("contracted_product", whose, id=new_id(), contract_id=contract["id"], product=product)
            weeks = self._dice.randint(0, 30)
            bounds = {"start_min": weeks, "start_max": weeks + 2}
            yield self._row("availability_report", whose, id=new_id(), product=product, **bounds)

    def _row(self, table: str, common: Mapping[str, Any], **more: Any) -> tuple[str, Row]:  # noqa: ANN401 - columns
        return table, {**self._blank[table], **common, **more}

    def _text(self, length: int) -> str:
        return " ".join(self._dice.choices(self._words, cum_weights=self._weights, k=length))


def fill(store: Store, count: int) -> None:
    """Puts so many entries into the real tables in one go, without a journal: nobody's act is measured here."""
    rows = Inventor().rows(count)
    with writing(store.engine.connect()) as connection, connection.begin():
        for name in triggers.triggers():
            connection.exec_driver_sql(f"DROP TRIGGER {name}")
        while some := list(islice(rows, _AT_ONCE)):
            of_table: dict[str, list[Row]] = {}
            for table, row in some:
                of_table.setdefault(table, []).append(row)
            for table in TABLES:
                if table in of_table:
                    connection.execute(TABLES[table].insert(), of_table[table])
        triggers.install(connection)


def make_index(store: Store) -> int:
    """The index as it is made at opening; how many entries it has."""
    with writing(store.engine.connect()) as connection, connection.begin():
        return index.rebuild(connection, TODAY)
