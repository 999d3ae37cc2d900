"""How long help lasted: whom to compare with, the drawing, the words and the table."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from functools import partial

from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import QAbstractItemView, QWidget
from typing_extensions import override

from desktop.language import _
from desktop.language.forms import number
from desktop.models.kinds import Law
from desktop.models.labels import label
from desktop.models.region import RegionProfile
from desktop.rules.comparable import AgeBand, Group, age_bands
from desktop.rules.durations import Durations
from desktop.services.durations import Lasted
from desktop.views.design.beside import Beside
from desktop.views.design.dress import column
from desktop.views.design.fields import FieldRow
from desktop.views.design.inputs import Choice
from desktop.views.design.tables import RowsModel, Table, TableColumn
from desktop.views.design.tokens import Space
from desktop.views.design.words import Hint, Text
from desktop.views.durations.curve import DurationCurve
from desktop.views.durations.words import DraftedLength, Reading, ages_text, counted, per_cent, readings, told

_WIDTHS = (22, 20, 26, 14)


class DurationPanel(QWidget):
    """One group at a time; the person chooses which.

    Signals:
        group_asked: Another `Group` is wanted.
    """

    group_asked = Signal(object)

    def __init__(self, profile: RegionProfile, group: Group) -> None:
        super().__init__()
        self._profile, self._group = profile, group
        inside = column(self, gap=Space.M)
        inside.addLayout(self._make_choices())
        self._wider = Hint("")
        self._wider.hide()
        self._few = Text("", "strong")
        self._few.setObjectName("too-few")
        self.curve = DurationCurve()
        self._words = Text("")
        self._words.setObjectName("duration-words")
        self._model = RowsModel(_columns(), self)
        self.table = _Readings(self._model)
        self._source = Text("", "small")
        for widget in (self._wider, self._few, self.curve, self._words, self.table, self._source):
            inside.addWidget(widget)
        self._shown = (self.curve, self._words, self.table)
        self.show_waiting()

    def show_waiting(self) -> None:
        """Nothing is known yet."""
        self._few.setText(_("The trajectories are being counted …"))
        self._few.show()
        for widget in self._shown:
            widget.hide()

    def show_lasted(self, lasted: Lasted, drafted: DraftedLength | None = None) -> None:
        """The answer, for the group that was asked for or a wider one."""
        known = lasted.found if isinstance(lasted.found, Durations) else None
        widened = known is not None and lasted.group.ages is None and self._group.ages is not None
        self._wider.setVisible(widened)
        self._wider.say(
            _("There are too few of {ages}. This is of all ages.", ages=ages_text(self._group.ages)) if widened else ""
        )
        source = ", ".join(filter(None, (lasted.source.document, lasted.source.paragraph)))
        self._source.setText(_("Source: {source}", source=source))
        self._few.setVisible(known is None)
        for widget in self._shown:
            widget.setVisible(known is not None)
        if known is None:
            least = getattr(lasted.found, "minimum", 0)
            self._few.setText(_("Too few trajectories to tell; it takes at least {n}.", n=least))
            return
        self.curve.show_found(known, drafted)
        self._words.setText(told(known, drafted))
        self._model.show_rows(readings(known))
        self.table.fit()

    def _make_choices(self) -> Beside:
        self._law = self._choice("law", _laws(self._profile), self._group.law.value)
        self._help = self._choice("help", {}, "")
        self._segment = self._choice("segment", {}, "")
        bands = {"": ages_text(None)} | {_key(band): ages_text(band) for band in age_bands(self._profile)}
        self._ages = self._choice("ages", bands, _key(self._group.ages))
        self._offer(self._group)
        line = Beside(gap=Space.M)
        for text, field, letters in (
            (_("A&ct"), self._law, 22),
            (_("&Help"), self._help, 44),
            (_("&Segment"), self._segment, 44),
            (_("A&ges at the start"), self._ages, 22),
        ):
            line.put(FieldRow(text, field), letters=letters)
        return line

    def _choice(self, name: str, choices: Mapping[str, str], key: str) -> Choice:
        made = Choice(choices)
        made.setObjectName(f"duration-{name}")
        made.put(key)
        made.chosen.connect(partial(self._on_chosen, name))
        return made

    def _offer(self, group: Group) -> None:
        """What there is to choose below the act and the help."""
        self._help.offer(_helps(self._profile, group.law))
        self._help.put(group.product or group.lot)
        self._segment.offer({"": _("all segments")} | _segments(self._profile, group))
        self._segment.put(group.segment)

    def _on_chosen(self, name: str, _chosen: str) -> None:
        if name == "law":
            self._help.offer(_helps(self._profile, Law(self._law.key())))
        group = _group(self._profile, Law(self._law.key()), self._help.key())
        if name in {"law", "help"}:
            self._segment.offer({"": _("all segments")} | _segments(self._profile, group))
            self._segment.put("")
        ages = next((band for band in age_bands(self._profile) if _key(band) == self._ages.key()), None)
        self._group = replace(group, segment=self._segment.key(), ages=ages)
        self.group_asked.emit(self._group)


class _Readings(Table):
    """The curve at whole months; as high as its rows."""

    def __init__(self, model: RowsModel[Reading]) -> None:
        super().__init__(_("How long help lasted, read off at whole months"), model)
        self.setObjectName("duration-table")
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.wide(*_WIDTHS)

    def fit(self) -> None:
        """No scrolling inside what scrolls already."""
        rows = self.model().rowCount() * self.verticalHeader().defaultSectionSize()
        self.setFixedHeight(self.horizontalHeader().sizeHint().height() + rows + 2 * self.frameWidth() + Space.S)

    @override
    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), self.height())


def _columns() -> list[TableColumn[Reading]]:
    return [
        TableColumn(_("Months after the start"), lambda one: number(one.months)),
        TableColumn(_("Still running"), lambda one: per_cent(one.surviving)),
        TableColumn(_("Between (95 %)"), lambda one: f"{per_cent(one.low)} – {per_cent(one.high)}"),
        TableColumn(_("Counted"), lambda one: counted(one.at_risk)),
    ]


def _laws(profile: RegionProfile) -> dict[str, str]:
    return {law.value: label(law) for law in Law if any(lot.law is law for lot in profile.lots)}


def _helps(profile: RegionProfile, law: Law) -> dict[str, str]:
    """Products that can be indicated, and lots where only a result is stated."""
    products = {p.id: p.name for p in profile.products if p.law is law and p.ended_on is None}
    return products | {lot.id: lot.name for lot in profile.lots if lot.law is law and lot.states_result_only}


def _segments(profile: RegionProfile, group: Group) -> dict[str, str]:
    product = next((one for one in profile.products if one.id == group.product), None)
    named = set(product.segments) if product else set()
    return {s.id: s.name for s in profile.segments if s.lot == group.lot and (not named or s.id in named)}


def _group(profile: RegionProfile, law: Law, key: str) -> Group:
    product = next((one for one in profile.products if one.id == key), None)
    return Group(law, product.lot, product.id) if product else Group(law, key)


def _key(ages: AgeBand | None) -> str:
    return str(ages.first) if ages else ""
