"""Going over the social map: what must be looked at, what was found, and who looked before."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from desktop.language import N_
from desktop.models.changes import ChangeSet
from desktop.models.field_labels import field_label
from desktop.models.kinds import CheckOutcome, MapStatus
from desktop.models.social_map import CommunityService, Provider
from desktop.models.upkeep import EntryCheck
from desktop.rules.freshness import is_due, order, waits_for_retry
from desktop.rules.permissions import Act, may, require
from desktop.services.workplace import Workplace
from desktop.store.mapping import validated
from desktop.store.merged import families, kept_id
from desktop.store.queries.review import EntryState, entry_sources, entry_states, looked_at

MOST_SHOWN = 200
"""Entries of a queue; nobody goes over more in a day."""


@dataclass(frozen=True)
class ReviewFilter:
    """Which entries; empty texts do not narrow."""

    municipality: str = ""
    kind: str = ""
    """``community_service`` or ``provider``."""
    source: str = ""


@dataclass(frozen=True)
class ReviewLine:
    """An entry to look at."""

    entry: EntryState
    age_days: int | None
    """Since someone saw that it is right; None when nobody ever did."""
    said_gone: bool
    """True: a colleague who may not close it found that it does not exist any more."""


@dataclass(frozen=True)
class Review:
    """The queue, the most pressing first."""

    lines: tuple[ReviewLine, ...]
    """At most `MOST_SHOWN`."""
    due: int
    """How many must be looked at, also those beyond what is shown."""
    tried: int
    """How many of the stale ones wait because nobody answered a short while ago."""
    done_today: int
    """By this colleague, whatever the filter."""
    stale_after_days: int
    source: str
    """Where that number stands."""
    known: int
    """Entries of the map that the filter leaves, due or not."""


@dataclass(frozen=True)
class CheckLine:
    """A time that someone looked."""

    on: date
    by: str
    outcome: CheckOutcome
    what: str
    """The fields that were corrected, in words; empty when none."""
    source: str
    note: str
    at_double: str
    """Name of the double it was looked at under; empty for the entry itself."""


def review(workplace: Workplace, wanted: ReviewFilter) -> Review:
    """What must be looked at: never looked at first, then the stalest, and what residents are sent to before others."""
    norm, today = workplace.profile.map_upkeep, workplace.today
    with workplace.store.read() as reader:
        states = entry_states(reader, municipality=wanted.municipality, kind=wanted.kind, source=wanted.source)
        done = looked_at(reader, today, workplace.colleague.name)
    gone = {s.id for s in states if s.outcome is CheckOutcome.GONE}
    stale = [s for s in states if s.id in gone or is_due(s.checked_on, today, norm)]
    due = [s for s in stale if not waits_for_retry(s.outcome, s.looked_on, today, norm)]
    due = [s for s in due if s.id not in gone or _may_close(workplace, s.kind)]
    due.sort(key=lambda s: (s.id not in gone, *order(s.checked_on, s.uses, today, norm), s.name, s.id))
    lines = tuple(
        ReviewLine(s, (today - s.checked_on).days if s.checked_on else None, s.id in gone) for s in due[:MOST_SHOWN]
    )
    told = f"{norm.source.document}, {norm.source.paragraph}"
    return Review(lines, len(due), len(stale) - len(due), done, norm.stale_after_days, told, len(states))


def review_sources(workplace: Workplace) -> tuple[str, ...]:
    """Where entries came from, to choose one; without the empty one."""
    with workplace.store.read() as reader:
        return tuple(source for source in entry_sources(reader) if source)


def note_check(workplace: Workplace, entry_id: str, outcome: CheckOutcome, note: str = "") -> ChangeSet:
    """Writes down what was found: still right, not reached, or does not exist any more.

    Not reached leaves the entry as it is, to be tried again. One that does not exist any more is closed; who may not
    close providers says it to who may, and it then stands first in that colleague's queue.

    Raises:
        RuleBroken: ``gone``, ``not-allowed``.
        ValueError: A correction is no matter of this function (a bug).
    """
    if outcome is CheckOutcome.CORRECTED:
        raise ValueError("a correction is written by map_entries.correct_entry")
    require(workplace.role, Act.CHECK_MAP_ENTRY)
    with workplace.work(_ACTS[outcome]) as work:
        kept = kept_id(work.connection, entry_id)
        kind = CommunityService if work.maybe(CommunityService, kept) else Provider
        work.get(kind, kept)
        looked: dict[str, object] = {"checked_on": workplace.today, "checked_by": workplace.colleague.name}
        if outcome is CheckOutcome.STILL_RIGHT:
            work.change(kind, kept, **looked)
        if outcome is CheckOutcome.GONE and _may_close(workplace, "provider" if kind is Provider else ""):
            work.change(kind, kept, status=MapStatus.INACTIVE, **looked)
        work.add(validated(EntryCheck, {"entry_id": kept, "outcome": outcome, "note": note.strip(), **looked}))
        return work.commit()


def checks_of(workplace: Workplace, entry_id: str) -> tuple[CheckLine, ...]:
    """Who looked at an entry and at its doubles, the latest first; what was taken back is left out."""
    with workplace.store.read() as reader:
        kept = kept_id(reader.connection, entry_id)
        family = tuple(families(reader.connection, [kept]))
        checks = reader.find(EntryCheck, entry_id=family)
        entries = (*reader.find(CommunityService, id=family), *reader.find(Provider, id=family))
        named = {entry.id: entry.name for entry in entries}
    taken = {check.takes_back for check in checks}
    holding = [check for check in checks if check.takes_back is None and check.id not in taken]
    return tuple(
        CheckLine(
            check.checked_on,
            check.checked_by,
            check.outcome,
            ", ".join(field_label(name) for name in check.fields),
            check.source,
            check.note,
            named.get(check.entry_id, "") if check.entry_id != kept else "",
        )
        for check in sorted(holding, key=lambda c: (c.checked_on, c.id), reverse=True)
    )


_ACTS = {
    CheckOutcome.STILL_RIGHT: N_("Still right"),
    CheckOutcome.NOT_REACHED: N_("Not reached"),
    CheckOutcome.GONE: N_("Does not exist any more"),
}


def _may_close(workplace: Workplace, kind: str) -> bool:
    return may(workplace.role, Act.CHANGE_PROVIDERS if kind == "provider" else Act.CHANGE_COMMUNITY_SERVICES)
