"""Up to four entries side by side, and one act to go on with the one that fits."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import QModelIndex, QPoint, QRect, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QLabel, QListView, QTableView, QWidget

from desktop.models.casework import PlanService
from desktop.models.indications import Indication
from desktop.models.search import Hit
from desktop.models.social_map import Provider
from desktop.services.workplace import Workplace
from desktop.views.desk import Place
from desktop.views.social_map.compare_heads import BUTTON_INSET
from desktop.views.social_map.compare_table import CompareTable
from desktop.views.social_map.results import HIT_ROLE
from desktop.views.social_map.screen import SocialMapScreen
from desktop.views.window.history import Spot
from desktop.views.window.main import MainWindow
from tests.helpers import town
from tests.helpers.fingers import Fingers
from tests.helpers.widgets import one


def id_of(values: tuple[object, ...]) -> str:
    provider = values[0]
    assert isinstance(provider, Provider)
    return provider.id


OPEN, LIMITED = id_of(town.OPEN_PROVIDER), id_of(town.LIMITED_PROVIDER)


@pytest.fixture
def on_map(window: MainWindow, filled: Workplace, settle: Callable[[], None]) -> SocialMapScreen:
    assert filled
    window.open_place(Place.SOCIAL_MAP)
    settle()
    screen = window.screen_of(Place.SOCIAL_MAP)
    assert isinstance(screen, SocialMapScreen)
    return screen


def tick(screen: SocialMapScreen, *names: str) -> None:
    """With the space bar, as the keyboard does."""
    view = one(screen, QListView, "map-hits")
    model = view.model()
    view.setFocus()
    for row in range(model.rowCount(QModelIndex())):
        hit = model.index(row, 0).data(HIT_ROLE)
        if isinstance(hit, Hit) and hit.name in names:
            view.setCurrentIndex(model.index(row, 0))
            QTest.keyClick(view, Qt.Key.Key_Space)


def answers(window: MainWindow) -> dict[str, list[str]]:
    """By head of the row what stands in it."""
    model = one(window, QTableView, "compare-table").model()
    return {
        str(model.headerData(row, Qt.Orientation.Vertical)): [
            str(model.index(row, column).data()) for column in range(model.columnCount())
        ]
        for row in range(model.rowCount())
    }


def test_what_is_ticked_is_compared(
    window: MainWindow, on_map: SocialMapScreen, fingers: Fingers, settle: Callable[[], None]
) -> None:
    tick(on_map, "Inloop De Kern")
    assert not one(on_map, QAbstractButton, "map-compare").isEnabled()
    tick(on_map, "De Lange Adem")
    fingers.press("Vergelijken (2)")
    settle()
    assert window.here().place is Place.COMPARE
    found = answers(window)
    assert found["Indicatie\n≠ verschilt"] == ["niet nodig", "nodig"]
    assert found["Lichte en zware hulp\n≠ verschilt"] == ["niet van toepassing", "allebei: Begeleiding regulier"]
    assert "2 weken" in found["Wachttijd tot de intake\n≠ verschilt"][1]
    assert "9 dagen geleden gemeten" in found["Wachttijd tot de intake\n≠ verschilt"][1]
    assert "Maandopgave van de aanbieder" in found["Wachttijd tot de intake\n≠ verschilt"][1]
    assert found["Kosten\n≠ verschilt"] == ["Gratis, koffie € 1,00", "eigen bijdrage (Wmo)"]
    assert "door Tamara Postema" in found["Laatst gecontroleerd\n≠ verschilt"][0]


def test_a_fifth_is_refused_in_words_and_bears_no_tick(window: MainWindow, on_map: SocialMapScreen) -> None:
    tick(on_map, "Inloop De Kern", "Buurtmaatjes", "Formulierenhulp bibliotheek", "De Lange Adem", "Kompas en Koers")
    assert len(on_map.compared.ids()) == 4
    assert window.toast.isVisible()
    screen = window.screen_of(Place.SOCIAL_MAP)
    seen = QRect(screen.mapTo(window, QPoint(0, 0)), screen.size())
    assert not seen.intersects(QRect(window.toast.mapTo(window, QPoint(0, 0)), window.toast.size()))
    model = one(on_map, QListView, "map-hits").model()
    states = [model.index(row, 0).data(Qt.ItemDataRole.CheckStateRole) for row in range(model.rowCount(QModelIndex()))]
    assert states.count(Qt.CheckState.Checked) == 4


def test_ticks_stay_while_one_searches_on_and_are_let_go_at_once(
    on_map: SocialMapScreen, fingers: Fingers, settle: Callable[[], None]
) -> None:
    tick(on_map, "Inloop De Kern", "Buurtmaatjes")
    fingers.write("search-map", "begeleidt")
    settle()
    assert one(on_map, QAbstractButton, "map-compare").text() == "Vergelijken (2)"
    fingers.press("map-compare-none")
    assert on_map.compared.ids() == ()
    assert not [b for b in on_map.findChildren(QAbstractButton, "map-compare") if b.isVisible()]


def test_only_the_rows_that_differ(window: MainWindow, filled: Workplace, settle: Callable[[], None]) -> None:
    assert filled
    window.open_place(Place.COMPARE, f"{OPEN},{LIMITED}")
    settle()
    every = answers(window)
    assert every["Kosten"] == ["eigen bijdrage (Wmo)"] * 2
    Fingers(window, settle).press("compare-only-differing")
    some = answers(window)
    assert "Kosten" not in some
    assert all(head.endswith("≠ verschilt") for head in some)


def test_a_screen_reader_hears_entry_row_and_answer_in_every_cell(
    window: MainWindow, filled: Workplace, settle: Callable[[], None]
) -> None:
    assert filled
    window.open_place(Place.COMPARE, f"{OPEN},{LIMITED}")
    settle()
    table = one(window, CompareTable)
    assert table.hasFocus()
    cell = table.model().index(0, 1)
    assert cell.data(Qt.ItemDataRole.AccessibleTextRole) == "Kompas en Koers, Indicatie: nodig"
    QTest.keyClick(table, Qt.Key.Key_Down)
    assert table.currentIndex().isValid()


def test_a_service_goes_on_the_plan_from_the_comparison(
    window: MainWindow,
    case_id: str,
    fingers: Fingers,
    settle: Callable[[], None],
    stored: Callable[..., list[PlanService]],
) -> None:
    window.open_place(Place.COMPARE, f"{town.COFFEE.id},{OPEN}?case={case_id}&near=9501")
    settle()
    fingers.press("Zet Inloop De Kern op het plan")
    (planned,) = stored(PlanService)
    assert (planned.case_id, planned.service_id) == (case_id, town.COFFEE.id)
    assert not [b for b in window.findChildren(QAbstractButton, f"compare-add-{town.COFFEE.id}") if b.isVisible()]


def test_a_provider_is_chosen_in_the_draft_when_it_may_give_that_help(
    window: MainWindow,
    workplace: Workplace,
    case_id: str,
    fingers: Fingers,
    settle: Callable[[], None],
    stored: Callable[..., list[Indication]],
) -> None:
    draft = town.drafted(workplace, case_id)
    window.open_place(Place.COMPARE, f"{LIMITED},{OPEN}?case={case_id}")
    settle()
    fingers.press("Kompas en Koers kiezen in de indicatie")
    assert window.here() == Spot(Place.INDICATION, draft)
    (indication,) = stored(Indication, id=draft)
    assert indication.provider_id == LIMITED


def test_without_a_draft_there_is_no_button_that_does_nothing(
    window: MainWindow, case_id: str, settle: Callable[[], None]
) -> None:
    window.open_place(Place.COMPARE, f"{LIMITED},{OPEN}?case={case_id}")
    settle()
    buttons = [b.objectName() for b in window.findChildren(QAbstractButton) if b.isVisible()]
    assert not [name for name in buttons if name.startswith(("compare-add", "compare-indication"))]


def test_one_is_taken_out_and_when_nothing_is_left_the_way_back_stands_there(
    window: MainWindow, filled: Workplace, fingers: Fingers, settle: Callable[[], None]
) -> None:
    assert filled
    window.open_place(Place.COMPARE, f"{OPEN},{LIMITED}")
    settle()
    fingers.press(f"compare-close-{OPEN}")
    assert one(window, CompareTable).model().columnCount() == 1
    fingers.press(f"compare-close-{LIMITED}")
    fingers.press("Naar de sociale kaart")
    assert window.here().place is Place.SOCIAL_MAP


def test_the_buttons_stand_above_their_column_and_the_name_stands_once(
    window: MainWindow, on_map: SocialMapScreen, fingers: Fingers, settle: Callable[[], None]
) -> None:
    tick(on_map, "Inloop De Kern", "De Lange Adem")
    fingers.press("Vergelijken (2)")
    settle()
    table = one(window, CompareTable, "compare-table")
    assert not table.horizontalHeader().isVisible()
    screen = window.screen_of(Place.COMPARE)
    opens = [b for b in screen.findChildren(QAbstractButton) if b.objectName().startswith("compare-forward-")]
    edges = [b.mapTo(screen, b.rect().topLeft()).x() + BUTTON_INSET - table.x() for b in opens]
    spans = [(left, left + width) for left, width in table.columns()]
    assert len(opens) == len(spans)
    stack_left = table.mapTo(screen, table.rect().topLeft()).x() - table.x()
    assert all(low <= edge - stack_left < high for edge, (low, high) in zip(sorted(edges), spans, strict=True))


def test_names_stand_level_with_the_words_of_their_column(
    window: MainWindow, filled: Workplace, settle: Callable[[], None]
) -> None:
    assert filled
    window.resize(1200, 800)
    window.open_place(Place.COMPARE, f"{OPEN},{LIMITED},{town.COFFEE.id},{town.BUDDY.id}")
    settle()
    screen, table = window.screen_of(Place.COMPARE), one(window, CompareTable)
    for at, name in enumerate(("De Lange Adem", "Kompas en Koers", "Inloop De Kern", "Buurtmaatjes")):
        (label,) = (label for label in screen.findChildren(QLabel) if label.text() == name and label.isVisible())
        cell = table.visualRect(table.model().index(0, at))
        corner = table.viewport().mapTo(screen, cell.topLeft())
        words = first_ink(screen, QRect(corner.x() + 2, corner.y() + 2, cell.width() - 4, cell.height() - 4))
        above = first_ink(screen, QRect(label.mapTo(screen, QPoint(0, 0)), label.size()))
        assert abs(words - above) <= MOST_BEARING


MOST_BEARING = 3
"""So far in a letter begins in its own room, pixels."""


def first_ink(screen: QWidget, room: QRect) -> int:
    """The leftmost pixel that is not the ground, within a screen."""
    drawn = screen.grab(room).toImage()
    ground = drawn.pixelColor(drawn.width() - 1, drawn.height() - 1)
    for x in range(drawn.width()):
        if any(abs(drawn.pixelColor(x, y).lightness() - ground.lightness()) > 60 for y in range(drawn.height())):
            return room.x() + x
    return -1
