"""Terms that the desk must still meet, in all cases at once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from desktop.models.course import TermChange, TermSetting
from desktop.models.region import RegionProfile, Term
from desktop.rules.term_runs import Run, still_open
from desktop.rules.term_settings import in_force
from desktop.rules.terms import RESIDENTS_OWN, Deadline, deadline
from desktop.store.queries import caseload
from desktop.store.queries.caseload import TermDue
from desktop.store.queries.open_terms import OpenEvent, changes_of_terms, open_events
from desktop.store.reader import Reader

CaseDeadline = tuple[str, Deadline]
"""A case (id), and a term in it that the desk must meet."""


def open_terms(profile: RegionProfile, reader: Reader, today: date) -> dict[str, TermDue]:
    """Day on which the nearest open term asks for attention, by case; only the terms that the desk must meet.

    That is its last day, with pauses and extensions counted; of one that is paused without an end it is the day on
    which someone looks whether that still holds.
    """
    found: dict[str, TermDue] = {}
    for case_id, one in open_deadlines(profile, reader, today):
        kind = caseload.Deadline.PAUSE if one.sleeps else caseload.Deadline.TERM
        due = TermDue(one.asks_on, kind)
        found[case_id] = min(due, found.get(case_id, due))
    return found


def open_deadlines(profile: RegionProfile, reader: Reader, today: date, consultant: str = "") -> Iterator[CaseDeadline]:
    """How each open term stands, in all open cases or in those of one consultant (id)."""
    desks = [term for term in profile.terms if term.id not in RESIDENTS_OWN]
    found = open_events(reader, {term.counts_from for term in desks}, consultant)
    changes = changes_of_terms(reader, consultant)
    return _Asking(desks, reader.find(TermSetting), today).of(found, changes)


class _Asking:
    """How terms stand; what many cases share is counted once."""

    def __init__(self, terms: Iterable[Term], settings: list[TermSetting], today: date) -> None:
        self._terms, self._settings, self._today = tuple(terms), settings, today
        self._here: dict[str, tuple[Term, ...]] = {}
        self._usual: dict[tuple[str, ...], tuple[Deadline, ...]] = {}

    def of(self, found: Iterable[OpenEvent], changes: dict[str, tuple[TermChange, ...]]) -> Iterator[CaseDeadline]:
        for one in found:
            mine = changes.get(one.case_id)
            for asked in self._of(one, mine) if mine else self._shared(one):
                yield one.case_id, asked

    def _shared(self, one: OpenEvent) -> tuple[Deadline, ...]:
        key = (one.municipality, one.law, one.event, one.day.isoformat())
        found = self._usual.get(key)
        if found is None:
            found = self._usual[key] = self._of(one, ())
        return found

    def _of(self, one: OpenEvent, changes: tuple[TermChange, ...]) -> tuple[Deadline, ...]:
        place = one.municipality
        if place not in self._here:
            self._here[place] = in_force(self._terms, self._settings, place)
        mine = (t for t in self._here[place] if t.law in {None, one.law} and t.counts_from == one.event)
        return tuple(self._stands(still_open(term, one.day, changes)) for term in mine)

    def _stands(self, run: Run) -> Deadline:
        return deadline(run.term, run.began, self._today, changes=run.changes)
