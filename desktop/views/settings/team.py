"""Where the team meets (the work of it is done on the screen Synchroniseren), and what it departs from."""

from __future__ import annotations

from functools import partial

from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from desktop.language import _
from desktop.rules.permissions import Act, may
from desktop.services.central import place_of
from desktop.services.syncing import StateOfWork, state_of_work
from desktop.views.design.beside import Flowing
from desktop.views.design.buttons import Button
from desktop.views.design.cards import Card, KeyValueList
from desktop.views.design.days import near_moment
from desktop.views.design.dress import column
from desktop.views.design.tokens import Space
from desktop.views.design.words import Text
from desktop.views.desk import Desk, Place
from desktop.views.settings.departures import DeparturesCard


class TeamPanel(QWidget):
    """The central store in short, and the way to it."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        card = Card(_("Central store"), gap=Space.L)
        self._told = Text("", "muted")
        self._known = KeyValueList()
        go = Button(_("To Synchronise"), icon="sync")
        go.clicked.connect(self._on_go)
        for widget in (self._told, self._known, Flowing(go)):
            card.body.addWidget(widget)
        layout = column(self, gap=Space.L)
        layout.addWidget(card)
        if may(desk.workplace.role, Act.SEE_TEAM_CASELOAD):
            layout.addWidget(DeparturesCard(desk))
        layout.addStretch(1)

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._desk.tasks.store(partial(state_of_work, self._desk.workplace), self._on_state, key="team")

    def _on_state(self, state: StateOfWork) -> None:
        if not state.is_joined:
            self._told.setText(_("You work alone on this laptop. You can join your team, or begin a file for it."))
            self._known.hide()
            return
        self._told.setText(_("Your team meets here."))
        self._known.show()
        last = near_moment(state.synced_at, self._desk.workplace.today) if state.synced_at else _("not yet")
        self._known.show_pairs({_("Place"): place_of(state.url), _("Last met"): last})

    def _on_go(self) -> None:
        self._desk.navigator.open_place(Place.SYNC)
