"""One cell of the map, whole: who is there, since when, whether they take people and how long ago that was heard."""

from __future__ import annotations

from functools import partial
from itertools import pairwise

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget
from typing_extensions import override

from desktop.language import _
from desktop.language.forms import long_day, short_day
from desktop.models.labels import label
from desktop.models.purchasing import PurchaseMeasure
from desktop.rules.coverage import Cell
from desktop.services.coverage import CellPage, ProviderInCell, coverage_cell
from desktop.views.contracts.stops import stop_words
from desktop.views.coverage.words import spoken_of
from desktop.views.design.ages import AgeLabel
from desktop.views.design.badges import Badge
from desktop.views.design.buttons import PrimaryButton, RowButton
from desktop.views.design.dress import clear, column
from desktop.views.design.focus import focus_first
from desktop.views.design.pages import Column
from desktop.views.design.tokens import Space, Tone
from desktop.views.design.words import PageTitle, SectionTitle, Text
from desktop.views.indication.providers import STATUS_TONES
from desktop.views.screen import Screen

_WIDTH, _HEIGHT = 96, 84
"""Of the window, in letters."""


class CellDialog(QDialog):
    """Opens over the map; a provider opens its contracts.

    Signals:
        opened: Provider's id.
    """

    opened = Signal(str)

    def __init__(self, owner: Screen, cell: Cell, specialism: str) -> None:
        super().__init__(owner.window())
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setObjectName("coverage-cell")
        title = _("{product} in {municipality}", product=cell.line.name, municipality=cell.municipality)
        self.setWindowTitle(title)
        letter = self.fontMetrics().averageCharWidth()
        self.resize(QSize(_WIDTH * letter, _HEIGHT * letter).boundedTo(owner.window().size()))
        layout = column(self, gap=Space.L, edge=Space.XL)
        layout.addWidget(PageTitle(title))
        self._ground = Column(edge=0)
        self._content: QVBoxLayout = column(gap=Space.S)
        self._ground.body.addLayout(self._content)
        self._ground.body.addStretch(1)
        layout.addWidget(self._ground, 1)
        self._close = PrimaryButton(_("Close"))
        self._close.clicked.connect(self.accept)
        layout.addWidget(self._close, alignment=Qt.AlignmentFlag.AlignRight)
        job = partial(coverage_cell, owner.desk.workplace, cell.line, cell.municipality, specialism)
        owner.desk.tasks.store(job, self._on_page, key="coverage-cell")

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        focus_first(self)

    def _on_page(self, page: CellPage) -> None:
        clear(self._content)
        name = next((p.name for p in page.providers if p.provider_id == page.cell.only), "")
        self._content.addWidget(Text(spoken_of(page.cell, name)))
        lines = [self._line(provider) for provider in page.providers]
        for line in lines:
            self._content.addWidget(line)
        if not page.providers:
            self._content.addWidget(Text(_("Nobody has a contract for this here."), "muted"))
        if page.measures:
            self._content.addWidget(SectionTitle(_("Measures that hold here")))
            for measure in page.measures:
                self._content.addWidget(Text(measure_text(measure)))
        # They came after the button: Tab goes through them first all the same.
        for one, following in pairwise((*lines, self._close)):
            self.setTabOrder(one, following)
        first = (lines or [self._close])[0]
        # What is not shown yet cannot take the focus.
        first.show()
        first.setFocus()

    def _line(self, provider: ProviderInCell) -> QWidget:
        until = _("until {day}", day=short_day(provider.until)) if provider.until else _("without an end")
        since = _("since {day}", day=short_day(provider.since))
        stop = stop_words(provider.stop) if provider.stop else ""
        made = RowButton(
            title=provider.name,
            detail=" · ".join(filter(None, (since, until, label(provider.kind), stop))),
            icon="provider",
            key=provider.provider_id,
        )
        for badge in _badges(provider):
            made.add_badge(badge)
        made.opened.connect(self._on_opened)
        return made

    def _on_opened(self, provider_id: object) -> None:
        self.accept()
        self.opened.emit(str(provider_id))


def measure_text(measure: PurchaseMeasure) -> str:
    """Like ``highest number of providers: 5, since 1 January 2026. Reason``."""
    what = label(measure.kind) if measure.number is None else f"{label(measure.kind)}: {measure.number}"
    since = _("{what}, since {day}", what=what, day=long_day(measure.start))
    return ". ".join(filter(None, (since, measure.reason)))


def _badges(provider: ProviderInCell) -> list[Badge]:
    if provider.do_not_refer:
        return [Badge(_("do not refer"), tone=Tone.BAD)]
    if provider.may_refuse:
        return [Badge(_("intake stop in the contract"), tone=Tone.BAD)]
    if not provider.statuses:
        return [AgeLabel(None)]
    told = [Badge(label(status), tone=STATUS_TONES[status]) for status in provider.statuses]
    if len(told) > 1:
        told.append(Badge(_("two figures of one day"), tone=Tone.CAUTION))
    return [*told, AgeLabel(provider.age_days, stale=provider.is_stale)]
