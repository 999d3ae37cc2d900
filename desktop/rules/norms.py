"""Which norm a wait is held against, and by how much it is broken. A wait that is not known breaks nothing.

What the norms are is data: they ship in ``resources/norms.toml`` with the document and paragraph they stand in, and a
municipality replaces, adds or switches off what it wants.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from math import inf

from desktop.models.kinds import Law, WaitPhase
from desktop.models.waiting import WaitingListEntry, WaitNorm

ROUNDING_WEEKS = 0.05
"""Three weeks that were published as 21 days may come out a hair over 3: that is no breach."""


class NormOutcome(StrEnum):
    """How a wait stands against the norm for it."""

    NO_NORM = "no-norm"
    UNKNOWN = "unknown"
    """There is a norm, and the wait is not known."""
    WITHIN = "within"
    MAYBE_OVER = "maybe-over"
    """A range that begins within the norm and ends beyond it, or of which no end is known."""
    OVER = "over"


@dataclass(frozen=True)
class Breach:
    """How a wait stands against its norm.

    Attributes:
        norm: The norm that applies; None when there is none.
        weeks: The wait that was held against it, in weeks; None when not known.
        over: Weeks beyond the norm; 0 within it, None when that is not known.
    """

    norm: WaitNorm | None
    outcome: NormOutcome
    weeks: float | None = None
    over: float | None = None

    @property
    def is_over(self) -> bool:
        """True when the norm is broken for certain."""
        return self.outcome is NormOutcome.OVER


def overlay(shipped: Iterable[WaitNorm], stored: Iterable[WaitNorm]) -> tuple[WaitNorm, ...]:
    """The norms in force: a stored one takes the place of the shipped one with its key, and one without weeks is off.

    Where two stored ones have the same key, as two colleagues apart can make them, the younger holds.
    """
    by_key = {norm.key: norm for norm in shipped}
    by_key |= {norm.key: norm for norm in sorted(stored, key=lambda norm: norm.id)}
    return tuple(norm for norm in by_key.values() if norm.weeks is not None)


def norm_for(norms: Sequence[WaitNorm], *, law: Law | None, product: str, phase: WaitPhase) -> WaitNorm | None:
    """The norm that a wait is held against; the most specific wins.

    One that names the product goes before one of the act, that one before one for all. A norm for the whole wait limits
    each part of it too, but goes after one for the part itself. What is then still equal: the shortest.

    Args:
        norms: Those in force.
        law: The act the help is given under; None when not known, then no norm of one act holds.
        product: Product's id; empty or unknown to every norm when it is none of the region's.
        phase: Which wait it is.
    """
    fitting = [norm for norm in norms if norm.weeks is not None and _fits(norm, law, product, phase)]
    return min(fitting, key=lambda norm: _rank(norm, phase), default=None)


def need_since(entry: WaitingListEntry, entries: Iterable[WaitingListEntry]) -> date:
    """First day of the wait for a need: the earliest at any provider where the resident waits or waited for it."""
    same = [other.since for other in entries if entry.need and other.need == entry.need]
    return min([entry.since, *same])


def norm_of_wait(norms: Sequence[WaitNorm], law: Law | None, product: str) -> WaitNorm | None:
    """The norm for a resident's wait from its first day: for the whole of it, else for the wait to the first help."""
    phases = (WaitPhase.WHOLE, WaitPhase.START)
    return next((n for phase in phases if (n := norm_for(norms, law=law, product=product, phase=phase))), None)


def breach(norm: WaitNorm | None, weeks: float | None) -> Breach:
    """How one wait in weeks stands against a norm."""
    return breach_of_range(norm, weeks, weeks)


def breach_of_range(norm: WaitNorm | None, low: float | None, high: float | None) -> Breach:
    """How a range in weeks stands against a norm: over it for certain only when its lower end is.

    A bound of None is not known: ``low`` alone means at least so long, ``high`` alone at most.
    """
    if norm is None or norm.weeks is None:
        return Breach(None, NormOutcome.NO_NORM, high if high is not None else low)
    if low is None and high is None:
        return Breach(norm, NormOutcome.UNKNOWN)
    most = norm.weeks + ROUNDING_WEEKS
    if low is not None and low > most:
        return Breach(norm, NormOutcome.OVER, low, low - norm.weeks)
    if high is not None and high <= most:
        return Breach(norm, NormOutcome.WITHIN, high, 0.0)
    return Breach(norm, NormOutcome.MAYBE_OVER, high if high is not None else low)


def _fits(norm: WaitNorm, law: Law | None, product: str, phase: WaitPhase) -> bool:
    in_phase = norm.phase in {phase, WaitPhase.WHOLE}
    in_law = norm.law is None or norm.law == law
    return in_phase and in_law and (not norm.products or product in norm.products)


def _rank(norm: WaitNorm, phase: WaitPhase) -> tuple[bool, int, bool, bool, float, str]:
    weeks = inf if norm.weeks is None else norm.weeks
    return not norm.products, len(norm.products), norm.law is None, norm.phase != phase, weeks, norm.key
