"""A life domain as a card: how it is, in the resident's words, who can do what, and a mark."""

from __future__ import annotations

from PySide6.QtCore import Signal

from desktop.language import N_, _
from desktop.models.casework import DomainNote
from desktop.models.faults import RuleBroken, WorldFault
from desktop.models.region import LifeDomain
from desktop.services.names import domain_questions, domain_shown
from desktop.services.wording import explain
from desktop.views.design.badges import Badge
from desktop.views.design.beside import Beside
from desktop.views.design.buttons import ChipRow
from desktop.views.design.cards import Card
from desktop.views.design.fields import FieldRow
from desktop.views.design.inputs import LongText
from desktop.views.design.tokens import Tone
from desktop.views.design.words import Text
from desktop.views.keeping import Keeping
from desktop.views.problems import clear_problems

SCORES = {
    "1": N_("1 cannot go on like this"),
    "2": N_("2 hard"),
    "3": N_("3 it can be done"),
    "4": N_("4 mostly well"),
    "5": N_("5 goes well"),
}
"""Our own neutral scale; it says how the resident lives with it, not how good the resident is."""

_TONES: dict[int | None, Tone] = {1: Tone.BAD, 2: Tone.CAUTION, 4: Tone.GOOD, 5: Tone.GOOD}
_WRITTEN = ("situation", "own_words", "who_can_do_what")


class DomainCard(Card):
    """Fields of one domain; what is typed is handed on within a second.

    Signals:
        typed: (domain id, what was seen by field, what was typed by field).

    Attributes:
        fields: The fields by name.
    """

    typed = Signal(str, object, object)

    def __init__(self, domain: LifeDomain) -> None:
        name, questions = domain_shown(domain), domain_questions(domain)
        super().__init__(name)
        self.setObjectName(f"domain-{domain.id}")
        self._domain = domain
        self._kept = Keeping(self, self._keep)
        self._help = Text(questions, "muted")
        self.body.addWidget(self._help)
        self._help.setVisible(bool(questions))
        self.fields: dict[str, LongText] = {}
        self.rows: dict[str, FieldRow] = {}
        self.body.addWidget(self._text("situation", _("How it is now"), large=True))
        beside = Beside()
        beside.put(self._text("own_words", _("In the resident's own words")), letters=26)
        beside.put(self._text("who_can_do_what", _("Who can do what")), letters=26)
        self.body.addLayout(beside)
        self._score = ChipRow(_("How it goes: {domain}", domain=name), single=True)
        self._score.offer({key: _(text) for key, text in SCORES.items()})
        self._score.chosen.connect(self._on_score)
        self.body.addWidget(self._score)
        self._mark = Badge("")
        self.head.addWidget(self._mark)

    def draw(self, note: DomainNote, *, first: bool, done: bool) -> None:
        """Shows what was written; not in a field that is being typed in, unless it is the `first` time."""
        for name, field in self.fields.items():
            text = str(getattr(note, name))
            if first or not (self._kept.leaves_alone(name) or field.hasFocus()):
                field.put(text)
                self._kept.showed(name, text)
            field.lock(done)
            self.rows[name].setVisible(not done or bool(text))
        if first or not self._kept.leaves_alone("score"):
            self._score.put_on(*([str(note.score)] if note.score else []))
            self._kept.showed("score", note.score)
        self._score.setVisible(not done)
        self._mark.setVisible(done and note.score is not None)
        self._mark.say(_(SCORES[str(note.score)]) if note.score else "", tone=_TONES.get(note.score, Tone.MUTED))
        self._help.setVisible(not done and bool(self._help.text()))
        self.setVisible(not done or is_written(note))

    def flush(self) -> None:
        """Hands on what was typed, now."""
        self._kept.flush()

    def forget(self) -> None:
        """Another talk is opened."""
        self._kept.forget()
        clear_problems(self.rows)

    def take_up(self, name: str, text: str) -> None:
        """Types again what could not be kept before."""
        self.fields[name].put(text)
        self._kept.put(name, text)

    def on_written(self, answer: object) -> None:
        """Says at its field what could not be kept; the text stays there."""
        self._kept.tell_refused(answer, self.rows)

    def show_fault(self, fault: RuleBroken | WorldFault) -> None:
        """Says what is wrong, at the field where it is wrong."""
        self._kept.failed(fault)
        name = fault.field if isinstance(fault, RuleBroken) and fault.field in self.rows else _WRITTEN[0]
        self.rows[name].problem(explain(fault))

    def _text(self, name: str, label: str, *, large: bool = False) -> FieldRow:
        field = LongText(lines=2 if large else 1, large=large)
        field.setObjectName(f"{self._domain.id}-{name}")
        field.typed.connect(self._on_text)
        self.fields[name] = field
        self.rows[name] = FieldRow(label, field)
        field.setAccessibleName(f"{domain_shown(self._domain)}: {label}")
        return self.rows[name]

    def _on_text(self, text: str) -> None:
        name = next(name for name, field in self.fields.items() if field is self.sender())
        if self.rows[name].problem_text():
            self.rows[name].problem("")
        self._kept.put(name, text)

    def _on_score(self, on: tuple[str, ...]) -> None:
        self._kept.put("score", int(on[0]) if on else None)

    def _keep(self, typed: dict[str, object]) -> None:
        self.typed.emit(self._domain.id, self._kept.saw(typed), typed)


def is_written(note: DomainNote) -> bool:
    """True when something was said about the domain."""
    return note.score is not None or any(getattr(note, name) for name in _WRITTEN)
