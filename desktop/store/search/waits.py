"""Of all observations at a provider the ones that tell how it is now."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from sqlalchemy import select

from desktop.models.kinds import AvailabilityStatus
from desktop.store.mapping import TABLES
from desktop.store.merged import families
from desktop.store.search.words import stem, tokens

if TYPE_CHECKING:
    from sqlalchemy import Connection


@dataclass(frozen=True)
class Observation:
    """An observation, as far as a search needs it."""

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
        return frozenset(map(stem, tokens(f"{self.product} {self.expertise} {self.location} {self.target_group}")))

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
        if self.status in (AvailabilityStatus.INTAKE_STOP, AvailabilityStatus.ON_CONSULTATION):
            return None
        waits = ((self.intake_min, self.intake_max), (self.start_min, self.start_max))
        told = [most for least, most in waits if least is not None or most is not None]
        return max((most for most in told if most is not None), default=None) if None not in told else None

    @property
    def told_weeks(self) -> float | None:
        """The same, or at least so many weeks where no upper bound is known; None when no figure was given."""
        bounds = (self.intake_max, self.start_max, self.intake_min, self.start_min)
        return self.weeks if self.weeks is not None else max((one for one in bounds if one is not None), default=None)


def latest_observations(connection: Connection, providers: Iterable[str]) -> dict[str, list[Observation]]:
    """By provider: of every offer the observations of its latest day, without the corrected ones.

    More than one for an offer are a dispute: nobody's clock decides which is right.
    """
    table = TABLES["availability_report"]
    columns = [table.c[name] for name in Observation.__dataclass_fields__]
    # What was observed at a double stays where it is, and counts for the entry that was kept.
    kept = families(connection, providers)
    rows = connection.execute(select(*columns).where(table.c.provider_id.in_(list(kept))).order_by(table.c.id))
    every = [
        Observation(**{**row, "status": AvailabilityStatus(row["status"]), "provider_id": kept[row["provider_id"]]})
        for row in rows.mappings()
    ]
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


def is_disputed(one: Observation, among: Sequence[Observation]) -> bool:
    """True when another observation of the same offer and day says otherwise."""
    return any(o.offer == one.offer and o.measured_on == one.measured_on and o.figures != one.figures for o in among)
