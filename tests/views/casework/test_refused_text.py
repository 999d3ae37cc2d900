"""A reason at a prompt and a line of a wait that cannot be stored: they stay, with what is wrong."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from desktop.models.indications import Indication
from desktop.models.waiting import ContactMoment, InterimMeasure, WaitingListEntry
from desktop.services import forms
from desktop.services.cases import NewCase, open_case
from desktop.services.indications import begin_draft, change_draft
from desktop.services.waits import change_wait, put_on_waiting_list
from desktop.services.workplace import Workplace
from desktop.views.cases.wait_card import WaitCard
from desktop.views.design.cards import PromptCard
from desktop.views.design.inputs import LongText
from desktop.views.desk import Place
from desktop.views.window.main import MainWindow
from tests.helpers import town
from tests.helpers.widgets import one, paste, words

LONG_TEXT, LONG_GOAL = "y" * 10_001, "z" * 2_001
STOPPED = {
    "lot": "wmo-begeleiding",
    "segment": "1A",
    "product": town.REGULAR,
    "provider_id": town.STOPPED_PROVIDER[0].id,  # type: ignore[attr-defined]  # the first is the provider itself
}
"""Help of a provider that takes nobody in: that asks for a reason."""


def test_a_reason_that_is_refused_stays_with_its_sentence_and_is_there_again(
    qtbot: QtBot,
    window: MainWindow,
    ready: str,
    workplace: Workplace,
    settle: Callable[[], None],
    stored: Callable[..., list[Indication]],
) -> None:
    draft, _changes = begin_draft(workplace, ready)
    change_draft(workplace, draft, **STOPPED)
    window.open_indication(draft)
    settle()
    field, card = one(window, LongText, "reason-intake-stop"), one(window, PromptCard, "prompt-intake-stop")
    paste(field, LONG_GOAL)
    window.flush()
    settle()
    assert stored(Indication)[0].reasons == {}
    assert (field.toPlainText(), "2000" in words(card)) == (LONG_GOAL, True)
    one(window, LongText, "draft-result").setFocus()
    change_draft(workplace, draft, result="Van een collega")
    window.screen_of(Place.INDICATION).mark_stale()
    settle()
    assert (field.toPlainText(), "2000" in words(card)) == (LONG_GOAL, True), "a reload leaves it alone"
    second, _changes = begin_draft(workplace, ready)
    window.open_indication(second)
    settle()
    window.open_indication(draft)
    settle()
    field = one(window, LongText, "reason-intake-stop")
    assert field.toPlainText() == LONG_GOAL
    qtbot.waitUntil(lambda: "2000" in words(one(window, PromptCard, "prompt-intake-stop")), timeout=3000)
    paste(field, "De dochter werkt daar")
    window.flush()
    settle()
    assert stored(Indication, id=draft)[0].reasons == {"intake-stop": "De dochter werkt daar"}
    assert "2000" not in words(one(window, PromptCard, "prompt-intake-stop"))
    assert forms.load(workplace, "draft", draft) is None


def test_a_reason_that_is_refused_stands_there_again_when_its_prompt_was_away(
    window: MainWindow, ready: str, workplace: Workplace, settle: Callable[[], None]
) -> None:
    draft, _changes = begin_draft(workplace, ready)
    change_draft(workplace, draft, **STOPPED)
    window.open_indication(draft)
    settle()
    paste(one(window, LongText, "reason-intake-stop"), LONG_GOAL)
    window.flush()
    settle()
    for provider, shown in ((None, False), (STOPPED["provider_id"], True)):
        change_draft(workplace, draft, provider_id=provider)
        window.screen_of(Place.INDICATION).mark_stale()
        settle()
        assert bool(window.findChildren(LongText, "reason-intake-stop")) is shown
    assert one(window, LongText, "reason-intake-stop").toPlainText() == LONG_GOAL


def test_lines_of_a_wait_that_are_refused_stay_and_are_there_again(
    qtbot: QtBot,
    window: MainWindow,
    case_id: str,
    workplace: Workplace,
    settle: Callable[[], None],
    stored: Callable[..., list[WaitingListEntry | ContactMoment | InterimMeasure]],
) -> None:
    wait = WaitingListEntry(case_id=case_id, product=town.REGULAR, since=workplace.today)
    put_on_waiting_list(workplace, wait)
    window.open_place(Place.CASE, f"{case_id}#waiting")
    settle()
    card = one(window, WaitCard)
    limited = one(window, LongText, f"limited-{wait.id}")
    said, bridged = one(window, QLineEdit, f"said-{wait.id}"), one(window, QLineEdit, f"bridge-{wait.id}")
    typed = ((said, LONG_GOAL), (bridged, "b" * 2001))
    for field, text in typed:
        paste(field, text)
        QTest.keyClick(field, Qt.Key.Key_Return)
        settle()
        assert (field.text(), words(card).count("2000")) == (text, 1)
        field.textEdited.emit(text)  # typing on takes the sentence away
        assert "2000" not in words(card)
    paste(limited, LONG_TEXT)
    settle_typed(window, settle)
    assert "2000" in words(card)
    change_wait(workplace, wait.id, urgency=1)
    window.screen_of(Place.CASE).mark_stale()
    settle()
    assert [said.text(), bridged.text(), limited.toPlainText()] == [LONG_GOAL, "b" * 2001, LONG_TEXT]
    other, _changes = open_case(workplace, NewCase(last_name="Ander", municipality="Oldambt"))
    window.open_case(other)
    settle()
    window.open_place(Place.CASE, f"{case_id}#waiting")
    settle()
    qtbot.waitUntil(lambda: one(window, QLineEdit, f"said-{wait.id}").text() == LONG_GOAL, timeout=2000)
    said, bridged = one(window, QLineEdit, f"said-{wait.id}"), one(window, QLineEdit, f"bridge-{wait.id}")
    limited = one(window, LongText, f"limited-{wait.id}")
    assert [bridged.text(), limited.toPlainText()] == ["b" * 2001, LONG_TEXT]
    settle_typed(window, settle)
    assert "2000" in words(one(window, WaitCard))
    assert stored(ContactMoment, held_on=workplace.today) == stored(InterimMeasure) == []
    for field, text in ((said, "Gebeld"), (bridged, "Beeldbellen")):
        paste(field, text)
        QTest.keyClick(field, Qt.Key.Key_Return)
        QTest.keyClick(field, Qt.Key.Key_Return)
        settle()
        assert not field.text()
    paste(limited, "")
    settle_typed(window, settle)
    assert forms.load(workplace, "wait", wait.id) is None
    assert (len(stored(ContactMoment, held_on=workplace.today)), len(stored(InterimMeasure))) == (1, 1)


def settle_typed(window: MainWindow, settle: Callable[[], None]) -> None:
    window.flush()
    settle()
