"""The products of one draft, each a line of its own, and the way to one more."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Signal

from desktop.language import _
from desktop.models.indications import Indication
from desktop.models.labels import amount, label
from desktop.services.draft_around import Around
from desktop.services.draft_lines import Line
from desktop.views.design.badges import Badge
from desktop.views.design.beside import Beside
from desktop.views.design.buttons import Button, RowButton
from desktop.views.design.cards import Card
from desktop.views.design.dress import clear, column
from desktop.views.design.tokens import Space, Tone
from desktop.views.indication.states import ICONS, TONES


class Lines(Card):
    """The lines, the one on the screen marked.

    Signals:
        opened: Id of another line.
    """

    opened = Signal(object)

    def __init__(self) -> None:
        super().__init__(_("In this draft"))
        self._list = column(gap=Space.XS)
        self.body.addLayout(self._list)
        self._shown: tuple[object, ...] = ()

    def draw(self, indication: Indication, around: Around) -> None:
        """Shows the lines; a draft of one has nothing to show here."""
        self.setVisible(len(around.lines) > 1)
        now = (indication.id, around.lines)
        if now == self._shown:
            return
        self._shown = now
        clear(self._list)
        for line in around.lines:
            self._list.addWidget(self._line(line, here=line.indication.id == indication.id))

    def _line(self, line: Line, *, here: bool) -> RowButton:
        one = line.indication
        much = amount(one.volume, one.unit, one.frequency) if one.volume and one.unit and one.frequency else ""
        made = RowButton(title=line.product or _("Nothing chosen yet"), detail=much, icon="indication", key=one.id)
        made.setObjectName(f"line-{one.product or 'open'}")
        if here:
            made.add_badge(Badge(_("on this screen"), tone=Tone.MUTED))
        made.add_badge(Badge(label(one.status), tone=TONES.get(one.status, Tone.MUTED), icon=ICONS[one.status]))
        made.opened.connect(self.opened)
        return made


class OneMore(Card):
    """The way to a further product in the same draft, and to transport where the region drafts it apart.

    Signals:
        asked: Id of the product to draft beside it; empty for one still to be chosen.
    """

    asked = Signal(str)

    def __init__(self) -> None:
        super().__init__(_("Is more needed beside this?"))
        self._buttons = Beside(gap=Space.S, sharing=False)
        self.body.addLayout(self._buttons)
        self._shown: tuple[tuple[str, str], ...] | None = None

    def draw(self, around: Around) -> None:
        """Offers what fits beside what is drafted."""
        if around.transports == self._shown:
            return
        self._shown = around.transports
        clear(self._buttons)
        for product, name in around.transports:
            self._offer(_("Add: {product}", product=name), f"add-{product}", product)
        self._offer(_("Another product beside it"), "add-line", "")

    def _offer(self, text: str, name: str, product: str) -> None:
        button = Button(text, icon="add")
        button.setObjectName(name)
        button.clicked.connect(partial(self.asked.emit, product))
        self._buttons.put(button, share=0)
