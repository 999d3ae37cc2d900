"""Colleagues at work, each at a laptop of their own: what hypothesis has them do beside meeting each other."""

from __future__ import annotations

import tempfile
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, rule

from desktop.models.casework import Case, Goal
from desktop.models.faults import RuleBroken
from desktop.models.kinds import IndicationStatus
from desktop.models.social_map import Contract, Provider
from tests.helpers.central_copies import CentralCopy
from tests.helpers.dossier_work import (
    ask_to_destroy,
    dossiers,
    drafts,
    end_help,
    hand_in,
    hand_over,
    judge,
    look_at,
    open_dossier,
    refuse_to_destroy,
    write_draft,
    write_goal,
)
from tests.helpers.laptops import day
from tests.helpers.sync_world import World, decide, share_again, take_back
from tests.helpers.turns_of_fate import Copies

if TYPE_CHECKING:
    from desktop.store.unit_of_work import UnitOfWork
    from tests.helpers.laptops import Laptop

STATUS = IndicationStatus
OPEN = (STATUS.DRAFT, STATUS.HANDED_IN, STATUS.RETURNED)
NAMES = ("Anna", "Bram", "Coby")
LEAD = len(NAMES) - 1
LAPTOPS = st.integers(0, LEAD)
SOME = st.integers(0, 2)
"""Few rows and few fields, so that people meet."""

FIELDS = st.sampled_from(("phone", "email"))
SETS = st.just("laws")
MEMBERS = st.frozensets(st.sampled_from(("a", "b", "c", "d")))


class Desks(RuleBasedStateMachine):
    """Colleagues at work; no rule looks at what another laptop does."""

    @initialize()
    def begin(self) -> None:
        in_memory = Path("/dev/shm")  # noqa: S108 - a folder of our own inside it; other tests wait for real disks
        self.folder = tempfile.TemporaryDirectory(dir=in_memory if in_memory.is_dir() else None)
        self.world = self.made_in(Path(self.folder.name))
        self.copies = Copies(Path(self.folder.name))
        self.central_copy = CentralCopy(Path(self.folder.name) / "copy of the central store")
        self.counter = 0
        for _ in range(2):
            self.add(0, several=True)
        for laptop in self.world.laptops:
            self.world.sync(laptop)
        self.central_copy.take(self.world)

    @rule(who=LAPTOPS, several=st.booleans())
    def add(self, who: int, several: bool) -> None:
        provider = Provider(id=self.fresh_id(), name=self.fresh())
        contracts = [self.contract(provider.id) for _ in range(2)]
        self.laptop(who).add(provider, *(contracts if several else ()))

    @rule(who=LAPTOPS, which=SOME)
    def add_to(self, who: int, which: int) -> None:
        provider = self.pick(who, Provider, which)
        if provider is not None:
            self.laptop(who).add(self.contract(provider))

    @rule(who=LAPTOPS, which=SOME, field=FIELDS, plain=st.sampled_from((False, False, True)))
    def write(self, who: int, which: int, field: str, plain: bool) -> None:
        """Sometimes two people type the same."""
        provider = self.pick(who, Provider, which)
        if provider is not None:
            self.laptop(who).change(Provider, provider, **{field: "same" if plain else self.fresh()})

    @rule(one=LAPTOPS, other=LAPTOPS, which=SOME, field=FIELDS, again=st.booleans())
    def write_both(self, one: int, other: int, which: int, field: str, again: bool) -> None:
        """Two people type in one field without knowing it, one of them perhaps twice."""
        for who in (one, other, *([one] if again else [])):
            self.write(who, which, field, plain=False)

    @rule(who=LAPTOPS, which=SOME, line=SOME, how=st.sampled_from(("change", "add", "add", "take away")))
    def write_line(self, who: int, which: int, line: int, how: str) -> None:
        """In a text of several lines; all lines differ."""
        provider = self.pick(who, Provider, which)
        if provider is not None:
            lines = self.laptop(who).there(Provider, provider).description.split("\n")
            place = line % len(lines)
            lines[place : place + (how != "add")] = [] if how == "take away" and len(lines) > 1 else [self.fresh()]
            self.laptop(who).change(Provider, provider, description="\n".join(lines))

    @rule(one=LAPTOPS, other=LAPTOPS, which=SOME, line=SOME, back=st.booleans())
    def write_lines_both(self, one: int, other: int, which: int, line: int, back: bool) -> None:
        """Two people write in one text without knowing it, one of them more than once."""
        self.write_line(one, which, line, "add")
        self.write_line(other, which, line + 1, "change")
        self.write_line(one, which, line + 2, "take away" if back else "change")

    @rule(who=LAPTOPS, which=SOME, field=SETS, members=MEMBERS)
    def choose(self, who: int, which: int, field: str, members: frozenset[str]) -> None:
        provider = self.pick(who, Provider, which)
        if provider is not None:
            self.laptop(who).change(Provider, provider, **{field: tuple(sorted(members))})

    @rule(who=LAPTOPS, one=SOME, other=SOME)
    def change_two(self, who: int, one: int, other: int) -> None:
        """One act over two rows."""
        provider, contract = self.pick(who, Provider, one), self.pick(who, Contract, other)
        if provider is not None and contract is not None:
            self.attempt(who, partial(self.move, provider=provider, contract=contract))

    @rule(who=LAPTOPS, which=SOME)
    def delete_all_of(self, who: int, which: int) -> None:
        provider = self.pick(who, Provider, which)
        if provider is not None:
            self.attempt(who, partial(remove_with_contracts, provider=provider))

    @rule(who=LAPTOPS, which=SOME)
    def delete_one(self, who: int, which: int) -> None:
        contract = self.pick(who, Contract, which)
        if contract is not None:
            self.attempt(who, lambda work: work.remove(Contract, contract))

    @rule(who=LAPTOPS)
    def take_back(self, who: int) -> None:
        take_back(self.laptop(who))

    @rule(who=LAPTOPS, which=SOME, choice=st.sampled_from(("mine", "theirs", "neither")))
    def decide(self, who: int, which: int, choice: str) -> None:
        decide(self.laptop(who), which, self.fresh() if choice == "neither" else choice)

    @rule(who=LAPTOPS, which=SOME)
    def share_again(self, who: int, which: int) -> None:
        share_again(self.laptop(who), which)

    @rule(who=LAPTOPS)
    def open_dossier(self, who: int) -> None:
        resident, case = self.fresh_id(), self.fresh_id()
        goal = Goal(id=self.fresh_id(), case_id=case, text=self.fresh())
        open_dossier(self.laptop(who), resident, case, goal)

    @rule(who=LAPTOPS, which=SOME, prints=st.booleans())
    def look_at_dossier(self, who: int, which: int, prints: bool) -> None:
        for case in self.pick_dossier(who, which):
            look_at(self.laptop(who), case, prints=prints)

    @rule(who=LAPTOPS, which=SOME)
    def write_goal(self, who: int, which: int) -> None:
        for case in self.pick_dossier(who, which):
            write_goal(self.laptop(who), case, self.fresh())

    @rule(who=LAPTOPS, which=SOME)
    def hand_in(self, who: int, which: int) -> None:
        for case in self.pick_dossier(who, which):
            hand_in(self.laptop(who), case, self.fresh_id(), self.fresh())

    @rule(who=LAPTOPS, which=SOME)
    def write_draft(self, who: int, which: int) -> None:
        """Only own ones, and not under a seal: anything else the program refuses."""
        mine = self.laptop(who).workplace.colleague.id
        own = [one for one in drafts(self.laptop(who), *OPEN) if one.author == mine]
        for one in own[which % len(own) :][:1] if own else ():
            write_draft(self.laptop(who), one, self.fresh())

    @rule(which=SOME, goes_back=st.sampled_from((False, False, True)))
    def judge(self, which: int, goes_back: bool) -> None:
        lead = self.laptop(LEAD)
        found = [one for one in drafts(lead, STATUS.HANDED_IN) if one.author != lead.workplace.colleague.id]
        for one in found[which % len(found) :][:1] if found else ():
            judge(lead, one, goes_back=goes_back)
            if not goes_back:
                self.world.approved.add((one.id, one.result))

    @rule(who=LAPTOPS, which=SOME)
    def end_help(self, who: int, which: int) -> None:
        found = drafts(self.laptop(who), STATUS.APPROVED)
        for one in found[which % len(found) :][:1] if found else ():
            end_help(self.laptop(who), one)

    @rule(who=LAPTOPS, which=SOME)
    def ask_to_destroy(self, who: int, which: int) -> None:
        for case in self.pick_dossier(who, which):
            ask_to_destroy(self.laptop(who), case, self.fresh_id(), self.fresh())

    @rule()
    def refuse_to_destroy(self) -> None:
        refuse_to_destroy(self.laptop(LEAD), self.fresh())

    @rule(which=SOME, to=LAPTOPS)
    def hand_over(self, which: int, to: int) -> None:
        for case in self.pick_dossier(LEAD, which):
            hand_over(self.laptop(LEAD), case, self.laptop(to))

    def teardown(self) -> None:
        if not hasattr(self, "world"):
            return
        try:
            self.world.settle()
            if self.world.times_put_back:
                self.world.wait_a_month()
                self.world.settle()
            self.world.check()
        finally:
            self.world.close()
            self.folder.cleanup()

    def made_in(self, folder: Path) -> World:
        return World(folder, NAMES, lead=True)

    def laptop(self, who: int) -> Laptop:
        return self.world.laptops[who]

    def fresh(self) -> str:
        """A value nobody ever typed before, so that every edit can be traced."""
        self.counter += 1
        return f"value {self.counter}"

    def fresh_id(self) -> str:
        """The same in every repetition, so that a history that failed can be told again."""
        self.counter += 1
        return f"00000000-0000-7000-8000-{self.counter:012d}"

    def contract(self, provider: str) -> Contract:
        return Contract(id=self.fresh_id(), provider_id=provider, start=day("2026-01-01"), note=self.fresh())

    def pick(self, who: int, kind: type[Provider | Contract], which: int) -> str | None:
        """One of the rows this laptop sees."""
        ids = self.laptop(who).ask(lambda reader: [row.id for row in reader.find(kind)])
        return ids[which % len(ids)] if ids else None

    def pick_dossier(self, who: int, which: int) -> list[Case]:
        """One of those this laptop holds; none where it holds none."""
        found = dossiers(self.laptop(who))
        return found[which % len(found) :][:1] if found else []

    def move(self, work: UnitOfWork, *, provider: str, contract: str) -> None:
        work.change(Provider, provider, phone=self.fresh())
        work.change(Contract, contract, provider_id=provider, note=self.fresh())

    def attempt(self, who: int, what: object) -> None:
        """An act that the laptop itself may refuse."""
        try:
            self.laptop(who).do(what)  # type: ignore[arg-type]  # a partial of a method is a callable all right
        except RuleBroken as broken:
            assert broken.code == "reference-broken", broken.code  # noqa: PT017 - any other is a bug


def remove_with_contracts(work: UnitOfWork, *, provider: str) -> None:
    for contract in work.find(Contract, provider_id=provider):
        work.remove(Contract, contract.id)
    work.remove(Provider, provider)
