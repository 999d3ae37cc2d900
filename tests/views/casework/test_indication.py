"""Indicatie: drafting with the prompts beside it, the second pair of eyes, and what follows."""

from collections.abc import Callable

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QTabWidget
from pytestqt.qtbot import QtBot

from desktop.models.casework import Goal, PlanService
from desktop.models.indications import Decision, Indication, Trajectory
from desktop.models.kinds import Frequency, IndicationStatus, Unit
from desktop.models.social_map import ContractedProduct, Provider
from desktop.services.indications import begin_draft, change_draft, hand_in, return_with_remarks
from desktop.services.workplace import Workplace
from desktop.views.design.inputs import Choice, LongText
from desktop.views.desk import Place
from desktop.views.window.history import Spot
from desktop.views.window.main import MainWindow
from tests.helpers import town
from tests.helpers.drafting_screen import Drafting, drafting_of
from tests.helpers.fingers import Fingers
from tests.helpers.widgets import can_press, one, words

PLAN = 2


@pytest.fixture
def drafting(
    window: MainWindow, workplace: Workplace, ready: str, fingers: Fingers, settle: Callable[[], None]
) -> Drafting:
    draft, _changes = begin_draft(workplace, ready)
    return drafting_of(window, fingers, draft, settle)


@pytest.fixture
def handed_in(workplace: Workplace, ready: str) -> str:
    draft = town.drafted(workplace, ready)
    hand_in(workplace, draft)
    return draft


def fill_in(drafting: Drafting) -> None:
    fill = drafting.fingers
    fill.choose("draft-segment", "1A")
    fill.choose("draft-product", town.REGULAR)
    fill.count("draft-volume", 4)
    fill.choose("draft-frequency", "week")
    fill.choose("draft-unit", "hour")
    fill.write("draft-start", "7-12-2026")
    fill.write("draft-end", "5-6-2027")
    fill.write("draft-evaluations", "1-3-2027")
    fill.write("draft-stops_when", "De post is drie maanden bij.")
    fill.press("told-today")


def test_prompts_stand_beside_the_draft_with_their_source_and_go_as_it_is_filled_in(
    qtbot: QtBot, drafting: Drafting
) -> None:
    assert {"volume-missing", "evaluation-missing"} <= drafting.codes()
    assert "Koersdocument inkoop Wmo-Begeleiding 2022 - 2026, 7 Bekostiging" in words(drafting.prompt("volume-missing"))
    assert not can_press(drafting.window, "hand-in")
    fill_in(drafting)
    qtbot.waitUntil(lambda: can_press(drafting.window, "hand-in"))
    assert not {"volume-missing", "evaluation-missing"} & drafting.codes()
    assert "Klaar om in te dienen" in words(drafting.screen.advice)


def test_an_end_before_the_start_is_said_at_its_field(qtbot: QtBot, drafting: Drafting) -> None:
    fill_in(drafting)
    drafting.fingers.write("draft-end", "1-12-2026")
    row = drafting.screen.rows["end"]
    qtbot.waitUntil(lambda: row.problem_text() == "Het einde ligt vóór de start (7 december 2026).")
    assert not can_press(drafting.window, "hand-in")
    drafting.fingers.write("draft-end", "5-6-2027")
    qtbot.waitUntil(lambda: not row.problem_text() and can_press(drafting.window, "hand-in"))


def test_a_draft_is_kept_as_it_is_filled_in(
    qtbot: QtBot, drafting: Drafting, stored: Callable[..., list[Indication]]
) -> None:
    fill_in(drafting)
    qtbot.waitUntil(lambda: bool(stored(Indication)[0].evaluations), timeout=2000)
    (draft,) = stored(Indication)
    assert (draft.lot, draft.segment, draft.product) == ("wmo-begeleiding", "1A", town.REGULAR)
    assert (draft.volume, draft.unit, draft.frequency) == (4, Unit.HOUR, Frequency.WEEK)
    assert (str(draft.start), str(draft.end), draft.evaluations) == ("2026-12-07", "2027-06-05", ("2027-03-01",))


def test_a_reason_lifts_a_prompt_and_stays_while_it_is_typed(
    qtbot: QtBot, drafting: Drafting, stored: Callable[..., list[Indication]]
) -> None:
    fill_in(drafting)
    stopped = town.STOPPED_PROVIDER[0]
    assert isinstance(stopped, Provider)
    drafting.fingers.press(f"provider-{stopped.id}")
    qtbot.waitUntil(lambda: "intake-stop" in drafting.codes())
    assert not can_press(drafting.window, "hand-in")
    field = one(drafting.window, LongText, "reason-intake-stop")
    field.setFocus()
    QTest.keyClicks(field, "De dochter ")
    qtbot.waitUntil(lambda: stored(Indication)[0].reasons == {"intake-stop": "De dochter"}, timeout=2000)
    QTest.keyClicks(field, "werkt daar")
    qtbot.waitUntil(lambda: stored(Indication)[0].reasons == {"intake-stop": "De dochter werkt daar"}, timeout=2000)
    qtbot.waitUntil(lambda: can_press(drafting.window, "hand-in"))
    assert field.hasFocus()
    assert field.toPlainText() == "De dochter werkt daar"
    qtbot.waitUntil(lambda: "Beantwoord" in words(drafting.prompt("intake-stop")))


def test_a_prompt_leads_to_its_field_and_to_the_case(
    drafting: Drafting, ready: str, settle: Callable[[], None]
) -> None:
    drafting.fingers.press("way-volume-missing")
    assert drafting.window.focusWidget().objectName() in {"draft-volume", "qt_spinbox_lineedit"}
    drafting.fingers.press("way-evaluation-missing")
    assert drafting.fingers.field("draft-evaluations").hasFocus()
    with drafting.window.desk.workplace.store.work("Forget") as work:
        for goal in work.find(Goal, case_id=ready):
            work.remove(Goal, goal.id)
        work.commit()
    drafting.screen.mark_stale()
    settle()
    drafting.fingers.press("way-goal-missing")
    assert drafting.window.here().place is Place.CASE
    assert one(drafting.window, QTabWidget, "case-tabs").currentIndex() == PLAN


def test_the_heavy_form_asks_its_two_questions_and_where_it_leads_back_to(
    qtbot: QtBot, drafting: Drafting, stored: Callable[..., list[Indication]]
) -> None:
    fill_in(drafting)
    drafting.fingers.choose("draft-product", "begeleiding-plus")
    qtbot.waitUntil(lambda: {"plus-criteria-missing", "step-down-missing"} <= drafting.codes())
    drafting.fingers.press("draft-unsafe_or_crisis")
    drafting.fingers.press("draft-little_control")
    drafting.fingers.choose("draft-leads_back_to", town.REGULAR)
    drafting.fingers.write("draft-end", "1-2-2027")
    drafting.fingers.write("draft-evaluations", "15-1-2027")
    qtbot.waitUntil(lambda: can_press(drafting.window, "hand-in"))
    qtbot.waitUntil(lambda: str(stored(Indication)[0].evaluations[0]) == "2027-01-15", timeout=5000)
    (draft,) = stored(Indication)
    assert (draft.unsafe_or_crisis, draft.little_control, draft.leads_back_to) == (True, True, town.REGULAR)


def test_only_what_fits_is_offered(drafting: Drafting) -> None:
    drafting.fingers.choose("draft-segment", "1A")
    product = one(drafting.window, Choice, "draft-product")
    assert product.findData("groep-belevingsgericht") < 0
    assert product.findData("begeleiding-individueel-basis") < 0
    drafting.fingers.choose("draft-product", "groep-arbeidsmatig")
    units = one(drafting.window, Choice, "draft-unit")
    assert [units.itemData(at) for at in range(units.count())] == ["", "day-part"]
    assert units.key() == "day-part"


def test_a_segment_that_does_not_fit_the_product_takes_it_away(
    drafting: Drafting, stored: Callable[..., list[Indication]]
) -> None:
    drafting.fingers.choose("draft-segment", "3")
    drafting.fingers.choose("draft-product", "groep-belevingsgericht")
    assert stored(Indication)[0].product == "groep-belevingsgericht"
    drafting.fingers.choose("draft-segment", "1A")
    assert stored(Indication)[0].product == ""


def test_providers_stand_by_who_takes_people_soonest_with_the_age_of_each_figure(
    drafting: Drafting,
) -> None:
    fill_in(drafting)
    shown = [
        b.accessibleName()
        for b in drafting.window.findChildren(QAbstractButton)
        if b.objectName().startswith("provider-") and b.isVisible()
    ]
    assert [name.split(",")[0] for name in shown] == ["De Lange Adem", "Kompas en Koers", "Stap voor Stap Thuis"]
    assert "9 dagen geleden gemeten" in shown[0]
    assert "verouderd" in shown[1]
    assert "cliëntenstop" in shown[2]


def test_no_provider_says_whether_the_choice_is_still_open_or_nobody_offers_it(
    drafting: Drafting, workplace: Workplace
) -> None:
    assert "Kies eerst wat er nodig is" in words(drafting.screen.providers)
    with workplace.store.work("Ended") as work:
        for offered in work.find(ContractedProduct):
            work.remove(ContractedProduct, offered.id)
        work.commit()
    fill_in(drafting)
    assert "geen aanbieder met een contract" in words(drafting.screen.providers)


def test_the_cost_of_the_whole_period_is_told(drafting: Drafting, qtbot: QtBot) -> None:
    fill_in(drafting)
    provider = town.OPEN_PROVIDER[0]
    assert isinstance(provider, Provider)
    drafting.fingers.press(f"provider-{provider.id}")
    qtbot.waitUntil(lambda: "€" in words(drafting.screen.advice))
    assert "voor de hele periode" in words(drafting.screen.advice)


def test_help_near_home_is_put_on_the_plan_from_the_draft(
    drafting: Drafting, stored: Callable[..., list[object]]
) -> None:
    drafting.fingers.press("Zet Inloop De Kern op het plan")
    (planned,) = stored(PlanService)
    assert isinstance(planned, PlanService)
    assert planned.service_id == town.COFFEE.id


def test_a_draft_is_removed_with_a_way_back(drafting: Drafting, stored: Callable[..., list[Indication]]) -> None:
    drafting.fingers.press("remove-draft")
    assert stored(Indication) == []
    assert drafting.window.here().place is Place.CASE
    drafting.fingers.press("Ongedaan maken")
    assert len(stored(Indication)) == 1


def test_handing_in_and_taking_back(qtbot: QtBot, drafting: Drafting, stored: Callable[..., list[Indication]]) -> None:
    fill_in(drafting)
    qtbot.waitUntil(lambda: can_press(drafting.window, "hand-in"))
    drafting.fingers.press("hand-in")
    assert stored(Indication)[0].status is IndicationStatus.HANDED_IN
    assert "Begeleiding regulier" in words(drafting.screen.summary)
    ways = [w for w in drafting.screen.advice.findChildren(QAbstractButton) if w.objectName().startswith("way-")]
    assert not [way for way in ways if way.isVisible()], "no field is left to go to"
    assert not [c for c in drafting.window.findChildren(Choice) if c.isVisible()]
    drafting.fingers.press("take-back")
    assert stored(Indication)[0].status is IndicationStatus.DRAFT


def test_nobody_is_asked_to_judge_own_work(window: MainWindow, handed_in: str, settle: Callable[[], None]) -> None:
    window.open_indication(handed_in)
    settle()
    assert not [b for b in window.findChildren(QAbstractButton, "approve") if b.isVisible()]


def test_a_team_lead_returns_with_remarks_and_the_author_sees_them(
    window: MainWindow,
    lead_window: MainWindow,
    handed_in: str,
    settle: Callable[[], None],
    stored: Callable[..., list[Indication]],
) -> None:
    lead_window.open_indication(handed_in)
    settle()
    lead = Fingers(lead_window, settle)
    lead.press("return")
    screen = lead_window.screen_of(Place.INDICATION)
    assert screen.rows["remarks"].problem_text()
    assert lead.field("remark").hasFocus()
    lead.write("remark", "Waarom vier uur?")
    lead.press("return")
    assert stored(Indication)[0].status is IndicationStatus.RETURNED
    assert lead_window.here().place is Place.CASE, "it is the consultant's turn"
    assert [remark.toPlainText() for remark in screen.findChildren(LongText, "remark")] == [""]
    window.open_indication(handed_in)
    settle()
    assert "Teruggegeven met: Waarom vier uur?" in words(window)
    assert one(window, Choice, "draft-product").isEnabled()


def test_a_team_lead_approves_and_the_text_is_sealed(
    lead_window: MainWindow, handed_in: str, settle: Callable[[], None], stored: Callable[..., list[Indication]]
) -> None:
    lead_window.open_indication(handed_in)
    settle()
    Fingers(lead_window, settle).press("approve")
    (approved,) = stored(Indication)
    assert approved.status is IndicationStatus.APPROVED
    assert approved.judged_by == town.TEAM_LEAD.id
    assert len(approved.seal) == 64
    assert "Tamara Postema" in words(lead_window.screen_of(Place.INDICATION))


def test_after_the_approval_the_decision_and_the_first_day_are_written_down(
    window: MainWindow,
    workplace: Workplace,
    handed_in: str,
    fingers: Fingers,
    settle: Callable[[], None],
    stored: Callable[..., list[object]],
) -> None:
    town.approved_by_lead(workplace, handed_in)
    window.open_indication(handed_in)
    settle()
    fingers.write("decision-number", "2026-0412")
    fingers.write("decision-motivation", "Het lukt nog niet alleen.")
    fingers.press("decide")
    (decision,) = stored(Decision)
    assert isinstance(decision, Decision)
    assert (decision.number, decision.granted, decision.decided_on) == ("2026-0412", True, workplace.today)
    fingers.write("started_on", "1-1-2099")
    fingers.press("start-help")
    assert window.screen_of(Place.INDICATION).rows["started_on"].problem_text()
    assert stored(Trajectory) == []
    fingers.write("started_on", "20-11-2026")
    fingers.press("start-help")
    assert len(stored(Trajectory)) == 1
    assert not [b for b in window.findChildren(QAbstractButton, "start-help") if b.isVisible()]


def test_a_following_draft_takes_the_help_over(
    window: MainWindow,
    workplace: Workplace,
    handed_in: str,
    fingers: Fingers,
    settle: Callable[[], None],
    stored: Callable[..., list[Indication]],
) -> None:
    town.approved_by_lead(workplace, handed_in)
    window.open_indication(handed_in)
    settle()
    fingers.press("follow-up")
    (following,) = stored(Indication, status=IndicationStatus.DRAFT)
    assert window.here() == Spot(Place.INDICATION, following.id)
    assert following.product == town.REGULAR
    assert one(window, Choice, "draft-product").key() == town.REGULAR


def test_another_draft_shows_nothing_of_the_one_before(
    drafting: Drafting, workplace: Workplace, ready: str, settle: Callable[[], None]
) -> None:
    result = one(drafting.window, LongText, "draft-result")
    result.setFocus()
    QTest.keyClicks(result, "Alleen van deze")
    other, _changes = begin_draft(workplace, ready)
    drafting.window.open_indication(other)
    settle()
    assert result.toPlainText() == ""


def test_what_is_returned_is_drafted_on(
    window: MainWindow, workplace: Workplace, handed_in: str, settle: Callable[[], None], fingers: Fingers
) -> None:
    return_with_remarks(town.led(workplace), handed_in, "Korter kan ook.")
    change_draft(workplace, handed_in, volume=3)
    window.open_indication(handed_in)
    settle()
    fingers.press("hand-in")
    assert "ingediend" in words(window)


def test_two_quick_presses_add_one_product(
    drafting: Drafting, stored: Callable[..., list[Indication]], settle: Callable[[], None]
) -> None:
    before = len(stored(Indication))
    add = drafting.screen.findChild(QAbstractButton, "add-line")
    assert add is not None
    add.click()
    add.click()
    settle()
    assert len(stored(Indication)) == before + 1
    add.click()
    settle()
    assert len(stored(Indication)) == before + 2
