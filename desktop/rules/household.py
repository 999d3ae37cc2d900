"""One household, one plan, one director: who directs, who helps whom, for whom it weighs too heavily, how many come."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from desktop.models.course import Carer
from desktop.models.people import NetworkMember


@dataclass(frozen=True)
class Load:
    """Who carries the care in a household.

    Attributes:
        informal: Names of those who give informal care; who cares for two people of the household counts once.
        overburdened: Those for whom it weighs too heavily.
    """

    informal: tuple[str, ...]
    overburdened: tuple[str, ...]


def load(network: Iterable[NetworkMember]) -> Load:
    """Who carries the care, in the order in which they were written down."""
    near = tuple(network)
    return Load(
        informal=distinct(one.name for one in near if one.informal_carer),
        overburdened=distinct(one.name for one in near if one.overburdened),
    )


def directors(of_household: str, of_cases: Iterable[str]) -> tuple[str, ...]:
    """Who holds the direction, each once; more than one means that it must be agreed who does."""
    return distinct([of_household, *of_cases])


def comes(carer: Carer, day: date) -> bool:
    """True when a professional comes to the household on a day."""
    return (carer.start is None or carer.start <= day) and (carer.end is None or carer.end >= day)


def who_come(providers: Iterable[str], carers: Iterable[Carer], day: date) -> tuple[str, ...]:
    """Everyone who comes on a day, by name: contracted providers, and who comes under another act or by themselves."""
    return distinct([*providers, *(carer.name for carer in carers if comes(carer, day))])


def distinct(names: Iterable[str]) -> tuple[str, ...]:
    """Each name once, as it was written first; empty ones are left out."""
    found: dict[str, str] = {}
    for name in names:
        tidy = " ".join(name.split())
        if tidy:
            found.setdefault(tidy.casefold(), tidy)
    return tuple(found.values())
