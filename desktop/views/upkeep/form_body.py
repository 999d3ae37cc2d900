"""The fields of an entry, with where a correction was seen at the end."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from desktop.language import N_, _
from desktop.models.region import RegionProfile
from desktop.services.map_entries import EntryForm
from desktop.views.design.beside import Beside
from desktop.views.design.cards import Card
from desktop.views.design.dress import column
from desktop.views.design.fields import FieldRow
from desktop.views.design.inputs import LongText
from desktop.views.design.tokens import Space
from desktop.views.upkeep.doubles_card import DoublesCard
from desktop.views.upkeep.form_fields import PARTS, FormField, Shape
from desktop.views.upkeep.form_widgets import fill, listen, make_widget, read

_SEEN = (
    FormField("source", N_("Source"), help_text=N_("Like the website, a phone call or the provider's letter.")),
    FormField("why", N_("Why, and other remarks"), Shape.TEXT, N_("Needed when residents may not be sent there.")),
)


class FormBody(QWidget):
    """The cards of the form; the warning about doubles stands under the name.

    Signals:
        typed: Name of the field in which something was typed or chosen.
        left: Name of the field that the person left.

    Attributes:
        rows: The fields by the model's name, and ``source`` and ``why``.
    """

    typed = Signal(str)
    left = Signal(str)

    def __init__(self, form: EntryForm, profile: RegionProfile, doubles: DoublesCard) -> None:
        super().__init__()
        self.rows: dict[str, FieldRow] = {}
        self._profile = profile
        self._form = form
        self._fields: dict[str, FormField] = {}
        layout = column(self, gap=Space.L)
        for part in PARTS[form.kind]:
            card = Card(_(part.title))
            for fields in part.rows:
                self._add_row(card, fields)
                if any(field.name == "name" for field in fields):
                    card.body.addWidget(doubles)
            layout.addWidget(card)
        layout.addWidget(self._seen())
        self.fill(form.fields)
        # As the widgets read it back: what nobody touched must not count as changed for a space at its end.
        self._opened = self.values()

    def values(self) -> dict[str, object]:
        """What the fields hold, in the model's form; without where it was seen."""
        return {name: read(self.rows[name].field, field.shape) for name, field in self._fields.items()}

    def changed(self) -> dict[str, object]:
        """Of those the ones that differ from what was opened: a colleague's later change elsewhere stays."""
        return {name: value for name, value in self.values().items() if value != self._opened[name]}

    def drafted(self) -> dict[str, object]:
        """Everything as typed, in a form that JSON can hold."""
        everything = {**self.values(), **{field.name: self.text(field.name) for field in _SEEN}}
        return {name: list(value) if isinstance(value, tuple) else value for name, value in everything.items()}

    def fill(self, values: Mapping[str, object]) -> None:
        """Puts values in, also those of a form that was left half typed."""
        for field in (*self._fields.values(), *_SEEN):
            fill(self.rows[field.name].field, field, values.get(field.name), self._profile)

    def text(self, name: str) -> str:
        """Of ``source`` or ``why``: what was typed."""
        return str(read(self.rows[name].field, Shape.LINE))

    def _add_row(self, card: Card, fields: tuple[FormField, ...]) -> None:
        beside = Beside()
        for field in fields:
            self._fields[field.name] = field
            widget = make_widget(field, self._profile, dict(self._form.organisations))
            beside.put(self._row(field, _(field.label), widget), letters=20)
        card.body.addLayout(beside)

    def _row(self, field: FormField, text: str, widget: QWidget) -> FieldRow:
        (widget.focusProxy() or widget).setObjectName(f"entry-{field.name}")
        shown = "" if field.shape is Shape.TICK else text
        made = FieldRow(shown, widget, help_text=_(field.help_text) if field.help_text else "")
        self.rows[field.name] = made
        listen(widget, partial(self._on_typed, field.name))
        if isinstance(widget, QLineEdit):
            widget.editingFinished.connect(partial(self.left.emit, field.name))
        return made

    def _seen(self) -> Card:
        card = Card(_("Where did you see this?"))
        for field, widget in zip(_SEEN, (QLineEdit(), LongText(lines=1)), strict=True):
            card.body.addWidget(self._row(field, _(field.label), widget))
        return card

    def _on_typed(self, name: str, *_what: object) -> None:
        self.typed.emit(name)
