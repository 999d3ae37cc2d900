"""The term of the log with a central store: a laptop lets go of what that keeps, and so does that, of its own."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING, cast

import psycopg
import pytest

from desktop.models.audit import AuditAction
from desktop.models.base import new_id
from desktop.models.casework import Case
from desktop.models.kinds import Role
from desktop.rules.audit_chain import line_of
from desktop.services.auditing import audit_log, let_log_go
from desktop.store import audit
from desktop.sync.audit_log import Brought
from desktop.sync.centrals import log_of
from desktop.sync.postgres.audit import PostgresLog
from tests.helpers.audit import lines, opened, tamper, with_a_case
from tests.helpers.laptops import BEGIN
from tests.helpers.meetings import BOTH, central_of
from tests.helpers.years import some_years

if TYPE_CHECKING:
    from desktop.sync.shared_file import SharedFile
    from tests.helpers.laptops import Laptop
    from tests.helpers.offices import Office

pytestmark = pytest.mark.parametrize("meeting", BOTH, indirect=True)


@pytest.fixture
def old(anna: Laptop) -> Laptop:
    """Anna, who came to her team each year for seven years, with four lines each time."""
    now, case = anna.clock.moment, Case(resident_id=new_id(), opened_on=BEGIN.date())
    for ago in range(7, -1, -1):
        anna.clock.moment = now - timedelta(days=366 * ago)
        opened(anna.store, case, 4)
        anna.sync()
    return anna


def as_administrator(laptop: Laptop, request: pytest.FixtureRequest) -> Laptop:
    """The same laptop, where an administrator works, and always did."""
    person = laptop.workplace.colleague.model_copy(update={"role": Role.ADMINISTRATOR.value})
    if isinstance(log_of(central_of(laptop)), PostgresLog):
        raised = f"UPDATE {{}}member SET role = 'administrator' WHERE colleague_id = '{person.id}'"  # noqa: S608 - a test
        past_the_program(laptop, request, raised)
    return replace(laptop, workplace=replace(laptop.workplace, colleague=person))


def past_the_program(laptop: Laptop, request: pytest.FixtureRequest, *statements: str) -> None:
    """What the administrator of the server, or who holds the file, can do: no guard holds them."""
    central = central_of(laptop)
    if isinstance(log_of(central), PostgresLog):
        founder = cast("Office", request.getfixturevalue("office")).founder
        with psycopg.connect(founder.address.conninfo(founder.password), autocommit=True) as db:
            db.execute("SET session_replication_role = replica")
            for statement in statements:
                db.execute(statement.format("naober."))
        return
    with cast("SharedFile", central).book(writing=True) as db:
        guards = db.execute(
            "SELECT name, sql FROM sqlite_master WHERE type = 'trigger' AND name LIKE 'audit%'"
        ).fetchall()
        for name, _sql in guards:
            db.execute(f"DROP TRIGGER {name}")
        for statement in statements:
            db.execute(statement.format(""))
        for _name, sql in guards:
            db.execute(sql)


def of_years_ago(laptop: Laptop, request: pytest.FixtureRequest) -> None:
    """In a database the server's own clock counts: as if each had come when it was written."""
    if isinstance(log_of(central_of(laptop)), PostgresLog):
        past_the_program(
            laptop,
            request,
            "UPDATE {}audit_line SET taken_at = (body::jsonb ->> 'at')::timestamptz",
            "UPDATE {}audit_head SET witnessed_at = signed_at::timestamptz",
        )


def first_broken(laptop: Laptop) -> tuple[str, int] | None:
    found = audit_log(laptop.workplace).first_broken
    return None if found is None else (found.code, found.number)


def kept(laptop: Laptop) -> int:
    """How many lines the central store has of this laptop."""
    log = log_of(central_of(laptop))
    return sum(len(log.links(chain.chain, 0, 999)) for chain in log.chains())


def test_a_laptop_lets_go_at_its_sync_of_what_the_central_store_keeps(old: Laptop, bram: Laptop) -> None:
    old.sync()
    assert (lines(old.store)[0].number, kept(old)) == (13, 35), (
        "each year since the fifth let one year go, with a line of its own"
    )
    assert (again := old.sync().log) == Brought(), again
    report = audit_log(old.workplace)
    assert (report.ok, report.let_go, report.witnessed) == (True, 12, 35), report.text
    bram.sync()
    assert audit_log(bram.workplace).ok
    opened(old.store, with_a_case(old.store)[1])
    assert old.sync().log.sent
    assert audit_log(old.workplace).ok


def test_a_laptop_that_was_put_back_gets_back_what_is_kept_and_goes_on(old: Laptop) -> None:
    old.sync()
    _resident, case = with_a_case(old.store)
    opened(old.store, case, 3)
    old.sync()
    was = lines(old.store)
    tamper(old.store, "DELETE FROM audit_line WHERE number > 35", "DELETE FROM audit_head WHERE number > 35")
    tamper(old.store, "DELETE FROM audit_seen WHERE number > 35")
    assert old.sync().log.fetched == was[-1].number - 35
    assert lines(old.store) == was
    assert audit_log(old.workplace).ok


def test_before_a_laptop_met_its_team_it_lets_nothing_go(anna: Laptop) -> None:
    some_years(anna.store, 7)
    anna.do(lambda work: audit.sign_head(work.connection, work.stamp))
    assert let_log_go(anna.workplace) == 0


def test_the_central_store_lets_go_for_the_administrator_and_everyone_finds_it_whole(
    old: Laptop, bram: Laptop, request: pytest.FixtureRequest
) -> None:
    bram.sync()
    of_years_ago(old, request)
    ad = as_administrator(bram, request)
    assert let_log_go(ad.workplace) == 12
    assert (kept(ad), let_log_go(ad.workplace)) == (23, 0)
    assert AuditAction.RELEASE in {line_of(link.body).action for link in lines(ad.store)}
    for laptop in (old, ad, bram, old):
        laptop.sync()
        report = audit_log(laptop.workplace)
        assert report.ok, report.text
    opened(old.store, with_a_case(old.store)[1])
    old.sync()
    assert audit_log(ad.workplace).ok


def test_what_is_taken_out_there_in_another_way_is_named(
    old: Laptop, bram: Laptop, request: pytest.FixtureRequest
) -> None:
    bram.sync()
    of_years_ago(old, request)
    ad = as_administrator(bram, request)
    let_log_go(ad.workplace)
    past_the_program(old, request, "DELETE FROM {}audit_line WHERE number <= 16")
    assert first_broken(ad) == ("missing", 13)
    moved = "UPDATE {0}audit_release SET number = 16, hash = (SELECT hash FROM {0}audit_head WHERE number = 16)"
    past_the_program(old, request, moved)
    assert first_broken(ad) == ("released-early", 16)


def test_a_new_central_store_gets_what_was_not_let_go_in_a_new_chain(
    old: Laptop, request: pytest.FixtureRequest
) -> None:
    old.sync()
    there = [line_of(link.body) for link in lines(old.store)]
    past_the_program(old, request, "DELETE FROM {}audit_line", "DELETE FROM {}audit_head")
    brought = old.sync().log
    assert (brought.refused, brought.forked_at) == ("", 0)
    told = [line_of(link.body) for link in log_of(central_of(old)).links(_newest(old), 0, 999)]
    assert told[0].action == AuditAction.CHAIN
    assert [(line.at, line.action) for line in told[1:]] == [(line.at, line.action) for line in there]
    assert old.sync().log.sent == 0


def _newest(laptop: Laptop) -> str:
    with laptop.store.read() as reader:
        return audit.chains(reader.connection)[-1][0]
