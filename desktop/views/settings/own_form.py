"""A form for data that a municipality sets: fields beside each other, to be kept or left, each fault at its field."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from desktop.language import _
from desktop.models.faults import RuleBroken, WorldFault
from desktop.services.wording import explain
from desktop.views.design.beside import Beside, Flowing
from desktop.views.design.buttons import PrimaryButton, QuietButton
from desktop.views.design.cards import Card
from desktop.views.design.fields import FieldRow
from desktop.views.design.focus import bring_into_view
from desktop.views.design.tokens import Space

_LETTERS = 20


class OwnForm(Card):
    """A subclass lays out its fields with `lay` and says what stands in them.

    Signals:
        kept: What stands in it, to be written.
        left: The person wants nothing after all.

    Attributes:
        rows: Its fields by the field's name in the model.
    """

    kept = Signal(object)
    left = Signal()

    def __init__(self, begins: str, title: str, *, act: str = "") -> None:
        """`begins` is how the object names of its fields and buttons begin; `act` stands on its button."""
        super().__init__(title, look="sunken")
        self._begins, self._act = begins, act or _("Keep")
        self.rows: dict[str, FieldRow] = {}
        self._is_writing = False

    def lay(self, *lines: Iterable[tuple[str, str, QWidget]]) -> None:
        """Each line holds fields beside each other, each by its name in the model, its label and itself."""
        for fields in lines:
            beside = Beside(gap=Space.M)
            for name, label, field in fields:
                field.setObjectName(f"{self._begins}-{name}")
                self.rows[name] = FieldRow(label, field)
                beside.put(self.rows[name], letters=_LETTERS)
            self.body.addLayout(beside)
        keep, cancel = PrimaryButton(self._act, icon="check"), QuietButton(_("Cancel"))
        keep.setObjectName(f"{self._begins}-keep")
        keep.clicked.connect(self._on_keep)
        cancel.setObjectName(f"{self._begins}-cancel")
        cancel.clicked.connect(self.left)
        self.body.addWidget(Flowing(keep, cancel))

    def filled_in(self) -> object:
        """What stands in the fields.

        Raises:
            RuleBroken: With the field that cannot be read.
        """
        raise NotImplementedError

    def begin(self) -> None:
        """Puts the keyboard in the first field that can be filled in."""
        first = next((row.field for row in self.rows.values() if row.field.isEnabled()), None)
        if first is not None:
            first.setFocus(Qt.FocusReason.OtherFocusReason)
            bring_into_view(self)

    def refuse(self, fault: RuleBroken | WorldFault) -> bool:
        """Tells a fault at its field; false when it has no field here. What stands in the form can be kept again."""
        self._is_writing = False
        row = self.rows.get(fault.field) if isinstance(fault, RuleBroken) else None
        if row is None:
            return False
        row.problem(explain(fault))
        row.field.setFocus()
        bring_into_view(row)
        return True

    def _on_keep(self) -> None:
        if self._is_writing:
            return
        for row in self.rows.values():
            row.problem("")
        try:
            filled_in = self.filled_in()
        except RuleBroken as fault:
            self.refuse(fault)
            return
        self._is_writing = True
        self.kept.emit(filled_in)
