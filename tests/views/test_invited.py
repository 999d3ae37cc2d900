"""Coming in to the team's database with an invitation, on the screen."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtWidgets import QAbstractButton
from pytestqt.qtbot import QtBot

from desktop.models.kinds import Role
from desktop.models.social_map import Provider
from desktop.services import inviting
from desktop.services.start import NewStore
from desktop.services.syncing import state_of_work
from desktop.views.design.words import Text
from desktop.views.desk import Desk
from desktop.views.sync.screen import SyncScreen
from tests.helpers.edits import added
from tests.helpers.laptops import Laptop, make_laptop
from tests.helpers.offices import Office
from tests.helpers.stores import REGION
from tests.helpers.widgets import press, write


@pytest.fixture
def laptop(tmp_path: Path) -> Iterator[Laptop]:
    made = make_laptop(tmp_path, "Marijke")
    yield made
    made.close()


@pytest.fixture
def screen(qtbot: QtBot, desk: Desk, laptop: Laptop, settle: Callable[[], None]) -> SyncScreen:
    made = SyncScreen(replace(desk, workplace=laptop.workplace))
    qtbot.addWidget(made)
    made.resize(1000, 800)
    made.show()
    settle()
    return made


def invited(office: Office, laptop: Laptop) -> str:
    person, admin = NewStore(REGION, "Marijke", Role.CONSULTANT, ""), office.founder
    told = admin.address.url, admin.password
    return inviting.invite(*told, person, colleague_id=laptop.workplace.colleague.id)[0]


def come_in(screen: SyncScreen, code: str, settle: Callable[[], None]) -> str:
    """What is wrong, in words; empty when nothing is."""
    write(screen, "Teamcode of uitnodiging", code)
    press(screen, "Aansluiten bij het team")
    settle()
    settle()
    problems = [t.text() for t in screen.findChildren(Text) if t.property("look") == "problem" and t.isVisible()]
    return "\n".join(problems)


def test_an_invitation_alone_brings_what_the_team_has(
    screen: SyncScreen, laptop: Laptop, office: Office, settle: Callable[[], None]
) -> None:
    """No file is asked, and no team code is shown: everyone comes in by a door of their own."""
    office.store_of("Anna", Role.TEAM_LEAD).push([added("p")])
    assert come_in(screen, invited(office, laptop), settle) == ""
    assert laptop.there(Provider, "p").name == "De Bascule"
    assert state_of_work(laptop.workplace).is_joined
    shown = [button.text() for button in screen.findChildren(QAbstractButton) if button.isVisible()]
    assert "Nu synchroniseren" in shown
    assert "Teamcode tonen" not in shown


def test_half_an_invitation_is_told_at_its_field_and_joins_nothing(
    screen: SyncScreen, laptop: Laptop, office: Office, settle: Callable[[], None]
) -> None:
    problem = come_in(screen, invited(office, laptop)[:-9], settle)
    assert problem.startswith("Dit is geen hele uitnodiging")
    assert not state_of_work(laptop.workplace).is_joined


def test_an_invitation_that_was_used_is_told_at_its_field(
    screen: SyncScreen, laptop: Laptop, office: Office, settle: Callable[[], None]
) -> None:
    first = invited(office, laptop)
    invited(office, laptop)
    assert "vraag uw beheerder om een nieuwe" in come_in(screen, first, settle)
