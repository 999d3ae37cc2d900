"""The matrix on the screen, and what one does with a cell."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from functools import partial

import pyqtgraph
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QLabel, QLineEdit, QTableView, QWidget
from pytestqt.qtbot import QtBot

from desktop.models.changes import ChangeSet
from desktop.services.availability import latest
from desktop.services.figure_age import keep_figure_age
from desktop.services.workplace import Workplace
from desktop.settings import Theme
from desktop.views.availability.history import HistoryModel
from desktop.views.availability.screen import AvailabilityScreen
from desktop.views.availability.words import SHAPES
from desktop.views.design.theme import apply
from desktop.views.desk import Desk
from tests.helpers import town
from tests.helpers.desks import Ways
from tests.helpers.fingers import Fingers
from tests.helpers.waits import PLUS, measured
from tests.helpers.widgets import can_press, one, press
from tests.views.availability.conftest import shown, stand_on

Settle = Callable[[], None]


def words(screen: AvailabilityScreen) -> str:
    return "\n".join(label.text() for label in screen.findChildren(QLabel) if label.isVisibleTo(screen))


def rows(screen: AvailabilityScreen) -> list[str]:
    heads = (screen.model.headerData(at, Qt.Orientation.Vertical) for at in range(screen.model.rowCount()))
    return [str(head).split("\n")[0] for head in heads]


def test_a_cell_says_state_both_waits_age_and_norm_in_words(
    screen: AvailabilityScreen, providers: dict[str, str], settle: Settle
) -> None:
    index = stand_on(screen, providers["old"], settle)
    assert str(index.data()).split("\n") == [
        "open",
        "intake 6–8 wk · start 8–10 wk",
        "verouderd: 2 maanden geleden",
        "2 wk boven norm",
    ]
    spoken = str(index.data(Qt.ItemDataRole.AccessibleTextRole))
    assert spoken.startswith("De Brug, Begeleiding regulier: open; ")
    assert "2 weken boven de norm van 6 weken (Begeleiding, naar de Treeknorm gehandicaptenzorg)" in spoken


def test_what_nobody_measured_says_so_and_what_is_not_offered_is_empty(
    screen: AvailabilityScreen, providers: dict[str, str]
) -> None:
    assert screen.model.find(providers["never"], PLUS).data() == "nooit gemeten"
    stop = screen.model.find(providers["stop"])
    assert str(stop.data()).split("\n")[:2] == ["cliëntenstop", "wachttijd onbekend"]
    assert stop.siblingAtColumn(1).data() == ""
    assert "biedt dit niet aan" in str(stop.siblingAtColumn(1).data(Qt.ItemDataRole.AccessibleTextRole))


def test_states_differ_in_shape_and_not_in_colour_alone(screen: AvailabilityScreen) -> None:
    assert screen
    assert len({shape for shape, _tone in SHAPES.values()}) == len(SHAPES)


def test_the_chosen_cell_is_told_with_source_who_age_and_the_norms_source(
    screen: AvailabilityScreen, providers: dict[str, str], settle: Settle
) -> None:
    stand_on(screen, providers["old"], settle)
    told = words(screen)
    for text in (
        "aanmelden@debrug.example",
        "6–8 weken",
        "website",
        "Noor Hagedoorn",
        "verouderd: 2 maanden geleden",
        "Start van de hulp: 2 weken boven de norm van 6 weken (Begeleiding, naar de Treeknorm gehandicaptenzorg)",
        "Contractstandaard Wmo 1.2",
    ):
        assert text in told


@pytest.mark.parametrize(
    ("filters", "expected"),
    [
        (("verouderd",), ["De Brug"]),
        (("nooit gemeten",), ["Nooit Gebeld"]),
        (("cliëntenstop", "nooit gemeten"), ["Kompas", "Nooit Gebeld"]),
        (("boven de norm",), ["De Brug"]),
    ],
)
def test_filters_show_what_stands_out(
    screen: AvailabilityScreen, fingers: Fingers, filters: tuple[str, ...], expected: list[str]
) -> None:
    for name in filters:
        fingers.press(name)
    assert rows(screen) == expected


def test_when_nothing_fits_the_way_out_stands_there(screen: AvailabilityScreen, fingers: Fingers) -> None:
    fingers.press("betwist")
    assert "Niets past" in words(screen)
    fingers.press("Toon alles")
    assert len(rows(screen)) == 3


def test_searching_keeps_what_fits_and_down_enters_the_table(
    qtbot: QtBot, screen: AvailabilityScreen, settle: Settle
) -> None:
    field = one(screen, QLineEdit, "search-availability")
    QTest.keyClicks(field, "kompas")
    qtbot.waitUntil(lambda: rows(screen) == ["Kompas"])
    settle()
    QTest.keyClick(field, Qt.Key.Key_Down)
    assert screen.view.hasFocus()


def test_the_limit_is_the_number_of_the_whole_region_and_follows_when_that_changes(
    screen: AvailabilityScreen, fingers: Fingers, desk: Desk, settle: Settle
) -> None:
    fingers.press("verouderd")
    assert rows(screen) != []
    assert one(screen, QLabel, "stale-after").text() == "Verouderd na 30 dagen"
    job = partial(keep_figure_age, replace(desk.workplace, colleague=town.TEAM_LEAD), 90, "Werkafspraak")
    desk.writer.write(job)
    settle()
    assert rows(screen) == []
    assert one(screen, QLabel, "stale-after").text() == "Verouderd na 90 dagen"


def test_still_right_is_one_key_press_and_a_new_observation(
    screen: AvailabilityScreen, providers: dict[str, str], settle: Settle, workplace: Workplace
) -> None:
    stand_on(screen, providers["old"], settle)
    press(screen, "wait-right")
    settle()
    [report] = latest(workplace, providers["old"])
    assert (report.age_days, report.report.start_max) == (0, 10)
    assert "vandaag" in str(screen.model.find(providers["old"]).data())


def test_a_dispute_shows_both_figures_and_says_what_to_do(
    screen: AvailabilityScreen, providers: dict[str, str], settle: Settle, workplace: Workplace, desk: Desk
) -> None:
    measured(workplace, providers["old"], days=1, start=(2, 2))
    report = measured(workplace, providers["old"], days=1, start=(9, 9), checked_by="Tamara Postema")
    desk.notifier.tell(ChangeSet({"availability_report": frozenset({report})}))
    settle()
    index = stand_on(screen, providers["old"], settle)
    assert str(index.data()).startswith("betwist, open")
    told = words(screen)
    assert "Verbeter het cijfer dat niet klopt." in told
    for text in ("2 weken", "9 weken", "Noor Hagedoorn", "Tamara Postema"):
        assert text in told


def test_what_is_being_typed_stays_when_a_colleagues_figure_comes_in(
    screen: AvailabilityScreen,
    providers: dict[str, str],
    fingers: Fingers,
    settle: Settle,
    workplace: Workplace,
    desk: Desk,
) -> None:
    stand_on(screen, providers["old"], settle)
    fingers.press("wait-wrong")
    fingers.write("wait-start", "3 wk")
    report = measured(workplace, providers["stop"], days=1)
    desk.notifier.tell(ChangeSet({"availability_report": frozenset({report})}))
    settle()
    assert one(screen, QLineEdit, "wait-start").text() == "3 wk"


def points_told(plot: QWidget | None) -> list[str]:
    """What each mark of the drawing says to who points at it, by wait and then by day."""
    assert isinstance(plot, pyqtgraph.PlotWidget)
    marks = [item for item in plot.getPlotItem().items if isinstance(item, pyqtgraph.ScatterPlotItem)]
    points = [(one_, point) for one_ in marks for point in one_.points()]
    return [one_.opts["tip"](x=at.pos().x(), y=at.pos().y(), data=at.data()) for one_, at in points]


@pytest.mark.parametrize("theme", [Theme.LIGHT, Theme.DARK])
def test_all_figures_over_time_are_drawn_and_stand_in_a_table_that_says_the_same(
    qtbot: QtBot,
    screen: AvailabilityScreen,
    providers: dict[str, str],
    settle: Settle,
    workplace: Workplace,
    dressed: object,
    theme: Theme,
) -> None:
    gone = measured(workplace, providers["old"], days=80, start=(50, 50))
    measured(workplace, providers["old"], days=80, corrects=gone, withdrawn=True, note="Tikfout")
    apply(dressed, theme)  # type: ignore[arg-type]  # the application of the tests
    screen.mark_stale()
    settle()
    stand_on(screen, providers["old"], settle)
    press(screen, "wait-history")
    qtbot.waitUntil(lambda: screen.history.chart.plot() is not None, timeout=30_000)
    settle()
    model = one(screen, QTableView, "history-table").model()
    assert isinstance(model, HistoryModel)
    days = [model.index(at, 0).data() for at in range(model.rowCount())]
    assert len(days) == 3
    ages = [str(day).splitlines()[1] for day in days]
    assert ages == ["2 maanden geleden", "3 maanden geleden", "4 maanden geleden"]
    assert points_told(screen.history.chart.plot()) == [
        "intake: 4 wk\n26-07-2026, 4 maanden geleden\ntelefoon\nNoor Hagedoorn",
        "intake: 6–8 wk\n24-09-2026, 2 maanden geleden\nwebsite\nNoor Hagedoorn",
        "start: 6 wk\n26-07-2026, 4 maanden geleden\ntelefoon\nNoor Hagedoorn",
        "start: 8–10 wk\n24-09-2026, 2 maanden geleden\nwebsite\nNoor Hagedoorn",
    ]
    struck = [model.data(model.index(at, 1), Qt.ItemDataRole.FontRole) is not None for at in range(3)]
    assert struck == [False, True, False]
    fate, note = str(model.index(1, 5).data()).splitlines()
    assert fate.startswith("ingetrokken")
    assert note == "Tikfout"
    assert model.data(model.index(1, 5), Qt.ItemDataRole.FontRole) is None, "why it does not count is read whole"
    press(screen, "history-back")
    assert screen.view.isVisible()
    apply(dressed, Theme.LIGHT)  # type: ignore[arg-type]  # idem


@pytest.mark.parametrize("width", [760, 960, 1280, 1900])
def test_the_table_of_a_history_never_scrolls_sideways_and_its_cells_are_read_whole(
    qtbot: QtBot,
    screen: AvailabilityScreen,
    providers: dict[str, str],
    settle: Settle,
    workplace: Workplace,
    width: int,
) -> None:
    told = "Gebeld met de aanmeldbalie, die zei dat er in het voorjaar twee groepen bij komen."
    measured(
        workplace, providers["old"], days=3, start=(50, 50), note=told, source="Regionale wachttijdenlijst Oldambt"
    )
    screen.resize(width, 800)
    screen.mark_stale()
    settle()
    stand_on(screen, providers["old"], settle)
    press(screen, "wait-history")
    qtbot.waitUntil(lambda: screen.history.chart.plot() is not None, timeout=30_000)
    settle()
    table = one(screen, QTableView, "history-table")
    assert table.horizontalScrollBar().maximum() == 0
    columns = table.model().columnCount()
    assert sum(table.columnWidth(at) for at in range(columns)) <= table.viewport().width()
    for at in range(columns):
        needed = table.sizeHintForIndex(table.model().index(0, at)).height()
        assert table.rowHeight(0) >= needed
    assert table.sizeHintForIndex(table.model().index(0, columns - 1)).height() > 2 * table.fontMetrics().height()


def test_what_draws_is_not_loaded_before_someone_looks() -> None:
    code = "import sys, desktop.views.screens; print('pyqtgraph' in sys.modules)"
    found = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert found.stdout.strip() == "False"


def test_it_opens_at_a_provider(qtbot: QtBot, desk: Desk, providers: dict[str, str], settle: Settle) -> None:
    made = shown(qtbot, desk, settle, providers["stop"])
    found = made.model.place(made.view.currentIndex())
    assert found is not None
    assert found[0].name == "Kompas"


def test_an_empty_store_says_what_to_do_first(qtbot: QtBot, desk: Desk, settle: Settle, ways: Ways) -> None:
    made = shown(qtbot, desk, settle)
    assert "Nog geen wachttijden" in words(made)
    press(made, "Inlezen")
    assert ways.went == [("place:settings", "import")]


def test_from_a_cell_one_goes_to_the_social_map_to_help_meanwhile_and_to_the_norms(
    screen: AvailabilityScreen, providers: dict[str, str], settle: Settle, ways: Ways
) -> None:
    stand_on(screen, providers["old"], settle)
    for name in ("In de sociale kaart", "Wat helpt er intussen?", "availability-norms"):
        press(screen, name)
    assert ways.went == [
        ("entry", providers["old"]),
        ("find-help", ":Begeleiding regulier"),
        ("place:settings", "norms"),
    ]


def test_enter_goes_from_the_table_to_what_one_can_do(
    screen: AvailabilityScreen, providers: dict[str, str], settle: Settle
) -> None:
    stand_on(screen, providers["old"], settle)
    screen.view.setFocus()
    QTest.keyClick(screen.view, Qt.Key.Key_Return)
    assert isinstance(screen.focusWidget(), QAbstractButton)
    assert can_press(screen, "wait-right")
