"""The copies of the store: which there are, how many stay, and one more now."""

from __future__ import annotations

from functools import partial

from PySide6.QtGui import QShowEvent
from typing_extensions import override

from desktop.language import _, ngettext
from desktop.models.faults import RuleBroken, WorldFault
from desktop.services.copies import copies_of, copy_now
from desktop.services.copy_words import named
from desktop.services.wording import explain
from desktop.views.design.beside import Flowing
from desktop.views.design.buttons import Button
from desktop.views.design.cards import Card
from desktop.views.design.fields import FieldRow
from desktop.views.design.inputs import Choice
from desktop.views.design.tokens import Space
from desktop.views.design.words import Text
from desktop.views.desk import Desk

DAYS = (3, 5, 7, 14, 30)
WEEKS = (0, 4, 5, 8, 13, 26)
"""Offered numbers of days and weeks; one that was set in another way is offered besides."""

_MOST_SHOWN = 12
_MEGABYTE = 1_000_000


class CopiesCard(Card):
    """Shows the copies anew whenever it comes in view."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(_("Copies"), gap=Space.L)
        self._desk = desk
        keep = desk.settings.now.copies
        self.body.addWidget(
            Text(
                _(
                    "Naober makes a copy of your work by itself, once a day, and opens it to see that it is whole. "
                    "It is encrypted and opens with your passphrase."
                ),
                "muted",
            )
        )
        self._days = Choice(
            {str(n): ngettext("the last day", "the last {n} days", n) for n in sorted({*DAYS, keep.days})}
        )
        self._weeks = Choice({str(n): _weeks(n) for n in sorted({*WEEKS, keep.weeks})})
        self._days.put(str(keep.days))
        self._weeks.put(str(keep.weeks))
        self._days.chosen.connect(self._on_days)
        self._weeks.chosen.connect(self._on_weeks)
        self.body.addWidget(FieldRow(_("Keep the copies of &days of"), self._days))
        self.body.addWidget(FieldRow(_("Keep the copies of &weeks of"), self._weeks))
        self._list = Text()
        self._list.setAccessibleName(_("Copies"))
        self.body.addWidget(self._list)
        self._make = Button(_("Make a copy now"), icon="copy")
        self._make.setObjectName("make-copy")
        self._make.clicked.connect(self._on_make)
        self.body.addWidget(Flowing(self._make))
        self.body.addWidget(
            Text(_("To put one back: lock Naober, and choose “{words}” there.", words=_("Put back a copy")), "small")
        )
        self._show_copies()

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._show_copies()

    def _show_copies(self) -> None:
        copies = copies_of(self._desk.workplace.store.path)
        lines = [
            _("{day}, {size} MB", day=named(copy), size=f"{max(copy.size / _MEGABYTE, 0.1):.1f}".replace(".", ","))
            for copy in copies[:_MOST_SHOWN]
        ]
        more = len(copies) - _MOST_SHOWN
        if more > 0:
            lines.append(ngettext("and 1 more", "and {n} more", more))
        self._list.setText("\n".join(lines) if lines else _("There is no copy yet."))

    def _on_days(self, days: str) -> None:
        self._change(days=int(days))

    def _on_weeks(self, weeks: str) -> None:
        self._change(weeks=int(weeks))

    def _change(self, **values: int) -> None:
        try:
            self._desk.settings.change("copies", **values)
        except WorldFault as fault:
            self._desk.navigator.say(explain(fault), icon="caution")

    def _on_make(self) -> None:
        self._make.setEnabled(False)
        keep = self._desk.settings.now.copies
        job = partial(copy_now, self._desk.workplace, days=keep.days, weeks=keep.weeks)
        self._desk.tasks.other(job, self._on_made, failed=self._on_refused)

    def _on_made(self, _made: object) -> None:
        self._make.setEnabled(True)
        self._show_copies()
        self._desk.navigator.say(_("The copy is made, and it opens."), icon="copy")

    def _on_refused(self, fault: RuleBroken | WorldFault) -> None:
        self._make.setEnabled(True)
        self._desk.navigator.say(explain(fault), icon="caution")


def _weeks(n: int) -> str:
    return ngettext("the last week", "the last {n} weeks", n) if n else _("none")
