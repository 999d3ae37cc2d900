"""What a hit tells, packed when the entry is indexed and unpacked for the few that are shown."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING, Any, NamedTuple

from desktop.models.kinds import AvailabilityStatus, MapStatus
from desktop.store.search.distance import Located
from desktop.store.search.reasons import Told, prepare
from desktop.store.search.texts import AS_TEXT, QUOTED
from desktop.store.search.waits import Observation

if TYPE_CHECKING:
    from desktop.store.search.texts import Text, TextReader

_SUMMARY = 160
"""Characters of the description that a hit shows."""

_READ = ("place", "cost", "light_check", "organisation")
_STATUS, _MEASURED_ON = (Observation._fields.index(name) for name in ("status", "measured_on"))
_STATUSES = {str(status): status for status in AvailabilityStatus}
_REMEMBERED = 500
"""Entries: while one types, most of what is shown was shown a letter ago."""


class Shown(NamedTuple):
    """An entry as it is shown.

    Attributes:
        facts: Fields of a hit by name.
        told: In which the reason of finding it is looked for, each in the order of `Told`.
        waits: What was last observed.
        located: Where it is.
    """

    facts: Mapping[str, Any]
    told: Sequence[Told]
    waits: Sequence[Observation]
    located: Located


class Own(NamedTuple):
    """The texts that only this entry has, read."""

    name: Text
    description: Text


def pack(entry: Mapping[str, Any], own: Own, waits: Sequence[Observation], located: Located, texts: TextReader) -> str:
    """An entry's fields, observations and locations as text."""
    # Written out by hand, for most of the texts were read and quoted before, of this entry or of another one.
    place, cost, check, runs = [texts.read(entry.get(name) or "").quoted for name in _READ]
    day = entry["checked_on"]
    facts = (
        f'{{"name":{own.name.quoted},"place":{place},"phone":{QUOTED(entry["phone"])},"cost":{cost},'
        f'"light_check":{check},"organisation":{runs},"summary":{QUOTED(summary(own.description.written))},'
        f'"status":{QUOTED(entry["status"])},"checked_on":{QUOTED(day.isoformat()) if day else "null"}}}'
    )
    spots = ",".join(
        [f"[{n!r},{e!r},{'true' if rough else 'false'},{QUOTED(called)}]" for n, e, rough, called in located]
    )
    observed = AS_TEXT([_plain(wait) for wait in waits]) if waits else "[]"
    return f"[{facts},{prepare(entry, own.name, texts)},{observed},[{spots}]]"


@lru_cache(maxsize=_REMEMBERED)
def unpack(content: str) -> Shown:
    """What `pack` packed; to be read only, for the next who asks gets the same."""
    facts, told, observed, located = json.loads(content)
    facts["status"] = MapStatus(facts["status"])
    day = facts["checked_on"]
    facts["checked_on"] = date.fromisoformat(day) if day else None
    return Shown(facts, told, [_observation(one) for one in observed], located)


def summary(text: str) -> str:
    """The beginning of a text on one line, cut between words."""
    line = " ".join(text[: 2 * _SUMMARY].split())
    return line if len(line) <= _SUMMARY else f"{line[:_SUMMARY].rsplit(' ', 1)[0]}…"


def _plain(wait: Observation) -> list[object]:
    parts: list[object] = list(wait)
    parts[_MEASURED_ON] = wait.measured_on.isoformat()
    return parts


def _observation(parts: list[Any]) -> Observation:
    parts[_STATUS] = _STATUSES[parts[_STATUS]]
    parts[_MEASURED_ON] = date.fromisoformat(parts[_MEASURED_ON])
    return Observation._make(parts)
