"""Filters of a screen, kept under a name in the encrypted store of this laptop, for who works with it."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from desktop.language import N_
from desktop.models.faults import RuleBroken
from desktop.rules import bsn
from desktop.services.workplace import Workplace
from desktop.store.saved_filters import read_filters, write_filters

LONGEST = 60
"""Letters of a name."""

KEEP = N_("Keep filters")

_Change = Callable[[dict[str, Any]], dict[str, Any]]
_DIGITS = re.compile(r"[0-9](?:[ .\-]?[0-9])*")


@dataclass(frozen=True)
class SavedFilter:
    """Filters as they stood when they were kept.

    Attributes:
        asked: What the screen asked, in its own words; whatever JSON can hold.
    """

    name: str
    asked: Mapping[str, Any]


def saved_filters(workplace: Workplace, screen: str) -> tuple[SavedFilter, ...]:
    """All of a screen, in the order in which they were kept."""
    with workplace.store.read() as reader:
        return tuple(SavedFilter(name, asked) for name, asked in read_filters(reader, screen).items())


def keep_filter(workplace: Workplace, screen: str, name: str, asked: Mapping[str, Any]) -> tuple[SavedFilter, ...]:
    """Keeps filters under a name, in the place of what was kept under it; returns all of the screen.

    Raises:
        RuleBroken: ``required``, ``too-long`` or ``filter-holds-bsn`` (name).
    """
    called = _fitting(name)
    _require_no_bsn(*_texts(asked))
    return _write(workplace, screen, lambda kept: {**kept, called: dict(asked)})


def rename_filter(workplace: Workplace, screen: str, name: str, new: str) -> tuple[SavedFilter, ...]:
    """Gives filters another name; they stay in their place.

    Raises:
        RuleBroken: As `keep_filter`; ``filter-name-taken`` (name) when others are called so.
    """
    called = _fitting(new)

    def renamed(kept: dict[str, Any]) -> dict[str, Any]:
        if called != name and called in kept:
            raise RuleBroken("filter-name-taken", "name")
        return {called if one == name else one: asked for one, asked in kept.items()}

    return _write(workplace, screen, renamed)


def remove_filter(workplace: Workplace, screen: str, name: str) -> tuple[SavedFilter, ...]:
    """Forgets filters, also when they are not there any more."""
    return _write(workplace, screen, lambda kept: {one: asked for one, asked in kept.items() if one != name})


def _write(workplace: Workplace, screen: str, change: _Change) -> tuple[SavedFilter, ...]:
    with workplace.work(KEEP) as work:
        after = change(read_filters(work, screen))
        write_filters(work, screen, after)
        work.commit()
    return tuple(SavedFilter(name, asked) for name, asked in after.items())


def _fitting(name: str) -> str:
    plain = " ".join(name.split())
    if not plain:
        raise RuleBroken("required", "name")
    if len(plain) > LONGEST:
        raise RuleBroken("too-long", "name", most=LONGEST)
    _require_no_bsn(plain)
    return plain


def _require_no_bsn(*texts: str) -> None:
    """Also one that is written with spaces, points or hyphens between its digits."""
    numbers = ("".join(filter(str.isdigit, found)) for text in texts for found in _DIGITS.findall(text))
    if any(bsn.is_valid(number) for number in numbers):
        raise RuleBroken("filter-holds-bsn", "name")


def _texts(value: object) -> list[str]:
    if isinstance(value, Mapping):
        return [text for one in value.values() for text in _texts(one)]
    if isinstance(value, list | tuple):
        return [text for one in value for text in _texts(one)]
    return [value] if isinstance(value, str) else []
