"""The numbers for telling of people as they ship (`resources/small_numbers.toml`)."""

from __future__ import annotations

import tomllib
from functools import cache

from desktop.language.places import resource
from desktop.rules.small_numbers import MOST, Least


@cache
def shipped_numbers() -> tuple[Least, ...]:
    """What comes with the program."""
    content = tomllib.loads(resource("small_numbers.toml").read_text(encoding="utf-8"))
    return tuple(Least(one["id"], one["value"], one["floor"], one.get("most", MOST)) for one in content["least"])
