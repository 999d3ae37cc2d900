"""Dossiers: my caseload, and what is the next thing for each."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from functools import partial

from PySide6.QtWidgets import QSizePolicy, QStackedWidget, QVBoxLayout
from typing_extensions import override

from desktop.language import N_, _, ngettext
from desktop.models.kinds import CasePhase
from desktop.models.labels import label
from desktop.services.case_reading import CaseFilter, CaseLine, CaseOrder, case_list, case_list_counted
from desktop.services.workplace import Workplace
from desktop.views.cases.model import SOON_DAYS
from desktop.views.cases.new_case import NewCaseDialog
from desktop.views.cases.table import CasesView
from desktop.views.design.beside import Beside
from desktop.views.design.buttons import Button, ChipRow, PrimaryButton
from desktop.views.design.columns import ColumnsButton
from desktop.views.design.dress import column
from desktop.views.design.fields import SearchField
from desktop.views.design.inputs import Choice
from desktop.views.design.pages import PageHead
from desktop.views.design.tokens import Space
from desktop.views.design.words import EmptyState
from desktop.views.desk import Desk, Place
from desktop.views.saved_filters import Asked, SavedFiltersButton
from desktop.views.screen import Screen

ORDERS = {
    CaseOrder.DEADLINE: N_("Most pressing first"),
    CaseOrder.NAME: N_("By name"),
    CaseOrder.OPENED: N_("Oldest first"),
    CaseOrder.PHASE: N_("By where it stands"),
}
NEW = "new"
"""As the thing to open: the form for a new case."""

_FILTER_LETTERS = 44
"""The filters keep this width; what stands beside them goes under them instead."""

_MINE, _SOON, _WAITING = "mine", "soon", "waiting"
_PHASES = frozenset(phase.value for phase in CasePhase)


class CasesScreen(Screen):
    """A search field, filters, and the table; Enter opens a case."""

    kinds = (
        "case_file", "resident", "indication", "evaluation", "conversation", "waiting_list_entry", "contact_moment",
        "referral", "warm_handover",
    )  # fmt: skip

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        page = column(gap=Space.L, edge=Space.XL)
        self.outer.addLayout(page)
        self.head = PageHead(_("Cases"))
        new = PrimaryButton(_("New case"), icon="add")
        new.setObjectName("new-case")
        new.clicked.connect(self._on_new)
        doors = Button(_("Referrals"), icon="import")
        doors.setObjectName("referrals")
        doors.clicked.connect(self._on_referrals)
        for button in (doors, new):
            self.head.buttons.addWidget(button)
        page.addWidget(self.head)
        self._view = CasesView(desk.settings.now.cases.columns)
        self._view.opened.connect(desk.navigator.open_case)
        self._view.wanted.connect(self._on_wanted)
        self._view.whole_wanted.connect(self._on_whole_wanted)
        page.addLayout(self._make_filters())
        self._stack = QStackedWidget()
        # What it shows scrolls: with large letters the fields above must not be pressed flat.
        self._stack.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Ignored)
        self._stack.addWidget(self._view)
        self._stack.addWidget(self._make_empty())
        page.addWidget(self._stack, 1)

    @override
    def open_thing(self, thing: str) -> None:
        super().open_thing("")
        if thing == NEW:
            self._on_new()

    @override
    def take_focus(self) -> None:
        self._search.setFocus()

    @override
    def search_here(self) -> None:
        self._search.setFocus()
        self._search.selectAll()

    @override
    def reload(self) -> None:
        self.ask(partial(case_list_counted, self.desk.workplace, self.chosen()), self._on_lines, key="list")

    def chosen(self) -> CaseFilter:
        """What the fields ask for."""
        on = self._filters.on()
        here = self.desk.workplace
        return CaseFilter(
            text=self._search.text().strip(),
            phases=tuple(CasePhase(key) for key in on if key in _PHASES),
            waiting=_WAITING in on,
            consultant=here.colleague.id if _MINE in on else "",
            due_by=here.today + timedelta(days=SOON_DAYS) if _SOON in on else None,
            order=CaseOrder(self._order.key()),
        )

    def filters(self) -> Asked:
        """Without the words: these are mostly a resident's name."""
        return {"on": list(self._filters.on()), "order": self._order.key()}

    def put_filters(self, asked: Asked) -> None:
        """Switches these on, and no words."""
        self._search.clear()
        self._filters.put_on(*asked.get("on", ()))
        self._order.put(str(asked.get("order", "")))
        self.mark_stale()

    def _make_filters(self) -> QVBoxLayout:
        self._search = SearchField(_("Search a case"), placeholder=_("Name, question or BSN"))
        self._search.setObjectName("search-cases")
        self._search.searched.connect(self._on_asked)
        self._search.left_down.connect(self._view.enter)
        self._filters = ChipRow(_("Where it stands"))
        own = {_MINE: _("my own"), _SOON: _("due this week"), _WAITING: _("waits for help")}
        self._filters.offer(own | {phase.value: label(phase) for phase in CasePhase})
        self._filters.chosen.connect(self._on_asked)
        self._order = Choice({order.value: _(text) for order, text in ORDERS.items()}, fitting=True)
        self._order.setAccessibleName(_("Order"))
        self._order.chosen.connect(self._on_asked)
        under = Beside(gap=Space.M)
        under.put(self._filters, letters=_FILTER_LETTERS)
        under.put(SavedFiltersButton(self.desk, Place.CASES, self), share=0)
        columns = ColumnsButton(self._view.columns)
        columns.setObjectName("case-columns")
        under.put(columns, share=0)
        under.put(self._order, share=0)
        filters = column(gap=Space.M)
        filters.addWidget(self._search)
        filters.addLayout(under)
        return filters

    def _make_empty(self) -> QStackedWidget:
        """What to do first: begin, when there is no case yet; look otherwise, when none fits."""
        self._none = EmptyState(
            icon="cases",
            title=_("No cases yet"),
            text=_("A case begins when a resident reports a need."),
            action=_("New case"),
        )
        self._none_fit = EmptyState(
            icon="search",
            title=_("No case fits"),
            text=_("Search with another word, or switch a filter off."),
            action=_("Show all cases"),
        )
        empty = QStackedWidget()
        for state, slot in ((self._none, self._on_new), (self._none_fit, self._on_all)):
            empty.addWidget(state)
            if state.button:
                state.button.clicked.connect(slot)
        return empty

    def _on_asked(self, _what: object = None) -> None:
        self.mark_stale()

    def _on_all(self) -> None:
        self._search.clear()
        self._filters.put_on()
        self.mark_stale()

    def _on_lines(self, found: tuple[tuple[CaseLine, ...], int]) -> None:
        lines, total = found
        self._view.show_lines(lines, total)
        empty = self._stack.widget(1)
        if isinstance(empty, QStackedWidget):
            asked = self.chosen()
            empty.setCurrentWidget(self._none if asked == CaseFilter(order=asked.order) else self._none_fit)
        self._stack.setCurrentIndex(0 if lines else 1)
        self.head.say(_("Cases"), ngettext("1 case", "{n} cases", total) if total else "")

    def _on_wanted(self, first: int) -> None:
        which = replace(self.chosen(), offset=first)
        self.ask(partial(_page, self.desk.workplace, which), self._on_page, key=f"page {first}")

    def _on_page(self, found: tuple[CaseFilter, tuple[CaseLine, ...]]) -> None:
        """Under other filters than now it is dropped: their first page is on its way."""
        which, lines = found
        if replace(which, offset=0) == self.chosen():
            self._view.fill(which.offset, lines)

    def _on_whole_wanted(self) -> None:
        which = replace(self.chosen(), limit=self._view.model().rowCount())
        self.ask(partial(case_list, self.desk.workplace, which), self._on_whole, key="list")

    def _on_whole(self, lines: tuple[CaseLine, ...]) -> None:
        self._view.show_lines(lines, len(lines))
        self._view.copy_rows(every=True)

    def _on_referrals(self) -> None:
        self.desk.navigator.open_place(Place.REFERRALS)

    def _on_new(self) -> None:
        dialog = NewCaseDialog(self.desk, self.window())
        dialog.made.connect(self.desk.navigator.open_case)
        dialog.open()


def _page(workplace: Workplace, which: CaseFilter) -> tuple[CaseFilter, tuple[CaseLine, ...]]:
    return which, case_list(workplace, which)
