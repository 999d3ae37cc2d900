"""A proposal to destroy dossiers, or the certificate of it: numbers, the two persons, and what may be done."""

from __future__ import annotations

from PySide6.QtCore import Signal

from desktop.language import _, ngettext
from desktop.language.forms import long_day
from desktop.models.labels import label
from desktop.models.retention import Destruction, DestructionBasis, DestructionStatus
from desktop.services.retention_page import DestructionLine
from desktop.services.retention_words import STATUSES, basis_text, term_text
from desktop.views.design.badges import Badge
from desktop.views.design.beside import Flowing
from desktop.views.design.buttons import Button, QuietButton
from desktop.views.design.cards import Card, KeyValueList
from desktop.views.design.tokens import Space, Tone

_TONES = {
    DestructionStatus.PROPOSED: (Tone.CAUTION, "clock"),
    DestructionStatus.DECLINED: (Tone.MUTED, "close"),
    DestructionStatus.DONE: (Tone.GOOD, "check"),
}


class DestructionCard(Card):
    """One of them.

    Signals:
        destroy_asked, decline_asked: The `DestructionLine`, for who may decide.
        print_asked: Id of what was destroyed.
    """

    destroy_asked = Signal(object)
    decline_asked = Signal(object)
    print_asked = Signal(str)

    def __init__(self, line: DestructionLine) -> None:
        one = line.destruction
        super().__init__(title_of(one), gap=Space.M)
        self._line = line
        tone, icon = _TONES[one.status]
        self.head.addWidget(Badge(_(STATUSES[one.status]), tone=tone, icon=icon))
        self.body.addWidget(KeyValueList(_pairs(line)))
        if line.may_decide:
            self.body.addWidget(self._decisions())
        if one.status is DestructionStatus.DONE:
            paper = Button(_("Certificate of destruction"), icon="print")
            paper.setObjectName("destruction-print")
            paper.setAccessibleName(f"{_('Certificate of destruction')}: {title_of(one)}")
            paper.clicked.connect(self._on_print)
            self.body.addWidget(Flowing(paper))

    def _decisions(self) -> Flowing:
        destroy, stay = Button(_("Destroy …"), icon="remove"), QuietButton(_("Do not destroy …"))
        for button, name, slot in (
            (destroy, "destruction-go", self._on_destroy),
            (stay, "destruction-decline", self._on_decline),
        ):
            button.setObjectName(name)
            button.setAccessibleName(f"{button.text()}: {title_of(self._line.destruction)}")
            button.clicked.connect(slot)
        return Flowing(destroy, stay)

    def _on_destroy(self) -> None:
        self.destroy_asked.emit(self._line)

    def _on_decline(self) -> None:
        self.decline_asked.emit(self._line)

    def _on_print(self) -> None:
        self.print_asked.emit(self._line.destruction.id)


def title_of(one: Destruction) -> str:
    """Like: 3 dossiers · Wmo 2015 · 2010."""
    count = ngettext("1 dossier", "{n} dossiers", one.dossiers)
    return " · ".join(filter(None, (count, label(one.law), one.municipality)))


def _pairs(line: DestructionLine) -> dict[str, str]:
    one = line.destruction
    first, last = long_day(one.first_on), long_day(one.last_on)
    is_open = one.status is DestructionStatus.PROPOSED
    asked = one.basis is DestructionBasis.REQUEST
    decided = _("Destroyed") if one.status is DestructionStatus.DONE else _("Decided")
    return {
        _("Last change of the dossiers"): first if first == last else _("{first} to {last}", first=first, last=last),
        _("Why it may go"): basis_text(one) if asked else "",
        _("Destroy on this day at the latest"): long_day(one.destroy_by) if one.destroy_by and is_open else "",
        _("Kept for"): "" if asked else term_text(one),
        _("Proposed"): _by(line.proposed_by, long_day(one.proposed_on)),
        decided: _by(line.decided_by, long_day(one.decided_on)) if one.decided_on else "",
        _("Why not"): one.reason,
    }


def _by(name: str, day: str) -> str:
    return ", ".join(filter(None, (day, name or _("a colleague who is not known here"))))
