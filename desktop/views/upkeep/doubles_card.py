"""The warning that an entry may be there already, with the reason, while its name is typed."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal

from desktop.language import _
from desktop.services.doubles import PossibleDouble
from desktop.views.design.announce import announce
from desktop.views.design.beside import Beside
from desktop.views.design.buttons import QuietButton, RowButton
from desktop.views.design.cards import Card
from desktop.views.design.dress import clear
from desktop.views.design.tokens import Space
from desktop.views.design.words import Text


class DoublesCard(Card):
    """Hidden while nothing looks alike.

    Signals:
        opened: Id of the entry that a person wants to see, as text.
        merge_asked: Id of the entry that must become one with the one in the form.
    """

    opened = Signal(object)
    merge_asked = Signal(str)

    def __init__(self) -> None:
        super().__init__(_("Is it there already?"), gap=Space.XS)
        self.setObjectName("possible-doubles")
        self._shown: tuple[PossibleDouble, ...] = ()
        self.hide()

    def show_doubles(self, found: Sequence[PossibleDouble], *, can_merge: bool, can_open: bool) -> None:
        """Replaces what is shown; said aloud when another entry appears."""
        before, self._shown = self._shown, tuple(found)
        if before == self._shown:
            return
        clear(self.body)
        for one in found:
            detail = " — ".join(filter(None, (one.place, one.why)))
            if can_open:
                row = RowButton(title=one.name, detail=detail, icon="map", key=one.id)
                row.opened.connect(self.opened)
                self.body.addWidget(row)
            else:
                self.body.addWidget(Text(f"{one.name}: {detail}"))
            if can_merge:
                self._offer_merge(one)
        self.setVisible(bool(found))
        if {one.id for one in found} - {one.id for one in before}:
            announce(self, _("It may be there already: {name}, {why}.", name=found[0].name, why=found[0].why))

    def _offer_merge(self, one: PossibleDouble) -> None:
        button = QuietButton(_("Merge with {name} …", name=one.name), icon="network")
        button.setObjectName(f"merge-{one.id}")
        button.setProperty("entry", one.id)
        button.clicked.connect(self._on_merge)
        line = Beside(sharing=False)
        line.addWidget(button)
        self.body.addLayout(line)

    def _on_merge(self) -> None:
        pressed = self.sender()
        if pressed is not None:
            self.merge_asked.emit(str(pressed.property("entry")))
