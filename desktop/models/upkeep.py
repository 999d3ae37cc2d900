"""Keeping the social map right: who looked when, how a source is read, and signals about a provider."""

from __future__ import annotations

from sqlmodel import Field

from desktop.models.base import Day, Record, Value, choice, members
from desktop.models.kinds import CheckOutcome, SignalKind, SignalStatus


class EntryCheckFields(Record):
    """Someone looked whether an entry is right. Append-only."""

    entry_id: str = Field(index=True, description="Id of the provider or community service")
    checked_on: Day = Field(description="The day someone looked")
    checked_by: str = Field(default="", max_length=120, description="Who looked")
    outcome: CheckOutcome = choice(CheckOutcome.STILL_RIGHT, "What was found")
    fields: tuple[str, ...] = members("Names of the fields that were corrected")
    source: str = Field(default="", max_length=300, description="Where it was seen or heard, like a website or a call")
    note: str = Field(default="", max_length=2000, description="In words")
    takes_back: str | None = Field(
        default=None, description="Id of the check whose act was undone: that one and this one tell nothing"
    )


class ImportMappingFields(Record):
    """Which column of a source is which field, remembered from the last time a person said it."""

    name: str = Field(min_length=1, max_length=120, description="What the person called the source")
    kind: str = Field(max_length=30, description="What its files are imported as")
    columns: tuple[str, ...] = members("Columns by which its files are known again")
    content: str = Field(max_length=100_000, description="The mapping as TOML, of the form of the shipped ones")


class SignalFields(Record):
    """A confidential remark on a provider's quality or lawfulness, for the contract manager alone."""

    provider_id: str = Field(description="Provider's id", foreign_key="provider.id", index=True)
    kind: SignalKind = choice(SignalKind.QUALITY, "What it is about")
    text: str = Field(min_length=1, max_length=5000, description="What was seen or heard, without a resident's name")
    seen_on: Day = Field(description="The day it was seen or heard")
    recorded_by: str = Field(max_length=36, description="Colleague's id")
    recorded_on: Day = Field(description="The day it was written down")
    status: SignalStatus = choice(SignalStatus.NEW, "How far the follow-up is")


class SignalFollowUpFields(Record):
    """What was done with a signal. Append-only."""

    signal_id: str = Field(foreign_key="signal.id", index=True, description="Signal's id")
    done_on: Day = Field(description="The day it was done")
    done_by: str = Field(max_length=120, description="Who did it")
    text: str = Field(min_length=1, max_length=5000, description="What was done or found")
    status: SignalStatus = choice(SignalStatus.IN_HAND, "Where the signal stands after it")


class EntryCheck(Value, EntryCheckFields):
    """See `EntryCheckFields`."""


class EntryCheckRow(EntryCheckFields, table=True):
    """Stored `EntryCheck`."""

    __tablename__ = "entry_check"


class ImportMapping(Value, ImportMappingFields):
    """See `ImportMappingFields`."""


class ImportMappingRow(ImportMappingFields, table=True):
    """Stored `ImportMapping`."""

    __tablename__ = "import_mapping"


class Signal(Value, SignalFields):
    """See `SignalFields`."""


class SignalRow(SignalFields, table=True):
    """Stored `Signal`."""

    __tablename__ = "signal"


class SignalFollowUp(Value, SignalFollowUpFields):
    """See `SignalFollowUpFields`."""


class SignalFollowUpRow(SignalFollowUpFields, table=True):
    """Stored `SignalFollowUp`."""

    __tablename__ = "signal_follow_up"
