"""Help that came in by another door, and help that is handed on: what must be looked at, and what must be held."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from desktop.models.casework import Referral, WarmHandover
from desktop.models.kinds import CasePhase, EndReason, ReferrerKind
from desktop.models.region_settings import ReferralFollow, Source
from desktop.rules.dates import add_days
from desktop.rules.next_steps import AHEAD_DAYS, CaseView, NextStep, StepKind
from desktop.rules.terms import SOON_DAYS

_DOCTORS = Source(document="Jeugdwet", paragraph="art. 2.6 lid 1 onder e")
_MEASURES = Source(document="Jeugdwet", paragraph="art. 2.4 lid 2 onder b")

GROUNDS: Mapping[ReferrerKind, Source] = {
    ReferrerKind.GENERAL_PRACTITIONER: _DOCTORS,
    ReferrerKind.YOUTH_DOCTOR: _DOCTORS,
    ReferrerKind.MEDICAL_SPECIALIST: _DOCTORS,
    ReferrerKind.CERTIFIED_INSTITUTION: _MEASURES,
    ReferrerKind.COURT: _MEASURES,
}
"""Who opens the way to youth help beside the own access desk, and where that stands."""

HANDED_ON = frozenset({EndReason.MOVED_ON, EndReason.OTHER_DOMAIN})
"""An end on which other help takes over, so that someone must receive it."""


def follow_by(referral: Referral, rule: ReferralFollow) -> date | None:
    """Last day to look at it; None when that was done, or when it came in by the own door."""
    if referral.followed_on is not None or referral.kind not in GROUNDS:
        return None
    return add_days(referral.referred_on, rule.within_days)


def is_open(handover: WarmHandover) -> bool:
    """True while it was agreed and not held."""
    return handover.held_on is None


def handed_on_warmly(handovers: Iterable[WarmHandover]) -> bool:
    """True when someone received it, on a day, and nothing is still to be held."""
    known = tuple(handovers)
    return bool(known) and not any(is_open(one) for one in known)


def passing_on(views: Iterable[CaseView], rule: ReferralFollow, today: date) -> tuple[NextStep, ...]:
    """Referrals to look at and handovers to hold in these cases, the most pressing first; a closed case has none."""
    running = [view for view in views if view.case.phase is not CasePhase.CLOSED]
    found = [step for view in running for step in (*_referrals(view, rule, today), *_handovers(view, today))]
    return tuple(sorted(found, key=lambda step: (step.due or date.max, step.case_id, step.about)))


def _referrals(view: CaseView, rule: ReferralFollow, today: date) -> Iterator[NextStep]:
    for one in view.referrals:
        due = follow_by(one, rule)
        if due is not None and (due - today).days <= SOON_DAYS:
            yield NextStep(StepKind.REFERRAL, view.case.id, due, one.id, one.referrer)


def _handovers(view: CaseView, today: date) -> Iterator[NextStep]:
    for one in view.handovers:
        if is_open(one) and (one.on_day - today).days <= AHEAD_DAYS:
            yield NextStep(StepKind.HANDOVER, view.case.id, one.on_day, one.id, one.received_by)
