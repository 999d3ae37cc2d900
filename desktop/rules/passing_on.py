"""Help that came in by another door, and help that is handed on: what must be looked at, and what must be held."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from desktop.models.casework import Referral, WarmHandover
from desktop.models.kinds import CasePhase, EndReason, HandoverTo, ReferrerKind
from desktop.models.region_settings import HandoverAround, ReferralFollow, Source
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

_LEGAL_FORMS = frozenset({"bv", "nv", "vof", "stichting", "vereniging", "cooperatie", "coöperatie"})

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


@dataclass(frozen=True)
class MovedOn:
    """Help, or a whole case, that ends because other help goes on.

    Attributes:
        on: The day.
        since: First day of what ends; what was handed on before that was something else.
        to: Name of the provider that goes on with it; empty when that is not known here.
    """

    on: date
    since: date
    to: str = ""


def handed_on_warmly(handovers: Iterable[WarmHandover], moved: MovedOn, rule: HandoverAround) -> bool:
    """True when someone who goes on with it received it around that day, and nothing is still to be held."""
    known = tuple(handovers)
    return any(receives(one, moved, rule) for one in known) and not any(is_open(one) for one in known)


def receives(handover: WarmHandover, moved: MovedOn, rule: HandoverAround) -> bool:
    """True when it was held, around that day, with who goes on: a colleague of the own access desk gives no help."""
    held = handover.held_on
    if held is None or not _goes_out(handover):
        return False
    around = held >= moved.since and abs((held - moved.on).days) <= rule.within_days
    return around and (not moved.to or _same_organisation(handover.organisation, moved.to))


def is_received(handovers: Iterable[WarmHandover], moved: MovedOn, rule: HandoverAround) -> bool:
    """True when it was agreed who goes on with it, or that one received it already; what is agreed is still held."""
    known = tuple(handovers)
    return any(
        receives(one, moved, rule)
        or (is_open(one) and _goes_out(one) and _same_organisation(one.organisation, moved.to))
        for one in known
    )


def names_another(
    handovers: Iterable[WarmHandover], moved: MovedOn, rule: HandoverAround, elsewhere: Iterable[str]
) -> bool:
    """True when help was handed on in those days to another organisation than the one that goes on with it.

    `elsewhere` are the names of who gives other help in the case: what they received was about that.
    """
    others = tuple(elsewhere)
    return any(
        one.to is HandoverTo.PROVIDER
        and abs(((one.held_on or one.on_day) - moved.on).days) <= rule.within_days
        and not any(_same_organisation(one.organisation, name) for name in (moved.to, *others))
        for one in handovers
    )


def _goes_out(handover: WarmHandover) -> bool:
    return handover.to is not HandoverTo.COLLEAGUE


def _same_organisation(one: str, other: str) -> bool:
    """People write a name short: what stands in the one stands in the other as well."""
    first, second = _name_words(one), _name_words(other)
    return bool(first and second) and (first <= second or second <= first)


def _name_words(name: str) -> frozenset[str]:
    plain = "".join(letter if letter.isalnum() else " " for letter in name.casefold().replace(".", ""))
    return frozenset(plain.split()) - _LEGAL_FORMS


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
