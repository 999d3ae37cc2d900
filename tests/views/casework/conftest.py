"""The screens of casework in the real window, over a real store where something is going on."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import TypeVar

import pytest
from pytestqt.qtbot import QtBot

from desktop.models.base import Value
from desktop.services.plans import add_goal
from desktop.services.workplace import Workplace
from desktop.views.desk import Place
from desktop.views.preferences import Preferences
from desktop.views.screens import plans
from desktop.views.tasks import Tasks
from desktop.views.window.history import Spot
from desktop.views.window.main import MainWindow
from tests.helpers import town
from tests.helpers.fingers import Fingers

V = TypeVar("V", bound=Value)
Find = Callable[..., list[V]]


@pytest.fixture
def filled(workplace: Workplace) -> Workplace:
    """The social map is filled, and there is a team lead."""
    town.settle(workplace, town.TEAM_LEAD, *town.PLACES)
    town.fill_map(workplace)
    return workplace


@pytest.fixture
def case_id(filled: Workplace) -> str:
    """A case that was just reported."""
    return town.open_her_case(filled)


@pytest.fixture
def ready(workplace: Workplace, case_id: str) -> str:
    """A case that was talked over: only the draft itself is missing."""
    town.answer_all(workplace, case_id)
    add_goal(workplace, case_id, "Ik maak elke week mijn post open.")
    return case_id


def opened(qtbot: QtBot, workplace: Workplace, tasks: Tasks, preferences: Preferences) -> Iterator[MainWindow]:
    """A window that lets everything it was told be written before it goes."""
    made = MainWindow(workplace, tasks=tasks, settings=preferences, plans=plans(), start=Spot(Place.TODAY))
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
def window(qtbot: QtBot, workplace: Workplace, tasks: Tasks, preferences: Preferences) -> Iterator[MainWindow]:
    yield from opened(qtbot, workplace, tasks, preferences)


@pytest.fixture
def fingers(window: MainWindow, settle: Callable[[], None]) -> Fingers:
    return Fingers(window, settle)


@pytest.fixture
def stored(workplace: Workplace) -> Callable[..., list[V]]:
    """What the store holds of a kind, by equality."""

    def find(kind: type[V], **equals: object) -> list[V]:
        with workplace.store.read() as reader:
            return reader.find(kind, **equals)

    return find


@pytest.fixture
def lead_window(qtbot: QtBot, workplace: Workplace, tasks: Tasks, preferences: Preferences) -> Iterator[MainWindow]:
    """The same store, with the team lead behind the keyboard."""
    yield from opened(qtbot, replace(workplace, colleague=town.TEAM_LEAD), tasks, preferences)
