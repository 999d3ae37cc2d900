"""What a check finds: a place in the profile, a fault code and what its text needs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from desktop.regions.positions import Where


@dataclass(frozen=True)
class Finding:
    """One mistake, before its line is known.

    Attributes:
        where: Keys and indexes from the top of the profile.
        code: Fault code.
        values: What the text needs to be concrete.
    """

    where: Where
    code: str
    values: Mapping[str, object] = field(default_factory=dict)


def strangers(where: Where, values: Iterable[str], known: Iterable[str], code: str) -> Iterator[Finding]:
    """A finding for each value of a list that is not known."""
    allowed = frozenset(known)
    for index, value in enumerate(values):
        if value not in allowed:
            yield Finding((*where, index), code, {"value": value})


def stranger(where: Where, value: str | None, known: Iterable[str], code: str) -> Iterator[Finding]:
    """A finding when a value is given and not known."""
    if value and value not in frozenset(known):
        yield Finding(where, code, {"value": value})


def repeated(name: str, key: str, values: Iterable[object]) -> Iterator[Finding]:
    """A finding for each element of a list that stood there before; of a tuple only the first part is shown."""
    seen: set[object] = set()
    for index, value in enumerate(values):
        if value in seen:
            shown = value[0] if isinstance(value, tuple) else value
            yield Finding((name, index, key), "duplicate", {"key": key, "value": shown})
        seen.add(value)
