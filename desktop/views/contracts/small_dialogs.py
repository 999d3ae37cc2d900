"""Short forms around contracts: their end and extension, a contact, and a provider one works with."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtWidgets import QLineEdit
from typing_extensions import override

from desktop.language import _
from desktop.models.kinds import CooperationKind
from desktop.models.labels import label
from desktop.models.purchasing import ProviderContact
from desktop.models.social_map import Contract
from desktop.services.contract_reading import providers_by_name
from desktop.services.contracts import end_contract, extend_contract
from desktop.services.partners import add_contact, add_cooperation, change_contact
from desktop.views.contracts.form import FormDialog
from desktop.views.design.inputs import Choice, DayField, LongText
from desktop.views.screen import Screen


class EndDialog(FormDialog):
    """Ends a contract with all that is in it."""

    form = "contract-end"

    def __init__(self, owner: Screen, contract: Contract) -> None:
        super().__init__(
            owner, _("End the contract"), _("End the contract"), said=_("The contract is ended."), about=contract.id
        )
        self._contract = contract
        self._day, self._reason = DayField(today=owner.desk.workplace.today), LongText(lines=3)
        all_of_it = _("All products in the contract end on that day too.")
        self.body.addWidget(self.field("end", _("L&ast day"), self._day, help_text=all_of_it))
        self.body.addWidget(self.field("reason", _("&Why"), self._reason))

    @override
    def job(self) -> Callable[[], object] | None:
        day = self._day.day()
        if day is None:
            self.refuse("end", _("Fill this in first."))
            return None
        return partial(
            end_contract, self.owner.desk.workplace, self._contract.id, day, self._reason.toPlainText().strip()
        )


class ExtendDialog(FormDialog):
    """Uses an option to extend."""

    form = "contract-extension"

    def __init__(self, owner: Screen, contract: Contract) -> None:
        title = _("Extend the contract")
        super().__init__(owner, title, title, said=_("The contract is extended."), about=contract.id)
        self._contract = contract
        self._day = DayField(today=owner.desk.workplace.today)
        self._day.put(contract.options_until)
        self.body.addWidget(self.field("end", _("New l&ast day"), self._day, help_text=contract.extension))

    @override
    def job(self) -> Callable[[], object] | None:
        day = self._day.day()
        if day is None:
            self.refuse("end", _("Fill this in first."))
            return None
        return partial(extend_contract, self.owner.desk.workplace, self._contract.id, day)


class ContactDialog(FormDialog):
    """Whom one reaches at a provider."""

    form = "provider-contact"

    def __init__(self, owner: Screen, provider_id: str, contact: ProviderContact | None = None) -> None:
        title = _("Change the contact") if contact else _("New contact")
        about = contact.id if contact else provider_id
        super().__init__(owner, title, _("Keep the contact"), said=_("The contact is kept."), about=about)
        self.puts_right = contact is not None
        self._provider_id, self._contact = provider_id, contact
        self._fields = {name: QLineEdit() for name in ("name", "role", "phone", "email", "note")}
        words = {
            "name": _("&Name of the person or desk"),
            "role": _("For &what"),
            "phone": _("&Phone"),
            "email": _("&E-mail"),
            "note": _("Re&marks"),
        }
        for name, field in self._fields.items():
            if contact is not None:
                field.setText(getattr(contact, name))
            self.body.addWidget(self.field(name, words[name], field))

    @override
    def job(self) -> Callable[[], object] | None:
        fields = {name: field.text().strip() for name, field in self._fields.items()}
        workplace = self.owner.desk.workplace
        if self._contact is None:
            return partial(add_contact, workplace, self._provider_id, **fields)
        return partial(change_contact, workplace, self._contact.id, **fields)


class CooperationDialog(FormDialog):
    """A provider that works under this one's contract, or beside it."""

    form = "cooperation"

    def __init__(self, owner: Screen, provider_id: str) -> None:
        title, act = _("Add a cooperation"), _("Keep the cooperation")
        super().__init__(owner, title, act, said=_("The cooperation is kept."), about=provider_id)
        self._provider_id = provider_id
        self._partner = Choice()
        self._kind = Choice({kind.value: label(kind) for kind in CooperationKind})
        self._start, self._note = DayField(today=owner.desk.workplace.today), QLineEdit()
        self.body.addWidget(self.field("partner_id", _("&With whom"), self._partner))
        self.beside(self.field("kind", _("&Kind"), self._kind), self.field("start", _("&First day"), self._start))
        self.body.addWidget(self.field("note", _("Re&marks"), self._note))
        owner.desk.tasks.store(partial(providers_by_name, owner.desk.workplace), self._on_names, key="partners")

    @override
    def job(self) -> Callable[[], object] | None:
        fields = {
            "partner_id": self._partner.key(),
            "kind": CooperationKind(self._kind.key()),
            "start": self._start.day(),
            "note": self._note.text().strip(),
        }
        return partial(add_cooperation, self.owner.desk.workplace, self._provider_id, **fields)

    def _on_names(self, names: dict[str, str]) -> None:
        self._partner.offer({one: name for one, name in names.items() if one != self._provider_id})
