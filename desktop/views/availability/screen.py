"""Beschikbaarheid: where can people start, and where do they wait? A matrix, what lies under it, a round of calls."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSplitter, QStackedWidget, QTabWidget, QWidget
from typing_extensions import override

from desktop.language import _, ngettext
from desktop.rules.permissions import Act, may
from desktop.services.availability_matrix import Matrix, narrowed, whole_matrix
from desktop.services.availability_page import OfferPage
from desktop.views.availability.detail import OfferDetail
from desktop.views.availability.filters import MatrixFilters
from desktop.views.availability.history import HistoryPage
from desktop.views.availability.model import MatrixModel
from desktop.views.availability.round import RoundPanel
from desktop.views.availability.table import MatrixView
from desktop.views.design.buttons import Button
from desktop.views.design.dress import column
from desktop.views.design.pages import PageHead
from desktop.views.design.tokens import Space
from desktop.views.design.words import EmptyState
from desktop.views.desk import Desk, Place
from desktop.views.screen import Screen

_TWO_COLUMNS = 100
"""Letters the screen must hold to show the detail beside the matrix; else it stands under it."""
_SHARES = (62, 38)
_OVERVIEW, _ROUND = range(2)
ROUND = "round"
"""As the thing to open: the round of calls."""


class AvailabilityScreen(Screen):
    """Filters and matrix, the chosen cell beside it; the round of calls on a tab of its own.

    Its thing is a provider's id, which is then chosen, or `ROUND`.
    """

    kinds = (
        "availability_report", "provider", "contract", "contracted_product", "wait_norm", "waiting_list_entry",
        "term_setting",
    )  # fmt: skip

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        page = column(gap=Space.M, edge=Space.XL)
        self.outer.addLayout(page)
        self._divided = False
        self._whole = Matrix()
        self._read_for: str | None = None
        """Municipality that the matrix was read for."""
        self._split = QSplitter(Qt.Orientation.Horizontal)
        self.head = PageHead(_("Availability"))
        norms = Button(_("Norms"), icon="settings")
        norms.setObjectName("availability-norms")
        norms.clicked.connect(self._on_norms)
        self.head.buttons.addWidget(norms)
        if may(desk.workplace.role, Act.SEE_TEAM_CASELOAD):
            # Of this role the navigation has no line for it.
            self.head.buttons.addWidget(self.way_to(Place.WAITING, _("Residents who wait"), "waiting"))
        page.addWidget(self.head)
        self._tabs = QTabWidget()
        self._tabs.setDocumentMode(True)
        self.history = HistoryPage(desk.tasks)
        self.history.left.connect(self._on_history_left)
        self._overview = QStackedWidget()
        self._overview.addWidget(self._make_overview())
        self._overview.addWidget(self.history)
        self._tabs.addTab(self._overview, _("Overview"))
        self.round = RoundPanel(self)
        self.round.begin_asked.connect(self._on_round_asked)
        if may(desk.workplace.role, Act.REPORT_AVAILABILITY):
            self._tabs.addTab(self.round, _("Round of calls"))
        self._tabs.currentChanged.connect(self._on_tab)
        page.addWidget(self._tabs, 1)

    @override
    def open_thing(self, thing: str) -> None:
        super().open_thing(thing)
        self._overview.setCurrentIndex(0)
        self._tabs.setCurrentIndex(_ROUND if thing == ROUND else _OVERVIEW)
        if thing and thing != ROUND:
            self.filters.empty()

    @override
    def take_focus(self) -> None:
        if self._tabs.currentIndex() == _ROUND:
            self.round.card.begin()
        else:
            self.search_here()

    @override
    def search_here(self) -> None:
        self._tabs.setCurrentIndex(_OVERVIEW)
        self.filters.search.setFocus()
        self.filters.search.selectAll()

    @override
    def reload(self) -> None:
        job = partial(whole_matrix, self.desk.workplace, self.filters.question().municipality)
        self.ask(job, self._on_whole, key="matrix")
        self.round.reload()

    @override
    def flush(self) -> None:
        self.round.flush()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        letters = self.width() / max(1, self.fontMetrics().averageCharWidth())
        way = Qt.Orientation.Vertical if letters < _TWO_COLUMNS else Qt.Orientation.Horizontal
        if self._split.orientation() is not way or not self._divided:
            self._divided = True
            self._split.setOrientation(way)
            self._split.setSizes([share * 100 for share in _SHARES])

    def _make_overview(self) -> QWidget:
        page = QWidget()
        layout = column(page, gap=Space.M)
        layout.setContentsMargins(0, Space.M, 0, 0)
        self.filters = MatrixFilters(self.desk)
        self.filters.asked.connect(self._on_asked)
        layout.addWidget(self.filters)
        self.model = MatrixModel()
        self.view = MatrixView(self.model)
        self.model.setParent(self.view)
        self.view.chosen.connect(self._on_chosen)
        self.view.opened.connect(self._on_opened)
        self.filters.search.left_down.connect(self._on_down)
        self.detail = OfferDetail(self)
        self.detail.history_asked.connect(self._on_history)
        self._split.setChildrenCollapsible(False)
        for widget, share in zip((self.view, self.detail), _SHARES, strict=True):
            self._split.addWidget(widget)
            self._split.setStretchFactor(self._split.count() - 1, share)
        self._stack = QStackedWidget()
        self._stack.addWidget(self._split)
        for state, slot in self._make_empty():
            self._stack.addWidget(state)
            if state.button is not None:
                state.button.clicked.connect(slot)
        layout.addWidget(self._stack, 1)
        return page

    def _make_empty(self) -> tuple[tuple[EmptyState, Callable[[], None]], ...]:
        self._none_fit = EmptyState(
            icon="search",
            title=_("Nothing fits"),
            text=_("Choose fewer filters, or other words."),
            action=_("Show everything"),
        )
        self._none = EmptyState(
            icon="waiting",
            title=_("No waiting times yet"),
            text=_("Import the providers of the region or their published waiting times; then they stand here."),
            action=_("Import"),
        )
        return (self._none_fit, self._on_wider), (self._none, self._on_import)

    def _on_asked(self) -> None:
        """Other filters over what was read already; another municipality is read anew."""
        question = self.filters.question()
        if self._read_for == question.municipality:
            self.desk.tasks.other(partial(narrowed, self._whole, question), self._on_matrix, key="narrow")
        else:
            self.mark_stale()

    def _on_whole(self, whole: Matrix) -> None:
        self._whole, self._read_for = whole, self.filters.question().municipality
        self.filters.show_limit(whole.stale_after)
        self._on_asked()

    def _on_matrix(self, found: Matrix) -> None:
        before = self.model.place(self.view.currentIndex())
        self.model.show_matrix(found)
        self.filters.offer_columns(found.plan.columns)
        question = self.filters.question()
        self.detail.municipality = question.municipality
        empty = self._none_fit if question.is_narrow else self._none
        self._stack.setCurrentWidget(self._split if found.cells else empty)
        shown = ngettext("1 provider", "{n} providers", len(found.rows)) if found.rows else ""
        self.head.say(_("Availability"), shown)
        index = self.model.find(before[0].id, before[1].key) if before and not self.thing else QModelIndex()
        if self.thing and self.thing != ROUND:
            index = self.model.find(self.thing)
            self.thing = ""
        self.view.choose(index if index.isValid() else self.model.first())
        if not found.cells:
            self.detail.show_nothing()

    def _on_chosen(self, index: QModelIndex) -> None:
        found = self.model.place(index)
        if found is None:
            self.detail.show_nothing()
        else:
            self.detail.show_offer(found[0].id, found[1], self.model.matrix().plan)

    def _on_opened(self, _index: QModelIndex) -> None:
        self.detail.take_focus()

    def _on_down(self) -> None:
        self.view.setFocus()

    def _on_wider(self) -> None:
        self.filters.empty()
        self._on_asked()

    def _on_import(self) -> None:
        self.desk.navigator.open_place(Place.SETTINGS, "import")

    def _on_norms(self) -> None:
        self.desk.navigator.open_place(Place.SETTINGS, "norms")

    def _on_history(self, page: OfferPage) -> None:
        self.history.show_page(page)
        self._overview.setCurrentWidget(self.history)
        self.history.take_focus()

    def _on_history_left(self) -> None:
        self._overview.setCurrentIndex(0)
        self.view.setFocus()

    def _on_round_asked(self) -> None:
        self.round.begin(self.filters.question())

    def _on_tab(self, at: int) -> None:
        if at != _ROUND:
            self.round.flush()
