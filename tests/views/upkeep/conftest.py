"""The screens of upkeep in the real window, over the invented town."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

import pytest
from pytestqt.qtbot import QtBot

from desktop.models.kinds import Role
from desktop.models.people import Colleague
from desktop.services.workplace import Workplace
from desktop.views.desk import Place
from desktop.views.preferences import Preferences
from desktop.views.screens import plans
from desktop.views.tasks import Tasks
from desktop.views.window.history import Spot
from desktop.views.window.main import MainWindow
from tests.helpers import town
from tests.helpers.fingers import Fingers


@pytest.fixture
def filled(workplace: Workplace) -> Workplace:
    """A social map, seen by a consultant."""
    town.settle(workplace, town.TEAM_LEAD, *town.PLACES)
    town.fill_map(workplace)
    return workplace


@pytest.fixture
def role() -> Role:
    """Of who sits behind the keyboard; a test that wants another one says so by parametrising it."""
    return Role.CONSULTANT


@pytest.fixture
def window(qtbot: QtBot, filled: Workplace, tasks: Tasks, preferences: Preferences, role: Role) -> Iterator[MainWindow]:
    mine = replace(filled, colleague=Colleague(id=filled.colleague.id, name="Marijke Veenstra", role=role))
    made = MainWindow(mine, tasks=tasks, settings=preferences, plans=plans(), start=Spot(Place.SOCIAL_MAP))
    made.resize(1280, 820)
    made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    yield made
    made.flush()
    made.close_dialogs()
    qtbot.waitUntil(tasks.is_idle)
    made.close()
    qtbot.waitUntil(tasks.is_idle)
    made.deleteLater()


@pytest.fixture
def fingers(window: MainWindow, settle: Callable[[], None]) -> Fingers:
    return Fingers(window, settle)


@pytest.fixture
def show(window: MainWindow, settle: Callable[[], None]) -> Callable[..., None]:
    """Opens a screen and waits until it stands there."""

    def opened(place: Place, thing: str = "") -> None:
        window.open_place(place, thing)
        settle()
        settle()

    return opened
