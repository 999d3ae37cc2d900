"""What one wants to see of the board."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from desktop.language import _
from desktop.services.eighteen_board import Board, BoardQuestion
from desktop.views.design.beside import Beside
from desktop.views.design.buttons import ChipRow
from desktop.views.design.dress import column
from desktop.views.design.fields import SearchField
from desktop.views.design.inputs import Choice
from desktop.views.design.tokens import Space

_TEAM, _NO_PLAN, _LATE, _GAP = "team", "no-plan", "late", "gap"
_MONTHS = (3, 6, 12)


class BoardFilters(QWidget):
    """The fields above the board.

    Signals:
        asked: Something was chosen.
    """

    asked = Signal()

    def __init__(self, *, may_see_team: bool) -> None:
        super().__init__()
        self._chips = ChipRow(_("Who stands on it"))
        offered = {_LATE: _("starts too late"), _GAP: _("nothing follows"), _NO_PLAN: _("no plan")}
        self._chips.offer(({_TEAM: _("the whole team")} if may_see_team else {}) | offered)
        if may_see_team:
            self._chips.put_on(_TEAM)
        self._chips.chosen.connect(self._on_asked)
        within = {str(n): _("eighteen within {n} months", n=n) for n in _MONTHS}
        self._within = self._choice("within", _("Turns eighteen"), {"": _("all ages")} | within)
        self._owner = self._choice("owner", _("Who holds it"), {"": _("everyone")})
        self._municipality = self._choice("municipality", _("Municipality"), {"": _("all municipalities")})
        self.search = SearchField(_("Search a young person"))
        self.search.setObjectName("search-eighteen")
        self.search.searched.connect(self._on_asked)
        fields = Beside(gap=Space.S)
        fields.put(self.search, letters=22)
        for field in (self._within, self._owner, self._municipality):
            fields.put(field, letters=18, down=0.5)
        layout = column(self, gap=Space.S)
        layout.addWidget(self._chips)
        layout.addLayout(fields)

    def question(self) -> BoardQuestion:
        """What the fields ask."""
        on, months = self._chips.on(), self._within.key()
        return BoardQuestion(
            team=_TEAM in on,
            without_plan=_NO_PLAN in on,
            too_late=_LATE in on,
            gap=_GAP in on,
            within_months=int(months) if months else None,
            owner=self._owner.key(),
            municipality=self._municipality.key(),
            text=self.search.text(),
        )

    def offer(self, board: Board) -> None:
        """What there is to choose from."""
        self._owner.offer({"": _("everyone")} | dict(board.owners or {}))
        self._municipality.offer({"": _("all municipalities")} | {one: one for one in board.municipalities})

    def empty(self) -> None:
        """Asks for everyone, of the team where that was asked."""
        self.search.clear()
        self._chips.put_on(*(key for key in self._chips.on() if key == _TEAM))
        for choice in (self._within, self._owner, self._municipality):
            choice.put("")

    def take_focus(self) -> None:
        """Puts the keyboard on the first field."""
        self.search.setFocus()

    def _choice(self, key: str, name: str, choices: dict[str, str]) -> Choice:
        made = Choice(choices)
        made.setObjectName(f"eighteen-{key}")
        made.setAccessibleName(name)
        made.chosen.connect(self._on_asked)
        return made

    def _on_asked(self, _what: object = None) -> None:
        self.asked.emit()
