"""What met and waits for a person, card by card; nothing is changed under who writes in one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from desktop.language import ngettext
from desktop.services.conflicts import Conflict
from desktop.services.subjects import Key, Subject
from desktop.views.design.dress import clear, column
from desktop.views.design.tokens import Space
from desktop.views.design.words import SectionTitle
from desktop.views.desk import Desk
from desktop.views.sync.conflict_card import ConflictCard


class MetList(QWidget):
    """A title and a card for each; hidden when nothing met.

    Signals:
        decided: As `ConflictCard`.
        opened: As `ConflictCard`.

    Attributes:
        cards: By id of the conflict.
    """

    decided = Signal(object, object, object)
    opened = Signal(object)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._lines = column(self, gap=Space.L)
        self.cards: dict[str, ConflictCard] = {}
        self.hide()

    def flush(self) -> None:
        """Keeps what is being written."""
        for card in self.cards.values():
            card.flush()

    def say(self, conflicts: Sequence[Conflict], about: Mapping[Key, Subject]) -> None:
        """Shows these; a card in which someone writes stays, or hands on what was written."""
        written = {key: card for key, card in self.cards.items() if card.written()}
        for card in written.values():
            self._lines.removeWidget(card)
        clear(self._lines)
        self.cards = {}
        self.setVisible(bool(conflicts))
        if conflicts:
            self._lines.addWidget(
                SectionTitle(
                    ngettext("1 thing met and waits for you", "{n} things met and wait for you", len(conflicts))
                )
            )
        for conflict in conflicts:
            subject = about.get((conflict.table, conflict.row), Subject())
            self.cards[conflict.id] = self._card(conflict, subject, written.get(conflict.id))
            self._lines.addWidget(self.cards[conflict.id])
        for card in written.values():
            if card not in self.cards.values():
                card.hide()
                card.deleteLater()

    def _card(self, conflict: Conflict, subject: Subject, before: ConflictCard | None) -> ConflictCard:
        if before is not None and before.shows(conflict, subject):
            return before
        card = ConflictCard(conflict, subject, self._desk)
        card.decided.connect(self.decided)
        card.opened.connect(self.opened)
        if before is not None:
            before.flush()
            card.write(before.written())
        return card
