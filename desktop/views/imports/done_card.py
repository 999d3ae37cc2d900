"""The end of an import: what came of it, and the way back."""

from __future__ import annotations

from PySide6.QtCore import Signal

from desktop.exchange.plan import ImportPlan
from desktop.language import _, ngettext
from desktop.language.forms import number
from desktop.views.design.beside import Flowing
from desktop.views.design.buttons import Button, QuietButton
from desktop.views.design.cards import Card
from desktop.views.design.tokens import Space
from desktop.views.design.words import Text


class DoneCard(Card):
    """Says what was imported.

    Signals:
        regretted: The act's id; the person wants it back.
        next_wanted: The person wants to import another file.
    """

    regretted = Signal(str)
    next_wanted = Signal()

    def __init__(self) -> None:
        super().__init__(_("Imported"), gap=Space.L)
        self._act = ""
        self._told = Text("", "strong")
        self.body.addWidget(self._told)
        undo, more = Button(_("Take back this file …"), icon="undo"), QuietButton(_("Import another file"))
        undo.clicked.connect(self._on_undo)
        more.clicked.connect(self.next_wanted)
        self.body.addWidget(Flowing(undo, more))

    def show_done(self, plan: ImportPlan, act: str) -> None:
        """Shows what came of a plan."""
        self._act = act
        told = _(
            "{file}: {new} new, {changed} changed, {same} the same.",
            file=plan.file,
            new=number(plan.new),
            changed=number(plan.changed),
            same=number(plan.same),
        )
        left_out = len({(one.table, one.row) for one in plan.rejected})
        rows = ngettext("1 row was left out.", "{n} rows were left out.", left_out) if left_out else ""
        self._told.setText(" ".join(filter(None, (told, rows))))

    def _on_undo(self) -> None:
        self.regretted.emit(self._act)
