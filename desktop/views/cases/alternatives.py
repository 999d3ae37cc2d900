"""What was looked at before custom care: each possibility answered in words, kept as it is typed."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.language import N_, _
from desktop.models.casework import Alternative
from desktop.models.kinds import AlternativeKind
from desktop.models.labels import label
from desktop.services.forms import Written
from desktop.views.design.dress import column
from desktop.views.design.fields import FieldRow
from desktop.views.design.inputs import LongText
from desktop.views.design.tick import Tick
from desktop.views.design.tokens import Space
from desktop.views.keeping import Keeping

QUESTIONS = {
    AlternativeKind.OWN_STRENGTH: N_("What can the resident do, with a little help or by learning it?"),
    AlternativeKind.USUAL_HELP: N_("What may be expected of the people in the house?"),
    AlternativeKind.INFORMAL_CARE: N_("Who gives informal care, and can that person go on?"),
    AlternativeKind.NETWORK: N_("What can family, friends and neighbours do?"),
    AlternativeKind.GENERALLY_USUAL: N_("Can something be bought that anyone would buy?"),
    AlternativeKind.COMMUNITY_SERVICE: N_("Which service in the neighbourhood helps, and what is missing then?"),
    AlternativeKind.OTHER_LAW: N_("Does help under another act come first?"),
}

Keep = Callable[[AlternativeKind, dict[str, object], dict[str, object]], None]
"""Told the kind, what was seen by field, and what was answered by field."""


class Answer(QWidget):
    """One possibility: the question, what was found, and whether that is enough."""

    def __init__(self, kind: AlternativeKind, keep: Keep) -> None:
        super().__init__()
        self._kind = kind
        self._tell = keep
        self._typed = Keeping(self, self._keep)
        layout = column(self, gap=Space.XS)
        self._text = LongText(lines=1)
        self._text.setObjectName(f"answer-{kind.value}")
        self._text.typed.connect(self._on_text)
        self._enough = Tick(_("This alone answers the question: no custom care is needed"))
        self._enough.box.setObjectName(f"enough-{kind.value}")
        self._enough.box.setAccessibleName(_("{what} is enough", what=label(kind)))
        self._enough.given.connect(self._on_enough)
        self.row = FieldRow(label(kind), self._text, help_text=_(QUESTIONS[kind]))
        layout.addWidget(self.row)
        layout.addWidget(self._enough)

    def draw(self, alternative: Alternative) -> None:
        """Shows what was found, unless it is being typed."""
        if not self._typed.leaves_alone("answer") and not self._text.hasFocus():
            self._text.put(alternative.answer)
            self._enough.put(alternative.sufficient)
            self._typed.showed("answer", alternative.answer)
            self._typed.showed("sufficient", alternative.sufficient)

    def flush(self) -> None:
        """Keeps what is being typed, now."""
        self._typed.flush()

    def take_up(self, text: str) -> None:
        """Types again what could not be kept before."""
        self._text.put(text)
        self._typed.put("answer", text)

    def on_written(self, answer: object) -> None:
        """Says at the field what could not be kept; the text stays there."""
        self._typed.tell_refused(answer, {"answer": self.row})

    def _on_text(self, text: str) -> None:
        self._typed.put("answer", text)

    def _on_enough(self) -> None:
        """A tick alone says nothing: what was found must be written beside it."""
        if self._enough.is_on() and not self._text.toPlainText().strip():
            self._enough.put(False)  # noqa: FBT003 - a tick is one bool
            self.row.problem(_("Write first what you found."))
            self._text.setFocus()
            return
        self._typed.put("answer", self._text.toPlainText())
        self._typed.flush()

    def _keep(self, typed: dict[str, object]) -> None:
        answer = str(typed["answer"]).strip()
        if answer:
            self.row.problem("")
        found: dict[str, object] = {"answer": answer, "sufficient": self._enough.is_on() and bool(answer)}
        self._tell(self._kind, self._typed.saw(found), found)


class Alternatives(QWidget):
    """All possibilities the region asks for, in the order in which they are looked at.

    Signals:
        answered: (kind, what was seen by field, what was answered by field).
    """

    answered = Signal(object, object, object)

    def __init__(self) -> None:
        super().__init__()
        self._lines: QVBoxLayout = column(self, gap=Space.XL)
        self._answers: dict[AlternativeKind, Answer] = {}

    def draw(self, alternatives: tuple[Alternative, ...]) -> None:
        """Shows the answers as stored."""
        for alternative in alternatives:
            if alternative.kind not in self._answers:
                made = self._answers[alternative.kind] = Answer(alternative.kind, self.answered.emit)
                self._lines.addWidget(made)
            self._answers[alternative.kind].draw(alternative)

    def take_up(self, texts: Mapping[str, object]) -> None:
        """Types again what could not be kept before: by the name of `answer_name`."""
        for kind, answer in self._answers.items():
            if answer_name(kind) in texts:
                answer.take_up(str(texts[answer_name(kind)]))

    def on_written(self, answer: object) -> None:
        """Says at its field what could not be kept."""
        written = answer[0] if isinstance(answer, tuple) else None
        for kind, one in self._answers.items():
            if isinstance(written, Written) and written.beside.name == answer_name(kind):
                one.on_written(answer)

    def flush(self) -> None:
        """Keeps what is being typed, now."""
        for answer in self._answers.values():
            answer.flush()

    def forget(self) -> None:
        """Lets all answers go: another case is opened."""
        for answer in self._answers.values():
            self._lines.removeWidget(answer)
            answer.hide()
            answer.deleteLater()
        self._answers = {}


def answer_name(kind: AlternativeKind) -> str:
    """Under this name the text of an answer is kept that could not be stored."""
    return f"answer-{kind.value}"
