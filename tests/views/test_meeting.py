"""Laptops that meet by themselves: quietly, beside whoever is at work, and never under the typist's hands."""

import threading
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtNetwork import QNetworkInformation
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QCheckBox
from pytestqt.qtbot import QtBot

from desktop.models.casework import Case
from desktop.models.changes import ChangeSet
from desktop.models.faults import WorldFault
from desktop.models.social_map import Provider
from desktop.services import syncing
from desktop.services.conflicts import list_conflicts
from desktop.services.syncing import is_due
from desktop.views.cases.case_screen import CaseScreen
from desktop.views.design.inputs import LongText
from desktop.views.design.messages import ProgressStrip
from desktop.views.design.words import Hint, Text
from desktop.views.desk import Desk
from desktop.views.eighteen.case_tab import Eighteen
from desktop.views.sync.screen import SyncScreen
from desktop.views.window.by_itself import ByItself
from tests.helpers.desks import Ways
from tests.helpers.laptops import Laptop, make_laptop, provider
from tests.helpers.teams import Team
from tests.helpers.widgets import one

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


@pytest.fixture
def by_itself(qtbot: QtBot, mine: Desk) -> Iterator[ByItself]:
    made = ByItself(mine, mine.notifier)
    yield made
    qtbot.waitUntil(lambda: not mine.meeting.is_under_way, timeout=PATIENCE_MS)
    made.deleteLater()


@pytest.fixture
def screen(qtbot: QtBot, mine: Desk) -> SyncScreen:
    made = SyncScreen(mine)
    qtbot.addWidget(made)
    made.resize(1000, 800)
    return made


def trouble_text(screen: SyncScreen) -> str:
    """What the screen says is in the way."""
    hints = [hint for hint in screen.findChildren(Hint) if hint.isVisibleTo(screen)]
    return " ".join(text.text() for hint in hints for text in hint.findChildren(Text))


def assert_lane_is_free(qtbot: QtBot, desk: Desk) -> None:
    """Whoever is at work waits for no network."""
    done = list[int]()

    def job() -> ChangeSet:
        done.append(1)
        return ChangeSet()

    desk.tasks.store(job, desk.notifier.tell)
    qtbot.waitUntil(lambda: bool(done), timeout=PATIENCE_MS)


def met(laptop: Laptop, provider_id: str) -> bool:
    return laptop.see(Provider, provider_id) is not None


def test_what_one_wrote_is_shared_without_being_asked(
    qtbot: QtBot, team: Team, mine: Desk, ways: Ways, by_itself: ByItself
) -> None:
    fresh = provider(name="Nieuw")
    team.mine.add(fresh)
    with qtbot.waitSignal(mine.meeting.ended, timeout=PATIENCE_MS):
        by_itself.look()
    team.theirs.sync()
    assert met(team.theirs, fresh.id)
    assert ways.told == []


def test_what_a_colleague_wrote_comes_in_and_is_told_to_the_screens(
    qtbot: QtBot, team: Team, mine: Desk, by_itself: ByItself
) -> None:
    fresh = provider(name="Van Piet")
    team.theirs.add(fresh)
    team.theirs.sync()
    team.mine.clock.jump(minutes=20)
    with qtbot.waitSignal(mine.notifier.changed, timeout=PATIENCE_MS):
        by_itself.look()
    assert met(team.mine, fresh.id)


def test_a_network_that_appears_and_something_written_are_reasons_to_look(
    team: Team, mine: Desk, by_itself: ByItself
) -> None:
    soon = by_itself._soon  # noqa: SLF001 - nobody outside can make the network of this computer appear
    soon.stop()
    by_itself._on_network(QNetworkInformation.Reachability.Disconnected)  # noqa: SLF001
    assert not soon.isActive()
    by_itself._on_network(QNetworkInformation.Reachability.Online)  # noqa: SLF001
    assert soon.isActive()
    soon.stop()
    with team.mine.store.work("Test") as work:
        work.add(provider(name="Nieuw"))
        mine.notifier.tell(work.commit())
    assert soon.isActive()


@pytest.mark.parametrize(
    ("minutes", "writes", "gone", "due"),
    [(5, False, False, False), (20, False, False, True), (5, True, False, True), (20, True, True, False),
     (-90, False, False, True)],
    ids=["just met", "long ago", "something waits", "out of reach", "the clock was set back"],
)  # fmt: skip
def test_when_meeting_by_itself_makes_sense(team: Team, minutes: int, writes: bool, gone: bool, due: bool) -> None:
    team.mine.sync()
    team.mine.clock.jump(minutes=minutes)
    if writes:
        team.mine.add(provider(name="Nieuw"))
    if gone:
        team.file.rename(team.file.with_name("elders"))
    assert is_due(team.mine.workplace, after=timedelta(minutes=15)) == due


def test_who_works_alone_meets_nobody(tmp_path: Path) -> None:
    alone = make_laptop(tmp_path, "Coby")
    assert not is_due(alone.workplace)
    alone.close()


def test_it_can_be_switched_off_where_one_sees_it(
    screen: SyncScreen, mine: Desk, by_itself: ByItself, team: Team, settle: Callable[[], None]
) -> None:
    screen.show()
    settle()
    one(screen, QCheckBox, "Vanzelf synchroniseren als de centrale opslag bereikbaar is").click()
    assert not mine.settings.now.central.by_itself
    team.mine.add(provider(name="Nieuw"))
    by_itself.look()
    settle()
    assert not mine.meeting.is_under_way
    assert len(syncing.state_of_work(team.mine.workplace).waiting) == 1


def test_a_colleagues_edit_that_comes_in_by_itself_never_changes_what_is_being_typed(
    qtbot: QtBot, team: Team, mine: Desk, by_itself: ByItself, settle: Callable[[], None]
) -> None:
    case = CaseScreen(mine, Eighteen)
    qtbot.addWidget(case)
    case.show()
    case.open_thing(team.case_id)
    settle()
    field = one(case, LongText, "case-question")
    QTest.keyClick(field, Qt.Key.Key_End)
    QTest.keyClicks(field, " en bij de was")
    team.theirs.change(Case, team.case_id, question="Hulp bij de post")
    team.theirs.sync()
    team.mine.clock.jump(minutes=20)
    with qtbot.waitSignal(mine.meeting.ended, timeout=PATIENCE_MS):
        by_itself.look()
    settle()
    assert team.mine.there(Case, team.case_id).question == "Hulp bij de post"
    assert field.toPlainText() == "Hulp in huis en bij de was"
    case.flush()
    settle()
    team.mine.sync()
    (asked,) = list_conflicts(team.mine.workplace)
    assert (asked.mine, asked.theirs) == ("Hulp in huis en bij de was", "Hulp bij de post")


def test_one_at_a_time_and_who_asks_for_the_one_that_runs_hears_of_it(
    qtbot: QtBot, mine: Desk, screen: SyncScreen, ways: Ways, monkeypatch: pytest.MonkeyPatch,
    settle: Callable[[], None],
) -> None:  # fmt: skip
    go_on, runs = threading.Event(), list[str]()
    real = syncing.sync_now

    def slow(*given: object, **named: object) -> object:
        runs.append("")
        assert go_on.wait(PATIENCE_MS / 1000)
        return real(*given, **named)  # type: ignore[arg-type]  # as they came

    monkeypatch.setattr("desktop.views.meeting.sync_now", slow)
    screen.show()
    settle()
    mine.meeting.begin(mine.workplace, asked=False)
    assert one(screen, ProgressStrip)
    screen.sync()
    assert_lane_is_free(qtbot, mine)
    assert len(runs) == 1
    with qtbot.waitSignal(mine.meeting.ended, timeout=PATIENCE_MS):
        go_on.set()
    assert len(runs) == 1
    assert ways.told[-1][0].startswith("Verstuurd:")


def test_a_sync_by_itself_that_needs_a_person_asks_nothing_and_shows_at_the_side_and_on_the_screen(
    qtbot: QtBot,
    mine: Desk,
    screen: SyncScreen,
    monkeypatch: pytest.MonkeyPatch,
    settle: Callable[[], None],
) -> None:
    def refuse(*_given: object, **_named: object) -> object:
        raise WorldFault("sync-would-wipe", rows=400, present=500)

    monkeypatch.setattr("desktop.views.meeting.sync_now", refuse)
    screen.show()
    settle()
    with qtbot.waitSignal(mine.meeting.refused):
        mine.meeting.begin(mine.workplace, asked=False)
    settle()
    assert mine.meeting.trouble is not None
    assert "400" in trouble_text(screen)
    monkeypatch.undo()
    with qtbot.waitSignal(mine.meeting.ended, timeout=PATIENCE_MS):
        mine.meeting.begin(mine.workplace, asked=False)
    settle()
    assert mine.meeting.trouble is None
    assert trouble_text(screen) == ""


def test_a_sync_is_stopped_when_the_program_is_locked_and_nothing_is_lost(qtbot: QtBot, team: Team, mine: Desk) -> None:
    for number in range(30):
        team.mine.add(provider(name=f"Nieuw {number}"))
    mine.meeting.begin(mine.workplace, asked=False)
    mine.meeting.stop()
    with qtbot.waitSignal(mine.meeting.ended, timeout=PATIENCE_MS) as ended:
        pass
    assert ended.args == [None]
    team.mine.sync()
    assert syncing.state_of_work(team.mine.workplace).waiting == ()
    assert list_conflicts(team.mine.workplace) == ()


def test_a_log_that_does_not_fit_is_told_where_one_synchronises(
    qtbot: QtBot, mine: Desk, screen: SyncScreen, monkeypatch: pytest.MonkeyPatch, settle: Callable[[], None]
) -> None:
    real = syncing.sync_now

    def forked(*given: object, **named: object) -> object:
        result = real(*given, **named)  # type: ignore[arg-type]  # as they came
        return replace(result, log=replace(result.log, forked_at=3))

    monkeypatch.setattr("desktop.views.meeting.sync_now", forked)
    screen.show()
    settle()
    with qtbot.waitSignal(mine.meeting.ended, timeout=PATIENCE_MS):
        mine.meeting.begin(mine.workplace, asked=False)
    settle()
    assert "logboek" in trouble_text(screen)
