"""Waiting: since when and for what, what bridges it, and the next contact, so that nobody is forgotten."""

from __future__ import annotations

from datetime import date
from functools import partial

from typing_extensions import override

from desktop.language import N_, _
from desktop.language.forms import short_day
from desktop.models.kinds import InterimKind, Law, WaitEnd
from desktop.models.labels import label
from desktop.models.region import RegionProfile
from desktop.models.waiting import WaitingListEntry
from desktop.services import forms
from desktop.services.case_reading import CasePage, WaitOnPage
from desktop.services.wait_prospects import WaitProspect, wait_prospect
from desktop.services.waits import (
    Heard,
    bridge_in_words,
    bridge_with,
    change_wait,
    end_wait,
    hear,
    leave_list,
    put_on_waiting_list,
    stop_bridge,
    wait_here_too,
)
from desktop.views.cases.acts import AskDialog
from desktop.views.cases.panel import Panel, fresh
from desktop.views.cases.wait_card import WaitCard
from desktop.views.cases.wait_lines import BRIDGE, FORM, SAID
from desktop.views.design.beside import Beside
from desktop.views.design.buttons import Button
from desktop.views.design.cards import Card
from desktop.views.design.dress import column
from desktop.views.design.fields import FieldRow
from desktop.views.design.inputs import Choice, DayField
from desktop.views.design.tokens import Space
from desktop.views.design.words import Text
from desktop.views.screen import Screen
from desktop.views.waiting.words import URGENCIES, weeks_waited

LEAVE = "leave"
"""Off the list of this provider only; the resident goes on waiting at the others."""

ENDS = {
    WaitEnd.WITHDREW.value: N_("the resident no longer wants it"),
    WaitEnd.PLACED_ELSEWHERE.value: N_("help began elsewhere"),
    LEAVE: N_("off the list of this provider only"),
    WaitEnd.OTHER.value: N_("another reason"),
}

_END = "end-of-wait"
"""Under this name the words with the end of a wait are kept."""


class Waiting(Panel):
    """A card for each wait, and a line to add one."""

    def __init__(self, screen: Screen) -> None:
        super().__init__(screen)
        self._cards: dict[str, WaitCard] = {}
        self._ending = ""
        self._nothing = Text(_("This resident waits for nothing."), "muted")
        self.body.addWidget(self._nothing)
        self._waits = column(gap=Space.L)
        self.body.addLayout(self._waits)
        self.card(_("On the waiting list")).addLayout(self._make_form())
        self._over = Card(_("Waits that are over"), gap=Space.XS)
        self.body.addWidget(self._over)
        self.body.addStretch(1)

    @override
    def draw(self, page: CasePage) -> None:
        running = [wait for wait in page.waiting if wait.entry.placed_on is None]
        for wait in running:
            if wait.entry.id in self._cards:
                self._cards[wait.entry.id].draw(wait)
            else:
                self._add(wait)
            self._ask_prospect(wait.entry.id)
        for gone in self._cards.keys() - {wait.entry.id for wait in running}:
            self._drop(gone)
        self._nothing.setVisible(not running)
        self._offer(page.case.law)
        self._draw_over([wait for wait in page.waiting if wait.entry.placed_on is not None])

    @override
    def flush(self) -> None:
        for card in self._cards.values():
            card.flush()

    @override
    def forget(self) -> None:
        super().forget()
        for entry_id in tuple(self._cards):
            self._drop(entry_id)
        self._since.put(self.workplace.today)

    def _draw_over(self, waits: list[WaitOnPage]) -> None:
        """The latest first."""
        lines = fresh(self._over.body)
        for wait in sorted(waits, key=lambda one: one.entry.placed_on or date.min, reverse=True):
            lines.addWidget(Text(over_text(wait)))
        self._over.setVisible(bool(waits))

    def _make_form(self) -> Beside:
        form = Beside(gap=Space.M)
        self._product, self._since = Choice(), DayField(today=self.workplace.today)
        self._urgency = Choice({str(at): _(text) for at, text in URGENCIES.items()})
        self._urgency.put("2")
        self._urgency.setObjectName("wait-urgency")
        self._product.setObjectName("wait-product")
        self._since.put(self.workplace.today)
        add = Button(_("Put on the waiting list"), icon="add")
        add.setObjectName("wait-add")
        add.clicked.connect(self._on_add)
        self.owner.rows["since"] = FieldRow(_("Waits s&ince"), self._since)
        form.put(FieldRow(_("Waits &for"), self._product), share=2, letters=26)
        form.put(self.owner.rows["since"], letters=14)
        form.put(FieldRow(_("Urgency"), self._urgency), letters=16)
        form.put(add, share=0, low=True)
        return form

    def _offer(self, law: Law) -> None:
        self._product.offer(products(self.workplace.profile, law))

    def _add(self, wait: WaitOnPage) -> None:
        entry_id = wait.entry.id
        card = self._cards[entry_id] = WaitCard(wait, self.owner)
        card.setObjectName(f"wait-{entry_id}")
        card.heard.connect(partial(self._on_heard, entry_id))
        card.bridged.connect(partial(self._on_bridged, entry_id))
        card.bridge_stopped.connect(self._on_bridge_stopped)
        card.changed.connect(partial(self._on_changed, entry_id))
        card.placed.connect(partial(self._on_placed, entry_id))
        card.ended.connect(partial(self._on_ended, entry_id))
        card.letter_asked.connect(partial(self._on_letter, entry_id))
        card.ways.wait_asked.connect(partial(self._on_wait_here_too, entry_id))
        card.ways.bridge_asked.connect(partial(self._on_bridge_with, entry_id))
        card.ways.opened.connect(self.owner.desk.navigator.open_entry)
        card.ways.search_asked.connect(self._on_search)
        self._waits.addWidget(card)

    def _drop(self, entry_id: str) -> None:
        card = self._cards.pop(entry_id)
        self._waits.removeWidget(card)
        card.hide()
        card.deleteLater()

    def _ask_prospect(self, entry_id: str) -> None:
        self.owner.ask(partial(wait_prospect, self.workplace, entry_id), self._on_prospect, key=f"prospect-{entry_id}")

    def _on_prospect(self, prospect: WaitProspect) -> None:
        card = self._cards.get(prospect.entry_id)
        if card is not None:
            card.show_prospect(prospect)

    def _on_heard(self, entry_id: str, heard: Heard) -> None:
        card, write = self._cards[entry_id], self.owner.desk.writer.write
        said = _("The contact is written down.") if heard.note else _("The next contact is agreed.")
        job = card.lines.finishing(SAID, partial(hear, self.workplace, entry_id, heard))
        write(job, card.lines.on_heard, failed=card.lines.on_refused, said=said)

    def _on_bridged(self, entry_id: str, kind: str, what: str) -> None:
        card, write = self._cards[entry_id], self.owner.desk.writer.write
        job = card.lines.finishing(BRIDGE, partial(bridge_in_words, self.workplace, entry_id, InterimKind(kind), what))
        write(job, card.lines.on_bridged, failed=card.lines.on_refused)

    def _on_bridge_stopped(self, measure_id: str) -> None:
        self.act(stop_bridge, measure_id, said=_("It no longer bridges the wait."))

    def _on_bridge_with(self, entry_id: str, service_id: str) -> None:
        self.act(bridge_with, entry_id, service_id, said=_("It bridges the wait from today."))

    def _on_wait_here_too(self, entry_id: str, provider_id: str) -> None:
        self.act(wait_here_too, entry_id, provider_id, said=_("The resident waits there too."))

    def _on_changed(self, entry_id: str, fields: dict[str, object]) -> None:
        card, here = self._cards[entry_id], self.workplace
        keep = partial(change_wait, here, entry_id)
        job = partial(forms.write_what_can_be, here, forms.Beside(FORM, entry_id), keep, fields)
        self.owner.desk.writer.write(job, card.on_written, failed=card.on_failed)

    def _on_placed(self, entry_id: str) -> None:
        self.act(end_wait, entry_id, self.workplace.today, said=_("The wait is over."))

    def _on_ended(self, entry_id: str) -> None:
        about = _("Help elsewhere, or no longer wanting it, ends the wait at every provider for this. You can undo it.")
        dialog = AskDialog(_("The wait ends"), _("End the wait"), self.window(), about=about)
        dialog.offer(_("Why it ends"), {key: _(text) for key, text in ENDS.items()})
        dialog.ask(_("In a few words"))
        self._ending = entry_id
        dialog.answered.connect(self._on_end_chosen)
        dialog.begin(self.owner.desk, _END, entry_id)

    def _on_end_chosen(self, how: str, why: str) -> None:
        here, entry_id = self.workplace, self._ending
        if how == LEAVE:
            end, said = partial(leave_list, here, entry_id, why), _("The resident is off this list.")
        else:
            end, said = partial(end_wait, here, entry_id, here.today, WaitEnd(how), why), _("The wait is over.")
        self.owner.act(partial(forms.finish, here, _END, entry_id, end), said=said)

    def _on_letter(self, entry_id: str) -> None:
        self.flush()
        self.owner.desk.navigator.open_paper(f"waiting-letter:{entry_id}")

    def _on_search(self) -> None:
        if self.page is not None:
            self.owner.desk.navigator.find_help("", case_id=self.page.case.id)

    def _on_add(self) -> None:
        since = self._since.day()
        if self.page is None or since is None:
            self._since.setFocus()
            return
        entry = WaitingListEntry(
            case_id=self.page.case.id,
            product=self._product.key(),
            since=since,
            urgency=int(self._urgency.key()),
            provider_id=self._chosen_provider(),
        )
        self.act(put_on_waiting_list, entry, said=_("On the waiting list."))

    def _chosen_provider(self) -> str | None:
        """Of the newest indication for this help, when one was chosen there."""
        if self.page is None:
            return None
        for_this = (i.indication for i in self.page.indications if i.indication.product == self._product.key())
        return next((one.provider_id for one in for_this if one.provider_id), None)


def over_text(wait: WaitOnPage) -> str:
    """A wait that is over, on one line."""
    entry = wait.entry
    how = label(entry.ended_because) if entry.ended_because else _("the wait is over")
    when = _("{start} to {end}", start=short_day(entry.since), end=short_day(entry.placed_on))
    parts = (wait.product or _("Help"), wait.provider, when, weeks_waited(wait.weeks), how, entry.note)
    return " · ".join(part for part in parts if part)


def products(profile: RegionProfile, law: Law) -> dict[str, str]:
    """Names by id of what one may wait for under an act: products, or segments where there are none."""
    lots = {lot.id for lot in profile.lots if lot.law is law}
    named = {p.id: p.name for p in profile.products if p.lot in lots and p.ended_on is None}
    return named or {s.id: s.name for s in profile.segments if s.lot in lots}
