"""Filling a store with a demonstration."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from itertools import islice
from random import Random

from desktop.language import N_
from desktop.models.base import Value
from desktop.models.faults import RuleBroken
from desktop.models.kinds import Role
from desktop.models.people import Colleague, Resident
from desktop.models.region import RegionProfile
from desktop.models.social_map import Place, Provider
from desktop.services.demo.clients import Client, clients
from desktop.services.demo.contracts import market
from desktop.services.demo.demand import Demand, published
from desktop.services.demo.dossiers import Desk, Stage, dossier
from desktop.services.demo.neighbourhood import reports, services
from desktop.services.demo.people import People, colleagues
from desktop.services.demo.proportions import USUAL_RESIDENTS, drawn_up, scaled
from desktop.services.demo.scene import Scene
from desktop.services.demo.spots import Spot, spots_of
from desktop.services.places import places_of
from desktop.services.workplace import Workplace
from desktop.store.mapping import table_of

CASES_EACH = 85
"""Clients per consultant."""

TOGETHER = 60
"""Clients that are written in one act: small enough to be sent to colleagues in one go."""


def make_demo(workplace: Workplace, *, residents: int | None = None, seed: int = 1) -> Mapping[str, int]:
    """Fills an empty store with invented people, providers, community services and cases.

    The workplace's colleague becomes the demonstration's consultant, with a case in every phase. Without `residents`
    the store shows the region's published figures to the unit, or 400 residents where it publishes none. The same seed,
    profile and moment give the same store.

    Returns:
        How many records of each kind, by table name.

    Raises:
        RuleBroken: ``store-not-empty``, ``figures-contradict`` when a profile's figures cannot all be true at once.
    """
    profile = workplace.profile
    chance = Random(f"{seed} {profile.id}")  # noqa: S311 - the same people next time, no secret
    scene = Scene(profile, workplace.now, workplace.today, chance)
    demands = demanded(scene, residents)
    counts: Counter[str] = Counter()
    with workplace.store.read() as reader:
        if reader.count(Resident) or reader.count(Provider):
            raise RuleBroken("store-not-empty")
        places = reader.find(Place)
    spots = spots_of(profile, places or places_of(profile))
    for part in _parts(scene, workplace.colleague, demands, spots):
        with workplace.store.work(N_("Make demonstration")) as work:
            work.add(*part)
            work.commit()
        counts.update(table_of(type(value)).name for value in part)
    return dict(counts)


def demanded(scene: Scene, residents: int | None) -> tuple[Demand, ...]:
    """The published demand as it is, or in its proportions; one drawn up where nothing is published."""
    told = published(scene.profile)
    if not told:
        return drawn_up(scene.profile, residents or USUAL_RESIDENTS, scene.today)
    return told if residents is None else scaled(told, residents)


def _parts(scene: Scene, me: Colleague, demands: tuple[Demand, ...], spots: tuple[Spot, ...]) -> Iterator[list[Value]]:
    """What is written together, parents before children."""
    offered = market(scene, spots)
    yield [*offered.providers, *offered.contracts, *offered.contracted]
    yield [*services(scene, spots), *reports(scene, offered.contracted)]
    people = People(scene, spots)
    found = [client for demand in demands for client in clients(scene, people, demand)]
    consultants, lead = colleagues(scene, max(2, len(found) // CASES_EACH))
    yield [*consultants, lead]
    stage = Stage(scene, people, offered)
    desks = _desks(scene.profile, (me, *consultants), lead)
    for together in _batched(found, TOGETHER):
        yield [value for client in together for value in dossier(stage, client, next(desks[client.municipality]))]


def _desks(profile: RegionProfile, consultants: tuple[Colleague, ...], lead: Colleague) -> dict[str, Iterator[Desk]]:
    """In turn the consultants of each municipality, and those who work for all of the region."""
    working = [c for c in consultants if c.role == Role.CONSULTANT.value]
    found = {}
    for municipality in profile.municipalities:
        here = [c for c in working if c.municipality in {"", municipality.name}] or working
        found[municipality.name] = _in_turn([Desk(c.id, lead.id) for c in here])
    return found


def _in_turn(desks: list[Desk]) -> Iterator[Desk]:
    while True:
        yield from desks


def _batched(clients_: Iterable[Client], size: int) -> Iterator[list[Client]]:
    rest = iter(clients_)
    while batch := list(islice(rest, size)):
        yield batch
