"""Two lines at a wait of which nothing is stored until one adds them: what was said, and what bridges it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import timedelta
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from desktop.language import _
from desktop.models.faults import RuleBroken, WorldFault
from desktop.models.kinds import InterimKind
from desktop.models.labels import label
from desktop.services.waits import Heard
from desktop.services.wording import explain
from desktop.views.design.beside import Beside
from desktop.views.design.buttons import Button
from desktop.views.design.dress import column
from desktop.views.design.fields import FieldRow
from desktop.views.design.inputs import Choice, DayField
from desktop.views.design.tokens import Space
from desktop.views.half_typed import HalfTyped
from desktop.views.screen import Screen

NEXT_CONTACT = timedelta(days=14)
"""A next contact is proposed so far ahead; the consultant changes it."""
FORM = "wait"
"""Under this name is kept what stands on a card and not in the store."""
SAID, BRIDGE = "said", "bridge"
"""The lines of which nothing is stored until one adds them."""
NEXT = "next_on"
"""The day of the next contact, which is written down with what was said."""
_FIELDS = {SAID: "note", BRIDGE: "what"}
"""The field of what a line is written down as."""


class WaitLines(QWidget):
    """What is typed on them is kept within two seconds; what is refused stays with what is wrong.

    Signals:
        heard: What was said, and the next day, as `Heard`.
        bridged: (kind, what) bridges the wait.
        left_found: What was left of fields that stand elsewhere on the card, by name.
    """

    heard = Signal(object)
    bridged = Signal(str, str)
    left_found = Signal(object)

    def __init__(self, screen: Screen, entry_id: str) -> None:
        super().__init__()
        self._screen, self._entry, self._today = screen, entry_id, screen.desk.workplace.today
        self._half = HalfTyped(self, screen.desk, FORM)
        self._half.found.connect(self._on_found)
        self._lines_typed: dict[str, tuple[QLineEdit, FieldRow]] = {}
        self._told_at: dict[str, FieldRow] = {}
        self._sent: dict[str, str] = {}
        """What was handed on and is not answered yet, by line."""
        lines = column(self, gap=Space.M)
        lines.addLayout(self._make_contact(entry_id))
        lines.addLayout(self._make_bridge(entry_id))

    def look(self) -> None:
        """Brings back what was left."""
        self._half.look(self._entry)

    def flush(self) -> None:
        """Keeps what is being typed, now."""
        self._half.flush()

    def finishing(self, name: str, job: Callable[[], object]) -> Callable[[], object]:
        """The job a line was typed for, `SAID` or `BRIDGE`; when it is done the line is kept no more."""
        return self._half.finish([SAID, NEXT] if name == SAID else [name], job)

    def keep_day(self, name: str, field: DayField) -> None:
        """Keeps what stands in a day's field of the card while it is no day yet; what is one, the card keeps."""
        if not field.is_readable():
            self._half.put(name, field.text())
        elif self._half.waits_for(name):
            self._half.put(name, "")

    def on_heard(self, _answer: object) -> None:
        """What was said is written down."""
        if self._empty(SAID):
            self._next.put(self._today + NEXT_CONTACT)

    def on_bridged(self, _answer: object) -> None:
        """What bridges the wait is written down."""
        self._empty(BRIDGE)

    def on_refused(self, fault: RuleBroken | WorldFault) -> None:
        """What was typed on a line stays there, with what is wrong at its field."""
        self._sent = {}
        row = self._told_at.get(fault.field) if isinstance(fault, RuleBroken) else None
        if row is None:
            self._screen.show_fault(fault)
            return
        row.problem(explain(fault))
        row.field.setFocus()

    def _make_contact(self, entry_id: str) -> Beside:
        self._note, self._next = QLineEdit(), DayField(today=self._today)
        self._note.setObjectName(f"said-{entry_id}")
        self._next.setObjectName(f"next-{entry_id}")
        self._next.put(self._today + NEXT_CONTACT)
        self._next.textEdited.connect(partial(self._half.put, NEXT))
        held = Button(_("Write contact down"), icon="phone")
        held.setObjectName(f"hold-contact-{entry_id}")
        held.clicked.connect(self._on_held)
        self._note.returnPressed.connect(self._on_held)
        line = Beside(gap=Space.M)
        line.put(self._line(SAID, _("What was said in the contact"), self._note), share=3, letters=24)
        self._told_at["next_on"] = FieldRow(_("Next contact"), self._next)
        line.put(self._told_at["next_on"], letters=14)
        line.put(held, share=0, low=True)
        return line

    def _line(self, name: str, title: str, field: QLineEdit) -> FieldRow:
        """A line of which nothing is stored until one adds it."""
        row = FieldRow(title, field)
        self._lines_typed[name] = (field, row)
        self._told_at[_FIELDS[name]] = row
        field.textEdited.connect(partial(self._on_half_typed, name))
        return row

    def _empty(self, name: str) -> bool:
        """Makes a line that was written empty again, unless something else was typed there meanwhile."""
        field, row = self._lines_typed[name]
        row.problem("")
        if field.text().strip() != self._sent.pop(name, None):
            return False
        field.clear()
        return True

    def _on_half_typed(self, name: str, text: str) -> None:
        self._lines_typed[name][1].problem("")
        self._half.put(name, text)

    def _make_bridge(self, entry_id: str) -> Beside:
        self._bridge = QLineEdit()
        self._bridge.setObjectName(f"bridge-{entry_id}")
        self._kind = Choice({kind.value: label(kind) for kind in reversed(InterimKind)})
        self._kind.setObjectName(f"bridge-kind-{entry_id}")
        self._bridge.returnPressed.connect(self._on_bridged)
        bridged = Button(_("Add"), icon="add")
        bridged.setAccessibleName(_("Add what bridges the wait"))
        bridged.clicked.connect(self._on_bridged)
        line = Beside(gap=Space.M)
        line.put(self._line(BRIDGE, _("What bridges the wait"), self._bridge), share=3, letters=24)
        line.put(FieldRow(_("What sort of help it is"), self._kind), share=2, letters=20)
        line.put(bridged, share=0, low=True)
        return line

    def _on_held(self) -> None:
        if SAID in self._sent:
            return
        if not self._next.is_readable():
            self._next.setFocus()
            return
        note, following = self._note.text().strip(), self._next.day()
        if not note and following is None:
            self._note.setFocus()
            return
        self._sent[SAID] = note
        self._told_at["next_on"].problem("")
        self.heard.emit(Heard(note=note, next_on=following))

    def _on_bridged(self) -> None:
        if BRIDGE in self._sent:
            return
        if text := self._bridge.text().strip():
            self._sent[BRIDGE] = text
            self.bridged.emit(self._kind.key(), text)
        else:
            self._bridge.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_found(self, texts: Mapping[str, object]) -> None:
        """What was left stands there again."""
        for name, (field, _row) in self._lines_typed.items():
            if name in texts and not field.text():
                field.setText(str(texts[name]))
        if NEXT in texts:
            self._next.take_up(str(texts[NEXT]))
        self.left_found.emit({name: str(text) for name, text in texts.items() if name not in {*_FIELDS, NEXT}})
