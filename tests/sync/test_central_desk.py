"""What the administrator's screen does at a central store, against a real server."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import psycopg
import pytest

from desktop.models.faults import RuleBroken, WorldFault
from desktop.models.kinds import Role
from desktop.models.people import Colleague
from desktop.security.invitation import read_invitation
from desktop.services import central_desk, inviting
from desktop.services.central_desk import NewMember
from desktop.services.workplace import Workplace
from tests.helpers.laptops import make_laptop
from tests.helpers.offices import Office


@pytest.fixture
def here(tmp_path: Path) -> Iterator[Workplace]:
    laptop = make_laptop(tmp_path, "Ad")
    who = laptop.workplace.colleague
    yield replace(laptop.workplace, colleague=replaced(who))
    laptop.close()


def replaced(who: Colleague) -> Colleague:
    return who.model_copy(update={"role": Role.ADMINISTRATOR})


def test_an_administrator_comes_in_lets_in_and_shuts_out(office: Office, here: Workplace, tmp_path: Path) -> None:
    url, password = office.founder.address.url, office.founder.password
    access, copied_at = central_desk.begin_access(here, url, password)
    assert copied_at is None
    code = central_desk.let_in(here, access, NewMember("Sietske Postma", Role.CONSULTANT, "Oldambt", "Noord"))
    invited = read_invitation(code)
    (line,) = central_desk.list_members(here, access)
    assert (line.member.colleague_id, line.member.team, line.name) == (invited.colleague_id, "Noord", "")
    again = central_desk.let_in(
        here, access, NewMember("Sietske Postma", Role.CONSULTANT, colleague_id=line.member.colleague_id)
    )
    assert read_invitation(again).secret != invited.secret
    central_desk.shut_out(here, access, line.member.colleague_id, lost=False)
    (out,) = central_desk.list_members(here, access)
    assert out.member.hands_in_until is not None
    central_desk.shut_out(here, access, line.member.colleague_id, lost=True)
    assert central_desk.list_members(here, access)[0].member.is_closed
    made, opens, counts = central_desk.make_copy(here, access, tmp_path, _told)
    second, _code, _counts = central_desk.make_copy(here, access, tmp_path, _told)
    assert made != second, "a second copy of one day stands beside the first"
    assert opens
    assert counts["member"] == 1
    assert not central_desk.is_old(central_desk.last_copy(here, access), here.now, 7)
    assert all(one.ok for one in central_desk.look_over(here, access, _told))


def test_who_is_no_administrator_or_shuts_out_oneself_is_held_back(office: Office, here: Workplace) -> None:
    url, password = office.founder.address.url, office.founder.password
    access, _copied = central_desk.begin_access(here, url, password)
    with pytest.raises(RuleBroken, match="own-access"):
        central_desk.shut_out(here, access, here.colleague.id, lost=True)
    consultant = replace(here, colleague=here.colleague.model_copy(update={"role": Role.CONSULTANT}))
    for deed in (
        lambda: central_desk.begin_access(consultant, url, password),
        lambda: central_desk.list_members(consultant, access),
        lambda: central_desk.look_over(consultant, access, _told),
        lambda: central_desk.shared_file_access(consultant),
    ):
        with pytest.raises(RuleBroken, match="not-allowed"):
            deed()


def test_a_wrong_password_or_address_is_told_and_no_folder_is_no_copy(office: Office, here: Workplace) -> None:
    url = office.founder.address.url
    for typed, password, code in (
        (url, "", "required"),
        ("sqlite:///team.naober", "x", "central-url-unreadable"),
        ("", "x", "central-url-unreadable"),
    ):
        with pytest.raises(RuleBroken, match=code):
            central_desk.begin_access(here, typed, password)
    access, _copied = central_desk.begin_access(here, url, office.founder.password)
    with pytest.raises(WorldFault, match="cannot-write"):
        central_desk.make_copy(here, access, Path("nowhere"), _told)


def test_when_a_laptop_was_heard_is_told_by_the_clock_of_the_server(staffed: Office) -> None:
    login = staffed.logins["Anna"][0].login
    with psycopg.connect(staffed.founder.address.conninfo(staffed.founder.password)) as db:
        db.execute("SET session_replication_role = replica")  # as if the trigger had taken it
        db.execute("INSERT INTO naober.audit_line VALUES ('c', 1, '{}', '', 'h', 'laptop-7', 's', %s)", (login,))
    lines = {m.colleague_id: m for m in inviting.members(staffed.founder.address.url, staffed.founder.password)}
    assert lines["Anna"].heard_at is not None
    assert lines["Anna"].device == "laptop-7"
    assert lines["Bram"].heard_at is None


def _told(_done: int, _total: int) -> None:
    pass
