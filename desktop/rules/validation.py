"""What a model refused, told as a rule that was broken at a field."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desktop.models.faults import RuleBroken

if TYPE_CHECKING:
    from pydantic import ValidationError

_CODES = {
    "missing": "missing",
    "string_too_short": "too-short",
    "string_too_long": "too-long",
    "greater_than_equal": "too-small",
    "less_than_equal": "too-large",
}

_LIMITS = {"min_length": "least", "max_length": "most", "ge": "least", "le": "most"}


def rule_broken(error: ValidationError) -> RuleBroken:
    """The first thing that was refused, by its field: the last name of the place it was found at.

    Its code is ``missing`` (also for an empty text), ``too-short``, ``too-long``, ``too-small`` or ``too-large`` (these
    four with the limit as ``least`` or ``most``), else ``not-valid``. A field that the model does not have is a bug.

    Raises:
        ValueError: The model has no such field.
    """
    first = error.errors(include_input=False, include_url=False)[0]
    names = [str(part) for part in first["loc"] if isinstance(part, str)]
    if first["type"] == "extra_forbidden":
        raise ValueError(f"{error.title} has no field {names[-1]}")
    context = first.get("ctx", {})
    if context.get("min_length") == 1:
        return RuleBroken("missing", names[-1])
    values = {name: context[limit] for limit, name in _LIMITS.items() if limit in context}
    return RuleBroken(_CODES.get(first["type"], "not-valid"), names[-1] if names else "", **values)
