"""The second pair of eyes: approve, or send back with what must be changed, at the field it is about."""

from __future__ import annotations

from datetime import date
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from desktop.language import _
from desktop.models.field_labels import field_label
from desktop.models.sealed_text import CHOSEN
from desktop.views.design.beside import Beside, Flowing
from desktop.views.design.buttons import Button, PrimaryButton, QuietButton
from desktop.views.design.cards import Card
from desktop.views.design.dress import clear, column
from desktop.views.design.fields import FieldRow
from desktop.views.design.inputs import Choice, DayField, LongText
from desktop.views.design.tokens import Space
from desktop.views.design.words import Text

WHOLE = ""
"""Where a remark stands that is about no one field."""


class Judging(Card):
    """For a team lead who did not draft it.

    Signals:
        approved: It may go out as it stands. The day on which it was approved before, None for now, and why it is
            entered only now.
        returned: With remarks of the whole, and remarks by field.
        typed: All remarks so far, by field; the whole under the empty text.

    Attributes:
        rows: Its fields by name.
    """

    approved = Signal(object, str)
    returned = Signal(str, object)
    typed = Signal(object)

    def __init__(self, today: date) -> None:
        super().__init__(_("Second pair of eyes"))
        self._kept: dict[str, str] = {}
        self.body.addWidget(
            Text(_("Read what is indicated and what the rules say. Approving seals the text."), "muted")
        )
        self._about = Choice({WHOLE: _("The whole")} | {name: field_label(name).capitalize() for name in CHOSEN})
        self._about.setObjectName("remark-about")
        self._remarks = LongText(lines=1)
        self._remarks.setObjectName("remark")
        self._remarks.typed.connect(self._on_typed)
        self.rows = {"remarks": FieldRow(_("Re&marks for the consultant"), self._remarks)}
        fields = Beside()
        fields.put(FieldRow(_("&About"), self._about), letters=18)
        fields.put(self.rows["remarks"], share=2, letters=30)
        self.body.addLayout(fields)
        self._lines = column(gap=Space.XS)
        self.body.addLayout(self._lines)
        self._make_earlier(today)
        self._make_buttons()

    def forget(self) -> None:
        """Another indication is opened."""
        self._kept = {}
        self._about.put(WHOLE)
        self._remarks.put("")
        self._earlier.hide()
        self._earlier_day.put(None)
        self._earlier_why.put("")
        for shown in self.rows.values():
            shown.problem("")
        self._draw()

    def take_up(self, remarks: dict[str, str]) -> None:
        """Remarks that were typed before, each as a line of its own."""
        self._kept = remarks | self._kept
        self._draw()

    def _on_typed(self, _text: str) -> None:
        self.typed.emit(self._take_with())

    def _make_earlier(self, today: date) -> None:
        self._earlier = QWidget()
        self._earlier_day, self._earlier_why = DayField(today=today), LongText(lines=1)
        fields = Beside(self._earlier)
        for name, text, field, letters in (
            ("approved_on", _("Approved on"), self._earlier_day, 18),
            ("approved_why", _("Why it is entered only now"), self._earlier_why, 30),
        ):
            field.setObjectName(name)
            self.rows[name] = FieldRow(text, field)
            fields.put(self.rows[name], share=letters // 15, letters=letters)
        self.body.addWidget(self._earlier)
        self._earlier.hide()

    def _on_earlier(self) -> None:
        self._earlier.show()
        self._earlier_day.setFocus()

    def _on_approve(self) -> None:
        if self._earlier.isHidden():
            self.approved.emit(None, "")
        elif (day := self._earlier_day.day()) is None:
            self.rows["approved_on"].problem(_("This is no day. Type it like 24-11-2026."))
            self._earlier_day.setFocus()
        else:
            self.approved.emit(day, self._earlier_why.toPlainText())

    def _make_buttons(self) -> None:
        back = Button(_("Return with remarks"), icon="back")
        back.setObjectName("return")
        back.clicked.connect(self._on_back)
        approve = PrimaryButton(_("Approve"), icon="check")
        approve.setObjectName("approve")
        approve.clicked.connect(self._on_approve)
        more = QuietButton(_("One more remark"), icon="add")
        more.setObjectName("remark-more")
        more.clicked.connect(self._on_more)
        earlier = QuietButton(_("It was approved before, outside Naober"), icon="calendar")
        earlier.setObjectName("approved-before")
        earlier.clicked.connect(self._on_earlier)
        self.body.addWidget(Flowing(approve, back, more, earlier))

    def _on_more(self) -> None:
        if self._take():
            self._remarks.put("")
        self._remarks.setFocus()

    def _on_back(self) -> None:
        told = self._take_with()
        self.returned.emit(told.pop(WHOLE, ""), told)

    def _take(self) -> bool:
        """Keeps what is typed with the others."""
        before, self._kept = self._kept, self._take_with()
        self._draw()
        return before != self._kept

    def _take_with(self) -> dict[str, str]:
        """The kept remarks and the one that is being typed; a second one at a field stands under the first."""
        typed, about = self._remarks.toPlainText().strip(), self._about.key()
        if not typed:
            return dict(self._kept)
        return self._kept | {about: "\n".join(filter(None, (self._kept.get(about), typed)))}

    def _draw(self) -> None:
        clear(self._lines)
        for about, told in self._kept.items():
            name = field_label(about).capitalize() if about else _("The whole")
            line = Beside(gap=Space.S)
            line.put(Text(f"{name}: {told}"), letters=30, down=0.5)
            away = QuietButton(_("Remove"))
            away.setAccessibleName(_("Remove the remark about {field}", field=name))
            away.clicked.connect(partial(self._on_away, about))
            line.put(away, share=0, down=0.5)
            self._lines.addLayout(line)

    def _on_away(self, about: str) -> None:
        del self._kept[about]
        self._draw()
        self.typed.emit(self._take_with())
