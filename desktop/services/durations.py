"""How long comparable help really lasted, from this store's own data, never on fewer trajectories than set."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from desktop.models.faults import RuleBroken
from desktop.models.region import RegionProfile
from desktop.models.region_settings import Source
from desktop.rules.comparable import Group, band_of, gap_days, minimum, of_enough, source, trajectories
from desktop.rules.durations import Durations, TooFew, durations, spells
from desktop.rules.permissions import Act, require
from desktop.services.workplace import Workplace
from desktop.store.queries.trajectories import Wanted, runs
from desktop.store.reader import Reader


@dataclass(frozen=True)
class Lasted:
    """How long the help of a group lasted.

    Attributes:
        found: The curve, or that there are too few trajectories.
        source: On whose word durations are compared, and from how many on.
    """

    group: Group
    found: Durations | TooFew
    source: Source


def how_long(workplace: Workplace, group: Group) -> Lasted:
    """How long the help of a group lasted.

    Raises:
        RuleBroken: ``not-allowed``.
    """
    require(workplace.role, Act.SEARCH_MAP)
    with workplace.store.read() as reader:
        found = lasted(reader, workplace.profile, group, workplace.today)
    return Lasted(group, found, source(workplace.profile))


def how_long_like(workplace: Workplace, group: Group) -> Lasted:
    """The same of the narrowest group that has enough: without the ages when these make it too few.

    Raises:
        RuleBroken: ``not-allowed``.
    """
    require(workplace.role, Act.SEARCH_MAP)
    with workplace.store.read() as reader:
        narrow, found = narrowest(reader, workplace.profile, group, workplace.today)
    return Lasted(narrow, found, source(workplace.profile))


def lasted(reader: Reader, profile: RegionProfile, group: Group, today: date) -> Durations | TooFew:
    """The curve of a group; what an earlier purchase called otherwise counts with it."""
    product = next((one for one in profile.products if one.id == group.product), None)
    wanted = Wanted(
        group.law.value,
        (group.product, *(product.follows if product else ())),
        group.segment,
        "" if group.product else group.lot,
    )
    found = runs(reader, wanted, with_birth=group.ages is not None)
    whole = trajectories(found, gap_days(profile), group.ages)
    if not of_enough(whole, today):
        return TooFew(minimum(profile))
    return durations(spells(((first, last) for _whose, first, last in whole), today), minimum(profile))


def narrowest(reader: Reader, profile: RegionProfile, group: Group, today: date) -> tuple[Group, Durations | TooFew]:
    """The group, or else the wider one that has enough; the widest when none has."""
    answer: Durations | TooFew = TooFew(minimum(profile))
    for one in group.wider():
        group, answer = one, lasted(reader, profile, one, today)
        if isinstance(answer, Durations):
            break
    return group, answer


def group_for(profile: RegionProfile, product: str, segment: str = "", age: int | None = None) -> Group:
    """The group of a product, by id; of a lot where the region states only results there.

    Raises:
        RuleBroken: ``product-not-known``, ``segment-not-known``.
    """
    if segment and segment not in {one.id for one in profile.segments}:
        raise RuleBroken("segment-not-known", "segment")
    ages = band_of(profile, age) if age is not None else None
    known = next((one for one in profile.products if one.id == product), None)
    if known is not None:
        return Group(known.law, known.lot, product, segment, ages)
    lot = next((one for one in profile.lots if one.id == product and one.states_result_only), None)
    if lot is None:
        raise RuleBroken("product-not-known", "product")
    return Group(lot.law, lot.id, "", segment, ages)
