"""A contract on the screen: what was agreed, the products in it, and what one who may can do about it."""

from __future__ import annotations

from datetime import date
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from desktop.language import _
from desktop.language.forms import euros, long_day, short_day
from desktop.models.labels import label
from desktop.models.social_map import Contract, ContractedProduct
from desktop.rules.intake_stops import stop_of
from desktop.services.names import ProfileNames
from desktop.services.social_map import Agreement
from desktop.views.contracts.state import agreement_badge
from desktop.views.contracts.stops import stop_words
from desktop.views.design.badges import Badge
from desktop.views.design.beside import Beside, Flowing
from desktop.views.design.buttons import Button, QuietButton
from desktop.views.design.cards import Card, KeyValueList
from desktop.views.design.dress import column
from desktop.views.design.tokens import Space, Tone
from desktop.views.design.words import Text


class AgreementCard(Card):
    """One contract.

    Signals:
        change_asked, extend_asked, end_asked, add_asked: Something about the whole contract.
        product_asked: The `ContractedProduct` that must be put right.
        removal_asked: The `ContractedProduct` that was written down by mistake.
    """

    change_asked = Signal()
    extend_asked = Signal()
    end_asked = Signal()
    add_asked = Signal()
    product_asked = Signal(object)
    removal_asked = Signal(object)

    def __init__(self, agreement: Agreement, names: ProfileNames, today: date, *, may_change: bool) -> None:
        contract = agreement.contract
        super().__init__(label(contract.kind)[:1].upper() + label(contract.kind)[1:])
        self._names, self._today, self._may_change = names, today, may_change
        self.head.addWidget(agreement_badge(agreement))
        self.body.addWidget(KeyValueList(_facts(contract, names)))
        for product in agreement.products:
            self.body.addWidget(self._product(product))
        if not agreement.products:
            self.body.addWidget(Text(_("There is no product in this contract yet."), "muted"))
        if may_change:
            self.body.addWidget(self._acts(contract, today))

    def _acts(self, contract: Contract, today: date) -> Flowing:
        over = contract.end is not None and contract.end < today
        wanted = (
            (_("Add a product"), "add", self.add_asked, not over),
            (_("Change"), "edit", self.change_asked, True),
            (_("Extend"), "forward", self.extend_asked, contract.end is not None and not over),
            (_("End"), "stop", self.end_asked, not over),
        )
        buttons = []
        for text, icon, signal, is_there in wanted:
            if is_there:
                button = Button(text, icon=icon)
                named = _("{act}: {contract}", act=text, contract=contract_name(contract, self._names))
                button.setAccessibleName(named)
                button.clicked.connect(signal)
                buttons.append(button)
        return Flowing(*buttons)

    def _product(self, product: ContractedProduct) -> QWidget:
        name = self._names.help(product.product, product.segment, product.lot)
        holder, words = QWidget(), QWidget()
        inside = column(words, gap=0)
        inside.addWidget(Text(name, "strong"))
        inside.addWidget(Text(" · ".join(filter(None, _product_facts(product))), "muted"))
        stop = stop_of(product, self._today)
        if stop is not None:
            inside.addWidget(Text(stop_words(stop), "muted"))
        line = Beside(holder, gap=Space.S)
        line.put(words, letters=34, down=0.5)
        if stop is not None and stop.has_begun(self._today):
            line.put(Badge(_("intake stop"), tone=Tone.BAD), share=0, down=0.5)
        if self._may_change:
            for text, icon, signal in (
                (_("Change"), "edit", self.product_asked),
                (_("Remove"), "remove", self.removal_asked),
            ):
                button = QuietButton(text, icon=icon)
                button.setAccessibleName(_("{act}: {contract}", act=text, contract=name))
                button.clicked.connect(partial(signal.emit, product))
                line.put(button, share=0, down=0.5)
        return holder


def contract_name(contract: Contract, names: ProfileNames) -> str:
    """Like ``Wmo begeleiding, from 1-1-2026``."""
    lot = names.lots.get(contract.lot, contract.lot)
    return _("{lot}, from {day}", lot=lot, day=short_day(contract.start))


def _facts(contract: Contract, names: ProfileNames) -> dict[str, str]:
    end = long_day(contract.end) if contract.end else _("without an end")
    until = _("until {day}", day=long_day(contract.options_until)) if contract.options_until else ""
    return {
        _("Lot"): names.lots.get(contract.lot, contract.lot),
        _("Purchasing level"): label(contract.level),
        _("Period"): _("{start} until {end}", start=long_day(contract.start), end=end),
        _("Options to extend"): " · ".join(filter(None, (contract.extension, until))),
        _("Remarks"): contract.note,
    }


def _product_facts(product: ContractedProduct) -> tuple[str, ...]:
    rate = ""
    if product.rate_cents is not None and product.rate_unit is not None:
        rate = _("{rate} per {unit}", rate=euros(product.rate_cents), unit=label(product.rate_unit))
    until = _("until {day}", day=short_day(product.end)) if product.end else _("without an end")
    return ", ".join(product.municipalities) or _("the whole region"), rate, until
