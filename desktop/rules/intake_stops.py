"""A provider that refuses new residents: whether the region agreed to that in writing, and told long enough before.

Contractstandaard Wmo, 3.5.3 and 3.6: only with leave in writing, at least fourteen days before, and never in a crisis.
"""

from __future__ import annotations

from collections.abc import Iterable
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
        ends_on: Last day of the stop; None when it holds until further notice.
    """

    permitted_on: date | None = None
    starts_on: date | None = None
    ends_on: date | None = None

    def has_begun(self, day: date) -> bool:
        """True from its first day on: until then new residents are taken, and 14 days' notice asks for such days.

        A stop of which the first day is not known counts as begun.
        """
        return self.starts_on is None or self.starts_on <= day

    @property
    def leave(self) -> Leave:
        """Against the standard; a stop of which the first day is not known is not called short."""
        if self.permitted_on is None:
            return Leave.WITHOUT
        if self.starts_on is not None and (self.starts_on - self.permitted_on).days < NOTICE_DAYS:
            return Leave.SHORT
        return Leave.GIVEN


def stop_of(product: ContractedProduct, today: date) -> IntakeStop | None:
    """The stop that stands in a product, begun or announced; None without one, or once its last day passed."""
    if not product.intake_stop or (product.stop_until is not None and product.stop_until < today):
        return None
    return IntakeStop(product.stop_permitted_on, product.stop_from, product.stop_until)


def stops_running(agreed: Iterable[ContractedProduct], today: date) -> tuple[IntakeStop, ...]:
    """The different stops, begun or announced, in what is contracted on a day, in the order given."""
    running = (one for one in agreed if one.start <= today and (one.end is None or one.end >= today))
    return tuple(dict.fromkeys(stop for one in running if (stop := stop_of(one, today))))


def weightiest(stops: Iterable[IntakeStop | None]) -> IntakeStop | None:
    """Of several stops for the same help the one that asks most.

    Without leave, then short, then the latest to begin, then the latest to end. None when there is no stop at all.
    """
    return min((stop for stop in stops if stop is not None), key=_weight, default=None)


def _weight(stop: IntakeStop) -> tuple[int, int, int]:
    begins, ends = stop.starts_on or date.min, stop.ends_on or date.max
    return list(Leave).index(stop.leave), -begins.toordinal(), -ends.toordinal()
