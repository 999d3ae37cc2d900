"""How far a draft is, part by part."""

from __future__ import annotations

from desktop.language import N_
from desktop.models.indications import Indication
from desktop.models.kinds import Law, Provision
from desktop.services.indications import DraftCheck

STEPS = (
    N_("Near home"),
    N_("What is needed"),
    N_("How much and how long"),
    N_("Who does it"),
    N_("What the resident pays"),
    N_("Look back together"),
)
"""The parts, in the order of the screen."""

_FIELDS = (
    {"alternatives"},
    {"law", "lot", "segment", "product", "result", "plus", "plus.leads_back_to", "extended", "care_form"},
    {"volume", "unit", "frequency", "start", "end", "stops_when", "transport_reason"},
    {"provider", "agreement", "agreement_reason", "pgb.reason", "pgb.manager", "pgb.quality"},
    {"contribution_told"},
    {"evaluations"},
)
"""Which fields of a draft each part asks."""


def steps_done(indication: Indication, check: DraftCheck) -> tuple[bool, ...]:
    """For each part whether it is filled in, and nothing is asked about it any more."""
    asked = {prompt.field for prompt in (*check.blocks, *check.questions)}
    filled = (
        True,
        bool(indication.product or indication.segment or indication.lot),
        indication.start is not None and not check.end_fault,
        indication.provider_id is not None or indication.provision is Provision.PGB,
        indication.contribution_told_on is not None or indication.law is not Law.WMO,
        bool(indication.evaluations),
    )
    return tuple(full and not asked & fields for full, fields in zip(filled, _FIELDS, strict=True))
