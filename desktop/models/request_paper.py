"""What the letter says about a request to destroy a dossier."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from desktop.models.destruction_request import DestructionRequest
from desktop.models.kinds import Law
from desktop.models.papers import PaperContact, PaperHead, PaperResident
from desktop.models.region_settings import Source


@dataclass(frozen=True)
class RequestPage:
    """Everything that letter prints.

    Attributes:
        law: Of the dossier; it decides where the resident can go with a refusal.
        right: What says that the resident may ask.
        ground: What says why it was refused; None when it was not.
        decide_by: Last day to tell what is done, and what says so.
        destroy_by: Last day to destroy it, when it was granted.
        objection_weeks: How long the resident can fight a refusal.
    """

    head: PaperHead
    resident: PaperResident
    law: Law
    request: DestructionRequest
    right: Source
    ground: Source | None
    decide_by: date
    decide_source: Source
    destroy_by: date
    objection_weeks: int
    contact: PaperContact = field(default_factory=PaperContact)
