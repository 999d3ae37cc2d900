"""What pydantic finds wrong with the types and limits of a profile, in our own words."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from pydantic_core import ErrorDetails

from desktop.language import N_, _
from desktop.regions.findings import Finding
from desktop.regions.positions import Where

_KINDS: Mapping[str, str] = {
    "int": N_("a whole number"),
    "bool": N_("true or false"),
    "string": N_("text between quotes"),
    "tuple": N_("a list between [ and ]"),
    "model": N_("a table with keys"),
    "dict": N_("a table with keys"),
    "date": N_("a day like 2026-12-31"),
}
"""Msgid by the first word of pydantic's name for a wrong kind of value."""

_LIMITS: Mapping[str, tuple[str, str]] = {
    "greater_than_equal": (N_("at least {limit}"), "ge"),
    "less_than_equal": (N_("at most {limit}"), "le"),
    "string_too_long": (N_("at most {limit} characters"), "max_length"),
    "string_pattern_mismatch": (N_("text of the form {limit}"), "pattern"),
    "enum": (N_("one of {limit}"), "expected"),
}
"""Msgid and where pydantic keeps the limit, by its name for a value that is not allowed."""


def mismatch(error: ErrorDetails) -> Finding:
    """The finding that an error of pydantic comes down to."""
    where: Where = tuple(error["loc"])
    key = str(where[-1]) if where else ""
    if error["type"] == "extra_forbidden":
        return Finding(where, "unknown-key", {"key": key})
    if error["type"] == "missing":
        return Finding(where, "source-missing" if "source" in where[-2:] else "missing", {"key": key})
    if key == "cbs_code":
        return Finding(where, "cbs-code", {"value": error["input"]})
    if error["type"] in _LIMITS:
        text, name = _LIMITS[error["type"]]
        limit = str(_context(error).get(name, "")).replace("'", "").replace(" or ", ", ")
        return Finding(where, "wrong-value", {"key": key, "value": error["input"], "expected": _(text, limit=limit)})
    return Finding(where, "wrong-type", {"key": key, "expected": _kind(error)})


def _kind(error: ErrorDetails) -> str:
    """The kind of value that is needed; pydantic's own English for one we have no word for."""
    text = _KINDS.get(error["type"].partition("_")[0])
    return _(text) if text else error["msg"]


def _context(error: ErrorDetails) -> Mapping[str, Any]:
    return error.get("ctx", {})
