"""Budget, agreement, transport, contribution and change on the screen of a draft, and several products in one."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from PySide6.QtWidgets import QApplication, QLineEdit, QSpinBox, QWidget
from pytestqt.qtbot import QtBot

from desktop.models.casework import Goal
from desktop.models.indications import Evaluation, Indication, VolumeChange
from desktop.models.kinds import IndicationChange, IndicationStatus, Law, NextStep, Provision
from desktop.services.contributions import keep_amount
from desktop.services.evaluations import hold_evaluation
from desktop.services.indications import begin_draft, change_draft, hand_in
from desktop.services.workplace import Workplace
from desktop.settings import Theme
from desktop.views.design.inputs import Choice
from desktop.views.design.steps import Steps
from desktop.views.design.theme import apply
from desktop.views.desk import Place
from desktop.views.indication.screen import IndicationScreen
from desktop.views.window.main import MainWindow
from tests.helpers import town
from tests.helpers.drafting_screen import Drafting, drafting_of
from tests.helpers.fingers import Fingers
from tests.helpers.widgets import can_press, one, words

GROUP = "groep-arbeidsmatig"


@pytest.fixture
def drafting(
    window: MainWindow, workplace: Workplace, ready: str, fingers: Fingers, settle: Callable[[], None]
) -> Drafting:
    draft = town.drafted(workplace, ready)
    return drafting_of(window, fingers, draft, settle)


def shown(window: MainWindow, name: str) -> bool:
    return any(widget.isVisible() for widget in window.findChildren(QWidget, name))


def test_a_personal_budget_asks_for_plan_manager_and_quality_and_for_no_provider(
    qtbot: QtBot, drafting: Drafting, stored: Callable[..., list[Indication]]
) -> None:
    assert not shown(drafting.window, "draft-pgb_reason")
    drafting.fingers.choose("draft-provision", "pgb")
    qtbot.waitUntil(lambda: "pgb-motivation-missing" in drafting.codes())
    assert "kiest de inwoner zelf" in words(drafting.screen.providers)
    for name, text in (
        ("reason", "Zij kent deze hulp al."),
        ("manager", "Haar dochter."),
        ("quality", "Diploma en VOG."),
    ):
        drafting.fingers.write(f"draft-pgb_{name}", text)
    qtbot.waitUntil(lambda: "pgb-motivation-missing" not in drafting.codes(), timeout=5000)
    qtbot.waitUntil(lambda: bool(stored(Indication)[0].pgb_quality), timeout=5000)
    (draft,) = stored(Indication)
    assert (draft.provision, draft.pgb_reason, draft.pgb_manager, draft.pgb_quality) == (
        Provision.PGB,
        "Zij kent deze hulp al.",
        "Haar dochter.",
        "Diploma en VOG.",
    )


def test_only_what_the_region_works_with_is_asked(drafting: Drafting) -> None:
    assert not shown(drafting.window, "draft-agreement"), "this region knows one kind of agreement"
    assert not shown(drafting.window, "draft-transport"), "here transport is a line of its own"
    assert not shown(drafting.window, "draft-change"), "a first indication changes nothing"


def test_what_the_resident_pays_is_told_with_its_source_and_the_day_is_kept(
    qtbot: QtBot,
    drafting: Drafting,
    workplace: Workplace,
    stored: Callable[..., list[Indication]],
    settle: Callable[[], None],
) -> None:
    card = drafting.screen.manner.contribution
    assert "€ 21,80 per maand" in words(card).replace("\u00a0", " ")
    assert "Wmo 2015, art. 2.1.4a lid 4" in words(card)
    keep_amount(
        town.led(workplace),
        {"year": 2026, "cents_per_month": 2160, "document": "Verordening", "paragraph": "art. 4"},
    )
    change_draft(workplace, drafting.id, contribution_told_on=None)
    drafting.screen.mark_stale()
    settle()
    assert "€ 21,60 per maand" in words(card).replace("\u00a0", " ")
    assert "Verordening, art. 4" in words(card)
    assert "contribution-not-told" in drafting.codes()
    drafting.fingers.press("told-today")
    qtbot.waitUntil(lambda: "contribution-not-told" not in drafting.codes())
    assert stored(Indication)[0].contribution_told_on == workplace.today


def test_youth_help_says_that_it_costs_nothing_and_asks_no_day(
    drafting: Drafting, workplace: Workplace, settle: Callable[[], None]
) -> None:
    change_draft(workplace, drafting.id, law=Law.JEUGDWET, product="", segment="")
    drafting.screen.mark_stale()
    drafting.fingers.press("draft-to-case")
    drafting.window.open_indication(drafting.id)
    settle()
    assert "betaalt niets" in words(drafting.screen.manner.contribution)
    assert not shown(drafting.window, "draft-contribution_told_on")


def test_transport_is_drafted_as_a_line_beside_the_help_and_all_is_handed_in_together(
    qtbot: QtBot, drafting: Drafting, stored: Callable[..., list[Indication]]
) -> None:
    fill = drafting.fingers
    fill.choose("draft-product", GROUP)
    fill.press("add-vervoer")
    assert drafting.window.here().thing != drafting.id
    lines = stored(Indication)
    assert {line.product for line in lines} == {GROUP, "vervoer"}
    assert len({line.draft_id for line in lines}) == 1
    assert "own-transport-first" in drafting.codes()
    fill.write("draft-transport_reason", "Zij rijdt niet en haar dochter werkt.")
    qtbot.waitUntil(lambda: "own-transport-first" not in drafting.codes(), timeout=5000)
    assert one(drafting.window, QWidget, "hand-in").property("text") == "Alle 2 indienen"
    assert not can_press(drafting.window, "hand-in")
    fill.press(f"line-{GROUP}")
    assert drafting.window.here().thing == drafting.id


@pytest.fixture
def given(workplace: Workplace, ready: str) -> str:
    """Structural help that was approved: four hours a week is the most there is."""
    draft = town.drafted(workplace, ready)
    change_draft(workplace, draft, segment="2", start=town.TODAY, end=town.TODAY + timedelta(days=500))
    change_draft(workplace, draft, reasons=dict.fromkeys(["longer-than-comparable", "beyond-contract"], "Besproken."))
    hand_in(workplace, draft)
    town.approved_by_lead(workplace, draft)
    return draft


def test_less_help_is_written_down_inside_the_indication_where_there_is_room(
    window: MainWindow,
    given: str,
    fingers: Fingers,
    settle: Callable[[], None],
    stored: Callable[..., list[VolumeChange]],
) -> None:
    window.open_indication(given)
    settle()
    fingers.press("change-volume")
    rows = window.screen_of(Place.INDICATION).rows
    assert "0 is een pauze" in rows["volume"].problem_text()
    fingers.count("change-volume-field", 9)
    fingers.write("change-reason", "Het gaat beter.")
    fingers.press("change-volume")
    assert "niet meer dan 4" in rows["volume"].problem_text()
    assert one(window, QSpinBox, "change-volume-field").value() == 9, "nothing typed is lost"
    fingers.count("change-volume-field", 2)
    fingers.press("change-volume")
    (change,) = stored(VolumeChange)
    assert (change.volume, change.reason) == (2, "Het gaat beter.")
    assert "2 uur per week: Het gaat beter." in words(window)


def test_help_that_goes_on_is_drafted_with_its_reason_after_looking_back(
    qtbot: QtBot,
    window: MainWindow,
    workplace: Workplace,
    given: str,
    fingers: Fingers,
    settle: Callable[[], None],
    stored: Callable[..., list[Indication]],
) -> None:
    window.open_indication(given)
    settle()
    fingers.choose("follow-change", IndicationChange.PROLONGED.value)
    fingers.press("follow-up")
    (draft,) = stored(Indication, status=IndicationStatus.DRAFT)
    assert (draft.follows_id, draft.change) == (given, IndicationChange.PROLONGED)
    screen = window.screen_of(Place.INDICATION)
    assert isinstance(screen, IndicationScreen)
    assert {"change-reason-missing", "evaluation-unfinished"} <= set(screen.advice.codes())
    assert "één keer eerder" in words(screen.advice)
    fingers.write("draft-change_reason", "De doelen zijn half bereikt.")
    qtbot.waitUntil(lambda: "change-reason-missing" not in screen.advice.codes(), timeout=5000)
    with workplace.store.read() as reader:
        (planned,) = reader.find(Evaluation, indication_id=given)
        goals = {goal.id: "partly" for goal in reader.find(Goal)}
    hold_evaluation(workplace, planned.id, effect="Het gaat beter.", next=NextStep.THE_SAME, goal_results=goals)
    screen.mark_stale()
    settle()
    assert "evaluation-unfinished" not in screen.advice.codes()
    assert one(window, Choice, "draft-change").key() == "prolonged"


@pytest.mark.parametrize(
    ("field", "typed", "told"),
    [
        ("end", "31-2-2027", "Dit is geen datum"),
        ("start", "32 mei", "Dit is geen datum"),
        ("evaluations", "ooit", "Dit is geen datum"),
        ("contribution_told_on", "gisteren of zo", "Dit is geen datum"),
    ],
)
def test_a_day_that_is_none_is_told_at_its_field_and_what_was_typed_stays(
    drafting: Drafting,
    stored: Callable[..., list[Indication]],
    settle: Callable[[], None],
    field: str,
    typed: str,
    told: str,
) -> None:
    before = stored(Indication)[0]
    drafting.fingers.write(f"draft-{field}", typed)
    drafting.fingers.field("draft-start" if field != "start" else "draft-end").setFocus()
    settle()
    assert told in drafting.screen.rows[field].problem_text()
    assert one(drafting.window, QLineEdit, f"draft-{field}").text() == typed
    assert stored(Indication)[0] == before


@pytest.mark.parametrize(("volume", "told"), [(0, "minstens 1"), (10**9, "hoogstens 99999999")])
def test_a_volume_that_cannot_be_is_told_at_its_field_and_loses_nothing(
    qtbot: QtBot, drafting: Drafting, stored: Callable[..., list[Indication]], volume: int, told: str
) -> None:
    drafting.fingers.count("draft-volume", volume)
    row = drafting.screen.rows["volume"]
    qtbot.waitUntil(lambda: bool(row.problem_text()), timeout=5000)
    assert told in row.problem_text()
    kept = stored(Indication)[0]
    assert (kept.volume, kept.result) == (4, "Mevrouw houdt haar post en geld zelf bij.")
    drafting.fingers.write("draft-result", "Haar administratie is op orde.")
    qtbot.waitUntil(lambda: stored(Indication)[0].result == "Haar administratie is op orde.", timeout=5000)
    assert one(drafting.window, QSpinBox, "draft-volume").value() == volume
    assert told in row.problem_text()
    drafting.fingers.count("draft-volume", 3)
    qtbot.waitUntil(lambda: stored(Indication)[0].volume == 3, timeout=5000)
    qtbot.waitUntil(lambda: not row.problem_text())


def test_one_value_that_cannot_be_kept_holds_no_other_up(
    qtbot: QtBot, drafting: Drafting, stored: Callable[..., list[Indication]]
) -> None:
    one(drafting.window, QSpinBox, "draft-volume").setValue(10**9)
    drafting.fingers.write("draft-end", "30-4-2027")
    qtbot.waitUntil(lambda: str(stored(Indication)[0].end) == "2027-04-30", timeout=5000)
    assert stored(Indication)[0].volume == 4
    qtbot.waitUntil(lambda: "hoogstens" in drafting.screen.rows["volume"].problem_text(), timeout=5000)


def test_the_prompts_follow_typing_before_anything_is_kept(
    drafting: Drafting, stored: Callable[..., list[Indication]]
) -> None:
    assert "evaluation-missing" not in drafting.codes()
    field = one(drafting.window, QLineEdit, "draft-evaluations")
    field.setText("1-3-2028")
    field.textEdited.emit("1-3-2028")
    assert "evaluation-missing" in drafting.codes()
    assert stored(Indication)[0].evaluations != ("2028-03-01",), "it was not kept yet"


def test_with_large_letters_on_a_small_screen_the_steps_stay_and_lead_to_their_part(
    qapp: QApplication, drafting: Drafting, settle: Callable[[], None]
) -> None:
    apply(qapp, Theme.LIGHT, 1.5)
    try:
        drafting.window.resize(1100, 760)
        settle()
        steps = one(drafting.window, Steps)
        assert steps.isVisible()
        assert [button.text() for button in steps.buttons if button.text()] == ["Dichtbij"]
        assert steps.buttons[2].accessibleName().startswith("Hoeveel en hoe lang")
        steps.buttons[2].click()
        settle()
        assert [button.text() for button in steps.buttons if button.text()] == ["Hoeveel en hoe lang"]
        assert steps.mapTo(drafting.screen, steps.rect().bottomRight()).x() <= drafting.screen.width()
    finally:
        apply(qapp, Theme.LIGHT, 1.0)


def test_a_second_draft_of_the_case_shows_nothing_of_the_first(
    drafting: Drafting, workplace: Workplace, ready: str, settle: Callable[[], None]
) -> None:
    change_draft(workplace, drafting.id, provision=Provision.PGB, pgb_reason="Alleen van deze")
    other, _changes = begin_draft(workplace, ready)
    drafting.window.open_indication(other)
    settle()
    assert "Alleen van deze" not in words(drafting.window)
    assert not shown(drafting.window, "draft-pgb_reason")
