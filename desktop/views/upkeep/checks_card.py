"""Under an entry: who looked when and what was found, and the way to put it right."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtWidgets import QWidget

from desktop.language import _
from desktop.language.forms import short_day
from desktop.models.kinds import CheckOutcome
from desktop.models.labels import label
from desktop.services.reviewing import CheckLine, checks_of, may_correct, may_say_wrong
from desktop.views.design.badges import Badge
from desktop.views.design.beside import Beside
from desktop.views.design.buttons import QuietButton
from desktop.views.design.cards import Card
from desktop.views.design.dress import column
from desktop.views.design.tokens import Space, Tone
from desktop.views.design.words import Text
from desktop.views.desk import Place
from desktop.views.imports.words import source_name
from desktop.views.screen import Screen
from desktop.views.upkeep.wrong_dialog import WrongDialog

_SHOWN_AT_FIRST = 4

TONES = {
    CheckOutcome.STILL_RIGHT: Tone.GOOD,
    CheckOutcome.CORRECTED: Tone.ACCENT,
    CheckOutcome.NOT_REACHED: Tone.CAUTION,
    CheckOutcome.GONE: Tone.BAD,
    CheckOutcome.WRONG: Tone.BAD,
}
"""Tone by what was found."""


class UpkeepCard(Card):
    """Fetches the checks of its entry by itself. Who may not put it right says what is wrong to who may."""

    def __init__(self, owner: Screen, entry_id: str, kind: str, name: str) -> None:
        """`kind` is the name of the entry's table."""
        super().__init__(_("Kept right"), gap=Space.S)
        self._owner = owner
        self._entry_id = entry_id
        self._name = name
        if may_correct(owner.desk.workplace, kind):
            self._offer(_("Put right …"), "edit", "correct-entry", self._on_correct)
        elif may_say_wrong(owner.desk.workplace, kind):
            self._offer(_("Something is wrong …"), "flag", "say-wrong", self._on_wrong)
        self._lines = column(gap=Space.S)
        self.body.addLayout(self._lines)
        self._rest: tuple[CheckLine, ...] = ()
        self._more = QuietButton("", icon="down")
        self._more.clicked.connect(self._on_more)
        self._more.hide()
        self.body.addWidget(self._more)
        job = partial(checks_of, owner.desk.workplace, entry_id)
        owner.desk.tasks.store(job, self._on_checks, failed=owner.show_fault)

    def _offer(self, text: str, icon: str, name: str, slot: Callable[[], None]) -> None:
        button = QuietButton(text, icon=icon)
        button.setObjectName(name)
        button.clicked.connect(slot)
        self.head.addWidget(button)

    def _on_checks(self, found: tuple[CheckLine, ...]) -> None:
        if not found:
            self._lines.addWidget(Text(_("Nobody wrote down that this was looked at yet."), "muted"))
        for line in found[:_SHOWN_AT_FIRST]:
            self._lines.addWidget(_Check(line))
        self._rest = found[_SHOWN_AT_FIRST:]
        self._more.setText(_("Show all {n}", n=len(found)))
        self._more.setVisible(bool(self._rest))

    def _on_more(self) -> None:
        self._more.hide()
        for line in self._rest:
            self._lines.addWidget(_Check(line))

    def _on_correct(self) -> None:
        self._owner.desk.navigator.open_place(Place.ENTRY_FORM, self._entry_id)

    def _on_wrong(self) -> None:
        WrongDialog(self._owner, self._entry_id, self._name).begin()


class _Check(QWidget):
    """One time that someone looked."""

    def __init__(self, line: CheckLine) -> None:
        super().__init__()
        body = column(self, gap=0)
        first = Beside(gap=Space.S)
        first.put(Badge(label(line.outcome), tone=TONES[line.outcome]), share=0, down=0.5)
        who = _("{day} by {name}", day=short_day(line.on), name=line.by) if line.by else short_day(line.on)
        first.put(Text(who), letters=20, down=0.5)
        body.addLayout(first)
        told = (
            line.what,
            _("source: {source}", source=source_name(line.source)) if line.source else "",
            line.note,
            _("of the double {name}", name=line.at_double) if line.at_double else "",
        )
        text = " · ".join(filter(None, told))
        if text:
            body.addWidget(Text(text, "muted"))
