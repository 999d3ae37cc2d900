"""When a wait is long, and who can start sooner."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from desktop.models.kinds import AvailabilityStatus, Law, WaitPhase
from desktop.models.waiting import WaitNorm
from desktop.rules.norms import norm_for

LONG_WEEKS = 6.0
"""Longer than this a wait is long where no norm is held against it: the Treeknorm for care at home
and for day care, agreed between providers and insurers in 2000."""

_TAKES_NOBODY = frozenset({AvailabilityStatus.INTAKE_STOP})
_NOT_SAID = frozenset({AvailabilityStatus.ON_CONSULTATION, AvailabilityStatus.UNKNOWN})


@dataclass(frozen=True)
class Start:
    """What was last observed of when help starts."""

    status: AvailabilityStatus
    intake: tuple[float | None, float | None] = (None, None)
    """Weeks to the first talk, at least and at most."""
    start: tuple[float | None, float | None] = (None, None)
    """Weeks to the first help."""

    @property
    def weeks(self) -> float | None:
        """Within how many weeks help starts; help does not start before the first talk. None where nobody knows."""
        if self.status in _TAKES_NOBODY:
            return None
        known = [most if most is not None else least for least, most in (self.intake, self.start)]
        return max((weeks for weeks in known if weeks is not None), default=None)

    @property
    def takes_nobody(self) -> bool:
        """True while no new residents are taken."""
        return self.status in _TAKES_NOBODY


def longest(norms: Sequence[WaitNorm], law: Law | None, product: str) -> float:
    """Weeks above which a wait to the first help is long: the norm that is held against it, else `LONG_WEEKS`."""
    found = norm_for(norms, law=law, product=product, phase=WaitPhase.START)
    return found.weeks if found is not None and found.weeks is not None else LONG_WEEKS


def is_long(start: Start, limit: float) -> bool:
    """True when nobody is taken, or help starts later than `limit` weeks; what is not known is not called long."""
    return start.takes_nobody or (start.weeks is not None and start.weeks > limit)


def is_sooner(other: Start, than: Start) -> bool:
    """True when it is known that the other takes people and starts sooner; what is not known is never sooner."""
    if other.takes_nobody or other.status in _NOT_SAID or other.weeks is None:
        return False
    return than.weeks is None or other.weeks < than.weeks
