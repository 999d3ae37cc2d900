"""A whole region of invented cases, written past the journal: a hundred thousand indications in some seconds."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

from benchmarks.invented_cases import put
from desktop.models.base import new_id
from desktop.models.kinds import Law, Role
from desktop.models.people import Colleague
from desktop.models.region import Product
from desktop.models.social_map import Provider
from desktop.regions import profile
from desktop.services.workplace import Workplace
from desktop.store.database import Store
from desktop.store.identity import Identity
from desktop.store.mapping import TABLES
from desktop.store.triggers import PREFIX

NOW = datetime(2026, 11, 25, 11, tzinfo=UTC)
TODAY = NOW.date()
REGION = "bommelerwaard"
PROVIDERS = 60
SAID = "Zij houdt de post bij en gaat op woensdag naar de inloop; het geld lukt nog niet zonder hulp. " * 4
CONSULTANTS = 200
"""Who have the cases, each as many; at the desk sits one of them."""
_SEED = 12
_EACH = 4
"""Indications of three residents together: some have one, some have two."""

Row = dict[str, object]


def region_of(folder: Path, indications: int) -> Workplace:
    """A store at a team lead's desk with so many indications. Whoever makes it closes the store."""
    colleague = Colleague(name="Benchmark", role=Role.TEAM_LEAD)
    store = Store.create(folder / f"region-{indications}.naober", bytes(range(32)), Identity(REGION, colleague.id))
    here = Workplace(store, profile(REGION), colleague, lambda: NOW)
    providers = [Provider(name=f"Aanbieder {n}", laws=("WMO", "JEUGDWET")) for n in range(PROVIDERS)]
    others = [Colleague(name=f"Collega {n}", role=Role.CONSULTANT) for n in range(1, CONSULTANTS)]
    put(here, [colleague, *others, *providers])
    team = [one.id for one in (colleague, *others)]
    _write(here, _rows(here, indications, [one.id for one in providers], team))
    return here


def _write(here: Workplace, rows: Iterator[tuple[str, Row]]) -> None:
    """Straight into the tables: the journal of a hundred thousand cases is not what is measured."""
    with here.store.work("Fill") as work:
        driver = work.connection.connection.driver_connection
        assert driver is not None  # noqa: S101 - a connection that is in use has one
        query = "SELECT name, sql FROM sqlite_master WHERE type = 'trigger' AND substr(name, 1, ?) = ?"
        triggers = driver.execute(query, (len(PREFIX), PREFIX)).fetchall()
        for name, _sql in triggers:
            driver.execute(f'DROP TRIGGER "{name}"')
        waiting: dict[str, list[Sequence[Any]]] = {}
        for table, row in rows:
            waiting.setdefault(table, []).append(_whole(table, row))
        for table in TABLES:
            if table in waiting:
                names = ", ".join(f'"{column.name}"' for column in TABLES[table].columns)
                marks = ", ".join("?" * len(TABLES[table].columns))
                driver.executemany(f"INSERT INTO {table} ({names}) VALUES ({marks})", waiting[table])  # noqa: S608 - ours
        for _name, sql in triggers:
            driver.execute(sql)
        work.commit()


def _whole(table: str, row: Row) -> list[object]:
    """Every column, the usual value where nothing is told."""
    found = []
    for column in TABLES[table].columns:
        value = row.get(column.name)
        if value is None and not column.nullable:
            value = {"INTEGER": 0, "BOOLEAN": 0, "JSON": "{}"}.get(str(column.type), "")
        found.append(value.isoformat() if isinstance(value, date) else value)
    return found


def _rows(here: Workplace, indications: int, providers: list[str], team: list[str]) -> Iterator[tuple[str, Row]]:
    dice = random.Random(_SEED)  # noqa: S311 - invented, the same every time
    towns = [town.name for town in here.profile.municipalities]
    products = [one for one in here.profile.products if one.ended_on is None]
    made = 0
    while made < indications:
        product = dice.choice(products)
        born = date(dice.randrange(1930, 2003) if product.law is Law.WMO else dice.randrange(2010, 2022), 1, 1)
        town, resident, case = dice.choice(towns), new_id(), new_id()
        began = TODAY - timedelta(days=dice.randrange(20, 1600))
        known = {"last_name": "Inwoner", "birth_date": born, "municipality": town, "gender": "unknown"}
        yield "resident", {"id": resident, **known}
        count = min(indications - made, 1 if dice.randrange(3) else 2)
        last = began
        for _turn in range(count):
            last = began + timedelta(days=dice.randrange(60, 700))
            yield from _help(dice, product, (case, began, last), dice.choice(providers))
            began = last + timedelta(days=1)
            made += 1
        over = last < TODAY
        yield "case_file", {
            "id": case, "resident_id": resident, "law": product.law.value, "municipality": town, "question": SAID,
            "phase": "closed" if over else "running", "consultant": team[made % len(team)],
            "opened_on": began - timedelta(days=900), "closed_on": last if over else None,
        }  # fmt: skip
        if product.law is Law.JEUGDWET or not dice.randrange(_EACH):
            kind = dice.choice(("general-practitioner", "court", "municipality", "medical-specialist"))
            yield "referral", {"id": new_id(), "case_id": case, "kind": kind, "referred_on": began}
        if not dice.randrange(_EACH):
            yield "waiting_list_entry", {
                "id": new_id(), "case_id": case, "product": product.id, "since": began - timedelta(days=80),
                "placed_on": began if began < TODAY else None, "urgency": 2, "provider_id": dice.choice(providers),
            }  # fmt: skip


def _help(
    dice: random.Random, product: Product, run: tuple[str, date, date], provider: str
) -> Iterator[tuple[str, Row]]:
    case, first, last = run
    over, one = last < TODAY, new_id()
    yield "indication", {
        "id": one, "case_id": case, "status": "ended" if over else "approved", "law": product.law.value,
        "lot": product.lot, "product": product.id, "start": first, "end": last, "volume": dice.randrange(1, 5),
        "unit": "hour", "frequency": "week", "result": SAID, "stops_when": SAID, "provision": "in-kind",
        "provider_id": provider, "agreement": "framework", "care_form": "other", "version": 1,
        "evaluations": "[]", "seal": "0" * 64,
    }  # fmt: skip
    if first <= TODAY:
        ended = last if over else None
        yield "trajectory", {"id": new_id(), "indication_id": one, "started_on": first, "ended_on": ended}
        held = first + (last - first) / 2
        yield "evaluation", {
            "id": new_id(), "indication_id": one, "due_on": held, "held_on": held if held < TODAY else None,
            "effect": SAID, "goals_reached": dice.choice(("none", "partly", "all")), "satisfaction": 7,
            "next": dice.choice(("stop", "less", "the-same", "more")), "delivered_volume": dice.randrange(1, 5),
        }  # fmt: skip
