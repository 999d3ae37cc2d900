"""Contracten: which run out, and how many providers a municipality wants."""

from __future__ import annotations

from functools import partial

from PySide6.QtWidgets import QSizePolicy, QTabWidget, QVBoxLayout, QWidget
from typing_extensions import override

from desktop.language import _, ngettext
from desktop.language.forms import long_day
from desktop.models.labels import label
from desktop.models.purchasing import PurchaseMeasure
from desktop.rules.permissions import Act, may
from desktop.services.contract_reading import USUAL_MONTHS, RunningOut, has_contracts, running_out
from desktop.services.names import ProfileNames
from desktop.services.purchase_measures import lift_measure, measures
from desktop.services.workplace import Workplace
from desktop.views.contracts.measures import MeasureDialog, MeasuresPanel
from desktop.views.design.badges import Badge
from desktop.views.design.buttons import RowButton
from desktop.views.design.dress import clear, column
from desktop.views.design.fields import FieldRow
from desktop.views.design.inputs import Choice
from desktop.views.design.pages import READING_WIDTH, Column, PageHead
from desktop.views.design.tokens import Space, Tone
from desktop.views.design.words import EmptyState
from desktop.views.desk import Desk, Place
from desktop.views.screen import Screen

MONTHS = (3, 6, USUAL_MONTHS, 12, 24)
SOON_DAYS = 92
"""A quarter: too short to buy anew, long enough to extend or to bridge."""


class ContractsScreen(Screen):
    """Two tabs: what runs out, and measures."""

    kinds = ("contract", "contracted_product", "provider", "purchase_measure")

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._names = ProfileNames.of(desk.workplace.profile)
        page = column(gap=Space.L, edge=Space.XL)
        self.outer.addLayout(page)
        self.head = PageHead(_("Contracts"))
        page.addWidget(self.head)
        self._tabs = QTabWidget()
        self._tabs.setObjectName("contracts-tabs")
        self._tabs.setDocumentMode(True)
        self._tabs.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Ignored)
        self._tabs.addTab(self._make_ending(), _("Running out"))
        allowed = may(desk.workplace.role, Act.CHANGE_CONTRACTS)
        self.measures = MeasuresPanel(desk.workplace.profile, may_change=allowed)
        self.measures.add_asked.connect(self._on_measure)
        self.measures.lifted.connect(self._on_lifted)
        self._tabs.addTab(self.measures, _("Number of providers"))
        page.addWidget(self._tabs, 1)

    @override
    def reload(self) -> None:
        here = self.desk.workplace
        self.ask(partial(_ending, here, int(self._months.key())), self._on_ending, key="ending")
        self.ask(partial(measures, here), self._on_measures, key="measures")

    def _make_ending(self) -> QWidget:
        self._months = Choice({str(n): ngettext("1 month", "{n} months", n) for n in MONTHS}, fitting=True)
        self._months.setObjectName("contracts-months")
        self._months.put(str(USUAL_MONTHS))
        self._months.chosen.connect(self._on_asked)
        panel = Column(width=READING_WIDTH, edge=0)
        panel.body.setContentsMargins(0, Space.L, Space.S, Space.L)
        panel.body.addWidget(FieldRow(_("Runs out &within"), self._months))
        self._ending: QVBoxLayout = column(gap=Space.S)
        panel.body.addLayout(self._ending)
        panel.body.addStretch(1)
        return panel

    def _on_asked(self, _key: str) -> None:
        self.mark_stale()

    def _on_ending(self, seen: tuple[tuple[RunningOut, ...], bool]) -> None:
        found, are_any = seen
        clear(self._ending)
        over = sum(one.days_left < 0 for one in found)
        told = ngettext("1 runs out", "{n} run out", len(found) - over) if len(found) > over else ""
        ended = ngettext("1 ended without another", "{n} ended without another", over) if over else ""
        self.head.say(_("Contracts"), " · ".join(filter(None, (told, ended))))
        for one in found:
            self._ending.addWidget(self._line(one))
        if not found:
            self._ending.addWidget(self._nothing_ends() if are_any else self._no_contracts())

    def _nothing_ends(self) -> EmptyState:
        text = _("No contract that runs today ends within that time. You find all contracts at their provider.")
        return EmptyState(icon="check", title=_("Nothing runs out"), text=text)

    def _no_contracts(self) -> EmptyState:
        text = _("Import the contracted providers, or write a contract down at its provider.")
        made = EmptyState(icon="document", title=_("No contracts yet"), text=text, action=_("Import"))
        if made.button is not None:
            made.button.clicked.connect(self._on_import)
        return made

    def _on_import(self) -> None:
        self.desk.navigator.open_place(Place.SETTINGS, "import")

    def _line(self, one: RunningOut) -> RowButton:
        contract = one.contract
        lot = self._names.lots.get(contract.lot, contract.lot)
        options = _("options: {text}", text=contract.extension) if contract.extension else _("no options to extend")
        if contract.options_until:
            options = _("can be extended until {day}", day=long_day(contract.options_until))
        products = ngettext("1 product", "{n} products", one.products) if one.products else ""
        detail = " · ".join(filter(None, (lot, label(contract.kind), products, options)))
        made = RowButton(title=one.name, detail=detail, icon="document", key=contract.provider_id)
        soon = one.days_left <= SOON_DAYS
        if one.days_left < 0:
            made.add_badge(Badge(_("ended on {day}", day=long_day(contract.end)), tone=Tone.BAD))
        else:
            words = _("ends on {day}", day=long_day(contract.end))
            made.add_badge(Badge(words, tone=Tone.CAUTION if soon else Tone.MUTED, icon="clock"))
        made.opened.connect(self._on_opened)
        return made

    def _on_opened(self, provider_id: object) -> None:
        self.desk.navigator.open_place(Place.PROVIDER_CONTRACTS, str(provider_id))

    def _on_measures(self, found: tuple[PurchaseMeasure, ...]) -> None:
        today = self.desk.workplace.today
        running = frozenset(m.id for m in found if m.end is None or m.end >= today)
        self.measures.show_measures(found, running)

    def _on_measure(self) -> None:
        MeasureDialog(self).begin()

    def _on_lifted(self, measure_id: str) -> None:
        self.act(partial(lift_measure, self.desk.workplace, measure_id), said=_("The measure is lifted."))


def _ending(workplace: Workplace, months: int) -> tuple[tuple[RunningOut, ...], bool]:
    return running_out(workplace, months), has_contracts(workplace)
