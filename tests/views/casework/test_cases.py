"""Dossiers: the list, and the form for a new case."""

from collections.abc import Callable
from functools import partial
from typing import Protocol
from unittest.mock import Mock

import pytest
from PySide6.QtCore import QAbstractItemModel, QModelIndex, QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QCheckBox, QDialog, QLabel, QLineEdit, QMenu, QTableView
from pytestqt.qtbot import QtBot

from desktop.models.casework import Case, NeedReport
from desktop.models.people import Resident
from desktop.services import forms
from desktop.services.case_reading import CaseFilter, case_list
from desktop.services.cases import NewCase, open_case
from desktop.services.shown import tell_list
from desktop.services.workplace import Workplace
from desktop.views.cases.model import COLUMNS, CaseTable
from desktop.views.cases.table import CasesView
from desktop.views.design.copying import CopiedRows
from desktop.views.desk import Place
from desktop.views.preferences import Preferences
from desktop.views.window.history import Spot
from desktop.views.window.main import MainWindow
from tests.helpers import town
from tests.helpers.fingers import Fingers
from tests.helpers.widgets import one

NAMES = ("Alberts", "Bakker", "Cornelis")


@pytest.fixture
def three(workplace: Workplace) -> list[str]:
    found = []
    for at, name in enumerate(NAMES):
        new = NewCase(first_names="Jo", last_name=name, question=f"Vraag {name}", received_on=town.days_ago(40 - at))
        found.append(open_case(workplace, new)[0])
    return found


def rows(window: MainWindow) -> list[str]:
    model = one(window, QTableView, "cases").model()
    return [str(model.index(at, 0).data()) for at in range(model.rowCount(QModelIndex()))]


class Checks(Protocol):
    """pytest-qt's tester of models, which publishes no types of its own."""

    def check(self, model: QAbstractItemModel) -> None: ...


def test_the_caseload_is_a_well_behaved_table(qtmodeltester: Checks, workplace: Workplace, three: list[str]) -> None:
    model = CaseTable()
    qtmodeltester.check(model)
    model.show_first(case_list(workplace), len(three))
    qtmodeltester.check(model)
    assert model.rowCount() == len(three)
    model.show_first((), 0)
    qtmodeltester.check(model)


def test_a_screen_reader_hears_what_stands_in_a_cell(workplace: Workplace, three: list[str]) -> None:
    assert three
    model = CaseTable()
    model.show_first(case_list(workplace), len(three))
    spoken = [model.data(model.index(0, at), Qt.ItemDataRole.AccessibleTextRole) for at in range(len(COLUMNS))]
    assert spoken[:2] == ["Inwoner: Jo Alberts", "Vraag: Vraag Alberts"]


def test_of_a_long_list_the_rest_comes_when_it_is_in_view_and_the_log_knows(
    qtbot: QtBot, window: MainWindow, fingers: Fingers, three: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    pages_of_two = partial(CaseFilter, limit=2)
    for place in ("desktop.views.cases.model.CaseFilter", "desktop.views.cases.list_screen.CaseFilter"):
        monkeypatch.setattr(place, pages_of_two)
    seen = Mock(wraps=tell_list)
    monkeypatch.setattr("desktop.services.case_reading.tell_list", seen)
    fingers.press("Dossiers")
    qtbot.waitUntil(lambda: rows(window) == ["Jo Alberts", "Jo Bakker", "Jo Cornelis"])
    assert len(three) == 3
    assert seen.call_count == 2
    assert_the_case_on_the_last_page_stays_chosen(qtbot, window)
    copied: list[CopiedRows] = []
    monkeypatch.setattr(type(window.tables), "copy", lambda _tables, some: copied.append(some))
    view = one(window, CasesView)
    with qtbot.waitSignal(view.model().modelReset):
        window.screen_of(Place.CASES).mark_stale()
    view.copy_rows(every=True)
    qtbot.waitUntil(lambda: bool(copied))
    assert len(copied[0].cases) == 3
    assert [texts[0] for texts in copied[0].rows] == ["Jo Alberts", "Jo Bakker", "Jo Cornelis"]


def assert_the_case_on_the_last_page_stays_chosen(qtbot: QtBot, window: MainWindow) -> None:
    view = one(window, CasesView)
    view.selectRow(2)
    with qtbot.waitSignal(view.model().modelReset):
        window.screen_of(Place.CASES).mark_stale()
    assert not view.currentIndex().isValid()
    qtbot.waitUntil(lambda: view.currentIndex().row() == 2)


def test_the_most_pressing_case_stands_first_and_the_order_can_be_another(
    window: MainWindow, fingers: Fingers, three: list[str]
) -> None:
    assert three
    fingers.press("Dossiers")
    assert rows(window) == ["Jo Alberts", "Jo Bakker", "Jo Cornelis"]
    fingers.choose("Volgorde", "opened")
    assert rows(window) == ["Jo Alberts", "Jo Bakker", "Jo Cornelis"]
    fingers.choose("Volgorde", "name")
    assert rows(window) == sorted(rows(window))


def test_typing_narrows_the_list_and_says_when_nothing_fits(
    qtbot: QtBot, window: MainWindow, fingers: Fingers, three: list[str]
) -> None:
    assert three
    fingers.press("Dossiers")
    field = one(window, QLineEdit, "search-cases")
    QTest.keyClicks(field, "bakk")
    qtbot.waitUntil(lambda: rows(window) == ["Jo Bakker"])
    QTest.keyClicks(field, "zzz")
    qtbot.waitUntil(lambda: "Geen dossier past hierbij" in shown_words(window))
    fingers.press("Toon alle dossiers")
    assert len(rows(window)) == 3


def test_a_filter_leaves_only_its_phase(window: MainWindow, fingers: Fingers, three: list[str]) -> None:
    assert three
    fingers.press("Dossiers")
    fingers.press("in gesprek")
    assert "Geen dossier past hierbij" in shown_words(window)
    fingers.press("in gesprek")
    fingers.press("gemeld")
    assert len(rows(window)) == 3


def test_an_empty_list_says_what_to_do_first(window: MainWindow, fingers: Fingers) -> None:
    fingers.press("Dossiers")
    assert "Nog geen dossiers" in shown_words(window)
    assert one(window, QAbstractButton, "Nieuw dossier").isEnabled()


def test_the_keyboard_alone_finds_and_opens_a_case(
    qtbot: QtBot, window: MainWindow, fingers: Fingers, three: list[str], settle: Callable[[], None]
) -> None:
    fingers.press("Dossiers")
    field = one(window, QLineEdit, "search-cases")
    assert field.hasFocus()
    QTest.keyClicks(field, "cornelis")
    qtbot.waitUntil(lambda: rows(window) == ["Jo Cornelis"])
    QTest.keyClick(field, Qt.Key.Key_Down)
    table = one(window, CasesView)
    assert table.hasFocus()
    QTest.keyClick(table, Qt.Key.Key_Return)
    settle()
    assert window.here() == Spot(Place.CASE, three[2])


def test_the_person_says_which_columns_there_are_and_it_is_remembered(
    window: MainWindow, fingers: Fingers, preferences: Preferences
) -> None:
    fingers.press("Dossiers")
    view = window.screen_of(Place.CASES).findChild(CasesView)
    assert view is not None
    born = next(at for at, column in enumerate(COLUMNS) if column.key == "born")
    assert view.isColumnHidden(born)
    one(window, QAbstractButton, "case-columns").click()
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    next(action for action in menu.actions() if action.text() == "Geboren").trigger()
    menu.close()
    assert not view.isColumnHidden(born)
    assert born not in preferences.now.tables.layouts["cases"].hidden


def test_a_problem_of_a_new_case_stands_at_its_field(window: MainWindow, settle: Callable[[], None]) -> None:
    dialog, fill = new_case(window, settle)
    fill.write("new-bsn", "123456789")
    fill.write("new-last_name", "Alberts")
    fill.press("open-the-case")
    problems = [label.text() for label in dialog.findChildren(QLabel) if label.property("look") == "problem"]
    assert [text for text in problems if "BSN" in text]
    assert one(dialog, QLineEdit, "new-bsn").hasFocus()
    assert dialog.isVisible()


def test_a_day_that_is_none_is_said_and_nothing_is_opened(
    window: MainWindow, settle: Callable[[], None], stored: Callable[..., list[Case]]
) -> None:
    dialog, fill = new_case(window, settle)
    fill.write("new-last_name", "Alberts")
    fill.write("new-birth_date", "gisteren")
    fill.press("open-the-case")
    problems = [label.text() for label in dialog.findChildren(QLabel) if label.property("look") == "problem"]
    assert "Dit is geen datum. Typ bijvoorbeeld 24-11-2026." in problems
    assert stored(Case) == []


def test_a_form_that_is_closed_halfway_is_there_again(
    window: MainWindow, workplace: Workplace, settle: Callable[[], None]
) -> None:
    _dialog, fill = new_case(window, settle)
    fill.write("new-last_name", "Alberts")
    fill.write("new-birth_date", "14-3-1948")
    fill.press("Sluiten")
    saved = forms.load(workplace, "new-case")
    assert saved is not None
    assert saved.fields["last_name"] == "Alberts"
    _dialog, again = new_case(window, settle)
    assert again.field("new-last_name").property("text") == "Alberts"
    assert again.field("new-birth_date").property("text") == "14-03-1948"
    again.press("empty-form")
    again.press("Sluiten")


def test_what_is_typed_is_kept_within_two_seconds(
    qtbot: QtBot, window: MainWindow, workplace: Workplace, settle: Callable[[], None]
) -> None:
    _dialog, fill = new_case(window, settle)
    QTest.keyClicks(fill.field("new-last_name"), "Alb")
    qtbot.waitUntil(lambda: forms.load(workplace, "new-case") is not None, timeout=2000)


def test_a_case_is_opened_whole_and_the_form_forgets_it(
    window: MainWindow,
    workplace: Workplace,
    settle: Callable[[], None],
    stored: Callable[..., list[Resident | Case | NeedReport]],
) -> None:
    dialog, fill = new_case(window, settle)
    for name, text in (
        ("first_names", "Annie"),
        ("last_name", "Veen"),
        ("birth_date", "14-3-48"),
        ("bsn", "999990019"),
    ):
        fill.write(f"new-{name}", text)
    fill.choose("new-municipality", "Stadskanaal")
    fill.write("new-question", "Hulp bij de post")
    one(dialog, QCheckBox, "new-client_support_told").setChecked(True)
    fill.press("open-the-case")
    (resident,) = stored(Resident)
    (case,) = stored(Case)
    (report,) = stored(NeedReport)
    assert isinstance(resident, Resident)
    assert isinstance(case, Case)
    assert isinstance(report, NeedReport)
    assert (resident.last_name, str(resident.birth_date), resident.bsn) == ("Veen", "1948-03-14", "999990019")
    assert (case.question, case.municipality) == ("Hulp bij de post", "Stadskanaal")
    assert report.client_support_told_on == workplace.today
    assert window.here() == Spot(Place.CASE, case.id)
    assert forms.load(workplace, "new-case") is None
    window.back()
    assert not [d for d in window.findChildren(QDialog) if d.isVisible()]


def test_someone_who_is_known_gets_a_second_case_and_is_not_written_down_twice(
    window: MainWindow, workplace: Workplace, settle: Callable[[], None], stored: Callable[..., list[Resident | Case]]
) -> None:
    town.open_her_case(workplace)
    dialog, fill = new_case(window, settle)
    fill.write("new-last_name", "Veen")
    fill.write("new-bsn", town.NEW_CASE.bsn)
    fill.press("open-the-case")
    known, bsn = one(dialog, QAbstractButton, "known-resident"), fill.field("new-bsn")
    assert 0 < known.mapTo(dialog, QPoint()).y() - bsn.mapTo(dialog, QPoint()).y() < dialog.height() // 4
    fill.press("known-resident")
    assert len(stored(Resident)) == 1
    assert len(stored(Case)) == 2


def new_case(window: MainWindow, settle: Callable[[], None]) -> tuple[QDialog, Fingers]:
    window.new_case()
    settle()
    dialog = next(d for d in window.findChildren(QDialog) if d.isVisible())
    return dialog, Fingers(dialog, settle)


def shown_words(window: MainWindow) -> list[str]:
    return [label.text() for label in window.findChildren(QLabel) if label.isVisible()]
