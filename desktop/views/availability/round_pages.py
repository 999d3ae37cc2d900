"""Around the question of a round: how it begins, whom it asks, and how it ended."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QModelIndex, Signal
from PySide6.QtWidgets import QWidget

from desktop.language import N_, _
from desktop.language.forms import age_text
from desktop.services.phone_round import Outcome, Round
from desktop.views.availability.round_card import BACK_KEY
from desktop.views.design.beside import Flowing
from desktop.views.design.buttons import PrimaryButton, QuietButton
from desktop.views.design.dress import column
from desktop.views.design.lines import LinesTable
from desktop.views.design.tables import RowsModel, TableColumn
from desktop.views.design.tokens import Space
from desktop.views.design.words import EmptyState, SectionTitle, Text

SOURCES = {
    "phone": N_("telephone"),
    "website": N_("website"),
    "mail": N_("e-mail"),
    "provider": N_("report of the provider"),
}
"""Where the answers of a round come from."""

OUTCOMES = {
    Outcome.WRITTEN: N_("written"),
    Outcome.CONFIRMED: N_("still right"),
    Outcome.NOT_REACHED: N_("not reached"),
    Outcome.PASSED: N_("passed over"),
}

_AGAIN = {Outcome.NOT_REACHED, Outcome.PASSED}


def no_round() -> EmptyState:
    """What stands where no round is under way."""
    none = EmptyState(
        icon="phone",
        title=_("No round of calls yet"),
        text=_(
            "A round goes along everything that is out of date, disputed or never measured, the oldest first. "
            "The filters of the overview choose for which municipality, lot or product."
        ),
        action=_("Begin a round"),
    )
    if none.button is not None:
        none.button.setObjectName("round-begin")
    return none


class RoundList(LinesTable):
    """Whom to ask for which offer, and what came of it. Going to a line goes to its question.

    Signals:
        gone_to: The row the person went to.
    """

    gone_to = Signal(int)

    def __init__(self, today: date) -> None:
        self._today = today
        self._rows: RowsModel[tuple[int, Round]] = RowsModel(
            [
                TableColumn(_("Provider and offer"), _whom),
                TableColumn(_("Answer"), self._state_words),
            ]
        )
        super().__init__(_("Whom to ask, the oldest figures first"), self._rows)
        self._rows.setParent(self)
        self.setObjectName("round-list")
        self.selectionModel().currentRowChanged.connect(self._on_current)

    def show_round(self, round_: Round) -> None:
        """Its lines as they are now."""
        self._rows.renew([(at, round_) for at in range(len(round_.items))])

    def stand_at(self, row: int) -> None:
        """Marks the question before one; that is no going to it."""
        chosen = self.selectionModel()
        chosen.currentRowChanged.disconnect(self._on_current)
        self.selectRow(row)
        chosen.currentRowChanged.connect(self._on_current)

    def _on_current(self, now: QModelIndex, _before: QModelIndex) -> None:
        if now.isValid():
            self.gone_to.emit(now.row())

    def _state_words(self, one: tuple[int, Round]) -> str:
        at, round_ = one
        outcome = round_.place.outcomes.get(at)
        if outcome is not None:
            return _(OUTCOMES[outcome])
        measured_on = round_.items[at].measured_on
        if measured_on is None:
            return "\n".join((_("still to ask"), _("never measured")))
        return "\n".join((_("still to ask"), age_text((self._today - measured_on).days)))


def _whom(one: tuple[int, Round]) -> str:
    item = one[1].items[one[0]]
    return f"{item.name}\n{item.title}"


class RoundOver(QWidget):
    """How the round ended, and what one can do then.

    Attributes:
        again: Asks again who was not reached.
        close_it: Closes the round.
        back: Takes the last answer back.
    """

    def __init__(self) -> None:
        super().__init__()
        layout = column(self, gap=Space.M, edge=Space.XL)
        layout.addWidget(SectionTitle(_("The round is done")))
        self._sum = Text("")
        self._sum.setObjectName("round-sum")
        layout.addWidget(self._sum)
        self.again = PrimaryButton(_("Ask again who was not reached"), icon="phone")
        self.again.setObjectName("round-again")
        self.close_it = QuietButton(_("Close the round"), icon="close")
        self.close_it.setObjectName("round-close-done")
        self.back = QuietButton(_("Take the last answer back ({key})", key=BACK_KEY), icon="undo")
        layout.addWidget(Flowing(self.again, self.close_it, self.back))
        layout.addStretch(1)

    def show_round(self, round_: Round) -> None:
        """Its outcomes, counted."""
        came = list(round_.place.outcomes.values())
        counts = {outcome: came.count(outcome) for outcome in Outcome}
        self._sum.setText(" · ".join(f"{_(OUTCOMES[outcome])}: {n}" for outcome, n in counts.items() if n))
        self.again.setVisible(not _AGAIN.isdisjoint(came))
