"""Residents who wait, what bridges the wait, and that they are heard and seen."""

from __future__ import annotations

from sqlmodel import Field

from desktop.models.base import Day, Record, Value, choice, members
from desktop.models.kinds import InterimKind, Law, WaitEnd, WaitPhase


class WaitingListEntryFields(Record):
    """A resident who waits for a product at a provider."""

    case_id: str = Field(foreign_key="case_file.id", index=True, description="Case's id")
    provider_id: str | None = Field(default=None, foreign_key="provider.id", index=True, description="Provider's id")
    product: str = Field(default="", max_length=60, description="Product's id")
    since: Day = Field(description="First day of the wait")
    urgency: int = Field(default=2, ge=1, le=3, description="1 high, 2 usual, 3 can wait")
    review_on: Day | None = Field(default=None, description="Day it is looked at again")
    placed_on: Day | None = Field(default=None, description="Day the wait ended; empty while waiting")
    ended_because: WaitEnd | None = choice(None, "Why the wait ended; empty while waiting")
    need: str = Field(
        default="", max_length=60, description="The same text for every place the resident waits at for one need"
    )
    limited_choice: str = Field(
        default="", max_length=2000, description="Why the resident could not choose freely, if that is so"
    )
    note: str = Field(default="", max_length=2000, description="In words")


class InterimMeasureFields(Record):
    """What bridges the wait."""

    entry_id: str = Field(foreign_key="waiting_list_entry.id", index=True, description="Waiting list entry's id")
    kind: InterimKind = choice(InterimKind.OTHER, "What sort of help it is")
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


class WaitNormFields(Record):
    """How long one may wait, as a municipality holds to it: a norm in a source is a fact about that source, no law.

    A stored norm takes the place of the shipped one with the same `key`; with ``weeks`` empty that one is off.
    """

    key: str = Field(min_length=1, max_length=60, description="Id of the shipped norm it replaces, or one of its own")
    name: str = Field(default="", max_length=200, description="As people call it")
    law: Law | None = choice(None, "Only for help under this act; empty means any")
    products: tuple[str, ...] = members("Product ids it is for; empty means all of the act")
    phase: WaitPhase = choice(WaitPhase.WHOLE, "Which wait it limits")
    weeks: float | None = Field(default=None, ge=0, le=520, description="At most so many; empty means: no norm")
    document: str = Field(default="", max_length=300, description="Title of the document it stands in")
    paragraph: str = Field(default="", max_length=200, description="Where in it")


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


class WaitNorm(Value, WaitNormFields):
    """See `WaitNormFields`."""


class WaitNormRow(WaitNormFields, table=True):
    """Stored `WaitNorm`."""

    __tablename__ = "wait_norm"
