"""Why a paper about a resident leaves the program: whoever has it leave says so, once for a dossier and a day."""

from __future__ import annotations

from datetime import date

from PySide6.QtWidgets import QWidget

from desktop.language import _
from desktop.models.audit import LEAVING, AuditPurpose
from desktop.services.looking import Seen
from desktop.views.design.announce import announce
from desktop.views.design.buttons import ChipRow
from desktop.views.design.dress import column, row
from desktop.views.design.tokens import Space
from desktop.views.design.words import Text
from desktop.views.reasons import WHY

_Key = tuple[str, str, date]


class WhyRow(QWidget):
    """The reasons beside each other, none of them chosen at first: a reason that nobody chose says nothing in the log.

    What was chosen for one thing of a dossier stands there for its other papers on that day.
    """

    def __init__(self) -> None:
        super().__init__()
        self._about: _Key | None = None
        self._said: dict[_Key, AuditPurpose] = {}
        self._chips = ChipRow(_("Why this paper leaves the program"), single=True)
        self._chips.offer({purpose: _(WHY[purpose]) for purpose in LEAVING})
        self._chips.chosen.connect(self._on_chosen)
        self._problem = Text("", "problem")
        layout = column(self, gap=Space.XS)
        asked = row(gap=Space.M)
        asked.addWidget(Text(_("What for?"), "muted"))
        asked.addWidget(self._chips, 1)
        layout.addLayout(asked)
        layout.addWidget(self._problem)
        self._problem.hide()
        self.hide()

    def ask_about(self, seen: Seen | None, day: date) -> None:
        """Another paper is shown; about a resident unless it is None."""
        self._about = None if seen is None else (seen.table, seen.id, day)
        self._problem.hide()
        self.setVisible(seen is not None)
        said = self._said.get(self._about) if self._about else None
        self._chips.put_on(*([said] if said else []))

    def is_answered(self, day: date) -> bool:
        """True when the paper may leave on a day; else it is said, with the keyboard where the answer is given."""
        if self._about is not None and self._about[-1] != day:  # it stood open past midnight
            self._about = (*self._about[:2], day)
            self._chips.put_on()
        if self._about is None or self.purpose() is not None:
            return True
        text = _("Choose first what this paper leaves for. It goes into the log.")
        self._problem.setText(text)
        self._problem.show()
        self._chips.take_focus()
        announce(self, text)
        return False

    def purpose(self) -> AuditPurpose | None:
        """The reason that was chosen; None while none was."""
        on = self._chips.on()
        return AuditPurpose(on[0]) if on else None

    def _on_chosen(self, _keys: object) -> None:
        self._problem.hide()
        chosen = self.purpose()
        if self._about is None:
            return
        if chosen is None:
            self._said.pop(self._about, None)
        else:
            self._said[self._about] = chosen
