"""What waits to be shared, and what could not be shared."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from desktop.language import _, ngettext
from desktop.models.record_labels import record_name
from desktop.services.central import Refusal, WaitingAct
from desktop.services.conflicts import LateWork, OwnWork, goes_by_itself, may_share_again
from desktop.services.subjects import Key, Subject
from desktop.services.wording import explain_refusal
from desktop.views.design.badges import Badge
from desktop.views.design.buttons import Button, QuietButton
from desktop.views.design.cards import Card
from desktop.views.design.days import near_moment
from desktop.views.design.dress import column, line, row
from desktop.views.design.tokens import Space, Tone
from desktop.views.design.words import Text
from desktop.views.sync.words import said, said_of_edit

_MOST_ACTS = 30


class WaitingCard(Card):
    """Acts that colleagues have not seen yet."""

    def __init__(self, acts: tuple[WaitingAct, ...], today: date) -> None:
        super().__init__(_("Waits to be shared"), gap=Space.S)
        self.head.addWidget(Badge(str(len(acts)), icon="clock"))
        for act in acts[:_MOST_ACTS]:
            self.body.addWidget(_act_line(act, today))
        if len(acts) > _MOST_ACTS:
            self.body.addWidget(Text(_("and {n} more", n=len(acts) - _MOST_ACTS), "small"))


class RefusedCard(Card):
    """Things that could not be shared, each with its reason and what one can do.

    Signals:
        again: Id of the act to offer again.
        aside: Id of the edit to put aside.
    """

    again = Signal(object)
    aside = Signal(object)

    def __init__(
        self,
        refusals: tuple[Refusal, ...],
        about: Mapping[Key, Subject],
        late: Mapping[str, LateWork],
        own: Mapping[str, OwnWork],
        today: date,
    ) -> None:
        super().__init__(_("Could not be shared"), gap=Space.M)
        self._late, self._own, self._today = late, own, today
        self.head.addWidget(Badge(str(len(refusals)), tone=Tone.BAD))
        # An act is offered again as a whole, or not at all.
        self._only_shown = {refusal.act_id for refusal in refusals if not may_share_again(refusal)}
        for at, refusal in enumerate(refusals):
            if at:
                self.body.addWidget(line())
            self.body.addWidget(self._item(refusal, about.get((refusal.tbl, refusal.row_id), Subject())))

    def _item(self, refusal: Refusal, subject: Subject) -> QWidget:
        holder = QWidget()
        layout = row(holder, gap=Space.M)
        words = column(gap=0)
        layout.addLayout(words, 1)
        late = self._late.get(refusal.op_id)
        name = record_name(refusal.tbl) if refusal.tbl else _("A form that was half filled in")
        words.addWidget(Text(f"{subject.name} · {name}" if subject.name else name, "strong"))
        words.addWidget(Text(explain_refusal(self._why(refusal)), "muted"))
        own = self._own.get(refusal.op_id)
        if late is not None:
            for text in self._in_full(refusal.tbl, late):
                words.addWidget(text)
        elif own is not None:
            for text in self._own_in_full(refusal, own):
                words.addWidget(text)
        if refusal.act_id not in self._only_shown:
            again = _KeyButton(_("Share again"), refusal.act_id, icon="sync")
            again.chosen.connect(self.again)
            layout.addWidget(again)
        aside = _KeyQuietButton(_("Put aside"), refusal.op_id)
        aside.chosen.connect(self.aside)
        layout.addWidget(aside)
        return holder

    def _why(self, refusal: Refusal) -> str:
        if refusal.op_id not in self._late or refusal.act_id not in self._only_shown:
            return refusal.code
        return "late-form" if "typed" in refusal.detail else "late-shown"

    def _in_full(self, table: str, late: LateWork) -> tuple[Text, Text]:
        moment = f", {near_moment(late.at, self._today)}" if late.at else ""
        text = _selectable(_("Takes this record away.") if late.takes_away else said(table, "", late.given))
        return Text(_("By {name}", name=f"{late.by}{moment}"), "small"), text

    def _own_in_full(self, refusal: Refusal, own: OwnWork) -> tuple[Text, ...]:
        """What one wrote, and what one can do with it now."""
        when = _("You wrote, {moment}:", moment=near_moment(own.at, self._today)) if own.at else _("This stood here:")
        text = _("Takes this record away.") if own.takes_away else said_of_edit(refusal.tbl, own.given)
        if goes_by_itself(refusal):
            way_on = _("You need do nothing: it waits for a colleague.")
        elif refusal.act_id in self._only_shown:
            way_on = _("This cannot be shared again. Take over what still holds, and put it aside.")
        else:
            way_on = _("Does it still hold? Share it again. Else put it aside; it stays in the log.")
        told = (Text(when, "small"), _selectable(text)) if text else ()
        return *told, Text(way_on, "small")


def _selectable(words: str) -> Text:
    text = Text(words)
    text.setTextInteractionFlags(
        Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
    )
    return text


class _KeyButton(Button):
    chosen = Signal(object)

    def __init__(self, text: str, key: str, *, icon: str = "") -> None:
        super().__init__(text, icon=icon)
        self._key = key
        self.clicked.connect(self._on_clicked)

    def _on_clicked(self) -> None:
        self.chosen.emit(self._key)


class _KeyQuietButton(_KeyButton):
    look = QuietButton.look
    tone = QuietButton.tone


def _act_line(act: WaitingAct, today: date) -> QWidget:
    holder = QWidget()
    layout = row(holder, gap=Space.M)
    layout.addWidget(Text(_(act.act)), 2)
    what = ", ".join(dict.fromkeys(record_name(table) for table in act.tables))
    layout.addWidget(Text(f"{what} ({ngettext('1 line', '{n} lines', act.rows)})", "muted"), 3)
    layout.addWidget(Text(near_moment(act.made_at, today), "muted"), 1)
    return holder
