"""18-/18+: who turns eighteen, and is it arranged? A board of lines of time, and the plan beside it."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSplitter, QStackedWidget, QTabWidget, QVBoxLayout, QWidget
from typing_extensions import override

from desktop.language import _, ngettext
from desktop.rules.eighteen.standing import Press
from desktop.rules.permissions import Act, may
from desktop.services.eighteen_board import Board, BoardQuestion, YouthLine, board, narrowed
from desktop.views.design.dress import column
from desktop.views.design.pages import PageHead
from desktop.views.design.tokens import Space
from desktop.views.design.words import EmptyState
from desktop.views.desk import Desk, Place
from desktop.views.eighteen.detail import YouthDetail
from desktop.views.eighteen.filters import BoardFilters
from desktop.views.eighteen.inflow import InflowPage
from desktop.views.eighteen.lines import BoardModel, BoardView
from desktop.views.screen import Screen

_TWO_COLUMNS = 100
"""Letters the screen must hold to show the plan beside the board; else it stands under it."""
_SHARES = (56, 44)


class EighteenScreen(Screen):
    """Filters, the board, and beside it the plan of who is chosen. Its thing is a case's id, which is then chosen."""

    kinds = (
        "resident", "case_file", "indication", "trajectory", "transition_plan", "transition_task", "consent",
        "warm_handover", "colleague", "contracted_product",
    )  # fmt: skip

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._whole, self._read_team = Board(), False
        self._divided = False
        page = column(gap=Space.M, edge=Space.XL)
        self.outer.addLayout(page)
        self.head = PageHead(_("18-/18+"))
        page.addWidget(self.head)
        self._tabs: QTabWidget | None = None
        self.inflow: InflowPage | None = None
        if may(desk.workplace.role, Act.SEE_DASHBOARDS):
            self.inflow = InflowPage(self)
            self._tabs = QTabWidget()
            self._tabs.setDocumentMode(True)
            self._tabs.addTab(self._make_board(), _("Board"))
            self._tabs.addTab(self.inflow, _("From youth help to the Wmo"))
        page.addWidget(self._tabs or self._make_board(), 1)

    @override
    def reload(self) -> None:
        self._read_team = self.filters.question().team
        job = partial(board, self.desk.workplace, BoardQuestion(team=self._read_team))
        self.ask(job, self._on_whole, key="board")
        if self.inflow is not None:
            self.inflow.reload()

    @override
    def take_focus(self) -> None:
        self.view.setFocus() if self._stack.currentIndex() == 0 else self.filters.take_focus()

    @override
    def search_here(self) -> None:
        if self._tabs is not None:
            self._tabs.setCurrentIndex(0)
        self.filters.search.setFocus()
        self.filters.search.selectAll()

    def _make_board(self) -> QWidget:
        made = QWidget()
        layout: QVBoxLayout = column(made, gap=Space.M)
        layout.setContentsMargins(0, Space.S, 0, 0)
        self.filters = BoardFilters(may_see_team=may(self.desk.workplace.role, Act.SEE_TEAM_CASELOAD))
        self.filters.asked.connect(self._on_asked)
        self.filters.search.left_down.connect(self._on_left)
        layout.addWidget(self.filters)
        self.model = BoardModel()
        self.view = BoardView(self.model)
        self.detail = YouthDetail(self)
        self.view.chosen.connect(self._on_chosen)
        self.view.entered.connect(self.detail.take_focus)
        self.detail.left.connect(self._on_left)
        self._split = QSplitter(Qt.Orientation.Horizontal)
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
        return made

    def _make_empty(self) -> tuple[tuple[EmptyState, Callable[[], None]], ...]:
        nobody = EmptyState(
            icon="person",
            title=_("Nobody is near eighteen"),
            text=_("From sixteen on everyone with youth help stands here by itself, until half a year after the help."),
            action=_("Open the cases"),
        )
        none_fit = EmptyState(
            icon="search", title=_("Nobody fits"), text=_("Switch a filter off."), action=_("Show everyone")
        )
        return (nobody, self._on_cases), (none_fit, self._on_wider)

    def _on_asked(self) -> None:
        """Other filters over what was read already; the own cases or the team's are read anew."""
        question = self.filters.question()
        if question.team == self._read_team:
            self.desk.tasks.other(partial(narrowed, self._whole, question), self._on_board, key="narrow")
        else:
            self.mark_stale()

    def _on_whole(self, whole: Board) -> None:
        self._whole = whole
        self.filters.offer(whole)
        self._on_asked()

    def _on_board(self, found: Board) -> None:
        before = self.model.line(self.view.currentIndex().row())
        row = self.view.currentIndex().row()
        self.model.show_board(found)
        self._stack.setCurrentIndex(0 if found.lines else 2 if found.total else 1)
        late = sum(line.press in {Press.WITHOUT_HELP, Press.TOO_LATE} for line in found.lines)
        told = ngettext("1 young person", "{n} young people", len(found.lines))
        lead = f"{told} · {ngettext('1 too late', '{n} too late', late)}" if late else told
        self.head.say(_("18-/18+"), lead if found.lines else "")
        wanted = self.thing or (before.case_id if before else "")
        at = self.model.row_of(wanted) if wanted else -1
        asked_for, self.thing = self.thing, ""
        self.view.stand_at(at if at >= 0 else row)
        if asked_for and at < 0:
            # Without youth help nobody stands here: then the case tells what there is.
            self.desk.navigator.open_case(asked_for)

    def _on_chosen(self, line: YouthLine | None) -> None:
        self.detail.show_line(line)

    def _on_left(self) -> None:
        """From the plan, or down from the search, into the list."""
        self.view.setFocus()

    def _on_wider(self) -> None:
        self.filters.empty()
        self._on_asked()

    def _on_cases(self) -> None:
        self.desk.navigator.open_place(Place.CASES)

    @override
    def open_thing(self, thing: str) -> None:
        super().open_thing(thing)
        if thing:
            self.filters.empty()
        if thing and self._tabs is not None:
            self._tabs.setCurrentIndex(0)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        letters = self.width() / max(1, self.fontMetrics().averageCharWidth())
        way = Qt.Orientation.Vertical if letters < _TWO_COLUMNS else Qt.Orientation.Horizontal
        if self._split.orientation() is not way or not self._divided:
            self._divided = True
            self._split.setOrientation(way)
            self._split.setSizes([share * 100 for share in _SHARES])
