"""Messages on screen: what must be told, what waits for an answer, what was not taken over; and the line at a case."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtWidgets import QSpinBox, QWidget
from pytestqt.qtbot import QtBot

from desktop.models.kinds import Law, MessageKind, MessageState, Role
from desktop.models.messages import Allocation, CareMessageLine
from desktop.rules.messages.kinds import DELETED
from desktop.services.allocation_messages import write_messages
from desktop.views.cases.adopting import AdoptDialog
from desktop.views.cases.case_screen import CaseScreen
from desktop.views.cases.messages import CaseMessages
from desktop.views.design.badges import Badge
from desktop.views.design.buttons import QuietButton
from desktop.views.design.fields import SearchField
from desktop.views.design.words import Text
from desktop.views.desk import Desk, Place
from desktop.views.eighteen.case_tab import Eighteen
from desktop.views.messages.screen import MessagesScreen
from desktop.views.screens import plans
from tests.helpers.accessibility import nameless
from tests.helpers.desks import Ways
from tests.helpers.fingers import Fingers
from tests.helpers.granted import Given, change_resident, someone
from tests.helpers.standard import asked, message, started
from tests.helpers.widgets import can_press, one, press


@pytest.fixture
def given(desk: Desk) -> Given:
    return someone(desk.workplace)


@pytest.fixture
def shown(qtbot: QtBot, settle: Callable[[], None], desk: Desk, given: Given) -> MessagesScreen:
    assert given
    made = MessagesScreen(desk)
    qtbot.addWidget(made)
    made.resize(1100, 900)
    made.show()
    settle()
    return made


def texts(inside: QWidget) -> str:
    return " ".join(text.text() for text in inside.findChildren(Text) if text.isVisibleTo(inside))


def badges(inside: QWidget) -> list[str]:
    return [badge.word() for badge in inside.findChildren(Badge) if badge.isVisibleTo(inside)]


def number(desk: Desk) -> int:
    with desk.workplace.store.read() as reader:
        return reader.find(Allocation)[0].number


def test_what_must_be_told_is_written_from_the_screen(
    shown: MessagesScreen, settle: Callable[[], None], tmp_path: Path, ways: Ways
) -> None:
    assert badges(shown) == ["compleet"]
    assert can_press(shown, "write-wmo")
    assert not can_press(shown, "write-jeugdwet")
    shown.write_to(Law.WMO, tmp_path / "uit")
    settle()
    assert len(list((tmp_path / "uit").iterdir())) == 1
    assert ways.told[-1][0] == "1 bericht staat in de map uit"
    assert "Alles wat is toegekend, staat in een bericht." in texts(shown)
    assert not can_press(shown, "write-wmo")


def test_what_is_missing_is_said_with_the_way_to_the_case(
    shown: MessagesScreen, settle: Callable[[], None], desk: Desk, given: Given
) -> None:
    change_resident(desk.workplace, given.case_id, bsn="")
    shown.mark_stale()
    settle()
    assert badges(shown) == ["er ontbreekt iets"]
    assert "is het BSN van de inwoner nodig" in texts(shown)
    assert not can_press(shown, "write-wmo")


def test_a_request_waits_and_is_answered(
    shown: MessagesScreen, settle: Callable[[], None], desk: Desk, tmp_path: Path
) -> None:
    path = tmp_path / "verzoek.xml"
    path.write_bytes(message(MessageKind.WMO315, asked()))
    shown.read_paths([path])
    settle()
    assert "antwoord voor of op 27-11-2026" in badges(shown)
    assert "Begeleiding" in texts(shown)
    assert nameless(shown) == []
    press(shown, "request-answered")
    settle()
    assert "Geen aanbieder wacht op antwoord." in texts(shown)
    with desk.workplace.store.read() as reader:
        assert [one.state for one in reader.find(CareMessageLine)] == [MessageState.DONE]


def test_what_was_refused_stands_with_its_sentence_and_is_tried_again(
    shown: MessagesScreen, settle: Callable[[], None], desk: Desk, given: Given, tmp_path: Path, ways: Ways
) -> None:
    write_messages(desk.workplace, Law.WMO, tmp_path / "uit")
    change_resident(desk.workplace, given.case_id, bsn="")
    files = [tmp_path / "start.xml", tmp_path / "half.xml", tmp_path / "weg.xml"]
    files[0].write_bytes(message(MessageKind.WMO305, started(number(desk), "2026-11-16")))
    files[1].write_bytes(b"<half")
    shown.read_paths(files)
    settle()
    assert "2 regels niet overgenomen" in ways.told[-1][0]
    assert "weg.xml is er niet" in ways.told[-1][0]
    assert "Deze toewijzing hoort bij een andere inwoner." in texts(shown)
    assert "Dit bestand is niet heel" in texts(shown)
    change_resident(desk.workplace, given.case_id, bsn="999900006")
    press(shown, "line-again")
    settle()
    assert ways.told[-1][0] == "Overgenomen"
    press(shown, "line-aside")
    settle()
    assert "Alles wat binnenkwam is overgenomen." in texts(shown)


def test_the_case_says_what_must_be_told(
    qtbot: QtBot, settle: Callable[[], None], desk: Desk, given: Given, tmp_path: Path, ways: Ways
) -> None:
    made = CaseScreen(desk, Eighteen)
    qtbot.addWidget(made)
    made.resize(1100, 900)
    made.open_thing(given.case_id)
    made.show()
    settle()
    card = made.findChildren(CaseMessages)[0]
    assert card.isVisibleTo(made)
    assert badges(card) == ["compleet"]
    press(card, "all-messages")
    assert ways.went[-1] == (f"place:{Place.MESSAGES}", "")
    write_messages(desk.workplace, Law.WMO, tmp_path / "uit")
    made.mark_stale()
    settle()
    assert badges(card) == []
    assert f"toewijzing {number(desk)}" in texts(card)


def test_who_does_no_casework_has_no_messages() -> None:
    (plan,) = (plan for plan in plans() if plan.place is Place.MESSAGES)
    assert plan.for_role(Role.CONSULTANT)
    assert plan.for_role(Role.TEAM_LEAD)
    assert plan.for_role(Role.CONTRACT_MANAGER) is None
    assert plan.for_role(Role.ADMINISTRATOR) is None


def test_a_search_shows_only_the_lines_that_name_it(
    shown: MessagesScreen, settle: Callable[[], None], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("desktop.views.messages.screen.FEW", 1)
    files = [tmp_path / "half.xml", tmp_path / "stuk.xml"]
    for file in files:
        file.write_bytes(f"<{file.stem}".encode())
    shown.read_paths(files)
    settle()
    search = one(shown, SearchField, "messages-search")
    search.setText("STUK")
    settle()
    assert "stuk.xml" in texts(shown)
    assert "half.xml" not in texts(shown)
    search.setText("bestaat niet")
    settle()
    assert "Niets hier noemt “bestaat niet”." in texts(shown)
    search.clear()
    settle()
    assert "half.xml" in texts(shown)


def test_what_a_provider_knows_stands_at_the_case_and_is_taken_away(
    qtbot: QtBot, desk: Desk, given: Given, settle: Callable[[], None], tmp_path: Path
) -> None:
    write_messages(desk.workplace, Law.WMO, tmp_path / "uit")
    screen = CaseScreen(desk, Eighteen)
    qtbot.addWidget(screen)
    screen.show()
    screen.open_thing(given.case_id)
    settle()
    card = screen.findChild(CaseMessages)
    assert isinstance(card, CaseMessages)
    assert f"toewijzing {number(desk)}" in texts(card)
    press(card, "allocation-away")
    settle()
    screen.reload()
    settle()
    assert "weggehaald" in badges(card)
    assert not card.findChildren(QuietButton, "allocation-away")
    with desk.workplace.store.read() as reader:
        assert [one.change_reason for one in reader.find(Allocation)] == [DELETED]


def test_help_that_another_program_told_of_is_taken_over_at_the_case(
    qtbot: QtBot, desk: Desk, given: Given, settle: Callable[[], None]
) -> None:
    screen = CaseScreen(desk, Eighteen)
    qtbot.addWidget(screen)
    screen.show()
    screen.open_thing(given.case_id)
    settle()
    card = one(screen, CaseMessages)
    press(card, "adopt-allocation")
    dialog = one(card, AdoptDialog)
    fill = Fingers(dialog, settle)
    fill.write("form-told_on", "30-10-2026")
    fill.press("form-go")
    assert "Vul dit eerst in" in dialog.rows["number"].problem_text()
    one(dialog, QSpinBox, "form-number").setValue(4711)
    fill.press("form-go")
    assert number(desk) == 4711
    screen.reload()
    settle()
    assert "toewijzing 4711" in texts(card)
    assert "2 uur per week" in texts(card)
    assert not [one for one in card.findChildren(QuietButton, "adopt-allocation") if one.isVisibleTo(card)]


def test_a_message_that_did_not_arrive_stands_ready_again(
    qtbot: QtBot, desk: Desk, given: Given, settle: Callable[[], None], tmp_path: Path
) -> None:
    write_messages(desk.workplace, Law.WMO, tmp_path / "uit")
    screen = CaseScreen(desk, Eighteen)
    qtbot.addWidget(screen)
    screen.show()
    screen.open_thing(given.case_id)
    settle()
    card = screen.findChild(CaseMessages)
    assert isinstance(card, CaseMessages)
    press(card, "allocation-again")
    settle()
    screen.reload()
    settle()
    assert "compleet" in badges(card)
    assert not card.findChildren(QuietButton, "allocation-again")
    assert len(write_messages(desk.workplace, Law.WMO, tmp_path / "weer").written) == 1
