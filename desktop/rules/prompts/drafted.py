"""A draft together with what the region says of its parts: what every prompt looks at."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from dataclasses import field as made
from datetime import date
from functools import cached_property

from desktop.models.draft import Comparable, Draft
from desktop.models.kinds import FundingModel, Law, SegmentDuration
from desktop.models.region import Lot, Product, RegionProfile, Segment
from desktop.models.region_settings import Source
from desktop.rules.dates import age_on, days_between


@dataclass(frozen=True)
class Asked:
    """What one prompt has to say of a draft.

    Attributes:
        text: In the language in force.
        field: Field of the draft, when it differs from the code's usual one.
        values: The numbers and days the text speaks of.
        source: Where it stands, when it is nearer than the setting's own.
    """

    text: str
    field: str = ""
    values: Mapping[str, object] = made(default_factory=dict)
    source: Source | None = None


@dataclass(frozen=True)
class Drafted:
    """A draft with its region. What the draft names but the profile does not know counts as not chosen."""

    profile: RegionProfile
    draft: Draft
    comparable: Comparable | None = None

    @cached_property
    def product(self) -> Product | None:
        """The product that is drafted."""
        return next((p for p in self.profile.products if p.id == self.draft.product), None)

    @cached_property
    def segment(self) -> Segment | None:
        """The segment that is drafted."""
        return self._segment(self.draft.segment)

    @cached_property
    def segments(self) -> tuple[Segment, ...]:
        """The segment and the ones it is a part of, from narrow to wide."""
        found: list[Segment] = []
        segment = self.segment
        while segment is not None and segment not in found:
            found.append(segment)
            segment = self._segment(segment.parent)
        return tuple(found)

    @cached_property
    def lot(self) -> Lot | None:
        """The lot of the draft, else of its segment, else of its product."""
        ids = (self.draft.lot, self.segment and self.segment.lot, self.product and self.product.lot)
        wanted = next((lot_id for lot_id in ids if lot_id), None)
        return next((lot for lot in self.profile.lots if lot.id == wanted), None)

    @cached_property
    def lots(self) -> tuple[Lot, ...]:
        """The lot; while it is not chosen, all lots of the draft's law that it could still be."""
        return (self.lot,) if self.lot else tuple(lot for lot in self.profile.lots if lot.law == self.draft.law)

    @property
    def states_result_only(self) -> bool:
        """True where the decision states a result and no product or volume."""
        return bool(self.lots) and all(lot.states_result_only for lot in self.lots)

    @cached_property
    def funding(self) -> FundingModel | None:
        """How the help is paid; None while it could be more than one."""
        if self.segment and self.segment.funding:
            return self.segment.funding
        models = {lot.funding for lot in self.lots}
        return models.pop() if len(models) == 1 else None

    @property
    def duration(self) -> SegmentDuration:
        """What the segment, or one it is a part of, expects of the length."""
        told = (s.duration for s in self.segments if s.duration is not SegmentDuration.FREE)
        return next(told, SegmentDuration.FREE)

    @property
    def length(self) -> int | None:
        """Days, first and last counted; None while a day is missing or the end lies before the start."""
        start, end = self.draft.start, self.draft.end
        return days_between(start, end) if start and end and end >= start else None

    @property
    def is_youth_help(self) -> bool:
        """True under the Jeugdwet."""
        return self.draft.law is Law.JEUGDWET

    @property
    def age(self) -> int | None:
        """Years on the first day of the help; on today while that day is open."""
        birth = self.draft.resident.birth_date
        return age_on(birth, self.first_day) if birth else None

    @property
    def first_day(self) -> date:
        """The start; today while it is open."""
        return self.draft.start or self.draft.today

    @property
    def product_name(self) -> str:
        """The product's name, else the segment's, else the lot's; empty when none is chosen."""
        named = self.product or self.segment or self.lot
        return named.name if named else ""

    @property
    def municipality(self) -> str:
        """The municipality as the profile writes it; as the draft does when the profile does not know it."""
        known = (town.name for town in self.profile.municipalities if self.in_municipality([town.name]))
        return next(known, self.draft.municipality)

    def in_municipality(self, names: Iterable[str]) -> bool:
        """True when the draft's municipality is one of these names."""
        return same_name(self.draft.municipality) in {same_name(name) for name in names}

    def _segment(self, segment_id: str | None) -> Segment | None:
        return next((s for s in self.profile.segments if s.id == segment_id), None)


def same_name(name: str) -> str:
    """The name in the form in which two writings of it are equal."""
    return name.strip().casefold()
