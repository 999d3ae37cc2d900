"""Failures in words: what happened and what to do, by code."""

from __future__ import annotations

from datetime import date
from string import Formatter

from pydantic import ValidationError

from desktop.language import _
from desktop.language.forms import short_day
from desktop.models.faults import RuleBroken, WorldFault
from desktop.models.field_labels import field_label
from desktop.services.fault_words import FIELD_NAMES, FIELD_PROBLEMS, WORDS
from desktop.services.refusal_words import REFUSALS


def explain(fault: RuleBroken | WorldFault) -> str:
    """One or two clear sentences: what happened, what was kept, what to do. Never a resident's name."""
    text = WORDS.get(fault.code) or REFUSALS.get(fault.code)
    if text is None:
        return _("This could not be done ({code}). Nothing was changed.", code=fault.code)
    field = fault.field if isinstance(fault, RuleBroken) else ""
    # A sentence with a gap still helps; a failure while telling of a failure helps nobody.
    blanks = {name: "…" for _text, name, _form, _turn in Formatter().parse(text) if name}
    return _(text, **(blanks | {"field": field_name(field)} | _shown(fault.values)))


def explain_refusal(code: str) -> str:
    """Why something could not be shared: what the central store says of an edit, else as `explain` says it."""
    return _(REFUSALS[code]) if code in REFUSALS else explain(WorldFault(code))


def explain_validation(fault: ValidationError) -> str:
    """One sentence per wrong field of something that was typed, joined by spaces."""
    sentences = [problem(str(error["loc"][0]) if error["loc"] else "", error["type"]) for error in fault.errors()]
    return " ".join(dict.fromkeys(sentences))


def problem(field: str, kind: str) -> str:
    """What is wrong with one field, by pydantic's name for the kind of fault."""
    text = FIELD_PROBLEMS.get(kind, FIELD_PROBLEMS["other"])
    return _(text, field=field_name(field))


def field_name(field: str) -> str:
    """The field as the screen calls it."""
    return _(FIELD_NAMES[field]) if field in FIELD_NAMES else field_label(field)


def _shown(values: dict[str, object]) -> dict[str, object]:
    return {name: _as_said(value) for name, value in values.items()}


def _as_said(value: object) -> object:
    if isinstance(value, list | tuple):
        return ", ".join(map(str, value))
    return short_day(value) if isinstance(value, date) else value
