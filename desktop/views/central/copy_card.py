"""Copies of the central store: when the last one was made, whether it is old, and making one now."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFileDialog

from desktop.language import _, ngettext
from desktop.language.forms import age_text
from desktop.services.central_desk import is_old
from desktop.views.central.code_card import ShownCode
from desktop.views.design.beside import Flowing
from desktop.views.design.buttons import Button
from desktop.views.design.cards import Card, KeyValueList
from desktop.views.design.days import near_moment
from desktop.views.design.fields import FieldRow
from desktop.views.design.inputs import Choice
from desktop.views.design.tokens import Space
from desktop.views.design.words import Hint, Text

DAYS = (1, 3, 7, 14, 30)
"""Offered numbers of days; one that was set in another way is offered besides."""


class CopyCard(Card):
    """Tells and asks; the screen makes the copy.

    Signals:
        asked: The folder to make one in, as a `Path`.
        days_chosen: After how many days the last copy counts as old.
    """

    asked = Signal(object)
    days_chosen = Signal(int)

    def __init__(self, days: int) -> None:
        super().__init__(_("Copies of the central store"), gap=Space.L)
        self.body.addWidget(
            Text(
                _(
                    "A copy is encrypted. Naober opens it and counts it before it counts as one. Keep it on another "
                    "machine than the central store."
                ),
                "muted",
            )
        )
        self._known = KeyValueList()
        self._old = Hint("", icon="clock")
        self._old.hide()
        self._days = Choice(
            {str(n): ngettext("after 1 day", "after {n} days", n) for n in sorted({*DAYS, days})}, fitting=True
        )
        self._days.put(str(days))
        self._days.chosen.connect(self._on_days)
        self._make = Button(_("Make a copy now …"), icon="copy")
        self._make.setObjectName("central-copy")
        self._make.clicked.connect(self._on_make)
        self._made, self._code = Hint("", icon="check"), ShownCode("central-copy")
        self._made.hide()
        self._copied_at: datetime | None = None
        for widget in (
            self._known,
            self._old,
            FieldRow(_("A copy counts as &old"), self._days),
            Flowing(self._make),
            self._made,
            self._code,
        ):
            self.body.addWidget(widget)

    def show_last(self, copied_at: datetime | None, now: datetime) -> None:
        """When the last one was made, and whether that is long ago."""
        self._copied_at = copied_at
        age = (now - copied_at).days if copied_at else 0
        made = f"{near_moment(copied_at, now.date())} ({age_text(age)})" if copied_at else _("never")
        self._known.show_pairs({_("Last copy"): made})
        self._old.setVisible(is_old(copied_at, now, int(self._days.key())))
        if copied_at is None:
            self._old.say(
                _("There is no copy yet. Is the central store lost, then only what stands on laptops is left.")
            )
        else:
            self._old.say(
                ngettext(
                    "The last copy is 1 day old. Make a new one.", "The last copy is {n} days old. Make a new one.", age
                )
            )

    def show_again(self, now: datetime) -> None:
        """After another number of days was chosen."""
        self.show_last(self._copied_at, now)

    def show_made(self, file: Path, code: str, *, changes: str, rows: str) -> None:
        """What was made, and the code that opens it; empty for a copy that the team code opens."""
        told = _(
            "{file} is made, opened and counted: {changes} changes, {rows} records.",
            file=file.name, changes=changes, rows=rows,
        )  # fmt: skip
        self._made.say(told if code else f"{told} {_('It opens with the team code.')}")
        self._made.show()
        if code:
            about = _(
                "Nothing else opens the copy, and Naober does not keep the code. Write it down, and keep it in another "
                "place than the copy."
            )
            self._code.show_code(_("Code of this copy"), code, about)

    def make_in(self, folder: str) -> None:
        """Asks for a copy in this folder."""
        self.asked.emit(Path(folder))

    def _on_days(self, days: str) -> None:
        self.days_chosen.emit(int(days))

    def _on_make(self) -> None:
        dialog = QFileDialog(self, _("In which folder must the copy come?"))
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(self.make_in)
        dialog.open()
