"""What was granted, as far as allocating goes: what and how much, from when until when, and more or less in between."""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from datetime import date, timedelta

from desktop.models.kinds import EndReason, IndicationChange

_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Size:
    """What is allocated, in codes of the standard; empty texts and None are left out of the message.

    Attributes:
        category: ProductCategorie.
        code: ProductCode; empty for an aspecific allocation.
        volume: Count of units.
        unit: Eenheid.
        frequency: Frequentie.
    """

    category: str = ""
    code: str = ""
    volume: int | None = None
    unit: str = ""
    frequency: str = ""

    def told(self) -> str:
        """As canonical JSON, the way an allocation keeps it."""
        return json.dumps(vars(self), sort_keys=True, separators=(",", ":"))

    @classmethod
    def of(cls, told: str) -> Size:
        """Out of what `told` gave."""
        return cls(**json.loads(told or "{}"))


@dataclass(frozen=True)
class Step:
    """More or less help from a day on, inside one indication.

    Attributes:
        change_id: Id of the change as it was written down.
        from_on: First day of the new volume.
        volume: In the unit and frequency of the indication; 0 is a pause, in which nothing is allocated.
    """

    change_id: str
    from_on: date
    volume: int


@dataclass(frozen=True)
class Part:
    """A stretch of one indication with one volume.

    Attributes:
        key: What its number follows from: the indication's id, or that of the change.
        last: Last day; None when open-ended.
    """

    key: str
    size: Size
    start: date
    last: date | None


@dataclass(frozen=True)
class Granted:
    """One granted indication, as far as allocating goes.

    Attributes:
        indication_id: Its id.
        provider_id: Who delivers; empty where nobody was chosen or it is a personal budget.
        size: What, and how much.
        start: First day.
        end: Last day; None when open-ended.
        follows_id: Id of the indication it changes or goes on; empty for a first one.
        change: What it changes there.
        stopped_on: Last day the help really ran, once it is over.
        stopped_because: Why it is over.
        reference: ReferentieAanbieder of the request that this answers (rule IV097); empty otherwise.
        steps: More and less help inside it.
        never_given: True when it was refused after all, or over, before its first day: whoever was told is told so.
        granted_again_on: Day of the decision that gave it after it had been refused; None for a first one.
    """

    indication_id: str
    provider_id: str
    size: Size
    start: date
    end: date | None = None
    follows_id: str = ""
    change: IndicationChange | None = None
    stopped_on: date | None = None
    stopped_because: EndReason | None = None
    reference: str = ""
    steps: tuple[Step, ...] = ()
    never_given: bool = False
    granted_again_on: date | None = None

    @property
    def last(self) -> date | None:
        """The last day on which it holds; None when open-ended."""
        days = [day for day in (self.end, self.stopped_on) if day is not None]
        return max(self.start, min(days)) if days else None

    def parts(self) -> tuple[Part, ...]:
        """The stretches with one volume each, in order; of two changes from one day the younger holds."""
        sizes = {self.start: (self.indication_id, self.size)}
        if self.size.volume is not None:
            for step in sorted(self.steps, key=lambda one: (one.from_on, one.change_id)):
                sizes[max(step.from_on, self.start)] = (step.change_id, replace(self.size, volume=step.volume))
        begins = [day for day in sorted(sizes) if self.last is None or day <= self.last]
        ends = [*(day - _DAY for day in begins[1:]), self.last]
        found = (Part(*sizes[day], day, last) for day, last in zip(begins, ends, strict=True))
        return tuple(part for part in found if part.size.volume != 0)
