"""What is around invented contracts: measures of municipalities, whom one reaches, and who works with whom."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from desktop.models.base import Value
from desktop.models.kinds import CooperationKind, MeasureKind
from desktop.models.purchasing import Cooperation, ProviderContact, PurchaseMeasure
from desktop.models.reach import MunicipalityContact
from desktop.models.social_map import Provider
from desktop.rules.coverage_lines import Line, lines_of
from desktop.services.demo.people import fictional_phone
from desktop.services.demo.scene import Scene

CONTACTS = 12
"""Providers of which a contact is known."""

_AGO = timedelta(days=150)


def purchasing(scene: Scene, providers: tuple[Provider, ...]) -> Iterator[Value]:
    """A little of everything, so that each part of the screen has something to show."""
    yield from _measures(scene)
    for provider in providers[:CONTACTS]:
        yield ProviderContact(
            id=scene.new_id(),
            provider_id=provider.id,
            name=scene.organisations.purchasing.desk,
            role=scene.organisations.purchasing.role,
            phone=fictional_phone(scene),
            email=provider.email,
        )
    for at, kind in enumerate(CooperationKind):
        leads, follows = providers[2 * at : 2 * at + 2]
        yield Cooperation(
            id=scene.new_id(), provider_id=leads.id, partner_id=follows.id, kind=kind, start=scene.today - _AGO
        )


def reached(scene: Scene) -> list[Value]:
    """How residents reach the first municipality; the others have not filled that in yet."""
    town = scene.profile.municipalities[0].name
    return [
        MunicipalityContact(
            id=scene.new_id(),
            municipality=town,
            phone=fictional_phone(scene),
            hours=scene.organisations.purchasing.answered,
            address=f"Dideldom 1\n9999 XX {town}",
        )
    ]


def _measures(scene: Scene) -> Iterator[PurchaseMeasure]:
    """One of each kind, for the first three things that are bought, in the last municipality."""
    town = scene.profile.municipalities[-1].name
    numbers = {MeasureKind.MAXIMUM: 4, MeasureKind.MINIMUM: 6, MeasureKind.CLOSED: None}
    for line, (kind, number) in zip(lines_of(scene.profile, scene.today), numbers.items(), strict=False):
        yield _measure(scene, line, town, (kind, number))


def _measure(scene: Scene, line: Line, town: str, what: tuple[MeasureKind, int | None]) -> PurchaseMeasure:
    return PurchaseMeasure(
        id=scene.new_id(),
        kind=what[0],
        municipality=town,
        lot=line.lot,
        segment="" if line.is_product or line.id == line.lot else line.id,
        product=line.id if line.is_product else "",
        number=what[1],
        start=scene.today - _AGO,
        reason=scene.organisations.purchasing.reasons[what[0].value],
    )
