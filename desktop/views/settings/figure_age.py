"""From which age on figures are out of date: the one number, whose word it is, and changing it."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from desktop.language import _, ngettext
from desktop.models.changes import ChangeSet
from desktop.models.faults import RuleBroken, WorldFault
from desktop.rules.permissions import Act, may
from desktop.services.figure_age import FigureAgeLine, drop_figure_age, figure_age, keep_figure_age
from desktop.services.wording import explain
from desktop.views.design.badges import Badge
from desktop.views.design.beside import Beside, Flowing
from desktop.views.design.buttons import PrimaryButton, QuietButton
from desktop.views.design.cards import Card
from desktop.views.design.dress import clear, column
from desktop.views.design.fields import FieldRow
from desktop.views.design.inputs import Number
from desktop.views.design.tokens import Space, Tone
from desktop.views.design.words import Text
from desktop.views.desk import Desk

_MOST_DAYS = 3650
_LETTERS = 20


class FigureAgeCard(Card):
    """The number with its source; who may, changes it here.

    Attributes:
        rows: Fields of the form by the field's name in the model; empty while nobody changes it.
    """

    def __init__(self, desk: Desk) -> None:
        super().__init__(_("When a figure is out of date"))
        self._desk = desk
        self._may = may(desk.workplace.role, Act.CHANGE_TERMS)
        self._line: FigureAgeLine | None = None
        self.rows: dict[str, FieldRow] = {}
        told = _(
            "One number for the social map, availability, coverage, choosing a provider and the round of calls. "
            "What is older is shown as out of date, and says no longer whether a provider takes new residents."
        )
        self.body.addWidget(Text(told, "muted"))
        self._content: QVBoxLayout = column(gap=Space.M)
        self.body.addLayout(self._content)
        desk.notifier.changed.connect(self._on_changed)

    def fetch(self) -> None:
        """Reads it anew."""
        self._desk.tasks.store(partial(figure_age, self._desk.workplace), self._on_line, key="figure-age")

    def _on_changed(self, changes: ChangeSet) -> None:
        if changes.touches("term_setting") and self.isVisible():
            self.fetch()

    def _on_line(self, line: FigureAgeLine) -> None:
        self._line = line
        if not self.rows:
            self._draw(line)

    def _draw(self, line: FigureAgeLine) -> None:
        clear(self._content)
        self.rows = {}
        days = Text(ngettext("Out of date after 1 day", "Out of date after {n} days", line.days), "strong")
        days.setObjectName("figure-age")
        head = Beside(gap=Space.S)
        head.put(days, letters=24, down=0.5)
        if line.is_own:
            head.put(Badge(_("holds, changed"), tone=Tone.GOOD), share=0, down=0.5)
        self._content.addLayout(head)
        source = ", ".join(filter(None, (line.source.document, line.source.paragraph)))
        self._content.addWidget(Text(_("Source: {source}", source=source), "small"))
        if not self._may:
            return
        buttons = Flowing(self._button(_("Change"), "edit", "figure-age-change", self._on_change))
        if line.is_own:
            usual = ngettext("Back to 1 day", "Back to {n} days", line.usual.stale_after_days)
            buttons.add(self._button(usual, "undo", "figure-age-usual", self._on_usual))
        self._content.addWidget(buttons)

    def _button(self, text: str, icon: str, name: str, does: object) -> QuietButton:
        made = QuietButton(text, icon=icon)
        made.setObjectName(name)
        made.setAccessibleName(f"{text}: {_('When a figure is out of date')}")
        made.clicked.connect(does)
        return made

    def _on_change(self) -> None:
        if self._line is None:
            return
        clear(self._content)
        self._days = Number(largest=_MOST_DAYS, suffix=_("days"))
        self._document, self._paragraph = QLineEdit(), QLineEdit()
        self.rows = {
            "days": FieldRow(_("&Days"), self._days),
            "document": FieldRow(_("D&ocument it stands in"), self._document),
            "paragraph": FieldRow(_("Para&graph"), self._paragraph),
        }
        line = Beside(gap=Space.M)
        for name, row in self.rows.items():
            row.field.setObjectName(f"figure-age-{name}")
            line.put(row, letters=_LETTERS)
        self._content.addLayout(line)
        self._days.put(self._line.days)
        if self._line.is_own:
            self._document.setText(self._line.source.document)
            self._paragraph.setText(self._line.source.paragraph)
        keep, cancel = PrimaryButton(_("Keep"), icon="check"), QuietButton(_("Cancel"))
        keep.setObjectName("figure-age-keep")
        keep.clicked.connect(self._on_keep)
        cancel.clicked.connect(self._on_cancel)
        self._content.addWidget(Flowing(keep, cancel))
        self._days.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_cancel(self) -> None:
        if self._line is not None:
            self._draw(self._line)

    def _on_keep(self) -> None:
        for row in self.rows.values():
            row.problem("")
        days, document = self._days.number(), self._document.text().strip()
        job = partial(keep_figure_age, self._desk.workplace, days, document, self._paragraph.text().strip())
        self._desk.writer.write(job, self._on_written, failed=self._on_refused, said=_("It holds on every screen."))

    def _on_usual(self) -> None:
        job = partial(drop_figure_age, self._desk.workplace)
        self._desk.writer.write(job, failed=self._on_refused, said=_("It holds on every screen."))

    def _on_written(self, _changes: object) -> None:
        self.rows = {}
        self.fetch()

    def _on_refused(self, fault: RuleBroken | WorldFault) -> None:
        row = self.rows.get(fault.field) if isinstance(fault, RuleBroken) else None
        if row is None:
            self._desk.navigator.say(explain(fault), icon="caution")
            return
        row.problem(explain(fault))
        field: QWidget = row.field
        field.setFocus()
