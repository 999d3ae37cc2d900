"""Dashboards: one page of figures at a time, for access, policy, contract management or the back office."""

from __future__ import annotations

from collections import deque
from functools import partial
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QFileDialog
from typing_extensions import override

from desktop.language import _
from desktop.models.kinds import Law
from desktop.models.labels import label
from desktop.rules.permissions import Act, may
from desktop.services.dashboards.asking import PERIODS, WHOLE_BLOCK, Period, Question
from desktop.services.dashboards.dashboard import Dashboard, dashboard
from desktop.services.dashboards.definitions import PAGES, Page
from desktop.services.dashboards.figure import Figure
from desktop.services.dashboards.keeping import export_dashboard, subject_of
from desktop.services.dashboards.wording import why_left_out
from desktop.services.papers import PaperKind
from desktop.views.dashboards.amounts_dialog import AmountsDialog
from desktop.views.dashboards.card import FigureCard
from desktop.views.design.beside import Beside
from desktop.views.design.buttons import Button, ChipRow
from desktop.views.design.dress import column
from desktop.views.design.fields import FieldRow
from desktop.views.design.inputs import Choice
from desktop.views.design.pages import Column, PageHead
from desktop.views.design.tokens import Space
from desktop.views.design.words import Hint, Text
from desktop.views.desk import Desk, Place
from desktop.views.screen import Screen

_WIDTH = 1200
"""Tables with a column for every municipality need more than running text."""


_BETWEEN_MS = 20
"""Between two cards: time to paint the one before, and for what the person does meanwhile."""

_OF_AMOUNTS = {Page.CONTRACTS, Page.BACK_OFFICE}
"""Pages that show what was set aside, spent or agreed."""


class DashboardsScreen(Screen):
    """Four pages; a card for every figure."""

    kinds = (
        "indication", "trajectory", "evaluation", "case_file", "referral", "waiting_list_entry", "amount", "wait_norm",
        "contracted_product", "availability_report", "purchase_measure", "provider", "contract",
    )  # fmt: skip

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.setObjectName("dashboards")
        self._shown: Dashboard | None = None
        self._coming: deque[Figure] = deque()
        self.cards: list[FigureCard] = []
        page = column(gap=Space.M, edge=Space.XL)
        self.outer.addLayout(page)
        self.head = PageHead(_("Dashboards"))
        if may(desk.workplace.role, Act.SEE_TEAM_CASELOAD):
            # Of this role the navigation has no line for it.
            self.head.buttons.addWidget(self.way_to(Place.COVERAGE, _("Coverage"), "network"))
        if may(desk.workplace.role, Act.EXPORT_FIGURES):
            self._add_exports()
        self._amounts = self._add_amounts() if may(desk.workplace.role, Act.CHANGE_TERMS) else None
        page.addWidget(self.head)
        page.addLayout(self._make_choices())
        self._told = Text("", "muted")
        page.addWidget(self._told)
        self.column = Column(width=_WIDTH, edge=0)
        self._bare = Hint("")
        self._bare.hide()
        self.column.body.addWidget(self._bare)
        self.column.body.addStretch(1)
        page.addWidget(self.column, 1)
        # A card at a time: a page of tables at once would hold the loop for longer than a frame.
        self._turn = QTimer(self)
        self._turn.setInterval(_BETWEEN_MS)
        self._turn.timeout.connect(self._add_next)

    @override
    def reload(self) -> None:
        if self._shown is None:
            self._told.setText(_("The figures are being counted …"))
            self._told.show()
        page, question = self.page(), self.question()
        if self._amounts is not None:
            self._amounts.setVisible(page in _OF_AMOUNTS)
        self.ask(partial(dashboard, self.desk.workplace, page, question), self._on_page, key="dashboard")

    @override
    def take_focus(self) -> None:
        self._pages.setFocus()

    @override
    def crumb(self) -> str:
        return _(PAGES[self.page()])

    def page(self) -> Page:
        """The one that is chosen."""
        return Page(next(iter(self._pages.on()), Page.ACCESS))

    def question(self) -> Question:
        """What the filters ask for."""
        period, law = Period(self._period.key()), self._law.key()
        return WHOLE_BLOCK if period is Period.BLOCK else Question(period, Law(law) if law else None)

    def show_page(self, page: Page) -> None:
        """Chooses a page."""
        self._pages.put_on(page.value)
        self.mark_stale()

    def is_whole(self) -> bool:
        """True once every figure of the page stands there."""
        return self._shown is not None and not self._turn.isActive()

    def save_to(self, path: Path) -> None:
        """Keeps the page as a file, without small counts."""
        job = partial(export_dashboard, self.desk.workplace, path, self.page(), self.question())
        self.ask(job, self._on_exported, key="export")

    def _add_exports(self) -> None:
        for name, text, icon, slot in (
            ("figures-export", _("Export …"), "export", self._on_export),
            ("figures-paper", _("As a paper"), "print", self._on_paper),
        ):
            button = Button(text, icon=icon)
            button.setObjectName(name)
            button.clicked.connect(slot)
            self.head.buttons.addWidget(button)

    def _add_amounts(self) -> Button:
        """Only shown beside the figures that are made of them."""
        button = Button(_("Amounts …"), icon="euro")
        button.setObjectName("amounts-open")
        button.clicked.connect(self._on_amounts)
        button.hide()
        self.head.buttons.addWidget(button)
        return button

    def _make_choices(self) -> Beside:
        self._pages = ChipRow(_("Dashboard for"), single=True)
        self._pages.setObjectName("figures-page")
        self._pages.offer({page.value: _(name) for page, name in PAGES.items()})
        self._pages.put_on(Page.ACCESS.value)
        self._pages.chosen.connect(self._on_page_asked)
        offered = Period if may(self.desk.workplace.role, Act.SEE_CASES) else (Period.BLOCK,)
        self._period = Choice({period.value: _(PERIODS[period]) for period in offered})
        laws = {lot.law.value: label(lot.law) for lot in self.desk.workplace.profile.lots}
        self._law = Choice({"": _("All acts")} | laws)
        line = Beside(gap=Space.M)
        line.put(FieldRow(_("Dashboard for"), self._pages), letters=56)
        for name, text, field in (("period", _("&Period"), self._period), ("law", _("A&ct"), self._law)):
            field.setObjectName(f"figures-{name}")
            field.chosen.connect(self._on_asked)
            line.put(FieldRow(text, field), letters=24)
        self._show_law()
        return line

    def _show_law(self) -> None:
        """A block is told over all acts together."""
        self._law.setEnabled(self._period.key() != Period.BLOCK.value)

    def _on_page_asked(self, chosen: tuple[str, ...]) -> None:
        """One of them always stands there: pressed again, it stays."""
        if not chosen:
            self._pages.put_on((self._shown.page if self._shown else Page.ACCESS).value)
            return
        self.mark_stale()

    def _on_asked(self, _chosen: object) -> None:
        self._show_law()
        self.mark_stale()

    def _may_leave(self) -> bool:
        """True for a whole block; else that is shown first, so that nobody takes along what they did not see."""
        if self.question() == WHOLE_BLOCK:
            return True
        self._period.put(Period.BLOCK.value)
        self._on_asked(None)
        told = _("Only a whole block of months leaves the team, without small numbers. That is shown now: press again.")
        self.desk.navigator.say(told, icon="info")
        return False

    def _on_page(self, shown: Dashboard) -> None:
        self._shown = shown
        self._told.hide()
        self._bare.setVisible(shown.is_bare)
        self._bare.say(why_left_out(shown))
        for card in self.cards:
            self.column.body.removeWidget(card)
            card.hide()
            card.deleteLater()
        self.cards = []
        self.column.verticalScrollBar().setValue(0)
        self._coming = deque(shown.figures)
        self._turn.start()

    def _add_next(self) -> None:
        if self._shown is None or not self._coming:
            self._turn.stop()
            return
        card = FigureCard(self._shown, self._coming.popleft())
        self.column.body.insertWidget(self.column.body.count() - 1, card)
        self.cards.append(card)

    def _on_export(self) -> None:
        if not self._may_leave():
            return
        dialog = QFileDialog(self, _("Keep the figures as a file"))
        dialog.setNameFilters([_("Excel workbook (*.xlsx)"), _("CSV (*.csv)")])
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix("xlsx")
        dialog.selectFile(f"{_(PAGES[self.page()])}.xlsx")
        dialog.fileSelected.connect(self._on_file)
        dialog.open()

    def _on_file(self, file: str) -> None:
        self.save_to(Path(file))

    def _on_amounts(self) -> None:
        AmountsDialog(self.desk, self.window()).begin()

    def _on_exported(self, file: Path) -> None:
        self.desk.navigator.say(_("Kept as {file}.", file=file.name))

    def _on_paper(self) -> None:
        if not self._may_leave():
            return
        self.desk.navigator.open_paper(f"{PaperKind.FIGURES}:{subject_of(self.page(), self.question())}")
