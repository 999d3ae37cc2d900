"""What a resident pays for help themselves: one amount a month per household under the Wmo, nothing for youth help.

The amounts are data with their source (Wmo 2015 art. 2.1.4 and 2.1.4a); a municipality sets them by year. Who owes
nothing by law, such as a minor, is data too (Uitvoeringsbesluit Wmo 2015 art. 3.8). What is not known is told as such.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from desktop.models.indications import ContributionAmount
from desktop.models.kinds import Law
from desktop.rules.dates import birthday


class Pays(StrEnum):
    """In what way a resident pays."""

    NOTHING = "nothing"
    AMOUNT = "amount"
    OWN_RULES = "own-rules"
    """By income and means, as for sheltered housing: no one amount holds."""
    NOT_KNOWN = "not-known"


@dataclass(frozen=True)
class Contribution:
    """What is to be told to the resident.

    Attributes:
        year: Calendar year in which the help begins.
        cents: Euro cents a month per household, 0 for nothing; None unless it is one amount.
        source: Document and paragraph; empty when there is none.
        under_age: Nothing is paid by who is younger than this; None unless that is why.
        from_on: Day from which on something is paid after all, within the period of the help.
    """

    pays: Pays
    year: int
    cents: int | None = None
    source: str = ""
    under_age: int | None = None
    from_on: date | None = None


@dataclass(frozen=True)
class Exemption:
    """For whom, or for which help, nothing is owed whatever a bylaw says.

    Attributes:
        source: Document and paragraph.
        under_age: Holds for who is younger, in years; None for everybody.
        categories: Holds for help of these categories; empty for all.
        besides: Categories for which it does not hold.
    """

    source: str
    under_age: int | None = None
    categories: frozenset[str] = frozenset()
    besides: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Rules:
    """What holds beside the amounts.

    Attributes:
        apart: Categories with a contribution of their own kind.
        exempt: Who owes nothing.
    """

    apart: frozenset[str] = frozenset()
    exempt: tuple[Exemption, ...] = ()


@dataclass(frozen=True)
class Paid:
    """For which help it is asked.

    Attributes:
        category: iWmo/iJw productCategorie; empty when not known.
        start: First day of the help.
        end: Last day; None when open-ended or not known.
        birth_date: The resident's; None when not known, and then nobody is taken for a minor.
    """

    law: Law
    category: str
    municipality: str
    start: date
    end: date | None = None
    birth_date: date | None = None

    @property
    def year(self) -> int:
        """Calendar year in which the help begins."""
        return self.start.year


def contribution(paid: Paid, amounts: Iterable[ContributionAmount], rules: Rules) -> Contribution:
    """What is paid for this help: as the municipality set it for the year, else the region, else as it ships.

    Args:
        paid: The help.
        amounts: Those that ship first, then what was set here; of one place and year the last holds.
        rules: What holds beside them.
    """
    if paid.law is not Law.WMO:
        return Contribution(Pays.NOTHING, paid.year, 0)
    if paid.category in rules.apart:
        return Contribution(Pays.OWN_RULES, paid.year)
    for exempt in rules.exempt:
        if _is_for(exempt, paid):
            free = Contribution(Pays.NOTHING, paid.year, 0, exempt.source, exempt.under_age)
            return replace(free, from_on=_of_age(exempt, paid))
    return _amount(paid, amounts)


def _amount(paid: Paid, amounts: Iterable[ContributionAmount]) -> Contribution:
    by_place = {amount.municipality: amount for amount in amounts if amount.year == paid.year}
    found = by_place.get(paid.municipality) or by_place.get("")
    if found is None:
        return Contribution(Pays.NOT_KNOWN, paid.year)
    source = ", ".join(filter(None, (found.document, found.paragraph)))
    if found.cents_per_month is None:
        return Contribution(Pays.OWN_RULES, paid.year, source=source)
    pays = Pays.AMOUNT if found.cents_per_month else Pays.NOTHING
    return Contribution(pays, paid.year, found.cents_per_month, source)


def _is_for(exempt: Exemption, paid: Paid) -> bool:
    if paid.category in exempt.besides or (exempt.categories and paid.category not in exempt.categories):
        return False
    if exempt.under_age is None:
        return True
    return paid.birth_date is not None and paid.start < birthday(paid.birth_date, exempt.under_age)


def _of_age(exempt: Exemption, paid: Paid) -> date | None:
    """The birthday that ends it, when the help goes on past it."""
    if exempt.under_age is None or paid.birth_date is None:
        return None
    day = birthday(paid.birth_date, exempt.under_age)
    return day if paid.end is None or paid.end >= day else None
