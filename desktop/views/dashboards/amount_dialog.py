"""Setting one amount: a budget, what was spent in a month, or a duration that was agreed."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial

from PySide6.QtWidgets import QLineEdit, QWidget
from typing_extensions import override

from desktop.language import _
from desktop.models.amounts import AmountKind
from desktop.services.amounts import KINDS, set_amount
from desktop.views.cases.form_dialog import Asking, FormDialog
from desktop.views.design.inputs import Choice, Number
from desktop.views.desk import Desk

_LAST, _MONTHS = 2100, 12


class AmountDialog(FormDialog):
    """What, where, when, how much, and on whose word; what does not belong to the kind is hidden."""

    form = "amount"

    def __init__(self, desk: Desk, providers: Mapping[str, str], parent: QWidget) -> None:
        about = _("One for the same place and time takes the place of the one before.")
        super().__init__(
            desk, Asking(_("Set an amount"), _("Set"), about, _("The amount is set.")), parent, thing="amount"
        )
        profile, today = desk.workplace.profile, desk.workplace.today
        self._kind = Choice({kind.value: _(name) for kind, name in KINDS.items()})
        self._lot = Choice({lot.id: lot.name for lot in profile.lots})
        self._town = Choice({"": _("whole region")} | {town.name: town.name for town in profile.municipalities})
        self._provider = Choice({"": _("all providers")} | dict(providers))
        self._year, self._month = Number(largest=_LAST), Number(largest=_MONTHS)
        self._year.put(today.year)
        self._month.put(today.month)
        self._value, self._document, self._paragraph = QLineEdit(), QLineEdit(), QLineEdit()
        for name, text, field in (
            ("kind", _("&What"), self._kind),
            ("lot", _("&Lot"), self._lot),
            ("municipality", _("&Municipality"), self._town),
            ("provider_id", _("&Provider"), self._provider),
            ("year", _("&Year"), self._year),
            ("month", _("M&onth"), self._month),
        ):
            self.add(name, text, field)
        self.add("value", _("&How much"), self._value, help_text=_("Euros like 12.500,00, or days like 180."))
        self.add("document", _("&Document it stands in"), self._document)
        self.add("paragraph", _("Where in i&t"), self._paragraph)
        self._kind.chosen.connect(self._on_kind)
        self._on_kind(self._kind.key())

    @override
    def taken_up(self) -> None:
        self._on_kind(self._kind.key())

    @override
    def job(self) -> Callable[[], object]:
        kind = AmountKind(self._kind.key())
        money = kind is not AmountKind.AGREED_DURATION
        fields = {
            "kind": kind,
            "lot": self._lot.key(),
            "municipality": self._town.key() if money else "",
            "provider_id": None if money else self._provider.key() or None,
            "year": (self._year.number() or 0) if money else 0,
            "month": (self._month.number() or 0) if kind is AmountKind.SPENT else 0,
            "document": self._document.text().strip(),
            "paragraph": self._paragraph.text().strip(),
        }
        return partial(set_amount, self.desk.workplace, fields, self._value.text())

    def _on_kind(self, kind: str) -> None:
        money = kind != AmountKind.AGREED_DURATION.value
        self.rows["municipality"].setVisible(money)
        self.rows["provider_id"].setVisible(not money)
        self.rows["year"].setVisible(money)
        self.rows["month"].setVisible(kind == AmountKind.SPENT.value)
