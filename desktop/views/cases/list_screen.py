"""Dossiers: my caseload, and what is the next thing for each."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtGui import QShortcut
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QStackedWidget, QTableView, QVBoxLayout
from typing_extensions import override

from desktop.language import N_, _, ngettext
from desktop.models.kinds import CasePhase
from desktop.models.labels import label
from desktop.services.case_reading import CaseFilter, CaseLine, CaseOrder, case_count, case_list
from desktop.services.workplace import Workplace
from desktop.views.cases.model import CaseTable
from desktop.views.cases.new_case import NewCaseDialog
from desktop.views.design.buttons import ChipRow, PrimaryButton
from desktop.views.design.dress import column, row
from desktop.views.design.fields import SearchField
from desktop.views.design.inputs import Choice
from desktop.views.design.pages import PageHead
from desktop.views.design.tokens import Space
from desktop.views.design.words import EmptyState, Text
from desktop.views.desk import Desk
from desktop.views.screen import Screen

ORDERS = {
    CaseOrder.DEADLINE: N_("Most pressing first"),
    CaseOrder.NAME: N_("By name"),
    CaseOrder.OPENED: N_("Oldest first"),
    CaseOrder.PHASE: N_("By where it stands"),
}
NEW = "new"
"""As the thing to open: the form for a new case."""

_WAITING = "waiting"


class CasesScreen(Screen):
    """A search field, filters, and the table; Enter opens a case."""

    kinds = (
        "case_file",
        "resident",
        "indication",
        "evaluation",
        "conversation",
        "waiting_list_entry",
        "contact_moment",
    )

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        page = column(gap=Space.L, edge=Space.XL)
        self.outer.addLayout(page)
        self.head = PageHead(_("Cases"))
        new = PrimaryButton(_("New case"), icon="add")
        new.setObjectName("new-case")
        new.clicked.connect(self._on_new)
        self.head.buttons.addWidget(new)
        page.addWidget(self.head)
        page.addLayout(self._make_filters())
        self._table = CaseTable()
        self._view = self._make_view()
        self._empty = EmptyState(
            icon="cases",
            title=_("No cases here"),
            text=_("Begin with a new case, or choose other filters."),
            action=_("New case"),
        )
        if self._empty.button:
            self._empty.button.clicked.connect(self._on_new)
        self._stack = QStackedWidget()
        self._stack.addWidget(self._view)
        self._stack.addWidget(self._empty)
        page.addWidget(self._stack, 1)
        self._more = Text("", "small")
        page.addWidget(self._more)

    @override
    def open_thing(self, thing: str) -> None:
        super().open_thing("")
        if thing == NEW:
            self._on_new()

    @override
    def search_here(self) -> None:
        self._search.setFocus()
        self._search.selectAll()

    @override
    def reload(self) -> None:
        self.ask(partial(_fetch, self.desk.workplace, self.chosen()), self._on_lines, key="list")

    def chosen(self) -> CaseFilter:
        """What the fields ask for."""
        on = self._filters.on()
        return CaseFilter(
            text=self._search.text().strip(),
            phases=tuple(CasePhase(key) for key in on if key != _WAITING),
            waiting=_WAITING in on,
            order=CaseOrder(self._order.key()),
        )

    def _make_filters(self) -> QVBoxLayout:
        self._search = SearchField(_("Search a case"), placeholder=_("Name, question or BSN"))
        self._search.setObjectName("search-cases")
        self._search.searched.connect(self._on_asked)
        self._search.left_down.connect(self._on_down)
        self._filters = ChipRow(_("Where it stands"))
        self._filters.offer({phase.value: label(phase) for phase in CasePhase} | {_WAITING: _("waits for help")})
        self._filters.chosen.connect(self._on_asked)
        self._order = Choice({order.value: _(text) for order, text in ORDERS.items()})
        self._order.setAccessibleName(_("Order"))
        self._order.chosen.connect(self._on_asked)
        under = row(gap=Space.M)
        under.addWidget(self._filters, 1)
        under.addWidget(self._order)
        self._order.setMaximumWidth(240)
        filters = column(gap=Space.M)
        filters.addWidget(self._search)
        filters.addLayout(under)
        return filters

    def _make_view(self) -> QTableView:
        view = QTableView()
        view.setObjectName("cases")
        view.setModel(self._table)
        view.setAccessibleName(_("Cases"))
        view.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        view.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        view.setShowGrid(False)
        view.setTabKeyNavigation(False)
        view.verticalHeader().hide()
        view.verticalHeader().setDefaultSectionSize(44)
        head = view.horizontalHeader()
        head.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        head.setStretchLastSection(True)
        head.setHighlightSections(False)
        for at, width in enumerate((200, 100, 320, 120, 90, 120, 90, 190)):
            view.setColumnWidth(at, width)
        view.activated.connect(self._on_activated)
        view.clicked.connect(self._on_activated)
        enter = QShortcut(Qt.Key.Key_Return, view, context=Qt.ShortcutContext.WidgetShortcut)
        enter.activated.connect(self._on_enter)
        return view

    def _on_asked(self, _what: object = None) -> None:
        self.mark_stale()

    def _on_down(self) -> None:
        self._view.setFocus()
        self._view.selectRow(0)

    def _on_lines(self, found: tuple[tuple[CaseLine, ...], int]) -> None:
        lines, total = found
        self._table.show_lines(lines)
        self._stack.setCurrentWidget(self._view if lines else self._empty)
        self.head.say(_("Cases"), ngettext("1 case", "{n} cases", total))
        left = total - len(lines)
        self._more.setText(_("{n} more: search or filter to see them.", n=left) if left else "")

    def _on_activated(self, index: QModelIndex) -> None:
        line = self._table.line(index.row())
        if line is not None:
            self.desk.navigator.open_case(line.case_id)

    def _on_enter(self) -> None:
        self._on_activated(self._view.currentIndex())

    def _on_new(self) -> None:
        dialog = NewCaseDialog(self.desk, self.window())
        dialog.made.connect(self.desk.navigator.open_case)
        dialog.open()


def _fetch(workplace: Workplace, which: CaseFilter) -> tuple[tuple[CaseLine, ...], int]:
    return case_list(workplace, which), case_count(workplace, which)
