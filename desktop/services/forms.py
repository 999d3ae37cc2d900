"""Forms that are still being filled in: kept within two seconds, there again after a crash, a lock or an upgrade."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from desktop.services.workplace import Workplace


@dataclass(frozen=True)
class SavedForm:
    """A form as it was left.

    Attributes:
        form: Which form, like ``new-case``.
        about: Id of what it is about; empty for something new.
        fields: As typed, also what is not valid yet.
        saved_at: UTC.
    """

    form: str
    about: str
    fields: Mapping[str, object]
    saved_at: datetime


def save(workplace: Workplace, form: str, about: str, fields: Mapping[str, object]) -> None:
    """Keeps a form as it stands; replaces what was kept of it."""
    raise NotImplementedError


def load(workplace: Workplace, form: str, about: str = "") -> SavedForm | None:
    """What was kept of a form; None when there is nothing."""
    raise NotImplementedError


def unfinished(workplace: Workplace) -> tuple[SavedForm, ...]:
    """All kept forms, the newest first."""
    raise NotImplementedError


def discard(workplace: Workplace, form: str, about: str = "") -> None:
    """Throws away what was kept, also when there is nothing."""
    raise NotImplementedError
