"""Lines of the log that are past their term go, and nothing else does: a signed head keeps the place."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from desktop.models.audit import AuditAction
from desktop.models.faults import RuleBroken
from desktop.rules.audit_chain import line_of
from desktop.rules.log_term import begin_of_term
from desktop.store import audit
from desktop.store.audit_check import look_over
from desktop.store.audit_release import is_due, let_go, releases
from tests.helpers.audit import broken, lines, opened, tamper, with_a_case
from tests.helpers.years import some_years

if TYPE_CHECKING:
    from collections.abc import Callable

    from desktop.store.database import Store

YEARS = 5


def go(store: Store, years: int = YEARS, kept: dict[str, int] | None = None) -> int:
    """Lets go of what is past the term, and tells how many lines that were."""
    with store.work("Test") as work:
        gone = let_go(work.connection, work.stamp, begin_of_term(work.stamp.at, years), years, kept)
        work.commit()
    return gone


def test_what_is_past_the_term_goes_and_the_log_holds(store: Store) -> None:
    assert some_years(store, 7) == 8 * 4
    assert go(store) == 3 * 4
    there = lines(store)
    assert (there[0].number, len(there)) == (13, 5 * 4 + 1)
    assert line_of(there[-1].body).action == AuditAction.RELEASE
    assert broken(store) is None
    assert go(store) == 0
    with_a_case(store)
    assert broken(store) is None


def test_another_term_lets_the_next_go(store: Store) -> None:
    some_years(store, 7)
    go(store)
    assert go(store, years=3) == 2 * 4
    assert broken(store) is None
    with store.read() as reader:
        [release] = releases(reader.connection).values()
    assert (release.number, release.years, release.released_by) == (20, 3, store.identity.colleague_id)


@pytest.mark.parametrize("sql", ["DELETE FROM audit_line WHERE number > 12", "DELETE FROM audit_release"])
def test_nothing_but_that_can_be_taken_out(store: Store, sql: str) -> None:
    some_years(store, 7)
    go(store)
    with store.work("Test") as work, pytest.raises(RuleBroken, match="append-only"):
        work.connection.exec_driver_sql(sql)


def test_what_the_central_store_never_told_of_stays(store: Store) -> None:
    some_years(store, 7)
    with store.read() as reader:
        [chain] = [chain for chain, _device in audit.chains(reader.connection)]
        assert is_due(reader.connection, begin_of_term(store.clock().isoformat(), YEARS))
        assert not is_due(reader.connection, begin_of_term(store.clock().isoformat(), 20))
    assert go(store, kept={}) == 0
    assert go(store, kept={chain: 7}) == 4
    assert broken(store) is None


FORGED = "INSERT INTO audit_release SELECT chain, {number}, hash, '{before}', 5, '{at}', 'x', 0 FROM audit_line"


def forge(store: Store, number: int, before: timedelta, at: timedelta = timedelta()) -> None:
    """Lets go of lines past the program, by who has the key."""
    moments = {"before": (store.clock() - before).isoformat(), "at": (store.clock() + at).isoformat()}
    made = FORGED.format(number=number, **moments)
    tamper(store, f"{made} WHERE number = {number}", f"DELETE FROM audit_line WHERE number <= {number}")  # noqa: S608 - a test


FIVE_YEARS = timedelta(days=366 * 5)


@pytest.mark.parametrize(
    ("attack", "code"),
    [
        (lambda store: forge(store, 32, FIVE_YEARS), "released-early"),
        (lambda store: forge(store, 32, timedelta()), "released-early"),
        (lambda store: forge(store, 11, FIVE_YEARS), "released-unsigned"),
        (lambda store: forge(store, 12, FIVE_YEARS), "released-untold"),
        (lambda store: tamper(store, "DELETE FROM audit_line WHERE number <= 12"), "missing"),
    ],
)
def test_what_goes_otherwise_is_named(store: Store, attack: Callable[[Store], None], code: str) -> None:
    some_years(store, 7)
    attack(store)
    found = broken(store)
    assert found is not None
    assert found.code == code


def test_what_went_on_a_day_to_come_is_named(store: Store) -> None:
    some_years(store, 7)
    go(store)
    with store.read() as reader:
        assert look_over(reader.connection, store.clock().isoformat()) is None
        found = look_over(reader.connection, (store.clock() - timedelta(days=2)).isoformat())
    assert found is not None
    assert (found.code, found.number) == ("released-ahead", 12)


@pytest.mark.parametrize(
    ("sql", "found"),
    [
        ("DELETE FROM audit_line WHERE number = 13", ("missing", 13)),
        ("DELETE FROM audit_line WHERE number = 20", ("missing", 20)),
        ("DELETE FROM audit_release", ("missing", 1)),
        ("UPDATE audit_release SET number = 14", ("released-unsigned", 14)),
        ("UPDATE audit_release SET journal_seq = 1000000", ("released-untold", 12)),
        ("UPDATE audit_release SET hash = 'another'", ("released-unsigned", 12)),
        ("DELETE FROM audit_line WHERE number > 13", ("tail-cut", 14)),
    ],
)
def test_what_is_done_to_a_log_of_which_lines_went_is_named(store: Store, sql: str, found: tuple[str, int]) -> None:
    some_years(store, 7)
    go(store)
    tamper(store, sql)
    told = broken(store)
    assert told is not None
    assert (told.code, told.number) == found


def test_a_change_of_which_the_line_went_is_not_missed_and_one_of_after_is(store: Store) -> None:
    some_years(store, 7)
    go(store)
    with_a_case(store)
    assert broken(store) is None
    tamper(store, "DELETE FROM audit_line WHERE number > 33")
    told = broken(store)
    assert told is not None
    assert told.code == "change-unlogged"


def test_a_clock_that_jumped_keeps_lines_longer_and_never_shorter(store: Store) -> None:
    some_years(store, 7)
    _resident, case = with_a_case(store)
    tamper(store, "UPDATE audit_head SET signed_at = '2099-01-01T00:00:00+00:00' WHERE number = 8")
    opened(store, case)
    assert go(store) == 4
    assert begin_of_term("2028-02-29T10:00:00+00:00", 5) == "2023-02-28T10:00:00+00:00"
