"""What the palette looks up: cases, and the social map."""

from __future__ import annotations

from PySide6.QtCore import QObject

from desktop.language import _
from desktop.language.forms import short_day
from desktop.models.audit import ShownList
from desktop.models.labels import label
from desktop.models.search import Hit, HitKind, SearchQuestion
from desktop.rules.permissions import Act, may
from desktop.services.case_reading import CaseFilter, CaseLine, case_list
from desktop.services.help_pages import HelpPages
from desktop.services.social_map import search
from desktop.views.desk import Desk
from desktop.views.palette.matching import Line

_MOST_CASES = 8
_MOST_ENTRIES = 12
_MOST_HELP = 3
_MOST_HELP_ALONE = 30


class Finding(QObject):
    """Looks things up on the store's lane."""

    def __init__(self, desk: Desk, pages: HelpPages, parent: QObject) -> None:
        super().__init__(parent)
        self._desk, self._pages = desk, pages

    def begin(self) -> None:
        """The palette is opened anew: whom it shows from now on, the log is told anew."""
        self._desk.workplace.looks.leave_list(ShownList.PALETTE)

    def find(self, typed: str) -> list[Line]:
        """Cases by name, for who may see them, then the social map and the help; after ``help:`` the help alone."""
        asked = _asked_of_help(typed)
        if asked is not None:
            return self._helping(asked, _MOST_HELP_ALONE)
        cases = self._cases(typed) if may(self._desk.workplace.role, Act.SEE_CASES) else []
        return [*cases, *self._entries(typed), *self._helping(typed, _MOST_HELP)]

    def _cases(self, typed: str) -> list[Line]:
        found = case_list(self._desk.workplace, CaseFilter(text=typed, limit=_MOST_CASES), ShownList.PALETTE)
        to = self._desk.navigator.open_case
        return [Line(c.resident, _("Case"), "cases", to, detail=_told_apart(c), key=c.case_id) for c in found]

    def _entries(self, typed: str) -> list[Line]:
        found = search(self._desk.workplace, SearchQuestion(text=typed, limit=_MOST_ENTRIES))
        return [self._entry(hit) for hit in found.hits]

    def _helping(self, typed: str, most: int) -> list[Line]:
        return [
            Line(
                one.section.heading,
                _("Explanation"),
                "help",
                self._open_help,
                detail=one.section.title if one.section.title != one.section.heading else one.around,
                key=f"{one.section.page}#{one.section.heading}",
            )
            for one in self._pages.find(typed)[:most]
        ]

    def _open_help(self, place: str) -> None:
        page, _mark, heading = place.partition("#")
        self._desk.navigator.show_help(page, heading)

    def _entry(self, hit: Hit) -> Line:
        near_home = hit.kind is HitKind.COMMUNITY
        group = _("Community service") if near_home else _("Provider")
        icon = "community" if near_home else "provider"
        return Line(hit.name, group, icon, self._desk.navigator.open_entry, detail=hit.place, key=hit.id)


def _asked_of_help(typed: str) -> str | None:
    """What is looked for in the help, when the line begins by naming it; None when it does not."""
    named, colon, asked = typed.partition(":")
    return (
        asked.strip()
        if colon and named.strip().casefold() in {"help", _("help"), _("Explanation").casefold()}
        else None
    )


def _told_apart(case: CaseLine) -> str:
    """What tells two people of one name, and two cases of one person, from each other."""
    born = short_day(case.birth_date) if case.birth_date else ""
    return " · ".join(filter(None, (born, case.place or case.municipality, label(case.law))))
