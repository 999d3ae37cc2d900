"""A form that is kept while it is being filled in, and stands there again when it is opened anew."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QDialog

from desktop.language import _
from desktop.services import forms
from desktop.services.forms import STOOD, SavedForm
from desktop.views.autosave import Autosave
from desktop.views.design.buttons import QuietButton
from desktop.views.design.fields import FieldRow
from desktop.views.design.focus import focus_first
from desktop.views.design.words import Text
from desktop.views.desk import Desk
from desktop.views.field_values import fill, read, typed_in


class KeptForm(Autosave):
    """Keeps the fields of a dialog within two seconds, until it is finished or the person throws it away.

    Only fields that a person touched are kept: the others show what stands now.

    Signals:
        taken_up: Other values stand in the fields than a moment ago, without a signal of theirs.

    Attributes:
        told: A sentence that says what is kept, for the foot of the dialog.
        throw_away: A button beside it; hidden while nothing was typed.
    """

    taken_up = Signal()

    def __init__(self, dialog: QDialog, desk: Desk, form: str, about: str, rows: Mapping[str, FieldRow]) -> None:
        """`rows` may be filled until `begin`."""
        super().__init__(dialog, self._save)
        self._dialog, self._desk, self._rows = dialog, desk, rows
        self._form, self._about = form, about
        self._opened: dict[str, object] = {}
        self._touched: set[str] = set()
        self._is_loaded = self._puts_right = False
        self.told = Text(_("What you type is kept, also when you stop halfway."), "small")
        self.throw_away = QuietButton(_("Throw away what I typed"))
        self.throw_away.setObjectName("form-forget")
        self.throw_away.setAutoDefault(False)
        self.throw_away.hide()
        self.throw_away.clicked.connect(self._on_throw_away)

    def begin(self, *, puts_right: bool) -> None:
        """Listens from now on, and takes up what was typed before.

        `puts_right` tells that the fields show what stands in the store, not what is usual for something new.
        """
        self._puts_right = puts_right
        for name, line in self._rows.items():
            self._opened[name] = read(line.field)
            typed_in(line.field).connect(partial(self._on_typed, name))
        load = partial(forms.load, self._desk.workplace, self._form, self._about)
        self._desk.tasks.store(load, self._on_loaded)

    def is_touched(self, name: str) -> bool:
        """True when a person typed in a field, now or before."""
        return name in self._touched

    def finish(self, job: Callable[[], object]) -> Callable[[], object]:
        """The job the form is for, after which nothing of it is kept any more; what was typed is kept first."""
        self.flush()
        return partial(forms.finish, self._desk.workplace, self._form, self._about, job)

    def _on_typed(self, name: str, *_value: object) -> None:
        self._touched.add(name)
        self.throw_away.show()
        if self._is_loaded:
            self.put(name, True)  # noqa: FBT003 - the form is kept as a whole

    def _save(self, _typed: dict[str, object]) -> None:
        fields = {name: read(self._rows[name].field) for name in self._touched}
        fields[STOOD] = {name: self._opened[name] for name in self._touched}
        save = partial(forms.save, self._desk.workplace, self._form, self._about, fields)
        self._desk.tasks.store(save, self._on_kept)

    def _on_kept(self, _nothing: object) -> None:
        """Nothing to do: what was typed is kept."""

    def _on_loaded(self, saved: SavedForm | None) -> None:
        """What was typed in the moment before it came stays."""
        self._is_loaded = True
        if saved is not None:
            self._take_up(saved.fields)
        if self._touched:
            self.put("", True)  # noqa: FBT003 - idem

    def _take_up(self, fields: Mapping[str, object]) -> None:
        before = fields.get(STOOD)
        stood = before if isinstance(before, Mapping) else {}
        for name in fields.keys() & self._rows.keys() - self._touched:
            fill(self._rows[name].field, fields[name])
            self._touched.add(name)
            if self._puts_right and stood.get(name) != self._opened[name]:
                self._rows[name].problem(_("This was changed meanwhile. Look whether what you typed still holds."))
        self.told.setText(_("This is what you typed before; it is not saved yet."))
        self.throw_away.show()
        self.taken_up.emit()

    def _on_throw_away(self) -> None:
        self.drop()
        self._touched.clear()
        for name, value in self._opened.items():
            fill(self._rows[name].field, value)
            self._rows[name].problem("")
        self.taken_up.emit()
        self.told.setText(_("What you type is kept, also when you stop halfway."))
        focus_first(self._dialog)
        self.throw_away.hide()
        discard = partial(forms.discard, self._desk.workplace, self._form, self._about)
        self._desk.tasks.store(discard, self._on_kept)
