"""The administrator's side of a central store on the screen: in order, copied, who is in; and by the keyboard alone."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from desktop.models.faults import WorldFault
from desktop.models.kinds import Role
from desktop.models.people import Colleague
from desktop.services import central_desk, syncing
from desktop.services.central_care import Looked
from desktop.services.central_desk import Access, MemberLine, NewMember, Told
from desktop.services.central_findings import MEANINGS
from desktop.services.inviting import Member
from desktop.sync.shared_place import url_of
from desktop.views.central.members_card import state_of
from desktop.views.central.screen import CentralScreen
from desktop.views.desk import Desk
from desktop.views.sync.question import Question
from tests.helpers.accessibility import controls, cut_off, nameless, unreached
from tests.helpers.desks import NOON, Ways
from tests.helpers.fingers import Fingers
from tests.helpers.widgets import one, press, words, write

URL = "postgresql://beheer@db.invented.example:5432/naober"
LOOKED = tuple(
    Looked(name, ok=name != "bytes", detail="change" if name == "bytes" else "") for name in list(MEANINGS)[:13]
)


def member(name: str, role: Role = Role.CONSULTANT, **told: object) -> MemberLine:
    known = {"heard_at": NOON, **told}
    return MemberLine(Member(name, f"naober_{name}", role, "", "Noord", known.pop("revoked_at", None), **known), name)  # type: ignore[arg-type]


@dataclass
class Database:
    """Plays the far side: what is asked of it is remembered."""

    copied_at: datetime | None = NOON - timedelta(days=15)
    members: list[MemberLine] = field(default_factory=lambda: [member("Sietske Postma"), member("Kees Wiersma")])
    asked: list[tuple[object, ...]] = field(default_factory=list)
    looked: tuple[Looked, ...] = LOOKED
    hold: threading.Event = field(default_factory=threading.Event)

    def come_in(self, _at: object, url: str, password: str) -> tuple[Access, datetime | None]:
        if password != "geheim":
            raise WorldFault("central-wrong-password", file="naober")
        return Access(url, password, url), self.copied_at

    def let_in(self, _at: object, _access: Access, who: NewMember) -> str:
        self.asked.append(("in", who))
        return "naober1-uitnodiging"

    def shut_out(self, _at: object, _access: Access, who: str, *, lost: bool) -> None:
        self.asked.append(("out", who, lost))

    def copy(self, _at: object, _access: Access, folder: Path, told: Told) -> tuple[Path, str, dict[str, int]]:
        while not self.hold.is_set():
            told(1, 2)
            self.hold.wait(0.005)
        return folder / "kopie.naober", "AAAA-BBBB", {"change": 1234, "row_state": 567}

    def anew(self, _at: object, _access: Access) -> tuple[Looked, ...]:
        self.asked.append(("anew",))
        return tuple(replace(one, ok=True) for one in self.looked)


@pytest.fixture
def database(monkeypatch: pytest.MonkeyPatch) -> Database:
    far = Database()
    for name, does in (
        ("begin_access", far.come_in),
        ("let_in", far.let_in),
        ("shut_out", far.shut_out),
        ("make_copy", far.copy),
        ("write_anew", far.anew),
        ("list_members", lambda _at, _access: tuple(far.members)),
        ("look_over", lambda _at, _access, _told: far.looked),
    ):
        monkeypatch.setattr(central_desk, name, does)
    return far


@pytest.fixture
def screen(qtbot: QtBot, desk: Desk, settle: Callable[[], None]) -> CentralScreen:
    who = desk.workplace.colleague.model_copy(update={"role": Role.ADMINISTRATOR})
    made = CentralScreen(replace(desk, workplace=replace(desk.workplace, colleague=who)))
    qtbot.addWidget(made)
    made.resize(1100, 900)
    made.show()
    settle()
    return made


@pytest.fixture
def inside(screen: CentralScreen, database: Database, settle: Callable[[], None]) -> CentralScreen:
    assert database
    write(screen, "Adres van de database", URL)
    QTest.keyClicks(write(screen, "Wachtwoord van de beheerder", "geheim"), "\r")
    settle()
    return screen


@pytest.fixture
def spoken_aloud() -> Iterator[None]:
    QAccessible.setActive(True)
    yield
    QAccessible.setActive(False)


def test_a_wrong_password_is_told_at_its_field_and_the_address_is_remembered(
    screen: CentralScreen, database: Database, settle: Callable[[], None]
) -> None:
    assert database
    write(screen, "Adres van de database", URL)
    write(screen, "Wachtwoord van de beheerder", "mis")
    press(screen, "Inloggen")
    settle()
    assert screen.entry.rows["password"].problem_text() == "Dit wachtwoord opent de database niet."
    write(screen, "Wachtwoord van de beheerder", "geheim")
    press(screen, "Inloggen")
    settle()
    assert screen.desk.settings.now.central.login_url == URL
    assert "geheim" not in screen.desk.settings.now.model_dump_json()
    assert not screen.entry.isVisible()


def test_a_copy_that_is_old_is_told_and_the_number_of_days_is_a_setting(inside: CentralScreen) -> None:
    assert "De laatste kopie is 15 dagen oud. Maak een nieuwe." in words(inside.copies)
    inside.copies.days_chosen.emit(30)
    assert inside.desk.settings.now.central.copy_days == 30


def test_making_a_copy_can_be_stopped_and_else_shows_its_code(
    qtbot: QtBot, inside: CentralScreen, database: Database, tmp_path: Path, ways: Ways, settle: Callable[[], None]
) -> None:
    inside.make_copy(tmp_path)
    qtbot.waitUntil(lambda: "De kopie wordt gemaakt" in words(inside))
    assert not one(inside, QWidget, "central-copy").isEnabled(), "one thing at a time"
    press(inside, "Annuleren")
    settle()
    assert ways.told[-1][0] == "Gestopt. Er is geen halve kopie blijven staan."
    database.hold.set()
    inside.make_copy(tmp_path)
    settle()
    told = words(inside.copies)
    assert "AAAA-BBBB" in told
    assert "1.234 wijzigingen, 567 gegevens" in told
    assert "Maak een nieuwe" not in told
    press(inside, "central-copy-code-copy")
    assert QApplication.clipboard().text() == "AAAA-BBBB"
    press(inside, "central-copy-code-hide")
    assert "AAAA-BBBB" not in words(inside.copies)


def test_every_finding_says_what_is_wrong_and_what_to_do_and_the_tables_are_written_anew(
    inside: CentralScreen, database: Database, settle: Callable[[], None]
) -> None:
    fingers = Fingers(inside, settle)
    fingers.press("central-check")
    told = words(inside.check)
    assert "1 ding vraagt iets van u" in told
    assert "In hun bestanden staan nog resten van wat weg is." in told
    assert "VACUUM (FULL) naober.change" in told
    fingers.press("central-command")
    assert QApplication.clipboard().text().startswith("VACUUM (FULL) naober.change")
    fingers.press("central-anew")
    press(one(inside, Question), "Ja, opnieuw schrijven")
    settle()
    assert ("anew",) in database.asked
    assert "alles in orde" in words(inside.check)


def test_a_colleague_is_let_in_by_a_form_and_the_invitation_is_shown_once(
    inside: CentralScreen, database: Database, settle: Callable[[], None]
) -> None:
    fingers = Fingers(inside, settle)
    fingers.press("member-new")
    fingers.press("invite-keep")
    assert inside.members.form is not None
    assert inside.members.form.rows["user"].problem_text()
    fingers.write("invite-user", "Femke Dijkstra")
    fingers.choose("invite-role", Role.TEAM_LEAD)
    fingers.press("invite-keep")
    assert database.asked == [("in", NewMember("Femke Dijkstra", Role.TEAM_LEAD))]
    assert inside.members.code.code() == "naober1-uitnodiging"
    inside.members.table.selectRow(1)
    fingers.press("member-again")
    fingers.press("invite-keep")
    (_in, again) = database.asked[-1]
    assert isinstance(again, NewMember)
    assert (again.name, again.colleague_id) == ("Kees Wiersma", "Kees Wiersma")


@pytest.mark.parametrize(
    ("button", "go", "says", "lost"),
    [
        ("member-out", "Toegang afnemen", "levert de laptop in wat nog niet gedeeld was", False),
        ("member-lost", "Login sluiten", "is kwijt. Komt de laptop op het netwerk, dan gaat die op slot", True),
    ],
)
def test_shutting_out_says_first_what_will_happen(
    inside: CentralScreen,
    database: Database,
    settle: Callable[[], None],
    button: str,
    go: str,
    says: str,
    *,
    lost: bool,
) -> None:
    assert not one(inside, QWidget, button).isEnabled(), "nobody is chosen"
    inside.members.table.selectRow(0)
    Fingers(inside, settle).press(button)
    question = one(inside, Question)
    assert says in words(question)
    assert not cut_off(question)
    press(question, "Stoppen")
    assert database.asked == []
    Fingers(inside, settle).press(button)
    press(one(inside, Question), go)
    settle()
    assert database.asked == [("out", "Sietske Postma", lost)]


@pytest.mark.parametrize(
    ("told", "said"),
    [
        ({}, "doet mee"),
        ({"heard_at": None}, "uitgenodigd, nog niets gehoord"),
        ({"revoked_at": NOON, "heard_at": None, "hands_in_until": NOON + timedelta(days=30)}, "kan inleveren tot"),
        ({"revoked_at": NOON - timedelta(days=2)}, "leverde in op"),
        ({"revoked_at": NOON, "heard_at": None, "hands_in_until": NOON - timedelta(days=1)}, "niets ingeleverd"),
        ({"revoked_at": NOON, "is_closed": True}, "levert niets meer in"),
    ],
)
def test_what_can_still_come_of_a_laptop_is_told(told: dict[str, object], said: str) -> None:
    assert said in state_of(member("A", Role.CONSULTANT, **told).member, NOON.date())


@pytest.mark.usefixtures("spoken_aloud")
def test_the_whole_page_is_reached_by_tab_named_and_readable(
    inside: CentralScreen, database: Database, settle: Callable[[], None]
) -> None:
    assert database
    fingers = Fingers(inside, settle)
    fingers.press("central-check")
    inside.members.table.selectRow(0)
    fingers.press("member-new")
    inside.members.code.show_code("Uitnodiging", "naober1-" + "x" * 400, "Eén keer.")
    assert len(controls(inside)) > 15
    assert not nameless(inside)
    assert not unreached(inside)
    assert not cut_off(inside)


def test_a_shared_file_is_copied_and_looked_over_without_a_password(
    screen: CentralScreen, desk: Desk, tmp_path: Path, settle: Callable[[], None]
) -> None:
    admin = screen.desk.workplace
    with desk.workplace.store.work("Role") as work:
        work.change(Colleague, admin.colleague.id, role=Role.ADMINISTRATOR)
        work.commit()
    syncing.start_central(admin, url_of(tmp_path / "team.naober"))
    screen.mark_stale()
    settle()
    told = words(screen)
    assert "Er is nog geen kopie." in told
    assert "wie de teamcode heeft" in told
    assert "naober central restore KOPIEBESTAND --to" in told.replace("\u200b", "")
    assert not screen.members.isVisible()
    screen.make_copy(tmp_path)
    settle()
    (made,) = tmp_path.glob("*.kopie.naober")
    assert f"{made.name} is gemaakt, geopend en geteld" in words(screen.copies).replace("\u200b", "")
    assert "De kopie opent met de teamcode." in words(screen.copies)
    Fingers(screen, settle).press("central-check")
    assert "alles in orde" in words(screen.check)


def test_the_keyboard_alone_comes_in_and_chooses_a_member(inside: CentralScreen, settle: Callable[[], None]) -> None:
    table = inside.members.table
    table.setFocus()
    QTest.keyClick(table, Qt.Key.Key_Down)
    settle()
    chosen = inside.members.chosen()
    assert chosen is not None
    out = one(inside, QWidget, "member-out")
    out.setFocus()
    QTest.keyClick(out, Qt.Key.Key_Space)
    QTest.keyClick(one(inside, Question), Qt.Key.Key_Escape)
    settle()
    assert not [question for question in inside.findChildren(Question) if question.isVisible()]
