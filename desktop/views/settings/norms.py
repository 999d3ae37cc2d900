"""Norms for waiting: what ships and on whose word, and what the team made of it."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import cast

from typing_extensions import override

from desktop.language import _
from desktop.models.labels import label
from desktop.models.waiting import WaitNorm
from desktop.rules.permissions import Act, may
from desktop.services.names import ProfileNames
from desktop.services.norms import NormLine, keep_norm, norm_lines, switch_off_norm, switch_on_norm
from desktop.views.availability.words import in_weeks
from desktop.views.design.badges import Badge
from desktop.views.design.beside import Flowing
from desktop.views.design.cards import Card
from desktop.views.design.tokens import Tone
from desktop.views.design.words import Text
from desktop.views.desk import Desk
from desktop.views.settings.figure_age import FigureAgeCard
from desktop.views.settings.norm_form import NormForm
from desktop.views.settings.own_data import OwnDataPanel, act_button, source_line


class NormsPanel(OwnDataPanel[NormLine]):
    """Every norm with its source; who may, changes them here."""

    kind = "wait_norm"

    def __init__(self, desk: Desk) -> None:
        told = _(
            "Waiting times are held against these norms. A norm is what a document says, and no act. "
            "The most specific one counts: for the product before the act, for the part of the wait before the whole."
        )
        may_change = may(desk.workplace.role, Act.CHANGE_TERMS)
        super().__init__(desk, _("How long one may wait"), told, may_change=may_change)
        self._names = ProfileNames.of(desk.workplace.profile)
        self.offer_new(_("Add a norm"), "norm-new", self._on_new)
        self._age = FigureAgeCard(desk)
        self.put_above(self._age)

    @override
    def reads(self) -> Callable[[], tuple[NormLine, ...]]:
        return partial(norm_lines, self.desk.workplace)

    @override
    def fetch(self) -> None:
        self._age.fetch()
        super().fetch()

    @override
    def card(self, line: NormLine) -> Card:
        norm = line.norm
        card = Card(norm.name)
        card.head.addWidget(_badge(line))
        products = ", ".join(self._names.products.get(one, one) for one in norm.products)
        weeks = norm.weeks if norm.weeks is not None else line.usual_weeks
        about = (
            _("at most {wait}", wait=in_weeks(weeks)) if weeks is not None else "",
            label(norm.phase),
            label(norm.law) if norm.law else _("all acts"),
            products,
        )
        card.body.addWidget(Text(" · ".join(filter(None, about))))
        card.body.addWidget(source_line(norm.document, norm.paragraph))
        if line.concerns_nothing:
            card.body.addWidget(Text(_("This region buys no help of the kind that this norm is for."), "small"))
        elif self.may_change:
            card.body.addWidget(self._buttons(line))
        return card

    @override
    def on_kept(self, filled_in: object) -> None:
        norm = cast("WaitNorm", filled_in)
        self.keep(partial(keep_norm, self.desk.workplace, norm), _("The norm is kept."))

    def _buttons(self, line: NormLine) -> Flowing:
        name = line.norm.name
        change = act_button(_("Change"), "edit", name, partial(self._change, line))
        change.setObjectName(f"norm-change-{line.norm.key}")
        made = Flowing(change)
        if line.is_own:
            made.add(act_button(_("Remove"), "remove", name, partial(self._off, line)))
            return made
        if line.is_on:
            made.add(act_button(_("Switch off"), "stop", name, partial(self._off, line)))
        if line.is_changed or not line.is_on:
            made.add(act_button(_("As it ships"), "undo", name, partial(self._on, line)))
        return made

    def _on_new(self) -> None:
        self.open_form(NormForm(self.desk.workplace.profile, None))

    def _change(self, line: NormLine) -> None:
        self.open_form(NormForm(self.desk.workplace.profile, line))

    def _off(self, line: NormLine) -> None:
        said = _("Switched off: {name}", name=line.norm.name)
        self.write(partial(switch_off_norm, self.desk.workplace, line.norm.key), said)

    def _on(self, line: NormLine) -> None:
        said = _("As it ships: {name}", name=line.norm.name)
        self.write(partial(switch_on_norm, self.desk.workplace, line.norm.key), said)


def _badge(line: NormLine) -> Badge:
    if line.concerns_nothing or not line.is_on:
        return Badge(_("off"), icon="stop")
    if line.is_own:
        return Badge(_("holds, of your own"), tone=Tone.GOOD)
    if line.is_changed:
        return Badge(_("holds, changed"), tone=Tone.GOOD)
    return Badge(_("holds"), tone=Tone.GOOD)
