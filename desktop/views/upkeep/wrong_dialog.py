"""Saying that something in an entry is wrong, for who may not put it right."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtWidgets import QLineEdit
from typing_extensions import override

from desktop.language import _
from desktop.models.kinds import CheckOutcome
from desktop.services.reviewing import note_check
from desktop.views.contracts.form import FormDialog
from desktop.views.design.words import Text
from desktop.views.screen import Screen

_LONGEST = 300
"""One sentence: it stands whole on Vandaag and above the entry."""

_HEIGHT = 52
"""Of its window, in letters: there is one field."""


class WrongDialog(FormDialog):
    """One sentence, for who may put the entry right."""

    form = "entry-wrong"

    def __init__(self, owner: Screen, entry_id: str, name: str) -> None:
        said = _("Passed on to who may put it right.")
        super().__init__(owner, _("Something is wrong"), _("Pass it on"), said=said, about=entry_id)
        self._entry_id = entry_id
        self.resize(self.width(), min(self.height(), _HEIGHT * self.fontMetrics().averageCharWidth()))
        self._note = QLineEdit()
        self._note.setMaxLength(_LONGEST)
        self.body.addWidget(Text(name, "strong"))
        told = _("In one sentence, without a resident's name. Everyone who opens this entry reads it, with your name.")
        self.body.addWidget(self.field("note", _("&What is wrong?"), self._note, help_text=told))

    @override
    def job(self) -> Callable[[], object] | None:
        return partial(
            note_check, self.owner.desk.workplace, self._entry_id, CheckOutcome.WRONG, self._note.text().strip()
        )
