"""Rows of a table as other programs take them: text with tabs, and a table for a spreadsheet or a letter."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape

from PySide6.QtCore import QMimeData

from desktop.exchange.guarding import guarded
from desktop.models.audit import ShownList


@dataclass(frozen=True)
class CopiedRows:
    """What a person wants to copy: the columns that show, in the order in which they stand."""

    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    listed: ShownList | None = None
    """Which list of residents they are of; None where no resident stands in them."""
    cases: tuple[str, ...] = ()
    """Ids of the cases of those residents."""

    def as_mime(self) -> QMimeData:
        """For the clipboard. What a spreadsheet would run as a formula is text."""
        lines = [[guarded(_flat(cell)) for cell in row] for row in (self.heads, *self.rows)]
        head, *rows = ("".join(f"<td>{escape(cell)}</td>" for cell in line) for line in lines)
        data = QMimeData()
        data.setText("\n".join("\t".join(line) for line in lines))
        whole = f"<tr>{head.replace('td>', 'th>')}</tr>" + "".join(f"<tr>{row}</tr>" for row in rows)
        data.setHtml(f'<meta charset="utf-8"><table>{whole}</table>')
        return data


def _flat(text: str) -> str:
    """On one line: a tab or an end of line would begin another cell or row."""
    return ", ".join(" ".join(part.split()) for part in text.splitlines() if part.strip())
