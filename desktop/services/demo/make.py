"""Filling a store with a demonstration."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import islice
from math import ceil
from random import Random

from desktop.language import N_
from desktop.models.base import Value
from desktop.models.faults import RuleBroken
from desktop.models.indications import Indication
from desktop.models.kinds import IndicationStatus, Role
from desktop.models.people import Colleague, Resident
from desktop.models.region import RegionProfile
from desktop.models.social_map import Place, Provider
from desktop.services.demo.amounts import amounts
from desktop.services.demo.clients import Client, clients
from desktop.services.demo.contracts import market
from desktop.services.demo.demand import Demand, published
from desktop.services.demo.dossiers import Desk, Stage, dossier
from desktop.services.demo.moods import Moods
from desktop.services.demo.neighbourhood import reports, services
from desktop.services.demo.open_cases import OpenCases
from desktop.services.demo.people import People, colleagues
from desktop.services.demo.proportions import USUAL_RESIDENTS, counted_by_law, drawn_up, scaled
from desktop.services.demo.purchasing import purchasing, reached
from desktop.services.demo.resting import resting
from desktop.services.demo.scene import Scene
from desktop.services.demo.showcase import Shown, showcase
from desktop.services.demo.spots import Spot, spots_of
from desktop.services.indications import answer_prompt, check, hand_in
from desktop.services.places import places_of
from desktop.services.workplace import Workplace
from desktop.store.aside import aside
from desktop.store.mapping import TABLES, table_of

ORDER = {name: n for n, name in enumerate(TABLES)}

CASES_EACH = 85
"""Clients per consultant."""

TOGETHER = 60
"""Clients that are written in one act: small enough to be sent to colleagues in one go."""


def make_demo(
    workplace: Workplace,
    *,
    residents: int | None = None,
    seed: int = 1,
    tell: Callable[[int, int], None] = lambda _done, _all: None,
) -> Mapping[str, int]:
    """Fills an empty store with invented people, providers, community services and cases: all of it, or nothing.

    The workplace's colleague becomes the demonstration's consultant, with a case in every phase. Without `residents`
    the store shows the region's published figures to the unit, or 400 residents where it publishes none. The same seed,
    profile and moment give the same store.

    Args:
        workplace: Nobody writes in its store meanwhile.
        residents: How many.
        seed: Of the chance that invents them.
        tell: Told how many parts are written, of how many; what it raises leaves the store empty.

    Returns:
        How many records of each kind, by table name.

    Raises:
        RuleBroken: ``store-not-empty``, ``figures-contradict`` when a profile's figures cannot all be true at once.
        WorldFault: ``disk-full`` and what else a store may say.
    """
    with workplace.store.read() as reader:
        if reader.count(Resident) or reader.count(Provider):
            raise RuleBroken("store-not-empty")
    with aside(workplace.store) as store:
        return _fill(replace(workplace, store=store), residents, seed, tell)


def _fill(
    workplace: Workplace, residents: int | None, seed: int, tell: Callable[[int, int], None]
) -> Mapping[str, int]:
    profile = workplace.profile
    chance = Random(f"{seed} {profile.id}")  # noqa: S311 - the same people next time, no secret
    scene = Scene(profile, workplace.now, workplace.today, chance)
    demands = demanded(scene, residents)
    counts: Counter[str] = Counter()
    with workplace.store.read() as reader:
        places = reader.find(Place)
    spots = spots_of(profile, places or places_of(profile))
    cast = _cast(scene, workplace.colleague, demands, spots)
    if residents is None:
        _make_room(cast)
    in_all = len(cast.background) + ceil(len(cast.clients) / TOGETHER) + 2
    for n, part in enumerate(_parts(scene, cast)):
        tell(n, in_all)
        _write(workplace, part)
        counts.update(table_of(type(value)).name for value in part)
    _hand_in(workplace, scene, cast)
    return dict(counts)


def demanded(scene: Scene, residents: int | None) -> tuple[Demand, ...]:
    """The published demand as it is, or in its proportions; one drawn up where nothing is published."""
    told = published(scene.profile)
    if not told:
        known = counted_by_law(scene.profile, scene.today) if residents is None else ()
        return known or drawn_up(scene.profile, residents or USUAL_RESIDENTS, scene.today)
    return told if residents is None else scaled(told, residents)


@dataclass
class _Cast:
    """Who and what a demonstration is made of, before the cases are written.

    Attributes:
        background: Social map and colleagues, in parts that are written together.
    """

    background: list[list[Value]]
    clients: list[Client]
    stage: Stage
    desks: dict[str, Iterator[Desk]]
    me: Desk
    colleagues: dict[str, Colleague]
    shown: Shown


def _cast(scene: Scene, owner: Colleague, demands: tuple[Demand, ...], spots: tuple[Spot, ...]) -> _Cast:
    offered = market(scene, spots)
    near = list(services(scene, spots))
    stage = Stage(scene, People(scene, spots), offered)
    found = [client for demand in demands for client in clients(scene, stage.people, demand)]
    consultants, lead = colleagues(scene, max(2, len(found) // CASES_EACH))
    team = (owner, *consultants) if owner.role == Role.CONSULTANT.value else consultants
    me, second = Desk(team[0].id, lead.id), Desk(team[1].id, lead.id)
    home = team[0].municipality or scene.profile.municipalities[0].name
    shown = showcase(OpenCases(stage, me, home), OpenCases(stage, second, home), near)
    background: list[list[Value]] = [
        [*offered.providers, *offered.locations, *offered.contracts, *offered.contracted],
        [*near, *reports(scene, offered.contracted), *consultants, lead],
        [*purchasing(scene, offered.providers), *amounts(scene, demands, offered.providers)],
    ]
    known = {colleague.id: colleague for colleague in team}
    return _Cast(background, found, stage, _desks(scene.profile, team, lead), me, known, shown)


def _make_room(cast: _Cast) -> None:
    """Who is helped in an open case is one of the published number of residents, not one more."""
    given = [v for v in cast.shown.values if isinstance(v, Indication) and v.status is IndicationStatus.APPROVED]
    for indication in given:
        lots = (n for n, c in enumerate(cast.clients) if indication.lot in {offer.lot for offer in c.share})
        spare = next(lots, None)
        if spare is not None:
            del cast.clients[spare]


def _parts(scene: Scene, cast: _Cast) -> Iterator[list[Value]]:
    yield from cast.background
    yield from _dossiers(scene, cast)
    yield list(cast.shown.values)
    yield list(reached(scene))


def _dossiers(scene: Scene, cast: _Cast) -> Iterator[list[Value]]:
    """The cases of all clients; among the consultant's own some wait and one was not looked back on in time."""
    mood = Moods(scene, cast.me.consultant)
    for together in _batched(cast.clients, TOGETHER):
        part: list[Value] = []
        for client in together:
            desk = next(cast.desks[client.municipality])
            part += mood.of(list(dossier(cast.stage, client, desk)), desk.consultant)
        yield part


def _write(workplace: Workplace, part: list[Value]) -> None:
    with workplace.work(N_("Make demonstration")) as work:
        work.add(*sorted(resting(part), key=_table))
        work.commit()


def _hand_in(workplace: Workplace, scene: Scene, cast: _Cast) -> None:
    """Hands drafts in as their authors would, with a reason for every question; one that is blocked stays a draft."""
    for author, indication_id in cast.shown.to_hand_in:
        desk = replace(workplace, colleague=cast.colleagues[author])
        for prompt in check(desk, indication_id).questions:
            answer_prompt(desk, indication_id, prompt.code, scene.stories.outcome.reason)
        if check(desk, indication_id).may_hand_in:
            hand_in(desk, indication_id)


def _desks(profile: RegionProfile, team: tuple[Colleague, ...], lead: Colleague) -> dict[str, Iterator[Desk]]:
    """In turn the consultants of each municipality; who works for all of the region works in the first."""
    first = profile.municipalities[0].name
    found = {}
    for municipality in profile.municipalities:
        here = [c for c in team if (c.municipality or first) == municipality.name] or list(team)
        found[municipality.name] = _in_turn([Desk(c.id, lead.id) for c in here])
    return found


def _table(value: Value) -> int:
    """Parents before children, and all of a kind in one go."""
    return ORDER[table_of(type(value)).name]


def _in_turn(desks: list[Desk]) -> Iterator[Desk]:
    while True:
        yield from desks


def _batched(clients_: Iterable[Client], size: int) -> Iterator[list[Client]]:
    rest = iter(clients_)
    while batch := list(islice(rest, size)):
        yield batch
