"""How far a goal came, in words."""

from __future__ import annotations

from desktop.language import N_

REACHED = {
    "open": N_("not reached yet"),
    "partly": N_("partly reached"),
    "reached": N_("reached"),
    "dropped": N_("no longer wanted"),
}
"""Msgid by the value that a goal keeps."""
