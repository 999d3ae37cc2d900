"""The regions the program knows: list them, show one, check a file."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

from desktop import regions
from desktop.models.region import RegionProfile
from desktop.regions import ProfileFault


@dataclass(frozen=True)
class RegionLine:
    """A region in a list.

    Attributes:
        id: As a store and the command line name it.
        name: As people call it.
        municipalities: Names, as the profile orders them.
        document: Title of the document the profile was read from.
    """

    id: str
    name: str
    municipalities: tuple[str, ...]
    document: str


def list_regions() -> tuple[RegionLine, ...]:
    """The regions that come with the program, by id.

    Raises:
        WorldFault: ``profile-faulty`` when a shipped profile was changed into one that cannot be read.
    """
    return tuple(_line(regions.read_profile(path)) for path in regions.shipped().values())


def region_in(path: Path) -> RegionLine:
    """The region of a profile file, to choose from a list; its id is the path of the file.

    Raises:
        WorldFault: ``profile-faulty`` with the first mistake, ``file-missing`` or ``file-unreadable``.
    """
    return replace(_line(regions.read_profile(path)), id=str(path.absolute()))


def show_region(region: str) -> RegionProfile:
    """One profile, whole; by its id, or by the path of its file.

    Raises:
        RuleBroken: ``unknown-region``.
        WorldFault: ``profile-faulty`` with the first mistake.
    """
    return regions.profile(region)


def read_region(path: Path) -> RegionLine:
    """The region whose profile is in a file.

    Raises:
        ProfileFaults: With every mistake in it.
        WorldFault: ``file-missing`` or ``file-unreadable``.
    """
    return _line(regions.read_profile(path))


def check_region(path: Path) -> tuple[ProfileFault, ...]:
    """Every mistake in a profile's file, in the order of the file; empty when the profile can be used.

    Raises:
        WorldFault: ``file-missing`` or ``file-unreadable``.
    """
    return regions.check(path)


def _line(profile: RegionProfile) -> RegionLine:
    return RegionLine(profile.id, profile.name, tuple(town.name for town in profile.municipalities), profile.document)
