"""Every screen, as a screen reader, a keyboard and a magnifying glass meet it (EN 301 549 ch. 11, WCAG 2.2 AA)."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from desktop.models.kinds import Role
from desktop.services.plans import add_goal
from desktop.services.regions import list_regions
from desktop.services.workplace import Workplace
from desktop.settings import Theme
from desktop.views.design.theme import apply
from desktop.views.desk import Place
from desktop.views.gate.first_run import FirstRun
from desktop.views.gate.unlock import UnlockWindow
from desktop.views.gate.unlocking import Unlocking
from desktop.views.preferences import Preferences
from desktop.views.screens import plans
from desktop.views.tasks import Tasks
from desktop.views.window.history import Spot
from desktop.views.window.main import MainWindow
from tests.helpers import rich_map, town
from tests.helpers.accessibility import controls, cut_off, nameless, unreached
from tests.helpers.desks import at_noon

PLACES = tuple(plan.place for plan in plans() if plan.for_role(Role.CONSULTANT))
"""The screens that everyone has."""


@pytest.fixture(autouse=True)
def spoken_aloud() -> Iterator[None]:
    QAccessible.setActive(True)
    yield
    QAccessible.setActive(False)


@pytest.fixture
def things(workplace: Workplace) -> dict[Place, str]:
    """Ids to open each screen with, in a store where something is going on."""
    town.settle(workplace, town.TEAM_LEAD)
    town.fill_map(workplace)
    case_id = town.open_her_case(workplace)
    town.answer_all(workplace, case_id)
    talk = town.talk_with_her(workplace, case_id, done=False)
    add_goal(workplace, case_id, "Ik wil weer overzicht.")
    return {
        Place.CASE: case_id,
        Place.CONVERSATION: talk,
        Place.INDICATION: town.drafted(workplace, case_id),
        Place.PAPER: f"support-plan:{case_id}",
        Place.ENTRY: town.COFFEE.id,
        Place.COMPARE: f"{town.COFFEE.id},{town.BUDDY.id}?case={case_id}&near=9501",
        Place.PROVIDER_CONTRACTS: town.OPEN_PROVIDER[0].id,  # type: ignore[attr-defined]  # the first is the provider itself
    }


@pytest.fixture
def window(
    qtbot: QtBot, workplace: Workplace, tasks: Tasks, preferences: Preferences, things: dict[Place, str]
) -> Iterator[MainWindow]:
    assert things
    made = MainWindow(workplace, tasks=tasks, settings=preferences, plans=plans(), start=Spot(Place.TODAY))
    qtbot.addWidget(made)
    made.resize(1280, 820)
    made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    yield made
    made.close_dialogs()
    made.hide()


@pytest.fixture
def show(window: MainWindow, things: dict[Place, str], settle: Callable[[], None]) -> Callable[[Place], MainWindow]:
    def opened(place: Place) -> MainWindow:
        window.open_place(place, things.get(place, ""))
        settle()
        settle()
        return window

    return opened


@pytest.mark.parametrize("place", PLACES)
def test_a_screen_reader_can_name_every_control(show: Callable[[Place], MainWindow], place: Place) -> None:
    window = show(place)
    assert len(controls(window)) > 5
    assert nameless(window) == []


@pytest.mark.parametrize("place", PLACES)
def test_the_keyboard_alone_reaches_every_control(show: Callable[[Place], MainWindow], place: Place) -> None:
    assert unreached(show(place)) == []


@pytest.mark.parametrize("place", PLACES)
def test_nothing_is_cut_off(show: Callable[[Place], MainWindow], place: Place) -> None:
    assert cut_off(show(place)) == []


@pytest.fixture
def twice_as_large(dressed: QApplication) -> Iterator[None]:
    apply(dressed, Theme.DARK, 2.0)
    yield
    apply(dressed, Theme.LIGHT)


@pytest.mark.usefixtures("twice_as_large")
@pytest.mark.parametrize("place", PLACES)
def test_nothing_is_cut_off_when_the_text_is_twice_as_large(show: Callable[[Place], MainWindow], place: Place) -> None:
    assert cut_off(show(place)) == []


@pytest.fixture(params=["first-run", "unlock"])
def gate(request: pytest.FixtureRequest, qtbot: QtBot, tmp_path: Path, tasks: Tasks) -> QWidget:
    path = tmp_path / "naober.store"
    made: QWidget
    if request.param == "unlock":
        made = UnlockWindow()
        Unlocking(made, path, tasks=tasks, clock=at_noon)
    else:
        made = FirstRun(path, list_regions(), tasks=tasks, clock=at_noon, language="nl")
    qtbot.addWidget(made)
    made.resize(1000, 720)
    made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    return made


def test_before_the_store_is_open_everything_is_named_and_reached_too(gate: QWidget) -> None:
    for page in range(7 if isinstance(gate, FirstRun) else 1):
        if isinstance(gate, FirstRun):
            gate.go_to(page)
        assert nameless(gate) == []
        assert unreached(gate) == []
        assert cut_off(gate) == []


@pytest.mark.usefixtures("twice_as_large")
def test_before_the_store_is_open_nothing_is_cut_off_either_when_the_text_is_twice_as_large(gate: QWidget) -> None:
    for page in range(7 if isinstance(gate, FirstRun) else 1):
        if isinstance(gate, FirstRun):
            gate.go_to(page)
        assert cut_off(gate) == []


OF_SOME = tuple((plan.place, role) for plan in plans() if plan.in_navigation for role in sorted(plan.roles))


@pytest.mark.parametrize(("place", "role"), OF_SOME)
def test_a_screen_of_some_roles_is_named_reached_and_whole_too(
    qtbot: QtBot,
    workplace: Workplace,
    tasks: Tasks,
    preferences: Preferences,
    settle: Callable[[], None],
    place: Place,
    role: Role,
) -> None:
    rich_map.fill(workplace)
    theirs = replace(workplace, colleague=workplace.colleague.model_copy(update={"role": role.value}))
    made = MainWindow(theirs, tasks=tasks, settings=preferences, plans=plans(), start=Spot(place))
    qtbot.addWidget(made)
    made.resize(1280, 820)
    made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    settle()
    assert len(controls(made)) > 5
    assert nameless(made) == []
    assert unreached(made) == []
    assert cut_off(made) == []
    made.close_dialogs()
    made.hide()
