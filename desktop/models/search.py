"""What is asked of the social map, and what it answers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from desktop.models.kinds import AvailabilityStatus, Law, MapStatus

FIRST_HITS = 20
"""How many a keystroke brings: more than fit on a screen. The rest of the page comes behind them."""


FURTHEST_KM = 1000
"""No limit to a distance is further: the whole country is nearer."""


class HitKind(StrEnum):
    """A community service needs no indication; a provider does."""

    COMMUNITY = "community"
    PROVIDER = "provider"


class HitStop(StrEnum):
    """For how much of what is asked a provider's contract lets it refuse new residents today."""

    ALL = "all"
    PART = "part"


class Facet(StrEnum):
    """By what the entries found can be told apart, and narrowed."""

    LAW = "law"
    LOT = "lot"
    SEGMENT = "segment"
    PRODUCT = "product"
    MUNICIPALITY = "municipality"
    PLACE = "place"
    TARGET_GROUP = "target-group"
    AGE = "age"
    """Values are the lower bounds of age bands: 0, 12, 16, 18, 23, 65, 75."""
    SPECIALISM = "specialism"
    THEME = "theme"
    AVAILABILITY = "availability"
    """Values of AvailabilityStatus, by the latest observations."""
    COST = "cost"
    """``free``, ``paid`` or ``unknown``: what is not said is never free."""
    LIGHT_CHECK = "light-check"
    """``asked`` or ``none-known``."""
    KIND = "kind"
    """Values of HitKind; ``community`` needs no indication."""
    OFFERS = "offers"
    """``light-and-heavy``: the usual and the heavy form of one product; ``youth-and-wmo``: both acts."""


@dataclass(frozen=True)
class FacetCount:
    """How many entries fit the question when it is narrowed by this value."""

    value: str
    count: int


@dataclass(frozen=True)
class PlaceCount:
    """How many of the entries found are in one place, for the map beside the list."""

    name: str
    latitude: float
    longitude: float
    community: int
    providers: int


@dataclass(frozen=True)
class SearchQuestion:
    """A question to the social map; what is left empty does not narrow it."""

    text: str = ""
    """As typed: words, beginnings of words, typing errors."""
    municipality: str = ""
    """Entries for it, and those that do not say for whom they are."""
    product: str = ""
    """Id of a product: only providers contracted for it on the day, in the municipality when one is named."""
    law: Law | None = None
    """Providers under this act, as they say themselves or by what they are contracted for; community services stand
    apart from acts and stay."""
    age: int | None = None
    """Years; entries for other ages are left out."""
    near: str = ""
    """A postal code, a place name or both: nearer entries come higher, and distances are told."""
    near_if_known: bool = False
    """True: a place that is not known is passed over, as for a resident's address; else it is refused."""
    within_km: float | None = None
    """As the crow flies from `near` to the nearest location, inclusive; above 0, `FURTHEST_KM` at the most, and
    only together with `near`. What comes to the resident and what has no known place stays: no distance tells of it."""
    max_weeks: int | None = None
    """Providers whose help is known to start within so many weeks; community services stay."""
    no_indication: bool = False
    """Only community services."""
    target_group: str = ""
    narrowed: Mapping[Facet, tuple[str, ...]] = field(default_factory=dict)
    """By facet the values of which an entry must have at least one. Act, lot, segment, product, specialism and
    availability tell contracted care apart: community services stay. With a municipality, what follows from a contract
    must be contracted there."""
    with_counts: bool = False
    """True: the answer also tells how many have which value, and where they are."""
    include_resting: bool = False
    """True: also entries that one may not refer to, or that ended."""
    limit: int = 50
    counted: int = 300
    """How far is counted how many fit; beyond it the answer says that there are more."""


@dataclass(frozen=True)
class HitWait:
    """The latest observation at a provider that fits the question best."""

    intake_min: float | None
    intake_max: float | None
    start_min: float | None
    start_max: float | None
    status: AvailabilityStatus
    measured_on: date
    age_days: int
    """From the day it was measured to today."""
    is_stale: bool = field(default=False, kw_only=True)
    """True: it is out of date; told by the service, for the store does not know from which age on."""
    offer: str = ""
    """What it was measured for, as published."""
    disputed: bool = False
    """True: another observation of the same day for the same offer says otherwise; this one promises least."""


@dataclass(frozen=True)
class Hit:
    """An entry that was found, and why."""

    id: str
    kind: HitKind
    name: str
    place: str
    distance_km: float | None
    """As the crow flies to its nearest location; None when nothing near was asked or it is not known where it is."""
    nearest: str = field(default="", kw_only=True)
    """What that nearest location is called; empty when no distance is told."""
    wait: HitWait | None
    """Of a provider; None when nothing was ever observed."""
    matched: tuple[str, ...]
    """Why it was found, in words of the language in force, the strongest first."""
    stands: tuple[str, ...] = ()
    """Why it stands where it stands: match, nearness and availability, in words of the language in force."""
    summary: str = ""
    """The beginning of the description, one line."""
    phone: str = ""
    checked_on: date | None = None
    cost: str = ""
    light_check: str = ""
    status: MapStatus = MapStatus.ACTIVE
    organisation: str = ""
    stop: HitStop | None = None
    """The intake stop that runs in its contracts; None without one. Told by the service, whatever `wait` says."""


@dataclass(frozen=True)
class SearchAnswer:
    """What was found, community services first."""

    took_ms: float
    total: int
    """How many fit, also those beyond the limit."""
    hits: tuple[Hit, ...]
    corrected: tuple[tuple[str, str], ...] = ()
    """Words that were read as another word: as typed, as searched."""
    widened: bool = False
    """True: nothing had all words, so entries with some of them are shown."""
    counts: Mapping[Facet, tuple[FacetCount, ...]] = field(default_factory=dict)
    """By facet, the most frequent first; each as if that facet itself did not narrow. Empty unless asked for."""
    places: tuple[PlaceCount, ...] = ()
    """Where the entries found are, the most frequent first. Empty unless asked for."""
    is_nowhere: bool = False
    """True: a limit to the distance was asked from a place that nobody knows, so it does not count."""
    total_is_least: bool = False
    """True: so many were counted, and there are more. Never so when counts were asked for."""
    put_off: int = 0
    """Entries that came from colleagues and are not found yet by what stands in them now."""
