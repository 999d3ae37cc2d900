"""What all screens share, and what the window does with them."""

from collections.abc import Callable, Iterator
from functools import partial
from typing import ClassVar

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog, QLabel, QLineEdit, QTextBrowser
from pytestqt.qtbot import QtBot
from typing_extensions import override

from desktop.models.changes import ChangeSet
from desktop.models.faults import RuleBroken, WorldFault
from desktop.models.kinds import Role
from desktop.models.people import Household
from desktop.services.workplace import Workplace
from desktop.views.design.fields import FieldRow
from desktop.views.design.messages import Toast
from desktop.views.desk import Desk, Place
from desktop.views.preferences import Preferences
from desktop.views.screen import Screen
from desktop.views.screen_plan import ScreenPlan
from desktop.views.tasks import Tasks, bug_of
from desktop.views.window.help import HelpPage
from desktop.views.window.history import Spot
from desktop.views.window.main import MainWindow
from desktop.views.window.navigation import NavButton
from desktop.views.window.trouble import CrashPage
from tests.helpers.desks import Ways
from tests.helpers.widgets import one, press


class Households(Screen):
    """Counts households, and how often it looked."""

    kinds: ClassVar[tuple[str, ...]] = ("household",)

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.looked = 0
        self.flushed = 0
        self.searched = 0
        self.count = -1
        self.name = QLineEdit()
        self.rows["name"] = FieldRow("&Naam", self.name)
        self.outer.addWidget(self.rows["name"])

    @override
    def reload(self) -> None:
        self.looked += 1
        self.ask(self._read, self._on_read, key="count")

    @override
    def flush(self) -> None:
        self.flushed += 1

    @override
    def crumb(self) -> str:
        return self.thing

    @override
    def search_here(self) -> None:
        self.searched += 1

    def open_household(self, name: str, *, said: str = "") -> None:
        self.act(partial(self._write, name), said=said)

    def _write(self, name: str) -> ChangeSet:
        if not name:
            raise RuleBroken("required", "name")
        if name == "full":
            raise WorldFault("disk-full")
        with self.desk.workplace.store.work("Open case") as work:
            work.add(Household(name=name))
            return work.commit()

    def _read(self) -> int:
        with self.desk.workplace.store.read() as reader:
            return reader.count(Household)

    def _on_read(self, count: int) -> None:
        self.count = count


@pytest.fixture
def screen(qtbot: QtBot, desk: Desk) -> Households:
    made = Households(desk)
    qtbot.addWidget(made)
    return made


def test_a_screen_that_is_not_seen_only_marks_itself_stale(screen: Households, desk: Desk) -> None:
    desk.notifier.tell(ChangeSet({"household": frozenset({"1"})}))
    assert screen.looked == 0
    screen.show()
    assert screen.looked == 1
    screen.hide()
    screen.show()
    assert screen.looked == 1


def test_a_screen_in_front_looks_again_when_its_kind_changed(screen: Households, desk: Desk) -> None:
    screen.show()
    desk.notifier.tell(ChangeSet({"provider": frozenset({"1"})}))
    assert screen.looked == 1
    desk.notifier.tell(ChangeSet({"household": frozenset({"1"})}))
    assert screen.looked == 2


def test_a_change_set_without_ids_is_told_to_nobody(qtbot: QtBot, desk: Desk) -> None:
    with qtbot.assertNotEmitted(desk.notifier.changed):
        desk.notifier.tell(ChangeSet({"household": frozenset()}))


def test_what_is_written_is_told_and_offered_back(screen: Households, ways: Ways, settle: Callable[[], None]) -> None:
    screen.show()
    screen.open_household("Mulder", said="Huishouden toegevoegd")
    settle()
    assert screen.count == 1
    ((text, act),) = ways.told
    assert text == "Huishouden toegevoegd"
    assert act


def test_a_broken_rule_stands_at_its_field_and_goes_away_at_the_next_try(
    screen: Households, ways: Ways, settle: Callable[[], None]
) -> None:
    screen.show()
    screen.open_household("")
    settle()
    assert screen.rows["name"].problem_text() == "Vul dit eerst in."
    assert ways.told == []
    screen.open_household("Mulder")
    settle()
    assert screen.rows["name"].problem_text() == ""


def test_a_fault_of_the_world_is_said_with_what_to_do(
    screen: Households, ways: Ways, settle: Callable[[], None]
) -> None:
    screen.show()
    screen.open_household("full")
    settle()
    assert "schijf is vol" in ways.told[0][0]


def test_leaving_a_screen_keeps_what_is_typed(screen: Households) -> None:
    screen.show()
    screen.hide()
    assert screen.flushed == 1


def test_opening_another_thing_keeps_what_is_typed_for_the_one_before(screen: Households) -> None:
    screen.show()
    screen.open_thing("1")
    screen.open_thing("2")
    assert screen.flushed == 2
    assert screen.looked == 3


PLANS = (
    ScreenPlan(Place.TODAY, "Today", "today", Households),
    ScreenPlan(Place.CASES, "Cases", "cases", Households),
    ScreenPlan(Place.CASE, "Case", "cases", Households, in_navigation=False, under=Place.CASES),
    ScreenPlan(Place.SYNC, "Synchronise", "sync", Households, roles=frozenset({Role.TEAM_LEAD})),
)


@pytest.fixture
def window(qtbot: QtBot, workplace: Workplace, tasks: Tasks, preferences: Preferences) -> Iterator[MainWindow]:
    made = MainWindow(workplace, tasks=tasks, settings=preferences, plans=PLANS, start=Spot(Place.TODAY))
    qtbot.addWidget(made)
    made.show()
    qtbot.waitUntil(tasks.is_idle)
    yield made
    made.close_dialogs()
    made.hide()


def seen(window: MainWindow, place: Place) -> Households:
    screen = window.screen_of(place)
    assert isinstance(screen, Households)
    return screen


def test_a_screen_is_made_when_it_is_first_opened(window: MainWindow) -> None:
    assert len(window.findChildren(Households)) == 1
    press(window, "Dossiers")
    assert len(window.findChildren(Households)) == 2
    assert window.windowTitle() == "Dossiers – Naober"


def test_a_screen_that_is_not_for_this_role_is_not_there(window: MainWindow) -> None:
    assert [b.place for b in window.findChildren(NavButton)] == [Place.TODAY, Place.CASES]
    window.open_place(Place.SYNC)
    assert window.here() == Spot(Place.TODAY)


def test_the_line_of_the_navigation_is_lit_where_one_is(window: MainWindow) -> None:
    window.open_case("case-1")
    lit = [b.place for b in window.findChildren(NavButton) if b.isChecked()]
    assert lit == [Place.CASES]
    assert seen(window, Place.CASE).thing == "case-1"


def test_what_a_screen_shows_is_spoken_and_stands_in_no_title(window: MainWindow, settle: Callable[[], None]) -> None:
    window.open_case("Annie van der Veen")
    settle()
    assert seen(window, Place.CASE).accessibleName() == "Dossier: Annie van der Veen"
    assert "Veen" not in window.windowTitle()


def test_back_goes_where_one_came_from(window: MainWindow) -> None:
    window.open_case("case-1")
    window.open_case("case-2")
    window.back()
    assert window.here() == Spot(Place.CASE, "case-1")
    window.back()
    window.back()
    assert window.here() == Spot(Place.TODAY)


@pytest.mark.parametrize(
    ("key", "modifier", "dialog"),
    [
        (Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier, "Palette"),
        (Qt.Key.Key_Slash, Qt.KeyboardModifier.ControlModifier, "ShortcutList"),
        (Qt.Key.Key_F1, Qt.KeyboardModifier.NoModifier, "HelpPage"),
    ],
)
def test_a_key_opens_what_can_be_done_from_everywhere(
    qtbot: QtBot, window: MainWindow, key: Qt.Key, modifier: Qt.KeyboardModifier, dialog: str
) -> None:
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    QTest.keyClick(window, key, modifier)
    assert [type(d).__name__ for d in window.findChildren(QDialog)] == [dialog]


def test_keys_search_lock_and_go_to_a_place(qtbot: QtBot, window: MainWindow) -> None:
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    control = Qt.KeyboardModifier.ControlModifier
    QTest.keyClick(window, Qt.Key.Key_F, control)
    assert seen(window, Place.TODAY).searched == 1
    QTest.keyClick(window, Qt.Key.Key_2, control)
    assert window.here() == Spot(Place.CASES)
    with qtbot.waitSignal(window.lock_asked):
        QTest.keyClick(window, Qt.Key.Key_L, control)


def test_the_program_locks_from_a_dialog_too(qtbot: QtBot, window: MainWindow) -> None:
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    QTest.keyClick(window, Qt.Key.Key_F1)
    dialog = one(window, QDialog)
    dialog.activateWindow()
    qtbot.waitUntil(dialog.isActiveWindow)
    with qtbot.waitSignal(window.lock_asked):
        QTest.keyClick(dialog, Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)


def test_help_stops_no_work_and_is_turned_to_the_page_where_one_is_now(qtbot: QtBot, window: MainWindow) -> None:
    window.show_help(Place.TODAY)
    page = one(window, HelpPage)
    assert not page.isModal()
    window.open_place(Place.CASES)
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    QTest.keyClick(window, Qt.Key.Key_F1)
    assert [one for one in window.findChildren(HelpPage) if one.isVisible()] == [page]
    assert one(page, QTextBrowser).toPlainText().startswith("Dossiers")
    press(page, "Terug")
    assert one(page, QTextBrowser).toPlainText().startswith("Vandaag")


def test_the_palette_offers_everything_once(window: MainWindow) -> None:
    offered = [(line.title, line.keys) for line in window.lines()]
    assert len({title for title, _keys in offered}) == len(offered)
    assert ("Dossiers", "Ctrl+2") in offered
    assert ("Vergrendelen", "Ctrl+L") in offered


def test_the_last_act_is_undone_by_its_name(window: MainWindow, settle: Callable[[], None]) -> None:
    screen = seen(window, Place.TODAY)
    screen.open_household("Mulder")
    settle()
    assert screen.count == 1
    QTest.keyClick(window, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    settle()
    assert screen.count == 0
    assert one(window, Toast).accessibleName().startswith("Ongedaan gemaakt: ")


def test_a_message_offers_undo_for_what_it_is_about(
    qtbot: QtBot, window: MainWindow, settle: Callable[[], None]
) -> None:
    screen = seen(window, Place.TODAY)
    screen.open_household("Mulder", said="Huishouden toegevoegd")
    settle()
    press(one(window, Toast), "Ongedaan maken")
    settle()
    qtbot.waitUntil(lambda: screen.count == 0)


def test_a_fault_nobody_takes_is_said_by_the_window(window: MainWindow, tasks: Tasks) -> None:
    tasks.fault.emit(WorldFault("disk-full"))
    assert "schijf is vol" in one(window, Toast).accessibleName()


def test_a_bug_is_shown_with_its_number_and_without_a_name(window: MainWindow) -> None:
    bug = bug_of(ValueError("Geesje Mulder"))
    window.show_bug(bug)
    page = one(window, CrashPage)
    shown = " ".join(label.text() for label in page.findChildren(QLabel))
    assert bug.number in shown
    assert "ValueError" in shown
    assert "Mulder" not in shown


def test_locking_closes_dialogs_and_keeps_what_is_typed(window: MainWindow) -> None:
    QTest.keyClick(window, Qt.Key.Key_F1)
    before = seen(window, Place.TODAY).flushed
    window.flush()
    window.close_dialogs()
    assert seen(window, Place.TODAY).flushed == before + 1
    assert not [d for d in window.findChildren(QDialog) if d.isVisible()]


def test_a_paper_lights_the_line_of_what_it_is_about() -> None:
    paper = ScreenPlan(
        Place.PAPER, "Paper", "document", Households, in_navigation=False, under=Place.CASES,
        under_things=(("map-page:", Place.SOCIAL_MAP),),
    )  # fmt: skip
    assert paper.lit("map-page:abc") is Place.SOCIAL_MAP
    assert paper.lit("support-plan:abc") is Place.CASES
