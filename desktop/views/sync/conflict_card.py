"""One conflict: as it was, mine, theirs, side by side; a person chooses."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QWidget

from desktop.language import N_, _
from desktop.models.field_labels import field_label
from desktop.models.record_labels import record_name
from desktop.services.central import WHOLE_ROW, ClashKind
from desktop.services.conflicts import Conflict, Take
from desktop.services.subjects import Subject
from desktop.views.design.buttons import Button, PrimaryButton, QuietButton
from desktop.views.design.cards import Card
from desktop.views.design.days import near_moment
from desktop.views.design.dress import column, dress
from desktop.views.design.fields import FieldRow
from desktop.views.design.inputs import LongText
from desktop.views.design.tokens import Space
from desktop.views.design.words import Text
from desktop.views.desk import Desk
from desktop.views.half_typed import HalfTyped
from desktop.views.sync.words import said

_REMOVED = N_("One of you changed this while the other removed it. Choose what must happen.")

TOLD = {
    ClashKind.FIELD: N_("You and a colleague changed the same. Nothing is lost: choose what must stand here."),
    ClashKind.EDITED_DELETED: _REMOVED,
    ClashKind.DELETED_EDITED: _REMOVED,
    ClashKind.DELETED_USED: N_("You removed this while a colleague began to use it. Choose what must happen."),
}
"""What happened, by kind."""


OWN_WORDS = "own-words"
"""Under this name the own text is kept while it is written, with the record that it is about."""


class ConflictCard(Card):
    """Three columns and three ways out. An own text is kept while it is written, until the conflict is decided.

    Signals:
        decided: (conflict's id, `Take` or None, own text or None).
        opened: Id of the case it belongs to.
    """

    decided = Signal(object, object, object)
    opened = Signal(object)

    def __init__(self, conflict: Conflict, subject: Subject, desk: Desk) -> None:
        super().__init__(_title(conflict, subject), gap=Space.M)
        self._conflict, self._subject = conflict, subject
        if subject.case_id:
            show = QuietButton(_("Open the case"), icon="forward")
            show.clicked.connect(self._on_open)
            self.head.addWidget(show)
        self.body.addWidget(Text(_(TOLD[conflict.kind]), "muted"))
        self.body.addLayout(self._columns(desk.workplace.today))
        self._own = LongText(lines=2)
        self._own_row = FieldRow(_("In your own words"), self._own)
        self._keep = PrimaryButton(_("Keep this text"), icon="check")
        self._keep.clicked.connect(self._on_keep)
        for widget in (self._own_row, self._keep):
            widget.hide()
            self.body.addWidget(widget)
        self._typed = HalfTyped(self, desk, OWN_WORDS)
        self._typed.found.connect(self._on_found)
        self._own.typed.connect(self._on_typed)
        self._typed.look(conflict.row)

    def flush(self) -> None:
        """Keeps the own text now."""
        self._typed.flush()

    def written(self) -> str:
        """The own text that is being written; empty when none is."""
        return self._own.toPlainText() if self._own_row.isVisibleTo(self) else ""

    def shows(self, conflict: Conflict, subject: Subject) -> bool:
        """True when it shows just this, so that it can stay as it is under who writes in it."""
        return (self._conflict, self._subject) == (conflict, subject)

    def write(self, text: str) -> None:
        """Goes on with an own text."""
        self._own.put(text)
        self._own_row.show()
        self._keep.show()

    def finish(self, job: Callable[[], object]) -> Callable[[], object]:
        """The deciding, after which the own text is kept no more."""
        return self._typed.finish((self._conflict.id,), job)

    def conflict_id(self) -> str:
        """Which conflict it shows."""
        return self._conflict.id

    def refuse(self, text: str) -> None:
        """Says why the own text cannot be kept."""
        self._own_row.problem(text)

    def _columns(self, today: date) -> QGridLayout:
        grid = QGridLayout()
        grid.setSpacing(Space.M)
        conflict = self._conflict
        moment = f", {near_moment(conflict.at, today)}" if conflict.at else ""
        heads = (
            (_("As it was"), conflict.then),
            (_("Mine ({name})", name=conflict.mine_by), conflict.mine),
            (_("Theirs ({name})", name=f"{conflict.by}{moment}"), conflict.theirs),
        )
        for at, (head, value) in enumerate(heads):
            grid.addWidget(self._column(head, value), 0, at)
            grid.setColumnStretch(at, 1)
        mine, theirs = Button(_("Keep mine")), Button(_("Keep theirs"))
        mine.clicked.connect(self._on_mine)
        theirs.clicked.connect(self._on_theirs)
        grid.addWidget(mine, 1, 1)
        grid.addWidget(theirs, 1, 2)
        if conflict.field != WHOLE_ROW and isinstance(conflict.mine, str):
            own = QuietButton(_("Write it yourself"), icon="edit")
            own.clicked.connect(self._on_own)
            grid.addWidget(own, 1, 0)
        return grid

    def _column(self, head: str, value: object) -> QWidget:
        frame = QFrame()
        dress(frame, "sunken")
        layout = column(frame, gap=Space.XS, edge=Space.M)
        layout.addWidget(Text(head, "small"))
        gone = value is None and self._conflict.field == WHOLE_ROW
        text = Text(_("removed") if gone else said(self._conflict.table, self._conflict.field, value))
        text.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        text.setAccessibleName(f"{head}: {text.text()}")
        layout.addWidget(text)
        layout.addStretch(1)
        return frame

    def _on_mine(self) -> None:
        self.decided.emit(self._conflict.id, Take.MINE, None)

    def _on_theirs(self) -> None:
        self.decided.emit(self._conflict.id, Take.THEIRS, None)

    def _on_own(self) -> None:
        both = dict.fromkeys(str(value) for value in (self._conflict.mine, self._conflict.theirs) if value)
        self.write("\n".join(both))
        self._own.setFocus()

    def _on_typed(self, text: str) -> None:
        self._typed.put(self._conflict.id, text)

    def _on_found(self, texts: dict[str, str]) -> None:
        if self._conflict.id in texts and not self.written():
            self.write(texts[self._conflict.id])

    def _on_keep(self) -> None:
        self.decided.emit(self._conflict.id, None, self._own.toPlainText().strip())

    def _on_open(self) -> None:
        self.opened.emit(self._subject.case_id)


def _title(conflict: Conflict, subject: Subject) -> str:
    what = record_name(conflict.table)
    if conflict.field != WHOLE_ROW:
        what = f"{what}, {field_label(conflict.field)}"
    return f"{subject.name} · {what}" if subject.name else what
