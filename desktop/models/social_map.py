"""The social map: community services first, contracted providers with their products, and availability."""

from __future__ import annotations

from sqlmodel import Field

from desktop.models.base import Day, Record, Value, choice, members
from desktop.models.kinds import AvailabilityStatus, ContractKind, MapStatus, PurchasingLevel, Unit


class PlaceFields(Record):
    """A village, quarter or town with a coordinate, for nearness."""

    name: str = Field(max_length=80, description="As people call it")
    municipality: str = Field(default="", max_length=80, description="Name of the municipality")
    postal_code4: str = Field(default="", max_length=4, description="Four digits; empty when the place has many")
    latitude: float = Field(ge=-90, le=90, description="Degrees north, WGS 84")
    longitude: float = Field(ge=-180, le=180, description="Degrees east, WGS 84")


class EntryFields(Record):
    """What every entry of the social map tells: how to reach it, and who last checked it."""

    name: str = Field(min_length=1, max_length=200, description="As the public knows it")
    description: str = Field(default="", max_length=10_000, description="What it offers, in plain text")
    phone: str = Field(default="", max_length=60, description="As published")
    email: str = Field(default="", max_length=200, description="As published")
    url: str = Field(default="", max_length=500, description="Web address as published")
    address: str = Field(default="", max_length=200, description="Street and number")
    postal_code: str = Field(default="", max_length=7, description="Like 9501 AB")
    place: str = Field(default="", max_length=80, description="Town or village")
    latitude: float | None = Field(default=None, ge=-90, le=90, description="Degrees north, WGS 84")
    longitude: float | None = Field(default=None, ge=-180, le=180, description="Degrees east, WGS 84")
    municipalities: tuple[str, ...] = members("Names of the municipalities it is for; empty means: not said")
    target_groups: tuple[str, ...] = members("For whom, in the field's words")
    minimum_age: int | None = Field(default=None, ge=0, le=130, description="Years, inclusive; empty means no limit")
    maximum_age: int | None = Field(default=None, ge=0, le=130, description="Years, inclusive; empty means no limit")
    status: MapStatus = choice(MapStatus.ACTIVE, "May a resident be sent there")
    checked_on: Day | None = Field(default=None, description="Day a person last saw that this entry is right")
    checked_by: str = Field(default="", max_length=120, description="Who looked")
    source: str = Field(
        default="", max_length=300, description="Where the entry came from: a mapping's name or a person"
    )
    source_id: str = Field(default="", max_length=200, description="The entry's key at that source")
    merged_into: str | None = Field(
        default=None,
        index=True,
        description="Id of the entry that this one turned out to be a double of; it is then not shown",
    )


class ProviderFields(EntryFields):
    """A contracted provider of care."""

    agb_code: str = Field(default="", max_length=8, description="Eight digits; empty when not known")
    kvk_number: str = Field(default="", max_length=8, description="Eight digits; empty when not known")
    laws: tuple[str, ...] = members("Values of Law it works under")
    specialisms: tuple[str, ...] = members("What it knows well, in the field's words")
    size: str = Field(default="", max_length=20, description="Small, medium or large, as the region tells them apart")
    strategic_partner: bool = Field(default=False, description="True when the region named it so")


class OrganisationFields(Record):
    """Who runs community services: a foundation, church, library or club, without a contract."""

    name: str = Field(min_length=1, max_length=200, description="As the public knows it")
    other_name: str = Field(default="", max_length=200, description="Short name or abbreviation")
    description: str = Field(default="", max_length=10_000, description="What it is there for, in plain text")
    phone: str = Field(default="", max_length=60, description="As published")
    email: str = Field(default="", max_length=200, description="As published")
    url: str = Field(default="", max_length=500, description="Web address as published")
    source: str = Field(default="", max_length=300, description="Where it came from: a mapping's name or a person")
    source_id: str = Field(default="", max_length=200, description="Its key at that source")


class LocationFields(Record):
    """Where help can be found, when that is more than the one address of an entry; belongs to exactly one of three."""

    organisation_id: str | None = Field(
        default=None, foreign_key="organisation.id", index=True, description="Organisation's id"
    )
    provider_id: str | None = Field(default=None, foreign_key="provider.id", index=True, description="Provider's id")
    service_id: str | None = Field(
        default=None, foreign_key="community_service.id", index=True, description="Community service's id"
    )
    name: str = Field(default="", max_length=200, description="As people call it")
    address: str = Field(default="", max_length=300, description="Street and number")
    postal_code: str = Field(default="", max_length=20, description="As published")
    place: str = Field(default="", max_length=80, description="Town or village")
    latitude: float | None = Field(default=None, ge=-90, le=90, description="Degrees north, WGS 84")
    longitude: float | None = Field(default=None, ge=-180, le=180, description="Degrees east, WGS 84")
    phone: str = Field(default="", max_length=200, description="As published")
    url: str = Field(default="", max_length=500, description="Web address as published")
    source: str = Field(default="", max_length=300, description="Where it came from: a mapping's name or a person")
    source_id: str = Field(default="", max_length=200, description="Its key at that source")


class CommunityServiceFields(EntryFields):
    """A service of the neighbourhood that needs no indication."""

    organisation: str = Field(default="", max_length=200, description="Who runs it")
    organisation_id: str | None = Field(
        default=None, foreign_key="organisation.id", index=True, description="Organisation's id, if kept"
    )
    themes: tuple[str, ...] = members("What it is about, like money, meeting people, meals")
    opening_hours: str = Field(default="", max_length=1000, description="When, as published")
    how_to_join: str = Field(default="", max_length=2000, description="What a resident does to take part")
    cost: str = Field(default="", max_length=300, description="As published; empty means not known, never free")
    free_of_charge: bool | None = Field(default=None, description="True only when published as free")
    light_check: str = Field(default="", max_length=500, description="The small test it asks; empty means none known")


class ContractFields(Record):
    """An agreement with a provider."""

    provider_id: str = Field(description="Provider's id", foreign_key="provider.id", index=True)
    kind: ContractKind = choice(ContractKind.FRAMEWORK, "Kind of agreement")
    lot: str = Field(default="", max_length=60, description="Lot's id in the region profile")
    level: PurchasingLevel = choice(PurchasingLevel.REGIONAL, "Scale it was bought on")
    start: Day = Field(description="First day")
    end: Day | None = Field(default=None, description="Last day, inclusive; empty means open-ended")
    extension: str = Field(default="", max_length=300, description="Options to extend, as agreed")
    options_until: Day | None = Field(
        default=None, description="Last day, inclusive, when every option to extend is used; empty means not known"
    )
    note: str = Field(default="", max_length=2000, description="Anything the access desk must know")


class ContractedProductFields(Record):
    """What a provider may deliver, where, when and at which rate."""

    contract_id: str = Field(description="Contract's id", foreign_key="contract.id", index=True)
    provider_id: str = Field(description="Provider's id", foreign_key="provider.id", index=True)
    lot: str = Field(default="", max_length=60, description="Lot's id in the region profile")
    segment: str = Field(default="", max_length=60, description="Segment's id in the region profile, if any")
    product: str = Field(default="", max_length=60, description="Product's id; empty where the lot has no products")
    municipalities: tuple[str, ...] = members("Names; empty means the whole region")
    start: Day = Field(description="First day")
    end: Day | None = Field(default=None, description="Last day, inclusive")
    rate_cents: int | None = Field(default=None, ge=0, le=10_000_000, description="Euro cents per unit")
    rate_unit: Unit | None = choice(None, "Unit of the rate")
    intake_stop: bool = Field(default=False, description="True when the provider may refuse new residents")
    stop_permitted_on: Day | None = Field(
        default=None, description="Day of the leave in writing for the intake stop; empty means none is known"
    )
    stop_from: Day | None = Field(default=None, description="First day of the intake stop; empty means not known")
    stop_until: Day | None = Field(
        default=None, description="Last day of the intake stop, inclusive; empty means until further notice"
    )


class AvailabilityReportFields(Record):
    """One observation of how long people wait at a provider. Append-only: a correction is a new one.

    Intake and start are apart (Regeling Jeugdwet art. 8f): the wait to the first talk, and the wait to the first help.
    """

    provider_id: str = Field(description="Provider's id", foreign_key="provider.id", index=True)
    product: str = Field(default="", max_length=120, description="Product's id, or the offer as published")
    expertise: str = Field(default="", max_length=500, description="Within the product, as published")
    location: str = Field(default="", max_length=200, description="As published")
    target_group: str = Field(default="", max_length=200, description="As published")
    municipality: str = Field(default="", max_length=80, description="Empty means: all that the provider serves")
    intake_min: float | None = Field(default=None, ge=0, le=520, description="Weeks, inclusive")
    intake_max: float | None = Field(
        default=None, ge=0, le=520, description="Weeks, inclusive; empty with a min: at least"
    )
    intake_text: str = Field(default="", max_length=500, description="As given")
    start_min: float | None = Field(default=None, ge=0, le=520, description="Weeks, inclusive")
    start_max: float | None = Field(
        default=None, ge=0, le=520, description="Weeks, inclusive; empty with a min: at least"
    )
    start_text: str = Field(default="", max_length=500, description="As given")
    free_places: int | None = Field(default=None, ge=0, le=100_000, description="Count; empty means not known")
    waiting_count: int | None = Field(default=None, ge=0, le=100_000, description="Residents; empty means not known")
    status: AvailabilityStatus = choice(AvailabilityStatus.UNKNOWN, "Whether new residents are taken")
    measured_on: Day = Field(description="The day the figure was true")
    source: str = Field(default="", max_length=500, description="Where the figure came from")
    checked_by: str = Field(default="", max_length=120, description="Who asked or read it")
    note: str = Field(default="", max_length=2000, description="In words")
    corrects: str | None = Field(default=None, description="Id of the report this one corrects")
    withdrawn: bool = Field(
        default=False, description="True: the report named by `corrects` does not hold, and this one tells nothing"
    )


class Place(Value, PlaceFields):
    """See `PlaceFields`."""


class PlaceRow(PlaceFields, table=True):
    """Stored `Place`."""

    __tablename__ = "place"


class Provider(Value, ProviderFields):
    """See `ProviderFields`."""


class ProviderRow(ProviderFields, table=True):
    """Stored `Provider`."""

    __tablename__ = "provider"


class Organisation(Value, OrganisationFields):
    """See `OrganisationFields`."""


class OrganisationRow(OrganisationFields, table=True):
    """Stored `Organisation`."""

    __tablename__ = "organisation"


class CommunityService(Value, CommunityServiceFields):
    """See `CommunityServiceFields`."""


class CommunityServiceRow(CommunityServiceFields, table=True):
    """Stored `CommunityService`."""

    __tablename__ = "community_service"


class Location(Value, LocationFields):
    """See `LocationFields`."""


class LocationRow(LocationFields, table=True):
    """Stored `Location`."""

    __tablename__ = "location"


class Contract(Value, ContractFields):
    """See `ContractFields`."""


class ContractRow(ContractFields, table=True):
    """Stored `Contract`."""

    __tablename__ = "contract"


class ContractedProduct(Value, ContractedProductFields):
    """See `ContractedProductFields`."""


class ContractedProductRow(ContractedProductFields, table=True):
    """Stored `ContractedProduct`."""

    __tablename__ = "contracted_product"


class AvailabilityReport(Value, AvailabilityReportFields):
    """See `AvailabilityReportFields`."""


class AvailabilityReportRow(AvailabilityReportFields, table=True):
    """Stored `AvailabilityReport`."""

    __tablename__ = "availability_report"
