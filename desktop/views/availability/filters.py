"""What one wants to see of the matrix: words, lot, municipality, product, and what stands out."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from desktop.language import _, ngettext
from desktop.rules.availability import Mark
from desktop.services.availability_columns import OfferColumn
from desktop.services.availability_matrix import MatrixQuestion
from desktop.views.availability.words import MARKS
from desktop.views.design.beside import Beside
from desktop.views.design.buttons import ChipRow
from desktop.views.design.dress import column
from desktop.views.design.fields import SearchField
from desktop.views.design.inputs import Choice
from desktop.views.design.tokens import Space
from desktop.views.design.words import Text
from desktop.views.desk import Desk, Place
from desktop.views.saved_filters import Asked, SavedFiltersButton


class MatrixFilters(QWidget):
    """The fields above the matrix.

    Signals:
        asked: Something was chosen or typed.
    """

    asked = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        layout = column(self, gap=Space.S)
        self.search = SearchField(_("Search a provider, place or product"))
        self.search.setObjectName("search-availability")
        self.search.searched.connect(self._on_asked)
        profile = desk.workplace.profile
        anywhere = {"": _("all municipalities")} | {one.name: one.name for one in profile.municipalities}
        self._municipality = self._choice(_("Municipality"), anywhere)
        self._lot = self._choice(_("Lot"), {"": _("all lots")} | {one.id: one.name for one in profile.lots})
        self._product = self._choice(_("Product"), {"": _("all products")})
        fields = Beside(gap=Space.S)
        fields.put(self.search, letters=34)
        self._choices = {"municipality": self._municipality, "lot": self._lot, "product": self._product}
        for field in self._choices.values():
            fields.put(field, letters=20, down=0.5)
        layout.addLayout(fields)
        self._marks = ChipRow(_("What stands out"))
        self._marks.offer({mark.value: _(text) for mark, text in MARKS.items()})
        self._marks.chosen.connect(self._on_asked)
        under = Beside(gap=Space.L)
        under.put(self._marks, letters=60)
        self._limit = Text("", "muted")
        self._limit.setObjectName("stale-after")
        self._limit.setWordWrap(False)
        under.put(SavedFiltersButton(desk, Place.AVAILABILITY, self), share=0)
        under.put(self._limit, share=0, down=0.5)
        layout.addLayout(under)

    def question(self) -> MatrixQuestion:
        """What the fields ask."""
        return MatrixQuestion(
            text=self.search.text().strip(),
            lot=self._lot.key(),
            municipality=self._municipality.key(),
            product=self._product.key(),
            only=frozenset(Mark(key) for key in self._marks.on()),
        )

    def filters(self) -> Asked:
        """As they stand."""
        fields = {name: choice.key() for name, choice in self._choices.items()}
        return {"text": self.search.text().strip(), "marks": list(self._marks.on())} | fields

    def put_filters(self, asked: Asked) -> None:
        """Sets them so."""
        self.search.setText(str(asked.get("text", "")))
        for name, choice in self._choices.items():
            choice.put(str(asked.get(name, "")))
        self._marks.put_on(*asked.get("marks", ()))
        self.asked.emit()

    def offer_columns(self, columns: tuple[OfferColumn, ...]) -> None:
        """Which products one can choose from."""
        self._product.offer({"": _("all products")} | {one.key: one.title for one in columns if one.key})

    def show_limit(self, days: int) -> None:
        """From which age on figures are out of date here; it is changed where the norms are."""
        self._limit.setText(ngettext("Out of date after 1 day", "Out of date after {n} days", days))
        self._limit.setToolTip(_("The same on every screen. It is changed with the norms."))

    def empty(self) -> None:
        """Asks for everything."""
        self.search.clear()
        for choice in self._choices.values():
            choice.put("")
        self._marks.put_on()

    def _choice(self, name: str, choices: dict[str, str]) -> Choice:
        made = Choice(choices)
        made.setAccessibleName(name)
        made.chosen.connect(self._on_asked)
        return made

    def _on_asked(self, _what: object = None) -> None:
        self.asked.emit()
