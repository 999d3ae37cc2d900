"""Whether the store is well."""

from __future__ import annotations

from dataclasses import dataclass

from desktop.services.workplace import Workplace
from desktop.store.verify import Check, verify


@dataclass(frozen=True)
class Health:
    """What was looked at, and whether all of it is well."""

    checks: tuple[Check, ...]

    @property
    def ok(self) -> bool:
        """True when every check passed."""
        return all(check.ok for check in self.checks)


def verify_store(workplace: Workplace) -> Health:
    """Looks the whole store over; nothing is changed."""
    return Health(verify(workplace.store))
