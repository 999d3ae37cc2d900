"""Whether something was really filled in: blanks and characters that nobody can see say nothing."""

from __future__ import annotations

from collections.abc import Mapping

from desktop.models.draft import DraftAlternative, DraftPart


def is_said(text: str | None) -> bool:
    """True when at least one character can be seen; a no-break space or a zero-width one cannot."""
    return any(sign.isprintable() and not sign.isspace() for sign in text or "")


def is_filled(value: object) -> bool:
    """True for a value of a draft that a person filled in; a part that is still as it begins is not."""
    if isinstance(value, str):
        return is_said(value)
    if isinstance(value, DraftAlternative):
        return is_said(value.answer)
    if isinstance(value, tuple):
        return any(map(is_filled, value))
    if isinstance(value, DraftPart):
        return bool(value.model_dump(exclude_defaults=True))
    return bool(value) if isinstance(value, bool | Mapping) else value is not None
