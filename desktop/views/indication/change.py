"""What a draft changes in the indication before it, and why."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Signal

from desktop.language import _
from desktop.language.forms import short_day
from desktop.models.indications import Indication
from desktop.models.labels import amount, label
from desktop.services.draft_around import Around, Former
from desktop.services.draft_changes import DRAFTED
from desktop.views.design.buttons import RowButton
from desktop.views.design.cards import Card
from desktop.views.design.dress import clear, column
from desktop.views.design.tokens import Space
from desktop.views.indication.fields import DraftFields


class ChangeForm(DraftFields):
    """One card, for a draft that follows on another indication.

    Signals:
        former_asked: Id of that other indication.

    Attributes:
        card: The card.
    """

    former_asked = Signal(object)

    def __init__(self, today: date) -> None:
        super().__init__(today)
        self.card = Card(_("A change in help that was given"))
        self._former = column(gap=Space.XS)
        self.card.body.addLayout(self._former)
        self.card.body.addWidget(self.choice("change", _("What &changes"), {c.value: label(c) for c in DRAFTED}))
        self.card.body.addWidget(self.long("change_reason", _("Why does it change or go on?")))

    def draw(self, indication: Indication, around: Around, typing: frozenset[str]) -> None:
        """Shows a draft; a field that is being typed in is left alone."""
        self.put_all(indication, typing)
        self.card.setVisible(around.former is not None)
        clear(self._former)
        if around.former is not None:
            self._former.addWidget(self._line(around.former))

    def _line(self, former: Former) -> RowButton:
        one = former.indication
        much = amount(one.volume, one.unit, one.frequency) if one.volume and one.unit and one.frequency else ""
        period = f"{short_day(one.start)} – {short_day(one.end)}" if one.start else ""
        detail = " · ".join(filter(None, (much, period)))
        line = RowButton(title=former.help, detail=detail, icon="indication", key=one.id)
        line.opened.connect(self.former_asked)
        return line
