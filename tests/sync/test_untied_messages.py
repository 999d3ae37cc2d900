"""A line of a message that fits no case may hold the number of anyone: it is for who read it, and who leads them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import psycopg
import pytest

from desktop.models.base import new_id
from desktop.models.kinds import MessageState
from desktop.models.messages import CareMessage, CareMessageLine
from desktop.sync import books
from desktop.sync.local_rows import digest_of
from desktop.sync.protocol import Result
from desktop.sync.telling import whose
from tests.helpers.attackers import case_of, changed, row, seen, tell
from tests.helpers.laptops import BEGIN
from tests.sync.test_belonging import dossier, team

if TYPE_CHECKING:
    from desktop.store.unit_of_work import UnitOfWork
    from tests.helpers.laptops import Laptop
    from tests.helpers.offices import Office

__all__ = ["team"]
BSN = "999990019"
CONTENT = f'{{"Bsn":"{BSN}"}}'


def a_line(office: Office, name: str = "Anna", case: str | None = None) -> str:
    """A refused line that this colleague read."""
    message, line = new_id(), new_id()
    told = {"position": 1, "state": "refused", "reason": "line-client-unknown", "content": CONTENT, "case_id": case}
    answers = office.store_of(name).push(
        [
            row("care_message", message, name, file_name="305.xml", handled_at="2026-11-23T09:00:00Z"),
            row("care_message_line", line, name, message_id=message, **told),
        ]
    )
    assert [answer.result for answer in answers] == [Result.APPLIED] * 2
    return line


def readers(office: Office, line: str) -> set[str]:
    return {name for name in office.logins if seen(office.store_of(name), ("care_message_line", line))}


def tied(office: Office, line: str, name: str, case: str) -> Result:
    """What becomes of it when this colleague says that it is of this case."""
    base = next((r.seq for r in office.store_of(name).rows([("care_message_line", line)])), 1)
    edit = changed("care_message_line", line, name, base, case_id=(None, case))
    return office.store_of(name).push([edit])[0].result


def test_it_is_read_by_who_read_it_in_and_who_leads_them(staffed: Office) -> None:
    assert readers(staffed, a_line(staffed)) == {"Anna", "Lies"}
    assert readers(staffed, a_line(staffed, "Lies")) == {"Lies"}


@pytest.mark.parametrize("name", ["Bram", "Ruud", "Carla", "Ad"])
def test_sql_under_another_login_reads_nothing_of_it_and_writes_nothing_in_it(staffed: Office, name: str) -> None:
    line = a_line(staffed)
    with staffed.sql(name) as db:
        for table in ("row_state", "change", "field_version", "conflict"):
            told = db.execute(f"SELECT t::text FROM naober.{table} AS t").fetchall()  # noqa: S608 - a test
            assert not any(line in str(one) or BSN in str(one) for one in told), table
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            tell(db, "care_message_line", line, name, "update", content="{}")
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            tell(db, "care_message_line", line, name, "delete")


def test_nobody_pulls_it_to_a_case_of_their_own(staffed: Office) -> None:
    line, mine = a_line(staffed), case_of(staffed, "Bram")
    assert tied(staffed, line, "Bram", mine) is Result.REFUSED
    assert tied(staffed, line, "Anna", mine) is Result.REFUSED
    assert readers(staffed, line) == {"Anna", "Lies"}


def test_once_it_is_of_a_case_it_is_for_who_reaches_that_case(staffed: Office) -> None:
    line = a_line(staffed)
    assert tied(staffed, line, "Lies", case_of(staffed, "Bram")) is Result.APPLIED
    assert readers(staffed, line) == {"Bram", "Lies"}
    assert readers(staffed, a_line(staffed, case=case_of(staffed, "Anna"))) == {"Anna", "Lies"}


def lay_open(office: Office, line: str) -> None:
    """As it lay in the books before: open to all casework."""
    founder = office.founder
    with psycopg.connect(founder.address.conninfo(founder.password), autocommit=True) as db:
        for table in ("row_state", "change", "field_version", "refers"):
            opened = f"UPDATE naober.{table} SET scope = 'casework' WHERE row_id = %s"  # noqa: S608 - a test
            db.execute(opened, (line,))
        db.execute("UPDATE naober.digest SET scope = 'casework' WHERE scope LIKE 'untied:%'")


def test_books_of_before_are_brought_to_it_and_count_the_same(staffed: Office) -> None:
    line, of_case = a_line(staffed), a_line(staffed, case=case_of(staffed, "Anna"))
    founder = staffed.founder
    lay_open(staffed, line)
    assert readers(staffed, line) == {"Anna", "Bram", "Lies", "Ruud"}
    for _again in range(2):
        founder.upgrade()
        assert readers(staffed, line) == readers(staffed, of_case) == {"Anna", "Lies"}
        with psycopg.connect(founder.address.conninfo(founder.password)) as db:
            counted = db.execute(
                "SELECT scope, rows FROM naober.digest WHERE tbl = 'care_message_line' AND rows <> 0"
            ).fetchall()
        assert {scope.partition(":")[0]: rows for scope, rows in counted} == {"untied": 1, "case_file": 1}


def read_in(laptop: Laptop) -> CareMessageLine:
    """The same on a laptop."""
    message = CareMessage(file_name="305.xml", handled_at=BEGIN)
    line = CareMessageLine(message_id=message.id, position=1, state=MessageState.REFUSED, content=CONTENT)
    laptop.add(message, line)
    laptop.sync()
    return line


def test_a_laptop_holds_those_of_its_colleague_and_a_lead_those_of_the_team(team: dict[str, Laptop]) -> None:
    anna, bram, lies = team.values()
    case, _goal = dossier(bram)
    bram.sync()
    line = read_in(anna)
    for laptop in (bram, lies):
        assert laptop.sync().mended == {}
    assert [one.see(CareMessageLine, line.id) is None for one in (anna, bram, lies)] == [False, True, False]
    lies.change(CareMessageLine, line.id, case_id=case.id, state=MessageState.DONE)
    lies.sync()
    assert bram.sync().mended == {}
    assert bram.there(CareMessageLine, line.id).case_id == case.id
    anna.sync()
    assert (anna.sync().refused, anna.see(CareMessageLine, line.id)) == (1, None), "her own row is told and not lost"


def test_what_a_laptop_got_of_others_before_goes_from_it(team: dict[str, Laptop], office: Office) -> None:
    anna, bram, _lies = team.values()
    line = read_in(anna)
    lay_open(office, line.id)
    bram.sync()
    assert bram.see(CareMessageLine, line.id) == line
    assert bram.ask(whose)
    office.founder.upgrade()
    bram.do(_knows_nothing_untied)
    result = bram.sync()
    assert (result.mended, bram.see(CareMessageLine, line.id)) == ({}, None)
    assert bram.ask(lambda reader: digest_of(reader, "care_message_line").rows) == 0
    told = "SELECT group_concat(changes) FROM journal"
    assert BSN not in str(bram.ask(lambda reader: reader.connection.exec_driver_sql(told).scalar()))


def _knows_nothing_untied(work: UnitOfWork) -> None:
    """As a laptop that met the team before there was such a scope."""
    known = books.reach(work) or frozenset()
    books.keep_reach(work, frozenset(scope for scope in known if not scope.startswith(books.UNTIED)))
