"""A case's line of time: what is planned above, what happened under it; a talk or an indication opens."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from desktop.language import N_, _, ngettext
from desktop.language.forms import short_day
from desktop.services.case_reading import Moment, MomentKind
from desktop.views.design.badges import Badge
from desktop.views.design.beside import Beside
from desktop.views.design.buttons import QuietButton
from desktop.views.design.dress import clear, column
from desktop.views.design.icons import Icon
from desktop.views.design.tokens import Space, Tone
from desktop.views.design.words import Text
from desktop.views.desk import Place
from desktop.views.screen import Screen

MOMENTS = {
    MomentKind.REPORT: (N_("Report of need"), "flag"),
    MomentKind.REFERRAL: (N_("Referral"), "forward"),
    MomentKind.PERSONAL_PLAN: (N_("Personal plan handed in"), "document"),
    MomentKind.CONVERSATION: (N_("Conversation"), "conversation"),
    MomentKind.APPLICATION: (N_("Application"), "document"),
    MomentKind.WITHDRAWN: (N_("Application withdrawn"), "undo"),
    MomentKind.PLAN: (N_("Support plan agreed"), "document"),
    MomentKind.INDICATION: (N_("Indication"), "indication"),
    MomentKind.DECISION: (N_("Decision"), "check"),
    MomentKind.SENT: (N_("Decision sent to the resident"), "mail"),
    MomentKind.PAUSED: (N_("Term paused"), "clock"),
    MomentKind.EXTENDED: (N_("Term extended"), "calendar"),
    MomentKind.START: (N_("Help began"), "provider"),
    MomentKind.END: (N_("Help ended"), "stop"),
    MomentKind.EVALUATION: (N_("Evaluation"), "eye"),
    MomentKind.WAITING: (N_("On the waiting list"), "waiting"),
    MomentKind.CONTACT: (N_("Contact while waiting"), "phone"),
    MomentKind.HANDOVER: (N_("Warm handover"), "team"),
    MomentKind.OPENED: (N_("Case opened"), "cases"),
    MomentKind.CLOSED: (N_("Case closed"), "check"),
}
"""Name and icon by kind."""


SHOWN_AT_FIRST = 10
"""Moments; a long history stands behind a button, for it is seldom what one opens a case for."""


class Moments(QWidget):
    """Day, icon, what it was, and a way to it; the newest, and at a button the rest."""

    def __init__(self, screen: Screen) -> None:
        super().__init__()
        inside = column(self, gap=Space.S)
        self._place = column(gap=0)
        inside.addLayout(self._place)
        self._more = QuietButton("", icon="down")
        self._more.setObjectName("all-moments")
        self._more.clicked.connect(self._on_more)
        inside.addWidget(self._more, alignment=Qt.AlignmentFlag.AlignLeft)
        self._moments: tuple[Moment, ...] = ()
        self._case, self._all = "", False
        self._screen, to = screen, screen.desk.navigator
        self._ways: dict[MomentKind, Callable[[str], None]] = {
            MomentKind.CONVERSATION: to.open_conversation,
            MomentKind.INDICATION: to.open_indication,
            MomentKind.EVALUATION: self._to_evaluations,
        }

    def show_moments(self, moments: Sequence[Moment], today: date) -> None:
        """Replaces all lines; of another case only the newest are shown again."""
        if self._case != self._screen.thing:
            self._case, self._all = self._screen.thing, False
        self._moments, self._today = tuple(moments), today
        shown = moments if self._all else moments[:SHOWN_AT_FIRST]
        clear(self._place)
        self._place.addWidget(self._lines(shown))
        rest = len(moments) - len(shown)
        self._more.setText(ngettext("Show 1 earlier moment", "Show {n} earlier moments", max(1, rest)))
        self._more.setVisible(rest > 0)

    def _lines(self, moments: Sequence[Moment]) -> QWidget:
        """Filled before it is put in its place: else all of it would be laid out anew for each line that comes in."""
        holder = QWidget()
        self._grid = QGridLayout(holder)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(Space.L)
        self._grid.setVerticalSpacing(Space.S)
        self._grid.setColumnStretch(2, 1)
        for at, moment in enumerate(moments):
            self._add(at, moment, planned=moment.on > self._today)
        return holder

    def _add(self, at: int, moment: Moment, *, planned: bool) -> None:
        title, icon = MOMENTS[moment.kind]
        day = Text(short_day(moment.on), "muted")
        day.setWordWrap(False)
        words: QWidget = Text(" · ".join(filter(None, (_(title), moment.text))))
        self._grid.addWidget(day, at, 0)
        self._grid.addWidget(Icon(icon, tone=Tone.MUTED if planned else Tone.ACCENT), at, 1)
        self._grid.addWidget(_planned(words) if planned else words, at, 2)
        if moment.kind in self._ways:
            way = QuietButton(_("Open"), icon="forward")
            way.setAccessibleName(_("Open {what} of {day}", what=_(title), day=short_day(moment.on)))
            way.setProperty("thing", moment.id)
            way.setProperty("kind", moment.kind.value)
            way.clicked.connect(self._on_way)
            self._grid.addWidget(way, at, 3)

    def _on_more(self) -> None:
        self._all = True
        self.show_moments(self._moments, self._today)

    def _to_evaluations(self, _evaluation_id: str) -> None:
        self._screen.desk.navigator.open_place(Place.CASE, f"{self._screen.thing}#evaluations")

    def _on_way(self) -> None:
        pressed = self.sender()
        if pressed is not None:
            self._ways[MomentKind(pressed.property("kind"))](str(pressed.property("thing")))


def _planned(words: QWidget) -> QWidget:
    """With a badge beside it, or under it where there is no room; laying that out takes longer than words alone do."""
    holder = QWidget()
    said = Beside(holder, gap=Space.S)
    said.put(words, letters=14)
    said.put(Badge(_("planned"), icon="calendar"), share=0)
    return holder
