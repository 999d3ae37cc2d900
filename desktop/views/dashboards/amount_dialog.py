"""Setting one amount: a budget, what was spent in a month, or a duration that was agreed."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial

from PySide6.QtWidgets import QLineEdit, QWidget
from typing_extensions import override

from desktop.language import _
from desktop.models.amounts import AmountKind
from desktop.services.amount_list import AmountLine, correct_amount
from desktop.services.amounts import KINDS, set_amount
from desktop.views.cases.form_dialog import Asking, FormDialog
from desktop.views.design.inputs import Choice, Number
from desktop.views.desk import Desk

_LAST, _MONTHS = 2100, 12
_OF_PLACE = ("kind", "lot", "municipality", "provider_id", "year", "month")


class AmountDialog(FormDialog):
    """What, where, when, how much, and on whose word; what does not belong to the kind is hidden."""

    form = "amount"

    def __init__(
        self, desk: Desk, providers: Mapping[str, str], parent: QWidget, line: AmountLine | None = None
    ) -> None:
        """With a line it puts that one right: for which place and time it is stays as it was."""
        about = _("One for the same place and time takes the place of the one before.")
        asking = Asking(_("Set an amount"), _("Set"), about, _("The amount is set."))
        if line is not None:
            about = _("For another place or time: take this one off, and set a new one.")
            asking = Asking(_("Put an amount right"), _("Keep"), about, _("The amount is put right."))
        super().__init__(desk, asking, parent, thing=line.amount.id if line else "amount")
        self._line = line
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
        if line is not None:
            self._show(line)

    @override
    def taken_up(self) -> None:
        self._on_kind(self._kind.key())

    @override
    def job(self) -> Callable[[], object]:
        document, paragraph = self._document.text().strip(), self._paragraph.text().strip()
        if self._line is not None:
            about = (self._line.amount.id, self._value.text(), document, paragraph)
            return partial(correct_amount, self.desk.workplace, *about)
        kind = AmountKind(self._kind.key())
        money = kind is not AmountKind.AGREED_DURATION
        fields = {
            "kind": kind,
            "lot": self._lot.key(),
            "municipality": self._town.key() if money else "",
            "provider_id": None if money else self._provider.key() or None,
            "year": (self._year.number() or 0) if money else 0,
            "month": (self._month.number() or 0) if kind is AmountKind.SPENT else 0,
            "document": document,
            "paragraph": paragraph,
        }
        return partial(set_amount, self.desk.workplace, fields, self._value.text())

    def _show(self, line: AmountLine) -> None:
        self.puts_right, one = True, line.amount
        self._kind.put(one.kind.value)
        self._lot.put(one.lot)
        self._town.put(one.municipality)
        self._provider.put(one.provider_id or "")
        self._year.put(one.year)
        self._month.put(one.month)
        self._value.setText(line.typed)
        self._document.setText(one.document)
        self._paragraph.setText(one.paragraph)
        self._on_kind(one.kind.value)
        for name in _OF_PLACE:
            self.rows[name].field.setEnabled(False)

    def _on_kind(self, kind: str) -> None:
        money = kind != AmountKind.AGREED_DURATION.value
        self.rows["municipality"].setVisible(money)
        self.rows["provider_id"].setVisible(not money)
        self.rows["year"].setVisible(money)
        self.rows["month"].setVisible(kind == AmountKind.SPENT.value)
