"""The fields of a draft: what, how much and how long, as the region's model asks for it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from PySide6.QtWidgets import QWidget
from typing_extensions import override

from desktop.language import _
from desktop.models.indications import Indication
from desktop.models.kinds import CareForm, Frequency, Law, Provision, Unit
from desktop.models.labels import label
from desktop.models.region import Lot, Product, RegionProfile, Segment
from desktop.services.names import ProfileNames
from desktop.views.design.beside import Beside
from desktop.views.design.cards import Card
from desktop.views.design.inputs import DayField
from desktop.views.design.tick import Tick
from desktop.views.design.words import Text
from desktop.views.indication.fields import DraftFields, put, say

NOTHING = {"": "—"}


@dataclass(frozen=True)
class Chosen:
    """What a draft has chosen of the region's model.

    Attributes:
        lot: The lot, also when it is the only one and nobody had to choose it.
    """

    lot: Lot | None
    segment: Segment | None
    product: Product | None


class DraftForm(DraftFields):
    """The cards of the form; what a field holds is handed on as the model's own value.

    Attributes:
        what, heavy, how_much, evaluate: The cards.
    """

    def __init__(self, profile: RegionProfile, today: date) -> None:
        super().__init__(today)
        self._profile = profile
        self._indication: Indication | None = None
        self.what = self._make_what()
        self.heavy = self._make_heavy()
        self.how_much = self._make_how_much()
        self.evaluate = self._make_evaluate()

    def draw(self, indication: Indication, typing: frozenset[str]) -> None:
        """Shows a draft; a field that is being typed in is left alone."""
        self._indication = indication
        chosen = chosen_of(self._profile, indication)
        self._offer(indication, chosen)
        self.put_all(indication, typing)
        if "lot" not in typing and chosen.lot:
            put(self.rows["lot"].field, chosen.lot.id)
        self._show_what_applies(indication, chosen)

    def say_end(self, fault: str) -> None:
        """Says at the last day what is wrong with it; a day that cannot be read has said so itself."""
        row = self.rows["end"]
        readable = isinstance(row.field, DayField) and row.field.is_readable()
        if readable and row.problem_text() != fault:
            row.problem(fault)

    def _make_what(self) -> Card:
        card = Card(_("What is needed"))
        laws = dict.fromkeys(lot.law for lot in self._profile.lots)
        beside = Beside()
        beside.put(self.choice("law", _("Ac&t"), {law.value: label(law) for law in laws}), letters=16)
        beside.put(self.choice("lot", _("&Lot"), {}), letters=24)
        card.body.addLayout(beside)
        card.body.addWidget(self.choice("segment", _("Se&gment"), {}))
        self._segment_text = Text("", "small")
        card.body.addWidget(self._segment_text)
        card.body.addWidget(self.choice("product", _("&Product"), {}))
        self._product_text = Text("", "small")
        card.body.addWidget(self._product_text)
        card.body.addWidget(self.long("result", _("Which &result must be reached?")))
        youth = Beside()
        youth.put(self.choice("care_form", _("&Form of youth help"), _labels(CareForm)), letters=24)
        youth.put(self.tick("extended", _("Extended youth help after 18")), letters=24, low=True)
        card.body.addLayout(youth)
        return card

    def _make_heavy(self) -> Card:
        card = Card(_("The heavy form: both must hold, and for as short as possible"))
        card.body.addWidget(self.tick("unsafe_or_crisis", ""))
        card.body.addWidget(self.tick("little_control", ""))
        card.body.addWidget(self.choice("leads_back_to", _("It leads &back to"), {}))
        return card

    def _make_how_much(self) -> Card:
        card = Card(_("How much and how long"))
        self._volume = QWidget()
        beside = Beside(self._volume)
        beside.put(self.number("volume", _("&Volume")), letters=12)
        beside.put(self.choice("unit", _("&Unit"), NOTHING | _labels(Unit)), letters=16)
        beside.put(self.choice("frequency", _("Fre&quency"), NOTHING | _labels(Frequency)), letters=18)
        card.body.addWidget(self._volume)
        days = Beside()
        for name, text in (("start", _("&Start")), ("end", _("&End"))):
            days.put(self.day(name, text), letters=14)
        days.put(self.choice("provision", _("In &kind or budget"), _labels(Provision)), letters=26)
        card.body.addLayout(days)
        card.body.addWidget(self.long("stops_when", _("What must be true to st&op?")))
        return card

    def _make_evaluate(self) -> Card:
        card = Card(_("Look back together"))
        beside = Beside()
        beside.put(self.day("evaluations", _("First e&valuation on")), letters=16)
        beside.put(Text(), share=2, letters=16)
        card.body.addLayout(beside)
        return card

    def _offer(self, indication: Indication, chosen: Chosen) -> None:
        lots = [known for known in self._profile.lots if known.law is indication.law]
        self.choices("lot").offer((NOTHING if len(lots) != 1 else {}) | {lot.id: lot.name for lot in lots})
        segments = _segments(self._profile, chosen.lot)
        self.choices("segment").offer(NOTHING | {known.id: segment_name(known) for known in segments})
        self.rows["segment"].setVisible(bool(segments))
        products = [p for p in self._profile.products if _fits(p, chosen, self._today) or p.id == indication.product]
        self.choices("product").offer(NOTHING | {known.id: known.name for known in products})
        self.rows["product"].setVisible(bool(products) and not (chosen.lot and chosen.lot.states_result_only))
        units = (chosen.product.units if chosen.product else ()) or tuple(Unit)
        self.choices("unit").offer(NOTHING | {u.value: label(u) for u in Unit if u in units or u is indication.unit})
        times = (chosen.product.frequencies if chosen.product else ()) or tuple(Frequency)
        kept = [f for f in Frequency if f in times or f is indication.frequency]
        self.choices("frequency").offer(NOTHING | {f.value: label(f) for f in kept})

    def _show_what_applies(self, indication: Indication, chosen: Chosen) -> None:
        self._volume.setVisible(not (chosen.lot and chosen.lot.states_result_only))
        youth = indication.law is Law.JEUGDWET
        self.rows["care_form"].setVisible(youth)
        self.rows["extended"].setVisible(youth)
        for text, one in ((self._segment_text, chosen.segment), (self._product_text, chosen.product)):
            say(text, _told_of(one.name, one.description) if one else "")
        self.heavy.setVisible(bool(chosen.product and chosen.product.heavy_form_of))
        if chosen.product and chosen.product.heavy_form_of:
            self._draw_heavy(indication, chosen.product)

    def _draw_heavy(self, indication: Indication, product: Product) -> None:
        for criterion in product.criteria:
            name = criterion.field.rpartition(".")[2]
            field = self.rows[name].field if name in self.rows else None
            if isinstance(field, Tick):
                field.say(f"{criterion.text[:1].upper()}{criterion.text[1:]}")
        self.choices("leads_back_to").offer(NOTHING | destinations(self._profile, product))
        self.choices("leads_back_to").put(indication.leads_back_to)

    @override
    def value_of(self, name: str, value: object) -> dict[str, object]:
        if name == "evaluations":
            rest = self._indication.evaluations[1:] if self._indication else ()
            value = ((value.isoformat(), *rest)) if isinstance(value, date) else rest
        return self._follows(name, str(value)) | {name: value}

    def _follows(self, name: str, value: str) -> dict[str, object]:
        """What another choice brings with it: what no longer fits goes, and what is the only one is taken."""
        if name == "law":
            return {"lot": "", "segment": "", "product": ""}
        if name == "lot":
            return {"segment": "", "product": ""}
        if self._indication is None or name not in {"segment", "product"}:
            return {}
        chosen = chosen_of(self._profile, self._indication)
        found: dict[str, object] = {"lot": chosen.lot.id} if chosen.lot and not self._indication.lot else {}
        if name == "segment" and chosen.product and chosen.product.segments and value not in chosen.product.segments:
            found["product"] = ""
        if name == "product":
            product = next((p for p in self._profile.products if p.id == value), None)
            if product and len(product.units) == 1 and self._indication.unit not in product.units:
                found["unit"] = product.units[0]
        return found


def chosen_of(profile: RegionProfile, indication: Indication) -> Chosen:
    """What stands chosen; the only lot of an act counts as chosen."""
    lots = [lot for lot in profile.lots if lot.law is indication.law]
    lot = next((lot for lot in lots if lot.id == indication.lot), lots[0] if len(lots) == 1 else None)
    return Chosen(
        lot,
        next((s for s in profile.segments if s.id == indication.segment), None),
        next((p for p in profile.products if p.id == indication.product), None),
    )


def _told_of(name: str, description: str) -> str:
    """The description; after the whole name when that does not fit in its field on a laptop's screen."""
    return ". ".join(filter(None, (name if len(name) > _LONG_NAME else "", description)))


def segment_name(segment: Segment) -> str:
    """Like ``1A – herstel``; a name that says its number, or whose id is only a short form of it, stands alone."""
    short = len(segment.id) <= _SHORT_ID and not segment.name.startswith(segment.id)
    return f"{segment.id} – {segment.name}" if short else segment.name


_SHORT_ID = 3
_LONG_NAME = 50


def destinations(profile: RegionProfile, product: Product) -> dict[str, str]:
    """Names by id of where a heavy form leads back to."""
    names = ProfileNames.of(profile)
    return {key: names.destination(key) for key in product.steps_down_to}


def _segments(profile: RegionProfile, lot: Lot | None) -> list[Segment]:
    return [known for known in profile.segments if lot and known.lot == lot.id]


def _fits(product: Product, chosen: Chosen, today: date) -> bool:
    """True when the product can be indicated today in this lot and segment."""
    if chosen.lot is None or product.lot != chosen.lot.id or (product.ended_on and product.ended_on < today):
        return False
    return not product.segments or chosen.segment is None or chosen.segment.id in product.segments


def _labels(kind: type[CareForm] | type[Unit] | type[Frequency] | type[Provision]) -> dict[str, str]:
    return {member.value: label(member) for member in kind}
