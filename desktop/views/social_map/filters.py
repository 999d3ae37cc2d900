"""The filters of the social map: a panel beside the results, and what is chosen as chips above them."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QSizePolicy, QWidget

from desktop.language import _, ngettext
from desktop.models.search import SearchAnswer
from desktop.views.design.beside import Beside
from desktop.views.design.buttons import Button, PrimaryButton, QuietButton
from desktop.views.design.dress import clear, column, dress
from desktop.views.design.inputs import Choice
from desktop.views.design.tick import Tick
from desktop.views.design.tokens import Space
from desktop.views.social_map.asking import AGE, WEEKS, WITHIN, Asked
from desktop.views.social_map.facet_tree import FacetTree
from desktop.views.social_map.facet_words import FacetWords

_WAITS = ("", "4", "8", "13", "26")
_LETTERS = 33


class FilterPanel(QFrame):
    """Waiting time, the facets with their counts, and whether resting entries are shown too.

    Signals:
        turned: (facet, value) that was chosen, or let go.
        weeks_chosen: The most weeks, as text; empty for any.
        resting_given: True to show what one may not refer to.
        left: The person wants to see the results, where the panel stands in their place.
    """

    turned = Signal(str, str)
    weeks_chosen = Signal(str)
    resting_given = Signal(bool)
    left = Signal()

    def __init__(self, words: FacetWords) -> None:
        super().__init__()
        self.setAccessibleName(_("Filters"))
        inside = column(self, gap=Space.S)
        inside.setContentsMargins(0, 0, Space.M, 0)
        waits = {w: _("help within {n} weeks", n=w) if w else _("any waiting time") for w in _WAITS}
        self.weeks = Choice(waits)
        self.weeks.setAccessibleName(_("Waiting time"))
        self.weeks.chosen.connect(self.weeks_chosen)
        inside.addWidget(self.weeks)
        self.tree = FacetTree(words)
        self.tree.turned.connect(self.turned)
        inside.addWidget(self.tree, 1)
        self.resting = Tick(_("Also what one may not refer to"))
        self.resting.box.setObjectName("map-resting")
        self.resting.given.connect(self.resting_given)
        inside.addWidget(self.resting)
        self._show = PrimaryButton("")
        self._show.setObjectName("map-show-found")
        self._show.clicked.connect(self.left)
        inside.addWidget(self._show)
        self.stand_alone(alone=False)

    def stand_alone(self, *, alone: bool) -> None:
        """True where the panel stands in the place of the results: then a button leads back to them."""
        self._show.setVisible(alone)
        self.setMaximumWidth(16_777_215 if alone else self.fontMetrics().averageCharWidth() * (_LETTERS + 10))
        self.setMinimumWidth(0 if alone else self.fontMetrics().averageCharWidth() * _LETTERS)

    def show_answer(self, answer: SearchAnswer, asked: Asked) -> None:
        """The counts, and what is chosen."""
        self.weeks.put(str(asked.max_weeks or ""))
        self.resting.put(asked.resting)
        self.tree.show_answer(answer, dict(asked.narrowed))
        self._show.setText(ngettext("Show 1 result", "Show {n} results", answer.total))


class ChosenFilters(QWidget):
    """What narrows, each with a way to take it off, and a way to take all off.

    Signals:
        taken_off: Key of a filter, as `Asked.filters` has it.
        cleared: All filters.
    """

    taken_off = Signal(str)
    cleared = Signal()

    def __init__(self, words: FacetWords) -> None:
        super().__init__()
        self.setObjectName("map-chosen")
        self.setAccessibleName(_("Chosen filters"))
        fits = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        fits.setHeightForWidth(True)
        self.setSizePolicy(fits)
        self._words = words
        self._line = Beside(self, gap=Space.S, below=Space.S, sharing=False)
        self._shown: tuple[tuple[str, int | None], ...] = ()
        self.hide()

    def show_asked(self, asked: Asked) -> None:
        """Other filters; the focus stays among them as long as there are any."""
        values = {AGE: asked.age, WEEKS: asked.max_weeks, WITHIN: asked.within}
        keys = tuple((key, values.get(key)) for key in asked.filters())
        if keys == self._shown:
            return
        focused = self.focusWidget()
        held = focused is not None and focused.hasFocus() and self.isAncestorOf(focused)
        self._shown = keys
        clear(self._line)
        chips = [self._chip(key, value) for key, value in keys]
        for chip in chips:
            self._line.put(chip, share=0, down=0.5)
        if chips:
            every = QuietButton(_("Clear all"))
            every.setObjectName("map-clear")
            every.setAccessibleName(_("Clear all filters"))
            every.clicked.connect(self.cleared)
            self._line.put(every, share=0, down=0.5)
        self.setVisible(bool(chips))
        if held and chips:
            chips[-1].setFocus(Qt.FocusReason.OtherFocusReason)

    def _chip(self, key: str, value: int | None) -> Button:
        text = self._words.filter(key, value)
        chip = Button(text, icon="close")
        chip.setObjectName(f"chosen-{key}")
        chip.setAccessibleName(_("Take off the filter {filter}", filter=text))
        chip.setToolTip(_("Take off this filter"))
        # The cross stands behind the words it takes off.
        chip.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
        dress(chip, "chip")
        chip.clicked.connect(partial(self.taken_off.emit, key))
        return chip
