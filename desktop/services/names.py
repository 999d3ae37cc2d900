"""How people and things of the profile are called on screen and paper."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from desktop.language import spoken
from desktop.language.kept import bare, in_dutch
from desktop.models.kinds import Destination
from desktop.models.labels import label
from desktop.models.people import Colleague, Resident
from desktop.models.region import LifeDomain, RegionProfile


def full_name(resident: Resident) -> str:
    """First names or else initials, prefix and last name; names that are not known are left out."""
    return join_name(resident.first_names or resident.initials, resident.prefix, resident.last_name)


def formal_name(resident: Resident) -> str:
    """Initials or else first names, prefix and last name, as on a letter."""
    return join_name(resident.initials or resident.first_names, resident.prefix, resident.last_name)


def letters_of(resident: Resident) -> str:
    """First letters of first and last name: enough to know one's own case by, for where others can read along."""
    parts = (resident.first_names or resident.initials, resident.last_name)
    return "".join(f"{part.strip()[0].upper()}." for part in parts if part.strip())


def join_name(*parts: str) -> str:
    """The parts that are there, with a space between."""
    return " ".join(filter(None, parts))


def address_lines(resident: Resident) -> tuple[str, ...]:
    """Street, then postal code and place; empty without a fixed address."""
    lines = (resident.address, join_name(resident.postal_code, resident.place))
    return tuple(line for line in lines if line)


@dataclass(frozen=True)
class ProfileNames:
    """Names by id; what the profile does not know is called by its id, so that nothing becomes invisible."""

    lots: Mapping[str, str]
    segments: Mapping[str, str]
    products: Mapping[str, str]
    domains: Mapping[str, str]

    @classmethod
    def of(cls, profile: RegionProfile) -> ProfileNames:
        """The names in a profile."""
        parts = (profile.lots, profile.segments, profile.products, profile.life_domains)
        return cls(*({part.id: part.name for part in some} for some in parts))

    def help(self, product: str, segment: str, lot: str) -> str:
        """What is indicated: the product, or the segment or lot where only a result is stated."""
        names = ((self.products, product), (self.segments, segment), (self.lots, lot))
        return next((known.get(given, given) for known, given in names if given), "")

    def destination(self, destination: str) -> str:
        """Where a resident goes on to: a product, a segment, or a place outside the region's own help."""
        outside = {d.value: label(d) for d in Destination}
        named = (known[destination] for known in (self.products, self.segments, outside) if destination in known)
        return next(named, destination)

    def leads_to(self, destination: str) -> str:
        """The same for a paper, where a name of the profile says that it is Dutch."""
        outside = {d.value for d in Destination} - self.products.keys() - self.segments.keys()
        name = self.destination(destination)
        return name if destination in outside else in_dutch(name)


def domain_name(domain: LifeDomain) -> str:
    """A life domain in the language in force; without an English name it keeps its Dutch one, and says so."""
    return domain.name_en if spoken() == "en" and domain.name_en else in_dutch(domain.name)


def domain_shown(domain: LifeDomain) -> str:
    """The same on a screen."""
    return bare(domain_name(domain))


def domain_questions(domain: LifeDomain) -> str:
    """What helps the talk on, in the language in force; in Dutch where nobody put it in English."""
    return domain.help_en if spoken() == "en" and domain.help_en else domain.help


def colleague_names(colleagues: Iterable[Colleague]) -> dict[str, str]:
    """Names by id."""
    return {colleague.id: colleague.name for colleague in colleagues}
