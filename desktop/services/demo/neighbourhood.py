"""Invented community services, and what providers last told of their waits."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from desktop.models.kinds import AvailabilityStatus, MapStatus
from desktop.models.social_map import AvailabilityReport, CommunityService, ContractedProduct
from desktop.services.demo.contracts import slug
from desktop.services.demo.people import fictional_phone
from desktop.services.demo.scene import Scene
from desktop.services.demo.sources import CommunityText
from desktop.services.demo.spots import Spot, villages

STATUSES = {
    AvailabilityStatus.OPEN: 42,
    AvailabilityStatus.LIMITED: 22,
    AvailabilityStatus.INTAKE_STOP: 10,
    AvailabilityStatus.ASSESSMENT_FIRST: 8,
    AvailabilityStatus.ON_CONSULTATION: 7,
    AvailabilityStatus.UNKNOWN: 11,
}
"""Per cent of the latest reports."""

AGES = ((2, 14), (15, 60), (61, 200), (380, 700))
"""Days since the latest report: fresh, usual, stale, and forgotten."""

MONTH = 30
"""Days between two reports, about."""

_SILENT = 8
"""Per cent of the offers of which nothing was ever reported."""


def services(scene: Scene, spots: tuple[Spot, ...]) -> Iterator[CommunityService]:
    """Some once in every municipality, others in a share of its places."""
    for municipality in scene.profile.municipalities:
        here = list(villages(spots, municipality.name))
        for text in scene.organisations.community:
            for spot in here[:1] if text.once else [s for s in here if scene.happens(text.in_every_place)]:
                yield _service(scene, text, spot)


def _service(scene: Scene, text: CommunityText, spot: Spot) -> CommunityService:
    where = {"place": spot.name, "municipality": spot.municipality}
    name = text.name.format(**where)
    site = slug(text.organisation.format(**where))
    return CommunityService(
        id=scene.new_id(),
        name=name,
        organisation=text.organisation.format(**where),
        description=text.description.format(**where),
        phone=fictional_phone(scene),
        email=f"info@{site}.example",
        url=f"https://{site}.example",
        address=f"{scene.one_of(scene.names.streets['all'])} {scene.between(1, 120)}",
        place=spot.name,
        latitude=spot.latitude,
        longitude=spot.longitude,
        municipalities=(spot.municipality,),
        target_groups=text.groups,
        minimum_age=text.minimum_age,
        maximum_age=text.maximum_age,
        status=MapStatus.ACTIVE,
        checked_on=scene.ago(5, 500),
        checked_by=scene.names.colleagues.names[1],
        source="demo",
        source_id=slug(name),
        themes=text.themes,
        opening_hours=text.opening_hours,
        how_to_join=text.how_to_join,
        cost=text.cost,
        free_of_charge=text.free,
        light_check=text.light_check,
    )


def reports(scene: Scene, contracted: tuple[ContractedProduct, ...]) -> Iterator[AvailabilityReport]:
    """For every offer of a provider a few reports, the newest of very different ages; for some none at all."""
    for provider_id, product in dict.fromkeys((c.provider_id, c.product) for c in contracted):
        if scene.happens(_SILENT):
            continue
        age = scene.between(*scene.chance.choices(AGES, weights=(40, 32, 22, 6))[0])
        start = scene.between(0, 18)
        for n in range(scene.between(1, 5)):
            yield _report(scene, (provider_id, product), age + n * MONTH, max(0, start + scene.between(-3, 3)))


def _report(scene: Scene, offer: tuple[str, str], age: int, weeks: int) -> AvailabilityReport:
    texts = scene.organisations.providers
    status = scene.chance.choices(tuple(STATUSES), weights=tuple(STATUSES.values()))[0]
    told = status not in {AvailabilityStatus.UNKNOWN, AvailabilityStatus.INTAKE_STOP}
    intake = max(0, weeks // 2)
    return AvailabilityReport(
        id=scene.new_id(),
        provider_id=offer[0],
        product=offer[1],
        intake_min=intake if told else None,
        intake_max=intake + 1 if told else None,
        intake_text=f"{intake}–{intake + 1} weken" if told else "",
        start_min=weeks if told else None,
        start_max=weeks + 2 if told else None,
        start_text=f"{weeks}–{weeks + 2} weken" if told else "",
        free_places=scene.between(1, 6) if status is AvailabilityStatus.OPEN else None,
        waiting_count=scene.between(2, 20) if status is AvailabilityStatus.LIMITED else None,
        status=status,
        measured_on=scene.today - timedelta(days=age),
        source=scene.one_of(texts.sources),
        checked_by=scene.one_of(scene.names.colleagues.names),
        note=texts.stop_note if status is AvailabilityStatus.INTAKE_STOP else "",
    )
