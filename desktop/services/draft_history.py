"""What went before a draft: earlier help of the same resident, and whether it was looked back on."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from desktop.models.casework import Case
from desktop.models.course import Consent
from desktop.models.draft import DraftHistory
from desktop.models.indications import Evaluation, Indication, Trajectory
from desktop.models.kinds import EndReason, IndicationChange, IndicationStatus, Law
from desktop.models.people import Resident
from desktop.models.region import RegionProfile
from desktop.rules.consent import answer_to_reuse, reuses
from desktop.rules.evaluations import GoingOn, Hindrance, goes_on, hindrance
from desktop.rules.prompts.history import GAP_DAYS
from desktop.rules.unlooked import Looks
from desktop.store.queries.evaluations_off import evaluations_taken_off
from desktop.store.reader import Reader

GIVEN = (IndicationStatus.APPROVED, IndicationStatus.ENDED)
"""Help that a second person approved, and so really was to be given."""


def history_of(reader: Reader, resident: Resident, indication: Indication, today: date) -> tuple[DraftHistory, ...]:
    """Every earlier indication of the resident, whatever the case; of another act only where there is consent.

    One without an end that nobody saw begin is no earlier help: it would run for ever.
    """
    consents = reader.find(Consent, resident_id=resident.id)
    cases = tuple(
        case.id
        for case in reader.find(Case, resident_id=resident.id)
        if _may_be_used(consents, indication.law, case.law, today, resident.birth_date)
    )
    found = [one for one in reader.find(Indication, case_id=cases, status=GIVEN) if one.id != indication.id]
    runs: dict[str, list[Trajectory]] = {one.id: [] for one in found}
    for run in reader.find(Trajectory, indication_id=list(runs)):
        runs[run.indication_id].append(run)
    return tuple(
        _earlier(one, one.start, runs[one.id])
        for one in found
        if one.start is not None and (runs[one.id] or one.end is not None)
    )


def looked_back(reader: Reader, profile: RegionProfile, indication: Indication, today: date) -> Hindrance | None:
    """What keeps the help of a draft from going on in silence; None when it may, or when it does not go on.

    Help goes on when it says so, when it reaches past the end of what it changes, and also when nobody said so but the
    same help is drafted directly after it.
    """
    when = GoingOn(today, indication.start)
    found = [hindrance_of(reader, profile, one, when) for one in _goes_on_from(reader, indication, when)]
    return next((one for one in found if one is not None), None)


def hindrance_of(reader: Reader, profile: RegionProfile, indication: Indication, when: GoingOn) -> Hindrance | None:
    """What keeps an indication from going on in silence then."""
    evaluations = tuple(reader.find(Evaluation, indication_id=indication.id))
    looks = Looks(evaluations, evaluations_taken_off(reader, indication.id))
    municipality = reader.get(Case, indication.case_id).municipality
    return hindrance(profile, indication, municipality, looks, when)


def _goes_on_from(reader: Reader, indication: Indication, when: GoingOn) -> Iterator[Indication]:
    if indication.follows_id:
        former = reader.maybe(Indication, indication.follows_id)
        yield from [former] if former and goes_on(former, indication) else []
        return
    if indication.change in {None, IndicationChange.PROLONGED}:
        for one in reader.find(Indication, case_id=indication.case_id, status=GIVEN):
            if one.id != indication.id and _same_help(one, indication) and _runs_up_to(one, when.from_on or when.today):
                yield one


def _same_help(one: Indication, other: Indication) -> bool:
    """The same product; where none is stated, the same segment of the same lot."""
    if not (other.product or other.segment or other.lot):
        return False
    return (one.product, one.lot if not one.product else "", one.segment if not one.product else "") == (
        other.product,
        other.lot if not other.product else "",
        other.segment if not other.product else "",
    )


def _runs_up_to(one: Indication, first_day: date) -> bool:
    began = one.start is not None and one.start < first_day
    return began and (one.end is None or one.end + timedelta(days=GAP_DAYS) >= first_day)


def _may_be_used(consents: list[Consent], used_under: Law, told_under: Law, today: date, born: date | None) -> bool:
    """Wmo 2015 art. 5.1.1 lid 4; what a parent allowed holds no longer once the resident says it alone."""
    if used_under is told_under:
        return True
    return reuses(used_under, told_under) and answer_to_reuse(consents, used_under, told_under, today, born).holds


def _earlier(earlier: Indication, start: date, runs: list[Trajectory]) -> DraftHistory:
    """Help that really ended counts to its real last day; what runs again after a stop has not ended."""
    ended = [] if any(run.ended_on is None for run in runs) else [run for run in runs if run.ended_on]
    last = max(ended, key=lambda t: t.ended_on or start, default=None)
    return DraftHistory(
        product=earlier.product,
        lot=earlier.lot or None,
        segment=earlier.segment or None,
        start=start,
        end=last.ended_on if last else earlier.end,
        ended=(last.end_reason if last else None) or EndReason.OTHER,
    )
