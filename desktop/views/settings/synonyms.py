"""Words that mean the same to who searches: seen, searched, added, taken away; what is wrong in the file, by line."""

from __future__ import annotations

from functools import partial
from typing import cast

from PySide6.QtWidgets import QWidget
from typing_extensions import override

from desktop.language import _, ngettext
from desktop.models.faults import WorldFault
from desktop.services.synonyms import (
    Meaning,
    WordList,
    as_it_ships,
    begin_anew,
    keep_words,
    remove_words,
    switch_off_words,
    use_words,
    word_list,
)
from desktop.services.wording import explain
from desktop.views.design.badges import Badge
from desktop.views.design.beside import Flowing
from desktop.views.design.buttons import Button, QuietButton
from desktop.views.design.cards import Card
from desktop.views.design.dress import clear, column
from desktop.views.design.fields import SearchField
from desktop.views.design.tokens import Space, Tone
from desktop.views.design.words import Hint, Text
from desktop.views.desk import Desk
from desktop.views.settings.own_data import OwnDataPanel, act_button
from desktop.views.settings.synonym_form import SynonymForm, field_name


class SynonymsPanel(OwnDataPanel[Meaning]):
    """The list that ships with what stands on this laptop."""

    def __init__(self, desk: Desk) -> None:
        told = _(
            "Who searches for one of these words, finds the others too. What you add or switch off counts at once, on "
            "this laptop alone: it does not go along with synchronising. To give it to colleagues, put the file in the "
            "same place on their laptops."
        )
        super().__init__(desk, _("Words that mean the same"), told, may_change=True)
        self._fields: tuple[str, ...] = ()
        self._where = Text("", "small")
        self.head.body.addWidget(self._where)
        self._wrong = column(gap=Space.S)
        self.head.body.addLayout(self._wrong)
        self.offer_new(_("Add words"), "synonym-new", self._on_new)
        self._search = SearchField(_("Search in the words"))
        self._search.setObjectName("synonym-search")
        self._search.searched.connect(self._on_search)
        self._found = Text("", "muted")
        self.head.body.addWidget(self._search)
        self.head.body.addWidget(self._found)

    @override
    def fetch(self) -> None:
        self.desk.tasks.store(word_list, self._on_list, key="own-data")

    @override
    def shows(self, line: Meaning) -> bool:
        typed = self._search.text().strip().casefold()
        return not typed or any(typed in word.casefold() for word in (*line.shipped, *line.own, field_name(line.field)))

    @override
    def card(self, line: Meaning) -> Card:
        name = _name(line)
        card = Card(name)
        card.head.addWidget(_badge(line))
        card.body.addWidget(Text(", ".join(line.counting) or _("None of these words counts.")))
        if line.off:
            card.body.addWidget(Text(_("Switched off: {words}", words=", ".join(line.off)), "small"))
        card.body.addWidget(Text(field_name(line.field), "small"))
        if self.may_change:
            card.body.addWidget(self._buttons(line, name))
        return card

    @override
    def on_kept(self, filled_in: object) -> None:
        before, after = cast("tuple[Meaning | None, Meaning]", filled_in)
        said = _("The words are kept. Searching uses them now.")
        self.keep(partial(keep_words, self.desk.workplace, before, after), said)

    def _buttons(self, line: Meaning, name: str) -> Flowing:
        here = self.desk.workplace
        made = Flowing(act_button(_("Change"), "edit", name, partial(self._change, line)))
        if line.is_own:
            does = partial(self.write, partial(remove_words, here, line), _("Removed: {name}", name=name))
            made.add(act_button(_("Remove"), "remove", name, does))
            return made
        if line.off != line.shipped:
            does = partial(self.write, partial(switch_off_words, here, line), _("Switched off: {name}", name=name))
            made.add(act_button(_("Switch off"), "stop", name, does))
        if line.off or line.own:
            does = partial(self.write, partial(as_it_ships, here, line), _("As it ships: {name}", name=name))
            made.add(act_button(_("As it ships"), "undo", name, does))
        return made

    def _on_list(self, found: WordList) -> None:
        self._fields = found.fields
        self._where.setText(_("Your own words stand in {file}", file=found.path))
        self._tell_wrong(found.faults)
        changes = not found.faults
        if changes != self.may_change:
            # Every card has other buttons now.
            self.may_change = changes
            self.show_lines(())
        self.show_lines(found.meanings)
        self._tell_found()

    def _tell_wrong(self, faults: tuple[WorldFault, ...]) -> None:
        clear(self._wrong)
        self.allow_new(allowed=not faults)
        if not faults:
            return
        self._wrong.addWidget(
            Hint(
                _("Something is wrong in the file. Put it right there, and read it again; until then nothing changes."),
                icon="caution",
            )
        )
        for fault in faults[:_MOST_TOLD]:
            self._wrong.addWidget(Text(_("Line {n}: {what}", n=fault.values["line"], what=explain(fault))))
        more = len(faults) - _MOST_TOLD
        if more > 0:
            self._wrong.addWidget(Text(ngettext("and 1 more line", "and {n} more lines", more), "muted"))
        again, anew = Button(_("Read it again"), icon="sync"), QuietButton(_("Begin with an empty list"), icon="undo")
        again.setObjectName("synonym-again")
        again.clicked.connect(self._on_again)
        anew.setObjectName("synonym-anew")
        anew.clicked.connect(self._on_anew)
        self._wrong.addWidget(Flowing(again, anew))

    def _on_new(self) -> None:
        self.open_form(SynonymForm(self._fields, None))

    def _change(self, line: Meaning) -> None:
        self.open_form(SynonymForm(self._fields, line))

    def _on_again(self) -> None:
        self.write(partial(use_words, self.desk.workplace), "")

    def _on_anew(self) -> None:
        said = _("The list is empty; the former one stands beside it.")
        self.write(partial(begin_anew, self.desk.workplace), said)

    def _on_search(self, _text: str) -> None:
        for line, card in self.drawn:
            card.setVisible(self.shows(line))
        self._tell_found()

    def _tell_found(self) -> None:
        shown = sum(self.shows(line) for line, _card in self.drawn)
        self._found.setText(
            "" if not self._search.text().strip() else ngettext("1 list found", "{n} lists found", shown)
        )
        self._found.setVisible(bool(self._found.text()))


_MOST_TOLD = 8
"""Lines with a fault that are named."""


def _name(line: Meaning) -> str:
    return line.key[:1].upper() + line.key[1:]


def _badge(line: Meaning) -> QWidget:
    if line.is_own:
        return Badge(_("added here"), tone=Tone.GOOD)
    if line.off == line.shipped:
        return Badge(_("off"), icon="stop")
    if line.off or line.own:
        return Badge(_("changed"), tone=Tone.GOOD)
    return Badge(_("ships with Naober"))
