"""Of all observations at a provider the ones that tell how it is now."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING, Any, NamedTuple

from sqlalchemy import select

from desktop.models.kinds import AvailabilityStatus
from desktop.rules.availability import hope
from desktop.store.mapping import TABLES
from desktop.store.merged import families
from desktop.store.search.words import stem, tokens

if TYPE_CHECKING:
    from sqlalchemy import Connection, Row

_TELLS_NO_WEEKS = (AvailabilityStatus.INTAKE_STOP, AvailabilityStatus.ON_CONSULTATION)


class Observation(NamedTuple):
    """An observation, as far as a search needs it. A tuple, for a page of hits has hundreds of them."""

    id: str
    provider_id: str
    product: str
    expertise: str
    location: str
    target_group: str
    municipality: str
    intake_min: float | None
    intake_max: float | None
    start_min: float | None
    start_max: float | None
    status: AvailabilityStatus
    measured_on: date
    corrects: str | None
    withdrawn: bool

    @property
    def offer(self) -> tuple[str, ...]:
        """What was measured."""
        return self.product, self.expertise, self.location, self.target_group, self.municipality

    @property
    def stems(self) -> frozenset[str]:
        """Of the words it was published with."""
        return _stems(f"{self.product} {self.expertise} {self.location} {self.target_group}")

    @property
    def figures(self) -> tuple[object, ...]:
        """What was found."""
        return self.intake_min, self.intake_max, self.start_min, self.start_max, self.status

    @property
    def weeks(self) -> float | None:
        """Within how many weeks help starts, as far as told: the longest of the waits to intake and to start.

        Help does not start before its intake, and some count the start from the intake. None where an upper bound is
        not known, and where no residents are taken.
        """
        intake, start = self.intake_max, self.start_max
        if self.status in _TELLS_NO_WEEKS or _open_ended(self.intake_min, intake) or _open_ended(self.start_min, start):
            return None
        return max(intake, start) if intake is not None and start is not None else start if intake is None else intake

    @property
    def told_weeks(self) -> float | None:
        """The same, or at least so many weeks where no upper bound is known; None when no figure was given."""
        bounds = (self.intake_max, self.start_max, self.intake_min, self.start_min)
        return self.weeks if self.weeks is not None else max((one for one in bounds if one is not None), default=None)


_PROVIDER, _STATUS = (Observation._fields.index(name) for name in ("provider_id", "status"))


def _open_ended(least: float | None, most: float | None) -> bool:
    return most is None and least is not None


@lru_cache(maxsize=20_000)
def _stems(text: str) -> frozenset[str]:
    return frozenset(map(stem, tokens(text)))


def latest_observations(connection: Connection, providers: Iterable[str]) -> dict[str, list[Observation]]:
    """By provider: of every offer the observations of its latest day, without the corrected ones.

    More than one for an offer are a dispute: nobody's clock decides which is right.
    """
    table = TABLES["availability_report"]
    columns = [table.c[name] for name in Observation._fields]
    # What was observed at a double stays where it is, and counts for the entry that was kept.
    kept = families(connection, providers)
    if not kept:
        return {}
    rows = connection.execute(select(*columns).where(table.c.provider_id.in_(list(kept))).order_by(table.c.id))
    every = [_observation(row, kept) for row in rows]
    corrected = {observation.corrects for observation in every}
    found: dict[str, list[Observation]] = {}
    newest: dict[tuple[str, ...], date] = {}
    standing = [one for one in every if one.id not in corrected and not one.withdrawn]
    for one in standing:
        key = (one.provider_id, *one.offer)
        newest[key] = max(one.measured_on, newest.get(key, date.min))
    for one in standing:
        if one.measured_on == newest[one.provider_id, *one.offer]:
            found.setdefault(one.provider_id, []).append(one)
    return found


def _observation(row: Row[Any], kept: Mapping[str, str]) -> Observation:
    parts = list(row)
    parts[_PROVIDER], parts[_STATUS] = kept[parts[_PROVIDER]], AvailabilityStatus(parts[_STATUS])
    return Observation._make(parts)


def cautious(observations: Sequence[Observation]) -> Sequence[Observation]:
    """One of every offer: where those of one day say otherwise, the one that promises least.

    Args:
        observations: As of one provider in `latest_observations`.
    """
    least: dict[tuple[str, ...], Observation] = {}
    for one in observations:
        known = least.get(one.offer)
        if known is None or hope(one.status, one.told_weeks) < hope(known.status, known.told_weeks):
            least[one.offer] = one
    return tuple(least.values())


def is_disputed(one: Observation, among: Sequence[Observation]) -> bool:
    """True when another observation of the same offer and day says otherwise."""
    offer, day = one.offer, one.measured_on
    return any(o is not one and o.measured_on == day and o.offer == offer and o.figures != one.figures for o in among)
