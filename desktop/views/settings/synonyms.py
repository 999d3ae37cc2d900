"""Words that mean the same to who searches: seen, searched, added, taken away; what is wrong in the file, by line."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import cast

from typing_extensions import override

from desktop.language import _, ngettext
from desktop.models.faults import WorldFault
from desktop.services.synonyms import (
    Meaning,
    WordList,
    as_it_ships,
    begin_anew,
    go_on_with_words,
    keep_words,
    remove_words,
    switch_off_words,
    use_words,
    word_list,
)
from desktop.services.wording import explain
from desktop.views.design.beside import Flowing
from desktop.views.design.buttons import Button, QuietButton
from desktop.views.design.dress import clear, column
from desktop.views.design.tokens import Space
from desktop.views.design.words import Hint, Text
from desktop.views.desk import Desk
from desktop.views.settings.own_data import OwnDataPanel
from desktop.views.settings.synonym_form import SynonymForm
from desktop.views.settings.synonym_list import SynonymList, title_of

_MOST_TOLD = 8
"""Lines with a fault that are named."""


class SynonymsPanel(OwnDataPanel[Meaning]):
    """The list that ships with what stands on this laptop.

    Attributes:
        listed: The list and what may be done with a line of it.
    """

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
        self._left = Text("", "muted")
        self._left.setObjectName("synonyms-left")
        self._left.hide()
        self.head.body.addWidget(self._left)
        self._wrong = column(gap=Space.S)
        self.head.body.addLayout(self._wrong)
        self.offer_new(_("Add words"), "synonym-new", self._on_new)
        self.listed = SynonymList()
        self.listed.change_asked.connect(self._change)
        self.listed.act_asked.connect(self._act)
        self.lines.addWidget(self.listed)

    @override
    def fetch(self) -> None:
        self.desk.tasks.store(word_list, self._on_list, key="own-data")
        self._take_up()

    def _take_up(self) -> None:
        """A little at a time, so that whoever searches or types meanwhile waits for one little at the most."""
        self.desk.tasks.store(partial(go_on_with_words, self.desk.workplace), self._on_taken_up, key="words")

    def _on_taken_up(self, left: int) -> None:
        told = ngettext(
            "Searching takes up the words; 1 entry to go.", "Searching takes up the words; {n} entries to go.", left
        )
        self._left.setText(told)
        self._left.setVisible(left > 0)
        if left:
            self._take_up()

    @override
    def show_lines(self, lines: Sequence[Meaning]) -> None:
        self.listed.show_lines(lines)

    @override
    def on_kept(self, filled_in: object) -> None:
        before, after = cast("tuple[Meaning | None, Meaning]", filled_in)
        said = _("The words are kept. Searching uses them now.")
        self.keep(partial(keep_words, self.desk.workplace, before, after), said)

    def _on_list(self, found: WordList) -> None:
        self._fields = found.fields
        self._where.setText(_("Your own words stand in {file}", file=found.path))
        self._tell_wrong(found.faults)
        self.allow_new(allowed=not found.faults)
        self.listed.allow(allowed=not found.faults)
        self.show_lines(found.meanings)

    def _tell_wrong(self, faults: tuple[WorldFault, ...]) -> None:
        clear(self._wrong)
        if not faults:
            return
        told = _("Something is wrong in the file. Put it right there, and read it again; until then nothing changes.")
        self._wrong.addWidget(Hint(told, icon="caution"))
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

    def _act(self, act: str, line: Meaning) -> None:
        """What a button under the list says of the line that is chosen."""
        name = title_of(line)
        does, said = {
            "remove": (remove_words, _("Removed: {name}", name=name)),
            "off": (switch_off_words, _("Switched off: {name}", name=name)),
            "ships": (as_it_ships, _("As it ships: {name}", name=name)),
        }[act]
        self.write(partial(does, self.desk.workplace, line), said)

    def _on_again(self) -> None:
        self.write(partial(use_words, self.desk.workplace), "")

    def _on_anew(self) -> None:
        said = _("The list is empty; the former one stands beside it.")
        self.write(partial(begin_anew, self.desk.workplace), said)
