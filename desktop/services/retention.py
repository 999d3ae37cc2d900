"""Dossiers whose term is over: which they are, keeping one longer, and destroying them by two persons."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from desktop.language import N_
from desktop.models.casework import Case
from desktop.models.changes import ChangeSet
from desktop.models.faults import RuleBroken, WorldFault
from desktop.models.kinds import Law
from desktop.models.people import Resident
from desktop.models.retention import (
    Destruction,
    DestructionBasis,
    DestructionStatus,
    KeepGround,
    KeepLonger,
    RetentionSetting,
)
from desktop.rules import retention as rules
from desktop.rules.destruction_requests import check_months
from desktop.rules.permissions import Act, require
from desktop.services import syncing
from desktop.services.guards import filled
from desktop.services.names import full_name
from desktop.store.mapping import validated
from desktop.store.queries.dossier_days import days_by_case, last_written
from desktop.sync.centrals import write_anew

if TYPE_CHECKING:
    from desktop.services.workplace import Workplace
    from desktop.store.reader import Reader
    from desktop.sync.protocol import Progress


@dataclass(frozen=True)
class DueDossier:
    """A dossier whose term is over.

    Attributes:
        case_id: Its id.
        resident: Name, for who sees cases.
        law: Under which act.
        municipality: That is responsible.
        last_on: Its last change, from which is counted.
        kept_for: For how many years, and what says so.
        due_on: First day on which it need not be kept.
        kept_until: Until when a ground holds it; None when none does.
    """

    case_id: str
    resident: str
    law: Law
    municipality: str
    last_on: date
    kept_for: rules.KeptFor
    due_on: date
    kept_until: date | None


@dataclass(frozen=True)
class Destroyed:
    """What came of destroying.

    Attributes:
        certificate: How many of what went; it names nobody.
        is_written_anew: False when the central store's files may still hold bytes of it until its own administrator
            has them written anew.
    """

    certificate: Destruction
    is_written_anew: bool


def due_dossiers(workplace: Workplace) -> tuple[DueDossier, ...]:
    """Every dossier of this laptop whose term is over, the longest ago first; also one that a ground holds.

    Raises:
        RuleBroken: ``not-allowed``.
    """
    require(workplace.role, Act.PROPOSE_PURGE)
    with workplace.store.read() as reader:
        return _due(workplace, reader)


def keep_longer(workplace: Workplace, case_id: str, ground: KeepGround, until: date, why: str) -> ChangeSet:
    """Holds a dossier back from destruction until a day, for a ground that the act knows.

    Raises:
        RuleBroken: ``not-allowed``, ``gone``, ``in-past`` (until_on), ``required`` (why).
    """
    require(workplace.role, Act.PROPOSE_PURGE)
    filled("why", why)
    if until < workplace.today:
        raise RuleBroken("in-past", "until_on")
    with workplace.work(N_("Keep a dossier longer")) as work:
        work.get(Case, case_id)
        given = {"case_id": case_id, "ground": ground, "until_on": until, "why": why.strip()}
        work.add(validated(KeepLonger, given | {"said_by": workplace.colleague.id}))
        return work.commit()


def settle_years(workplace: Workplace, setting: RetentionSetting) -> ChangeSet:
    """Lets a municipality, or the region, keep dossiers under an act longer than the act asks, or answer sooner.

    Raises:
        RuleBroken: ``not-allowed``, ``not-in-region`` (municipality), ``kept-shorter-than-act`` (years), ``required``
            (document), ``answer-later-than-act`` (decide_months, destroy_months).
    """
    require(workplace.role, Act.CHANGE_TERMS)
    if setting.municipality and setting.municipality not in {m.name for m in workplace.profile.municipalities}:
        raise RuleBroken("not-in-region", "municipality")
    rules.check_setting(setting)
    check_months(setting)
    with workplace.work(N_("Change how long dossiers are kept")) as work:
        same = work.find(RetentionSetting, law=setting.law, municipality=setting.municipality)
        work.remove_all(RetentionSetting, [one.id for one in same])
        work.add(setting)
        return work.commit()


def propose(workplace: Workplace, case_ids: Collection[str]) -> ChangeSet:
    """Proposes to destroy dossiers: one proposal for each act and municipality. Another decides.

    Raises:
        RuleBroken: ``not-allowed``; ``not-due`` when one's term is not over, a ground holds it, or it stands in an open
            proposal already.
    """
    require(workplace.role, Act.PROPOSE_PURGE)
    with workplace.work(N_("Propose destruction")) as work:
        proposed = {case for one in work.find(Destruction, status=DestructionStatus.PROPOSED) for case in one.cases}
        free = {d.case_id: d for d in _due(workplace, work) if d.kept_until is None and d.case_id not in proposed}
        if not case_ids or set(case_ids) - free.keys():
            raise RuleBroken("not-due")
        chosen = [free[id_] for id_ in dict.fromkeys(case_ids)]
        for law, municipality in sorted({(d.law, d.municipality) for d in chosen}):
            work.add(_proposal(workplace, [d for d in chosen if (d.law, d.municipality) == (law, municipality)]))
        return work.commit()


def destructions(workplace: Workplace) -> tuple[Destruction, ...]:
    """Proposals and certificates, the newest first; numbers and categories, no names.

    Raises:
        RuleBroken: ``not-allowed``.
    """
    require(workplace.role, Act.SEE_DESTRUCTIONS)
    with workplace.store.read() as reader:
        return tuple(sorted(reader.find(Destruction), key=lambda one: (one.proposed_on, one.id), reverse=True))


def decline(workplace: Workplace, destruction_id: str, reason: str) -> ChangeSet:
    """Does not destroy what was proposed, and says why.

    Raises:
        RuleBroken: ``required`` (reason), ``gone``, and those of `desktop.rules.retention.require_second_decider`.
    """
    filled("reason", reason)
    with workplace.work(N_("Decline destruction")) as work:
        _decide(workplace, work, destruction_id)
        told = {"status": DestructionStatus.DECLINED, "reason": reason.strip()}
        work.change(Destruction, destruction_id, **told, **_decided(workplace))
        return work.commit()


def destroy(
    workplace: Workplace, destruction_id: str, *, progress: Progress | None = None
) -> tuple[Destroyed, ChangeSet]:
    """Destroys what another proposed: at the central store, here, and on every laptop at its next sync.

    It may be cut off and done again; `progress` is told as in `desktop.services.syncing.sync_now`.

    Raises:
        RuleBroken: ``gone``, ``not-due`` when a longer term was set since, those of
            `desktop.rules.retention.require_second_decider` and of
            `desktop.sync.protocol.CentralStore.purge`.
        WorldFault: ``sync-not-joined`` for a laptop that works alone, for there is no second person; and what is wrong
            with the central store.
    """
    url, secret = syncing.state_of_work(workplace).url, syncing.team_code(workplace)
    if not url:
        raise WorldFault("sync-not-joined")
    changes = syncing.sync_now(workplace, progress=progress).changes
    with workplace.store.read() as reader:
        _decide(workplace, reader, destruction_id)
        _still_due(reader, reader.get(Destruction, destruction_id))
    central = syncing.central_of(workplace, url, secret)
    counted = central.purge(destruction_id, workplace.colleague.id)
    with workplace.work(N_("Destroy dossiers")) as work:
        told = {"status": DestructionStatus.DONE, "cases": (), "destroyed": {n: str(c) for n, c in counted.items()}}
        done = work.change(Destruction, destruction_id, **told, **_decided(workplace))
        changes |= work.commit()
    changes |= syncing.sync_now(workplace, progress=progress, may_wipe=True).changes
    return Destroyed(done, is_written_anew=write_anew(central)), changes


def _due(workplace: Workplace, reader: Reader) -> tuple[DueDossier, ...]:
    today, settings = workplace.today, reader.find(RetentionSetting)
    names = {resident.id: full_name(resident) for resident in reader.find(Resident)}
    grounds = _by_case(reader.find(KeepLonger))
    found = []
    for case, last in _over(reader, settings, today):
        kept = rules.kept_for(case.law, case.municipality, settings)
        due = rules.due_on(last, kept.years)
        until = rules.kept_until(grounds.get(case.id, ()), today)
        name = names.get(case.resident_id, "")
        found.append(DueDossier(case.id, name, case.law, case.municipality, last, kept, due, until))
    return tuple(sorted(found, key=lambda one: (one.due_on, one.case_id)))


def _over(reader: Reader, settings: Collection[RetentionSetting], today: date) -> list[tuple[Case, date]]:
    """Cases whose term is over, each with its last change: a day that stands in it, or on which it was written in."""
    days, closed = days_by_case(reader), [case for case in reader.find(Case) if case.closed_on is not None]

    def over(cases: Iterable[Case], said: Mapping[str, Collection[date]]) -> list[tuple[Case, date]]:
        found = [(case, rules.last_change(case, said.get(case.id, ()), today)) for case in cases]
        years = {case.id: rules.kept_for(case.law, case.municipality, settings).years for case, _last in found}
        return [(case, last) for case, last in found if last and rules.due_on(last, years[case.id]) <= today]

    likely = [case for case, _last in over(closed, days)]
    written = last_written(reader, {case.id for case in likely})
    return over(likely, {case.id: [*days.get(case.id, ()), *_day(written.get(case.id))] for case in likely})


def _day(day: date | None) -> tuple[date, ...]:
    return () if day is None else (day,)


def _by_case(grounds: Iterable[KeepLonger]) -> Mapping[str, list[KeepLonger]]:
    found: dict[str, list[KeepLonger]] = {}
    for ground in grounds:
        found.setdefault(ground.case_id, []).append(ground)
    return found


def _proposal(workplace: Workplace, dossiers: list[DueDossier]) -> Destruction:
    last = [dossier.last_on for dossier in dossiers]
    kept = dossiers[0].kept_for
    return Destruction(
        municipality=dossiers[0].municipality,
        law=dossiers[0].law,
        cases=tuple(dossier.case_id for dossier in dossiers),
        dossiers=len(dossiers),
        first_on=min(last),
        last_on=max(last),
        years=kept.years,
        document=kept.document,
        paragraph=kept.paragraph,
        proposed_by=workplace.colleague.id,
        proposed_on=workplace.today,
    )


def _decide(workplace: Workplace, reader: Reader, destruction_id: str) -> None:
    rules.require_second_decider(workplace.role, workplace.colleague, reader.get(Destruction, destruction_id))


def _still_due(reader: Reader, proposal: Destruction) -> None:
    if proposal.basis is DestructionBasis.REQUEST:
        return
    kept = rules.kept_for(proposal.law, proposal.municipality, reader.find(RetentionSetting))
    if kept.years > proposal.years:
        raise RuleBroken("not-due")


def _decided(workplace: Workplace) -> dict[str, object]:
    return {"decided_by": workplace.colleague.id, "decided_on": workplace.today}
