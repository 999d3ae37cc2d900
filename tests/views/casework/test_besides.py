"""Several windows: a case beside the social map, on one store, with one undo, and closed together."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QMimeData, QPointF, QSize, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QLineEdit, QTableView

from desktop.models.audit import AuditAction
from desktop.rules.audit_chain import line_of
from desktop.services.cases import NewCase, open_case
from desktop.services.workplace import Workplace
from desktop.views.besides import Besides
from desktop.views.desk import Place
from desktop.views.imports.panel import ImportPanel
from desktop.views.window.dropping import Dropping
from desktop.views.window.history import Spot
from desktop.views.window.main import BesideWindow, MainWindow
from tests.helpers import town
from tests.helpers.audit import lines
from tests.helpers.widgets import one


@pytest.fixture
def besides(window: MainWindow, settle: Callable[[], None]) -> Iterator[Besides]:
    made = Besides(window)
    made.begin(window)
    settle()
    yield made
    for left in tuple(made.windows):
        left.close()
    settle()


def ask_beside(window: MainWindow, besides: Besides, settle: Callable[[], None]) -> BesideWindow:
    QTest.keyClick(window, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)
    settle()
    return besides.windows[-1]


def test_of_a_case_the_help_for_that_resident_opens_beside_it_and_each_window_goes_its_own_way(
    window: MainWindow, besides: Besides, case_id: str, settle: Callable[[], None]
) -> None:
    window.open_case(case_id)
    settle()
    beside = ask_beside(window, besides, settle)
    assert beside.here() == Spot(Place.SOCIAL_MAP, f"?case={case_id}")
    beside.open_place(Place.AVAILABILITY)
    assert window.here() == Spot(Place.CASE, case_id)


def test_ctrl_and_a_click_open_a_window_of_its_own(
    window: MainWindow, besides: Besides, case_id: str, settle: Callable[[], None]
) -> None:
    assert case_id
    line = next(b for b in window.findChildren(QAbstractButton) if b.text() == "Dossiers")
    at = line.mapTo(window, line.rect().center())
    QTest.mouseClick(window.windowHandle(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.ControlModifier, at)
    settle()
    assert [one_.here().place for one_ in besides.windows] == [Place.CASES]
    assert window.here().place is Place.TODAY
    QTest.mouseClick(window.windowHandle(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, at)
    settle()
    assert len(besides.windows) == 1
    assert window.here().place is Place.CASES


def test_what_is_written_in_one_window_is_seen_in_the_other_and_undone_there_by_name(
    window: MainWindow, besides: Besides, case_id: str, workplace: Workplace, settle: Callable[[], None]
) -> None:
    window.open_place(Place.CASES)
    settle()
    beside = ask_beside(window, besides, settle)
    rows = one(beside, QTableView, "cases").model()
    assert rows.rowCount() == 1
    assert case_id
    window.desk.writer.write(partial(open_case, workplace, NewCase(last_name="Alberts", received_on=town.days_ago(1))))
    settle()
    assert rows.rowCount() == 2
    QTest.keyClick(beside, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    settle()
    assert rows.rowCount() == 1
    assert beside.toast.isVisibleTo(beside)
    assert not window.toast.isVisibleTo(window)


def test_a_case_is_written_in_one_window_only(
    window: MainWindow, besides: Besides, case_id: str, settle: Callable[[], None]
) -> None:
    window.open_case(case_id)
    settle()
    beside = ask_beside(window, besides, settle)
    beside.open_case(f"{case_id}#goals")
    settle()
    assert beside.here().place is Place.SOCIAL_MAP
    window.open_place(Place.TODAY)
    beside.open_case(case_id)
    settle()
    assert beside.here() == Spot(Place.CASE, case_id)


def test_closing_a_window_that_is_beside_ends_nothing_else_and_the_log_knows_what_it_showed(
    window: MainWindow, besides: Besides, case_id: str, workplace: Workplace, settle: Callable[[], None]
) -> None:
    beside = ask_beside(window, besides, settle)
    beside.open_case(case_id)
    settle()
    told = [line_of(link.body) for link in lines(workplace.store)]
    assert [line.object for line in told if line.action == AuditAction.OPEN] == [case_id]
    closed: list[bool] = []
    window.closed.connect(lambda: closed.append(True))
    beside.close()
    settle()
    assert besides.windows == []
    assert window.together == [window]
    assert not closed
    window.open_case(case_id)
    settle()
    assert window.here() == Spot(Place.CASE, case_id)


def test_leaving_closes_all_and_they_are_there_again_where_they_were(
    window: MainWindow, besides: Besides, settle: Callable[[], None]
) -> None:
    beside = ask_beside(window, besides, settle)
    beside.open_place(Place.SOCIAL_MAP)
    settle()
    one(beside, QLineEdit, "search-map").setText("vervoer")
    beside.resize(880, 650)
    besides.leave()
    assert not beside.isVisible()
    assert besides.windows == []
    settle()
    besides.begin(window)
    settle()
    [again] = besides.windows
    assert (again.here().place, again.size()) == (Place.SOCIAL_MAP, QSize(880, 650))


def dropped(data: QMimeData, kind: QEvent.Type) -> QDropEvent:
    """Over the search field, that would take it for a text."""
    none = Qt.KeyboardModifier.NoModifier
    return QDropEvent(QPointF(600, 120), Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton, none, kind)


def test_a_file_that_is_dropped_anywhere_is_held_against_the_store_and_a_text_is_not(
    window: MainWindow, tmp_path: Path, settle: Callable[[], None]
) -> None:
    file = tmp_path / "aanbod.csv"
    file.write_text("naam;plaats\nEettafel Leek;Leek\n", encoding="utf-8")
    window.open_place(Place.CASES)
    settle()
    text, dragged = QMimeData(), QMimeData()
    text.setText("zomaar een tekst")
    dragged.setUrls([QUrl.fromLocalFile(str(file))])
    listener = window.findChild(Dropping)
    assert listener is not None
    assert not listener.eventFilter(window, dropped(text, QEvent.Type.Drop))
    for kind in (QEvent.Type.DragEnter, QEvent.Type.DragMove):
        assert QApplication.sendEvent(window.windowHandle(), dropped(dragged, kind))
    assert window.here().place is Place.CASES
    assert QApplication.sendEvent(window.windowHandle(), dropped(dragged, QEvent.Type.Drop))
    settle()
    assert window.here() == Spot(Place.SETTINGS, "import")
    panel = one(window, ImportPanel)
    assert any("aanbod.csv" in label.text() for label in panel.findChildren(QLabel))
