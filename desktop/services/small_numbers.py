"""From which number on figures about people are told here: what ships, and what the region made of it."""

from __future__ import annotations

import tomllib
from functools import cache

from desktop.language.places import resource
from desktop.models.region import RegionProfile
from desktop.rules.small_numbers import Least, SmallNumbers, small_numbers


def small_numbers_here(profile: RegionProfile) -> SmallNumbers:
    """As they hold in this region."""
    return small_numbers(shipped_numbers(), profile)


@cache
def shipped_numbers() -> tuple[Least, ...]:
    """What comes with the program."""
    content = tomllib.loads(resource("small_numbers.toml").read_text(encoding="utf-8"))
    return tuple(Least(one["id"], one["value"], one["floor"]) for one in content["least"])
