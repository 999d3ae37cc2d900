"""The screen Beschikbaarheid over a real store with three providers."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import QModelIndex
from pytestqt.qtbot import QtBot

from desktop.models.kinds import AvailabilityStatus
from desktop.services.workplace import Workplace
from desktop.views.availability.screen import AvailabilityScreen
from desktop.views.desk import Desk
from tests.helpers.fingers import Fingers
from tests.helpers.waits import PLUS, REGULAR, a_provider, measured


@pytest.fixture
def providers(workplace: Workplace) -> dict[str, str]:
    """Ids by name: one that is over the norm and old, one with a stop, one nobody ever measured."""
    old = a_provider(workplace, "De Brug", REGULAR, place="Winschoten", email="aanmelden@debrug.example")
    measured(workplace, old, days=120, intake=(4, 4), start=(6, 6))
    measured(workplace, old, days=60, intake=(6, 8), start=(8, 10), source="website")
    stop = a_provider(workplace, "Kompas", REGULAR)
    measured(workplace, stop, days=5, status=AvailabilityStatus.INTAKE_STOP)
    never = a_provider(workplace, "Nooit Gebeld", PLUS)
    return {"old": old, "stop": stop, "never": never}


@pytest.fixture
def screen(qtbot: QtBot, desk: Desk, providers: dict[str, str], settle: Callable[[], None]) -> AvailabilityScreen:
    assert providers
    return shown(qtbot, desk, settle)


def shown(qtbot: QtBot, desk: Desk, settle: Callable[[], None], thing: str = "") -> AvailabilityScreen:
    made = AvailabilityScreen(desk)
    qtbot.addWidget(made)
    made.resize(1280, 820)
    made.open_thing(thing)
    made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    settle()
    settle()
    return made


def stand_on(
    screen: AvailabilityScreen, provider: str, settle: Callable[[], None], product: str = REGULAR
) -> QModelIndex:
    index = screen.model.find(provider, product)
    screen.view.choose(index)
    settle()
    return index


@pytest.fixture
def fingers(screen: AvailabilityScreen, settle: Callable[[], None]) -> Fingers:
    return Fingers(screen, settle)
