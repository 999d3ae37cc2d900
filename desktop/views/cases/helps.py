"""Indications and waiting: custom care from draft to end, and residents who wait for it."""

from __future__ import annotations

from datetime import timedelta
from functools import partial

from PySide6.QtWidgets import QHBoxLayout
from typing_extensions import override

from desktop.language import _, ngettext
from desktop.language.forms import long_day, short_day
from desktop.models.indications import Indication
from desktop.models.kinds import IndicationStatus
from desktop.models.labels import amount, label
from desktop.services.case_reading import CasePage, IndicationOnPage, WaitOnPage
from desktop.services.indications import begin_draft
from desktop.services.waits import agree_contact, hold_contact
from desktop.views.cases.panel import Panel, fresh
from desktop.views.design.badges import Badge
from desktop.views.design.buttons import Button, QuietButton, RowButton
from desktop.views.design.dress import column, row
from desktop.views.design.tokens import Space, Tone
from desktop.views.design.words import Text
from desktop.views.screen import Screen

TONES = {
    IndicationStatus.APPROVED: Tone.GOOD,
    IndicationStatus.RETURNED: Tone.CAUTION,
    IndicationStatus.HANDED_IN: Tone.ACCENT,
}
NEXT_CONTACT = timedelta(days=14)
"""A next contact is proposed so far ahead; the consultant changes it."""


def volume_text(indication: Indication) -> str:
    """How much, or the result where only that is stated."""
    if indication.volume and indication.unit and indication.frequency:
        return amount(indication.volume, indication.unit, indication.frequency)
    return indication.result


class Indications(Panel):
    """A line for each indication; each opens it."""

    def __init__(self, screen: Screen) -> None:
        super().__init__(screen)
        body = self.card(_("Indications"))
        self._lines = column(gap=Space.S)
        body.addLayout(self._lines)
        begin = Button(_("Draft an indication"), icon="add")
        begin.setObjectName("begin-draft")
        begin.clicked.connect(self._on_begin)
        body.addWidget(begin)
        self.body.addStretch(1)

    @override
    def draw(self, page: CasePage) -> None:
        lines = fresh(self._lines)
        for item in page.indications:
            lines.addWidget(self._line(item))
        if not page.indications:
            lines.addWidget(Text(_("No indication yet. First see what the neighbourhood can do."), "muted"))

    def _line(self, item: IndicationOnPage) -> RowButton:
        indication = item.indication
        period = f"{short_day(indication.start)} – {short_day(indication.end)}"
        detail = " · ".join(filter(None, (volume_text(indication), period, item.provider)))
        made = RowButton(title=item.product or _("Indication"), detail=detail, icon="indication", key=indication.id)
        made.add_badge(Badge(label(indication.status), tone=TONES.get(indication.status, Tone.MUTED)))
        made.opened.connect(self.owner.desk.navigator.open_indication)
        return made

    def _on_begin(self) -> None:
        if self.page is not None:
            self.owner.act(partial(begin_draft, self.workplace, self.page.case.id), self._on_begun)

    def _on_begun(self, answer: object) -> None:
        if isinstance(answer, tuple):
            self.owner.desk.navigator.open_indication(str(answer[0]))


class Waiting(Panel):
    """Who waits is heard and seen: since when, what bridges it, and the next contact."""

    def __init__(self, screen: Screen) -> None:
        super().__init__(screen)
        self._waits = self.card(_("Waiting"))
        self.body.addStretch(1)

    @override
    def draw(self, page: CasePage) -> None:
        body = fresh(self._waits)
        for wait in page.waiting:
            body.addLayout(self._wait(wait))
        if not page.waiting:
            body.addWidget(Text(_("This resident waits for nothing."), "muted"))

    def _wait(self, wait: WaitOnPage) -> QHBoxLayout:
        line = row(gap=Space.M)
        words = column(gap=0)
        line.addLayout(words, 1)
        words.addWidget(Text(" · ".join(filter(None, (wait.product, wait.provider))), "strong"))
        weeks = ngettext("1 week", "{n} weeks", wait.weeks)
        words.addWidget(Text(_("since {day}, {weeks}", day=long_day(wait.entry.since), weeks=weeks), "muted"))
        for measure in wait.measures:
            words.addWidget(Text(_("In the meantime: {what}", what=measure.what)))
        line.addWidget(self._contact_badge(wait))
        button = QuietButton(_("Contact was held") if wait.next_contact else _("Agree a contact"), icon="phone")
        button.clicked.connect(partial(self._on_contact, wait))
        line.addWidget(button)
        return line

    def _contact_badge(self, wait: WaitOnPage) -> Badge:
        if wait.entry.placed_on:
            return Badge(_("placed on {day}", day=short_day(wait.entry.placed_on)), tone=Tone.GOOD)
        if wait.next_contact is None:
            return Badge(_("no contact agreed"), tone=Tone.CAUTION, icon="phone")
        late = wait.next_contact < self.workplace.today
        text = _("contact on {day}", day=short_day(wait.next_contact))
        return Badge(text, tone=Tone.BAD if late else Tone.MUTED, icon="phone")

    def _on_contact(self, wait: WaitOnPage) -> None:
        due = next((c for c in wait.contacts if c.held_on is None), None)
        if due is not None:
            self.act(hold_contact, due.id, "", said=_("The contact is written down."))
        self.act(agree_contact, wait.entry.id, self.workplace.today + NEXT_CONTACT, said=_("A next contact is agreed."))
