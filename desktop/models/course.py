"""What accompanies a case on its course: its terms, consent, the steps that must be taken, and who helps at home."""

from __future__ import annotations

from sqlmodel import Field

from desktop.models.base import Day, Record, Value, choice
from desktop.models.kinds import ConsentBy, ConsentPurpose, Law, PauseGround, TermChangeKind


class TermChangeFields(Record):
    """A pause in, or a later end of, one term of one case."""

    case_id: str = Field(foreign_key="case_file.id", index=True, description="Case's id")
    term: str = Field(max_length=60, description="Term's id in the region profile")
    kind: TermChangeKind = choice(..., "Paused or extended")
    basis: PauseGround | None = choice(None, "Legal ground of a pause; empty for an extension")
    from_on: Day = Field(description="First day that does not count; for an extension the day it was told")
    until_on: Day | None = Field(default=None, description="Last day that does not count; empty while it lasts")
    days: int | None = Field(default=None, ge=1, le=365, description="By how many days it was extended")
    ground: str = Field(min_length=1, max_length=2000, description="Why, as told to the resident")
    told_on: Day | None = Field(default=None, description="Day the resident was told")


class TermSettingFields(Record):
    """A term as a municipality holds to it, in place of the one of the region profile."""

    term: str = Field(max_length=60, description="Term's id in the region profile")
    municipality: str = Field(default="", max_length=80, description="Empty means: the whole region")
    days: int | None = Field(default=None, ge=1, le=3650, description="Empty means: the term does not hold here")
    document: str = Field(default="", max_length=300, description="Title of the document it stands in")
    paragraph: str = Field(default="", max_length=200, description="Where in it")


class ConsentFields(Record):
    """Consent to use data for a purpose, or that it was refused."""

    resident_id: str = Field(foreign_key="resident.id", index=True, description="Resident's id")
    purpose: ConsentPurpose = choice(..., "For what")
    given: bool = Field(default=True, description="False when it was asked and refused")
    asked_on: Day = Field(description="Day of the answer")
    by: ConsentBy = choice(ConsentBy.RESIDENT, "Who answered")
    how: str = Field(default="", max_length=200, description="Like in writing, or spoken at the kitchen table")
    withdrawn_on: Day | None = Field(default=None, description="First day on which it no longer holds")
    note: str = Field(default="", max_length=2000, description="What exactly, and what not")


class StepAnswerFields(Record):
    """An answer to one question of the step plan that the highest court for this asks."""

    case_id: str = Field(foreign_key="case_file.id", index=True, description="Case's id")
    step: str = Field(max_length=60, description="Step's id")
    answer: str = Field(default="", max_length=10_000, description="What was found; empty means: not answered yet")


class CarerFields(Record):
    """A professional who comes to a household, whoever sent or pays them."""

    household_id: str = Field(foreign_key="household.id", index=True, description="Household's id")
    name: str = Field(min_length=1, max_length=200, description="Person or organisation")
    helps_with: str = Field(default="", max_length=500, description="What they come for")
    law: Law | None = choice(None, "Act it is paid under; empty when not known")
    start: Day | None = Field(default=None, description="First day")
    end: Day | None = Field(default=None, description="Last day; empty while it goes on")
    phone: str = Field(default="", max_length=60, description="As given")


class TermChange(Value, TermChangeFields):
    """See `TermChangeFields`."""


class TermChangeRow(TermChangeFields, table=True):
    """Stored `TermChange`."""

    __tablename__ = "term_change"


class TermSetting(Value, TermSettingFields):
    """See `TermSettingFields`."""


class TermSettingRow(TermSettingFields, table=True):
    """Stored `TermSetting`."""

    __tablename__ = "term_setting"


class Consent(Value, ConsentFields):
    """See `ConsentFields`."""


class ConsentRow(ConsentFields, table=True):
    """Stored `Consent`."""

    __tablename__ = "consent"


class StepAnswer(Value, StepAnswerFields):
    """See `StepAnswerFields`."""


class StepAnswerRow(StepAnswerFields, table=True):
    """Stored `StepAnswer`."""

    __tablename__ = "step_answer"


class Carer(Value, CarerFields):
    """See `CarerFields`."""


class CarerRow(CarerFields, table=True):
    """Stored `Carer`."""

    __tablename__ = "carer"
