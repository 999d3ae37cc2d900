"""Evaluations of a case: what must be held, holding one by keyboard alone, and how it went over time."""

from collections.abc import Callable, Iterator
from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton, QTableView, QTabWidget
from pytestqt.qtbot import QtBot

from desktop.models.casework import Goal
from desktop.models.indications import Evaluation
from desktop.models.kinds import NextStep
from desktop.services import forms
from desktop.services.today import TodayKind, today
from desktop.services.workplace import Workplace
from desktop.settings import Theme
from desktop.views.cases.case_screen import TABS
from desktop.views.contracts.form import FormDialog
from desktop.views.design.buttons import RowButton
from desktop.views.design.inputs import Choice
from desktop.views.design.theme import apply
from desktop.views.desk import Place
from desktop.views.today.screen import open_line
from desktop.views.window.main import MainWindow
from tests.helpers import town
from tests.helpers.accessibility import cut_off, nameless, unreached
from tests.helpers.fingers import Fingers
from tests.helpers.looked_back import LookedBack, look_back
from tests.helpers.widgets import one, words


@pytest.fixture
def made(workplace: Workplace, case_id: str) -> LookedBack:
    return look_back(workplace, case_id)


@pytest.fixture
def opened(window: MainWindow, made: LookedBack, case_id: str, settle: Callable[[], None]) -> MainWindow:
    """The case at its evaluations."""
    assert made
    window.open_place(Place.CASE, f"{case_id}#evaluations")
    settle()
    return window


def form(window: MainWindow) -> FormDialog:
    found = [dialog for dialog in window.findChildren(FormDialog) if dialog.isVisible()]
    assert len(found) == 1
    return found[0]


def line(window: MainWindow, evaluation_id: str) -> RowButton:
    return one(window, RowButton, f"hold-{evaluation_id}")


def test_what_is_late_planned_and_held_stands_apart_in_words(opened: MainWindow, made: LookedBack) -> None:
    assert "te laat" in line(opened, made.late).accessibleName()
    assert "gepland" in line(opened, made.planned).accessibleName()
    last = line(opened, made.held[-1]).accessibleName()
    assert "gehouden" in last
    assert "cijfer 8, Minder of lichtere hulp" in last.replace(" · ", ", ")
    assert one(opened, QTabWidget, "case-tabs").tabText(TABS.index("evaluations")) == "Evaluaties (1 te laat)"


def test_evaluations_stand_beside_each_other_the_earliest_first(opened: MainWindow) -> None:
    model = one(opened, QTableView, "evaluations-table").model()
    across, down = Qt.Orientation.Horizontal, Qt.Orientation.Vertical
    assert [model.headerData(n, across) for n in range(model.columnCount())] == [
        "19-10-2025",
        "17-04-2026",
        "14-10-2026",
    ]
    heads = [model.headerData(n, down).replace("\n", " ") for n in range(model.rowCount())]
    rows = {head: [model.index(n, c).data() for c in range(3)] for n, head in enumerate(heads)}
    assert rows["Ik maak elke week mijn post open."] == ["○ nog niet bereikt", "◐ deels bereikt", "● bereikt"]
    assert rows["Cijfer"] == ["5", "7", "8"]
    assert rows["Gegeven en afgesproken"][0] == "2 uur per week van 4 uur per week (50 %)"
    assert "Hulp" not in heads, "all of one help: that needs no row"
    spoken = model.index(heads.index("Cijfer"), 2).data(Qt.ItemDataRole.AccessibleTextRole)
    assert spoken == "14-10-2026, Cijfer: 8"


def test_one_is_held_by_keyboard_alone(
    opened: MainWindow,
    made: LookedBack,
    workplace: Workplace,
    settle: Callable[[], None],
    stored: Callable[..., list[Evaluation]],
) -> None:
    way = line(opened, made.late)
    way.setFocus()
    QTest.keyClick(way, Qt.Key.Key_Space)
    settle()
    filling = form(opened)
    assert "Op 14 oktober 2026 is afgesproken: Minder of lichtere hulp. Om de week een uur minder" in words(filling)
    assert "Afgesproken: 4 uur per week" in words(filling)
    assert "De hulp begon op" in words(filling)
    goals = [f"form-goal:{goal}" for goal in made.goals]
    for name, keys in (
        ("form-held_on", ""),
        ("form-present", "Mevrouw en Ineke"),
        (goals[0], "bereikt"),
        (goals[1], "deels"),
        ("form-effect", "Zij doet het zelf."),
        ("form-delivered_volume", "3"),
        ("form-delivered", "Een uur minder"),
        ("form-satisfaction", "9"),
        ("form-downscaling", "Ja"),
        ("form-next", "St"),
        ("form-next_step", "Af te bouwen"),
    ):
        focused = QApplication.focusWidget()
        assert focused is not None
        assert focused.objectName() == name, "the keyboard goes from question to question"
        QTest.keyClicks(focused, keys)
        QTest.keyClick(focused, Qt.Key.Key_Tab)
    go = one(filling, QPushButton, "form-go")
    while (focused := QApplication.focusWidget()) is not None and focused is not go:
        QTest.keyClick(focused, Qt.Key.Key_Tab)
    QTest.keyClick(go, Qt.Key.Key_Space)
    settle()
    [held] = stored(Evaluation, id=made.late)
    assert (held.held_on, held.present, held.effect) == (workplace.today, "Mevrouw en Ineke", "Zij doet het zelf.")
    assert (held.delivered_volume, held.delivered, held.satisfaction) == (3, "Een uur minder", 9)
    assert (held.downscaling, held.next, held.next_step) == ("Ja", NextStep.STOP, "Af te bouwen")
    assert held.goal_results == dict(zip(made.goals, ("reached", "partly"), strict=True))
    assert reached(workplace) == ["reached", "partly"]
    assert one(opened, QTabWidget, "case-tabs").tabText(TABS.index("evaluations")) == "Evaluaties"


def test_what_is_missing_is_told_at_its_field_and_nothing_is_kept(
    opened: MainWindow, made: LookedBack, settle: Callable[[], None], stored: Callable[..., list[Evaluation]]
) -> None:
    line(opened, made.late).click()
    settle()
    filling, fingers = form(opened), Fingers(form(opened), settle)
    post, coffee = (f"goal:{goal}" for goal in made.goals)
    fill: dict[str, Callable[[], None]] = {
        "effect": lambda: fingers.write("form-effect", "Rust."),
        post: lambda: fingers.choose(f"form-{post}", "reached"),
        coffee: lambda: fingers.choose(f"form-{coffee}", "open"),
        "next": lambda: fingers.choose("form-next", NextStep.LESS),
    }
    for name, fill_in in fill.items():
        fingers.press("form-go")
        assert filling.rows[name].problem_text()
        fill_in()
    fingers.count("form-satisfaction", 0)
    fingers.press("form-go")
    assert filling.rows["satisfaction"].problem_text()
    assert stored(Evaluation, id=made.late)[0].held_on is None
    fingers.count("form-satisfaction", 8)
    fingers.press("form-go")
    assert stored(Evaluation, id=made.late)[0].satisfaction == 8


def test_half_an_evaluation_is_kept_and_taken_up_again(
    qtbot: QtBot, opened: MainWindow, made: LookedBack, workplace: Workplace, settle: Callable[[], None]
) -> None:
    line(opened, made.late).click()
    settle()
    fingers = Fingers(form(opened), settle)
    fingers.write("form-effect", "Zij slaapt beter, en")
    fingers.choose("form-next", NextStep.STOP)
    qtbot.waitUntil(lambda: forms.load(workplace, "evaluation", made.late) is not None, timeout=5000)
    fingers.press("Sluiten")
    line(opened, made.late).click()
    settle()
    again = form(opened)
    assert again.rows["effect"].field.toPlainText() == "Zij slaapt beter, en"  # type: ignore[attr-defined]
    assert one(again, Choice, "form-next").key() == NextStep.STOP.value
    assert not again.rows["then_on"].isVisible(), "help that stops is not looked back on again"
    again.reject()
    settle()


def test_what_was_written_can_be_put_right(
    opened: MainWindow,
    made: LookedBack,
    workplace: Workplace,
    settle: Callable[[], None],
    stored: Callable[..., list[Evaluation]],
) -> None:
    line(opened, made.held[0]).click()
    settle()
    fingers = Fingers(form(opened), settle)
    fingers.count("form-satisfaction", 6)
    fingers.press("form-go")
    [put_right] = stored(Evaluation, id=made.held[0])
    assert (put_right.satisfaction, put_right.held_on) == (6, put_right.due_on - timedelta(days=3))
    assert reached(workplace) == ["partly", "partly"], "the plan stays where the last one left it"


def reached(workplace: Workplace) -> list[str]:
    with workplace.store.read() as reader:
        return [goal.reached for goal in reader.find(Goal)]


def test_one_is_planned_and_taken_off_again(
    opened: MainWindow, made: LookedBack, settle: Callable[[], None], stored: Callable[..., list[Evaluation]]
) -> None:
    fingers = Fingers(opened, settle)
    fingers.press("plan-evaluation")
    filling = Fingers(form(opened), settle)
    assert filling.field("form-due_on").text() == "23-05-2027", "the region's half year"  # type: ignore[union-attr]
    filling.write("form-due_on", "1-3-2027")
    filling.press("form-go")
    assert len(stored(Evaluation, held_on=None)) == 3
    fingers.press("Haal de evaluatie van 1 maart 2027 weg")
    assert len(stored(Evaluation, held_on=None)) == 2
    assert made


def test_a_late_one_on_today_opens_the_case_at_its_evaluations(
    window: MainWindow, made: LookedBack, workplace: Workplace, settle: Callable[[], None]
) -> None:
    [late] = today(workplace).lines(TodayKind.EVALUATION)
    assert late.is_late
    open_line(window, late)
    settle()
    assert line(window, made.late).isVisible()


def test_of_many_the_newest_are_shown_and_all_at_a_button(
    opened: MainWindow, made: LookedBack, workplace: Workplace, case_id: str, settle: Callable[[], None]
) -> None:
    earlier = [workplace.today - timedelta(days=1000 + n) for n in range(7)]
    town.settle(
        workplace,
        *(Evaluation(indication_id=made.indication_id, due_on=day, held_on=day, effect="Toen.") for day in earlier),
    )
    opened.open_place(Place.CASE, f"{case_id}#evaluations")
    settle()
    table = one(opened, QTableView, "evaluations-table").model()
    assert table.columnCount() == 8
    assert table.headerData(7, Qt.Orientation.Horizontal) == "14-10-2026"
    Fingers(opened, settle).press("Laat 6 eerdere evaluaties zien")
    assert table.columnCount() == 10
    assert (
        len([row for row in opened.findChildren(RowButton) if row.isVisible() and "gehouden" in row.accessibleName()])
        == 10
    )


@pytest.fixture
def spoken_aloud() -> Iterator[None]:
    QAccessible.setActive(True)
    yield
    QAccessible.setActive(False)


@pytest.mark.usefixtures("spoken_aloud")
def test_a_screen_reader_names_and_the_keyboard_reaches_all_of_the_tab_and_of_the_form(
    opened: MainWindow, made: LookedBack, settle: Callable[[], None]
) -> None:
    assert (nameless(opened), unreached(opened), cut_off(opened)) == ([], [], [])
    line(opened, made.late).click()
    settle()
    filling = form(opened)
    assert (nameless(filling), unreached(filling), cut_off(filling)) == ([], [], [])
    filling.reject()
    settle()


def test_nothing_is_cut_off_when_the_text_is_twice_as_large(
    opened: MainWindow, made: LookedBack, dressed: QApplication, settle: Callable[[], None]
) -> None:
    apply(dressed, Theme.DARK, 2.0)
    try:
        settle()
        assert cut_off(opened) == []
        line(opened, made.late).click()
        settle()
        assert cut_off(form(opened)) == []
        form(opened).reject()
        settle()
    finally:
        apply(dressed, Theme.LIGHT)
