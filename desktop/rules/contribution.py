"""What a resident pays for help themselves: one amount a month per household under the Wmo, nothing for youth help.

The amounts are data with their source (Wmo 2015 art. 2.1.4 and 2.1.4a); a municipality sets them by year. What is not
known is told as not known.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from enum import StrEnum

from desktop.models.indications import ContributionAmount
from desktop.models.kinds import Law


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
    """

    pays: Pays
    year: int
    cents: int | None = None
    source: str = ""


@dataclass(frozen=True)
class Paid:
    """For which help it is asked.

    Attributes:
        category: iWmo/iJw productCategorie; empty when not known.
    """

    law: Law
    category: str
    municipality: str
    year: int


def contribution(paid: Paid, amounts: Iterable[ContributionAmount], apart: Collection[str] = ()) -> Contribution:
    """What is paid for this help: as the municipality set it for the year, else the region, else as it ships.

    Args:
        paid: The help.
        amounts: Those that ship first, then what was set here; of one place and year the last holds.
        apart: Categories with a contribution of their own kind.
    """
    if paid.law is not Law.WMO:
        return Contribution(Pays.NOTHING, paid.year, 0)
    if paid.category in apart:
        return Contribution(Pays.OWN_RULES, paid.year)
    by_place = {amount.municipality: amount for amount in amounts if amount.year == paid.year}
    found = by_place.get(paid.municipality) or by_place.get("")
    if found is None:
        return Contribution(Pays.NOT_KNOWN, paid.year)
    source = ", ".join(filter(None, (found.document, found.paragraph)))
    if found.cents_per_month is None:
        return Contribution(Pays.OWN_RULES, paid.year, source=source)
    pays = Pays.AMOUNT if found.cents_per_month else Pays.NOTHING
    return Contribution(pays, paid.year, found.cents_per_month, source)
