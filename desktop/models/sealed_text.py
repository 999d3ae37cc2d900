"""Which fields of an indication are its text: what a person writes while drafting, and what lies under the seal."""

from __future__ import annotations

FIRST = (
    "law",
    "lot",
    "segment",
    "product",
    "start",
    "end",
    "volume",
    "unit",
    "frequency",
    "result",
    "provision",
    "provider_id",
    "limited_choice",
    "care_form",
    "extended",
    "unsafe_or_crisis",
    "little_control",
    "leads_back_to",
    "stops_when",
    "evaluations",
    "reasons",
)
"""Fields that a person chose while drafting when the first seals were made."""

LATER = (
    "agreement",
    "agreement_reason",
    "transport",
    "transport_reason",
    "pgb_reason",
    "pgb_manager",
    "pgb_quality",
    "change",
    "change_reason",
    "contribution_told_on",
    "contribution_note",
)
"""Fields that came to it; one that is not filled in leaves the seal as it was before the field was there."""

CHOSEN = (*FIRST, *LATER)
"""Fields that a person chooses while drafting."""

WRITES = frozenset({*CHOSEN, "case_id", "follows_id", "author", "handed_in_at"})
"""Whoever gives one of these another value wrote the text or handed it in, and is no second person to it."""

BASIS = {"goal": ("text", "domain", "by_when"), "alternative": ("kind", "answer", "sufficient")}
"""Fields by table of what stands beside the text and is sealed with it, as a decision says that it rests on them.

Whoever wrote a goal that stands, or an answer that stands, is no second person to what rests on it either; how far a
goal came is no part of it, and an answer that is empty is none.
"""
