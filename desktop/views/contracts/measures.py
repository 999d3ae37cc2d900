"""Measures of purchase: what is closed, and how many providers are wanted at the most and the least."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from desktop.language import _
from desktop.language.forms import long_day
from desktop.models.kinds import MeasureKind
from desktop.models.labels import label
from desktop.models.purchasing import PurchaseMeasure
from desktop.models.region import RegionProfile
from desktop.services.names import ProfileNames
from desktop.services.purchase_measures import set_measure
from desktop.views.contracts.form import FormDialog
from desktop.views.contracts.terms import threshold_lines
from desktop.views.design.badges import Badge
from desktop.views.design.beside import Beside, Flowing
from desktop.views.design.buttons import PrimaryButton, QuietButton
from desktop.views.design.cards import Card
from desktop.views.design.dress import clear, column
from desktop.views.design.inputs import Choice, DayField, LongText, Number
from desktop.views.design.pages import Column
from desktop.views.design.tokens import Space, Tone
from desktop.views.design.words import Text
from desktop.views.screen import Screen


class MeasureDialog(FormDialog):
    """A measure that begins."""

    form = "purchase-measure"

    def __init__(self, owner: Screen) -> None:
        super().__init__(owner, _("New measure"), _("Keep the measure"), said=_("The measure is kept."))
        here = owner.desk.workplace
        self._profile = here.profile
        self._kind = Choice({kind.value: label(kind) for kind in MeasureKind})
        towns = {town.name: town.name for town in here.profile.municipalities}
        self._town = Choice({"": _("The whole region")} | towns)
        self._what = Choice(_whats(here.profile))
        self._number, self._reason = Number(largest=10_000), LongText(lines=3)
        self._start, self._end = DayField(today=here.today), DayField(today=here.today)
        self._start.put(here.today)
        town = self.field("municipality", _("&Municipality"), self._town)
        self.beside(self.field("kind", _("&Kind"), self._kind), town, letters=30)
        self.body.addWidget(self.field("product", _("For &what"), self._what))
        self.body.addWidget(self.field("number", _("&How many providers"), self._number))
        self._end.setPlaceholderText(_("Empty: until it is lifted."))
        self.beside(
            self.field("start", _("&First day"), self._start),
            self.field("end", _("L&ast day"), self._end),
        )
        self.body.addWidget(self.field("reason", _("Why, and on &whose decision"), self._reason))
        self._kind.chosen.connect(self._on_kind)
        self._on_kind(self._kind.key())

    @override
    def job(self) -> Callable[[], object] | None:
        if self._start.day() is None:
            self.refuse("start", _("Fill this in first."))
            return None
        lot, segment, product = self._what.key().split("/")
        kind = MeasureKind(self._kind.key())
        fields: dict[str, object] = {
            "kind": kind,
            "municipality": self._town.key(),
            "lot": lot,
            "segment": segment,
            "product": product,
            "number": None if kind is MeasureKind.CLOSED else self._number.number(),
            "start": self._start.day(),
            "end": self._end.day(),
            "reason": self._reason.toPlainText().strip(),
        }
        return partial(set_measure, self.owner.desk.workplace, **fields)

    @override
    def taken_up(self) -> None:
        self._on_kind(self._kind.key())

    def _on_kind(self, kind: str) -> None:
        self.rows["number"].setVisible(kind != MeasureKind.CLOSED.value)


class MeasuresPanel(Column):
    """What holds, what held, and what the region's document lets a municipality choose.

    Signals:
        add_asked: A measure must be written down.
        lifted: Id of a measure that holds no longer.
    """

    add_asked = Signal()
    lifted = Signal(str)

    def __init__(self, profile: RegionProfile, *, may_change: bool) -> None:
        super().__init__(edge=0)
        self.body.setContentsMargins(0, Space.L, Space.S, Space.L)
        self._profile, self._names, self._may = profile, ProfileNames.of(profile), may_change
        if may_change:
            add = PrimaryButton(_("New measure"), icon="add")
            add.setObjectName("new-measure")
            add.clicked.connect(self.add_asked)
            self.body.addWidget(Flowing(add))
        self._content = column(gap=Space.M)
        self.body.addLayout(self._content)
        self.body.addWidget(_thresholds(profile))
        self.body.addStretch(1)

    def show_measures(self, measures: tuple[PurchaseMeasure, ...], running: frozenset[str]) -> None:
        """Replaces them; `running` are the ids of those that can be lifted."""
        clear(self._content)
        for measure in measures:
            self._content.addWidget(self._card(measure, can_lift=measure.id in running))
        if not measures:
            text = _("No product group is closed, and no number of providers is set.")
            self._content.addWidget(Text(text, "muted"))

    def _card(self, measure: PurchaseMeasure, *, can_lift: bool) -> QWidget:
        card, line = Card(gap=Space.S), Beside(gap=Space.S)
        name = " · ".join((measure.municipality or _("The whole region"), _what(measure, self._names)))
        line.put(Text(name, "strong"), letters=30, down=0.5)
        word = label(measure.kind) if measure.number is None else f"{label(measure.kind)}: {measure.number}"
        icon = "lock" if measure.kind is MeasureKind.CLOSED else "flag"
        line.put(Badge(word, tone=Tone.ACCENT if can_lift else Tone.MUTED, icon=icon), share=0, down=0.5)
        if can_lift and self._may:
            lift = QuietButton(_("Lift"), icon="close")
            lift.setAccessibleName(_("Lift: {measure}", measure=f"{word}, {name}"))
            lift.clicked.connect(partial(self.lifted.emit, measure.id))
            line.put(lift, share=0, down=0.5)
        card.body.addLayout(line)
        since = _("since {day}", day=long_day(measure.start))
        until = _("until {day}", day=long_day(measure.end)) if measure.end else ""
        card.body.addWidget(Text(" · ".join(filter(None, (since, until, measure.reason))), "muted"))
        return card


def _whats(profile: RegionProfile) -> dict[str, str]:
    """What a measure can be about: a lot, a product in it, or a segment; the key holds the three ids."""
    found: dict[str, str] = {}
    for lot in profile.lots:
        found[f"{lot.id}//"] = _("{lot}: all of it", lot=lot.name)
        products = [p for p in profile.products if p.lot == lot.id and p.ended_on is None]
        found |= {f"{lot.id}//{p.id}": p.name for p in products}
        found |= {f"{lot.id}/{s.id}/": s.name for s in profile.segments if s.lot == lot.id and not products}
    return found


def _what(measure: PurchaseMeasure, names: ProfileNames) -> str:
    return names.help(measure.product, measure.segment, measure.lot) or _("all products")


def _thresholds(profile: RegionProfile) -> Card:
    card = Card(_("What the region's document says"), gap=Space.S)
    for line in threshold_lines(profile.thresholds):
        card.body.addWidget(line)
    if not profile.thresholds:
        card.body.addWidget(Text(_("It says nothing of keeping the number of providers in hand."), "muted"))
    return card
