"""What is typed beside a text that was handed in or approved is there again, until the act was done it was for."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from pytestqt.qtbot import QtBot

from desktop.models.casework import Case
from desktop.models.indications import Decision, Indication
from desktop.models.kinds import CasePhase
from desktop.services.forms import unfinished
from desktop.services.indications import approve, hand_in
from desktop.services.workplace import Workplace
from desktop.views.indication.screen import IndicationScreen
from desktop.views.window.main import MainWindow
from tests.helpers import town
from tests.helpers.fingers import Fingers
from tests.helpers.widgets import words

Settle = Callable[[], None]


@pytest.fixture
def handed_in(workplace: Workplace, ready: str) -> str:
    draft = town.drafted(workplace, ready)
    hand_in(workplace, draft)
    return draft


def opened_anew(qtbot: QtBot, window: MainWindow, indication_id: str, settle: Settle) -> IndicationScreen:
    """As after the lock: another screen over the same store."""
    screen = IndicationScreen(window.desk)
    qtbot.addWidget(screen)
    screen.resize(1100, 800)
    screen.show()
    screen.open_thing(indication_id)
    settle()
    return screen


def test_remarks_of_the_second_person_are_there_again_until_it_went_back(
    qtbot: QtBot,
    lead_window: MainWindow,
    workplace: Workplace,
    handed_in: str,
    settle: Settle,
    stored: Callable[..., list[Indication]],
) -> None:
    first = opened_anew(qtbot, lead_window, handed_in, settle)
    fingers = Fingers(first, settle)
    fingers.choose("remark-about", "volume")
    fingers.write("remark", "Waarom vier uur?")
    fingers.press("remark-more")
    fingers.choose("remark-about", "")
    fingers.write("remark", "Verder goed.")
    first.flush()
    settle()
    again = opened_anew(qtbot, lead_window, handed_in, settle)
    assert "Omvang: Waarom vier uur?" in words(again.judging)
    assert "Verder goed." in words(again.judging)
    Fingers(again, settle).press("return")
    (back,) = stored(Indication)
    assert (back.remarks, back.field_remarks) == ("Verder goed.", {"volume": "Waarom vier uur?"})
    assert unfinished(workplace) == ()


def test_why_a_decision_is_taken_is_there_again_until_it_was_written_down(
    qtbot: QtBot,
    window: MainWindow,
    workplace: Workplace,
    handed_in: str,
    settle: Settle,
    stored: Callable[..., list[Decision]],
) -> None:
    approve(replace(workplace, colleague=town.TEAM_LEAD), handed_in)
    first = opened_anew(qtbot, window, handed_in, settle)
    fingers = Fingers(first, settle)
    fingers.write("decision-number", "2026-7")
    fingers.write("decision-motivation", "Het lukt nog niet alleen.")
    first.flush()
    settle()
    again = opened_anew(qtbot, window, handed_in, settle)
    Fingers(again, settle).press("decide")
    (decided,) = stored(Decision)
    assert (decided.number, decided.motivation) == ("2026-7", "Het lukt nog niet alleen.")
    assert unfinished(workplace) == ()


def test_a_draft_of_a_closed_case_says_why_nothing_can_be_done_in_it(
    qtbot: QtBot, lead_window: MainWindow, workplace: Workplace, handed_in: str, ready: str, settle: Settle
) -> None:
    told = "Het dossier van dit concept is gesloten."
    assert told not in words(opened_anew(qtbot, lead_window, handed_in, settle))
    with workplace.store.work("Sync with colleagues", origin="sync") as work:
        work.change(Case, ready, phase=CasePhase.CLOSED, closed_on=workplace.today, close_reason="other")
        work.commit()
    closed = opened_anew(qtbot, lead_window, handed_in, settle)
    assert told in words(closed)
    assert not closed.judging.isVisible()
