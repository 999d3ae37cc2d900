"""What is typed on a line of which nothing is stored until one adds it: a goal, someone near."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import partial

from PySide6.QtCore import QObject, Signal

from desktop.services import forms
from desktop.services.forms import Beside, SavedForm
from desktop.views.autosave import Autosave
from desktop.views.desk import Desk


class HalfTyped(Autosave):
    """Keeps texts by name beside the thing they are for, within two seconds, and brings them back with it.

    Signals:
        found: What was left of the thing that is looked at: a dict by name, without what is being typed again.

    Attributes:
        form: The name under which the texts are kept.
    """

    found = Signal(object)

    def __init__(self, parent: QObject, desk: Desk, form: str) -> None:
        super().__init__(parent, self._save)
        self._desk, self.form = desk, form
        self._about = self._moment = ""

    def look(self, about: str, moment: str = "") -> None:
        """Brings back what was left of a thing; once, unless it is another thing or another `moment`."""
        if (about, moment) != (self._about, self._moment):
            self._about, self._moment = about, moment
            load = partial(forms.load, self._desk.workplace, self.form, about)
            self._desk.tasks.store(load, self._on_loaded, key="half-typed")

    def leave(self) -> None:
        """Keeps what is being typed; the next thing is another one."""
        self.flush()
        self._about = self._moment = ""

    def finish(self, names: Iterable[str], job: Callable[[], object]) -> Callable[[], object]:
        """The job that the texts are for, after which they are kept no more; what was typed is kept first."""
        self.flush()
        return partial(forms.finish_beside, self._desk.workplace, Beside(self.form, self._about), tuple(names), job)

    def _save(self, typed: dict[str, object]) -> None:
        if self._about:
            keep = partial(forms.keep_beside, self._desk.workplace, Beside(self.form, self._about), typed)
            self._desk.tasks.store(keep, self._on_kept)

    def _on_kept(self, _nothing: object) -> None:
        """Nothing to do: what was typed is kept."""

    def _on_loaded(self, saved: SavedForm | None) -> None:
        if saved is not None and saved.about == self._about:
            self.found.emit({name: text for name, text in saved.fields.items() if not self.waits_for(name)})
