"""Which application a decision answers, as a person chooses it: with one there is nothing to ask."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from PySide6.QtWidgets import QAbstractButton, QLabel, QWidget

from desktop.models.casework import Application
from desktop.models.indications import Decision
from desktop.models.kinds import EndReason
from desktop.services.cases import CaseEnding, NewCase, close_case, hand_in_application, open_case
from desktop.services.indications import hand_in
from desktop.services.plans import add_goal
from desktop.services.workplace import Workplace
from desktop.views.design.buttons import Chip, ChipRow
from desktop.views.desk import Place
from desktop.views.window.main import MainWindow
from tests.helpers import town
from tests.helpers.fingers import Fingers

Settle = Callable[[], None]
UNCLEAR = "Er is niet opgeschreven op welke aanvraag het besluit is"


@pytest.fixture
def approved(filled: Workplace) -> tuple[str, str]:
    """A case of a month ago with an indication that was approved, and an application of nine days ago."""
    day = filled.today - timedelta(days=30)
    case_id = open_case(filled, NewCase(last_name="Vos", first_names="Mieke", received_on=day))[0]
    town.answer_all(filled, case_id)
    add_goal(filled, case_id, "Ik maak elke week mijn post open.")
    draft = town.drafted(filled, case_id)
    hand_in(filled, draft)
    town.approved_by_lead(filled, draft)
    hand_in_application(filled, case_id, "Hulp bij de post", filled.today - timedelta(days=9))
    return case_id, draft


def chips(screen: QWidget) -> dict[str, bool]:
    """What is offered, with whether it is on."""
    row = screen.findChild(ChipRow, "decision-answers")
    assert row is not None
    return {chip.text(): chip.isChecked() for chip in row.findChildren(Chip) if chip.isVisible()}


def texts(workplace: Workplace, case_id: str) -> dict[str, str]:
    """What was applied for, by id."""
    with workplace.store.read() as reader:
        return {found.id: found.text for found in reader.find(Application, case_id=case_id)}


def words(inside: QWidget) -> str:
    return "\n".join(label.text() for label in inside.findChildren(QLabel) if label.isVisible())


def press(screen: QWidget, begin: str, settle: Settle) -> None:
    next(chip for chip in screen.findChildren(Chip) if chip.isVisible() and chip.text().startswith(begin)).click()
    settle()


def test_with_one_application_nothing_is_asked(
    window: MainWindow, approved: tuple[str, str], settle: Settle, stored: Callable[..., list[Decision]]
) -> None:
    window.open_indication(approved[1])
    settle()
    screen = window.screen_of(Place.INDICATION)
    assert chips(screen) == {}
    Fingers(window, settle).press("decide")
    [decided] = stored(Decision)
    assert len(decided.answers) == 1


def test_with_two_it_is_asked_at_the_field_told_on_the_screen_and_corrected(
    window: MainWindow,
    workplace: Workplace,
    approved: tuple[str, str],
    settle: Settle,
    stored: Callable[..., list[Decision]],
) -> None:
    hand_in_application(workplace, approved[0], "Vervoer naar de dagbesteding", workplace.today - timedelta(days=5))
    window.open_indication(approved[1])
    settle()
    screen, fingers = window.screen_of(Place.INDICATION), Fingers(window, settle)
    assert chips(screen) == {
        "14 november 2026 · Hulp bij de post": False,
        "18 november 2026 · Vervoer naar de dagbesteding": False,
    }
    fingers.write("decision-number", "2026-7")
    fingers.press("decide")
    assert stored(Decision) == []
    assert "Geef aan op welke aanvraag dit besluit is" in screen.rows["answers"].problem_text()
    press(screen, "18 november", settle)
    fingers.press("decide")
    [decided] = stored(Decision)
    assert decided.number == "2026-7"
    known = texts(workplace, approved[0])
    assert [known[found] for found in decided.answers] == ["Vervoer naar de dagbesteding"]
    assert "op de aanvraag van 18 november 2026" in words(screen)
    fingers.press("correct-answered")
    press(screen, "18 november", settle)
    fingers.press("say-answered")
    assert screen.rows["answers"].problem_text() == "Vul dit eerst in."
    press(screen, "14 november", settle)
    fingers.press("say-answered")
    assert [known[found] for found in stored(Decision)[0].answers] == ["Hulp bij de post"]
    assert "op de aanvraag van 14 november 2026" in words(screen)
    assert not any(b.isVisible() for b in screen.findChildren(QAbstractButton, "say-answered"))


def test_a_decision_of_before_says_at_the_term_that_nobody_wrote_down_what_it_answers(
    window: MainWindow, workplace: Workplace, approved: tuple[str, str], settle: Settle
) -> None:
    hand_in_application(workplace, approved[0], "Vervoer", workplace.today - timedelta(days=5))
    town.settle(workplace, Decision(indication_id=approved[1], decided_on=workplace.today))
    window.open_case(approved[0])
    settle()
    assert UNCLEAR in words(window)
    window.open_indication(approved[1])
    settle()
    screen, fingers = window.screen_of(Place.INDICATION), Fingers(window, settle)
    fingers.press("correct-answered")
    press(screen, "18 november", settle)
    fingers.press("say-answered")
    window.open_case(approved[0])
    settle()
    assert UNCLEAR not in words(window)
    assert "op de aanvraag van 18 november 2026" in words(window)


def test_in_a_closed_case_no_button_shows_that_would_only_be_refused(
    window: MainWindow, workplace: Workplace, approved: tuple[str, str], settle: Settle
) -> None:
    hand_in_application(workplace, approved[0], "Vervoer", workplace.today - timedelta(days=5))
    town.settle(workplace, Decision(indication_id=approved[1], decided_on=workplace.today))
    window.open_indication(approved[1])
    settle()
    screen = window.screen_of(Place.INDICATION)

    def offered() -> set[str]:
        names = ("correct-answered", "start-help")
        return {name for name in names for b in screen.findChildren(QAbstractButton, name) if b.isVisible()}

    assert offered() == {"correct-answered", "start-help"}
    close_case(workplace, approved[0], CaseEnding(EndReason.OTHER))
    window.open_case(approved[0])
    settle()
    window.open_indication(approved[1])
    settle()
    assert offered() == set()
    assert "Besluit" in words(screen)
