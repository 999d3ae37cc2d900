"""What this year is going to cost, against the budget."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction

from desktop.models.kinds import Unit
from desktop.models.region import RegionProfile
from desktop.rules.cost import Rate, price
from desktop.store.queries.figure_money import Booked, Indicated, budgets, indicated, months_booked, rates, spent
from desktop.store.reader import Reader

Place = tuple[str, str]
"""Lot and municipality, by id and name."""

_MONTHS = 12


@dataclass(frozen=True)
class Money:
    """Of one lot in one municipality, euro cents; None where it is not known."""

    budget: int | None
    booked: int
    expected: int | None


@dataclass(frozen=True)
class Year:
    """A calendar year up to now.

    Attributes:
        booked_until: Last day of the last month that is in the books; None when nothing is.
    """

    money: Mapping[Place, Money]
    booked_until: date | None


def year_of(reader: Reader, profile: RegionProfile, today: date) -> Year:
    """Everything that is known of the year in which today lies."""
    first, last = date(today.year, 1, 1), date(today.year, 12, 31)
    months = months_booked(reader, today.year, today.month)
    booked = _by_place(spent(reader, first, _end_of_month(today.year, today.month)))
    told = _set_aside(_by_place(budgets(reader, today.year)), _published(profile, today.year))
    known = {n: _Asked.around(reader, profile, n, (first, last)) for n in {0, *months.values()}} if months else {}
    money = {}
    for place in dict.fromkeys([*told, *booked]):
        here = months.get(place, 0)
        expected = _expected(booked.get(place, 0), here, known[here], place) if months else None
        money[place] = Money(told.get(place), booked.get(place, 0), expected)
    return Year(money, _end_of_month(today.year, max(months.values())) if months else None)


def _set_aside(own: Mapping[Place, int], published: Mapping[Place, int]) -> dict[Place, int]:
    """What was set takes the place of what was published for the same; never both a whole region and a part of it."""
    grains = {(lot, bool(town)) for lot, town in own}
    left = {(lot, town): cents for (lot, town), cents in published.items() if (lot, not town) not in grains}
    return {**left, **own}


@dataclass(frozen=True)
class _Asked:
    """Cents that the help asks for by place, in the months that are booked and in those to come."""

    past: Mapping[Place, Fraction]
    ahead: Mapping[Place, Fraction]

    @classmethod
    def around(cls, reader: Reader, profile: RegionProfile, months: int, year: tuple[date, date]) -> _Asked:
        """Around the end of the last month that is booked, from 1; 0 for nothing booked."""
        first, last = year
        until = _end_of_month(first.year, months) if months else first - timedelta(days=1)
        past = _asked_for(reader, profile, first, until) if months else {}
        return cls(past, _asked_for(reader, profile, until + timedelta(days=1), last) if until < last else {})


def _expected(booked: int, months: int, asked: _Asked, place: Place) -> int | None:
    """What is booked, and for what is to come the same part of what the help asks for; else as the months before.

    Where nothing is booked yet, all that the help asks for; None where that has no price.
    """
    past, ahead = asked.past.get(place), asked.ahead.get(place)
    if not months:
        return round(ahead) if ahead else None
    if past:
        return booked + round((ahead or 0) * booked / past)
    return booked + round(Fraction(booked * (_MONTHS - months), months))


def _asked_for(reader: Reader, profile: RegionProfile, first: date, last: date) -> dict[Place, Fraction]:
    """Cents that the indications ask for at the rates agreed with the providers, else at the region's."""
    agreed = rates(reader, last)
    found: dict[Place, Fraction] = {}
    for one in indicated(reader, first, last):
        cents = price(_rate(profile, agreed, one), Unit(one.unit))
        if cents is not None:
            place = (one.lot, one.municipality)
            found[place] = found.get(place, Fraction(0)) + cents * Fraction(one.units)
    return found


def _rate(profile: RegionProfile, agreed: Mapping[tuple[str, str], Rate], one: Indicated) -> Rate | None:
    known = agreed.get((one.provider, one.product))
    product = next((p for p in profile.products if p.id == one.product), None)
    if known or product is None or product.rate_cents is None:
        return known
    return Rate(product.rate_cents, product.rate_unit or Unit(one.unit))


def _by_place(found: Iterable[Booked]) -> dict[Place, int]:
    return {(one.lot, one.municipality): one.cents for one in found}


def _published(profile: RegionProfile, year: int) -> dict[Place, int]:
    """Budgets that stand in the profile, in euros there."""
    return {
        (one.key, one.municipality): 100 * one.value
        for one in profile.figures
        if one.id == "budget" and one.year == year
    }


def _end_of_month(year: int, month: int) -> date:
    return (date(year, month, 28) + timedelta(days=4)).replace(day=1) - timedelta(days=1)
