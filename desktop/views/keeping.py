"""Keeping what is typed in the fields of a thing: one value that cannot be kept holds nothing else up."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtCore import QObject

from desktop.models.faults import RuleBroken, WorldFault
from desktop.services.forms import Written
from desktop.services.wording import explain
from desktop.views.autosave import Autosave
from desktop.views.design.fields import FieldRow


class Keeping(QObject):
    """What is typed, by field; a value that was refused stays on the screen with its problem until it is typed anew."""

    def __init__(self, parent: QObject, keep: Callable[[dict[str, object]], None]) -> None:
        super().__init__(parent)
        self._write = keep
        self._sent: dict[str, object] = {}
        self._new: dict[str, object] = {}
        self._refused: set[str] = set()
        self._typed = Autosave(self, self._keep)

    def put(self, name: str, value: object) -> None:
        """Notes what stands in a field now."""
        self._refused.discard(name)
        self._new[name] = value
        self._typed.put(name, value)

    def showed(self, name: str, value: object) -> None:
        """Notes the stored value that a field shows: what is typed from now on was typed by someone who saw it."""
        self._typed.showed(name, value)

    def shows(self, name: str) -> bool:
        """True once a stored value of this thing stands in the field."""
        return self._typed.shows(name)

    def saw(self, typed: Mapping[str, object]) -> dict[str, object]:
        """Of what is kept now, the stored values that its author saw."""
        return self._typed.saw(typed)

    def flush(self) -> None:
        """Writes what is not written yet, now."""
        self._typed.flush()

    def not_kept_yet(self) -> dict[str, object]:
        """What stands in the fields and is newer than any store."""
        return dict(self._new)

    def leaves_alone(self, name: str) -> bool:
        """True while what stands in a field is newer than what is stored."""
        return name in self._new or name in self._refused

    def is_refused(self, name: str) -> bool:
        """True while a field holds what could not be kept."""
        return name in self._refused

    def tell_refused(self, answer: object, rows: Mapping[str, FieldRow]) -> tuple[RuleBroken, ...]:
        """Says at its field what could not be kept, with the keyboard where it is; gives what has no field here."""
        faults = self._refused_of(answer)
        for fault in faults:
            if fault.field in rows:
                rows[fault.field].problem(explain(fault))
        return tuple(fault for fault in faults if fault.field not in rows)

    def failed(self, fault: RuleBroken | WorldFault) -> None:
        """Nothing could be kept: what was sent goes along with what is typed next when it was the world's fault."""
        sent, self._sent = self._sent, {}
        if isinstance(fault, WorldFault):
            for name, value in sent.items():
                if name not in self._new:
                    self._new[name] = value
                    self._typed.put_aside(name, value)

    def forget(self) -> None:
        """Another thing is opened."""
        self._sent = {}
        self._refused.clear()
        self._typed.forget()

    def _keep(self, typed: dict[str, object]) -> None:
        self._sent, self._new = typed, {}
        self._write(typed)

    def _refused_of(self, answer: object) -> tuple[RuleBroken, ...]:
        written = answer[0] if isinstance(answer, tuple) and answer else None
        faults = written.refused if isinstance(written, Written) else ()
        here = tuple(one for one in faults if one.field in self._sent and one.field not in self._new)
        self._refused.update(one.field for one in here)
        return here
