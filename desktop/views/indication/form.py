"""The fields of a draft: what, how much and how long, as the region's model asks for it."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QCheckBox, QLineEdit, QWidget

from desktop.language import _
from desktop.models.indications import Indication
from desktop.models.kinds import CareForm, Frequency, Law, Provision, Unit
from desktop.models.labels import label
from desktop.models.region import Lot, Product, RegionProfile, Segment
from desktop.views.design.cards import Card
from desktop.views.design.dress import row
from desktop.views.design.fields import FieldRow
from desktop.views.design.inputs import Choice, DayField, LongText, Number
from desktop.views.design.tokens import Space
from desktop.views.design.words import Text

_NOTHING = {"": "—"}


class DraftForm(QObject):
    """The cards of the form; what a field holds is handed on as the model's own value.

    Signals:
        given: (field name, value) for each change by a person.

    Attributes:
        rows: The fields by name.
        what, how_much, evaluate: The cards.
    """

    given = Signal(str, object)

    def __init__(self, profile: RegionProfile, today: date) -> None:
        super().__init__()
        self._profile = profile
        self._today = today
        self.rows: dict[str, FieldRow] = {}
        self.what = self._make_what()
        self.heavy = self._make_heavy()
        self.how_much = self._make_how_much()
        self.evaluate = self._make_evaluate()

    def draw(self, indication: Indication, typing: frozenset[str]) -> None:
        """Shows a draft; a field that is being typed in is left alone."""
        lot = next((lot for lot in self._profile.lots if lot.id == indication.lot), None)
        self._offer(indication, lot)
        for name, field_row in self.rows.items():
            if name not in typing:
                _put(field_row.field, getattr(indication, name))
        product = next((p for p in self._profile.products if p.id == indication.product), None)
        self._show_what_applies(indication, lot, product)

    def enable(self, *, may_change: bool) -> None:
        """Locks or frees every field."""
        for field_row in self.rows.values():
            field_row.field.setEnabled(may_change)

    def _make_what(self) -> Card:
        card = Card(_("What is needed"))
        laws = dict.fromkeys(lot.law for lot in self._profile.lots)
        beside = row(gap=Space.L)
        beside.addWidget(self._choice("law", _("Ac&t"), {law.value: label(law) for law in laws}))
        beside.addWidget(self._choice("lot", _("&Lot"), {}))
        beside.addWidget(self._choice("segment", _("Se&gment"), {}))
        card.body.addLayout(beside)
        self._segment_text = Text("", "small")
        card.body.addWidget(self._segment_text)
        card.body.addWidget(self._choice("product", _("&Product"), {}))
        self._product_text = Text("", "small")
        card.body.addWidget(self._product_text)
        card.body.addWidget(self._long("result", _("Which &result must be reached?")))
        youth = row(gap=Space.L)
        youth.addWidget(self._choice("care_form", _("&Form of youth help"), _labels(CareForm)))
        youth.addWidget(self._check("extended", _("E&xtended youth help after 18")))
        card.body.addLayout(youth)
        return card

    def _make_heavy(self) -> Card:
        card = Card(_("The heavy form: both must hold, and for as short as possible"))
        card.body.addWidget(self._check("unsafe_or_crisis", ""))
        card.body.addWidget(self._check("little_control", ""))
        card.body.addWidget(self._choice("leads_back_to", _("It leads &back to"), {}))
        return card

    def _make_how_much(self) -> Card:
        card = Card(_("How much and how long"))
        self._volume_row = QWidget()
        beside = row(self._volume_row, gap=Space.L)
        volume = Number(largest=9_999_999)
        self._field("volume", _("&Volume"), volume)
        volume.given.connect(self._on_given)
        beside.addWidget(self.rows["volume"])
        beside.addWidget(self._choice("unit", _("&Unit"), _NOTHING | _labels(Unit)))
        beside.addWidget(self._choice("frequency", _("Fre&quency"), _NOTHING | _labels(Frequency)))
        card.body.addWidget(self._volume_row)
        days = row(gap=Space.L)
        for name, text in (("start", _("&Start")), ("end", _("&End"))):
            field = DayField(today=self._today)
            self._field(name, text, field)
            field.given.connect(self._on_given)
            days.addWidget(self.rows[name])
        days.addWidget(self._choice("provision", _("In &kind or budget"), _labels(Provision)))
        card.body.addLayout(days)
        card.body.addWidget(self._long("stops_when", _("What must be true to st&op?")))
        return card

    def _make_evaluate(self) -> Card:
        card = Card(_("Look back together"))
        field = DayField(today=self._today)
        field.setObjectName("draft-evaluations")
        field.given.connect(self._on_evaluation)
        self.evaluation = FieldRow(_("First e&valuation on"), field)
        card.body.addWidget(self.evaluation)
        return card

    def _offer(self, indication: Indication, lot: Lot | None) -> None:
        lots = [known for known in self._profile.lots if known.law is indication.law]
        self._choices("lot").offer(_NOTHING | {known.id: known.name for known in lots})
        segments = [known for known in self._profile.segments if known.lot == indication.lot]
        self._choices("segment").offer(_NOTHING | {known.id: _segment_name(known) for known in segments})
        self.rows["segment"].setVisible(bool(segments))
        products = [known for known in self._profile.products if _fits(known, indication, self._today)]
        self._choices("product").offer(_NOTHING | {known.id: known.name for known in products})
        self.rows["product"].setVisible(bool(products) and not (lot and lot.states_result_only))

    def _show_what_applies(self, indication: Indication, lot: Lot | None, product: Product | None) -> None:
        only_result = bool(lot and lot.states_result_only)
        self._volume_row.setVisible(not only_result)
        self.rows["result"].setVisible(True)
        youth = indication.law is Law.JEUGDWET
        self.rows["care_form"].setVisible(youth)
        self.rows["extended"].setVisible(youth)
        segment = next((s for s in self._profile.segments if s.id == indication.segment), None)
        _say(self._segment_text, segment.description if segment else "")
        _say(self._product_text, product.description if product else "")
        self.heavy.setVisible(bool(product and product.heavy_form_of))
        if product and product.heavy_form_of:
            self._draw_heavy(indication, product)
        evaluation = self.evaluation.field
        if isinstance(evaluation, DayField) and not evaluation.hasFocus():
            evaluation.put(date.fromisoformat(indication.evaluations[0]) if indication.evaluations else None)

    def _draw_heavy(self, indication: Indication, product: Product) -> None:
        for criterion in product.criteria:
            field = self.rows[criterion.field].field if criterion.field in self.rows else None
            if isinstance(field, QCheckBox):
                field.setText(criterion.text)
                field.setAccessibleName(criterion.text)
        names = {p.id: p.name for p in self._profile.products}
        targets = _NOTHING | {key: names.get(key, key) for key in product.steps_down_to}
        self._choices("leads_back_to").offer(targets)
        self._choices("leads_back_to").put(indication.leads_back_to)

    def _choices(self, name: str) -> Choice:
        field = self.rows[name].field
        assert isinstance(field, Choice)  # noqa: S101 - built so, a few lines up
        return field

    def _field(self, name: str, text: str, field: QWidget) -> None:
        field.setObjectName(f"draft-{name}")
        field.setProperty("field", name)
        self.rows[name] = FieldRow(text, field)

    def _choice(self, name: str, text: str, choices: dict[str, str]) -> FieldRow:
        field = Choice(choices)
        self._field(name, text, field)
        field.chosen.connect(self._on_given)
        return self.rows[name]

    def _long(self, name: str, text: str) -> FieldRow:
        field = LongText(lines=2)
        self._field(name, text, field)
        field.typed.connect(self._on_given)
        return self.rows[name]

    def _check(self, name: str, text: str) -> FieldRow:
        field = QCheckBox(text)
        self._field(name, "", field)
        field.setAccessibleName(text.replace("&", ""))
        field.clicked.connect(self._on_given)
        return self.rows[name]

    def _on_given(self, value: object) -> None:
        field = self.sender()
        name = str(field.property("field")) if field else ""
        if isinstance(field, Choice):
            value = value or (None if name in ("unit", "frequency") else "")
        self.given.emit(name, value)

    def _on_evaluation(self, day: object) -> None:
        self.given.emit("evaluations", (day.isoformat(),) if isinstance(day, date) else ())


def _segment_name(segment: Segment) -> str:
    return segment.name if segment.name.startswith(segment.id) else f"{segment.id} – {segment.name}"


def _fits(product: Product, indication: Indication, today: date) -> bool:
    """True when the product can be indicated today in this lot and segment."""
    if product.lot != indication.lot or (product.ended_on and product.ended_on < today):
        return False
    return not product.segments or not indication.segment or indication.segment in product.segments


def _labels(kind: type[CareForm] | type[Unit] | type[Frequency] | type[Provision]) -> dict[str, str]:
    return {member.value: label(member) for member in kind}


def _put(field: QWidget, value: object) -> None:
    if isinstance(field, Choice):
        field.put(str(value or ""))
    elif isinstance(field, Number):
        field.put(value if isinstance(value, int) else None)
    elif isinstance(field, DayField):
        field.put(value if isinstance(value, date) else None)
    elif isinstance(field, LongText):
        field.put(str(value))
    elif isinstance(field, QCheckBox):
        field.setChecked(bool(value))
    elif isinstance(field, QLineEdit):
        field.setText(str(value))


def _say(text: Text, words: str) -> None:
    text.setText(words)
    text.setVisible(bool(words))
