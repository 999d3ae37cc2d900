"""The form of a contract, with what the region says of such contracts under it."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtWidgets import QLineEdit, QVBoxLayout
from typing_extensions import override

from desktop.language import _
from desktop.models.kinds import ContractKind, PurchasingLevel
from desktop.models.labels import label
from desktop.models.social_map import Contract
from desktop.services.contracts import add_contract, change_contract
from desktop.views.contracts.form import FormDialog
from desktop.views.contracts.terms import TermsCard
from desktop.views.design.dress import clear, column
from desktop.views.design.inputs import Choice, DayField, LongText
from desktop.views.screen import Screen


class ContractDialog(FormDialog):
    """A new contract, or one that is put right."""

    form = "contract"

    def __init__(self, owner: Screen, provider_id: str, contract: Contract | None = None) -> None:
        title = _("Change the contract") if contract else _("New contract")
        about = contract.id if contract else provider_id
        super().__init__(owner, title, _("Keep the contract"), said=_("The contract is kept."), about=about)
        self.puts_right = contract is not None
        self._provider_id, self._contract = provider_id, contract
        here = owner.desk.workplace
        self._profile = here.profile
        self._kind = Choice({kind.value: label(kind) for kind in ContractKind})
        self._lot = Choice({lot.id: lot.name for lot in self._profile.lots})
        self._level = Choice({level.value: label(level) for level in PurchasingLevel})
        self._days = {name: DayField(today=here.today) for name in ("start", "end", "options_until")}
        self._extension, self._note = QLineEdit(), LongText(lines=2)
        self._days["end"].setPlaceholderText(_("Empty: without an end."))
        self._lay()
        self._level.put(PurchasingLevel.REGIONAL.value)
        if contract is not None:
            self._fill(contract)
        self._lot.chosen.connect(self._on_lot)
        self._on_lot(self._lot.key())

    @override
    def job(self) -> Callable[[], object] | None:
        if self._days["start"].day() is None:
            self.refuse("start", _("Fill this in first."))
            return None
        fields = {
            "kind": ContractKind(self._kind.key()),
            "lot": self._lot.key(),
            "level": PurchasingLevel(self._level.key()),
            "extension": self._extension.text().strip(),
            "note": self._note.toPlainText().strip(),
            **{name: field.day() for name, field in self._days.items()},
        }
        workplace = self.owner.desk.workplace
        if self._contract is None:
            return partial(add_contract, workplace, self._provider_id, **fields)
        return partial(change_contract, workplace, self._contract.id, **fields)

    @override
    def taken_up(self) -> None:
        self._on_lot(self._lot.key())

    def _lay(self) -> None:
        self.beside(
            self.field("kind", _("&Kind"), self._kind), self.field("level", _("Pu&rchasing level"), self._level)
        )
        self.body.addWidget(self.field("lot", _("&Lot"), self._lot))
        self.beside(
            self.field("start", _("&First day"), self._days["start"]),
            self.field("end", _("L&ast day"), self._days["end"]),
        )
        self.beside(
            self.field("extension", _("&Options to extend"), self._extension),
            self.field("options_until", _("Can be extended &until"), self._days["options_until"]),
        )
        self.body.addWidget(self.field("note", _("Re&marks"), self._note))
        self._terms: QVBoxLayout = column()
        self.body.addLayout(self._terms)

    def _fill(self, contract: Contract) -> None:
        self._kind.put(contract.kind)
        self._lot.put(contract.lot)
        self._level.put(contract.level)
        for name, field in self._days.items():
            field.put(getattr(contract, name))
        self._extension.setText(contract.extension)
        self._note.put(contract.note)

    def _on_lot(self, lot_id: str) -> None:
        clear(self._terms)
        lot = next((one for one in self._profile.lots if one.id == lot_id), None)
        if lot is not None:
            self._terms.addWidget(TermsCard(lot, self._profile.thresholds))
