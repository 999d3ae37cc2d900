"""How help goes on after the approval: more or less of it inside the indication, or a change to be drafted."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from desktop.language import _
from desktop.language.forms import short_day
from desktop.models.indications import Indication, VolumeChange
from desktop.models.kinds import IndicationStatus
from desktop.models.labels import amount, label
from desktop.services.draft_around import Around
from desktop.services.draft_changes import DRAFTED
from desktop.views.design.beside import Beside
from desktop.views.design.buttons import Button
from desktop.views.design.cards import Card, KeyValueList
from desktop.views.design.dress import column
from desktop.views.design.fields import FieldRow
from desktop.views.design.inputs import Choice, DayField, LongText, Number
from desktop.views.design.tokens import Space
from desktop.views.design.words import Text
from desktop.views.indication.fields import MOST, say


class Onward(Card):
    """What holds now, and forms for a change.

    Signals:
        volume_given: (volume, first day, reason).
        change_asked: The kind of change to draft.

    Attributes:
        rows: Its fields by name.
    """

    volume_given = Signal(int, object, str)
    change_asked = Signal(str)

    def __init__(self, today: date) -> None:
        super().__init__(_("How it goes on"))
        self._today = today
        self._shown = ("", 0)
        self.rows: dict[str, FieldRow] = {}
        self._facts = KeyValueList()
        self._volume = self._make_volume()
        self.body.addWidget(self._facts)
        self.body.addWidget(self._volume)
        self.body.addWidget(self._make_change())

    def draw(self, indication: Indication, around: Around) -> None:
        """Shows what holds, and the room there is."""
        shown = (indication.id, len(around.changes))
        if shown != self._shown:
            self._shown = shown
            self._empty()
        facts = self._told(indication, around)
        self._facts.show_pairs(facts)
        self._facts.setVisible(any(facts.values()))
        self._volume.setVisible(around.has_room and indication.status is IndicationStatus.APPROVED)
        before = around.hindrance
        say(self._unready, _("Before it is prolonged: {what}", what=before.text) if before else "")
        if indication.status in {IndicationStatus.REFUSED, IndicationStatus.LAPSED}:
            self.hide()

    def _told(self, indication: Indication, around: Around) -> dict[str, str]:
        if not around.changes:
            return {}
        now = _much(indication, around.volume_now)
        return {_("Now"): now} | {_since(change): _line(indication, change) for change in around.changes}

    def _make_volume(self) -> QWidget:
        holder = QWidget()
        layout = column(holder, gap=Space.M)
        layout.addWidget(
            Text(_("Here help goes up and down inside the indication, up to the volume that was indicated."), "small")
        )
        self._number, self._from, self._why = Number(largest=MOST), DayField(today=self._today), LongText(lines=1)
        beside = Beside()
        for name, text, field in (("volume", _("&Volume"), self._number), ("from_on", _("&From"), self._from)):
            field.setObjectName(f"change-{name}-field")
            self.rows[name] = FieldRow(text, field)
            beside.put(self.rows[name], letters=14)
        self._why.setObjectName("change-reason")
        self.rows["reason"] = FieldRow(_("Why more or less?"), self._why)
        button = Button(_("Write the change down"), icon="check")
        button.setObjectName("change-volume")
        button.clicked.connect(self._on_volume)
        layout.addLayout(beside)
        layout.addWidget(self.rows["reason"])
        layout.addWidget(button, alignment=Qt.AlignmentFlag.AlignLeft)
        return holder

    def _make_change(self) -> QWidget:
        holder = QWidget()
        layout = column(holder, gap=Space.S)
        self._unready = Text("", "small")
        self._unready.setObjectName("not-ready-to-go-on")
        layout.addWidget(self._unready)
        beside = Beside(gap=Space.M)
        layout.addLayout(beside)
        self._change = Choice({change.value: label(change) for change in DRAFTED})
        self._change.setObjectName("follow-change")
        button = Button(_("Draft what follows on this"), icon="add")
        button.setObjectName("follow-up")
        button.clicked.connect(self._on_change)
        beside.put(FieldRow(_("What &changes"), self._change), letters=20)
        beside.put(button, share=0, low=True)
        return holder

    def _empty(self) -> None:
        self._number.put(None)
        self._from.put(self._today)
        self._why.put("")

    def _on_volume(self) -> None:
        volume, day = self._number.number(), self._from.day()
        if volume is None:
            self.rows["volume"].problem(_("Fill in how much it becomes; 0 is a pause."))
        elif day is None:
            self._from.setFocus()
        else:
            self.volume_given.emit(volume, day, self._why.toPlainText())

    def _on_change(self) -> None:
        self.change_asked.emit(self._change.key())


def _much(indication: Indication, volume: int | None) -> str:
    if volume == 0:
        return _("a pause")
    if volume is None or indication.unit is None or indication.frequency is None:
        return ""
    return amount(volume, indication.unit, indication.frequency)


def _since(change: VolumeChange) -> str:
    return _("From {day}", day=short_day(change.from_on))


def _line(indication: Indication, change: VolumeChange) -> str:
    return f"{_much(indication, change.volume)}: {change.reason}"
