"""From what is stored of a case to the facts that the rules judge a draft by."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from desktop.models.casework import Alternative, Case, Goal
from desktop.models.course import Carer
from desktop.models.draft import (
    Comparable,
    Draft,
    DraftAlternative,
    DraftPgb,
    DraftPlus,
    DraftProvider,
    DraftResident,
)
from desktop.models.indications import Indication
from desktop.models.kinds import AvailabilityStatus, CasePhase, IndicationStatus
from desktop.models.people import Household, Resident
from desktop.models.region import RegionProfile
from desktop.models.social_map import Provider
from desktop.rules.comparable import group_of
from desktop.rules.durations import comparable
from desktop.rules.household import directors, who_come
from desktop.rules.prompts.drafted import Drafted
from desktop.services.draft_history import history_of, looked_back
from desktop.services.durations import narrowest
from desktop.store.merged import kept_id, kept_ids
from desktop.store.queries.standing import Standing, Wanted, latest_reports, standings
from desktop.store.reader import Reader

MOST_LAWS = 5
"""Acts there are; the rules count no further."""


@dataclass(frozen=True)
class DraftFacts:
    """What the rules need, and the provider's contract for the cost."""

    draft: Draft
    comparable: Comparable | None
    standing: Standing | None


def gather_facts(reader: Reader, profile: RegionProfile, indication: Indication, today: date) -> DraftFacts:
    """The draft of an indication as it stands today."""
    case = reader.get(Case, indication.case_id)
    resident = reader.get(Resident, case.resident_id)
    standing = _standing(reader, case, indication, today)
    residents = _housemates(reader, resident)
    unlooked = looked_back(reader, profile, indication, today)
    draft = Draft(
        region=profile.id,
        municipality=case.municipality,
        today=today,
        resident=DraftResident(birth_date=resident.birth_date),
        law=indication.law,
        lot=indication.lot or None,
        segment=indication.segment or None,
        product=indication.product or None,
        start=indication.start,
        end=indication.end,
        volume=indication.volume,
        unit=indication.unit,
        frequency=indication.frequency,
        result=indication.result or None,
        provision=indication.provision,
        provider=_provider(reader, indication, standing, wanted(case, indication, today)),
        goals=tuple(goal.text for goal in reader.find(Goal, case_id=case.id) if goal.reached != "dropped"),
        evaluations=evaluation_days(indication),
        director=_director(reader, case, resident),
        directors=_directors(reader, residents, case, resident),
        alternatives=tuple(
            DraftAlternative(kind=a.kind, answer=a.answer, sufficient=a.sufficient)
            for a in reader.find(Alternative, case_id=case.id)
        ),
        plus=DraftPlus(
            unsafe_or_crisis=indication.unsafe_or_crisis,
            little_control=indication.little_control,
            leads_back_to=indication.leads_back_to,
        ),
        stops_when=indication.stops_when,
        pgb=DraftPgb(reason=indication.pgb_reason, manager=indication.pgb_manager, quality=indication.pgb_quality),
        agreement=indication.agreement,
        agreement_reason=indication.agreement_reason,
        transport=indication.transport,
        transport_reason=indication.transport_reason,
        contribution_told=indication.contribution_told_on is not None,
        change=indication.change,
        change_reason=indication.change_reason,
        open_evaluations=unlooked.days if unlooked else (),
        unlooked=unlooked.why if unlooked else None,
        history=history_of(reader, resident, indication, today),
        care_form=indication.care_form,
        extended=indication.extended,
        carers_in_household=_carers(reader, residents, indication, today),
        laws_in_household=_laws(reader, residents, indication),
        reasons=dict(indication.reasons),
    )
    return DraftFacts(draft, comparable_help(reader, profile, draft), standing)


def comparable_help(reader: Reader, profile: RegionProfile, draft: Draft) -> Comparable | None:
    """How long the same help lasted by this store; None while nothing is chosen, or when too few are known."""
    group = group_of(Drafted(profile, draft))
    return comparable(narrowest(reader, profile, group, draft.today)[1]) if group else None


def wanted(case: Case, indication: Indication, today: date) -> Wanted:
    """What is asked of a provider: the help of the draft, from its first day."""
    day = max(indication.start or today, today)
    return Wanted(indication.product, indication.segment, indication.lot, case.municipality, day)


def evaluation_days(indication: Indication) -> tuple[date, ...]:
    """The days on which it is evaluated, in order."""
    return tuple(sorted(date.fromisoformat(day) for day in indication.evaluations))


def _standing(reader: Reader, case: Case, indication: Indication, today: date) -> Standing | None:
    if indication.provider_id is None:
        return None
    found = standings(reader, wanted(case, indication, today))
    kept = kept_id(reader.connection, indication.provider_id)
    return next((s for s in found if s.provider_id == kept), None)


def _provider(reader: Reader, indication: Indication, standing: Standing | None, asked: Wanted) -> DraftProvider:
    if indication.provider_id is None:
        return DraftProvider()
    if standing is None:
        return DraftProvider(id=indication.provider_id, contracted=False)
    report = latest_reports(reader, [standing.provider_id], asked).get(standing.provider_id)
    status = report.status if report else AvailabilityStatus.UNKNOWN
    return DraftProvider(
        id=standing.provider_id,
        contract_end=standing.contract_end,
        status=AvailabilityStatus.INTAKE_STOP if standing.refuses else status,
        contracted=True,
    )


def _director(reader: Reader, case: Case, resident: Resident) -> str | None:
    household = reader.maybe(Household, resident.household_id) if resident.household_id else None
    return case.director or (household.director if household else "") or None


def _directors(reader: Reader, residents: tuple[str, ...], case: Case, resident: Resident) -> tuple[str, ...]:
    """Who is said to direct: in the household and in its open cases. That is told across acts, also without consent."""
    household = reader.maybe(Household, resident.household_id) if resident.household_id else None
    beside = [one for one in reader.find(Case, resident_id=residents) if one.phase is not CasePhase.CLOSED]
    others = [one.director for one in beside if one.id != case.id]
    return directors(household.director if household else "", [case.director, *others])


def _housemates(reader: Reader, resident: Resident) -> tuple[str, ...]:
    if resident.household_id is None:
        return (resident.id,)
    return tuple(r.id for r in reader.find(Resident, household_id=resident.household_id))


def _carers(reader: Reader, residents: tuple[str, ...], indication: Indication, today: date) -> int:
    """Who come into the household: contracted providers, the drafted one among them, and others written down there."""
    cases = tuple(case.id for case in reader.find(Case, resident_id=residents))
    running = [i for i in reader.find(Indication, case_id=cases, status=IndicationStatus.APPROVED) if runs(i, today)]
    given = [i.provider_id for i in (*running, indication) if i.provider_id]
    known = set(kept_ids(reader.connection, given).values())
    homes = {one.household_id for one in reader.find(Resident, id=residents) if one.household_id}
    names = (provider.name for provider in reader.find(Provider, id=tuple(known)))
    return max(1, len(who_come(names, reader.find(Carer, household_id=tuple(homes)), today)))


def runs(indication: Indication, day: date) -> bool:
    """True when the day lies in its period."""
    began = indication.start is not None and indication.start <= day
    return began and (indication.end is None or indication.end >= day)


def _laws(reader: Reader, residents: tuple[str, ...], indication: Indication) -> int:
    cases = reader.find(Case, resident_id=residents)
    running = {case.law for case in cases if case.phase is not CasePhase.CLOSED}
    return min(MOST_LAWS, len(running | {indication.law}))
