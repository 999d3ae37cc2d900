"""A small social map in which every field says something, and some say what no format can take."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from desktop.models.base import Value
from desktop.models.kinds import AvailabilityStatus, ContractKind, MapStatus, SignalKind, Unit
from desktop.models.people import Resident
from desktop.models.purchasing import ProviderContact
from desktop.models.social_map import (
    AvailabilityReport,
    CommunityService,
    Contract,
    ContractedProduct,
    Location,
    Organisation,
    Place,
    Provider,
)
from desktop.models.upkeep import Signal

if TYPE_CHECKING:
    from desktop.services.workplace import Workplace

WELFARE = Organisation(
    name="Stichting Welzijn",
    other_name="SW",
    description="Voor alle buurten",
    phone="0597 555 0101",
    email="info@welzijn.example",
    url="https://welzijn.example",
)
CLUB = Organisation(name="De Kring")
HALL = Location(
    organisation_id=WELFARE.id,
    name="Buurthuis",
    address="Kerkstraat 1",
    postal_code="9671 AB",
    place="Winschoten",
    latitude=53.14,
    longitude=7.03,
    phone="0597 555 0102",
    url="welzijn.example/buurthuis",
)
COFFEE = CommunityService(
    name="Koffieochtend",
    description="Samen koffie,\nook met een broodje",
    organisation="Stichting Welzijn",
    organisation_id=WELFARE.id,
    phone="+31 597 555 0103",
    email="koffie@welzijn.example",
    url="www.welzijn.example/koffie?dag=wo&ruimte=grote zaal",
    municipalities=("Oldambt", "Stadskanaal"),
    target_groups=("volwassenen", "ouderen, ook met een rollator"),
    minimum_age=18,
    maximum_age=99,
    themes=("ontmoeten", "eten"),
    opening_hours="Woensdag 10–12 uur",
    how_to_join="Loop binnen",
    cost="Gratis",
    free_of_charge=True,
    light_check="U woont in de wijk",
    checked_on=date(2026, 11, 1),
    checked_by="Anna Test",
)
FORMULA = CommunityService(
    name="=HYPERLINK(1)",
    description="@SUM(A1)",
    organisation="-1+2",
    phone="+31-597",
    email="geen adres",
    url="niet op het net",
    how_to_join="'=1+1",
    cost="\t5 euro",
    free_of_charge=False,
    status=MapStatus.DO_NOT_REFER,
    place="Nergenshuizen",
)
BARE = CommunityService(name="Maatjes", cost="Vraag ernaar", status=MapStatus.INACTIVE)
DOUBLE = CommunityService(name="Koffie ochtend", merged_into=COFFEE.id)

BROOK = Provider(
    name="De Beek",
    description="Begeleiding thuis",
    agb_code="12345678",
    kvk_number="87654321",
    laws=("WMO", "JEUGDWET"),
    specialisms=("autisme",),
    size="groot",
    strategic_partner=True,
    phone="0597 555 0104",
    email="aanmelden@debeek.example",
    url="https://debeek.example",
    address="Beekweg 2",
    postal_code="9501 CD",
    place="Stadskanaal",
    latitude=52.99,
    longitude=6.95,
    municipalities=("Oldambt", "Stadskanaal"),
    target_groups=("jongvolwassenen",),
    checked_on=date(2026, 10, 1),
)
QUIET = Provider(name="Stille Kracht", laws=("WMO",), status=MapStatus.DO_NOT_REFER)
DESK = ProviderContact(
    provider_id=BROOK.id,
    name="Aanmeldpunt",
    role="aanmeldingen",
    phone="0597 555 0105",
    email="punt@debeek.example",
    note="Niet voor half tien bellen",
)
ANNEXE = Location(provider_id=BROOK.id, name="De Beek Noord", address="Noorderweg 3", place="Winschoten")
AGREED = Contract(provider_id=BROOK.id, lot="wmo-begeleiding", start=date(2025, 1, 1), end=date(2027, 12, 31))
ENDED = Contract(
    provider_id=BROOK.id,
    kind=ContractKind.BRIDGING,
    lot="wmo-begeleiding",
    start=date(2021, 1, 1),
    end=date(2024, 12, 31),
    note="Alleen voor intern gebruik",
)


def contracted(contract: Contract, product: str, segment: str = "1A", **fields: object) -> ContractedProduct:
    """A product in a contract, for as long as that runs."""
    told = {"lot": contract.lot, "segment": segment, "product": product, "start": contract.start, "end": contract.end}
    return ContractedProduct.model_validate(
        {"contract_id": contract.id, "provider_id": contract.provider_id, **told, **fields}
    )


LINES = (
    contracted(AGREED, "begeleiding-regulier", municipalities=("Oldambt",), rate_cents=6015, rate_unit=Unit.HOUR),
    contracted(
        AGREED,
        "begeleiding-plus",
        intake_stop=True,
        stop_permitted_on=date(2026, 10, 1),
        stop_from=date(2026, 11, 1),
        stop_until=date(2027, 3, 31),
    ),
    contracted(ENDED, "begeleiding-regulier", municipalities=("Stadskanaal",)),
    contracted(ENDED, "vervoer"),
    contracted(ENDED, "een-oud-product", segment=""),
)


def observed(provider: Provider, product: str, day: date, **fields: object) -> AvailabilityReport:
    """An observation of that day."""
    told = {"provider_id": provider.id, "product": product, "measured_on": day, "source": "telefoon"}
    return AvailabilityReport.model_validate({**told, "checked_by": "Anna Test", **fields})


OLDER = observed(BROOK, "begeleiding-regulier", date(2026, 9, 1), free_places=9)
NEWEST = observed(
    BROOK,
    "begeleiding-regulier",
    date(2026, 11, 20),
    intake_min=2,
    intake_max=3.5,
    intake_text="2 tot 3,5 wk",
    start_min=6,
    start_max=8,
    free_places=3,
    waiting_count=4,
    status=AvailabilityStatus.LIMITED,
    note="Belt terug",
)
OF_ALL = observed(BROOK, "", date(2026, 11, 2), free_places=5, status=AvailabilityStatus.OPEN)
UNCONTRACTED = observed(
    QUIET, "Diagnostiek", date(2026, 11, 3), expertise="dyslexie", location="Winschoten", free_places=0
)
STOPPED = observed(QUIET, "Behandeling", date(2026, 11, 3), status=AvailabilityStatus.INTAKE_STOP)

BSN = "999900006"
RESIDENT = Resident(last_name="Geheim", first_names="Gerda", bsn=BSN)
SIGNAL = Signal(
    provider_id=BROOK.id,
    kind=SignalKind.QUALITY,
    text="Vertrouwelijk: er kwam niemand",
    seen_on=date(2026, 11, 1),
    recorded_by="x",
    recorded_on=date(2026, 11, 1),
)

EVERYTHING: tuple[Value, ...] = (
    Place(name="Winschoten", municipality="Oldambt", latitude=53.14, longitude=7.03),
    WELFARE,
    CLUB,
    BROOK,
    QUIET,
    COFFEE,
    FORMULA,
    BARE,
    DOUBLE,
    HALL,
    ANNEXE,
    AGREED,
    ENDED,
    *LINES,
    OLDER,
    NEWEST,
    OF_ALL,
    UNCONTRACTED,
    STOPPED,
    DESK,
    SIGNAL,
    RESIDENT,
)


def fill(workplace: Workplace) -> None:
    """Puts all of it in the store."""
    with workplace.store.work("Fill", actor="test") as work:
        work.add(*EVERYTHING)
        work.commit()
