"""What changed in the text of an indication, in words: since it went back, or since the version that it follows."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from desktop.language import _
from desktop.language.forms import long_day
from desktop.models.field_labels import field_label
from desktop.models.indications import Indication
from desktop.models.labels import label
from desktop.models.people import Colleague
from desktop.models.sealed_text import CHOSEN
from desktop.models.social_map import Provider
from desktop.services.names import ProfileNames
from desktop.services.seals import APPROVED
from desktop.services.workplace import Workplace
from desktop.store.mapping import validated
from desktop.store.reader import Reader

NOTHING = "—"

_ANEW = frozenset({"reasons"})
"""Each version gives its own reasons: that those of the one before are gone says nothing."""


class Since(StrEnum):
    """What the text is laid beside."""

    RETURNED = "returned"
    """As a second person sent it back."""
    FORMER = "former"
    """The approved version that it follows."""


@dataclass(frozen=True)
class FieldChange:
    """One field that reads otherwise, in words."""

    field: str
    name: str
    before: str
    after: str


@dataclass(frozen=True)
class Changes:
    """What a second person must read anew; no lines means that nothing changed.

    Attributes:
        on: Day on which the other text was judged; None when that is not known.
        by: Who judged it, by name; empty when nobody did or the name is not known.
        version: Of the other text.
    """

    since: Since
    on: date | None
    by: str
    version: int
    lines: tuple[FieldChange, ...]


def as_returned(indication: Indication) -> dict[str, str]:
    """The text of an indication, field by field as JSON."""
    told = indication.model_dump(mode="json", include=set(CHOSEN))
    return {name: json.dumps(value, ensure_ascii=False, sort_keys=True) for name, value in told.items()}


def changes_of(workplace: Workplace, reader: Reader, indication: Indication) -> Changes | None:
    """What changed since it last went back, or else since the approved version it follows; None for a first text."""
    if indication.returned_text:
        kept = {name: json.loads(text) for name, text in indication.returned_text.items() if name in CHOSEN}
        then = validated(Indication, {**indication.model_dump(mode="json"), **kept})
        return _changes(workplace, reader, Since.RETURNED, then, indication)
    former = reader.maybe(Indication, indication.follows_id) if indication.follows_id else None
    if former is None or former.status not in APPROVED:
        return None
    return _changes(workplace, reader, Since.FORMER, former, indication)


def _changes(workplace: Workplace, reader: Reader, since: Since, then: Indication, now: Indication) -> Changes:
    names = ProfileNames.of(workplace.profile)
    judge = reader.maybe(Colleague, then.judged_by) if then.judged_by else None
    left_out = _ANEW if since is Since.FORMER else frozenset()
    fields = [name for name in CHOSEN if name not in left_out and getattr(then, name) != getattr(now, name)]
    return Changes(
        since,
        then.judged_at.astimezone().date() if then.judged_at else None,
        judge.name if judge else "",
        then.version,
        tuple(
            FieldChange(
                name,
                field_label(name),
                _told(reader, names, name, getattr(then, name)),
                _told(reader, names, name, getattr(now, name)),
            )
            for name in fields
        ),
    )


def _told(reader: Reader, names: ProfileNames, field: str, value: object) -> str:
    """A value as a person reads it."""
    if value is None or value in ("", (), {}):
        return NOTHING
    match value:
        case bool():
            return _("yes") if value else _("no")
        case StrEnum():
            told = label(value)
        case date():
            told = long_day(value)
        case tuple():
            told = ", ".join(long_day(date.fromisoformat(day)) for day in sorted(value))
        case dict():
            told = "\n".join(str(text) for text in value.values())
        case _:
            told = _named(reader, names, field, str(value))
    return told


def _named(reader: Reader, names: ProfileNames, field: str, value: str) -> str:
    if field == "provider_id":
        provider = reader.maybe(Provider, value)
        return provider.name if provider else value
    if field == "leads_back_to":
        return names.destination(value)
    known = {"lot": names.lots, "segment": names.segments, "product": names.products}
    return known[field].get(value, value) if field in known else value
