"""What was set aside, spent or agreed: numbers that come from the books and the contracts, not from the cases."""

from __future__ import annotations

from enum import StrEnum

from sqlmodel import Field

from desktop.models.base import Record, Value, choice


class AmountKind(StrEnum):
    """What the number says."""

    BUDGET = "budget"
    """Set aside for a calendar year, euro cents."""
    SPENT = "spent"
    """Booked as paid in a month, euro cents."""
    AGREED_DURATION = "agreed-duration"
    """How long help of a provider takes on average at the most, by agreement, days."""
    CAPACITY = "capacity"
    """How much work a consultant can have, in usual cases."""


class AmountFields(Record):
    """A number set by the municipality, the region or the team, with where it stands."""

    kind: AmountKind = choice(AmountKind.BUDGET, "What the number says")
    municipality: str = Field(default="", max_length=80, description="Empty means: the whole region")
    lot: str = Field(default="", max_length=60, description="Lot's id; empty means all help")
    product: str = Field(default="", max_length=60, description="Product's id; empty means all of the lot")
    provider_id: str | None = Field(default=None, foreign_key="provider.id", index=True, description="Provider's id")
    colleague: str = Field(default="", max_length=120, description="Colleague's id, for a capacity")
    year: int = Field(default=0, ge=0, le=2100, description="Calendar year; 0 where it holds for any")
    month: int = Field(default=0, ge=0, le=12, description="Of what was spent; 0 for a whole year")
    value: int = Field(ge=0, le=1_000_000_000_000, description="Euro cents, days or cases, by kind")
    document: str = Field(default="", max_length=300, description="Title of the document or the books it stands in")
    paragraph: str = Field(default="", max_length=200, description="Where in it")


class Amount(Value, AmountFields):
    """See `AmountFields`."""


class AmountRow(AmountFields, table=True):
    """Stored `Amount`."""

    __tablename__ = "amount"
