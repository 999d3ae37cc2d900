"""The list of words that mean the same: searched, read a line a meaning, and what may be done with the line chosen."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Signal

from desktop.language import _, ngettext
from desktop.services.synonyms import Meaning
from desktop.views.design.beside import Flowing
from desktop.views.design.buttons import Button, QuietButton
from desktop.views.design.cards import Card
from desktop.views.design.fields import SearchField
from desktop.views.design.tables import AnyIndex, RowsModel, Table, TableColumn
from desktop.views.design.words import Text
from desktop.views.settings.synonym_form import field_name

_MOST_ROWS = 9
"""Seen at once; the rest is scrolled to."""


class SynonymList(Card):
    """All meanings, or those in which a word stands.

    Signals:
        change_asked: The `Meaning` to change.
        act_asked: ``remove``, ``off`` or ``ships``, and the `Meaning` it is about.
    """

    change_asked = Signal(object)
    act_asked = Signal(str, object)

    def __init__(self) -> None:
        super().__init__()
        self._lines: tuple[Meaning, ...] = ()
        self._may = True
        self._search = SearchField(_("Search in the words"))
        self._search.setObjectName("synonym-search")
        self._search.searched.connect(self._on_search)
        self._search.left_down.connect(self._on_down)
        self._found = Text("", "muted")
        self.model: RowsModel[Meaning] = RowsModel(
            (
                TableColumn(_("Words that find each other"), _words),
                TableColumn(_("Field of life"), lambda line: field_name(line.field)),
                TableColumn(_("State"), _state),
            )
        )
        self.table = Table(_("Words that mean the same"), self.model)
        self.table.setObjectName("synonyms")
        self.table.hug(_MOST_ROWS)
        self.table.wide(74, 20)
        self.table.selectionModel().currentRowChanged.connect(self._on_row)
        self.table.activated.connect(self._on_activated)
        self._whole = Text("")
        self._off = Text("", "small")
        self._change = Button(_("Change"), icon="edit")
        self._change.clicked.connect(self._on_change)
        self._acts = {
            "off": QuietButton(_("Switch off"), icon="stop"),
            "ships": QuietButton(_("As it ships"), icon="undo"),
            "remove": QuietButton(_("Remove"), icon="remove"),
        }
        for name, button in self._acts.items():
            button.setObjectName(f"synonym-{name}")
            button.clicked.connect(partial(self._on_act, name))
        self._change.setObjectName("synonym-change")
        below = Flowing(self._change, *self._acts.values())
        for widget in (self._search, self._found, self.table, self._whole, self._off, below):
            self.body.addWidget(widget)
        self._on_row()

    @property
    def chosen(self) -> Meaning | None:
        """The line that is chosen."""
        at = self.table.currentIndex().row()
        return self.model.row(at) if 0 <= at < self.model.rowCount() else None

    def show_lines(self, lines: Sequence[Meaning]) -> None:
        """Other lines; the one that was chosen stays so, as far as it is there."""
        self._lines = tuple(lines)
        self._filter()

    def allow(self, *, allowed: bool) -> None:
        """Whether a line may be changed."""
        self._may = allowed
        self._on_row()

    def _filter(self) -> None:
        typed = self._search.text().strip().casefold()
        before, at = self.chosen, self.table.currentIndex().row()
        shown = [line for line in self._lines if not typed or _holds(line, typed)]
        self.model.show_rows(shown)
        keys = [(line.key, line.is_own) for line in shown]
        own = (before.key, before.is_own) if before else None
        if shown:
            self.table.selectRow(keys.index(own) if own in keys else min(max(at, 0), len(shown) - 1))
        self._found.setText(ngettext("1 list found", "{n} lists found", len(shown)) if typed else "")
        self._found.setVisible(bool(typed))
        self.table.setVisible(bool(shown))
        self._on_row()

    def _on_search(self, _text: str) -> None:
        self._filter()

    def _on_down(self) -> None:
        self.table.setFocus()

    def _on_row(self) -> None:
        line = self.chosen
        self._whole.setText(_words(line) if line else "")
        self._whole.setVisible(line is not None)
        self._off.setText(_("Switched off: {words}", words=", ".join(line.off)) if line and line.off else "")
        self._off.setVisible(bool(self._off.text()))
        fits = {
            "off": line is not None and not line.is_own and line.off != line.shipped,
            "ships": line is not None and not line.is_own and bool(line.off or line.own),
            "remove": line is not None and line.is_own,
        }
        self._change.setVisible(self._may and line is not None)
        for name, button in self._acts.items():
            button.setVisible(self._may and fits[name])
        buttons: tuple[Button, ...] = (self._change, *self._acts.values())
        for one in buttons:
            one.setAccessibleName(f"{one.text()}: {title_of(line)}" if line else one.text())

    def _on_activated(self, _index: AnyIndex) -> None:
        self._on_change()

    def _on_change(self) -> None:
        if self._may and self.chosen is not None:
            self.change_asked.emit(self.chosen)

    def _on_act(self, name: str, _checked: object = None) -> None:
        if self.chosen is not None:
            self.act_asked.emit(name, self.chosen)


def title_of(line: Meaning) -> str:
    """What a meaning is called: its first word, with a capital."""
    return line.key[:1].upper() + line.key[1:]


def _holds(line: Meaning, typed: str) -> bool:
    return any(typed in word.casefold() for word in (*line.shipped, *line.own, field_name(line.field)))


def _words(line: Meaning) -> str:
    return ", ".join(line.counting) or _("{words}: none of these counts", words=", ".join(line.shipped))


def _state(line: Meaning) -> str:
    if line.is_own:
        return _("added here")
    if line.off == line.shipped:
        return _("off")
    return _("changed") if line.off or line.own else _("ships with Naober")
