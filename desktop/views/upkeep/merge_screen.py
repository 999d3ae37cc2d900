"""Two entries that are one: side by side, field by field, with what moves along, before anything is written."""

from __future__ import annotations

from functools import partial

from PySide6.QtWidgets import QButtonGroup, QFrame, QVBoxLayout
from typing_extensions import override

from desktop.language import _, ngettext
from desktop.models.faults import RuleBroken, WorldFault
from desktop.services.merging import Choice, FieldPair, MergePreview, merge, preview_merge
from desktop.views.design.beside import Beside
from desktop.views.design.buttons import Button, ChoiceButton, PrimaryButton, QuietButton
from desktop.views.design.cards import Card, KeyValueList
from desktop.views.design.dress import clear, column, dress, row
from desktop.views.design.pages import READING_WIDTH, Column, PageHead
from desktop.views.design.tokens import Space
from desktop.views.design.words import EmptyState, Text
from desktop.views.desk import Desk, Place
from desktop.views.screen import Screen

_MOST_LETTERS = 240
"""Of a text to choose; the whole one is read on its own screen."""


class MergeScreen(Screen):
    """Opened as ``KEPT,DOUBLE``: ids of the entry that stays and of the one that leaves."""

    kinds = ("community_service", "provider", "location", "contract", "plan_service", "indication")

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._preview: MergePreview | None = None
        self._choices: dict[str, Choice] = {}
        self._merging = False
        """While it is written there is nothing to compare any more."""
        bar = QFrame()
        dress(bar, "bar")
        inside = column(bar)
        inside.setContentsMargins(Space.XL, Space.XL, Space.XL, Space.L)
        self.head = PageHead(_("Merge"))
        back = Button(_("Back"), icon="back")
        back.clicked.connect(desk.navigator.back)
        self.head.buttons.addWidget(back)
        inside.addWidget(self.head)
        self.outer.addWidget(bar)
        self._ground = Column(width=READING_WIDTH, edge=Space.XL)
        self._content: QVBoxLayout = column(gap=Space.L)
        self._ground.body.addLayout(self._content)
        self._ground.body.addStretch(1)
        self.outer.addWidget(self._ground, 1)
        foot = QFrame()
        dress(foot, "bar")
        buttons = row(foot, gap=Space.S, edge=Space.L)
        buttons.addWidget(Text(_("One undo takes the whole merge back."), "small"), 1)
        self._turn = QuietButton(_("Keep the other one"), icon="sync")
        self._turn.setObjectName("keep-the-other")
        self._turn.clicked.connect(self._on_turn)
        self._merge = PrimaryButton(_("Make it one entry"), icon="check")
        self._merge.setObjectName("merge-entries")
        self._merge.clicked.connect(self._on_merge)
        buttons.addWidget(self._turn)
        buttons.addWidget(self._merge)
        self.outer.addWidget(foot)
        self._show_nothing()

    @override
    def reload(self) -> None:
        kept, comma, double = self.thing.partition(",")
        if comma and not self._merging:
            self.ask(partial(preview_merge, self.desk.workplace, kept, double), self._on_preview, key="merge")

    @override
    def show_fault(self, fault: RuleBroken | WorldFault) -> None:
        self._merging = False
        self._merge.setEnabled(self._preview is not None)
        super().show_fault(fault)

    @override
    def crumb(self) -> str:
        return self._preview.kept_name if self._preview else ""

    @override
    def open_thing(self, thing: str) -> None:
        if thing != self.thing:
            self._preview, self._choices = None, {}
            self._show_nothing()
            self._ground.verticalScrollBar().setValue(0)
        super().open_thing(thing)

    def _show_nothing(self) -> None:
        clear(self._content)
        text = _("Open an entry of the social map and choose “Put right” to find its doubles.")
        self._content.addWidget(EmptyState(icon="network", title=_("Nothing to merge"), text=text))
        self._merge.setEnabled(False)
        self._turn.setEnabled(False)

    def _on_preview(self, found: MergePreview) -> None:
        self._preview = found
        self._choices = {pair.field: self._choices.get(pair.field, pair.proposed) for pair in found.pairs}
        names = {"double": found.double_name, "kept": found.kept_name}
        self.head.say(_("Merge"), _("{double} goes into {kept}, and is then not shown any more.", **names))
        clear(self._content)
        for pair in found.pairs:
            self._content.addWidget(self._pair_card(pair))
        self._content.addWidget(self._rest_card(found))
        self._merge.setEnabled(True)
        self._turn.setEnabled(True)

    def _pair_card(self, pair: FieldPair) -> Card:
        card = Card(pair.name[:1].upper() + pair.name[1:])
        line = Beside(gap=Space.S, below=Space.S)
        group = QButtonGroup(card)
        ways = [(Choice.KEPT, pair.kept, _("as it stands")), (Choice.DOUBLE, pair.double, _("from the double"))]
        if pair.has_members and pair.kept and pair.double:
            ways.append((Choice.BOTH, _("Both together"), ""))
        for choice, text, detail in ways:
            shown = text if len(text) <= _MOST_LETTERS else f"{text[:_MOST_LETTERS]}…"
            button = ChoiceButton(title=shown or "—", detail=detail, key=choice)
            button.setObjectName(f"{pair.field}-{choice}")
            button.setAccessibleName(f"{pair.name}: {shown or _('nothing')}, {detail}")
            button.setChecked(choice is self._choices[pair.field])
            button.opened.connect(partial(self._on_chosen, pair.field))
            group.addButton(button)
            line.put(button, letters=24)
        card.body.addLayout(line)
        return card

    def _rest_card(self, found: MergePreview) -> Card:
        card = Card(_("What else happens"))
        same = ngettext("1 field says the same", "{n} fields say the same", found.same)
        stays = ngettext(
            "1 stays where it is and counts along", "{n} stay where they are and count along", found.observations
        )
        sealed = ngettext("1 stays as approved and leads here", "{n} stay as approved and lead here", found.sealed)
        moves = {move.what[:1].upper() + move.what[1:]: _("{n} move along", n=move.count) for move in found.moves}
        card.body.addWidget(
            KeyValueList(
                {
                    _("The same"): same,
                    **moves,
                    _("Waiting times"): stays if found.observations else "",
                    _("Approved indications"): sealed if found.sealed else "",
                }
            )
        )
        note = _("What colleagues have on their own laptop stays theirs: old links open the entry that is kept.")
        card.body.addWidget(Text(note, "muted"))
        return card

    def _on_chosen(self, field: str, choice: Choice) -> None:
        self._choices[field] = choice

    def _on_turn(self) -> None:
        if self._preview is not None:
            self._choices = {}
            self.desk.navigator.back()
            self.desk.navigator.open_place(Place.MERGE, f"{self._preview.double_id},{self._preview.kept_id}")

    def _on_merge(self) -> None:
        if self._preview is None:
            return
        self._merge.setEnabled(False)
        self._merging = True
        seen = self._preview
        job = partial(merge, self.desk.workplace, seen.kept_id, seen.double_id, dict(self._choices))
        self.act(job, self._on_merged, said=_("It is one entry now."))

    def _on_merged(self, _changes: object) -> None:
        kept = self._preview.kept_id if self._preview else ""
        self._preview, self.thing, self._merging = None, "", False
        self._show_nothing()
        self.desk.navigator.back()
        self.desk.navigator.open_entry(kept)
