"""Signals on screen: recording under a provider, and the contract manager's list with its follow-up."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from PySide6.QtWidgets import QApplication, QDialog, QWidget
from pytestqt.qtbot import QtBot

from desktop.models.kinds import Role, SignalKind, SignalStatus
from desktop.models.people import Resident
from desktop.models.upkeep import Signal, SignalFollowUp
from desktop.services import forms
from desktop.services.signals import NewSignal, follow_up, record_signal
from desktop.services.workplace import Workplace
from desktop.views.design.badges import Badge
from desktop.views.design.inputs import Choice, LongText
from desktop.views.design.words import Hint, Text
from desktop.views.desk import Desk, Place
from desktop.views.screens import plans
from desktop.views.signals.screen import SignalsScreen
from desktop.views.social_map.entry_screen import EntryScreen
from tests.helpers.bsns import made_up_bsns
from tests.helpers.casework import a_provider
from tests.helpers.desks import Ways
from tests.helpers.widgets import one, press, write

TEXT = "Er kwam drie weken niemand langs."


@pytest.fixture
def provider(workplace: Workplace) -> str:
    return a_provider(workplace)


def of_role(desk: Desk, role: Role) -> Desk:
    """The same desk with someone of that role at it."""
    theirs = desk.workplace.colleague.model_copy(update={"id": f"{role}", "name": "Ruben Wind", "role": role.value})
    return replace(desk, workplace=replace(desk.workplace, colleague=theirs))


@pytest.fixture
def detail(qtbot: QtBot, settle: Callable[[], None], provider: str) -> Callable[[Desk], EntryScreen]:
    def opened(desk: Desk) -> EntryScreen:
        made = EntryScreen(desk)
        qtbot.addWidget(made)
        made.resize(1000, 900)
        made.open_thing(provider)
        made.show()
        settle()
        return made

    return opened


def dialog(name: str) -> QDialog:
    found = [w for w in QApplication.topLevelWidgets() if isinstance(w, QDialog) and w.objectName() == name]
    assert [w for w in found if w.isVisible()]
    return next(w for w in found if w.isVisible())


def texts(inside: QWidget) -> str:
    return " ".join(text.text() for text in inside.findChildren(Text) if text.isVisibleTo(inside))


def badges(inside: QWidget) -> list[str]:
    return [badge.word() for badge in inside.findChildren(Badge) if badge.isVisibleTo(inside)]


def stored(workplace: Workplace) -> list[Signal]:
    with workplace.store.read() as reader:
        return reader.find(Signal)


def test_a_consultant_records_one_and_then_sees_only_that_it_was_received(
    detail: Callable[[Desk], EntryScreen], desk: Desk, ways: Ways, settle: Callable[[], None]
) -> None:
    screen = detail(desk)
    press(screen, "Signaal melden …")
    asked = dialog("record-signal")
    settle()
    assert "Naober laat dit alleen aan de contractmanager zien" in texts(asked)
    assert "wie de teamcode heeft" in texts(asked), "what a shared file does not guard is said before one writes"
    write(asked, "signal-text", TEXT)
    kind = one(asked, Choice, "signal-kind")
    kind.put(SignalKind.LAWFULNESS.value)
    press(asked, "signal-go")
    settle()
    assert not [w for w in QApplication.topLevelWidgets() if w.objectName() == "record-signal" and w.isVisible()]
    (signal,) = stored(desk.workplace)
    assert (signal.text, signal.kind) == (TEXT, SignalKind.LAWFULNESS)
    assert ways.told[-1] == ("Het signaal is gemeld. De contractmanager kan het lezen.", "")
    assert "U meldde een signaal op 23 november 2026. Het is ontvangen." in texts(screen)
    assert TEXT not in texts(screen)
    assert badges(screen) == [word for word in badges(screen) if "signaal" not in word]


def test_a_text_that_seems_to_name_a_resident_is_warned_about_once(
    detail: Callable[[Desk], EntryScreen], desk: Desk, settle: Callable[[], None]
) -> None:
    with desk.workplace.store.work("Add", actor="test") as work:
        work.add(Resident(last_name="Uitentuis"))
        work.commit()
    press(detail(desk), "Signaal melden …")
    asked = dialog("record-signal")
    write(asked, "signal-text", f"Mevrouw Uitentuis, {made_up_bsns(1)[0]}")
    press(asked, "signal-go")
    settle()
    warned = texts(one(asked, Hint))
    assert "BSN" in warned
    assert "Uitentuis" in warned
    assert stored(desk.workplace) == []
    write(asked, "signal-text", "Een mevrouw belde")
    assert not [hint for hint in asked.findChildren(Hint) if hint.isVisibleTo(asked)]
    press(asked, "signal-go")
    settle()
    assert [signal.text for signal in stored(desk.workplace)] == ["Een mevrouw belde"]


def test_one_may_record_it_all_the_same(
    detail: Callable[[Desk], EntryScreen], desk: Desk, settle: Callable[[], None]
) -> None:
    press(detail(desk), "Signaal melden …")
    asked = dialog("record-signal")
    write(asked, "signal-text", f"Rekening {made_up_bsns(1)[0]}")
    press(asked, "signal-go")
    settle()
    press(asked, "Toch melden")
    settle()
    assert len(stored(desk.workplace)) == 1


def test_a_text_that_is_missing_is_said_at_its_field(
    detail: Callable[[Desk], EntryScreen], desk: Desk, settle: Callable[[], None]
) -> None:
    press(detail(desk), "Signaal melden …")
    asked = dialog("record-signal")
    press(asked, "signal-go")
    settle()
    assert "Vul dit eerst in." in texts(asked)
    asked.reject()
    settle()


def test_what_was_typed_is_there_again_after_cancelling(
    detail: Callable[[Desk], EntryScreen], desk: Desk, settle: Callable[[], None]
) -> None:
    screen = detail(desk)
    press(screen, "Signaal melden …")
    first = dialog("record-signal")
    write(first, "signal-text", "Half geschreven")
    first.reject()
    settle()
    press(screen, "Signaal melden …")
    settle()
    again = dialog("record-signal")
    press(again, "signal-go")
    settle()
    assert [signal.text for signal in stored(desk.workplace)] == ["Half geschreven"]


def test_the_contract_manager_sees_how_many_are_open_and_what_they_say(
    detail: Callable[[Desk], EntryScreen], desk: Desk, provider: str
) -> None:
    for text in (TEXT, "Facturen kloppen niet."):
        record_signal(desk.workplace, NewSignal(provider, text))
    screen = detail(of_role(desk, Role.CONTRACT_MANAGER))
    assert "2 open signalen" in badges(screen)
    assert TEXT in texts(screen)
    assert "gemeld door Marijke Veenstra op 23 november 2026" in texts(screen)
    assert "Te weinig om te tonen" in texts(screen)


def test_a_team_lead_sees_satisfaction_and_no_signal(
    detail: Callable[[Desk], EntryScreen], desk: Desk, provider: str
) -> None:
    record_signal(desk.workplace, NewSignal(provider, TEXT))
    screen = detail(of_role(desk, Role.TEAM_LEAD))
    assert "Te weinig om te tonen" in texts(screen)
    assert TEXT not in texts(screen)


def test_an_administrator_sees_none_of_it(detail: Callable[[Desk], EntryScreen], desk: Desk) -> None:
    screen = detail(of_role(desk, Role.ADMINISTRATOR))
    assert "Signaal melden" not in texts(screen)
    assert "inwoners ervan vinden" not in texts(screen)


def test_the_list_is_there_for_the_contract_manager_alone() -> None:
    (plan,) = (plan for plan in plans() if plan.place is Place.SIGNALS)
    assert plan.roles == {Role.CONTRACT_MANAGER}


def test_following_up_closes_it_and_it_goes_from_the_list(
    qtbot: QtBot, desk: Desk, provider: str, ways: Ways, settle: Callable[[], None]
) -> None:
    record_signal(desk.workplace, NewSignal(provider, TEXT))
    screen = SignalsScreen(of_role(desk, Role.CONTRACT_MANAGER))
    qtbot.addWidget(screen)
    screen.resize(1000, 800)
    screen.show()
    settle()
    assert "1 signaal wacht op u" in texts(screen)
    press(screen, "Aanbieder openen")
    assert ways.went[-1] == ("entry", provider)
    press(screen, "Opvolgen …")
    asked = dialog("follow-up")
    press(asked, "follow-up-go")
    settle()
    assert "Vul dit eerst in." in texts(asked)
    write(asked, "follow-up-text", "Gebeld; het gebeurt niet weer.")
    asked.reject()  # as a lock does
    settle()
    press(screen, "Opvolgen …")
    asked = dialog("follow-up")
    settle()
    assert one(asked, LongText, "follow-up-text").toPlainText() == "Gebeld; het gebeurt niet weer."
    one(asked, Choice, "follow-up-status").put(SignalStatus.CLOSED.value)
    press(asked, "follow-up-go")
    settle()
    assert forms.unfinished(desk.workplace) == ()
    assert "Geen open signalen" in texts(screen)
    with desk.workplace.store.read() as reader:
        assert [done.status for done in reader.find(SignalFollowUp)] == [SignalStatus.CLOSED]
    press(screen, "Alles")
    settle()
    assert "Gebeld; het gebeurt niet weer." in texts(screen)
    assert "afgesloten" in badges(screen)


def test_a_follow_up_of_a_colleague_is_shown_at_once(
    qtbot: QtBot, desk: Desk, provider: str, settle: Callable[[], None]
) -> None:
    signal_id, _changes = record_signal(desk.workplace, NewSignal(provider, TEXT))
    manager = of_role(desk, Role.CONTRACT_MANAGER)
    screen = SignalsScreen(manager)
    qtbot.addWidget(screen)
    screen.show()
    settle()
    desk.notifier.tell(follow_up(manager.workplace, signal_id, "In gesprek", SignalStatus.IN_HAND))
    settle()
    assert "In gesprek" in texts(screen)
