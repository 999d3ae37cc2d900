"""What a household pays for Wmo help, year by year: what ships, and what the municipality set."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import cast

from typing_extensions import override

from desktop.language import _
from desktop.language.forms import euros
from desktop.models.indications import ContributionAmount
from desktop.rules.permissions import Act, may
from desktop.services.contributions import AmountLine, amount_lines, exempt_lines, keep_amount, remove_amount
from desktop.views.design.badges import Badge
from desktop.views.design.beside import Flowing
from desktop.views.design.cards import Card
from desktop.views.design.tokens import Tone
from desktop.views.design.words import Text
from desktop.views.desk import Desk
from desktop.views.settings.contribution_form import ContributionForm
from desktop.views.settings.own_data import OwnDataPanel, act_button, source_line


class ContributionsPanel(OwnDataPanel[AmountLine]):
    """Every year with its amount and source; who may, sets one here."""

    kind = "contribution_amount"

    def __init__(self, desk: Desk) -> None:
        told = _(
            "The own contribution for help under the Wmo: one amount a month for the whole household, by year. "
            "Youth help costs the resident nothing. Whoever drafts an indication sees the amount and tells it."
        )
        may_change = may(desk.workplace.role, Act.CHANGE_TERMS)
        super().__init__(desk, _("What the resident pays"), told, may_change=may_change)
        cak = _("The CAK knows who pays nothing because of the household, such as who pays for the Wlz already.")
        for line in (*exempt_lines(), cak):
            self.head.body.addWidget(Text(line, "small"))
        self.offer_new(_("Set a year"), "contribution-new", self._on_new)

    @override
    def reads(self) -> Callable[[], tuple[AmountLine, ...]]:
        return partial(amount_lines, self.desk.workplace)

    @override
    def card(self, line: AmountLine) -> Card:
        amount = line.amount
        name = " · ".join(filter(None, (str(amount.year), amount.municipality)))
        card = Card(name)
        if line.is_own:
            card.head.addWidget(Badge(_("of your own"), tone=Tone.GOOD))
        card.body.addWidget(Text(_sum(amount)))
        card.body.addWidget(source_line(amount.document, amount.paragraph))
        if line.is_own and self.may_change:
            change = act_button(_("Change"), "edit", name, partial(self._change, amount))
            card.body.addWidget(
                Flowing(change, act_button(_("Remove"), "remove", name, partial(self._remove, amount.id)))
            )
        return card

    @override
    def on_kept(self, filled_in: object) -> None:
        fields = cast("dict[str, object]", filled_in)
        self.keep(partial(keep_amount, self.desk.workplace, fields), _("The own contribution is set."))

    def _on_new(self) -> None:
        here = self.desk.workplace
        self.open_form(ContributionForm(here.profile, here.today.year))

    def _change(self, amount: ContributionAmount) -> None:
        self.open_form(ContributionForm(self.desk.workplace.profile, amount.year, amount))

    def _remove(self, amount_id: str) -> None:
        self.write(partial(remove_amount, self.desk.workplace, amount_id), _("Removed; what ships holds again."))


def _sum(amount: ContributionAmount) -> str:
    if amount.cents_per_month is None:
        return _("depends on income")
    return _("{amount} a month for the household", amount=euros(amount.cents_per_month))
