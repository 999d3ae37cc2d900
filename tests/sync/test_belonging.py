"""A laptop holds the social map and its colleague's cases; what is handed over comes here and goes there."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import pytest

from desktop.models.casework import Case, Goal
from desktop.models.kinds import Role
from desktop.models.people import NetworkMember, Resident
from desktop.models.social_map import Provider
from desktop.services import syncing
from desktop.sync import books
from desktop.sync.local_rows import digest_of
from desktop.sync.postgres.kinds_here import kinds_here
from desktop.sync.postgres.store import PostgresStore
from desktop.sync.telling import whose
from tests.helpers.laptops import BEGIN, Laptop, make_laptop, provider
from tests.helpers.meetings import meet_in_office

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from desktop.sync.protocol import RowNow
    from tests.helpers.offices import Office

ROLES = {"Anna": Role.CONSULTANT, "Bram": Role.CONSULTANT, "Lies": Role.TEAM_LEAD}


@pytest.fixture
def team(office: Office, tmp_path: Path) -> Iterator[dict[str, Laptop]]:
    """Two consultants and who leads them, each on an own laptop."""
    meeting, made = meet_in_office(office), {}
    for name, role in ROLES.items():
        laptop = make_laptop(tmp_path, name)
        told = laptop.workplace.colleague.model_copy(update={"role": role.value, "team": "Noord"})
        office.let_in(told)
        meeting.join(laptop)
        laptop.sync()
        made[name] = laptop
    yield made
    for laptop in made.values():
        laptop.close()


def dossier(laptop: Laptop) -> tuple[Case, Goal]:
    """A case with what hangs on it."""
    whose_it_is = laptop.workplace.colleague.id
    resident = Resident(last_name="Zonderland", consultant=whose_it_is)
    case = Case(resident_id=resident.id, opened_on=BEGIN.date(), consultant=whose_it_is)
    goal = Goal(case_id=case.id, text="Weer zelf koken")
    laptop.add(resident, NetworkMember(resident_id=resident.id, name="Buurvrouw Alie"), case, goal)
    return case, goal


def hand_over(lead: Laptop, case: Case, to: Laptop) -> None:
    def change(work: object) -> None:
        work.change(Case, case.id, consultant=to.workplace.colleague.id)  # type: ignore[attr-defined]
        work.change(Resident, case.resident_id, consultant=to.workplace.colleague.id)  # type: ignore[attr-defined]

    lead.do(change)
    lead.sync()


def test_a_laptop_holds_the_map_and_its_own_cases_and_no_more(team: dict[str, Laptop]) -> None:
    anna, bram, lies = team.values()
    case, goal = dossier(anna)
    anna.add(known := provider())
    for laptop in (anna, bram, lies):
        result = laptop.sync()
        assert (result.mended, result.refused) == ({}, 0)
    assert lies.see(Goal, goal.id) == goal
    assert bram.see(Provider, known.id) == known
    assert [bram.see(Case, case.id), bram.see(Goal, goal.id), bram.see(Resident, case.resident_id)] == [None] * 3


def test_what_is_to_be_decided_about_a_case_comes_and_goes_with_it(team: dict[str, Laptop]) -> None:
    anna, bram, lies = team.values()
    case, goal = dossier(anna)
    for laptop in (anna, lies):
        laptop.sync()
    anna.change(Goal, goal.id, text="Weer zelf wandelen")
    lies.change(Goal, goal.id, text="Weer zelf fietsen")
    for laptop in (anna, lies, anna):
        laptop.sync()
    (open_here,) = anna.ask(books.open_conflicts)
    anna.change(Goal, goal.id, text="Weer zelf zwemmen")
    anna.add(provider())
    for laptop in (anna, lies, bram):
        laptop.sync()  # of Bram past all that, up to the provider: the history does not tell him of it any more
    hand_over(lies, case, bram)
    bram.sync()
    (came,) = bram.ask(books.open_conflicts)
    assert (came.id, came.mine, came.theirs) == (open_here.id, "Weer zelf fietsen", "Weer zelf zwemmen")
    anna.sync()
    assert anna.ask(books.open_conflicts) == []
    assert bram.sync().conflicts == 1


def test_a_case_that_is_handed_over_comes_whole_and_goes_whole(team: dict[str, Laptop]) -> None:
    anna, bram, lies = team.values()
    case, goal = dossier(anna)
    anna.sync()
    anna.add(provider())  # everyone's, so that all have read past what tells of the dossier
    for laptop in (anna, bram, lies):
        laptop.sync()
    hand_over(lies, case, bram)
    for laptop in (bram, anna):
        result = laptop.sync()
        assert (result.mended, result.refused, result.conflicts) == ({}, 0, 0)
    assert bram.see(Goal, goal.id) == goal
    assert bram.there(Resident, case.resident_id).last_name == "Zonderland"
    assert bram.ask(lambda reader: [one.name for one in reader.find(NetworkMember)]) == ["Buurvrouw Alie"]
    assert not anna.ask(whose)
    bram.change(Goal, goal.id, text="Weer zelf koken en eten")
    assert bram.sync().pushed == 1


def test_a_case_that_comes_back_is_there_again_with_what_happened_meanwhile(team: dict[str, Laptop]) -> None:
    anna, bram, lies = team.values()
    case, goal = dossier(anna)
    for laptop in (anna, bram, lies):
        laptop.sync()
    hand_over(lies, case, bram)
    for laptop in (bram, anna):
        laptop.sync()
    bram.change(Goal, goal.id, text="Meer rust")
    bram.sync()
    lies.sync()
    hand_over(lies, case, anna)
    assert anna.sync().mended == {}
    assert anna.there(Goal, goal.id).text == "Meer rust"
    assert bram.sync().mended == {}
    assert bram.see(Case, case.id) is None


def test_a_laptop_and_the_database_count_the_same(team: dict[str, Laptop], office: Office) -> None:
    for name in ("Anna", "Bram"):
        dossier(team[name])
    for _round in range(2):
        for laptop in team.values():
            laptop.sync()
    for laptop in team.values():
        told = meet_in_office(office).central_for(laptop.workplace.colleague).pull(10_000, 1).digests
        for name in ("resident", "case_file", "goal", "network_member", "colleague"):
            assert laptop.ask(partial(digest_of, table=name)) == told[name]


class Stopped(Exception):  # noqa: N818 - a person's wish
    pass


def test_what_first_comes_within_reach_comes_in_pieces_and_goes_on_after_a_stop(
    team: dict[str, Laptop], monkeypatch: pytest.MonkeyPatch
) -> None:
    anna, bram, lies = team.values()
    cases, goals = zip(*(dossier(anna) for _time in range(3)), strict=True)
    anna.add(provider())  # so that bram reads on beyond the dossiers
    for laptop in (anna, bram, lies):
        laptop.sync()
    for case in cases:
        hand_over(lies, case, bram)
    asked: list[list[str]] = []
    pieces = PostgresStore.rows_of

    def rows_of(store: PostgresStore, scopes: list[str], after: tuple[str, str], limit: int) -> tuple[RowNow, ...]:
        asked.append(scopes)
        return pieces(store, scopes, after, limit)

    def stop(step: str, done: int, _of: int) -> None:
        if step == "reach" and done == 2:
            raise Stopped

    monkeypatch.setattr(PostgresStore, "rows_of", rows_of)
    monkeypatch.setattr("desktop.sync.belonging._SCOPES_AT_ONCE", 1)
    monkeypatch.setattr("desktop.sync.belonging._ROWS_AT_ONCE", 2)
    with pytest.raises(Stopped):
        syncing.sync_now(bram.workplace, progress=stop)
    assert bram.ask(lambda reader: reader.count(NetworkMember)) == 2, "what hangs on residents comes first"
    came = {scope for scopes in asked for scope in scopes}
    asked.clear()
    result = bram.sync()
    assert (result.mended, result.refused, result.conflicts) == ({}, 0, 0)
    assert asked
    assert not came & {scope for scopes in asked for scope in scopes}, "what had come is not fetched again"
    assert [bram.see(Goal, goal.id) for goal in goals] == [*goals]
    assert not bram.ask(books.held)


def test_leaving_forgets_what_was_within_reach(team: dict[str, Laptop]) -> None:
    anna = team["Anna"]
    assert anna.ask(books.reach) is not None
    anna.do(books.forget)
    assert anna.ask(books.reach) is None


def test_every_kind_that_leans_on_another_comes_after_it() -> None:
    seen: set[str] = set()
    for kind in kinds_here():
        assert not kind.home_tbl or kind.home_tbl in seen, kind.tbl
        seen.add(kind.tbl)
