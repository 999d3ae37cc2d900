"""The question before one in a round of calls: whom to ring, about what, what was said last, and four fields."""

from __future__ import annotations

from PySide6.QtCore import QRegularExpression, Qt, Signal
from PySide6.QtGui import QRegularExpressionValidator
from PySide6.QtWidgets import QLineEdit

from desktop.language import _
from desktop.rules.availability import Waits
from desktop.services.availability import Report
from desktop.services.phone_round import RoundItem
from desktop.views.availability.words import short_wait, state_name
from desktop.views.design.ages import measured
from desktop.views.design.beside import Beside, Flowing
from desktop.views.design.buttons import Button, PrimaryButton, QuietButton
from desktop.views.design.cards import Card
from desktop.views.design.dress import column, dress
from desktop.views.design.fields import FieldRow
from desktop.views.design.focus import bring_into_view
from desktop.views.design.tokens import Space
from desktop.views.design.words import Line, SectionTitle, Text

CONFIRM_KEY, NOT_REACHED_KEY, PASS_KEY, BACK_KEY = "F2", "F3", "F4", "Shift+F2"
_LETTERS = 16
_COUNT = "[0-9]{0,5}"


class RoundCard(Card):
    """One question.

    Signals:
        answered, confirmed, not_reached, passed, taken_back: What the person said.
        typing: What stands in the four fields, at each keystroke.
    """

    answered = Signal()
    confirmed = Signal()
    not_reached = Signal()
    passed = Signal()
    taken_back = Signal()
    typing = Signal(tuple)

    def __init__(self) -> None:
        super().__init__(gap=Space.L)
        self._name = SectionTitle("")
        self._phone = Line("", "title")
        self._phone.setObjectName("round-phone")
        self._reach = Text("", "muted")
        self._offer = Text("", "lead")
        self._last = Text("")
        self._last.setObjectName("round-last")
        who = column(gap=Space.XS)
        for widget in (self._name, self._phone, self._reach, self._offer):
            who.addWidget(widget)
        self.body.addLayout(who)
        self.body.addWidget(self._last)
        self.intake, self.start, self.free, self.waiting = (QLineEdit() for _field in range(4))
        for counted in (self.free, self.waiting):
            # Nothing typed is not known, which is never 0.
            counted.setValidator(QRegularExpressionValidator(QRegularExpression(_COUNT), counted))
            counted.setPlaceholderText(_("not known"))
        self.intake.setPlaceholderText(_("like 6-8 wk, 3 mnd or aanmeldstop"))
        self.rows = {
            "intake": FieldRow(_("Wait to the first &talk"), self.intake),
            "start": FieldRow(_("Wait to the first &help"), self.start),
            "free_places": FieldRow(_("&Free places"), self.free),
            "waiting_count": FieldRow(_("Number &waiting"), self.waiting),
        }
        waits, counts = Beside(gap=Space.M), Beside(gap=Space.M)
        for name, field in self._fields().items():
            field.setObjectName(f"round-{name}")
            field.returnPressed.connect(self.answered)
            field.textEdited.connect(self._on_edited)
            line = waits if field in (self.intake, self.start) else counts
            line.put(self.rows[name], letters=_LETTERS)
        self.body.addLayout(waits)
        self.body.addLayout(counts)
        self.body.addWidget(self._buttons())

    def show_item(self, item: RoundItem, typed: tuple[str, ...]) -> None:
        """Another question, with what was typed at it before."""
        self._name.setText(item.name)
        self._phone.setText(item.phone or _("no telephone number known"))
        dress(self._phone, "title" if item.phone else "muted")
        self._phone.setAccessibleName(_("Phone: {number}", number=item.phone or _("unknown")))
        self._reach.setText(" · ".join(filter(None, (item.email, item.url))))
        self._reach.setVisible(bool(item.email or item.url))
        detail = (item.title, item.expertise, item.location, item.target_group, item.municipality)
        self._offer.setText(" · ".join(filter(None, detail)))
        self._last.setText("")
        for field in self._fields().values():
            field.clear()
        # A round that was left by an earlier version keeps two texts.
        for field, text in zip(self._fields().values(), typed, strict=False):
            field.setText(text)
        self.say_problem("", "")

    def show_last(self, reports: tuple[Report, ...]) -> None:
        """What was last observed of it."""
        lines = [_last_words(one) for one in reports]
        self._last.setText("\n".join(lines) if lines else _("Last time: nobody ever measured this."))

    def say_problem(self, field: str, text: str) -> None:
        """Puts a problem at one of the fields, and takes away the one at another."""
        for name, row in self.rows.items():
            row.problem(text if name == field else "")
        if text:
            self.rows[field].field.setFocus()
            bring_into_view(self.rows[field])

    def begin(self) -> None:
        """Puts the keyboard in the first field."""
        self.intake.setFocus(Qt.FocusReason.OtherFocusReason)
        self.intake.selectAll()
        bring_into_view(self.rows["intake"])

    def typed(self) -> tuple[str, ...]:
        """What stands in the four fields: the waits, the free places and the number waiting."""
        return tuple(field.text() for field in self._fields().values())

    def counts(self) -> tuple[int | None, int | None]:
        """Free places and number waiting; None where nothing was typed."""
        free, waiting = self.free.text(), self.waiting.text()
        return int(free) if free else None, int(waiting) if waiting else None

    def waits(self) -> tuple[str, str]:
        """As typed."""
        return self.intake.text(), self.start.text()

    def can_take_back(self, can: bool) -> None:  # noqa: FBT001 - it can or it cannot
        """Whether there is an answer to take back."""
        self._back.setEnabled(can)

    def _fields(self) -> dict[str, QLineEdit]:
        """By the field's name in the model, in the order of the keyboard."""
        fields = (self.intake, self.start, self.free, self.waiting)
        return dict(zip(("intake", "start", "free_places", "waiting_count"), fields, strict=True))

    def _buttons(self) -> Flowing:
        keep = PrimaryButton(_("Write and go on (Enter)"), icon="check")
        keep.setObjectName("round-write")
        keep.clicked.connect(self.answered)
        line = Flowing(keep)
        for name, text, icon, signal in (
            ("round-right", _("Still right ({key})", key=CONFIRM_KEY), "star", self.confirmed),
            ("round-not-reached", _("Not reached ({key})", key=NOT_REACHED_KEY), "phone", self.not_reached),
            ("round-pass", _("Pass over ({key})", key=PASS_KEY), "forward", self.passed),
        ):
            button = Button(text, icon=icon)
            button.setObjectName(name)
            button.clicked.connect(signal)
            line.add(button)
        self._back = QuietButton(_("Take the last answer back ({key})", key=BACK_KEY), icon="undo")
        self._back.setObjectName("round-back")
        self._back.clicked.connect(self.taken_back)
        line.add(self._back)
        return line

    def _on_edited(self) -> None:
        self.typing.emit(self.typed())


def _last_words(one: Report) -> str:
    report = one.report
    intake, start = Waits(report.intake_min, report.intake_max, 1), Waits(report.start_min, report.start_max, 1)
    parts = (
        _("Last time: {state}", state=state_name(report.status)),
        _("first talk: {wait}", wait=short_wait(intake)),
        _("help: {wait}", wait=short_wait(start)),
        measured(one.age_days),
        report.source,
        report.checked_by,
        _("disputed") if one.disputed else "",
    )
    return " · ".join(filter(None, parts))
