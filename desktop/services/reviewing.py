"""Going over the social map: what must be looked at, what was found, and who looked before."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from desktop.language import N_
from desktop.models.changes import ChangeSet
from desktop.models.faults import RuleBroken
from desktop.models.field_labels import field_label
from desktop.models.kinds import CheckOutcome, MapStatus
from desktop.models.social_map import CommunityService, Provider
from desktop.models.upkeep import EntryCheck
from desktop.rules.freshness import holding, is_due, open_remarks, order, waits_for_retry
from desktop.rules.permissions import Act, may, require
from desktop.services.guards import filled
from desktop.services.workplace import Workplace
from desktop.store.mapping import validated
from desktop.store.merged import families, kept_id
from desktop.store.queries.review import EntryState, entry_sources, entry_states, looked_at, said_wrong
from desktop.store.reader import Reader

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
class Remark:
    """That something in an entry is wrong, said by a colleague who may not put it right."""

    on: date
    by: str
    text: str


@dataclass(frozen=True)
class ReviewLine:
    """An entry to look at."""

    entry: EntryState
    age_days: int | None
    """Since someone saw that it is right; None when nobody ever did."""
    said_gone: bool
    """True: a colleague who may not close it found that it does not exist any more."""
    remarks: tuple[Remark, ...]
    """What is said to be wrong and nobody answered yet, the latest first."""
    may_correct: bool
    """By this colleague."""


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
    """What must be looked at.

    First what a colleague says is gone or wrong, for who may do something about it; then what was never looked at, then
    the stalest, and what residents are sent to before others.
    """
    norm, today = workplace.profile.map_upkeep, workplace.today
    with workplace.store.read() as reader:
        states = entry_states(reader, municipality=wanted.municipality, kind=wanted.kind, source=wanted.source)
        done = looked_at(reader, today, workplace.colleague.name)
        wrong = remarks_on(reader, said_wrong(reader))
    gone = {s.id for s in states if s.outcome is CheckOutcome.GONE}
    told = gone | wrong.keys()
    stale = [s for s in states if s.id in told or is_due(s.checked_on, today, norm)]
    due = [s for s in stale if not waits_for_retry(s.outcome, s.looked_on, today, norm)]
    due = [s for s in due if s.id not in told or may_correct(workplace, s.kind)]
    due.sort(
        key=lambda s: (s.id not in gone, s.id not in wrong, *order(s.checked_on, s.uses, today, norm), s.name, s.id)
    )
    lines = tuple(
        ReviewLine(
            s,
            (today - s.checked_on).days if s.checked_on else None,
            s.id in gone,
            wrong.get(s.id, ()),
            may_correct(workplace, s.kind),
        )
        for s in due[:MOST_SHOWN]
    )
    source = f"{norm.source.document}, {norm.source.paragraph}"
    return Review(lines, len(due), len(stale) - len(due), done, norm.stale_after_days, source, len(states))


def review_sources(workplace: Workplace) -> tuple[str, ...]:
    """Where entries came from, to choose one; without the empty one."""
    with workplace.store.read() as reader:
        return tuple(source for source in entry_sources(reader) if source)


def note_check(workplace: Workplace, entry_id: str, outcome: CheckOutcome, note: str = "") -> ChangeSet:
    """Writes down what was found: still right, not reached, something is wrong, or does not exist any more.

    Not reached leaves the entry as it is, to be tried again. One that does not exist any more is closed; who may not
    close providers says it to who may, and it then stands first in that colleague's queue, as does what is wrong. That
    remark is answered by who may put the entry right: another colleague's "still right" would make it vanish unread.

    Raises:
        RuleBroken: ``gone``, ``not-allowed``; ``required`` (note) when nothing tells what is wrong; ``remark-open``,
            with by and text, for "still right" by who may not answer the remark.
        ValueError: A correction is no matter of this function (a bug).
    """
    if outcome is CheckOutcome.CORRECTED:
        raise ValueError("a correction is written by map_entries.correct_entry")
    require(workplace.role, Act.CHECK_MAP_ENTRY)
    with workplace.work(_ACTS[outcome]) as work:
        kept = kept_id(work.connection, entry_id)
        kind = CommunityService if work.maybe(CommunityService, kept) else Provider
        work.get(kind, kept)
        may_close = may_correct(workplace, "provider" if kind is Provider else "community_service")
        if outcome is CheckOutcome.WRONG:
            filled("note", note)
        if outcome is CheckOutcome.STILL_RIGHT and not may_close:
            _leave_remarks(work, kept)
        looked: dict[str, object] = {"checked_on": workplace.today, "checked_by": workplace.colleague.name}
        if outcome is CheckOutcome.STILL_RIGHT:
            work.change(kind, kept, **looked)
        if outcome is CheckOutcome.GONE and may_close:
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
        for check in holding(checks)
    )


def remarks_on(reader: Reader, entries: Iterable[str]) -> Mapping[str, tuple[Remark, ...]]:
    """What is said to be wrong and nobody answered yet, the latest first, by the id of the entry that is shown.

    A remark on a double counts for the entry that stands for it. Entries without one are left out.
    """
    kept = {kept_id(reader.connection, entry_id) for entry_id in entries}
    family = families(reader.connection, kept)
    checks: dict[str, list[EntryCheck]] = {}
    for check in reader.find(EntryCheck, entry_id=tuple(family)):
        checks.setdefault(family[check.entry_id], []).append(check)
    found = {entry_id: open_remarks(of_entry) for entry_id, of_entry in checks.items()}
    return {
        entry_id: tuple(Remark(check.checked_on, check.checked_by, check.note) for check in told)
        for entry_id, told in found.items()
        if told
    }


def may_say_wrong(workplace: Workplace, kind: str) -> bool:
    """True for who goes over the map and may not put entries of that kind right (a table name) themselves."""
    return may(workplace.role, Act.CHECK_MAP_ENTRY) and not may_correct(workplace, kind)


def may_correct(workplace: Workplace, kind: str) -> bool:
    """True when this colleague may put right and close entries of that kind (a table name)."""
    return may(workplace.role, Act.CHANGE_PROVIDERS if kind == "provider" else Act.CHANGE_COMMUNITY_SERVICES)


def _leave_remarks(reader: Reader, entry_id: str) -> None:
    told = remarks_on(reader, [entry_id]).get(entry_id)
    if told:
        raise RuleBroken("remark-open", by=told[0].by, text=told[0].text)


_ACTS = {
    CheckOutcome.STILL_RIGHT: N_("Still right"),
    CheckOutcome.NOT_REACHED: N_("Not reached"),
    CheckOutcome.GONE: N_("Does not exist any more"),
    CheckOutcome.WRONG: N_("Something is wrong"),
}
