"""Where a case stands, in words."""

from __future__ import annotations

from desktop.language import ngettext
from desktop.models.kinds import CasePhase
from desktop.models.labels import label

_AFTER = frozenset({CasePhase.DECIDED, CasePhase.RUNNING})
"""Phases that say nothing of an application that still waits."""


def phase_text(phase: CasePhase, applied_for: int) -> str:
    """The phase, and how many applications still wait where it does not say so."""
    told = label(phase)
    if phase not in _AFTER or not applied_for:
        return told
    return ngettext("{phase}, 1 application waits", "{phase}, {n} applications wait", applied_for, phase=told)
