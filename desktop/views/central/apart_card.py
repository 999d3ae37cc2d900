"""After how many days without meeting the team a laptop locks: one number for the whole team."""

from __future__ import annotations

from functools import partial

from desktop.language import _, ngettext
from desktop.models.faults import RuleBroken, WorldFault
from desktop.services.keeping_away import settle_days_apart
from desktop.services.wording import explain
from desktop.views.design.cards import Card
from desktop.views.design.fields import FieldRow
from desktop.views.design.inputs import Choice
from desktop.views.design.tokens import Space
from desktop.views.design.words import Text
from desktop.views.desk import Desk

DAYS = (3, 7, 14, 21, 30, 60, 90)
"""Offered numbers of days; one that was set in another way is offered besides."""


class ApartCard(Card):
    """A choice that is kept at the central store at once."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(_("Laptops that keep away"), gap=Space.L)
        self._desk = desk
        self._before = ""
        self.body.addWidget(
            Text(
                _(
                    "A laptop that is lost learns of it only when it meets the team. One that keeps away for long "
                    "therefore locks, until it synchronises. What was written on it stays."
                ),
                "muted",
            )
        )
        self._days = Choice()
        self._days.setObjectName("central-apart")
        self._days.chosen.connect(self._on_days)
        self._row = FieldRow(_("Lock a laptop that did not &meet the team"), self._days)
        self.body.addWidget(self._row)

    def show_days(self, days: int) -> None:
        """What holds now."""
        self._before = str(days)
        offered = sorted({*DAYS, days})
        self._days.offer({str(n): ngettext("after 1 day", "after {n} days", n) for n in offered})
        self._days.put(self._before)

    def _on_days(self, days: str) -> None:
        self._row.problem("")
        self._days.setEnabled(False)
        job = partial(settle_days_apart, self._desk.workplace, int(days))
        self._desk.tasks.other(job, self._on_kept, failed=self._on_refused)

    def _on_kept(self, _nothing: None) -> None:
        self._before = self._days.key()
        self._days.setEnabled(True)
        self._desk.navigator.say(_("Every laptop hears this at its next sync."), icon="check")

    def _on_refused(self, fault: RuleBroken | WorldFault) -> None:
        self._days.put(self._before)
        self._days.setEnabled(True)
        self._row.problem(explain(fault))
