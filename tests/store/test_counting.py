"""What is kept for counting is always what the tables say, whatever is written and in whatever order."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import Connection

from desktop.models.base import Value
from desktop.models.casework import Case
from desktop.models.indications import Indication, Trajectory
from desktop.models.kinds import IndicationStatus, Law
from desktop.models.people import Resident
from desktop.rules.prompts.numbers import Span
from desktop.store import counting
from desktop.store.database import Store
from desktop.store.engine import connect
from desktop.store.mapping import insertion
from desktop.store.queries.figure_flows import began, changed
from desktop.store.queries.figures import Asked, aged, helped
from desktop.store.reader import Reader
from desktop.store.verify import verify
from tests.helpers.stores import KEY, make_store

DAY = date(2026, 1, 1)
WHOLE = 40
"""Days over which everything happens."""


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """One store for all examples: each is rolled back."""
    with make_store(tmp_path_factory.mktemp("counting")) as store:
        yield store


def ids(kind: str, count: int) -> st.SearchStrategy[str]:
    return st.sampled_from([f"{kind}{n}" for n in range(count)])


days = st.integers(0, WHOLE).map(lambda n: DAY + timedelta(days=n))
laws = st.sampled_from([Law.WMO, Law.JEUGDWET])
statuses = st.sampled_from(
    [
        IndicationStatus.DRAFT,
        IndicationStatus.LAPSED,
        IndicationStatus.APPROVED,
        IndicationStatus.ENDED,
        IndicationStatus.ENDED,
    ]
)
residents = st.builds(Resident, id=ids("r", 3), last_name=st.just("Bakker"), birth_date=st.none() | days)
cases = st.builds(
    Case,
    id=ids("c", 3),
    resident_id=ids("r", 3),
    law=laws,
    municipality=st.sampled_from(["", "A", "B"]),
    opened_on=days,
)
indications = st.builds(
    Indication, id=ids("i", 4), case_id=ids("c", 3), status=statuses, law=laws, lot=st.sampled_from(["", "p"]),
    segment=st.sampled_from(["", "s"]), product=st.sampled_from(["", "x"]), start=st.none() | days,
    end=st.none() | days, change=st.sampled_from([None, "more-help", "prolonged"]),
)  # fmt: skip
trajectories = st.builds(
    Trajectory, id=ids("t", 4), indication_id=ids("i", 4), started_on=days, ended_on=st.none() | days
)
rows: st.SearchStrategy[Value] = st.one_of(residents, cases, indications, trajectories)
"""Few of each, so that they meet."""


def world() -> Iterator[Value]:
    """What is there before anything else is written: everybody has a case, and help that has ended."""
    late = DAY + timedelta(days=WHOLE)
    for n in range(3):
        yield Resident(id=f"r{n}", last_name="Bakker", birth_date=DAY)
        yield Case(id=f"c{n}", resident_id=f"r{n}", municipality="A", opened_on=DAY)
        yield Indication(id=f"i{n}", case_id=f"c{n}", status=IndicationStatus.ENDED, lot="p", start=DAY, end=late)
        yield Trajectory(id=f"t{n}", indication_id=f"i{n}", started_on=DAY, ended_on=DAY + timedelta(days=9 * n))


@dataclass(frozen=True)
class Step:
    """One thing that is written: a row put in anew or over another, only its fields changed, or taken away."""

    how: str
    row: Value

    def do(self, connection: Connection) -> None:
        made = insertion(type(self.row), connection.dialect)
        table = made.statement.split()[2]
        values = made.parameters(self.row)
        columns = made.statement[made.statement.index("(") + 1 : made.statement.index(")")].split(", ")
        if self.how == "delete":
            connection.exec_driver_sql(f"DELETE FROM {table} WHERE id = ?", (self.row.model_dump()["id"],))  # noqa: S608 - idem
        elif self.how == "replace":
            connection.exec_driver_sql(made.statement.replace("INSERT", "INSERT OR REPLACE", 1), values)
        else:
            told = ", ".join(f"{name} = excluded.{name}" for name in columns if name != '"id"')
            connection.exec_driver_sql(f"{made.statement} ON CONFLICT (id) DO UPDATE SET {told}", values)


steps = st.builds(Step, st.sampled_from(["put", "put", "replace", "delete"]), rows)


@settings(max_examples=150, deadline=None)
@given(written=st.lists(steps, min_size=4, max_size=8))
def test_after_every_write_the_lines_are_those_of_the_tables(shared: Store, written: list[Step]) -> None:
    with shared.work("Write") as work:
        for step in (*(Step("put", row) for row in world()), *written):
            step.do(work.connection)
            assert counting.check(work.connection) == [], step


def last_of(one: str) -> str:
    """The last day of help, as a statement asks for it of one indication."""
    stopped = f"(SELECT max(t.ended_on) FROM trajectory AS t WHERE t.indication_id = {one}.id)"  # noqa: S608 - ours
    decided = f"coalesce({one}.\"end\", '9999-12-31')"
    return f"CASE {one}.status WHEN 'ended' THEN min({decided}, coalesce({stopped}, '9999-12-31')) ELSE {decided} END"


MINE = f"""
SELECT c.municipality AS town, c.resident_id AS whose, i.lot, i.law,
    coalesce(nullif(i.product, ''), nullif(i.segment, ''), i.lot) AS help
FROM indication AS i JOIN case_file AS c ON c.id = i.case_id
WHERE i.status IN ('approved', 'ended') AND i.start <= :last AND (i."end" IS NULL OR i."end" >= :first)
    AND (:law = '' OR i.law = :law) AND {last_of("i")} >= :first
"""  # noqa: S608 - a text of this module
HELPED = f"WITH mine AS ({MINE}) " + " UNION ALL ".join(  # noqa: S608 - idem
    f"SELECT '{by}', town, {what}, count(DISTINCT whose), count(*) FROM mine GROUP BY 2, 3"  # noqa: S608 - idem
    for by, what in (("lot", "lot"), ("help", "help"), ("law", "law"), ("all", "''"))
)
AGED = f"""
SELECT town, substr(:last, 1, 4) - substr(r.birth_date, 1, 4) - (substr(:last, 6) < substr(r.birth_date, 6)) AS years,
    min(n, 3) AS times, count(*)
FROM (SELECT town, whose, count(*) AS n FROM ({MINE}) GROUP BY town, whose) JOIN resident AS r ON r.id = whose
GROUP BY town, years, times
"""  # noqa: S608 - a text of this module
CHANGES = "('more-help', 'less-help', 'other-product', 'other-provider')"
CHANGED = f"""
SELECT 'changed', c.municipality, count(DISTINCT c.id)
FROM indication AS i JOIN case_file AS c ON c.id = i.case_id
WHERE i.status IN ('approved', 'ended') AND i.change IN {CHANGES}
    AND i.start BETWEEN :first AND :last AND (:law = '' OR i.law = :law)
GROUP BY c.municipality
"""  # noqa: S608 - a text of this module
BEGAN = f"""
WITH began AS (
    SELECT i.lot, i.start, (SELECT max({last_of("j")}) FROM case_file AS d JOIN indication AS j ON j.case_id = d.id
        WHERE d.resident_id = c.resident_id AND j.law = i.law AND j.status IN ('approved', 'ended')
            AND j.lot = i.lot AND j.start < i.start) AS before
    FROM indication AS i JOIN case_file AS c ON c.id = i.case_id
    WHERE i.status IN ('approved', 'ended') AND i.start BETWEEN :first AND :last AND (:law = '' OR i.law = :law)
)
SELECT lot, CASE WHEN before IS NULL THEN 'first' WHEN before >= date(start, '-4 days') THEN 'went-on'
    WHEN start <= date(before, '+10 days') THEN 'soon' ELSE 'later' END AS what, count(*)
FROM began GROUP BY lot, what
"""  # noqa: S608 - a text of this module


@settings(max_examples=150, deadline=None)
@given(
    written=st.lists(rows, max_size=20),
    first=days,
    length=st.integers(0, WHOLE // 2),
    law=st.sampled_from(["", "WMO", "JEUGDWET"]),
)
def test_what_is_counted_is_what_the_tables_say_when_they_are_asked_one_by_one(
    shared: Store, written: list[Value], first: date, length: int, law: str
) -> None:
    asked = Asked(first, first + timedelta(days=length), law)
    with shared.work("Write") as work:
        for row in (*world(), *written):
            Step("put", row).do(work.connection)
        reader = Reader(work.connection)

        def plain(query: str) -> list[tuple[object, ...]]:
            driver = work.connection.connection.driver_connection
            assert driver is not None
            return sorted(driver.execute(query, asked.binds()).fetchall(), key=str)

        assert sorted(map(tuple, helped(reader, asked, ("lot", "help", "law", "all"))), key=str) == plain(HELPED)
        assert sorted(map(tuple, aged(reader, asked)), key=str) == plain(AGED)
        assert sorted(map(tuple, changed(reader, asked)), key=str) == plain(CHANGED)
        assert sorted(map(tuple, began(reader, asked, 3, Span(months=0, days=10))), key=str) == plain(BEGAN)


def filled(folder: Path) -> Path:
    """A closed store with one indication."""
    with make_store(folder) as store, store.work("Fill") as work:
        resident = Resident(last_name="Bakker")
        case = Case(resident_id=resident.id, opened_on=DAY)
        work.add(resident, case, Indication(case_id=case.id, status=IndicationStatus.APPROVED, start=DAY))
        work.commit()
        return store.path


@pytest.mark.parametrize("missing", ["TABLE given_help", "TRIGGER counting_case_update", "INDEX ix_indication_changed"])
def test_what_is_not_as_it_should_be_is_made_anew_at_opening(tmp_path: Path, missing: str) -> None:
    path = filled(tmp_path)
    connection = connect(path, KEY)
    connection.execute("DELETE FROM given_help")
    connection.execute(f"DROP {missing}")
    connection.close()
    with Store.open(path, KEY) as store, store.read() as reader:
        assert counting.check(reader.connection) == []
        assert reader.connection.exec_driver_sql("SELECT count(*) FROM given_help").scalar_one() == 1


def test_a_line_that_was_changed_behind_our_back_is_noticed(tmp_path: Path) -> None:
    path = filled(tmp_path)
    connection = connect(path, KEY)
    connection.execute("UPDATE given_help SET last = '2026-02-01'")
    connection.close()
    with Store.open(path, KEY) as store:
        told = {check.name: check.detail for check in verify(store) if not check.ok}
    assert told == {"counting": "1 lines too few; 1 lines too many"}
