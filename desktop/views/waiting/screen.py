"""Wachtende inwoners: who was not heard, who waits too long, and where."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QModelIndex
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout
from typing_extensions import override

from desktop.language import N_, _, ngettext
from desktop.rules.permissions import Act, may
from desktop.services.wait_list import WaitFilter, WaitingList, WaitOrder, waiting_list
from desktop.views.design.beside import Beside
from desktop.views.design.buttons import ChipRow
from desktop.views.design.dress import column
from desktop.views.design.inputs import Choice
from desktop.views.design.pages import PageHead
from desktop.views.design.tokens import Space
from desktop.views.design.words import EmptyState
from desktop.views.desk import Desk, Place
from desktop.views.screen import Screen
from desktop.views.waiting.model import WaitsModel
from desktop.views.waiting.table import WaitsView

ORDERS = {
    WaitOrder.CONTACT: N_("Longest without contact first"),
    WaitOrder.WEEKS: N_("Longest waiting first"),
    WaitOrder.URGENCY: N_("Most urgent first"),
}
_TEAM, _OVERDUE, _OVER = "team", "overdue", "over"
_FILTER_LETTERS = 44


class WaitingScreen(Screen):
    """Filters, and a table of which Enter opens the wait in its case."""

    kinds = (
        "waiting_list_entry", "interim_measure", "contact_moment", "case_file", "resident", "provider", "wait_norm",
    )  # fmt: skip

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        page = column(gap=Space.L, edge=Space.XL)
        self.outer.addLayout(page)
        self.head = PageHead(_("Residents who wait"))
        if may(desk.workplace.role, Act.SEE_TEAM_CASELOAD):
            self.head.buttons.addWidget(self.way_to(Place.AVAILABILITY, _("Availability"), "clock"))
        page.addWidget(self.head)
        page.addLayout(self._make_filters())
        self._model = WaitsModel()
        self._view = WaitsView(self._model)
        self._view.opened.connect(self._on_opened)
        self._stack = QStackedWidget()
        self._stack.addWidget(self._view)
        for state in self._make_empty():
            self._stack.addWidget(state)
        page.addWidget(self._stack, 1)

    @override
    def reload(self) -> None:
        self.ask(partial(waiting_list, self.desk.workplace, self.chosen()), self._on_list, key="waits")

    @override
    def take_focus(self) -> None:
        self._view.enter() if self._stack.currentIndex() == 0 else self._filters.setFocus()

    def chosen(self) -> WaitFilter:
        """What the fields ask for."""
        on = self._filters.on()
        return WaitFilter(
            team=_TEAM in on,
            product=self._product.key(),
            provider_id=self._provider.key(),
            overdue=_OVERDUE in on,
            over_norm=_OVER in on,
            order=WaitOrder(self._order.key()),
        )

    def _make_filters(self) -> QVBoxLayout:
        self._filters = ChipRow(_("Who stands in it"))
        offered = {_OVERDUE: _("contact is late"), _OVER: _("over the norm")}
        if may(self.desk.workplace.role, Act.SEE_TEAM_CASELOAD):
            offered = {_TEAM: _("the whole team")} | offered
        self._filters.offer(offered)
        if _TEAM in offered:
            self._filters.put_on(_TEAM)
        self._filters.chosen.connect(self._on_asked)
        self._product, self._provider = Choice({"": _("all help")}), Choice({"": _("all providers")})
        self._order = Choice({order.value: _(text) for order, text in ORDERS.items()}, fitting=True)
        for choice, name, told in (
            (self._product, "waits-product", _("Waits for")),
            (self._provider, "waits-provider", _("At which provider")),
            (self._order, "waits-order", _("Order")),
        ):
            choice.setObjectName(name)
            choice.setAccessibleName(told)
            choice.chosen.connect(self._on_asked)
        under = Beside(gap=Space.M)
        under.put(self._product, letters=24)
        under.put(self._provider, letters=24)
        under.put(self._order, share=0)
        filters = column(gap=Space.M)
        filters.addWidget(self._filters)
        filters.addLayout(under)
        return filters

    def _make_empty(self) -> tuple[EmptyState, EmptyState]:
        nobody = EmptyState(
            icon="waiting",
            title=_("Nobody waits"),
            text=_("Someone who must wait for help is put on the waiting list in the case, under Waiting."),
            action=_("Open the cases"),
        )
        none_fit = EmptyState(
            icon="search",
            title=_("No wait fits"),
            text=_("Choose other help or another provider, or switch a filter off."),
            action=_("Show all who wait"),
        )
        for state, slot in ((nobody, self._on_cases), (none_fit, self._on_all)):
            if state.button is not None:
                state.button.clicked.connect(slot)
        return nobody, none_fit

    def _on_list(self, found: WaitingList) -> None:
        self._product.offer({"": _("all help")} | found.products)
        self._provider.offer({"": _("all providers")} | found.providers)
        stood = self._view.currentIndex().row()
        self._model.show_lines(found.lines, of_team=self.chosen().team)
        self._view.stand_at(stood)
        shown = 0 if found.lines else 2 if found.total else 1
        self._stack.setCurrentIndex(shown)
        late = sum(line.is_overdue for line in found.lines)
        told = ngettext("1 waits", "{n} wait", len(found.lines))
        lead = f"{told} · {ngettext('1 was not heard in time', '{n} were not heard in time', late)}" if late else told
        self.head.say(_("Residents who wait"), lead if found.lines else "")

    def _on_asked(self, _what: object = None) -> None:
        self.mark_stale()

    def _on_all(self) -> None:
        self._filters.put_on(*(key for key in self._filters.on() if key == _TEAM))
        self._product.put("")
        self._provider.put("")
        self.mark_stale()

    def _on_cases(self) -> None:
        self.desk.navigator.open_place(Place.CASES)

    def _on_opened(self, index: QModelIndex) -> None:
        self.desk.navigator.open_place(Place.CASE, f"{self._model.row(index.row()).case_id}#waiting")
