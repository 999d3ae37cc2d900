"""A provider that refuses new residents: whether the region agreed to that in writing, and told long enough before.

Contractstandaard Wmo, 3.5.3 and 3.6: only with leave in writing, at least fourteen days before, and never in a crisis.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from desktop.models.social_map import ContractedProduct

STOP_SOURCE = "Contractstandaard Wmo, 3.5.3 en 3.6"
NOTICE_DAYS = 14


class Leave(StrEnum):
    """How an intake stop stands against the contract standard."""

    WITHOUT = "without"
    """No leave in writing is known."""
    SHORT = "short"
    """There is leave, but from fewer days before the stop than the standard asks."""
    GIVEN = "given"


@dataclass(frozen=True)
class IntakeStop:
    """A stop in a contract.

    Attributes:
        permitted_on: Day of the leave in writing; None when none is known.
        starts_on: First day of the stop; None when not known.
    """

    permitted_on: date | None = None
    starts_on: date | None = None

    @property
    def leave(self) -> Leave:
        """Against the standard; a stop of which the first day is not known is not called short."""
        if self.permitted_on is None:
            return Leave.WITHOUT
        if self.starts_on is not None and (self.starts_on - self.permitted_on).days < NOTICE_DAYS:
            return Leave.SHORT
        return Leave.GIVEN


def stop_of(product: ContractedProduct) -> IntakeStop | None:
    """The stop that stands in a contracted product; None when it has none."""
    return IntakeStop(product.stop_permitted_on, product.stop_from) if product.intake_stop else None
