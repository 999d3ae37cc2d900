"""What colleagues shared is searched soon after a sync, beside whoever is at work."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from desktop.models.search import SearchQuestion
from desktop.models.social_map import CommunityService, Provider
from desktop.services import taking_up
from desktop.services.social_map import search
from desktop.services.syncing import sync_now
from desktop.views.design.words import Text
from desktop.views.desk import Desk
from desktop.views.social_map.screen import SocialMapScreen
from desktop.views.window.taking_up import TakingUp
from tests.helpers.laptops import make_laptop
from tests.helpers.teams import Team

PATIENCE_MS = 20_000


@pytest.fixture
def team(tmp_path: Path) -> Iterator[Team]:
    made = Team(make_laptop(tmp_path, "Marijke"), make_laptop(tmp_path, "Piet"), tmp_path / "team.naober")
    made.meet()
    yield made
    made.mine.close()
    made.theirs.close()


@pytest.fixture
def mine(desk: Desk, team: Team) -> Desk:
    return replace(desk, workplace=team.mine.workplace)


def colleague_shares(team: Team, number: int) -> None:
    team.theirs.add(*(CommunityService(name=f"Soos {at:02}") for at in range(number)))
    team.theirs.sync()


def total(desk: Desk) -> int:
    return search(desk.workplace, SearchQuestion("soos", counted=1_000)).total


def settled(qtbot: QtBot, desk: Desk) -> None:
    qtbot.waitUntil(lambda: desk.tasks.is_idle() and not desk.meeting.is_under_way, timeout=PATIENCE_MS)


def test_after_a_sync_the_map_asks_again_and_finds_what_colleagues_shared(qtbot: QtBot, team: Team, mine: Desk) -> None:
    screen = SocialMapScreen(mine)
    qtbot.addWidget(screen)
    screen.show()
    TakingUp(mine, mine.notifier)
    settled(qtbot, mine)
    colleague_shares(team, 3)
    mine.meeting.begin(mine.workplace)
    qtbot.waitUntil(lambda: screen.chosen() is not None, timeout=PATIENCE_MS)
    settled(qtbot, mine)
    assert total(mine) == 3


def test_what_an_earlier_sync_left_is_taken_up_when_the_window_opens(qtbot: QtBot, team: Team, mine: Desk) -> None:
    colleague_shares(team, 3)
    sync_now(mine.workplace)
    assert total(mine) == 0
    TakingUp(mine, mine.notifier)
    settled(qtbot, mine)
    assert total(mine) == 3


def test_who_locks_does_not_wait_for_it_and_loses_nothing(
    qtbot: QtBot, team: Team, mine: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(taking_up, "AT_ONCE", 2)
    stopped = TakingUp(mine, mine.notifier)
    settled(qtbot, mine)
    colleague_shares(team, 9)
    sync_now(mine.workplace)
    stopped.stop()
    stopped.begin()
    settled(qtbot, mine)
    assert taking_up.left_to_take_up(mine.workplace) == 7
    taking_up.take_up(mine.workplace)
    assert total(mine) == 9


def test_a_map_that_is_not_searched_yet_is_not_called_empty(qtbot: QtBot, team: Team, mine: Desk) -> None:
    colleague_shares(team, 3)
    sync_now(mine.workplace)
    with mine.workplace.store.work("Remove") as work:
        work.remove_all(Provider, [one.id for one in work.find(Provider)])
        work.commit()
    screen = SocialMapScreen(mine)
    qtbot.addWidget(screen)
    screen.show()
    settled(qtbot, mine)
    said = [text.text() for text in screen.findChildren(Text) if text.isVisible()]
    assert "3 vermeldingen van collega's worden nog niet doorzocht" in said
    assert "De sociale kaart is nog leeg" not in said
