"""Around the contracts: who works together, whom one reaches, and how a municipality keeps the number in hand."""

from __future__ import annotations

from sqlmodel import Field

from desktop.models.base import Day, Record, Value, choice, members
from desktop.models.kinds import CooperationKind, MeasureKind


class ProviderContactFields(Record):
    """A person or desk at a provider, for who has to reach it."""

    provider_id: str = Field(description="Provider's id", foreign_key="provider.id", index=True)
    name: str = Field(min_length=1, max_length=120, description="Of the person or the desk")
    role: str = Field(default="", max_length=120, description="What for, like applications or contract")
    phone: str = Field(default="", max_length=60, description="As given")
    email: str = Field(default="", max_length=200, description="As given")
    note: str = Field(default="", max_length=1000, description="In words")


class CooperationFields(Record):
    """Two providers that work together, one under the contract of the other or beside it."""

    provider_id: str = Field(description="Id of the provider that leads", foreign_key="provider.id", index=True)
    partner_id: str = Field(description="Id of the other provider", foreign_key="provider.id", index=True)
    kind: CooperationKind = choice(CooperationKind.COOPERATION, "Under the contract, or beside it")
    products: tuple[str, ...] = members("Product ids it is about; empty means all")
    start: Day | None = Field(default=None, description="First day; empty means not known")
    end: Day | None = Field(default=None, description="Last day, inclusive; empty means open-ended")
    note: str = Field(default="", max_length=1000, description="In words")


class PurchaseMeasureFields(Record):
    """A municipality closes a product group, or sets how many providers it wants at the most or the least."""

    kind: MeasureKind = choice(MeasureKind.MAXIMUM, "What is set")
    municipality: str = Field(default="", max_length=80, description="Name; empty means the whole region")
    lot: str = Field(default="", max_length=60, description="Lot's id; empty means any")
    segment: str = Field(default="", max_length=60, description="Segment's id; empty means any")
    product: str = Field(default="", max_length=60, description="Product's id; empty means all of the lot")
    number: int | None = Field(default=None, ge=0, le=10_000, description="Providers, for a maximum or minimum")
    start: Day = Field(description="First day it holds")
    end: Day | None = Field(default=None, description="Last day, inclusive; empty until it is lifted")
    reason: str = Field(default="", max_length=2000, description="Why, and on whose decision")


class ProviderContact(Value, ProviderContactFields):
    """See `ProviderContactFields`."""


class ProviderContactRow(ProviderContactFields, table=True):
    """Stored `ProviderContact`."""

    __tablename__ = "provider_contact"


class Cooperation(Value, CooperationFields):
    """See `CooperationFields`."""


class CooperationRow(CooperationFields, table=True):
    """Stored `Cooperation`."""

    __tablename__ = "cooperation"


class PurchaseMeasure(Value, PurchaseMeasureFields):
    """See `PurchaseMeasureFields`."""


class PurchaseMeasureRow(PurchaseMeasureFields, table=True):
    """Stored `PurchaseMeasure`."""

    __tablename__ = "purchase_measure"
