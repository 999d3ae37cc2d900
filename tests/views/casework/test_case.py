"""One case: its tabs, and that what is typed in one case never turns up in another."""

from collections.abc import Callable

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QDialog, QLabel, QLineEdit, QPushButton, QTabWidget
from pytestqt.qtbot import QtBot

from desktop.models.casework import (
    Alternative,
    Case,
    Goal,
    NeedReport,
    PersonalPlan,
    PlanService,
    SupportPlan,
    WarmHandover,
)
from desktop.models.kinds import AlternativeKind, CasePhase
from desktop.models.people import NetworkMember
from desktop.models.waiting import ContactMoment, InterimMeasure, WaitingListEntry
from desktop.services import forms
from desktop.services.cases import NewCase, open_case
from desktop.services.plans import add_goal, put_on_plan
from desktop.services.workplace import Workplace
from desktop.views.design.inputs import Choice, LongText
from desktop.views.desk import Place
from desktop.views.window.history import Spot
from desktop.views.window.main import MainWindow
from tests.helpers import town
from tests.helpers.fingers import Fingers
from tests.helpers.widgets import one

OVERVIEW, PEOPLE, PLAN, INDICATIONS, WAITING = range(5)


@pytest.fixture
def on(window: MainWindow, fingers: Fingers, case_id: str, settle: Callable[[], None]) -> Callable[[int], Fingers]:
    """Opens the case at a tab."""

    def opened(tab: int) -> Fingers:
        window.open_case(case_id)
        settle()
        fingers.show_tab("case-tabs", tab)
        return fingers

    return opened


def words(window: MainWindow) -> str:
    return "\n".join(label.text() for label in window.findChildren(QLabel) if label.isVisible())


def test_a_case_says_who_it_is_about_which_terms_run_and_what_happened(
    window: MainWindow, on: Callable[[int], Fingers]
) -> None:
    on(OVERVIEW)
    shown = words(window)
    assert "Annie van der Veen-Huizing" in shown
    assert "78 jaar · Stadskanaal" in shown
    assert "Onderzoek na de melding" in shown
    assert "Wmo 2015, art. 2.3.2 lid 1" in shown
    assert "nog 7 dagen" in shown
    assert "17-10-2026" in shown


def test_a_life_full_of_help_is_shown_on_every_tab_without_a_fault(
    window: MainWindow, workplace: Workplace, case_id: str, on: Callable[[int], Fingers]
) -> None:
    town.live_her_life(workplace, case_id)
    for tab, expected in (
        (OVERVIEW, "Ondersteuningsplan afgesproken"),
        (PEOPLE, "Ineke (dochter)"),
        (PLAN, "Ik maak elke week mijn post open."),
        (INDICATIONS, "Begeleiding regulier"),
        (WAITING, "Twee ochtenden naar Inloop De Kern"),
    ):
        on(tab)
        assert expected in words(window)


def test_the_question_is_kept_as_it_is_typed_and_focus_stays(
    qtbot: QtBot, window: MainWindow, on: Callable[[int], Fingers], stored: Callable[..., list[Case]]
) -> None:
    on(OVERVIEW)
    field = one(window, LongText, "case-question")
    field.setFocus()
    field.selectAll()
    QTest.keyClicks(field, "Hulp bij de post ")
    qtbot.waitUntil(lambda: stored(Case)[0].question == "Hulp bij de post", timeout=2000)
    QTest.keyClicks(field, "en het geld")
    assert field.hasFocus()
    assert field.toPlainText() == "Hulp bij de post en het geld"
    qtbot.waitUntil(lambda: stored(Case)[0].question == "Hulp bij de post en het geld", timeout=2000)
    assert field.hasFocus()
    assert field.toPlainText() == "Hulp bij de post en het geld"


def test_client_support_is_pointed_out_once(
    window: MainWindow,
    workplace: Workplace,
    settle: Callable[[], None],
    fingers: Fingers,
    stored: Callable[..., list[NeedReport]],
) -> None:
    case_id, _changes = open_case(workplace, NewCase(last_name="Alberts"))
    window.open_case(case_id)
    settle()
    fingers.press("check-client-support")
    (report,) = stored(NeedReport)
    assert (report.client_support_told_on, report.client_support_told_by) == (workplace.today, workplace.colleague.id)
    assert not [b for b in window.findChildren(QAbstractButton, "check-client-support") if b.isVisible()]
    assert "23-11-2026 door Marijke Veenstra" in words(window)


def test_someone_near_is_written_down_and_taken_off_again_with_a_way_back(
    on: Callable[[int], Fingers], stored: Callable[..., list[NetworkMember]]
) -> None:
    fill = on(PEOPLE)
    fill.write("network-name", "Ineke")
    fill.write("network-helps", "de post")
    fill.press("network-add")
    (member,) = stored(NetworkMember)
    assert (member.name, member.helps_with) == ("Ineke", "de post")
    assert fill.field("network-name").hasFocus()
    assert fill.field("network-name").property("text") == ""
    fill.press("Ineke is overbelast")
    assert stored(NetworkMember)[0].overburdened
    fill.press("Ineke verwijderen")
    assert stored(NetworkMember) == []
    fill.press("Ongedaan maken")
    assert len(stored(NetworkMember)) == 1


def test_an_alternative_is_answered_in_words_and_a_tick_alone_is_not_taken(
    window: MainWindow, on: Callable[[int], Fingers], stored: Callable[..., list[Alternative]]
) -> None:
    fill = on(PLAN)
    fill.press("enough-network")
    assert stored(Alternative) == []
    assert "Schrijf eerst op wat u vond." in words(window)
    field = fill.field("answer-network")
    assert field.hasFocus()
    fill.write("answer-network", "De buurman doet de vuilnis.")
    fill.press("enough-network")
    (answer,) = stored(Alternative)
    assert (answer.kind, answer.answer, answer.sufficient) == (
        AlternativeKind.NETWORK,
        "De buurman doet de vuilnis.",
        True,
    )


def test_an_answer_is_there_within_two_seconds_without_anyone_saving(
    qtbot: QtBot, on: Callable[[int], Fingers], stored: Callable[..., list[Alternative]]
) -> None:
    field = on(PLAN).field("answer-own-strength")
    field.setFocus()
    QTest.keyClicks(field, "Zij kookt zelf")
    qtbot.waitUntil(lambda: bool(stored(Alternative)), timeout=2000)
    assert field.hasFocus()


def test_goals_are_set_followed_and_removed(on: Callable[[int], Fingers], stored: Callable[..., list[Goal]]) -> None:
    fill = on(PLAN)
    fill.write("goal-text", "Ik maak mijn post open.")
    fill.press("goal-add")
    (goal,) = stored(Goal)
    assert goal.text == "Ik maak mijn post open."
    assert fill.field("goal-text").hasFocus()
    fill.choose("Hoe ver: Ik maak mijn post open.", "partly")
    assert stored(Goal)[0].reached == "partly"
    fill.press("Het doel Ik maak mijn post open. verwijderen")
    assert stored(Goal) == []


def test_the_keyboard_stays_where_it_was_when_a_line_is_made_anew(
    window: MainWindow, workplace: Workplace, case_id: str, on: Callable[[int], Fingers], settle: Callable[[], None]
) -> None:
    add_goal(workplace, case_id, "Ik maak mijn post open.")
    on(PLAN)
    choice = one(window, Choice, "Hoe ver: Ik maak mijn post open.")
    choice.setFocus()
    choice.setCurrentIndex(1)
    choice.activated.emit(1)
    settle()
    now = one(window, Choice, "Hoe ver: Ik maak mijn post open.")
    assert now.hasFocus()
    assert now.key() == "partly"


def test_an_agreement_is_kept_while_it_is_written_and_becomes_a_version(
    window: MainWindow,
    workplace: Workplace,
    case_id: str,
    on: Callable[[int], Fingers],
    settle: Callable[[], None],
    stored: Callable[..., list[SupportPlan]],
) -> None:
    add_goal(workplace, case_id, "Ik maak mijn post open.")
    fill = on(PLAN)
    fill.write("plan-summary", "U krijgt hulp bij de post.")
    window.open_place(Place.TODAY)
    settle()
    saved = forms.load(workplace, "support-plan", case_id)
    assert saved is not None
    assert saved.fields["summary"] == "U krijgt hulp bij de post."
    fill = on(PLAN)
    fill.choose("plan-resident_agrees", "yes")
    fill.press("plan-agree")
    (plan,) = stored(SupportPlan)
    assert (plan.summary, plan.resident_agrees) == ("U krijgt hulp bij de post.", True)
    assert forms.load(workplace, "support-plan", case_id) is None


def test_a_version_without_words_is_refused_at_its_field(
    window: MainWindow, workplace: Workplace, case_id: str, on: Callable[[int], Fingers]
) -> None:
    add_goal(workplace, case_id, "Ik maak mijn post open.")
    fill = on(PLAN)
    fill.press("plan-agree")
    assert fill.field("plan-summary").hasFocus()
    assert window.screen_of(Place.CASE).rows["summary"].problem_text()


def test_nothing_typed_for_one_case_turns_up_in_another(
    window: MainWindow,
    workplace: Workplace,
    case_id: str,
    on: Callable[[int], Fingers],
    settle: Callable[[], None],
    stored: Callable[..., list[SupportPlan | Case]],
) -> None:
    other, _changes = open_case(workplace, NewCase(last_name="Alberts", question="Iets anders"))
    fill = on(PLAN)
    fill.write("plan-summary", "Van mevrouw Veen.")
    QTest.keyClicks(fill.field("goal-text"), "Half een doel")
    QTest.keyClicks(fill.field("answer-network"), "Alleen van haar")
    window.open_case(other)
    settle()
    fill.show_tab("case-tabs", PLAN)
    assert one(window, LongText, "plan-summary").toPlainText() == ""
    assert one(window, LongText, "answer-network").toPlainText() == ""
    assert one(window, QLineEdit, "goal-text").text() == ""
    window.open_case(case_id)
    settle()
    fill.show_tab("case-tabs", PLAN)
    assert one(window, LongText, "plan-summary").toPlainText() == "Van mevrouw Veen."
    assert one(window, LongText, "answer-network").toPlainText() == "Alleen van haar"
    questions = {case.id: case.question for case in stored(Case) if isinstance(case, Case)}
    assert questions[other] == "Iets anders"


def test_a_service_is_shown_and_taken_off_the_plan_with_a_way_back(
    window: MainWindow,
    workplace: Workplace,
    case_id: str,
    on: Callable[[int], Fingers],
    stored: Callable[..., list[PlanService]],
) -> None:
    put_on_plan(workplace, case_id, town.COFFEE.id)
    fill = on(PLAN)
    fill.press("Inloop De Kern bekijken")
    assert window.here() == Spot(Place.ENTRY, town.COFFEE.id)
    window.back()
    fill = on(PLAN)
    fill.press("Inloop De Kern van het plan halen")
    assert stored(PlanService) == []
    fill.press("Ongedaan maken")
    assert len(stored(PlanService)) == 1


def test_who_waits_is_called_bridged_and_placed(
    window: MainWindow, workplace: Workplace, on: Callable[[int], Fingers], stored: Callable[..., list[object]]
) -> None:
    fill = on(WAITING)
    assert "Deze inwoner wacht nergens op." in words(window)
    fill.choose("wait-product", "begeleiding-regulier")
    fill.press("wait-add")
    (entry,) = stored(WaitingListEntry)
    assert isinstance(entry, WaitingListEntry)
    fill.press(f"hold-contact-{entry.id}")
    (contact,) = stored(ContactMoment)
    assert isinstance(contact, ContactMoment)
    assert contact.held_on is None
    note = next(
        f for f in window.findChildren(QLineEdit) if f.accessibleName() == "Wat is er in het contact besproken?"
    )
    QTest.keyClicks(note, "Het gaat goed")
    fill.press(f"hold-contact-{entry.id}")
    held = [c for c in stored(ContactMoment) if isinstance(c, ContactMoment) and c.held_on]
    assert [(c.note, c.held_on) for c in held] == [("Het gaat goed", workplace.today)]
    bridge = next(f for f in window.findChildren(QLineEdit) if f.accessibleName() == "Wat overbrugt het wachten?")
    QTest.keyClicks(bridge, "De inloop")
    fill.press("Voeg toe wat het wachten overbrugt")
    assert [m.what for m in stored(InterimMeasure) if isinstance(m, InterimMeasure)] == ["De inloop"]
    fill.press("De hulp begint hier")
    (entry,) = stored(WaitingListEntry)
    assert isinstance(entry, WaitingListEntry)
    assert entry.placed_on == workplace.today


def test_a_talk_begins_from_the_case_and_the_case_moves_on(
    window: MainWindow, on: Callable[[int], Fingers], stored: Callable[..., list[Case]]
) -> None:
    on(OVERVIEW).press("case-talk")
    assert window.here().place is Place.CONVERSATION
    assert stored(Case)[0].phase is CasePhase.CONVERSATION


def test_a_tab_can_be_opened_from_elsewhere(window: MainWindow, case_id: str, settle: Callable[[], None]) -> None:
    window.open_place(Place.CASE, f"{case_id}#plan")
    settle()
    assert one(window, QTabWidget, "case-tabs").currentIndex() == PLAN


def choose_act(window: MainWindow, text: str, settle: Callable[[], None]) -> Fingers:
    menu = one(window, QPushButton, "case-more").menu()
    assert menu is not None
    next(a for a in menu.actions() if a.isVisible() and a.text() == text).trigger()
    settle()
    dialogs = [d for d in window.findChildren(QDialog) if d.isVisible()]
    return Fingers(dialogs[0] if dialogs else window, settle)


def test_the_application_starts_the_term_to_a_decision(
    window: MainWindow, on: Callable[[int], Fingers], settle: Callable[[], None]
) -> None:
    on(OVERVIEW)
    choose_act(window, "Er is een aanvraag ingediend …", settle).press("form-go")
    assert "Besluit op de aanvraag" in words(window)
    assert "nog 14 dagen" in words(window)


def test_the_residents_own_plan_is_kept_but_not_an_empty_one(
    window: MainWindow, on: Callable[[int], Fingers], settle: Callable[[], None], stored: Callable[..., list[object]]
) -> None:
    on(OVERVIEW)
    ask = choose_act(window, "Het persoonlijk plan is ingeleverd …", settle)
    ask.press("form-go")
    assert stored(PersonalPlan) == []
    dialog = next(d for d in window.findChildren(QDialog) if d.isVisible())
    assert "Vul dit eerst in." in [label.text() for label in dialog.findChildren(QLabel) if label.isVisible()]
    ask.write("form-text", "Ik wil thuis blijven wonen.")
    ask.press("form-go")
    assert [plan.text for plan in stored(PersonalPlan) if isinstance(plan, PersonalPlan)] == [
        "Ik wil thuis blijven wonen."
    ]


def test_a_case_is_closed_undone_and_opened_again(
    window: MainWindow, on: Callable[[int], Fingers], settle: Callable[[], None], stored: Callable[..., list[Case]]
) -> None:
    fill = on(OVERVIEW)
    ask = choose_act(window, "Dossier sluiten …", settle)
    ask.choose("ask-choice", "as-planned")
    ask.press("ask-go")
    assert stored(Case)[0].phase is CasePhase.CLOSED
    fill.press("Ongedaan maken")
    assert stored(Case)[0].phase is CasePhase.REPORTED
    choose_act(window, "Dossier sluiten …", settle).press("ask-go")
    choose_act(window, "Dossier weer openen", settle)
    assert stored(Case)[0].phase is CasePhase.REPORTED


def test_only_a_team_lead_hands_a_case_over(window: MainWindow, on: Callable[[int], Fingers]) -> None:
    on(OVERVIEW)
    menu = one(window, QPushButton, "case-more").menu()
    assert menu is not None
    assert "Overdragen aan een collega …" not in [a.text() for a in menu.actions() if a.isVisible()]


def test_a_case_is_handed_to_a_person(
    lead_window: MainWindow, case_id: str, settle: Callable[[], None], stored: Callable[..., list[object]]
) -> None:
    lead_window.open_case(case_id)
    settle()
    ask = choose_act(lead_window, "Overdragen aan een collega …", settle)
    ask.choose("form-to", town.TEAM_LEAD.id)
    ask.write("form-on_day", "25-11-2026")
    ask.write("form-what", "De dochter belt op maandag")
    ask.press("form-go")
    (case,) = stored(Case)
    (handover,) = stored(WarmHandover)
    assert isinstance(case, Case)
    assert isinstance(handover, WarmHandover)
    assert case.consultant == town.TEAM_LEAD.id
    assert (handover.received_by, handover.what) == ("Tamara Postema", "De dochter belt op maandag")
    assert (str(handover.on_day), handover.held_on) == ("2026-11-25", None)
