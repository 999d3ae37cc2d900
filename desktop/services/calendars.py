"""The days of one's own cases for the calendar on one's own desk, without a name in them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from desktop.exchange.export.calendar_file import CalendarDay, calendar_file
from desktop.exchange.export.writing import whole_file
from desktop.language import N_, _
from desktop.language.forms import short_day
from desktop.models.casework import Case
from desktop.models.course import TermSetting
from desktop.models.faults import RuleBroken
from desktop.models.people import Resident
from desktop.rules.appointments import Appointment, AppointmentKind, appointments
from desktop.rules.next_steps import CaseView
from desktop.rules.permissions import Act, require
from desktop.services.looking import export_leaves
from desktop.services.names import ProfileNames, letters_of
from desktop.services.today import case_views
from desktop.services.workplace import Workplace

ENDING = ".ics"

_TITLES = {
    AppointmentKind.VISIT: N_("Conversation"),
    AppointmentKind.TERM: N_("Last day: {what}"),
    AppointmentKind.EVALUATION: N_("Evaluate: {what}"),
    AppointmentKind.CONTACT: N_("Contact while waiting: {what}"),
    AppointmentKind.ENDING: N_("Help ends: {what}"),
}

_WARN_DAYS = {AppointmentKind.TERM: 7, AppointmentKind.EVALUATION: 14, AppointmentKind.ENDING: 56}
"""So many days before, as the list of today shows them."""


@dataclass(frozen=True)
class LeftOutDay:
    """What is not in the file, and why."""

    id: str
    reason: str


@dataclass(frozen=True)
class CalendarWritten:
    """What was written."""

    written: tuple[Path, ...]
    days: int
    left_out: tuple[LeftOutDay, ...]


def write_calendar(workplace: Workplace, path: Path) -> CalendarWritten:
    """Writes visits, terms, evaluations, agreed contacts and ends of help of one's own open cases.

    A calendar is read on telephones and by colleagues: it tells the resident's letters, never name or question.

    Raises:
        RuleBroken: ``export-name-ics`` when the file does not end in .ics; ``not-allowed`` for who sees no cases.
        WorldFault: ``cannot-write``, ``disk-full``; what stood at `path` stands there still.
    """
    require(workplace.role, Act.SEE_CASES)
    if path.suffix.lower() != ENDING:
        raise RuleBroken("export-name-ics", "path")
    with workplace.store.read() as reader:
        mine = reader.find(Case, consultant=workplace.colleague.id, closed_on=None)
        views = {view.case.id: view for view in case_views(reader, [case.id for case in mine])}
        own = reader.find(TermSetting)
    found = appointments(views.values(), workplace.profile.terms, workplace.today, own)
    ahead = [one for one in found if not one.has_passed(workplace.today)]
    names = ProfileNames.of(workplace.profile)
    days = [_day(one, views, names) for one in ahead]
    export_leaves(workplace, (one.case_id for one in ahead), "calendar")
    with whole_file(path) as half:
        half.write_bytes(calendar_file(days, "Naober", workplace.now))
    passed = [LeftOutDay(one.id, _passed(one)) for one in found if one.has_passed(workplace.today)]
    return CalendarWritten((path,), len(days), tuple(passed))


def _day(one: Appointment, views: Mapping[str, CaseView], names: ProfileNames) -> CalendarDay:
    title = _(_TITLES[one.kind], what=_what(one, names))
    who = _letters(views[one.case_id].resident)
    return CalendarDay(one.id, one.day, f"{title} ({who})" if who else title, _WARN_DAYS.get(one.kind))


def _what(one: Appointment, names: ProfileNames) -> str:
    """The product, or where only a result is stated the segment or the lot."""
    if one.kind is AppointmentKind.TERM:
        return one.what
    given = one.help
    named = names.help(given.product, given.segment, given.lot) if given else names.help(one.what, "", "")
    return named or _("help")


def _letters(resident: Resident | None) -> str:
    return letters_of(resident) if resident else ""


def _passed(one: Appointment) -> str:
    return _("{day} has passed; it stands under Today.", day=short_day(one.day))
