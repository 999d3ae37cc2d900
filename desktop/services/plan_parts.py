"""What is known for each part that a region asks of a support plan at the least, beyond what plans print anyway."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from desktop.language import _
from desktop.language.forms import long_day, short_day
from desktop.language.kept import in_dutch
from desktop.models.casework import Alternative, Case, DomainNote, Goal, WarmHandover
from desktop.models.indications import Evaluation, Indication
from desktop.models.kinds import AlternativeKind, Law, TaskArea
from desktop.models.labels import label
from desktop.models.papers import PaperPart
from desktop.models.people import Resident
from desktop.models.waiting import InterimMeasure, WaitingListEntry
from desktop.rules.dates import birthday
from desktop.services.names import ProfileNames, domain_name, full_name
from desktop.services.workplace import Workplace
from desktop.store.reader import Reader

OF_AGE = 18
"""Years at which youth help ends unless it is extended (Jeugdwet art. 1.1)."""

ONLY_YOUTH = frozenset({"after-eighteen"})
"""Parts that are asked of plans for youth help alone."""


def plan_parts(
    workplace: Workplace, reader: Reader, case: Case, indications: Iterable[Indication], notes: Iterable[DomainNote]
) -> tuple[PaperPart, ...]:
    """The region's parts in the order of its profile; those that are not asked of this act are left out."""
    facts = _Facts(workplace, reader, case, tuple(indications), tuple(notes))
    youth = case.law is Law.JEUGDWET
    asked = [part for part in workplace.profile.plan_parts if youth or part.id not in ONLY_YOUTH]
    return tuple(PaperPart(part.id, part.name, facts.lines(part.id)) for part in asked)


class _Facts:
    """One case while its parts are filled."""

    def __init__(
        self,
        workplace: Workplace,
        reader: Reader,
        case: Case,
        indications: tuple[Indication, ...],
        notes: tuple[DomainNote, ...],
    ) -> None:
        self.reader, self.case, self.indications, self.notes = reader, case, indications, notes
        self.today, self.profile = workplace.today, workplace.profile
        self.names = ProfileNames.of(workplace.profile)
        self.resident = reader.get(Resident, case.resident_id)

    def lines(self, part: str) -> tuple[str, ...]:
        """What is known for a part; empty for one that nothing is known for, or that nobody here knows."""
        ways: Mapping[str, Callable[[], list[str]]] = {
            "after": self._after,
            "after-eighteen": self._after_eighteen,
            "choice": self._choice,
            "duration": self._duration,
            "handover": self._handovers,
            "household": self._household,
            "indicated-and-delivered": self._delivered,
            "measured-by": self._stops,
            "outflow": self._after,
            "practical-help": self._bridges,
            "reached": self._reached,
            "result-check": self._stops,
            "satisfaction": self._satisfied,
            "step-down": self._after,
            "work-first": self._work,
        }
        return tuple(dict.fromkeys(line for line in ways[part]() if line)) if part in ways else ()

    def _name(self, indication: Indication) -> str:
        return in_dutch(self.names.help(indication.product, indication.segment, indication.lot))

    def _after(self) -> list[str]:
        leads = [(self._name(i), self.names.leads_to(i.leads_back_to)) for i in self.indications if i.leads_back_to]
        back = [_("{help} leads back to: {to}", help=name, to=to) for name, to in leads]
        return [*back, *self._stops(), *self._handovers()]

    def _stops(self) -> list[str]:
        return [_("It can stop when: {what}", what=in_dutch(i.stops_when)) for i in self.indications if i.stops_when]

    def _after_eighteen(self) -> list[str]:
        if self.resident.birth_date is None:
            return []
        day = birthday(self.resident.birth_date, OF_AGE)
        ends = [_("The eighteenth birthday is on {day}.", day=long_day(day))] if day > self.today else []
        extended = [i for i in self.indications if i.extended]
        return [*ends, *(_("{help} goes on after that.", help=self._name(i)) for i in extended)]

    def _choice(self) -> list[str]:
        return [f"{self._name(i)}: {label(i.provision)}" for i in self.indications]

    def _duration(self) -> list[str]:
        bounded = [i for i in self.indications if i.start and i.end]
        return [
            f"{self._name(i)}: {_('{start} until {end}', start=short_day(i.start), end=short_day(i.end))}"
            for i in bounded
        ]

    def _handovers(self) -> list[str]:
        handed = self.reader.find(WarmHandover, case_id=self.case.id)
        return [_taken_over(one) for one in sorted(handed, key=lambda one: (one.on_day, one.id))]

    def _household(self) -> list[str]:
        if self.resident.household_id is None:
            return []
        found = self.reader.find(Resident, household_id=self.resident.household_id)
        return [full_name(one) for one in found if one.id != self.resident.id]

    def _delivered(self) -> list[str]:
        return [f"{name}: {in_dutch(held.delivered)}" for name, held in self._held() if held.delivered]

    def _satisfied(self) -> list[str]:
        return [
            _(
                "{help}: the mark {mark} out of 10, on {day}",
                help=name,
                mark=held.satisfaction,
                day=long_day(held.held_on),
            )
            for name, held in self._held()
            if held.satisfaction is not None
        ]

    def _held(self) -> list[tuple[str, Evaluation]]:
        """Held evaluations with the name of the help, the latest last."""
        names = {i.id: self._name(i) for i in self.reader.find(Indication, case_id=self.case.id)}
        held = [e for e in self.reader.find(Evaluation, indication_id=list(names)) if e.held_on]
        return [(names[e.indication_id], e) for e in sorted(held, key=lambda e: (e.held_on, e.id))]

    def _bridges(self) -> list[str]:
        waits = [entry.id for entry in self.reader.find(WaitingListEntry, case_id=self.case.id)]
        return [in_dutch(measure.what) for measure in self.reader.find(InterimMeasure, entry_id=waits)]

    def _reached(self) -> list[str]:
        return [in_dutch(goal.text) for goal in self.reader.find(Goal, case_id=self.case.id, reached="reached")]

    def _work(self) -> list[str]:
        area = TaskArea.SCHOOL_AND_WORK.value
        domains = {d.id: domain_name(d) for d in self.profile.life_domains if d.area == area}
        noted = [(domains[n.domain], n.who_can_do_what or n.situation) for n in self.notes if n.domain in domains]
        answers = self.reader.find(Alternative, case_id=self.case.id)
        laws = [in_dutch(found.answer) for found in answers if found.kind is AlternativeKind.OTHER_LAW]
        return [*(f"{domain}: {in_dutch(said)}" for domain, said in noted if said), *laws]


def _taken_over(handed: WarmHandover) -> str:
    who = ", ".join(filter(None, (handed.received_by, handed.organisation)))
    if handed.held_on:
        return _("{who} took over on {day}", who=who, day=long_day(handed.held_on))
    return _("{who} takes over on {day}", who=who, day=long_day(handed.on_day))
