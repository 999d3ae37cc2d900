"""What providers must still be told: read from what was granted, what ran, and what was told before."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TypeVar

from desktop.models.base import Value
from desktop.models.casework import Case
from desktop.models.faults import RuleBroken
from desktop.models.indications import Decision, Indication, Trajectory, VolumeChange
from desktop.models.kinds import EndReason, IndicationChange, IndicationStatus, Law, MessageState, Provision
from desktop.models.messages import Allocation, CareMessage, CareMessageLine
from desktop.models.people import Resident
from desktop.models.social_map import Provider
from desktop.rules.messages.allocation_message import lacking, product
from desktop.rules.messages.allotting import Desk, allocated, is_current
from desktop.rules.messages.granted import Granted, Step
from desktop.rules.messages.kinds import ALLOCATION
from desktop.rules.messages.sizes import bought, size_of, unfit
from desktop.rules.messages.tree import Element, texts
from desktop.services.cases import reason_of_closing
from desktop.services.closings import as_it_closed
from desktop.services.decisions import standing_decisions
from desktop.services.requests import OpenRequest, open_requests, reference_for
from desktop.services.workplace import Workplace
from desktop.store.merged import families, kept_ids
from desktop.store.reader import Reader

MOMENT = ("Toewijzingsdatum", "Toewijzingstijd")
"""When it was allocated says nothing about what."""

_CHUNK = 500
"""Ids asked for at once."""

V = TypeVar("V", bound=Value)


@dataclass(frozen=True)
class Outgoing:
    """One message that should be written: one client, one provider, one act.

    Attributes:
        law: Act it belongs to.
        resident: The client.
        provider: The provider, or the one it was merged into; None when none was chosen.
        municipality_code: Who sends; empty when not known.
        allocations: All that the message holds: what is current, and what changed (rule OP087).
        changed: Ids of the allocations that are new or other than told.
        case_of: Case's id by allocation's id.
        answers: Requests that this message answers.
        problems: What keeps it from being written, each at its field.
        indication_id: An indication it is about, to be named when it is left out.
    """

    law: Law
    resident: Resident
    provider: Provider | None
    municipality_code: str
    allocations: tuple[Allocation, ...]
    changed: frozenset[str]
    case_of: dict[str, str]
    answers: tuple[OpenRequest, ...]
    problems: tuple[RuleBroken, ...]
    indication_id: str

    @property
    def case_id(self) -> str:
        """A case to look at when a person must act."""
        return next(iter(self.case_of.values()), "")


@dataclass(frozen=True)
class _Client:
    """All cases of one resident under one act at one municipality."""

    resident: Resident
    law: Law
    municipality_code: str
    cases: dict[str, Case]
    indications: list[Indication]
    allocations: list[Allocation]


@dataclass(frozen=True)
class _Told:
    """What was told of an allocation, without the moment, and the code of who was told it."""

    what: dict[str, object]
    receiver: str


def outgoing(workplace: Workplace, reader: Reader, resident_id: str = "") -> list[Outgoing]:
    """Every message that should be written now, of one resident or of all; by the client's name.

    Nothing is written: who writes stores exactly the allocations found here.
    """
    found = _Found(workplace, reader, resident_id)
    messages = [one for client in found.clients() for one in found.messages(client)]
    return sorted(messages, key=lambda m: (m.resident.last_name, m.resident.id, m.law))


def line_content(element: Element) -> str:
    """What is kept of a line: its elements as canonical JSON."""
    return json.dumps(texts(element.children), sort_keys=True, separators=(",", ":"), ensure_ascii=False)


class _Found:
    """What is stored, read in a few questions whatever the number of cases."""

    def __init__(self, workplace: Workplace, reader: Reader, resident_id: str) -> None:
        self.workplace = workplace
        self.reader = reader
        self.codes = {m.name: m.cbs_code for m in workplace.profile.municipalities}
        cases = reader.find(Case, resident_id=resident_id) if resident_id else None
        self._read_indications(None if cases is None else [case.id for case in cases])
        self.cases = _by_id(cases or self._of(Case, {i.case_id for i in self.indications}))
        self.residents = _by_id(self._of(Resident, {case.resident_id for case in self.cases.values()}))
        self._read_providers()
        self.told = self._told()
        self.requests = open_requests(reader)

    def clients(self) -> Iterator[_Client]:
        """Residents with something granted or told, by act and municipality."""
        known: dict[str, list[Allocation]] = {}
        for allocation in self.allocations:
            known.setdefault(allocation.indication_id, []).append(allocation)
        found: dict[tuple[str, Law, str], _Client] = {}
        for indication in self.indications:
            case = self.cases[indication.case_id]
            mine = known.get(indication.id, [])
            code = mine[0].municipality_code if mine else self.codes.get(case.municipality, "")
            key = (case.resident_id, indication.law, code)
            client = found.setdefault(key, _Client(self.residents[case.resident_id], indication.law, code, {}, [], []))
            client.cases[case.id] = case
            client.indications.append(indication)
            client.allocations.extend(mine)
        return iter(found.values())

    def messages(self, client: _Client) -> Iterator[Outgoing]:
        """One message for each provider that must be told something."""
        case_of = {indication.id: indication.case_id for indication in client.indications}
        granted, unfitting, open_ = self._granted(client)
        rows = allocated(granted, client.allocations, self._desk(client))
        by_provider: dict[str, list[Allocation]] = {}
        for row in sorted(rows, key=lambda a: a.number):
            by_provider.setdefault(self._kept(row.provider_id), []).append(row)
        for provider_id in sorted({*by_provider, *unfitting}):
            mine = by_provider.get(provider_id, [])
            changed = frozenset(row.id for row in mine if self._is_news(row))
            problems = unfitting.get(provider_id, [])
            if not changed and not problems:
                continue
            held = tuple(a for a in mine if a.id in changed or is_current(a, self.workplace.today))
            provider = self.providers.get(provider_id)
            yield Outgoing(
                law=client.law,
                resident=client.resident,
                provider=provider,
                municipality_code=client.municipality_code,
                allocations=held,
                changed=changed,
                case_of={a.id: case_of[a.indication_id] for a in held} or {"": problems[0][1].case_id},
                answers=tuple(one for one in open_ if any(a.reference == one.reference for a in held)),
                problems=(*self._hindrances(client, provider), *(fault for fault, _of in problems)),
                indication_id=held[0].indication_id if held else problems[0][1].id,
            )

    def _read_providers(self) -> None:
        """Those that stand for the ones that are named, and their doubles, under whose codes they may still write."""
        named = {one.provider_id for one in self.indications if one.provider_id}
        named |= {one.provider_id for one in self.allocations}
        connection = self.reader.connection
        self.kept = families(connection, kept_ids(connection, named).values())
        self.providers = _by_id(self._of(Provider, self.kept))
        self.codes_of: dict[str, set[str]] = {}
        for id_, provider in self.providers.items():
            self.codes_of.setdefault(self.kept[id_], set()).add(provider.agb_code)

    def _kept(self, provider_id: str | None) -> str:
        """The provider that stands for one; empty for none."""
        return self.kept.get(provider_id or "", provider_id or "")

    def _read_indications(self, cases: Sequence[str] | None) -> None:
        reader, laws = self.reader, tuple(ALLOCATION)
        narrowed = {} if cases is None else {"case_id": cases}
        approved = reader.find(Indication, status=IndicationStatus.APPROVED, law=laws, **narrowed)
        if cases is None:
            self.allocations = reader.find(Allocation)
            ended = self._of(Indication, {a.indication_id for a in self.allocations} - {i.id for i in approved})
        else:
            over = (IndicationStatus.ENDED, IndicationStatus.REFUSED)
            ended = reader.find(Indication, status=over, law=laws, **narrowed)
            ids = {i.id for i in (*approved, *ended)}
            self.allocations = [a for part in _parts(ids) for a in reader.find(Allocation, indication_id=part)]
            carrying = {a.indication_id for a in self.allocations}
            ended = [i for i in ended if i.id in carrying]
        ended = [*ended, *self._before(ended, {i.id for i in approved})]
        self.known = {i.id: i for i in (*approved, *ended)}
        every = set(self.known)
        stands = [one for part in _parts(every) for one in standing_decisions(reader, part).values()]
        self.decided = {one.indication_id: one.decided_on for one in stands if one.granted}
        self.refused = {one.indication_id: one.decided_on for one in stands if not one.granted}
        once = [
            one for part in _parts(self.decided) for one in reader.find(Decision, indication_id=part, granted=False)
        ]
        self.refused_once = {one.indication_id for one in once}
        carrying = {a.indication_id for a in self.allocations}
        self.indications = [i for i in (*approved, *ended) if i.id in self.decided or i.id in carrying]
        self.steps: dict[str, list[Step]] = {}
        for part in _parts(i.id for i in self.indications):
            for one in reader.find(VolumeChange, indication_id=part):
                self.steps.setdefault(one.indication_id, []).append(Step(one.id, one.from_on, one.volume))
        self.runs: dict[str, Trajectory] = {}
        for part in _parts(i.id for i in ended):
            for run in reader.find(Trajectory, indication_id=part):
                self.runs[run.indication_id] = run

    def _before(self, ended: Sequence[Indication], known: set[str]) -> list[Indication]:
        """What these stretched or changed: where they are not given after all, it is told of again."""
        found: list[Indication] = []
        newest, seen = list(ended), known | {i.id for i in ended}
        while newest:
            newest = self._of(Indication, {i.follows_id for i in newest if i.follows_id} - seen)
            found += newest
            seen |= {i.id for i in newest}
        return found

    def _granted(
        self, client: _Client
    ) -> tuple[list[Granted], dict[str, list[tuple[RuleBroken, Indication]]], tuple[OpenRequest, ...]]:
        """What was granted in the standard's codes, what cannot be told by provider, and the open requests."""
        granted: list[Granted] = []
        unfitting: dict[str, list[tuple[RuleBroken, Indication]]] = {}
        mine = tuple(one for one in self.requests if one.case_id in client.cases)
        known = {a.indication_id for a in client.allocations}
        for indication in client.indications:
            if indication.start is None or self._is_over_since_unknown(indication):
                continue
            fault = self._unfit(indication, told=indication.id in known)
            if fault is not None:
                unfitting.setdefault(self._kept(indication.provider_id), []).append((fault, indication))
                continue
            granted.append(self._one(indication, mine))
        return granted, unfitting, mine

    def _unfit(self, indication: Indication, *, told: bool) -> RuleBroken | None:
        over = indication.end is not None and indication.end < self.workplace.today
        if told or over or indication.provision is not Provision.IN_KIND:
            return None
        if not indication.provider_id:
            return RuleBroken("message-needs-provider", "provider_id")
        return unfit(indication, bought(self.workplace.profile, indication))

    def _one(self, indication: Indication, requests: tuple[OpenRequest, ...]) -> Granted:
        in_kind = indication.provision is Provision.IN_KIND
        stopped_on, because = self._stopped(indication)
        start = indication.start or self.workplace.today
        begun = indication.id in self.runs
        size = size_of(indication, bought(self.workplace.profile, indication))
        return Granted(
            indication_id=indication.id,
            provider_id=(indication.provider_id or "") if in_kind else "",
            size=size,
            start=start,
            end=indication.end,
            follows_id=indication.follows_id or "",
            change=indication.change,
            stopped_on=stopped_on,
            stopped_because=because,
            reference=reference_for(requests, size, self.codes_of.get(self._kept(indication.provider_id), ())),
            steps=tuple(self.steps.get(indication.id, ())),
            granted_again_on=self.decided.get(indication.id) if indication.id in self.refused_once else None,
            never_given=stopped_on is not None and stopped_on < start and not begun,
        )

    def _run_of(self, indication: Indication) -> Trajectory | None:
        """Help that was prolonged may have run on under the indication with which it began."""
        one: Indication | None = indication if indication.status is IndicationStatus.ENDED else None
        seen: set[str] = set()
        while one is not None and one.id not in seen and one.id not in self.runs:
            seen.add(one.id)
            one = self.known.get(one.follows_id or "") if one.change is IndicationChange.PROLONGED else None
        return self.runs.get(one.id) if one is not None else None

    def _stopped(self, indication: Indication) -> tuple[date | None, EndReason | None]:
        """The last day on which it was given, and why no longer: as it ran, was refused after all, or its case closed.

        Help of which nobody told that it began may have begun all the same: it is ended, not taken away, unless its
        first day was still to come.
        """
        run = self._run_of(indication)
        if run is not None:
            return run.ended_on, run.end_reason
        if indication.id in self.refused:
            return self.refused[indication.id] - timedelta(days=1), None
        if indication.status is IndicationStatus.ENDED:
            case = self.cases[indication.case_id]
            if case.closed_on is None:
                case = as_it_closed(self.reader, case, indication)
            return case.closed_on, reason_of_closing(case)
        return None, None

    def _is_over_since_unknown(self, indication: Indication) -> bool:
        """True where nothing tells when the help ended, as in a case that closed elsewhere and was taken up again.

        What was told of it stays as it is.
        """
        ended = indication.status is IndicationStatus.ENDED and self._stopped(indication)[0] is None
        return ended and self._run_of(indication) is None

    def _desk(self, client: _Client) -> Desk:
        known = {a.id for a in self.allocations}

        def is_taken(allocation_id: str) -> bool:
            return allocation_id in known or self.reader.maybe(Allocation, allocation_id) is not None

        return Desk(client.municipality_code, self.workplace.now, self.workplace.today, is_taken, self._kept)

    def _hindrances(self, client: _Client, provider: Provider | None) -> Iterable[RuleBroken]:
        if not client.municipality_code:
            yield RuleBroken("message-needs-municipality", "municipality")
        if provider is not None:
            yield from lacking(client.resident, provider.agb_code)

    def _is_news(self, row: Allocation) -> bool:
        """True for what was never told, not so, or not under the code that the provider has now."""
        last = self.told.get(row.id)
        if last is None or last.what != _what(line_content(product(row))):
            return True
        provider = self.providers.get(self._kept(row.provider_id))
        moved = provider is not None and provider.agb_code and last.receiver != provider.agb_code
        return bool(moved) and is_current(row, self.workplace.today)

    def _told(self) -> dict[str, _Told]:
        """What was last told of each allocation."""
        lines = [
            line
            for part in _parts({a.id for a in self.allocations})
            for line in self.reader.find(CareMessageLine, state=MessageState.WRITTEN, allocation_id=part)
        ]
        messages = _by_id(self._of(CareMessage, {line.message_id for line in lines}))
        return {
            line.allocation_id or "": _Told(_what(line.content), messages[line.message_id].receiver)
            for line in sorted(lines, key=lambda one: one.id)
        }

    def _of(self, kind: type[V], ids: Iterable[str]) -> list[V]:
        return [value for part in _parts(ids) for value in self.reader.find(kind, id=part)]


def _what(content: str) -> dict[str, object]:
    told = json.loads(content)
    return {name: value for name, value in told.items() if name not in MOMENT}


def _parts(ids: Iterable[str]) -> Iterator[list[str]]:
    every = sorted(ids)
    return (every[at : at + _CHUNK] for at in range(0, len(every), _CHUNK))


def _by_id(values: Iterable[V]) -> dict[str, V]:
    return {str(getattr(value, "id")): value for value in values}  # noqa: B009 - every kind has one
