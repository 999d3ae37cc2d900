"""How much work lies with a consultant: cases weighed by their phase, against what one person can have."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from desktop.models.kinds import CasePhase
from desktop.models.region_settings import CaseloadRule

_WHOLE = 100
"""Per cent of a usual case."""


@dataclass(frozen=True)
class Load:
    """A consultant's cases, weighed.

    Attributes:
        weight: In usual cases, one decimal.
        capacity: What the consultant can have, in usual cases.
    """

    weight: float
    capacity: int

    @property
    def part(self) -> int:
        """Of the capacity, per cent."""
        return round(100 * self.weight / self.capacity) if self.capacity else 0

    @property
    def is_over(self) -> bool:
        """True for more than one can have."""
        return self.weight > self.capacity


def weigh(rule: CaseloadRule, cases: Mapping[CasePhase, int], capacity: int | None = None) -> Load:
    """The load of so many cases in each phase; without a capacity of one's own the rule's holds.

    A phase that the rule does not name weighs a usual case, a closed one nothing.
    """
    weight = sum(
        Fraction(count * rule.weights.get(phase, _WHOLE), _WHOLE)
        for phase, count in cases.items()
        if phase is not CasePhase.CLOSED
    )
    return Load(round(float(weight), 1), rule.capacity if capacity is None else capacity)
