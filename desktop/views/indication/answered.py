"""Which application a decision answers: chosen while it is written down, and corrected afterwards."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from desktop.language import _
from desktop.language.forms import long_day
from desktop.models.casework import Application
from desktop.services.answers import NOTHING_TO_ANSWER, Answering
from desktop.views.design.buttons import Button, ChipRow, QuietButton
from desktop.views.design.dress import column
from desktop.views.design.fields import FieldRow
from desktop.views.design.tokens import Space

LETTERS = 40
"""Of what is applied for, on a chip."""


class AnswerPart(QWidget):
    """The applications of a case to choose from; not there where there is only one.

    Signals:
        told: Ids of the applications that the decision that stands answers.

    Attributes:
        row: The field with its problem.
        correct: The way to what a decision answers that stands already.
    """

    told = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._found, self._asks, self._correcting = NOTHING_TO_ANSWER, False, False
        self._closed = False
        self._chips = ChipRow(_("Application that is answered"))
        self._chips.setObjectName("decision-answers")
        self._chips.chosen.connect(self._on_chosen)
        about = _("The term of the others goes on. Choose more than one when this decision answers them all.")
        self.row = FieldRow(_("Application that is answered"), self._chips, help_text=about)
        self._say = Button(_("Write down which application"), icon="check")
        self._say.setObjectName("say-answered")
        self._say.clicked.connect(self._on_say)
        self.correct = QuietButton("", icon="document")
        self.correct.setObjectName("correct-answered")
        self.correct.clicked.connect(self._on_correct)
        layout = column(self, gap=Space.M)
        layout.addWidget(self.row)
        layout.addWidget(self._say, alignment=Qt.AlignmentFlag.AlignLeft)

    def draw(self, found: Answering, *, asks: bool, closed: bool = False) -> None:
        """Offers the applications while a decision is written down (`asks`); what a person chose stays chosen.

        In a closed case nothing is corrected.
        """
        self._asks, self._closed = asks, closed
        self._correcting = self._correcting and not closed
        if found != self._found:
            self._found, self._correcting = found, False
            self._chips.offer({one.id: application_text(one) for one in found.applications})
            self.choose_usual()
        self._show()

    def ask(self) -> None:
        """Another decision is written down in the place of the one that stands."""
        self._asks = True
        self._show()

    def close_again(self) -> None:
        """Another decision stands: nothing is corrected any more."""
        self._correcting = False

    def choose_usual(self) -> None:
        """Switches on what is answered as far as is known."""
        self._chips.put_on(*self._found.usual)

    def chosen(self) -> tuple[str, ...]:
        """Ids that are on."""
        return self._chips.on()

    def _show(self) -> None:
        found, stands = self._found, not self._asks
        unknown = _("Say which application it answers")
        self.correct.setText(unknown if found.unclear else _("It answers another application"))
        self.correct.setVisible(found.is_choice and stands and not self._correcting and not self._closed)
        self._say.setVisible(stands)
        self.setVisible(found.is_choice and (self._asks or self._correcting))

    def _on_chosen(self) -> None:
        self.row.problem("")

    def _on_correct(self) -> None:
        self._correcting = True
        self.row.problem("")
        self.choose_usual()
        self._show()

    def _on_say(self) -> None:
        self.told.emit(self.chosen())


def application_text(one: Application) -> str:
    """Its day, with what was applied for as far as a chip can tell."""
    asked = " ".join(one.text.split())
    short = asked if len(asked) <= LETTERS else f"{asked[: LETTERS - 1].rstrip()}…"
    return " · ".join(filter(None, (long_day(one.applied_on), short)))
