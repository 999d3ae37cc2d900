"""A line for something that can be typed wrong, such as a day."""

from __future__ import annotations

from PySide6.QtWidgets import QLineEdit


class TypedField(QLineEdit):
    """A line whose text must be readable as what it holds; a `FieldRow` tells it under the field when it is not."""

    def is_readable(self) -> bool:
        """False when something stands in it that cannot be read."""
        raise NotImplementedError

    def unread_text(self) -> str:
        """What is said then: how it can be typed."""
        raise NotImplementedError
