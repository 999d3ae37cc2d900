"""In which manner help is given: the budget, the agreement, getting there, and what the resident pays."""

from __future__ import annotations

from datetime import date

from desktop.language import _
from desktop.language.forms import euros, long_day
from desktop.models.indications import Indication
from desktop.models.kinds import ContractKind, Law, Provision
from desktop.models.labels import label
from desktop.models.region import RegionProfile
from desktop.rules.contribution import Contribution, Pays
from desktop.rules.manners import agreements_of
from desktop.services.draft_around import Around
from desktop.views.design.beside import Beside
from desktop.views.design.buttons import Button
from desktop.views.design.cards import Card
from desktop.views.design.words import Text
from desktop.views.indication.fields import DraftFields, say
from desktop.views.indication.form import chosen_of


class MannerForm(DraftFields):
    """The cards; each is shown only where the region's profile and the draft ask for it.

    Attributes:
        agreement, budget, transport, contribution: The cards.
    """

    def __init__(self, profile: RegionProfile, today: date) -> None:
        super().__init__(today)
        self._profile = profile
        self.agreement = self._make_agreement()
        self.budget = self._make_budget()
        self.transport = self._make_transport()
        self.contribution = self._make_contribution()

    def cards(self) -> tuple[Card, ...]:
        """All of them, in the order of the screen."""
        return (self.transport, self.budget, self.agreement, self.contribution)

    def draw(self, indication: Indication, around: Around, typing: frozenset[str]) -> None:
        """Shows a draft; a field that is being typed in is left alone."""
        lot = chosen_of(self._profile, indication).lot
        kinds = agreements_of(lot) if lot else (ContractKind.FRAMEWORK,)
        shown = {*kinds, indication.agreement}
        self.choices("agreement").offer({kind.value: label(kind) for kind in ContractKind if kind in shown})
        self.put_all(indication, typing)
        in_kind = indication.provision is Provision.IN_KIND
        self.agreement.setVisible(in_kind and len(shown) > 1)
        self.rows["agreement_reason"].setVisible(indication.agreement is not ContractKind.FRAMEWORK)
        self.budget.setVisible(not in_kind)
        self._show_transport(indication, around)
        self._show_contribution(indication.law, around.contribution)

    def _make_agreement(self) -> Card:
        card = Card(_("Under which agreement"))
        card.body.addWidget(self.choice("agreement", _("&Agreement"), {}))
        card.body.addWidget(self.long("agreement_reason", _("Wh&y this agreement?")))
        return card

    def _make_budget(self) -> Card:
        card = Card(_("Personal budget: what must be clear"))
        card.body.addWidget(self.long("pgb_reason", _("Why does the resident want a budget, and what is the plan?")))
        card.body.addWidget(self.long("pgb_manager", _("Who manages it, and why can that be left to this person?")))
        card.body.addWidget(self.long("pgb_quality", _("Why is the help that is bought good and safe?")))
        return card

    def _make_transport(self) -> Card:
        card = Card(_("Getting there"))
        card.body.addWidget(self.tick("transport", _("Transport is a part of this help")))
        card.body.addWidget(
            self.long("transport_reason", _("Why can the resident and the network not arrange it themselves?"))
        )
        return card

    def _make_contribution(self) -> Card:
        card = Card(_("What the resident pays"))
        self._pays = Text()
        self._pays_source = Text("", "small")
        card.body.addWidget(self._pays)
        card.body.addWidget(self._pays_source)
        beside = Beside()
        beside.put(self.day("contribution_told_on", _("&Told to the resident on")), letters=16)
        self._today_button = Button(_("Told today"), icon="check")
        self._today_button.setObjectName("told-today")
        self._today_button.clicked.connect(self._on_told)
        beside.put(self._today_button, share=0, low=True)
        card.body.addLayout(beside)
        card.body.addWidget(self.long("contribution_note", _("What was said about it")))
        return card

    def _show_transport(self, indication: Indication, around: Around) -> None:
        is_line = indication.product in {line for one in self._profile.transports for line in one.lines}
        self.transport.setVisible(around.transport_inside or is_line or indication.transport)
        self.rows["transport"].setVisible(not is_line)
        self.rows["transport_reason"].setVisible(is_line or indication.transport)

    def _show_contribution(self, law: Law, contribution: Contribution) -> None:
        say(self._pays, contribution_text(contribution))
        say(self._pays_source, _("Source: {source}", source=contribution.source) if contribution.source else "")
        pays = law is Law.WMO
        for name in ("contribution_told_on", "contribution_note"):
            self.rows[name].setVisible(pays)
        self._today_button.setVisible(pays)

    def _on_told(self) -> None:
        self.given.emit({"contribution_told_on": self._today})


def contribution_text(contribution: Contribution) -> str:
    """What is to be told to the resident, in a sentence."""
    year = contribution.year
    if contribution.pays is Pays.AMOUNT and contribution.cents is not None:
        amount = euros(contribution.cents)
        return _(
            "In {year} the household pays {amount} a month at most, for all help under the Wmo together.",
            year=year,
            amount=amount,
        )
    if contribution.under_age is not None:
        free = _("Who is younger than {age} pays nothing for this help.", age=contribution.under_age)
        later = _("From {day} on the household may have to pay.", day=long_day(contribution.from_on))
        return f"{free} {later}" if contribution.from_on else free
    if contribution.pays is Pays.NOTHING:
        return _("The resident pays nothing for this help.")
    if contribution.pays is Pays.OWN_RULES:
        return _("What the resident pays for this help depends on income and means. The CAK calculates it.")
    return _("For {year} no amount is known here. Your team lead can set it under Settings, Contribution.", year=year)
