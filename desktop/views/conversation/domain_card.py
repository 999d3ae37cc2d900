"""A life domain as a card: how it is, in the resident's words, who can do what, and a mark."""

from __future__ import annotations

from typing import TypeVar

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QSizePolicy, QWidget
from typing_extensions import override

from desktop.language import N_, _
from desktop.models.casework import DomainNote
from desktop.models.region import LifeDomain
from desktop.views.autosave import Autosave
from desktop.views.design.buttons import ChipRow
from desktop.views.design.cards import Card
from desktop.views.design.fields import FieldRow
from desktop.views.design.inputs import LongText
from desktop.views.design.words import Text

SCORES = {
    "1": N_("1 cannot go on like this"),
    "2": N_("2 hard"),
    "3": N_("3 it can be done"),
    "4": N_("4 mostly well"),
    "5": N_("5 goes well"),
}
"""Our own neutral scale; it says how the resident lives with it, not how good the resident is."""

Field = TypeVar("Field", bound=QWidget)


class DomainCard(Card):
    """Fields of one domain; what is typed is handed on within a second.

    Signals:
        typed: (domain id, fields as a dict).
    """

    typed = Signal(str, object)

    def __init__(self, domain: LifeDomain) -> None:
        super().__init__(domain.name)
        self.setObjectName(f"domain-{domain.id}")
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self._domain = domain.id
        self._kept = Autosave(self, self._keep)
        if domain.help:
            self.body.addWidget(Text(domain.help, "muted"))
        self.fields = {
            "situation": self._text(_("How it is now"), "situation", large=True),
            "own_words": self._text(_("In the resident's own words"), "own_words"),
            "who_can_do_what": self._text(_("Who can do what"), "who_can_do_what"),
        }
        self._score = ChipRow(_("How it goes: {domain}", domain=domain.name), single=True)
        self._score.offer({key: _(text) for key, text in SCORES.items()})
        self._score.chosen.connect(self._on_score)
        self.body.addWidget(self._score)

    def draw(self, note: DomainNote) -> None:
        """Shows what was written, except in a field that is being typed in."""
        for name, field in self.fields.items():
            if not self._kept.waits_for(name) and not field.hasFocus():
                field.put(getattr(note, name))
        if not self._kept.waits_for("score"):
            self._score.put_on(*([str(note.score)] if note.score else []))

    def flush(self) -> None:
        """Hands on what was typed, now."""
        self._kept.flush()

    @override
    def setEnabled(self, enabled: bool) -> None:
        for field in self.fields.values():
            field.setReadOnly(not enabled)
        self._score.setEnabled(enabled)

    def _text(self, label: str, name: str, *, large: bool = False) -> LongText:
        field = LongText(lines=2, large=large)
        field.setObjectName(f"{self._domain}-{name}")
        field.typed.connect(self._on_text)
        self.body.addWidget(FieldRow(label, field))
        return field

    def _on_text(self, text: str) -> None:
        name = next(name for name, field in self.fields.items() if field is self.sender())
        self._kept.put(name, text)

    def _on_score(self, on: tuple[str, ...]) -> None:
        self._kept.put("score", int(on[0]) if on else None)

    def _keep(self, typed: dict[str, object]) -> None:
        self.typed.emit(self._domain, typed)
