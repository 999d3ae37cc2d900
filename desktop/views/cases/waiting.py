"""Waiting: since when and for what, what bridges it, and the next contact, so that nobody is forgotten."""

from __future__ import annotations

from datetime import timedelta

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget
from typing_extensions import override

from desktop.language import _, ngettext
from desktop.language.forms import long_day, short_day
from desktop.models.kinds import Law
from desktop.models.region import RegionProfile
from desktop.models.waiting import InterimMeasure, WaitingListEntry
from desktop.services.case_reading import CasePage, WaitOnPage
from desktop.services.waits import agree_contact, bridge, end_wait, hold_contact, put_on_waiting_list
from desktop.views.cases.panel import Panel
from desktop.views.design.badges import Badge
from desktop.views.design.beside import Beside
from desktop.views.design.buttons import Button, QuietButton
from desktop.views.design.cards import Card
from desktop.views.design.dress import clear, column, row
from desktop.views.design.fields import FieldRow
from desktop.views.design.inputs import Choice, DayField
from desktop.views.design.tokens import Space, Tone
from desktop.views.design.words import Text
from desktop.views.screen import Screen

NEXT_CONTACT = timedelta(days=14)
"""A next contact is proposed so far ahead; the consultant changes it."""


class WaitCard(Card):
    """One wait. It stays while its case is shown, so that what is being typed in it stays too.

    Signals:
        held: The contact is written down: (what was said, next day or None).
        bridged: What bridges the wait.
        placed: The wait is over, today.
    """

    held = Signal(str, object)
    bridged = Signal(str)
    placed = Signal()

    def __init__(self, wait: WaitOnPage, screen: Screen) -> None:
        super().__init__(wait.product or _("Help"))
        self._today = screen.desk.workplace.today
        self._badge = Badge("")
        self.head.addWidget(self._badge)
        self._lines = column(gap=Space.XS)
        self.body.addLayout(self._lines)
        self._form = QWidget()
        self._make_form(wait.entry.id)
        self.body.addWidget(self._form)
        self.draw(wait)

    def draw(self, wait: WaitOnPage) -> None:
        """Shows the wait as it is now."""
        clear(self._lines)
        weeks = ngettext("1 week", "{n} weeks", wait.weeks)
        since = _("since {day}, {weeks}", day=long_day(wait.entry.since), weeks=weeks)
        self._lines.addWidget(Text(" · ".join(filter(None, (wait.provider, since))), "muted"))
        for measure in wait.measures:
            self._lines.addWidget(Text(_("In the meantime: {what}", what=measure.what)))
        for contact in wait.contacts:
            if contact.held_on and contact.note:
                words = _("Contact on {day}: {what}", day=short_day(contact.held_on), what=contact.note)
                self._lines.addWidget(Text(words))
        self._form.setVisible(wait.entry.placed_on is None)
        self._say(wait)

    def _say(self, wait: WaitOnPage) -> None:
        if wait.entry.placed_on:
            day = short_day(wait.entry.placed_on)
            self._badge.say(_("placed on {day}", day=day), tone=Tone.GOOD, icon="check")
        elif wait.next_contact is None:
            self._badge.say(_("no contact agreed"), tone=Tone.CAUTION, icon="phone")
        else:
            late = wait.next_contact < self._today
            day = short_day(wait.next_contact)
            words = _("contact was due on {day}", day=day) if late else _("contact on {day}", day=day)
            self._badge.say(words, tone=Tone.BAD if late else Tone.MUTED, icon="phone")

    def _make_form(self, entry_id: str) -> None:
        self._note, self._next, self._bridge = QLineEdit(), DayField(today=self._today), QLineEdit()
        self._next.put(self._today + NEXT_CONTACT)
        held = Button(_("Write contact down"), icon="phone")
        held.setObjectName(f"hold-contact-{entry_id}")
        held.clicked.connect(self._on_held)
        self._note.returnPressed.connect(self._on_held)
        self._bridge.returnPressed.connect(self._on_bridged)
        bridged = Button(_("Add"), icon="add")
        bridged.setAccessibleName(_("Add what bridges the wait"))
        bridged.clicked.connect(self._on_bridged)
        first, second = Beside(gap=Space.M), Beside(gap=Space.M)
        first.put(FieldRow(_("What was said in the contact"), self._note), share=3, letters=24)
        first.put(FieldRow(_("Next contact"), self._next), letters=14)
        first.put(held, share=0, low=True)
        second.put(FieldRow(_("What bridges the wait"), self._bridge), share=3, letters=24)
        second.put(bridged, share=0, low=True)
        layout = column(self._form, gap=Space.M)
        layout.addLayout(first)
        layout.addLayout(second)
        layout.addLayout(self._ending())

    def _ending(self) -> QHBoxLayout:
        line = row()
        placed = QuietButton(_("The wait is over"), icon="check")
        placed.clicked.connect(self.placed)
        line.addWidget(placed)
        line.addStretch(1)
        return line

    def _on_held(self) -> None:
        self.held.emit(self._note.text().strip(), self._next.day())
        self._note.clear()
        self._next.put(self._today + NEXT_CONTACT)

    def _on_bridged(self) -> None:
        if text := self._bridge.text().strip():
            self.bridged.emit(text)
            self._bridge.clear()


class Waiting(Panel):
    """A card for each wait, and a line to add one."""

    def __init__(self, screen: Screen) -> None:
        super().__init__(screen)
        self._cards: dict[str, WaitCard] = {}
        self._nothing = Text(_("This resident waits for nothing."), "muted")
        self.body.addWidget(self._nothing)
        self._waits = column(gap=Space.L)
        self.body.addLayout(self._waits)
        self.card(_("On the waiting list")).addLayout(self._make_form())
        self.body.addStretch(1)

    @override
    def draw(self, page: CasePage) -> None:
        for wait in page.waiting:
            if wait.entry.id in self._cards:
                self._cards[wait.entry.id].draw(wait)
            else:
                self._add(wait)
        for gone in self._cards.keys() - {wait.entry.id for wait in page.waiting}:
            self._drop(gone)
        self._nothing.setVisible(not page.waiting)
        self._offer(page.case.law)

    @override
    def forget(self) -> None:
        super().forget()
        for entry_id in tuple(self._cards):
            self._drop(entry_id)
        self._since.put(self.workplace.today)

    def _make_form(self) -> Beside:
        form = Beside(gap=Space.M)
        self._product, self._since = Choice(), DayField(today=self.workplace.today)
        self._product.setObjectName("wait-product")
        self._since.put(self.workplace.today)
        add = Button(_("Put on the waiting list"), icon="add")
        add.setObjectName("wait-add")
        add.clicked.connect(self._on_add)
        self.owner.rows["since"] = FieldRow(_("Waits s&ince"), self._since)
        form.put(FieldRow(_("Waits &for"), self._product), share=2, letters=26)
        form.put(self.owner.rows["since"], letters=14)
        form.put(add, share=0, low=True)
        return form

    def _offer(self, law: Law) -> None:
        self._product.offer(products(self.workplace.profile, law))

    def _add(self, wait: WaitOnPage) -> None:
        card = self._cards[wait.entry.id] = WaitCard(wait, self.owner)
        card.setObjectName(f"wait-{wait.entry.id}")
        card.setProperty("entry", wait.entry.id)
        card.held.connect(self._on_held)
        card.bridged.connect(self._on_bridged)
        card.placed.connect(self._on_placed)
        self._waits.addWidget(card)

    def _drop(self, entry_id: str) -> None:
        card = self._cards.pop(entry_id)
        self._waits.removeWidget(card)
        card.hide()
        card.deleteLater()

    def _wait(self) -> WaitOnPage | None:
        """The wait whose card was pressed."""
        card = self.sender()
        entry_id = card.property("entry") if card is not None else ""
        return next((w for w in self.page.waiting if w.entry.id == entry_id), None) if self.page else None

    def _on_held(self, note: str, following: object) -> None:
        wait = self._wait()
        if wait is None:
            return
        due = next((c for c in wait.contacts if c.held_on is None), None)
        if due is not None:
            self.act(hold_contact, due.id, note, said=_("The contact is written down."))
        if following is not None:
            self.act(agree_contact, wait.entry.id, following)

    def _on_bridged(self, what: str) -> None:
        wait = self._wait()
        if wait is not None:
            self.act(bridge, InterimMeasure(entry_id=wait.entry.id, what=what, start=self.workplace.today))

    def _on_placed(self) -> None:
        wait = self._wait()
        if wait is not None:
            self.act(end_wait, wait.entry.id, self.workplace.today, said=_("The wait is over."))

    def _on_add(self) -> None:
        since = self._since.day()
        if self.page is None or since is None:
            self._since.setFocus()
            return
        entry = WaitingListEntry(case_id=self.page.case.id, product=self._product.key(), since=since)
        self.act(put_on_waiting_list, entry, said=_("On the waiting list."))


def products(profile: RegionProfile, law: Law) -> dict[str, str]:
    """Names by id of what one may wait for under an act: products, or segments where there are none."""
    lots = {lot.id for lot in profile.lots if lot.law is law}
    named = {p.id: p.name for p in profile.products if p.lot in lots and p.ended_on is None}
    return named or {s.id: s.name for s in profile.segments if s.lot in lots}
