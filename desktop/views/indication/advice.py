"""The right-hand side: what the program asks, on whose word, and what it costs."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame

from desktop.language import _, ngettext
from desktop.language.forms import days_text, euros
from desktop.models.draft import Prompt
from desktop.services.indications import DraftCheck
from desktop.views.design.cards import PromptCard
from desktop.views.design.dress import clear, column, dress
from desktop.views.design.pages import Column
from desktop.views.design.tokens import Space
from desktop.views.design.words import SectionTitle, Text

WIDTH = 360
"""Of the panel, device-independent pixels."""


class Advice(QFrame):
    """Prompts, the most pressing first, the cost, and how long comparable help lasted.

    Signals:
        reason_given: (prompt code, reason).
    """

    reason_given = Signal(str, str)

    def __init__(self) -> None:
        super().__init__()
        dress(self, "panel")
        self.setMinimumWidth(WIDTH)
        self.setMaximumWidth(WIDTH + 60)
        outer = column(self)
        scroll = Column(width=0, edge=Space.L)
        outer.addWidget(scroll)
        self._count = SectionTitle(_("Prompts"))
        self._cost = Text("", "figure")
        self._cost_words = Text("", "small")
        self._comparable = Text("", "small")
        for words in (self._cost, self._cost_words, self._comparable, self._count):
            scroll.body.addWidget(words)
        self._list = column(gap=Space.M)
        scroll.body.addLayout(self._list)
        scroll.body.addStretch(1)
        self._shown: tuple[Prompt, ...] = ()
        self._reasons: dict[str, str] = {}

    def draw(self, check: DraftCheck, reasons: dict[str, str]) -> None:
        """Shows the prompts; unchanged ones stay as they are, so that a reason being typed is not lost."""
        self._cost.setText(euros(check.cost_cents) if check.cost_cents is not None else "")
        self._cost.setVisible(check.cost_cents is not None)
        self._cost_words.setText(
            _("for the whole period") if check.cost_cents is not None else _("No cost can be told yet.")
        )
        self._draw_comparable(check)
        open_ = len(check.blocks) + len(check.questions)
        self._count.setText(
            ngettext("1 prompt to answer", "{n} prompts to answer", open_) if open_ else _("Ready to hand in")
        )
        if check.prompts == self._shown and reasons == self._reasons:
            return
        self._shown, self._reasons = check.prompts, dict(reasons)
        self._fill()

    def codes(self) -> tuple[str, ...]:
        """Codes of the prompts shown."""
        return tuple(prompt.code for prompt in self._shown)

    def _draw_comparable(self, check: DraftCheck) -> None:
        known = check.comparable
        text = ""
        if known is not None and known.upper_quartile_days is not None:
            days = days_text(known.upper_quartile_days)
            text = _("Of {n} comparable trajectories three quarters ended within {days}.", n=known.n, days=days)
        self._comparable.setText(text)
        self._comparable.setVisible(bool(text))

    def _fill(self) -> None:
        clear(self._list)
        for prompt in self._shown:
            source = f"{prompt.source.document}, {prompt.source.paragraph}"
            card = PromptCard(code=prompt.code, level=prompt.level, text=prompt.text, source=source)
            card.setObjectName(f"prompt-{prompt.code}")
            card.show_reason(self._reasons.get(prompt.code, ""))
            card.reason_given.connect(self.reason_given)
            self._list.addWidget(card)
