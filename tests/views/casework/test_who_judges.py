"""Why somebody cannot approve, one decision in the place of another, and a plan that is not what was agreed."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest
from PySide6.QtWidgets import QAbstractButton, QLabel, QWidget

from desktop.models.casework import Case, Goal
from desktop.models.indications import Decision, Indication
from desktop.models.kinds import IndicationStatus
from desktop.services.approved_help import decide
from desktop.services.indications import change_draft, hand_in
from desktop.services.plans import Agreement, add_goal, agree_plan, change_goal
from desktop.services.workplace import Workplace
from desktop.views.desk import Place
from desktop.views.window.main import MainWindow
from tests.helpers import town
from tests.helpers.fingers import Fingers


@pytest.fixture
def draft(workplace: Workplace, case_id: str) -> str:
    """A draft in which everything is filled in."""
    town.answer_all(workplace, case_id)
    add_goal(workplace, case_id, "Ik maak elke week mijn post open.")
    return town.drafted(workplace, case_id)


def words(inside: QWidget) -> str:
    return "\n".join(label.text() for label in inside.findChildren(QLabel) if label.isVisible())


def shown(inside: QWidget, name: str) -> bool:
    return any(button.isVisible() for button in inside.findChildren(QAbstractButton, name))


def test_a_team_lead_who_wrote_in_it_is_told_why_she_does_not_approve_it(
    lead_window: MainWindow, workplace: Workplace, draft: str, settle: Callable[[], None]
) -> None:
    change_draft(replace(workplace, colleague=town.TEAM_LEAD), draft, stops_when="Als de post drie maanden lukt.")
    hand_in(workplace, draft)
    lead_window.open_indication(draft)
    settle()
    screen = lead_window.screen_of(Place.INDICATION)
    assert "dat doet een andere teamleider" in words(screen)
    assert not any(shown(screen, name) for name in ("approve", "return", "take-back"))


def test_a_team_lead_who_only_reads_it_is_told_nothing_of_the_kind(
    lead_window: MainWindow, workplace: Workplace, draft: str, settle: Callable[[], None]
) -> None:
    hand_in(workplace, draft)
    lead_window.open_indication(draft)
    settle()
    screen = lead_window.screen_of(Place.INDICATION)
    assert "andere teamleider" not in words(screen)
    assert shown(screen, "approve")


def test_another_decision_takes_the_place_of_the_one_that_stood(
    window: MainWindow,
    workplace: Workplace,
    draft: str,
    settle: Callable[[], None],
    stored: Callable[..., list[Decision]],
) -> None:
    hand_in(workplace, draft)
    town.approved_by_lead(workplace, draft)
    decide(workplace, Decision(indication_id=draft, decided_on=workplace.today, number="2026-1", motivation="Daarom."))
    window.open_indication(draft)
    settle()
    screen, fingers = window.screen_of(Place.INDICATION), Fingers(window, settle)
    assert not shown(screen, "decide")
    fingers.press("decide-again")
    assert not shown(screen, "decide-again")
    fingers.write("decision-number", "2026-2")
    fingers.write("decision-motivation", "Na het bezwaar van de heer.")
    fingers.press("decide")
    assert [one.number for one in stored(Decision, indication_id=draft)] == ["2026-1", "2026-2"]
    assert "2026-2" in words(screen)
    assert not shown(screen, "decide")
    assert shown(screen, "decide-again")


def test_a_plan_that_is_not_what_was_agreed_says_so_until_a_new_version_is_kept(
    window: MainWindow,
    workplace: Workplace,
    case_id: str,
    settle: Callable[[], None],
    stored: Callable[..., list[Goal]],
) -> None:
    add_goal(workplace, case_id, "Ik maak elke week mijn post open.")
    agree_plan(workplace, case_id, Agreement("Zo doen we het.", resident_agrees=True))
    change_goal(workplace, stored(Goal, case_id=case_id)[0].id, text="Ik vraag Ineke om hulp bij mijn post.")
    window.open_case(f"{case_id}#plan")
    settle()
    assert "Sindsdien is veranderd: de doelen." in words(window)
    Fingers(window, settle).press("plan-agree")
    assert "Sindsdien is veranderd" not in words(window)


def test_an_approval_of_an_earlier_day_is_entered_with_that_day_and_why(
    lead_window: MainWindow, workplace: Workplace, draft: str, settle: Callable[[], None]
) -> None:
    hand_in(workplace, draft)
    lead_window.open_indication(draft)
    settle()
    screen = lead_window.screen_of(Place.INDICATION)
    fingers = Fingers(lead_window, settle)
    fingers.press("approved-before")
    fingers.press("approve")
    assert "Dit is geen datum" in words(screen)
    fingers.write("approved_on", f"{workplace.today:%d-%m-%Y}")
    fingers.press("approve")
    with workplace.store.read() as reader:
        assert reader.get(Indication, draft).status is IndicationStatus.APPROVED


def test_why_it_is_entered_late_is_asked_at_its_field(
    lead_window: MainWindow, workplace: Workplace, draft: str, settle: Callable[[], None]
) -> None:
    hand_in(workplace, draft)
    with workplace.store.work("Of before") as work:
        case = work.get(Case, work.get(Indication, draft).case_id)
        work.change(Case, case.id, opened_on=workplace.today - timedelta(days=30))
        work.commit()
    lead_window.open_indication(draft)
    settle()
    screen = lead_window.screen_of(Place.INDICATION)
    fingers = Fingers(lead_window, settle)
    fingers.press("approved-before")
    fingers.write("approved_on", f"{workplace.today - timedelta(days=9):%d-%m-%Y}")
    fingers.press("approve")
    with workplace.store.read() as reader:
        assert reader.get(Indication, draft).status is IndicationStatus.HANDED_IN
    fingers.write("approved_why", "De laptop was in reparatie.")
    fingers.press("approve")
    assert "De laptop was in reparatie." in words(screen)
    assert not shown(screen, "approve")
