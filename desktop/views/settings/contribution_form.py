"""The form for what a household pays in a year."""

from __future__ import annotations

from PySide6.QtWidgets import QLineEdit
from typing_extensions import override

from desktop.language import _
from desktop.models.faults import RuleBroken
from desktop.models.indications import ContributionAmount
from desktop.models.region import RegionProfile
from desktop.rules.money import read_cents, write_cents
from desktop.views.design.inputs import Choice, Number
from desktop.views.settings.own_form import OwnForm


class ContributionForm(OwnForm):
    """Year, municipality, amount, and where it stands."""

    def __init__(self, profile: RegionProfile, year: int, amount: ContributionAmount | None = None) -> None:
        """With an amount it changes that one, else it begins with this year."""
        title = _("Change what the resident pays") if amount else _("What the resident pays in a year")
        super().__init__("contribution", title)
        towns = {town.name: town.name for town in profile.municipalities}
        self._year, self._town = Number(largest=9999), Choice({"": _("the whole region")} | towns)
        self._amount, self._document, self._paragraph = (QLineEdit() for _field in range(3))
        self._amount.setPlaceholderText(_("like 21,00"))
        self._year.put(amount.year if amount else year)
        self.lay(
            (
                ("year", _("&Year"), self._year),
                ("municipality", _("&Municipality"), self._town),
                ("cents_per_month", _("&Euros a month; empty: depends on income"), self._amount),
            ),
            (
                ("document", _("&Document it stands in"), self._document),
                ("paragraph", _("Para&graph"), self._paragraph),
            ),
        )
        if amount is not None:
            self._town.put(amount.municipality)
            # Year and municipality say which one it is; another is set beside it.
            self._year.setEnabled(False)
            self._town.setEnabled(False)
            self._amount.setText("" if amount.cents_per_month is None else write_cents(amount.cents_per_month))
            self._document.setText(amount.document)
            self._paragraph.setText(amount.paragraph)

    @override
    def filled_in(self) -> dict[str, object]:
        typed = self._amount.text().strip()
        cents = read_cents(typed) if typed else None
        if typed and cents is None:
            raise RuleBroken("no-amount", "cents_per_month")
        return {
            "year": self._year.number() or 0,
            "municipality": self._town.key(),
            "cents_per_month": cents,
            "document": self._document.text().strip(),
            "paragraph": self._paragraph.text().strip(),
        }
