"""Before the store is open: putting back a copy, of a store that is damaged or when a person wants to go back."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal

from desktop.language import _
from desktop.services.copies import Copy, PutBack
from desktop.services.copy_words import named, told
from desktop.views.design.announce import announce
from desktop.views.design.beside import Flowing
from desktop.views.design.buttons import Button
from desktop.views.design.cards import Card
from desktop.views.design.fields import FieldRow
from desktop.views.design.inputs import Choice
from desktop.views.design.words import Text


class MendCard(Card):
    """Says what may be done and does it when pressed.

    Signals:
        asked: Path of the copy to put back; None is the newest that is sound.
    """

    asked = Signal(object)

    def __init__(self) -> None:
        super().__init__(_("Put back a copy"))
        self._said = Text()
        self._copies = Choice({})
        self._row = FieldRow(_("&Copy of"), self._copies)
        self._press = Button(_("Put back this copy"), icon="undo")
        self._press.setObjectName("put-back")
        for widget in (self._said, self._row, Flowing(self._press)):
            self.body.addWidget(widget)
        self._press.clicked.connect(self._on_pressed)
        self._known: Sequence[Copy] = ()
        self.hide()

    def offer_newest(self, newest: Copy) -> None:
        """For a damaged store: the newest sound copy, with what can be read of later work."""
        self._known = ()
        text = _(
            "Naober can put back the copy of {day}, with what can still be read of what you did after it. "
            "The damaged store is kept beside it.",
            day=named(newest),
        )
        self._show(text, choose=False)

    def offer_all(self, copies: Sequence[Copy]) -> None:
        """For who wants to go back."""
        self._known = copies
        self._copies.offer({str(at): named(copy) for at, copy in enumerate(copies)})
        text = _(
            "Your work is then as it was at that moment. What you shared after it comes back with the next sync. "
            "The present store is kept beside it. Fill in your passphrase above first."
        )
        self._show(text, choose=True)

    def tell(self, done: PutBack) -> None:
        """What became of it."""
        lines = told(done)
        self._said.setText("\n".join(lines))
        self._row.hide()
        self._press.hide()
        announce(self, " ".join(lines))

    def set_ready(self, *, ready: bool) -> None:
        """Whether it can be pressed."""
        self._press.setEnabled(ready)
        self._press.setText(_("Put back this copy") if ready else _("Putting back …"))

    def _show(self, text: str, *, choose: bool) -> None:
        self._said.setText(text)
        self._row.setVisible(choose)
        self._press.show()
        self.set_ready(ready=True)
        self.show()

    def _on_pressed(self) -> None:
        self.set_ready(ready=False)
        self.asked.emit(self._known[int(self._copies.key())].path if self._known else None)
