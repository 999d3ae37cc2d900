"""What is typed beside a text that is handed in or approved: why it is so decided, and what the second person remarks.

It is kept within two seconds, and stands there again after the lock, another screen or a dead battery; it goes when the
act was done that it was typed for.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QLineEdit

from desktop.views.design.inputs import LongText
from desktop.views.desk import Desk
from desktop.views.half_typed import HalfTyped
from desktop.views.indication.judging import Judging

REMARKS = "remarks"
"""Under this name all remarks are kept, by the field they are about."""


class KeptWords(QObject):
    """Of one indication at a time."""

    def __init__(
        self, owner: QObject, desk: Desk, judging: Judging, decision: Mapping[str, QLineEdit | LongText]
    ) -> None:
        """`decision` are the fields of the decision in which a person writes, by name."""
        super().__init__(owner)
        self._judging, self._fields = judging, decision
        self._half = HalfTyped(self, desk, "after-the-draft")
        self._half.found.connect(self._on_found)
        judging.typed.connect(partial(self._half.put, REMARKS))
        for name, field in decision.items():
            typed = field.typed if isinstance(field, LongText) else field.textEdited
            typed.connect(partial(self._half.put, name))

    def look(self, indication_id: str) -> None:
        """Brings back what was left of it, once."""
        self._half.look(indication_id)

    def leave(self) -> None:
        """Keeps what is being typed; another indication is opened."""
        self._half.leave()

    def flush(self) -> None:
        """Keeps what is being typed, now."""
        self._half.flush()

    def judged(self, job: Callable[[], object]) -> Callable[[], object]:
        """The judgement, after which the remarks are kept no more."""
        return self._half.finish([REMARKS], job)

    def decided(self, job: Callable[[], object]) -> Callable[[], object]:
        """The decision, after which its words are kept no more."""
        return self._half.finish(self._fields, job)

    def _on_found(self, left: dict[str, object]) -> None:
        remarks = left.get(REMARKS)
        if isinstance(remarks, Mapping):
            self._judging.take_up({str(about): str(text) for about, text in remarks.items()})
        for name in left.keys() & self._fields.keys():
            field = self._fields[name]
            if isinstance(field, LongText):
                field.put(str(left[name]))
            else:
                field.setText(str(left[name]))
