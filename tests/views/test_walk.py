"""Every role walks through every screen, tab and dialog (WCAG 2.2 AA). It takes minutes: `make walk`."""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from desktop.language import speak
from desktop.models.casework import Case, Conversation
from desktop.models.indications import Indication
from desktop.models.kinds import Role
from desktop.models.social_map import CommunityService, Provider
from desktop.services.demo import make_demo
from desktop.services.workplace import Workplace
from desktop.settings import Theme
from desktop.views.design.focus import InSight
from desktop.views.design.theme import apply
from desktop.views.desk import Place
from desktop.views.preferences import Preferences
from desktop.views.screens import plans
from desktop.views.tasks import Tasks
from desktop.views.window.history import Spot
from desktop.views.window.main import MainWindow
from installer.words import entries
from tests.helpers.accessibility import astray, cut_off, nameless, unreached
from tests.helpers.desks import make_workplace
from tests.helpers.painted import too_small, unreadable
from tests.helpers.walking import Walk, words_on

pytestmark = [pytest.mark.walk, pytest.mark.timeout(600)]

WALKS = (
    (Role.CONSULTANT, Theme.LIGHT),
    (Role.CONSULTANT, Theme.DARK),
    (Role.TEAM_LEAD, Theme.DARK),
    (Role.CONTRACT_MANAGER, Theme.LIGHT),
    (Role.ADMINISTRATOR, Theme.DARK),
)
CHECKS: tuple[tuple[str, Callable[[QWidget], list[str]]], ...] = (
    ("has no name", nameless),
    ("is cut off", cut_off),
    ("cannot be read", unreadable),
    ("is too small", too_small),
    ("is not reached", unreached),
    ("leads the keyboard astray", astray),
)


@pytest.fixture(autouse=True)
def seen_and_spoken(dressed: QApplication) -> Iterator[None]:
    QAccessible.setActive(True)
    in_sight = InSight(dressed)
    yield
    in_sight.deleteLater()
    QAccessible.setActive(False)
    apply(dressed, Theme.LIGHT)


def things_in(workplace: Workplace) -> dict[Place, list[str]]:
    """What each screen of one thing is opened with."""
    with workplace.store.read() as reader:
        found = {
            kind: [str(value.id) for value in reader.find(kind)]  # type: ignore[attr-defined]  # each of these has one
            for kind in (Case, Conversation, Indication, Provider, CommunityService)
        }
    services, providers, cases = found[CommunityService], found[Provider], found[Case]
    return {
        Place.CASE: cases[:8],
        Place.CONVERSATION: found[Conversation][:2],
        Place.INDICATION: found[Indication][:4],
        Place.PAPER: [f"support-plan:{cases[0]}"],
        Place.ENTRY: [services[0], providers[0]],
        Place.ENTRY_FORM: services[:1],
        Place.MERGE: [",".join(services[:2])],
        Place.COMPARE: [f"{providers[0]},{providers[1]}?case={cases[0]}&near=9501"],
        Place.PROVIDER_CONTRACTS: providers[:2],
    }


@pytest.fixture
def walked(
    qtbot: QtBot,
    tmp_path: Path,
    tasks: Tasks,
    preferences: Preferences,
    settle: Callable[[], None],
) -> Iterator[Callable[[Role, Callable[[str, QWidget], None]], Walk]]:
    """Walks through everything a role sees, with a stop at each screen, tab and dialog."""
    opened: list[tuple[MainWindow, Workplace]] = []

    def walk(role: Role, look: Callable[[str, QWidget], None]) -> Walk:
        workplace = make_workplace(tmp_path, role)
        make_demo(workplace, residents=20)
        window = MainWindow(workplace, tasks=tasks, settings=preferences, plans=plans(), start=Spot(Place.TODAY))
        opened.append((window, workplace))
        qtbot.addWidget(window)
        window.resize(1280, 820)
        window.show()
        made, things = Walk(window, settle, look), things_in(workplace)
        for plan in plans():
            if plan.for_role(role) is not None:
                for thing in things.get(plan.place, [""]):
                    made.through(plan.place, thing)
        return made

    yield walk
    for window, workplace in opened:
        window.close_dialogs()
        window.hide()
        settle()
        workplace.store.close()


@pytest.mark.parametrize(("role", "theme"), WALKS)
def test_all_a_role_meets_is_named_read_reached_seen_and_large_enough(
    dressed: QApplication, walked: Callable[..., Walk], role: Role, theme: Theme, capsys: pytest.CaptureFixture[str]
) -> None:
    apply(dressed, theme)
    wrong: dict[str, str] = {}

    def look(where: str, window: QWidget) -> None:
        for what, check in CHECKS:
            for one in check(window):
                wrong.setdefault(f"{what}: {one}", where)

    walk = walked(role, look)
    with capsys.disabled():
        sys.stdout.write(f"\n{role}, {theme}: {len(walk.seen)} stops, {len(walk.dialogs)} kinds of dialog\n")
    assert len(walk.seen) > 20
    assert not wrong, "\n".join(f"{where}: {one}" for one, where in wrong.items())


def test_no_word_of_dutch_is_left_on_a_screen_in_english(walked: Callable[..., Walk]) -> None:
    dutch = {entry.dutch: entry.english for entry in entries() if _tells(entry.english, entry.dutch)}
    left: dict[str, str] = {}

    def look(where: str, window: QWidget) -> None:
        for text in words_on(window):
            if text in dutch:
                left.setdefault(text, where)

    speak("en")
    walked(Role.TEAM_LEAD, look)
    assert left == {}


def _tells(english: str, dutch: str) -> bool:
    """True when one sees which of the two languages it is."""
    return bool(re.search(r"[a-z]{3}", dutch)) and dutch.casefold() != english.casefold()


def test_the_walk_sees_what_is_wrong(qtbot: QtBot, dressed: QApplication) -> None:
    assert dressed is not None
    label = QLabel("Dit is bijna niet te lezen")
    label.setStyleSheet("color: #b0b0b0; background: #ffffff")
    holder = QWidget()
    qtbot.addWidget(holder)
    label.setParent(holder)
    label.resize(300, 40)
    holder.show()
    assert unreadable(holder) != []
    label.setStyleSheet("color: #333333; background: #ffffff")
    assert unreadable(holder) == []
