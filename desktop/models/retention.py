"""How long a dossier is kept, why one is kept longer, and what was destroyed: in numbers, never with a name."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from sqlmodel import Field

from desktop.models.base import Day, Record, Value, choice, mapping, members
from desktop.models.kinds import Law


class KeepGround(StrEnum):
    """Why a dossier is kept longer than the act asks."""

    CAREFUL_HELP = "careful-help"
    """As long as careful help reasonably asks (Jeugdwet art. 7.3.8 lid 3)."""
    DISPUTE = "dispute"
    """An objection, appeal, complaint or claim that is still open (AVG art. 17 lid 3 under e)."""
    OTHER_ACT = "other-act"
    """Another act asks for it (AVG art. 17 lid 3 under b)."""


class DestructionBasis(StrEnum):
    """Why dossiers may go."""

    TERM = "term"
    """They were kept for as long as they had to be."""
    REQUEST = "request"
    """The resident asked for it (Wmo 2015 art. 5.3.5, Jeugdwet art. 7.3.9)."""


class DestructionStatus(StrEnum):
    """Where a proposal to destroy stands."""

    PROPOSED = "proposed"
    DECLINED = "declined"
    DONE = "done"


class RetentionSettingFields(Record):
    """For how many years a municipality keeps dossiers under an act, where that is longer than the act asks.

    And within how many months it answers who asks to have one destroyed, where that is sooner.
    """

    law: Law = choice(..., "Under which act")
    municipality: str = Field(default="", max_length=80, description="Empty means: the whole region")
    years: int = Field(ge=1, le=120, description="Counted from the last change of the dossier")
    decide_months: int | None = Field(
        default=None, ge=1, le=12, description="To decide on a request; empty: as the act"
    )
    destroy_months: int | None = Field(
        default=None, ge=1, le=12, description="To destroy on request; empty: as the act"
    )
    document: str = Field(default="", max_length=300, description="Title of what it stands in")
    paragraph: str = Field(default="", max_length=200, description="Where in it")


class KeepLongerFields(Record):
    """A ground to keep one dossier beyond its term."""

    case_id: str = Field(foreign_key="case_file.id", index=True, description="Case's id")
    ground: KeepGround = choice(..., "Why")
    until_on: Day = Field(description="Last day on which it is kept; looked at again after it")
    why: str = Field(min_length=1, max_length=2000, description="What is at stake, in a sentence")
    said_by: str = Field(default="", max_length=120, description="Colleague's id")


class DestructionFields(Record):
    """Dossiers that one colleague proposed to destroy and another decided on; once done, the certificate of it."""

    status: DestructionStatus = choice(DestructionStatus.PROPOSED, "Where it stands")
    basis: DestructionBasis = choice(DestructionBasis.TERM, "Why they may go")
    destroy_by: Day | None = Field(default=None, description="Last day to destroy what a resident asked for")
    municipality: str = Field(default="", max_length=80, description="Name of the municipality that is responsible")
    law: Law = choice(..., "Under which act")
    cases: tuple[str, ...] = members("Cases' ids; none once it is done")
    dossiers: int = Field(ge=1, description="How many dossiers")
    first_on: Day = Field(description="Last change of the dossier that was closed the longest ago")
    last_on: Day = Field(description="Last change of the one that was closed the latest")
    years: int = Field(ge=1, le=120, description="For how many years they had to be kept")
    document: str = Field(default="", max_length=300, description="Title of what that stands in")
    paragraph: str = Field(default="", max_length=200, description="Where in it")
    proposed_by: str = Field(max_length=120, description="Colleague's id")
    proposed_on: Day = Field(description="Day of the proposal")
    decided_by: str = Field(default="", max_length=120, description="Colleague's id")
    decided_on: Day | None = Field(default=None, description="Day of the decision")
    reason: str = Field(default="", max_length=2000, description="Why it was declined")
    destroyed: Mapping[str, str] = mapping("How many records of each kind were destroyed")


class RetentionSetting(Value, RetentionSettingFields):
    """See `RetentionSettingFields`."""


class RetentionSettingRow(RetentionSettingFields, table=True):
    """Stored `RetentionSetting`."""

    __tablename__ = "retention_setting"


class KeepLonger(Value, KeepLongerFields):
    """See `KeepLongerFields`."""


class KeepLongerRow(KeepLongerFields, table=True):
    """Stored `KeepLonger`."""

    __tablename__ = "keep_longer"


class Destruction(Value, DestructionFields):
    """See `DestructionFields`."""


class DestructionRow(DestructionFields, table=True):
    """Stored `Destruction`."""

    __tablename__ = "destruction"
