"""Indications: custom care from draft to end, each a line that opens."""

from __future__ import annotations

from functools import partial

from typing_extensions import override

from desktop.language import _
from desktop.language.forms import short_day
from desktop.models.faults import RuleBroken, WorldFault
from desktop.models.indications import Indication
from desktop.models.labels import amount, label
from desktop.services.case_reading import CasePage, IndicationOnPage
from desktop.services.indications import begin_draft
from desktop.views.cases.panel import Panel, refilled
from desktop.views.design.badges import Badge
from desktop.views.design.buttons import Button, RowButton
from desktop.views.design.dress import column, row
from desktop.views.design.tokens import Space, Tone
from desktop.views.design.words import Text
from desktop.views.indication.states import ICONS, TONES
from desktop.views.screen import Screen


def volume_text(indication: Indication) -> str:
    """How much, or the result where only that is stated."""
    if indication.volume and indication.unit and indication.frequency:
        return amount(indication.volume, indication.unit, indication.frequency)
    return indication.result


def period_text(indication: Indication) -> str:
    """From which day to which; empty while neither is known."""
    if indication.start is None and indication.end is None:
        return ""
    return f"{short_day(indication.start)} – {short_day(indication.end)}"


class Indications(Panel):
    """A line for each indication; the way to a new draft stands under help that needs none."""

    def __init__(self, screen: Screen) -> None:
        super().__init__(screen)
        self._is_beginning = False
        body = self.card(_("Custom care"))
        self._lines = column(gap=Space.S)
        body.addLayout(self._lines)
        buttons = row(gap=Space.S)
        find = Button(_("Find help near home"), icon="search")
        find.clicked.connect(self._on_find)
        begin = Button(_("Draft an indication"), icon="add")
        begin.setObjectName("begin-draft")
        begin.clicked.connect(self._on_begin)
        for button in (find, begin):
            buttons.addWidget(button)
        buttons.addStretch(1)
        body.addLayout(buttons)
        self.body.addStretch(1)

    @override
    def draw(self, page: CasePage) -> None:
        with refilled(self._lines) as lines:
            for item in page.indications:
                lines.addWidget(self._line(item))
            if not page.indications:
                lines.addWidget(Text(_("No indication yet. First see what the neighbourhood can do."), "muted"))

    def _line(self, item: IndicationOnPage) -> RowButton:
        indication, status = item.indication, item.indication.status
        left = item.answering.left if item.is_undecided else None
        told = _("the application was withdrawn on {day}", day=short_day(left.withdrawn_on)) if left else ""
        detail = " · ".join(filter(None, (told, volume_text(indication), period_text(indication), item.provider)))
        made = RowButton(
            title=item.product or _("Nothing chosen yet"), detail=detail, icon="indication", key=indication.id
        )
        made.add_badge(Badge(label(status), tone=TONES.get(status, Tone.MUTED), icon=ICONS[status]))
        made.opened.connect(self.owner.desk.navigator.open_indication)
        return made

    def _on_find(self) -> None:
        if self.page is not None:
            self.owner.desk.navigator.find_help("", case_id=self.page.case.id)

    def _on_begin(self) -> None:
        """Once: a second press, as a double click is, would begin another one beside it."""
        if self.page is not None and not self._is_beginning:
            self._is_beginning = True
            job = partial(begin_draft, self.workplace, self.page.case.id)
            self.owner.desk.writer.write(job, self._on_begun, failed=self._on_refused)

    def _on_refused(self, fault: RuleBroken | WorldFault) -> None:
        self._is_beginning = False
        self.owner.show_fault(fault)

    def _on_begun(self, answer: object) -> None:
        self._is_beginning = False
        if isinstance(answer, tuple):
            self.owner.desk.navigator.open_indication(str(answer[0]))
