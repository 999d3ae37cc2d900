"""The household of a case: who lives there, who cares for whom, who comes, who directs, and which acts meet there.

What was told under another act than the case's is shown only where there is consent to use it here (Wmo 2015 art. 5.1.1
lid 4). That there is such a case, under which act and with whom, is told all the same: without it nobody could ask, and
one household, one director could not be kept.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from desktop.models.casework import Case, SupportPlan
from desktop.models.course import Carer, Consent
from desktop.models.indications import Indication
from desktop.models.kinds import CasePhase, ConsentPurpose, IndicationStatus, Law
from desktop.models.people import Household, NetworkMember, Resident
from desktop.models.social_map import Provider
from desktop.rules.consent import Answer, Standing, answer_to_reuse, purpose_of_reuse, reuses
from desktop.rules.household import Load, comes, directors, load
from desktop.services.consents import ConsentLine, consent_lines
from desktop.services.draft_facts import runs
from desktop.services.names import ProfileNames, full_name
from desktop.services.workplace import Workplace
from desktop.store.merged import kept_id
from desktop.store.reader import Reader


@dataclass(frozen=True)
class Near:
    """Someone who helps, and whom."""

    member: NetworkMember
    helps: str
    """Name of whom; of the case's own resident too."""


@dataclass(frozen=True)
class Helper:
    """A professional who comes to the household today, or will."""

    name: str
    """Empty where it was told under another act, without consent to use it here."""
    law: Law | None
    what: str
    until: date | None
    carer: Carer | None = None
    """The one that was written down by hand, to change it; None for a provider of an indication."""
    comes_now: bool = True
    resident_id: str = ""
    """Of whose indication it is; empty for who was written down by hand."""


@dataclass(frozen=True)
class Parallel:
    """Another open case in the household, of the resident or of someone who lives there.

    Attributes:
        resident_id: Of whom it is; the one who is asked for consent.
        who: That person's name.
        consultant: Name of who has it.
        purpose: What consent is needed for to use it here; None under the same act, or where nothing is reused.
        answer: How that consent stands.
        is_shared: True when what follows may be seen here; else it is empty.
        help: What help runs.
        plan_on: Day of the newest version of its plan.
    """

    case_id: str
    resident_id: str
    who: str
    law: Law
    consultant: str
    director: str
    purpose: ConsentPurpose | None
    answer: Answer
    is_shared: bool
    question: str = ""
    help: tuple[str, ...] = ()
    plan_on: date | None = None


@dataclass(frozen=True)
class Home:
    """Everything of the household that the case shows."""

    household: Household | None
    mates: tuple[Resident, ...]
    near: tuple[Near, ...]
    load: Load
    helpers: tuple[Helper, ...]
    parallel: tuple[Parallel, ...]
    directors: tuple[str, ...]
    consents: tuple[ConsentLine, ...]

    @property
    def coming(self) -> int:
        """How many come today; one whose name may not be seen here counts too."""
        return sum(helper.comes_now for helper in self.helpers)

    def who_is(self, resident_id: str, own: Resident) -> str:
        """Name of someone of the household."""
        known = {one.id: full_name(one) for one in (own, *self.mates)}
        return known.get(resident_id, "")


class HomeGathering:
    """One case's household while it is gathered."""

    def __init__(self, workplace: Workplace, reader: Reader, case: Case, who: dict[str, str]) -> None:
        """`who` are the colleagues' names by id."""
        self.reader, self.case, self.who, self.today = reader, case, who, workplace.today
        self.names = ProfileNames.of(workplace.profile)
        self.resident = reader.get(Resident, case.resident_id)
        known = self.resident.household_id
        self.household = reader.maybe(Household, known) if known else None
        found = reader.find(Resident, household_id=known) if known else []
        self.mates = tuple(one for one in found if one.id != self.resident.id)
        self.people = {one.id: one for one in (self.resident, *self.mates)}
        self.cases = [one for one in reader.find(Case, resident_id=list(self.people)) if one.id != case.id]
        self.consents: dict[str, list[Consent]] = {}
        for consent in reader.find(Consent, resident_id=list(self.people)):
            self.consents.setdefault(consent.resident_id, []).append(consent)

    def home(self) -> Home:
        """All of it."""
        near = self._near()
        own_director = self.household.director if self.household else ""
        parallel = tuple(self._parallel(one) for one in self.cases if one.phase is not CasePhase.CLOSED)
        return Home(
            household=self.household,
            mates=self.mates,
            near=near,
            load=load(one.member for one in near),
            helpers=self._helpers(),
            parallel=parallel,
            directors=directors(own_director, [self.case.director, *(one.director for one in parallel)]),
            consents=tuple(
                line for one in self.people.values() for line in consent_lines(self.reader, one, self.today)
            ),
        )

    def _near(self) -> tuple[Near, ...]:
        """Those near the resident first, then those near the others; no one near who was told of under another act."""
        seen = [one for one in self.people if self._may_see_near(one)]
        found = self.reader.find(NetworkMember, resident_id=seen)
        ordered = sorted(found, key=lambda one: (one.resident_id != self.resident.id, one.id))
        return tuple(Near(one, full_name(self.people[one.resident_id])) for one in ordered)

    def _may_see_near(self, resident_id: str) -> bool:
        theirs = [one for one in self.cases if one.resident_id == resident_id]
        return resident_id == self.resident.id or not theirs or any(self._answer(one)[2] for one in theirs)

    def _answer(self, case: Case) -> tuple[ConsentPurpose | None, Answer, bool]:
        """For what, how it stands, and whether the case may be seen here."""
        if not reuses(self.case.law, case.law):
            return None, Answer(Standing.NOT_ASKED), False
        purpose = purpose_of_reuse(self.case.law, case.law)
        if purpose is None:
            return None, Answer(Standing.NOT_ASKED), True
        given, born = self.consents.get(case.resident_id, ()), self.people[case.resident_id].birth_date
        found = answer_to_reuse(given, self.case.law, case.law, self.today, born)
        return purpose, found, found.holds

    def _parallel(self, case: Case) -> Parallel:
        purpose, found, shared = self._answer(case)
        plans = self.reader.find(SupportPlan, case_id=case.id) if shared else []
        return Parallel(
            case_id=case.id,
            resident_id=case.resident_id,
            who=full_name(self.people[case.resident_id]),
            law=case.law,
            consultant=self.who.get(case.consultant, ""),
            director=case.director,
            purpose=purpose,
            answer=found,
            is_shared=shared,
            question=case.question if shared else "",
            help=tuple(self._help(one) for one in self._running(case)) if shared else (),
            plan_on=plans[-1].made_on if plans else None,
        )

    def _helpers(self) -> tuple[Helper, ...]:
        """Each provider once, those of the case's own act first, then those written down by hand."""
        found: dict[str, Helper] = {}
        for case in sorted((self.case, *self.cases), key=lambda one: (not self._answer(one)[2], one.id)):
            shared = case.id == self.case.id or self._answer(case)[2]
            for one in self._running(case):
                kept = kept_id(self.reader.connection, one.provider_id) if one.provider_id else ""
                if kept and kept not in found:
                    found[kept] = self._provider(one, kept, case, shared=shared)
        carers = self.reader.find(Carer, household_id=self.household.id) if self.household else []
        by_hand = tuple(self._carer(one) for one in carers if one.end is None or one.end >= self.today)
        return (*found.values(), *by_hand)

    def _provider(self, indication: Indication, provider_id: str, case: Case, *, shared: bool) -> Helper:
        provider = self.reader.maybe(Provider, provider_id) if shared else None
        what = self._help(indication) if shared else ""
        until = indication.end if shared else None
        name = provider.name if provider else ""
        return Helper(name, indication.law, what, until, resident_id=case.resident_id)

    def _carer(self, carer: Carer) -> Helper:
        return Helper(carer.name, carer.law, carer.helps_with, carer.end, carer, comes_now=comes(carer, self.today))

    def _running(self, case: Case) -> list[Indication]:
        given = self.reader.find(Indication, case_id=case.id, status=IndicationStatus.APPROVED)
        return [one for one in given if runs(one, self.today)]

    def _help(self, indication: Indication) -> str:
        return self.names.help(indication.product, indication.segment, indication.lot)
