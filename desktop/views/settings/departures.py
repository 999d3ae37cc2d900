"""For the team lead: from which prompts the team departs, and at least how often."""

from __future__ import annotations

from functools import partial

from PySide6.QtGui import QShowEvent
from typing_extensions import override

from desktop.language import _
from desktop.language.forms import long_day
from desktop.services.departures import TeamDepartures, team_departures
from desktop.views.design.cards import Card, KeyValueList
from desktop.views.design.words import Text
from desktop.views.desk import Desk


class DeparturesCard(Card):
    """A few lines, or why there are none."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(_("Where we depart from the prompts"))
        self._desk = desk
        self._told = Text("", "muted")
        self._list = KeyValueList()
        self._rest = Text("", "small")
        for widget in (self._told, self._list, self._rest):
            self.body.addWidget(widget)

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._desk.tasks.store(partial(team_departures, self._desk.workplace), self._on_found, key="departures")

    def _on_found(self, found: TeamDepartures) -> None:
        since = long_day(found.since)
        if found.indications:
            told = _(
                "Since {day} at least {n} indications were handed in. A prompt that is often departed from may not be "
                "a good one: talk about it together.",
                day=since,
                n=found.indications,
            )
        else:
            told = _(
                "Too little to tell. It takes {n} indications of {m} colleagues in {months} months, "
                "so that nobody is pointed at.",
                n=found.limits.indications,
                m=found.limits.colleagues,
                months=found.limits.months,
            )
        self._told.setText(told)
        self._list.show_pairs({line.name: _("at least {n} times", n=line.times) for line in found.lines})
        self._list.setVisible(bool(found.lines))
        self._rest.setText(
            _("Of other prompts there are fewer than {n} departures, or too few colleagues.", n=found.limits.times)
            if found.others
            else ""
        )
        self._rest.setVisible(found.others)
