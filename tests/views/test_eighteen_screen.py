"""18-/18+ on a real store: the board, its drawing, the plan beside it, and all of it by keyboard."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QCheckBox, QDialog, QLabel, QTabWidget, QWidget
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from desktop.models.casework import Case
from desktop.models.kinds import CareForm, CasePhase, IndicationStatus, Role
from desktop.models.transition import TransitionPlan, TransitionTask
from desktop.rules.dates import add_months
from desktop.services.eighteen_board import YouthLine, board
from desktop.services.eighteen_plan import begin_plan, change_plan
from desktop.services.workplace import Workplace
from desktop.views.desk import Desk
from desktop.views.eighteen.paint import Letters, StripPainter
from desktop.views.eighteen.screen import EighteenScreen
from desktop.views.eighteen.strip import Lane, strip
from tests.helpers.casework import colleague
from tests.helpers.desks import Ways
from tests.helpers.eighteen import Young, a_youth, wmo_help
from tests.helpers.fingers import Fingers
from tests.helpers.widgets import enter, one, press

Settle = Callable[[], None]


@pytest.fixture
def screen(desk: Desk, qtbot: QtBot) -> EighteenScreen:
    made = EighteenScreen(desk)
    qtbot.addWidget(made)
    made.resize(1100, 800)
    return made


@pytest.fixture
def shown(screen: EighteenScreen, settle: Settle) -> Callable[[], EighteenScreen]:
    """Shows the screen once everything was put in the store."""

    def show() -> EighteenScreen:
        screen.show()
        settle()
        return screen

    return show


def texts(inside: QWidget) -> str:
    return "\n".join(label.text() for label in inside.findChildren(QLabel) if label.isVisibleTo(inside))


def form(screen: EighteenScreen) -> QDialog:
    """The form that is open over it."""
    found = screen.findChild(QDialog)
    assert found is not None
    return found


def rows(screen: EighteenScreen) -> list[str]:
    model = screen.model
    return [str(model.index(at).data(Qt.ItemDataRole.AccessibleTextRole)) for at in range(model.rowCount())]


def line_of(workplace: Workplace, young: Young) -> YouthLine:
    return next(line for line in board(workplace).lines if line.resident_id == young.resident_id)


def tasks_done(workplace: Workplace) -> set[str]:
    with workplace.store.read() as reader:
        return {task.code for task in reader.find(TransitionTask) if task.done_on}


def test_a_row_is_read_as_sentences_with_the_gap_and_why_it_is_late(
    workplace: Workplace, shown: Callable[[], EighteenScreen], qtmodeltester: ModelTester
) -> None:
    a_youth(workplace, "Dekker", days=35)
    screen = shown()
    qtmodeltester.check(screen.model)  # type: ignore[no-untyped-call]  # pytest-qt has no types here
    assert rows(screen) == [
        "Sam Dekker: begint te laat. 18 jaar op 28-12-2026 (over 35 dagen) · Oldambt · Marijke Veenstra. "
        "Begeleiding regulier (Jeugdwet): laatste dag 27 december 2026. "
        "Vanaf 28 december 2026 is er geen hulp: er volgt nog niets. "
        "De laatste dag om het op tijd te vragen was 29 oktober 2026. Nog geen plan."
    ]


def test_without_anyone_it_says_what_stands_here_and_without_a_match_how_to_see_everyone(
    workplace: Workplace, shown: Callable[[], EighteenScreen], settle: Settle
) -> None:
    screen = shown()
    assert "Niemand is bijna 18" in texts(screen)
    young = a_youth(workplace)
    begin_plan(workplace, young.case_id)
    screen.mark_stale()
    settle()
    assert len(rows(screen)) == 1
    press(screen, "geen plan")
    settle()
    assert "Niemand past" in texts(screen)
    press(screen, "Iedereen tonen")
    settle()
    assert len(rows(screen)) == 1


def test_the_filters_narrow_what_was_read(
    workplace: Workplace, shown: Callable[[], EighteenScreen], settle: Settle
) -> None:
    a_youth(workplace, "Dichtbij", days=60)
    a_youth(workplace, "Ver", days=500)
    screen = shown()
    fingers = Fingers(screen, settle)
    fingers.choose("eighteen-within", "3")
    assert [row.split(":")[0] for row in rows(screen)] == ["Sam Dichtbij"]
    fingers.choose("eighteen-within", "")
    screen.search_here()
    assert screen.focusWidget().objectName() == "search-eighteen"
    fingers.write("search-eighteen", "ver")
    enter(fingers.field("search-eighteen"))
    settle()
    assert [row.split(":")[0] for row in rows(screen)] == ["Sam Ver"]
    fingers.write("search-eighteen", "sam")
    enter(fingers.field("search-eighteen"))
    settle()
    fingers.choose("eighteen-municipality", "Oldambt")
    assert len(rows(screen)) == 2


def test_a_plan_is_begun_and_ticked_by_keyboard_and_the_keyboard_stays_there(
    workplace: Workplace, shown: Callable[[], EighteenScreen], settle: Settle, ways: Ways
) -> None:
    a_youth(workplace, days=300)
    screen = shown()
    screen.take_focus()
    QTest.keyClick(screen.view, Qt.Key.Key_Return)
    assert screen.focusWidget().objectName() == "begin-plan"
    QTest.keyClick(screen.focusWidget(), Qt.Key.Key_Space)
    settle()
    assert "0 van 8 gedaan" in texts(screen.detail)
    screen.view.setFocus()
    QTest.keyClick(screen.view, Qt.Key.Key_Return)
    box = screen.focusWidget()
    assert isinstance(box, QCheckBox)
    name = box.objectName()
    QTest.keyClick(box, Qt.Key.Key_Space)
    settle()
    assert f"step-{next(iter(tasks_done(workplace)))}" == name
    assert screen.focusWidget() is box
    assert box.isChecked()
    assert ways.told[-1][0].startswith("Gedaan: ")
    assert ways.told[-1][1]
    QTest.keyClick(box, Qt.Key.Key_Escape)
    assert screen.focusWidget() is screen.view


def test_every_step_can_be_reached_with_tab(
    workplace: Workplace, shown: Callable[[], EighteenScreen], settle: Settle
) -> None:
    young = a_youth(workplace, days=300)
    begin_plan(workplace, young.case_id)
    screen = shown()
    boxes = {box.objectName() for box in screen.detail.findChildren(QCheckBox)}
    screen.detail.take_focus()
    reached = set()
    for _step in range(120):
        reached.add(screen.focusWidget().objectName())
        screen.focusNextPrevChild(True)
    settle()
    assert boxes <= reached
    assert len(boxes) == 23


def test_the_progress_is_told_by_area(
    workplace: Workplace, shown: Callable[[], EighteenScreen], settle: Settle
) -> None:
    young = a_youth(workplace, days=300)
    begin_plan(workplace, young.case_id)
    screen = shown()
    assert "Steun 0/10  ·  Wonen 0/2  ·  School en werk 0/2  ·  Inkomen 0/8  ·  Welzijn 0/1" in rows(screen)[0]
    one(screen.detail, QCheckBox, "step-digid").click()
    settle()
    assert "Inkomen 1/8" in rows(screen)[0]
    assert "1 van 8 gedaan" in texts(screen.detail)
    assert "gedaan op 23-11-2026" in texts(screen.detail)


def test_a_step_about_consent_that_is_ticked_without_an_answer_goes_back_and_says_what_to_do(
    workplace: Workplace, shown: Callable[[], EighteenScreen], ways: Ways, settle: Settle
) -> None:
    young = a_youth(workplace, days=100)
    begin_plan(workplace, young.case_id)
    screen = shown()
    box = one(screen.detail, QCheckBox, "step-consent-at-16")
    box.click()
    settle()
    assert not box.isChecked()
    assert "consent-at-16" not in tasks_done(workplace)
    assert "Leg het antwoord vast in het dossier" in ways.told[-1][0]


def test_a_step_is_changed_and_one_of_ones_own_added_in_a_form(
    workplace: Workplace, shown: Callable[[], EighteenScreen], settle: Settle
) -> None:
    young = a_youth(workplace, days=300)
    begin_plan(workplace, young.case_id)
    screen = shown()
    press(screen.detail, "edit-bank-account")
    fingers = Fingers(form(screen), settle)
    fingers.write("form-due", "1-3-2027")
    fingers.press("form-go")
    with workplace.store.read() as reader:
        (task,) = reader.find(TransitionTask, code="bank-account")
    assert (task.due.isoformat(), task.text, task.owner) == (
        "2027-03-01",
        "Een eigen bankrekening openen",
        "young-person",
    )
    press(screen.detail, "add-step")
    fingers = Fingers(form(screen), settle)
    fingers.press("form-go")
    assert "vul" in texts(form(screen)).casefold()
    fingers.write("form-text", "Een kamer bekijken")
    fingers.write("form-due", "1-4-2027")
    fingers.press("form-go")
    assert "Een kamer bekijken" in [box.accessibleName() for box in screen.detail.findChildren(QCheckBox)]


def test_the_plan_tells_the_adult_who_stays_and_can_be_changed(
    workplace: Workplace, shown: Callable[[], EighteenScreen], settle: Settle
) -> None:
    young = a_youth(workplace, days=300)
    plan, _changes = begin_plan(workplace, young.case_id)
    screen = shown()
    assert "nog niet afgesproken" in texts(screen.detail)
    press(screen.detail, "change-plan")
    fingers = Fingers(form(screen), settle)
    fingers.write("form-adult_who_stays", "Oma Truus")
    fingers.press("form-go")
    assert "Oma Truus" in texts(screen.detail)
    change_plan(workplace, plan, summary="Ik wil kok worden.")
    with workplace.store.read() as reader:
        assert reader.get(TransitionPlan, plan).adult_who_stays == "Oma Truus"


def test_the_ways_out_of_the_plan_lead_to_paper_case_and_map(
    workplace: Workplace, shown: Callable[[], EighteenScreen], ways: Ways
) -> None:
    young = a_youth(workplace, days=300)
    begin_plan(workplace, young.case_id)
    screen = shown()
    for name in ("print-plan", "open-case", "eighteen-map"):
        press(screen.detail, name)
    assert ways.went == [
        ("paper", f"transition-plan:{young.case_id}"), ("case", young.case_id),
        ("place:social-map", f"?case={young.case_id}&offers=youth-and-wmo"),
    ]  # fmt: skip


def test_who_is_asked_for_by_case_is_chosen(
    workplace: Workplace, shown: Callable[[], EighteenScreen], screen: EighteenScreen
) -> None:
    a_youth(workplace, "Eerst", days=30)
    last = a_youth(workplace, "Laatst", days=600)
    screen.open_thing(last.case_id)
    shown()
    page = screen.detail.page()
    assert page is not None
    assert page.line.name == "Sam Laatst"


def test_who_does_not_stand_on_the_board_is_shown_by_the_case(
    workplace: Workplace, screen: EighteenScreen, shown: Callable[[], EighteenScreen], ways: Ways
) -> None:
    young = a_youth(workplace, days=300, status=IndicationStatus.DRAFT)
    screen.open_thing(young.case_id)
    shown()
    assert ways.went == [("case", young.case_id)]


def test_what_may_not_be_seen_is_no_gap_and_asks_for_consent(
    workplace: Workplace, shown: Callable[[], EighteenScreen]
) -> None:
    young = a_youth(workplace, days=35)
    wmo_help(workplace, young, young.adult_on, consent=False)
    screen = shown()
    assert "toestemming nodig" in rows(screen)[0]
    assert "geen hulp" not in rows(screen)[0]
    lanes = [bar.lane for bar in strip(screen.model.board.lines[0], workplace.today).bars]
    assert lanes == [Lane.YOUTH, Lane.UNSEEN]


def test_a_closed_case_gets_no_new_plan(workplace: Workplace, shown: Callable[[], EighteenScreen]) -> None:
    young = a_youth(workplace, days=-30)
    with workplace.store.work("Close") as work:
        work.change(Case, young.case_id, phase=CasePhase.CLOSED)
        work.commit()
    screen = shown()
    visible = {b.objectName() for b in screen.detail.findChildren(QAbstractButton) if b.isVisibleTo(screen)}
    assert "open-case" in visible
    assert visible.isdisjoint({"begin-plan", "eighteen-handover"})


def test_a_team_lead_sees_the_team_and_the_inflow_by_year(
    workplace: Workplace, desk: Desk, qtbot: QtBot, settle: Settle
) -> None:
    young = a_youth(colleague(workplace, "Joke"), days=-10)
    wmo_help(workplace, young, workplace.today)
    lead = workplace.colleague.model_copy(update={"role": Role.TEAM_LEAD})
    screen = EighteenScreen(replace(desk, workplace=replace(workplace, colleague=lead)))
    qtbot.addWidget(screen)
    screen.resize(1100, 800)
    screen.show()
    settle()
    assert [row.split(":")[0] for row in rows(screen)] == ["Sam Dekker"]
    assert screen.inflow is not None
    table = screen.inflow.table.model()
    shown = [[table.index(row, column).data() for column in range(3)] for row in range(2)]
    assert shown == [["Oldambt", "2026", "1"], ["Oldambt", "2025", "0"]]
    press(screen.inflow, "jaren tot en met vandaag")
    settle()
    assert table.index(0, 1).data() == "24-11-2025 tot en met 23-11-2026"
    press(screen, "het hele team")
    settle()
    assert rows(screen) == []


def test_a_consultant_has_no_figures_of_the_municipality(shown: Callable[[], EighteenScreen]) -> None:
    screen = shown()
    assert screen.inflow is None
    assert screen.findChild(QTabWidget) is None


def test_the_birthday_stands_at_the_same_place_for_everyone(workplace: Workplace) -> None:
    young, old = a_youth(workplace, "Jong", days=500), a_youth(workplace, "Oud", days=-100)
    later = a_youth(
        workplace, "Later", days=-500, form=CareForm.TREATMENT_HELP, extended=True,
        end=workplace.today + timedelta(days=90),
    )  # fmt: skip
    drawn = [strip(line_of(workplace, one), workplace.today) for one in (young, old)]
    assert [round(one.birthday or 0, 2) for one in drawn] == [0.67, 0.67]
    assert drawn[0].today < (drawn[0].birthday or 0) < drawn[1].today
    shown = strip(line_of(workplace, later), workplace.today)
    assert shown.first == add_months(workplace.today, -24)
    assert round(shown.today, 2) == 0.67
    assert [bar.lane for bar in shown.bars] == [Lane.YOUTH, Lane.GAP]


def test_bars_end_where_the_next_begins_and_the_gap_lies_between(workplace: Workplace) -> None:
    young = a_youth(workplace, days=200)
    wmo_help(workplace, young, young.adult_on + timedelta(days=45))
    drawn = strip(line_of(workplace, young), workplace.today)
    youth, after, gap = drawn.bars
    assert (youth.lane, after.lane, gap.lane) == (Lane.YOUTH, Lane.AFTER, Lane.GAP)
    assert youth.end == gap.start == drawn.birthday
    assert gap.end == after.start
    assert gap.text == "gat van 45 dagen"
    assert after.goes_on


def _greys(image: QImage, room: QRect) -> set[int]:
    return {
        QColor(image.pixel(x, y)).lightness()
        for x in range(room.left(), room.right())
        for y in range(room.top(), room.bottom())
    }


def test_a_gap_is_told_from_help_without_its_colour(workplace: Workplace, shown: Callable[[], EighteenScreen]) -> None:
    """Youth help is an even area; a gap is crossed by lines, of which the lightness differs from its ground."""
    a_youth(workplace, days=200)
    screen = shown()
    letters = Letters.of(screen.view)
    image = QImage(900, letters.strip, QImage.Format.Format_RGB32)
    image.fill(QColor("white"))
    painter = QPainter(image)
    drawn = strip(screen.model.board.lines[0], workplace.today)
    StripPainter(letters).draw(painter, QRect(0, 0, 900, letters.strip), drawn)
    painter.end()
    youth, gap = drawn.bars
    inner = letters.head + letters.lane - 6
    even = _greys(image, QRect(round(youth.end * 900) - 30, inner, 20, 4))
    crossed = _greys(image, QRect(round(gap.end * 900) - 60, inner, 40, 12))
    assert len(even) <= 2
    assert max(crossed) - min(crossed) > 20
