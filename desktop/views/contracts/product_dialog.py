"""The form of a product in a contract: where it holds, how long, at which rate, and whether people may be refused."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtWidgets import QLineEdit
from typing_extensions import override

from desktop.language import _
from desktop.models.faults import RuleBroken, WorldFault
from desktop.models.kinds import Unit
from desktop.models.labels import label
from desktop.models.region import RegionProfile
from desktop.models.social_map import Contract, ContractedProduct
from desktop.rules.intake_stops import STOP_SOURCE
from desktop.rules.money import read_cents, write_cents
from desktop.services.contracts import Meant, add_product, change_product
from desktop.views.contracts.form import FormDialog
from desktop.views.design.buttons import ChipRow
from desktop.views.design.inputs import Choice, DayField
from desktop.views.design.tick import Tick
from desktop.views.design.words import Text
from desktop.views.screen import Screen

_STOP_DAYS = ("stop_permitted_on", "stop_from", "stop_until")


class ProductDialog(FormDialog):
    """A product that is put in a contract, or one that is put right."""

    form = "contracted-product"

    def __init__(self, owner: Screen, contract: Contract, product: ContractedProduct | None = None) -> None:
        title = _("Change the product") if product else _("Add a product")
        about = product.id if product else contract.id
        super().__init__(owner, title, _("Keep the product"), said=_("The product is kept."), about=about)
        self.puts_right = product is not None
        self._contract, self._product = contract, product
        here = owner.desk.workplace
        self._helps = _helps(here.profile, contract.lot)
        self._segments = Choice({"": _("All segments")} | _segments(here.profile, contract.lot))
        self._what = Choice(self._helps)
        self._towns = ChipRow(_("Municipalities"))
        self._towns.offer({town.name: town.name for town in here.profile.municipalities})
        self._days = {name: DayField(today=here.today) for name in ("start", "end", *_STOP_DAYS)}
        self._rate, self._unit = QLineEdit(), Choice({"": "", **{unit.value: label(unit) for unit in Unit}})
        self._stop = Tick(_("May refuse new residents (intake stop)"))
        self._elsewhere = Tick(_("It is agreed all the same"))
        self._elsewhere.setObjectName("form-elsewhere")
        self._lay()
        self._days["start"].put(contract.start)
        self._days["end"].put(contract.end)
        if product is not None:
            self._fill(product)

    @override
    def job(self) -> Callable[[], object] | None:
        cents = self._cents()
        if self._rate.text().strip() and cents is None:
            self.refuse("rate_cents", _("Write the rate in euros, like 62,40."))
            return None
        if self._days["start"].day() is None:
            self.refuse("start", _("Fill this in first."))
            return None
        fields: dict[str, object] = {
            "product": self._what.key(),
            "segment": self._segments.key(),
            "municipalities": self._towns.on(),
            "start": self._days["start"].day(),
            "end": self._days["end"].day(),
            "rate_cents": cents,
            "rate_unit": Unit(self._unit.key()) if self._unit.key() else None,
            "intake_stop": self._stop.is_on(),
            **{name: self._days[name].day() for name in _STOP_DAYS},
        }
        meant = Meant(self._elsewhere.is_on())
        workplace = self.owner.desk.workplace
        if self._product is None:
            return partial(add_product, workplace, self._contract.id, meant, **fields)
        return partial(change_product, workplace, self._product.id, meant, **fields)

    @override
    def refused(self, fault: RuleBroken | WorldFault) -> None:
        super().refused(fault)
        if isinstance(fault, RuleBroken) and fault.code == "bought-elsewhere":
            self._elsewhere.show()
            self._elsewhere.box.setFocus()

    def _lay(self) -> None:
        what, segment = (
            self.field("product", _("&Product"), self._what),
            self.field("segment", _("&Segment"), self._segments),
        )
        what.setVisible(bool(self._helps))
        segment.setVisible(self._segments.count() > 1)
        self.beside(what, segment, letters=26)
        nowhere = _("None chosen: the whole region.")
        self.body.addWidget(self.field("municipalities", _("&Municipalities"), self._towns, help_text=nowhere))
        self.body.addWidget(self._elsewhere)
        self._elsewhere.hide()
        self.beside(
            self.field("start", _("&First day"), self._days["start"]),
            self.field("end", _("L&ast day"), self._days["end"]),
        )
        self.beside(
            self.field("rate_cents", _("&Rate in euros"), self._rate),
            self.field("rate_unit", _("P&er"), self._unit),
        )
        self.body.addWidget(self.field("intake_stop", "", self._stop))
        self.beside(
            self.field("stop_permitted_on", _("&Leave in writing of"), self._days["stop_permitted_on"]),
            self.field("stop_from", _("Stop be&gins on"), self._days["stop_from"]),
        )
        further = _("Empty: until further notice. The day after, Naober counts the stop no more.")
        last = self._days["stop_until"]
        self.body.addWidget(self.field("stop_until", _("Last day of the s&top"), last, help_text=further))
        why = _("A stop needs leave in writing, asked at least fourteen days before; a crisis is never refused.")
        self.body.addWidget(Text(why, "small"))
        self.body.addWidget(Text(_("Source: {source}", source=STOP_SOURCE), "small"))

    def _fill(self, product: ContractedProduct) -> None:
        self._what.put(product.product)
        self._segments.put(product.segment)
        self._towns.put_on(*product.municipalities)
        self._days["start"].put(product.start)
        self._days["end"].put(product.end)
        self._rate.setText(write_cents(product.rate_cents) if product.rate_cents is not None else "")
        self._unit.put(product.rate_unit or "")
        self._stop.put(product.intake_stop)
        for name in _STOP_DAYS:
            self._days[name].put(getattr(product, name))

    def _cents(self) -> int | None:
        text = self._rate.text().strip()
        return read_cents(text) if text else None


def _helps(profile: RegionProfile, lot: str) -> dict[str, str]:
    return {product.id: product.name for product in profile.products if product.lot == lot}


def _segments(profile: RegionProfile, lot: str) -> dict[str, str]:
    return {segment.id: segment.name for segment in profile.segments if segment.lot == lot}
