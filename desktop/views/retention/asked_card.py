"""Residents who ask to have their dossier destroyed: what is to be done for each, and until when."""

from __future__ import annotations

from PySide6.QtCore import Signal

from desktop.language import _
from desktop.models.labels import label
from desktop.services.request_lines import RequestLine, stands_text
from desktop.views.cases.requests_card import badges_of
from desktop.views.design.badges import Badge
from desktop.views.design.buttons import RowButton
from desktop.views.design.cards import Card
from desktop.views.design.dress import clear, column
from desktop.views.design.tokens import Space
from desktop.views.design.words import Text


class AskedCard(Card):
    """The requests of which a term runs, the most pressing first; the card is there only when there are.

    Signals:
        opened: Id of a case.
    """

    opened = Signal(str)

    def __init__(self) -> None:
        super().__init__(_("Residents who ask to destroy their dossier"), gap=Space.S)
        self._count = Badge("")
        self.head.addWidget(self._count)
        self.body.addWidget(Text(_("Open the case to decide. An administrator then destroys what you grant."), "muted"))
        self._lines = column(gap=0)
        self.body.addLayout(self._lines)
        self.hide()

    def show_lines(self, lines: tuple[RequestLine, ...]) -> None:
        """Shows them in place of those of before."""
        self.setVisible(bool(lines))
        self._count.say(str(len(lines)))
        clear(self._lines)
        for line in lines:
            detail = " · ".join((label(line.case.law), stands_text(line)))
            row = RowButton(title=line.resident, detail=detail, icon="remove", key=line.case.id)
            row.add_badge(badges_of(line)[-1])
            row.opened.connect(self._on_opened)
            self._lines.addWidget(row)

    def _on_opened(self, case_id: object) -> None:
        self.opened.emit(str(case_id))
