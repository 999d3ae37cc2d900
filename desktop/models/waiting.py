"""Residents who wait, what bridges the wait, and that they are heard and seen."""

from __future__ import annotations

from sqlmodel import Field

from desktop.models.base import Day, Record, Value


class WaitingListEntryFields(Record):
    """A resident who waits for a product at a provider."""

    case_id: str = Field(foreign_key="case_file.id", index=True, description="Case's id")
    provider_id: str | None = Field(default=None, foreign_key="provider.id", index=True, description="Provider's id")
    product: str = Field(default="", max_length=60, description="Product's id")
    since: Day = Field(description="First day of the wait")
    urgency: int = Field(default=2, ge=1, le=3, description="1 high, 2 usual, 3 can wait")
    review_on: Day | None = Field(default=None, description="Day it is looked at again")
    placed_on: Day | None = Field(default=None, description="Day the wait ended; empty while waiting")
    note: str = Field(default="", max_length=2000, description="In words")


class InterimMeasureFields(Record):
    """What bridges the wait."""

    entry_id: str = Field(foreign_key="waiting_list_entry.id", index=True, description="Waiting list entry's id")
    what: str = Field(
        min_length=1, max_length=2000, description="Temporary care, digital guidance, a community service"
    )
    service_id: str | None = Field(
        default=None, foreign_key="community_service.id", description="Community service's id, if it is one"
    )
    start: Day = Field(description="First day")
    end: Day | None = Field(default=None, description="Last day")


class ContactMomentFields(Record):
    """An agreed contact with someone who waits. Append-only once held."""

    entry_id: str = Field(foreign_key="waiting_list_entry.id", index=True, description="Waiting list entry's id")
    agreed_on: Day = Field(description="Day it was agreed for")
    held_on: Day | None = Field(default=None, description="Day it took place; empty until then")
    note: str = Field(default="", max_length=2000, description="What was said")


class WaitingListEntry(Value, WaitingListEntryFields):
    """See `WaitingListEntryFields`."""


class WaitingListEntryRow(WaitingListEntryFields, table=True):
    """Stored `WaitingListEntry`."""

    __tablename__ = "waiting_list_entry"


class InterimMeasure(Value, InterimMeasureFields):
    """See `InterimMeasureFields`."""


class InterimMeasureRow(InterimMeasureFields, table=True):
    """Stored `InterimMeasure`."""

    __tablename__ = "interim_measure"


class ContactMoment(Value, ContactMomentFields):
    """See `ContactMomentFields`."""


class ContactMomentRow(ContactMomentFields, table=True):
    """Stored `ContactMoment`."""

    __tablename__ = "contact_moment"
