"""Judging a draft while it is typed: the facts as last read, with what stands on the screen now, and no store."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from pydantic import ValidationError

from desktop.models.draft import Draft
from desktop.models.region import RegionProfile
from desktop.rules.cost import cost
from desktop.rules.prompts import prompts
from desktop.services.indications import DraftCheck

_SAME = frozenset(Draft.model_fields)
_IN_PART = {
    "unsafe_or_crisis": ("plus", "unsafe_or_crisis"),
    "little_control": ("plus", "little_control"),
    "leads_back_to": ("plus", "leads_back_to"),
    "pgb_reason": ("pgb", "reason"),
    "pgb_manager": ("pgb", "manager"),
    "pgb_quality": ("pgb", "quality"),
}
"""Fields of an indication that stand in a part of a draft."""

_NONE_WHEN_EMPTY = frozenset({"lot", "segment", "product", "result"})
_OTHER_HELP = frozenset({"law", "lot", "segment", "product"})
"""With another kind of help the comparison with others no longer holds."""


def as_typed(profile: RegionProfile, judged: DraftCheck, typed: Mapping[str, object]) -> DraftCheck:
    """What the rules say with these fields of the indication in the place of what was read.

    What only the store can tell, as of the provider or of the past, stays as it was read. A value that no draft can
    hold changes nothing: it is told at its field when it is kept.
    """
    told = judged.draft.model_dump()
    for name, value in typed.items():
        _put(told, name, value)
    try:
        draft = Draft.model_validate(told)
    except ValidationError:
        return judged
    others = None if _OTHER_HELP & typed.keys() else judged.comparable
    found = prompts(profile, draft, others)
    return replace(judged, draft=draft, prompts=found, cost=cost(profile, draft, judged.rate))


def _put(told: dict[str, object], name: str, value: object) -> None:
    if name == "contribution_told_on":
        told["contribution_told"] = value is not None
    elif name in _IN_PART:
        part, inside = _IN_PART[name]
        before = told[part]
        told[part] = {**(before if isinstance(before, dict) else {}), inside: value}
    elif name in _SAME:
        told[name] = (value or None) if name in _NONE_WHEN_EMPTY else value
