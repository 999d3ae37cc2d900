"""The team's load in words, the same on screen and paper."""

from __future__ import annotations

from desktop.language import _, ngettext
from desktop.language.forms import number
from desktop.models.kinds import CasePhase
from desktop.models.labels import label
from desktop.models.region_settings import CaseloadRule
from desktop.services.team_page import ConsultantLine


def load_text(line: ConsultantLine) -> str:
    """Like ``38 of 50 (76 %)``; a dash for the cases of nobody."""
    if line.load is None:
        return "—"
    weight, capacity = number(line.load.weight), number(line.load.capacity)
    return _("{weight} of {capacity} ({part} %)", weight=weight, capacity=capacity, part=line.load.part)


def rule_text(rule: CaseloadRule) -> str:
    """How cases are weighed, and when nothing was heard for long."""
    weights = ", ".join(
        f"{label(phase)} {number(rule.weights[phase] / 100)}" for phase in CasePhase if phase in rule.weights
    )
    weighed = _("Weight by phase: {weights}.", weights=weights)
    silent = ngettext(
        "No contact: nothing was heard for more than 1 day.",
        "No contact: nothing was heard for more than {n} days.",
        rule.no_contact_days,
    )
    source = _("Source: {source}", source=f"{rule.source.document}, {rule.source.paragraph}")
    return f"{weighed} {silent} {source}."
