"""A resident asks that a dossier be destroyed: who asked, when, and what was decided on it."""

from __future__ import annotations

from enum import StrEnum

from sqlmodel import Field

from desktop.models.base import Day, Record, Value, choice


class AskedBy(StrEnum):
    """Who asked for it."""

    RESIDENT = "resident"
    """Also through someone who was authorised in writing."""
    REPRESENTATIVE = "representative"
    """By law: a parent with authority, a guardian, a curator or a mentor."""
    OTHER = "other"


class RequestOutcome(StrEnum):
    """What became of a request."""

    OPEN = "open"
    GRANTED = "granted"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"


class RefusalGround(StrEnum):
    """Why the dossier is kept. The acts know no other ground (Wmo 2015 art. 5.3.5 lid 2 and 3; Jeugdwet art. 7.3.9)."""

    OTHERS_INTEREST = "others-interest"
    """Keeping it is of considerable importance to another than the resident."""
    LAW_FORBIDS = "law-forbids"
    """A rule by or under an act is opposed to it."""
    NOT_ENTITLED = "not-entitled"
    """Whoever asked could not."""


class DestructionRequestFields(Record):
    """A request to destroy one whole dossier, and the decision on it. It goes with the dossier."""

    case_id: str = Field(foreign_key="case_file.id", index=True, description="Case's id")
    received_on: Day = Field(description="Day it came in; the terms count from it")
    asked_by: AskedBy = choice(AskedBy.RESIDENT, "Who asked")
    asker: str = Field(default="", max_length=200, description="Name of who asked, when that is not the resident")
    asker_address: str = Field(default="", max_length=300, description="Where the answer goes, when that is another")
    unable: bool = Field(
        default=False, description="True when the resident is twelve or older and cannot weigh what is at stake"
    )
    how: str = Field(default="", max_length=200, description="How it came in, like a letter of that day")
    recorded_by: str = Field(max_length=120, description="Colleague's id")
    extended_on: Day | None = Field(default=None, description="Day on which the term was extended")
    extended_why: str = Field(default="", max_length=2000, description="Why; the resident is told")
    outcome: RequestOutcome = choice(RequestOutcome.OPEN, "What became of it")
    ground: RefusalGround | None = choice(None, "On which ground it was refused")
    provision: str = Field(default="", max_length=300, description="The rule that is opposed, by name and article")
    motivation: str = Field(default="", max_length=5000, description="The reasons, as the resident reads them")
    decided_by: str = Field(default="", max_length=120, description="Colleague's id")
    decided_on: Day | None = Field(default=None, description="Day of the decision")


class DestructionRequest(Value, DestructionRequestFields):
    """See `DestructionRequestFields`."""


class DestructionRequestRow(DestructionRequestFields, table=True):
    """Stored `DestructionRequest`."""

    __tablename__ = "destruction_request"
