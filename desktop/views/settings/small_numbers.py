"""From which number on people are told of: what ships or the region says, and what a municipality set in its place."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import cast

from PySide6.QtWidgets import QLineEdit
from typing_extensions import override

from desktop.language import _
from desktop.models.region import RegionProfile
from desktop.models.region_settings import SmallNumber, Source
from desktop.rules.permissions import Act, may
from desktop.services.small_numbers import SmallNumberLine, drop_small_number, keep_small_number, small_number_lines
from desktop.views.design.badges import Badge
from desktop.views.design.beside import Beside, Flowing
from desktop.views.design.cards import Card
from desktop.views.design.inputs import Choice, Number
from desktop.views.design.tokens import Space, Tone
from desktop.views.design.words import Text
from desktop.views.desk import Desk
from desktop.views.settings.own_data import OwnDataPanel, act_button, source_line
from desktop.views.settings.own_form import OwnForm


class SmallNumbersPanel(OwnDataPanel[SmallNumberLine]):
    """Every number with its source; who may, sets another for a municipality or the whole region."""

    kind = "term_setting"

    def __init__(self, desk: Desk) -> None:
        told = _(
            "What is about a few people points to persons. These numbers say from how many on a figure is told, and "
            "when figures may leave the team. Of several municipalities the largest number holds, for every table is "
            "one of the whole region."
        )
        may_change = may(desk.workplace.role, Act.CHANGE_TERMS)
        super().__init__(desk, _("Small numbers"), told, may_change=may_change)

    @override
    def reads(self) -> Callable[[], tuple[SmallNumberLine, ...]]:
        return partial(small_number_lines, self.desk.workplace)

    @override
    def card(self, line: SmallNumberLine) -> Card:
        card = Card(line.name)
        card.head.addWidget(Badge(str(line.holds.value), tone=Tone.GOOD if line.own else Tone.MUTED))
        card.body.addWidget(source_line(line.holds.source.document, line.holds.source.paragraph))
        for own in line.own:
            card.body.addLayout(self._own(line, own))
        if self.may_change:
            text = _("Set another number …")
            new = act_button(text, "edit", line.name, partial(self._open, line))
            new.setObjectName(f"small-number-new-{line.least.id}")
            card.body.addWidget(Flowing(new))
        return card

    @override
    def on_kept(self, filled_in: object) -> None:
        given = cast("Given", filled_in)
        job = partial(
            keep_small_number, self.desk.workplace, given.id, given.value, given.where, given.town
        )  # fmt: skip
        self.keep(job, _("It holds from now on."))

    def _own(self, line: SmallNumberLine, own: SmallNumber) -> Beside:
        where = own.municipality or _("the whole region")
        told = Beside(gap=Space.S)
        told.put(Text(_("{where}: {n}", where=where, n=own.value), "strong"), letters=24, down=0.5)
        if self.may_change:
            back = act_button(_("Take off"), "undo", f"{line.name}, {where}", partial(self._drop, line, own))
            back.setObjectName(f"small-number-drop-{line.least.id}")
            told.put(back, share=0)
        return told

    def _open(self, line: SmallNumberLine) -> None:
        self.open_form(SmallNumberForm(self.desk.workplace.profile, line))

    def _drop(self, line: SmallNumberLine, own: SmallNumber) -> None:
        said = _("What the region's profile says holds again.")
        self.write(partial(drop_small_number, self.desk.workplace, line.least.id, own.municipality), said)


@dataclass(frozen=True)
class Given:
    """What stands in the form."""

    id: str
    value: int | None
    where: Source
    town: str


class SmallNumberForm(OwnForm):
    """For whom, how many, and where that stands."""

    def __init__(self, profile: RegionProfile, line: SmallNumberLine) -> None:
        super().__init__("small-number", line.name)
        self._id = line.least.id
        towns = {town.name: town.name for town in profile.municipalities}
        self._town = Choice({"": _("the whole region")} | towns)
        self._value = Number(largest=line.least.most)
        self._document, self._paragraph = QLineEdit(), QLineEdit()
        self._document.setMaxLength(300)
        self._paragraph.setMaxLength(200)
        self.lay(
            (("municipality", _("&Municipality"), self._town), ("value", _("&How much"), self._value)),
            (
                ("document", _("D&ocument it stands in"), self._document),
                ("paragraph", _("Para&graph"), self._paragraph),
            ),
        )
        self._value.put(line.holds.value)

    @override
    def filled_in(self) -> Given:
        where = Source(document=self._document.text().strip(), paragraph=self._paragraph.text().strip())
        return Given(self._id, self._value.number(), where, self._town.key())
