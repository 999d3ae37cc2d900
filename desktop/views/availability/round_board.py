"""What one looks at during a round of calls: how far it is, the question before one, and the list."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QProgressBar, QSplitter, QWidget
from typing_extensions import override

from desktop.language import _
from desktop.services.phone_round import Round
from desktop.views.availability.round_card import RoundCard
from desktop.views.availability.round_pages import SOURCES, RoundList
from desktop.views.design.beside import Beside
from desktop.views.design.buttons import QuietButton
from desktop.views.design.dress import column
from desktop.views.design.inputs import Choice
from desktop.views.design.pages import Column
from desktop.views.design.tokens import Space
from desktop.views.design.words import SectionTitle

_LEFT, _RIGHT, _ABOVE, _UNDER = 9_000, 11_000, 15_000, 5_000
"""Shares of question and list: beside each other the list's answers fit, above each other the question counts."""
_TWO_COLUMNS = 100
"""Letters the board must hold to show the list beside the question; else it stands under it."""


class RoundBoard(QWidget):
    """Progress and source above, question and list below.

    Attributes:
        source: Where the answers come from.
        close_it: Closes the round.
        card: The question.
        list: Whom to ask.
    """

    def __init__(self, today: date) -> None:
        super().__init__()
        layout = column(self, gap=Space.M)
        layout.setContentsMargins(0, Space.M, 0, 0)
        self._far = SectionTitle("")
        self._far.setObjectName("round-progress")
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._bar.setAccessibleName(_("How far the round is"))
        self.source = Choice({key: _(text) for key, text in SOURCES.items()}, fitting=True)
        self.source.setObjectName("round-source")
        self.source.setAccessibleName(_("Where the answers come from"))
        self.close_it = QuietButton(_("Close the round"), icon="close")
        self.close_it.setObjectName("round-close")
        head = Beside(gap=Space.L)
        head.put(self._far, letters=14, down=0.5)
        head.put(self.source, share=0, down=0.5)
        head.put(self.close_it, share=0, down=0.5)
        layout.addLayout(head)
        layout.addWidget(self._bar)
        self.list = RoundList(today)
        self.card = RoundCard()
        holder = Column(width=0, edge=0)
        holder.body.addWidget(self.card)
        holder.body.addStretch(1)
        self._split = QSplitter(Qt.Orientation.Horizontal)
        self._split.setChildrenCollapsible(False)
        for widget in (holder, self.list):
            self._split.addWidget(widget)
        layout.addWidget(self._split, 1)

    def show_round(self, round_: Round) -> None:
        """How far it is, and what came of each question."""
        self._far.setText(_("{done} of {all}", done=round_.done, all=len(round_.items)))
        self._bar.setMaximum(len(round_.items))
        self._bar.setValue(round_.done)
        self.list.show_round(round_)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        letters = self.width() / max(1, self.fontMetrics().averageCharWidth())
        way = Qt.Orientation.Horizontal if letters >= _TWO_COLUMNS else Qt.Orientation.Vertical
        self._split.setOrientation(way)
        self._split.setSizes([_LEFT, _RIGHT] if way is Qt.Orientation.Horizontal else [_ABOVE, _UNDER])
