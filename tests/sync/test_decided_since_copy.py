"""A central store that is put back to before something was decided on: each brings back what is theirs to say.

Whoever's laptop meets it first, the text comes from who wrote it, undecided, and the decision from who decided.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, cast

import pytest

from desktop.models.casework import Case, Goal
from desktop.models.indications import Evaluation, Indication
from desktop.models.kinds import IndicationStatus
from desktop.models.people import Resident
from desktop.services import syncing
from desktop.services.conflicts import may_share_again, put_aside
from desktop.services.seals import is_sealed, seal_of
from desktop.services.syncing import state_of_work
from tests.helpers.judging import approve, refusals, rest
from tests.helpers.laptops import BEGIN
from tests.helpers.meetings import BOTH, POSTGRES, SHARED, central_of
from tests.sync.test_destruction import Team, joined
from tests.sync.test_put_back import copied, restored

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from desktop.sync.shared_file import SharedFile
    from tests.helpers.laptops import Laptop
    from tests.helpers.meetings import Meeting

on_both = pytest.mark.parametrize("meeting", BOTH, indirect=True)
STATUS = IndicationStatus


@pytest.fixture
def team(tmp_path: Path, meeting: Meeting) -> Iterator[Team]:
    """A consultant, who leads the team, and who manages the store."""
    made = joined(tmp_path, meeting)
    made.meets()
    yield made
    for laptop in (made.anna, made.lies, made.ad):
        laptop.close()


@pytest.fixture
def copy(team: Team, tmp_path: Path, request: pytest.FixtureRequest) -> Copy:
    return Copy(team, tmp_path, request)


class Copy:
    """Of the central store, and how each laptop goes on once it is back."""

    def __init__(self, team: Team, folder: Path, request: pytest.FixtureRequest) -> None:
        self._team, self._folder, self._request = team, folder, request

    def take(self) -> None:
        copied(self._team.anna, self._folder, self._request)

    def is_back(self, *laptops: Laptop) -> None:
        restored(self._team.anna, self._folder, self._request)
        self.goes_on(*laptops)

    def goes_on(self, *laptops: Laptop) -> None:
        for laptop in laptops:
            syncing.meet_again(laptop.workplace)
            laptop.sync()
        for laptop in (*laptops, *laptops):
            laptop.sync()


def drafted(laptop: Laptop) -> str:
    """A case with a text that was handed in."""
    resident = Resident(last_name="Mulder", consultant=laptop.workplace.colleague.id)
    case = Case(resident_id=resident.id, opened_on=BEGIN.date(), consultant=resident.consultant)
    made = Indication(case_id=case.id, volume=4, status=STATUS.HANDED_IN, author=resident.consultant)
    laptop.add(resident, case, Goal(case_id=case.id, text="Weer koken"), made)
    return made.id


def approved(team: Team, made: str) -> None:
    """By who leads the team, with what goes along."""
    approve(team.lies, made)
    case = team.lies.there(Indication, made).case_id
    team.lies.change(Case, case, phase="decided")
    team.lies.add(Evaluation(indication_id=made, due_on=date(2027, 5, 1)))
    team.meets()


def unrest(*laptops: Laptop) -> list[object]:
    """What stands apart or waits."""
    states = [state_of_work(laptop.workplace) for laptop in laptops]
    return [(one.code, one.tbl) for state in states for one in state.refused] + [w for s in states for w in s.waiting]


@pytest.mark.parametrize(
    ("meeting", "since", "turn"),
    [
        *((store, since, (1, 0)) for store in BOTH for since in ("the case", "a word")),
        *((SHARED, since, (0, 1)) for since in ("the case", "the hand in", "the approval")),
        (POSTGRES, "the case", (0, 1)),
        (POSTGRES, "the hand in", (1, 0)),
    ],
    indirect=["meeting"],
)
def test_an_approval_since_the_copy_is_said_again_by_who_approved(
    team: Team, copy: Copy, turn: tuple[int, int], since: str
) -> None:
    if since == "the case":
        copy.take()
    made = drafted(team.anna)
    if since == "the hand in":
        team.anna.change(Indication, made, status=STATUS.DRAFT)
        team.meets()
        copy.take()
        team.anna.change(Indication, made, status=STATUS.HANDED_IN)
    team.meets()
    if since in {"a word", "the approval"}:
        copy.take()
    if since == "a word":
        team.anna.change(Indication, made, volume=9)
        team.meets()
    approved(team, made)
    stood = team.anna.there(Indication, made)
    laptops = [(team.anna, team.lies)[one] for one in turn]
    copy.is_back(*laptops)
    for laptop in laptops:
        found = laptop.there(Indication, made)
        assert found == stood
        assert is_sealed(found)
        assert laptop.there(Case, found.case_id).phase == "decided"
        assert len(laptop.ask(lambda reader: reader.find(Evaluation, indication_id=made))) == 1
        assert len(laptop.ask(lambda reader: reader.find(Goal, case_id=stood.case_id))) == 1
    assert unrest(*laptops) == []


@pytest.mark.parametrize(
    ("meeting", "since", "turn"),
    [
        (SHARED, "the case", (1, 0)),
        (POSTGRES, "the case", (0, 1)),
        (SHARED, "the hand in", (1, 0)),
        (POSTGRES, "the return", (1, 0)),
    ],
    indirect=["meeting"],
)
def test_what_went_back_since_the_copy_is_with_who_wrote_it_remarks_and_all(
    team: Team, copy: Copy, turn: tuple[int, int], since: str
) -> None:
    if since == "the case":
        copy.take()
    made = drafted(team.anna)
    team.meets()
    if since == "the hand in":
        team.anna.change(Indication, made, status=STATUS.DRAFT)
        team.meets()
        copy.take()
        team.anna.change(Indication, made, status=STATUS.HANDED_IN)
        team.meets()
    if since == "the return":
        copy.take()
    back = {"status": STATUS.RETURNED, "judged_by": team.lies.workplace.colleague.id, "judged_at": BEGIN}
    team.lies.change(Indication, made, **back, remarks="Wat kan de buurvrouw?", field_remarks={"volume": "Hoeveel?"})
    team.meets()
    laptops = [(team.anna, team.lies)[one] for one in turn]
    copy.is_back(*laptops)
    for laptop in laptops:
        found = laptop.there(Indication, made)
        assert (found.status, found.remarks) == (STATUS.RETURNED, "Wat kan de buurvrouw?")
        assert found.field_remarks == {"volume": "Hoeveel?"}
    assert unrest(*laptops) == []


@on_both
@pytest.mark.parametrize("turn", [(1, 0)])
def test_help_that_ended_since_it_was_approved_has_ended(team: Team, copy: Copy, turn: tuple[int, int]) -> None:
    made = drafted(team.anna)
    team.meets()
    copy.take()
    approved(team, made)
    team.anna.change(Indication, made, status=STATUS.ENDED)
    team.anna.sync()
    laptops = [(team.anna, team.lies)[one] for one in turn]
    copy.is_back(*laptops)
    for laptop in laptops:
        assert laptop.there(Indication, made).status is STATUS.ENDED
        assert is_sealed(laptop.there(Indication, made))
    assert unrest(*laptops) == []


@pytest.mark.parametrize("meeting", [SHARED], indirect=True)
def test_who_decided_may_put_the_waiting_aside_and_then_the_text_is_there_for_another_to_judge(
    team: Team, copy: Copy
) -> None:
    """The laptop of who wrote it never comes back. In a database nobody is let in for another: see the next."""
    copy.take()
    made = drafted(team.anna)
    team.meets()
    approved(team, made)
    copy.is_back(team.lies)
    waiting = state_of_work(team.lies.workplace).refused
    assert {one.code for one in waiting} == {"decided-since-copy"}
    for one in waiting:
        assert not may_share_again(one)
        put_aside(team.lies.workplace, one.op_id)
    for _ in range(3):
        team.lies.sync()
    assert team.lies.there(Indication, made).status is STATUS.HANDED_IN
    assert unrest(team.lies) == []
    copy.goes_on(team.ad)
    assert team.ad.there(Indication, made).status is STATUS.HANDED_IN


@pytest.mark.parametrize("meeting", [POSTGRES], indirect=True)
def test_a_case_that_the_store_never_had_does_not_leave_the_laptops_until_it_was_waited_for(
    team: Team, copy: Copy
) -> None:
    """Who leads the team may hold the last of it: to a database it is as if it were another's."""
    copy.take()
    made = drafted(team.anna)
    team.meets()
    copy.is_back(team.lies)
    assert team.lies.see(Indication, made) is not None
    team.lies.clock.moment += timedelta(days=29)
    team.lies.sync()
    assert team.lies.see(Indication, made) is not None
    team.lies.clock.moment += timedelta(days=2)
    team.lies.sync()
    team.lies.sync()
    assert team.lies.see(Indication, made) is None


@pytest.mark.parametrize("meeting", [SHARED], indirect=True)
@pytest.mark.parametrize("turn", [(2, 1, 0), (1, 2, 0)])
def test_whoever_only_has_a_text_brings_it_undecided(team: Team, copy: Copy, turn: tuple[int, ...]) -> None:
    """In a shared file everyone holds everything, and the laptop of somebody else may be the first."""
    copy.take()
    made = drafted(team.anna)
    team.meets()
    approved(team, made)
    laptops = [(team.anna, team.lies, team.ad)[one] for one in turn]
    copy.is_back(*laptops)
    for laptop in laptops:
        assert laptop.there(Indication, made).status is STATUS.APPROVED
        assert is_sealed(laptop.there(Indication, made))
    assert unrest(*laptops) == []


@pytest.mark.parametrize("meeting", [SHARED], indirect=True)
@pytest.mark.parametrize("since", ["the case", "the approval"])
def test_what_the_sample_let_through_is_said_again_by_who_wrote_it(team: Team, copy: Copy, since: str) -> None:
    def let_through() -> None:
        told = {"status": STATUS.APPROVED, "judged_unseen": True, "judged_at": BEGIN}
        judged = team.anna.there(Indication, made).model_copy(update=told)
        team.anna.change(Indication, made, **told, seal=seal_of(judged))

    cast("SharedFile", central_of(team.ad)).settle_sample(samples=True)
    if since == "the case":
        copy.take()
    made = drafted(team.anna)
    rest(team.anna, team.lies)
    if since == "the approval":
        copy.take()
    let_through()
    rest(team.anna, team.lies)
    assert unrest(team.anna) == []
    copy.is_back(team.lies, team.anna)
    for laptop in (team.anna, team.lies):
        assert laptop.there(Indication, made).status is STATUS.APPROVED
    assert unrest(team.anna) == []


@on_both
@pytest.mark.parametrize("turn", [(0, 1), (1, 0)])
def test_who_leaves_a_store_and_joins_it_anew_brings_the_same(
    team: Team, copy: Copy, meeting: Meeting, tmp_path: Path, request: pytest.FixtureRequest, turn: tuple[int, int]
) -> None:
    copy.take()
    made = drafted(team.anna)
    team.meets()
    approved(team, made)
    restored(team.anna, tmp_path, request)
    laptops = [(team.anna, team.lies)[one] for one in turn]
    for laptop in laptops:
        syncing.leave(laptop.workplace)
        meeting.join(laptop)
        laptop.sync()
    rest(*laptops)
    for laptop in laptops:
        assert laptop.there(Indication, made).status is STATUS.APPROVED
        assert is_sealed(laptop.there(Indication, made))
    assert unrest(*laptops) == []


@pytest.mark.parametrize("meeting", [SHARED], indirect=True)
def test_a_text_that_came_otherwise_is_not_approved_by_itself(team: Team, copy: Copy) -> None:
    """Its author wrote on where the copy has it open: who approved reads it again."""
    copy.take()
    made = drafted(team.anna)
    team.meets()
    approved(team, made)
    copy.is_back(team.anna)
    team.anna.change(Indication, made, volume=9)
    team.anna.sync()
    copy.goes_on(team.lies)
    rest(team.anna, team.lies)
    for laptop in (team.anna, team.lies):
        found = laptop.there(Indication, made)
        assert (found.status, found.volume, found.judged_by) == (STATUS.HANDED_IN, 9, "")
    assert ("decided-since-copy", "indication") in unrest(team.lies)


@pytest.mark.parametrize("meeting", [SHARED], indirect=True)
def test_a_text_that_nobody_brings_in_a_month_is_brought_undecided_by_who_decided(team: Team, copy: Copy) -> None:
    copy.take()
    made = drafted(team.anna)
    team.meets()
    approved(team, made)
    copy.is_back(team.lies)
    team.lies.clock.jump(days=29)
    team.lies.sync()
    assert set(refusals(team.lies)) == {"decided-since-copy"}
    team.lies.clock.jump(days=2)
    for _ in range(2):
        team.lies.sync()
    assert team.lies.there(Indication, made).status is STATUS.HANDED_IN
    assert ("decided-alone", "indication") in unrest(team.lies), "what was decided is still to be read"
