"""What an export made, what is not in it, and what a form made us fill in."""

from __future__ import annotations

from pathlib import Path

from desktop.exchange.export.told import Remark
from desktop.language import _, ngettext
from desktop.language.forms import number
from desktop.services.exports import Exported
from desktop.views.design.cards import Card, KeyValueList
from desktop.views.design.tables import RowsModel, Table, TableColumn
from desktop.views.design.tokens import Space
from desktop.views.design.words import Text

_MOST_ROWS = 8
"""Seen at once; the rest is scrolled to."""
_Marked = tuple[str, Remark]


class RemarksCard(Card):
    """The files, and every remark with its reason."""

    def __init__(self) -> None:
        super().__init__(_("What was exported"), gap=Space.L)
        self._facts = KeyValueList()
        self.body.addWidget(self._facts)
        self._told = Text("", "muted")
        self.body.addWidget(self._told)
        self._model: RowsModel[_Marked] = RowsModel(
            (TableColumn(_("State"), _state), TableColumn(_("What is the matter"), _reason))
        )
        self._table = Table(_("Remarks on the export"), self._model)
        self._table.setObjectName("export-remarks")
        self._table.hug(_MOST_ROWS)
        self._table.wide(18)
        self.body.addWidget(self._table)

    def show_done(self, done: Exported, place: Path) -> None:
        """Shows what came of it."""
        self._facts.show_pairs(
            {
                _("Entries"): number(done.entries),
                _("Files"): number(len(done.written)),
                _("Place"): str(place),
            }
        )
        rows = [(_("left out"), r) for r in done.left_out] + [(_("filled in"), r) for r in done.filled]
        self._model.show_rows(rows)
        self._table.setVisible(bool(rows))
        self._told.setText(
            ngettext("1 remark stands below.", "{n} remarks stand below.", len(rows))
            if rows
            else _("Everything is in it.")
        )


def _state(marked: _Marked) -> str:
    return marked[0]


def _reason(marked: _Marked) -> str:
    return marked[1].reason
