"""A provider's contracts: kept by the contract manager, read by everyone."""

from __future__ import annotations

from functools import partial

from PySide6.QtWidgets import QVBoxLayout, QWidget
from typing_extensions import override

from desktop.language import _
from desktop.models.kinds import Law
from desktop.models.labels import label
from desktop.models.purchasing import ProviderContact
from desktop.models.social_map import Contract, ContractedProduct
from desktop.rules.permissions import Act, may
from desktop.services.contract_reading import ProviderContracts, provider_contracts
from desktop.services.contracts import remove_product
from desktop.services.names import ProfileNames
from desktop.services.partners import end_cooperation, name_strategic_partner, remove_contact
from desktop.services.social_map import Agreement
from desktop.views.contracts.agreement import AgreementCard
from desktop.views.contracts.around import ContactsCard, PartnersCard
from desktop.views.contracts.contract_dialog import ContractDialog
from desktop.views.contracts.form import FormDialog
from desktop.views.contracts.product_dialog import ProductDialog
from desktop.views.contracts.small_dialogs import ContactDialog, CooperationDialog, EndDialog, ExtendDialog
from desktop.views.contracts.terms import TermsCard
from desktop.views.design.buttons import Button, PrimaryButton
from desktop.views.design.dress import clear, column
from desktop.views.design.focus import kept_focus
from desktop.views.design.pages import Page
from desktop.views.design.tokens import Space
from desktop.views.design.words import EmptyState
from desktop.views.desk import Desk
from desktop.views.screen import Screen


class ProviderContractsScreen(Screen):
    """Its thing is the provider's id."""

    kinds = ("provider", "contract", "contracted_product", "provider_contact", "cooperation")

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._name = ""
        self._profile_names = ProfileNames.of(desk.workplace.profile)
        self._may = may(desk.workplace.role, Act.CHANGE_CONTRACTS)
        self._may_providers = may(desk.workplace.role, Act.CHANGE_PROVIDERS)
        self._page = Page(_("Contracts"))
        self.outer.addWidget(self._page)
        for name, text, icon, slot, kind, is_there in (
            ("contracts-back", _("Back"), "back", desk.navigator.back, Button, True),
            ("contracts-entry", _("In the social map"), "map", self._on_entry, Button, True),
            ("new-contract", _("New contract"), "add", self._on_new, PrimaryButton, self._may),
        ):
            if is_there:
                button = kind(text, icon=icon)
                button.setObjectName(name)
                button.clicked.connect(slot)
                self._page.head.buttons.addWidget(button)
        self._content: QVBoxLayout = column(gap=Space.L)
        self._page.body.addLayout(self._content)
        self._page.body.addStretch(1)

    @override
    def reload(self) -> None:
        if self.thing:
            self.ask(partial(provider_contracts, self.desk.workplace, self.thing), self._on_page, key="contracts")

    @override
    def crumb(self) -> str:
        return self._name

    def _on_page(self, page: ProviderContracts) -> None:
        if page.provider.id != self.thing:
            return
        self._name = page.provider.name
        self._page.head.say(page.provider.name, ", ".join(label(Law(law)) for law in page.laws if law in set(Law)))
        with kept_focus(self._page.column):
            clear(self._content)
            for card in self._cards(page):
                self._content.addWidget(card)

    def _cards(self, page: ProviderContracts) -> list[QWidget]:
        cards: list[QWidget] = [self._agreement(agreement) for agreement in page.agreements]
        if not cards:
            text = _("Here stands what is agreed with this provider, once someone has written it down.")
            cards.append(EmptyState(icon="document", title=_("No contracts yet"), text=text))
        partners = PartnersCard(page, may_change=self._may, may_name=self._may_providers)
        partners.partner_named.connect(self._on_partner)
        partners.opened.connect(self._on_other)
        partners.ended.connect(self._on_together_ended)
        partners.add_asked.connect(self._on_together)
        contacts = ContactsCard(page.contacts, may_change=self._may_providers)
        contacts.add_asked.connect(self._on_contact)
        contacts.change_asked.connect(self._on_contact)
        contacts.removed.connect(self._on_contact_removed)
        terms = [TermsCard(lot, page.thresholds if at == 0 else ()) for at, lot in enumerate(page.lots)]
        return [*cards, partners, contacts, *terms]

    def _agreement(self, agreement: Agreement) -> AgreementCard:
        contract = agreement.contract
        names, today = self._profile_names, self.desk.workplace.today
        card = AgreementCard(agreement, names, today, may_change=self._may)
        card.setObjectName(f"contract-{contract.id}")
        card.change_asked.connect(partial(self._open, ContractDialog, contract.provider_id, contract))
        card.extend_asked.connect(partial(self._open, ExtendDialog, contract))
        card.end_asked.connect(partial(self._open, EndDialog, contract))
        card.add_asked.connect(partial(self._on_product, contract, None))
        card.product_asked.connect(partial(self._on_product, contract))
        card.removal_asked.connect(self._on_removal)
        return card

    def _open(self, kind: type[FormDialog], *about: object) -> None:
        kind(self, *about).begin()  # type: ignore[arg-type, call-arg]  # each form takes the thing it is about

    def _on_entry(self) -> None:
        self.desk.navigator.open_entry(self.thing)

    def _on_new(self) -> None:
        ContractDialog(self, self.thing).begin()

    def _on_product(self, contract: Contract, product: ContractedProduct | None) -> None:
        ProductDialog(self, contract, product).begin()

    def _on_removal(self, product: ContractedProduct) -> None:
        self.act(partial(remove_product, self.desk.workplace, product.id), said=_("The product is removed."))

    def _on_partner(self, is_partner: bool) -> None:  # noqa: FBT001 - Qt's signal carries it so
        job = partial(name_strategic_partner, self.desk.workplace, self.thing, is_partner=is_partner)
        self.act(job, said=_("Kept: strategic partner.") if is_partner else _("Kept: no strategic partner any more."))

    def _on_other(self, provider_id: object) -> None:
        self.open_thing(str(provider_id))

    def _on_together(self) -> None:
        CooperationDialog(self, self.thing).begin()

    def _on_together_ended(self, cooperation_id: str) -> None:
        job = partial(end_cooperation, self.desk.workplace, cooperation_id)
        self.act(job, said=_("The cooperation is ended."))

    def _on_contact(self, contact: ProviderContact | None = None) -> None:
        ContactDialog(self, self.thing, contact).begin()

    def _on_contact_removed(self, contact_id: str) -> None:
        self.act(partial(remove_contact, self.desk.workplace, contact_id), said=_("The contact is removed."))
