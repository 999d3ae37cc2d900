"""Referrals from outside the own access: who may open the way, what became of each, and how many there are."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from desktop.language import N_
from desktop.models.audit import ShownList
from desktop.models.casework import Case, Referral
from desktop.models.changes import ChangeSet
from desktop.models.faults import RuleBroken
from desktop.models.kinds import Law, ReferrerKind
from desktop.models.social_map import Provider
from desktop.rules.passing_on import GROUNDS, follow_by
from desktop.rules.permissions import Act, require
from desktop.services.cases import register_referral
from desktop.services.guards import filled, not_later, open_case_of
from desktop.services.names import join_name
from desktop.services.shown import tell_list
from desktop.services.workplace import Workplace
from desktop.store.mapping import validated
from desktop.store.queries.referrals import Door, doors, to_follow


@dataclass(frozen=True)
class ReferralChoices:
    """What can be chosen when a referral is registered, names by id."""

    kinds: tuple[ReferrerKind, ...]
    """Who opens the way to help under the case's act in this region, else everyone outside the own access."""
    products: dict[str, str]
    providers: dict[str, str]


@dataclass(frozen=True)
class ReferralLine:
    """A referral that nobody looked at yet."""

    case_id: str
    resident: str
    kind: ReferrerKind
    referrer: str
    referred_on: date
    due: date


@dataclass(frozen=True)
class DoorCount:
    """How many came in by one door, quarter by quarter."""

    kind: ReferrerKind | None
    """None for the own access: a case that nobody from outside referred."""
    quarters: tuple[int, int, int, int]
    followed: int
    """Of the year, how many were looked at; all of the own access."""

    @property
    def total(self) -> int:
        """Of the year."""
        return sum(self.quarters)


@dataclass(frozen=True)
class ReferralsPage:
    """The year's doors, the outside ones first in the order of the kinds, and what is still to be looked at."""

    year: int
    years: tuple[int, ...]
    """With something to count, the newest first; always the present one."""
    doors: tuple[DoorCount, ...]
    """Doors that nobody came in by are left out; the own access always stands last."""
    lines: tuple[ReferralLine, ...]
    """The most pressing first."""
    within_days: int
    source: str
    """Where that number stands."""

    @property
    def outside(self) -> int:
        """Of the year, how many came in by another door than the own."""
        return sum(door.total for door in self.doors if door.kind is not None)


def referral_choices(workplace: Workplace, case_id: str) -> ReferralChoices:
    """What the form for a referral offers.

    Raises:
        RuleBroken: ``gone``, ``not-allowed``.
    """
    require(workplace.role, Act.SEE_CASES)
    profile = workplace.profile
    with workplace.store.read() as reader:
        case = reader.get(Case, case_id)
        providers = reader.find(Provider)
    here = tuple(kind for kind in GROUNDS if kind.value in profile.referrers)
    return ReferralChoices(
        kinds=here if here and case.law is Law.JEUGDWET else tuple(GROUNDS),
        products={p.id: p.name for p in profile.products if p.law is case.law and not p.ended_on},
        providers={p.id: p.name for p in sorted(providers, key=lambda p: p.name.casefold())},
    )


def register(workplace: Workplace, case_id: str, **fields: object) -> ChangeSet:
    """Writes a referral down, under the model's field names.

    Raises:
        RuleBroken: ``required`` (referred_on), what `register_referral` says, or the limit that a field is outside of.
    """
    filled("referred_on", fields.get("referred_on"))
    return register_referral(workplace, validated(Referral, {"case_id": case_id, **fields}))


def follow_referral(workplace: Workplace, referral_id: str, outcome: str, followed_on: date | None) -> ChangeSet:
    """Writes down that it was looked at, and what became of it.

    Raises:
        RuleBroken: ``gone``, ``case-closed``, ``required`` (outcome, followed_on), ``in-future`` or ``too-early``
            (followed_on).
    """
    filled("outcome", outcome)
    filled("followed_on", followed_on)
    not_later("followed_on", followed_on, workplace.today)
    with workplace.casework(N_("Follow referral")) as work:
        referral = work.get(Referral, referral_id)
        open_case_of(work, referral.case_id)
        if followed_on and followed_on < referral.referred_on:
            raise RuleBroken("too-early", "followed_on")
        work.change(Referral, referral_id, outcome=outcome.strip(), followed_on=followed_on)
        return work.commit()


def referrals_page(workplace: Workplace, year: int = 0, law: Law | None = None) -> ReferralsPage:
    """Through which doors the team's residents came in, under one act or all; year 0 is the present one.

    Raises:
        RuleBroken: ``not-allowed``.
    """
    require(workplace.role, Act.SEE_CASES)
    rule, chosen = workplace.profile.referral_follow, year or workplace.today.year
    with workplace.store.read() as reader:
        counted = doors(reader, law)
        waiting = to_follow(reader, law)
    tell_list(workplace, ShownList.REFERRALS, (one.case_id for one in waiting), "law" if law else "")
    lines = (
        ReferralLine(one.case_id, join_name(one.first_names, one.prefix, one.last_name), r.kind, r.referrer, day, due)
        for one in waiting
        if (r := one.referral) and (day := r.referred_on) and (due := follow_by(r, rule))
    )
    return ReferralsPage(
        chosen,
        tuple(sorted({workplace.today.year, *(door.year for door in counted)}, reverse=True)),
        _counts([door for door in counted if door.year == chosen]),
        tuple(sorted(lines, key=lambda line: (line.due, line.resident))),
        rule.within_days,
        f"{rule.source.document}, {rule.source.paragraph}",
    )


def _counts(of_year: list[Door]) -> tuple[DoorCount, ...]:
    found = (_count(kind, [door for door in of_year if door.kind == kind]) for kind in (*GROUNDS, None))
    return tuple(count for count in found if count.total or count.kind is None)


def _count(kind: ReferrerKind | None, mine: list[Door]) -> DoorCount:
    first, second, third, fourth = (sum(d.count for d in mine if d.quarter == q) for q in (1, 2, 3, 4))
    return DoorCount(kind, (first, second, third, fourth), sum(door.followed for door in mine))
