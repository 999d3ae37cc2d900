"""The question to the social map: words, near where, and what narrows it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from desktop.language import _
from desktop.models.search import Facet, SearchQuestion
from desktop.views.design.beside import Beside, Flowing
from desktop.views.design.buttons import Chip
from desktop.views.design.dress import column
from desktop.views.design.fields import FieldRow, SearchField
from desktop.views.design.inputs import Choice
from desktop.views.design.tokens import Space
from desktop.views.social_map.asking import Asked
from desktop.views.social_map.facet_words import FacetWords
from desktop.views.social_map.filters import ChosenFilters

_DISTANCES = ("", "5", "10", "25")
"""Kilometres."""


class QuestionBar(QWidget):
    """Two fields, how far away, a button for the filters and one for the map, and the chosen filters under them.

    Signals:
        asked_anew: Something else is asked.
        left_down: The person goes on to what was found.
        part_pressed: ``filters`` or ``places``.

    Attributes:
        asked: What is asked besides the words.
        search_field: For the words.
        near: The field for the place, with its problem.
        within: How far from there at the most.
    """

    asked_anew = Signal()
    left_down = Signal()
    part_pressed = Signal(str)

    def __init__(self, words: FacetWords) -> None:
        super().__init__()
        self.asked = Asked()
        self._nowhere = ""
        self.search_field = SearchField(_("Search the social map"), placeholder=_("What is needed? In any words."))
        self.search_field.setObjectName("search-map")
        self.search_field.searched.connect(self._on_words)
        self._place = SearchField(_("Near a place or postal code"), placeholder=_("Near which place or postal code?"))
        self._place.setObjectName("search-near")
        self._place.searched.connect(self._on_place)
        self._place.editingFinished.connect(self._on_place_done)
        self.near = FieldRow("", self._place)
        self.within = Choice(
            {km: _("within {n} km", n=km) if km else _("however far") for km in _DISTANCES}, fitting=True
        )
        self.within.setObjectName("search-within")
        self.within.setAccessibleName(_("How far away"))
        self.within.chosen.connect(self._on_within)
        self._parts = {"filters": Chip(_("Filters"), key="filters"), "places": Chip(_("Map"), key="places")}
        for part, chip in self._parts.items():
            chip.setObjectName(f"map-show-{part}")
            chip.clicked.connect(self._on_part)
        self._chosen = ChosenFilters(words)
        self._chosen.taken_off.connect(self._on_taken_off)
        self._chosen.cleared.connect(self._on_cleared)
        line = Beside(gap=Space.S)
        line.put(self.search_field, share=3, letters=40)
        line.put(self.near, share=2, letters=26)
        line.put(self.within, share=0, down=0.5)
        line.put(Flowing(*self._parts.values()), share=0, down=0.5)
        both = column(self, gap=Space.S)
        both.addLayout(line)
        both.addWidget(self._chosen)
        for field in (self.search_field, self._place):
            field.left_down.connect(self.left_down)

    def begin(self, asked: Asked) -> None:
        """Something else is asked, from the beginning; the words stay."""
        self.asked, self._nowhere = asked, ""
        self.near.problem("")
        self._place.setText(asked.near)
        self._place.setCursorPosition(0)
        self._show_within()

    def ask(self, asked: Asked) -> None:
        """Something else is asked."""
        self.asked = asked
        self._show_within()
        self.asked_anew.emit()

    def turn(self, facet: str, value: str) -> None:
        """Chooses a value of a facet, or lets it go."""
        self.ask(self.asked.turned(Facet(facet), value))

    def question(self) -> SearchQuestion:
        """What the fields and filters ask."""
        return self.asked.question(self.search_field.text().strip(), nowhere=self._nowhere)

    def is_narrowed(self) -> bool:
        """True when fewer are found than there are."""
        return bool(self.search_field.text().strip() or self.asked.filters())

    def is_nowhere(self, told: str) -> bool:
        """Nobody knows the place that was asked: that stands at its field, and it is searched without; once."""
        if self._nowhere == self.asked.near:
            return False
        self._nowhere = self.asked.near
        self.near.problem(told)
        return True

    def show_asked(self) -> None:
        """The chosen filters, and how many there are."""
        self._chosen.show_asked(self.asked)
        count = len(self.asked.filters())
        self._parts["filters"].setText(_("Filters ({n})", n=count) if count else _("Filters"))

    def show_parts(self, is_shown: Callable[[str], bool]) -> None:
        """Which of the filters and the map are to be seen."""
        for part, chip in self._parts.items():
            chip.setChecked(is_shown(part))

    def to_words(self) -> None:
        """Puts the keyboard at the words."""
        self.search_field.setFocus()
        self.search_field.selectAll()

    def clear(self) -> None:
        """Without words and filters; where it is near stays."""
        self.search_field.clear()
        self._on_cleared()

    def _on_words(self, _text: str) -> None:
        self.asked_anew.emit()

    def _on_place(self, place: str) -> None:
        if place != self.asked.near:
            self.near.problem("")
            self.ask(replace(self.asked, near=place, near_if_known=True))

    def _on_place_done(self) -> None:
        """Only now a place that nobody knows is told: while one types, no name is a name yet."""
        place = self._place.text().strip()
        if place and self._place.isModified():
            self._place.setModified(False)
            self._nowhere = ""
            self.ask(replace(self.asked, near=place, near_if_known=False))

    def _on_within(self, km: str) -> None:
        self.ask(replace(self.asked, within=int(km) if km else None))

    def _show_within(self) -> None:
        """Without a place there is nothing to be near, and that stands there."""
        self.within.put(str(self.asked.within or ""))
        self.within.setEnabled(bool(self.asked.near))
        self.within.setToolTip(
            _("As the crow flies. Help that comes to the resident, is online or has no known place stays.")
            if self.asked.near
            else _("Write a place or postal code first.")
        )

    def _on_part(self) -> None:
        chip = self.sender()
        if isinstance(chip, Chip):
            self.part_pressed.emit(chip.key)

    def _on_taken_off(self, key: str) -> None:
        self.ask(self.asked.without(key))

    def _on_cleared(self) -> None:
        self.ask(self.asked.cleared())
        self.to_words()
