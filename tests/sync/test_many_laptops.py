"""Three laptops and a shared file in every order that hypothesis can think of.

``NAOBER_SYNC_EXAMPLES`` sets how many histories are tried, ``NAOBER_SYNC_STEPS`` how long they are, and with
``NAOBER_SYNC_QUICK`` a history that fails is told as it is, without looking for the shortest one.
"""

from __future__ import annotations

import os
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, cast

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import rule, run_state_machine_as_test

from tests.helpers.at_work import FIELDS, LAPTOPS, NAMES, SOME, Desks
from tests.helpers.central_copies import leave_and_join, meet_again, told_if_put_back
from tests.helpers.offices import sweep
from tests.helpers.sync_world import Mishaps, World
from tests.helpers.turns_of_fate import (
    Unanswered,
    by_an_older_program,
    empty,
    ended_before,
    shut_out_for_a_while,
)

if TYPE_CHECKING:
    from desktop.sync.protocol import CentralStore
    from tests.helpers.offices import Office

CALLS = st.sets(st.integers(0, 8), max_size=2)


class Laptops(Desks):
    """The same, and all that befalls them when they meet."""

    @rule(who=LAPTOPS, days=st.integers(-1000, 1000))
    def jump(self, who: int, days: int) -> None:
        """Clocks never decide."""
        self.laptop(who).clock.jump(days=days)

    @rule(who=LAPTOPS, at_once=st.integers(1, 9))
    def sync(self, who: int, at_once: int) -> None:
        self.world.sync(self.laptop(who), at_once=at_once)

    @rule(
        who=LAPTOPS, at_once=st.integers(1, 9), before=CALLS, after=CALLS, how=st.sampled_from(("", "twice", "turned"))
    )
    def sync_badly(self, who: int, at_once: int, before: set[int], after: set[int], how: str) -> None:
        way = Mishaps(self.world.central_of(self.laptop(who)), before, after, how == "twice", how == "turned")
        self.world.sync(self.laptop(who), way, at_once=at_once)
        self.world.strayed += [(who, *sent) for sent in way.strayed]

    @rule()
    def let_strayed_arrive(self) -> None:
        """A push that was thought lost, after others or after the same again; nobody waits for its answers.

        In a central store that was put back since, it is not taken.
        """
        while self.world.strayed:
            who, ops, read = self.world.strayed.pop()
            with told_if_put_back(self.world):
                self.world.central_of(self.laptop(who)).push(ops, read)

    @rule(who=LAPTOPS, at=st.integers(0, 300), at_once=st.integers(1, 9))
    def end_in_a_sync(self, who: int, at: int, at_once: int) -> None:
        """Between any two statements to the laptop's own store."""
        ended_before(self.world, who, at, lambda: self.world.sync(self.laptop(who), at_once=at_once))

    @rule(who=LAPTOPS, at=st.integers(0, 30), which=SOME, deletes=st.booleans())
    def end_in_an_act(self, who: int, at: int, which: int, deletes: bool) -> None:
        act = self.delete_all_of if deletes else self.change_two
        what = (who, which) if deletes else (who, which, which)
        ended_before(self.world, who, at, partial(act, *what))

    @rule(who=LAPTOPS, at=st.integers(0, 60))
    def end_when_meeting_again(self, who: int, at: int) -> None:
        ended_before(self.world, who, at, partial(meet_again, self.world, self.laptop(who)))

    @rule(who=LAPTOPS, which=SOME, field=FIELDS, delete=st.booleans())
    def sync_while_typing(self, who: int, which: int, field: str, delete: bool) -> None:
        def meanwhile() -> None:
            if delete:
                self.delete_all_of(who, which)
            else:
                self.write(who, which, field, plain=False)

        central = self.world.central_of(self.laptop(who))
        self.world.sync(self.laptop(who), Mishaps(central, meanwhile=meanwhile), at_once=3)

    @rule(who=LAPTOPS, at_once=st.integers(1, 9), call=st.sampled_from(("push", "pull", "rows", "reach", "table")))
    def sync_to_the_last_answer(self, who: int, at_once: int, call: str) -> None:
        """All is done, and its answer does not come; ``reach`` is the last that is asked."""
        central = self.world.central_of(self.laptop(who))
        self.world.sync(self.laptop(who), cast("CentralStore", Unanswered(central, call)), at_once=at_once)

    @rule(who=LAPTOPS)
    def copy(self, who: int) -> None:
        self.copies.take(self.world, who)

    @rule(who=LAPTOPS)
    def put_back(self, who: int) -> None:
        self.copies.put_back(self.world, who)

    @rule()
    def copy_the_central_store(self) -> None:
        self.central_copy.take(self.world)

    @rule()
    def put_back_the_central_store(self) -> None:
        self.central_copy.put_back(self.world)

    @rule(who=LAPTOPS)
    def meet_again(self, who: int) -> None:
        meet_again(self.world, self.laptop(who))

    @rule(who=LAPTOPS)
    def leave_and_join(self, who: int) -> None:
        """Only after the central store was put back."""
        if self.world.times_put_back:
            leave_and_join(self.world, self.laptop(who))

    @rule(who=LAPTOPS, which=SOME, field=FIELDS, line=SOME, delete=st.booleans())
    def work_with_an_older_program(self, who: int, which: int, field: str, line: int, delete: bool) -> None:
        """What it wrote comes along when the program is renewed."""

        def work() -> None:
            self.write(who, which, field, plain=False)
            self.write_line(who, which, line, "change")
            if delete:
                self.delete_all_of(who, which)

        by_an_older_program(work)

    @rule(who=LAPTOPS)
    def sync_with_an_older_program(self, who: int) -> None:
        by_an_older_program(partial(self.world.sync, self.laptop(who), told="central-newer"))

    @rule()
    def all_sync(self) -> None:
        for laptop in self.world.laptops:
            self.world.sync(laptop)


class InAnOffice(Laptops):
    """The same around a database, where colleagues can be shut out."""

    office: Office

    def made_in(self, folder: Path) -> World:
        return World(folder, NAMES, sweep(self.office), lead=True)

    @rule(who=LAPTOPS, at=st.integers(0, 8), at_once=st.integers(1, 4), empties=st.booleans())
    def shut_out(self, who: int, at: int, at_once: int, empties: bool) -> None:
        """In the middle of a sync, by mistake; what was not shared waits until they are let in again, or is handed in
        as the laptop is emptied.
        """
        here = self.world.office
        if here is None:
            return
        way, let_in = Mishaps(self.world.central_of(self.laptop(who))), None

        def shut() -> None:
            nonlocal let_in
            if way.calls == at and let_in is None:
                let_in = shut_out_for_a_while(here, self.world, who)

        way.meanwhile = shut
        self.world.sync(self.laptop(who), way, at_once=at_once, told="central-not-a-member")
        if let_in is not None:
            if empties:
                empty(self.world, who)
            let_in()
            if empties:
                self.world.meeting.join(self.laptop(who))


def tried(examples: int) -> settings:
    return settings(
        max_examples=int(os.environ.get("NAOBER_SYNC_EXAMPLES", str(examples))),
        stateful_step_count=int(os.environ.get("NAOBER_SYNC_STEPS", "30")),
        deadline=None,
        suppress_health_check=list(HealthCheck),
        phases=[Phase.generate] if os.environ.get("NAOBER_SYNC_QUICK") else list(Phase),
    )


@pytest.mark.slow
@pytest.mark.timeout(0)
def test_whatever_happens_the_laptops_agree_and_no_edit_is_lost() -> None:
    run_state_machine_as_test(Laptops, settings=tried(6))


@pytest.mark.slow
@pytest.mark.timeout(0)
def test_whatever_happens_around_a_database_they_agree_too(office: Office) -> None:
    class Here(InAnOffice):
        pass

    Here.office = office
    run_state_machine_as_test(Here, settings=tried(3))
