"""Zorgdekking: where help is lacking, where there is more than wanted, and where all hangs on one."""

from __future__ import annotations

from collections import Counter
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QSizePolicy, QStackedWidget, QTabWidget, QVBoxLayout, QWidget
from typing_extensions import override

from desktop.language import _, ngettext
from desktop.models.faults import RuleBroken, WorldFault
from desktop.models.kinds import MeasureKind
from desktop.models.labels import label
from desktop.rules.coverage import Cell
from desktop.rules.permissions import Act, may
from desktop.services.coverage import CoveragePage, CoverageQuestion, coverage
from desktop.services.coverage_export import export_coverage
from desktop.services.names import ProfileNames
from desktop.views.coverage.cell_dialog import CellDialog
from desktop.views.coverage.grid import CoverageGrid
from desktop.views.coverage.sleeping import SleepingList
from desktop.views.coverage.words import State, state_of
from desktop.views.design.badges import Badge
from desktop.views.design.beside import Beside, Flowing
from desktop.views.design.buttons import Button
from desktop.views.design.dress import column
from desktop.views.design.fields import FieldRow
from desktop.views.design.inputs import Choice
from desktop.views.design.pages import PageHead
from desktop.views.design.tokens import Space
from desktop.views.design.words import EmptyState, Text
from desktop.views.desk import Desk, Place
from desktop.views.screen import Screen


class CoverageScreen(Screen):
    """Filters, the map with its legend, and the contracts that sleep."""

    kinds = (
        "provider", "contract", "contracted_product", "availability_report", "purchase_measure", "indication",
        "trajectory", "term_setting",
    )  # fmt: skip

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._names = ProfileNames.of(desk.workplace.profile)
        page = column(gap=Space.M, edge=Space.XL)
        self.outer.addLayout(page)
        self.head = PageHead(_("Coverage"))
        if may(desk.workplace.role, Act.SEE_TEAM_CASELOAD):
            self.head.buttons.addWidget(self.way_to(Place.DASHBOARDS, _("Dashboards"), "chart"))
        if may(desk.workplace.role, Act.EXPORT_FIGURES):
            export = Button(_("Export …"), icon="export")
            export.setObjectName("coverage-export")
            export.clicked.connect(self._on_export)
            self.head.buttons.addWidget(export)
        page.addWidget(self.head)
        page.addLayout(self._make_filters())
        self._tabs = QTabWidget()
        self._tabs.setDocumentMode(True)
        self._tabs.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Ignored)
        self._tabs.addTab(self._make_map(), _("Overview"))
        self.sleeping = SleepingList()
        self.sleeping.opened.connect(self._on_provider)
        self._tabs.addTab(self.sleeping, _("Sleeping contracts"))
        page.addWidget(self._tabs, 1)

    @override
    def reload(self) -> None:
        self.ask(partial(coverage, self.desk.workplace, self.chosen()), self._on_page, key="coverage")

    @override
    def take_focus(self) -> None:
        self.grid.setFocus()

    def chosen(self) -> CoverageQuestion:
        """What the filters ask for."""
        return CoverageQuestion(lot=self._lot.key(), specialism=self._specialism.key())

    def save_to(self, path: Path) -> None:
        """Keeps the map as a file."""
        self.ask(partial(export_coverage, self.desk.workplace, path, self.chosen()), self._on_exported, key="export")

    def _make_filters(self) -> Beside:
        lots = {lot.id: lot.name for lot in self.desk.workplace.profile.lots}
        self._lot = Choice({"": _("All lots")} | lots)
        self._specialism = Choice({"": _("All specialisms")})
        line = Beside(gap=Space.M)
        for name, text, field in (
            ("lot", _("&Lot"), self._lot),
            ("specialism", _("&Specialism"), self._specialism),
        ):
            field.setObjectName(f"coverage-{name}")
            field.chosen.connect(self._on_asked)
            self.rows[name] = FieldRow(text, field)
            line.put(self.rows[name], letters=26)
        return line

    def _make_map(self) -> QWidget:
        made = QWidget()
        layout: QVBoxLayout = column(made, gap=Space.M)
        layout.setContentsMargins(0, Space.M, 0, 0)
        self._counts = Text("")
        layout.addWidget(self._counts)
        self.grid = CoverageGrid()
        self.grid.opened.connect(self._on_cell)
        empty = EmptyState(
            icon="network",
            title=_("Nothing to show yet"),
            text=_("Import the contracted providers, or write down their contracts. The coverage is made from those."),
            action=_("Import"),
        )
        if empty.button is not None:
            empty.button.clicked.connect(self._on_import)
        self._stack = QStackedWidget()
        self._stack.addWidget(self.grid)
        self._stack.addWidget(empty)
        nowhere = _("The region profile names no municipality yet. Your administrator writes them in that file.")
        self._stack.addWidget(EmptyState(icon="network", title=_("Nothing to show yet"), text=nowhere))
        layout.addWidget(self._stack, 1)
        how = _("First number: take people now. Second: have a contract. Press Enter on a cell to see who.")
        self._how = Text(how, "small")
        layout.addWidget(self._how)
        states = (Badge(state.word, tone=state.tone, icon=state.icon) for state in State)
        self._legend = Flowing(*states, Badge(label(MeasureKind.CLOSED), icon="lock"))
        layout.addWidget(self._legend)
        return made

    def _on_asked(self, _key: str) -> None:
        self.mark_stale()

    def _on_page(self, page: CoveragePage) -> None:
        self._specialism.offer({"": _("All specialisms")} | {one: one for one in page.specialisms})
        self.grid.show_page(page)
        self.sleeping.show_page(page, self._names)
        is_told = bool(page.names and page.municipalities)
        self._stack.setCurrentIndex(0 if is_told else 1 if page.municipalities else 2)
        self._counts.setText(_summary(page))
        for told in (self._counts, self._how, self._legend):
            told.setVisible(is_told)
        title = _("Sleeping contracts")
        self._tabs.setTabText(1, f"{title} ({len(page.sleeping)})" if page.sleeping else title)

    def _on_cell(self, cell: Cell) -> None:
        dialog = CellDialog(self, cell, self._specialism.key())
        dialog.opened.connect(self._on_provider)
        dialog.open()

    def _on_provider(self, provider_id: object) -> None:
        self.desk.navigator.open_place(Place.PROVIDER_CONTRACTS, str(provider_id))

    def _on_import(self) -> None:
        self.desk.navigator.open_place(Place.SETTINGS, "import")

    def _on_export(self) -> None:
        dialog = QFileDialog(self, _("Export the coverage"))
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setNameFilters([_("Excel workbook (*.xlsx)"), _("CSV (*.csv)")])
        dialog.setDefaultSuffix("xlsx")
        dialog.selectFile(_("coverage.xlsx"))
        dialog.fileSelected.connect(self._on_file)
        dialog.open()

    def _on_file(self, name: str) -> None:
        self.save_to(Path(name))

    def _on_exported(self, file: Path) -> None:
        self.desk.navigator.say(_("Kept as {file}.", file=file.name))

    @override
    def show_fault(self, fault: RuleBroken | WorldFault) -> None:
        if isinstance(fault, RuleBroken) and fault.field == "specialism":
            # The last provider with it has gone; nothing can be chosen any more but another.
            self._specialism.put("")
            self.mark_stale()
        super().show_fault(fault)


def _summary(page: CoveragePage) -> str:
    states = Counter(state_of(cell) for cell in page.cells)
    gaps = sum(cell.gap for cell in page.cells)
    return " · ".join(
        (
            ngettext("1 gap", "{n} gaps", gaps),
            ngettext("1 hangs on one provider", "{n} hang on one provider", states[State.ONE]),
            ngettext("1 above the maximum", "{n} above their maximum", states[State.SURPLUS]),
        )
    )
