"""What is noted about rows while a file is read: what was refused, and what a person should look at."""

from __future__ import annotations

from dataclasses import dataclass

from desktop.exchange.wording import reason

_SHOWN = 60
"""Characters of a value that a sentence repeats."""


@dataclass(frozen=True)
class Finding:
    """One thing about one row.

    Attributes:
        row: The row as a person counts it in the file; 0 for the file as a whole.
        field: Our field, or the source's column where no field is meant; empty for the row as a whole.
        code: Which thing, lower case with hyphens.
        reason: The sentence about it, in the language in force when the file was read.
        table: The table of a file with several; else the file's own stem.
    """

    row: int
    field: str
    code: str
    reason: str
    table: str = ""


class Findings:
    """Collects for one row; a row with a refusal is left out as a whole.

    Attributes:
        table: The row's table.
        refused: Why the row cannot be taken; empty when it can.
        doubts: What was left out or read with a doubt, while the row is taken.
    """

    def __init__(self, row: int, table: str) -> None:
        self._row = row
        self.table = table
        self.refused: list[Finding] = []
        self.doubts: list[Finding] = []

    def __len__(self) -> int:
        return len(self.refused) + len(self.doubts)

    def refuse(self, field: str, code: str, **values: object) -> None:
        """Notes why the row cannot be taken."""
        self.refused.append(self._finding(field, code, values))

    def doubt(self, field: str, code: str, **values: object) -> None:
        """Notes what a person should look at."""
        self.doubts.append(self._finding(field, code, values))

    def _finding(self, field: str, code: str, values: dict[str, object]) -> Finding:
        shown = {name: _short(value) for name, value in values.items()}
        return Finding(self._row, field, code, reason(code, **shown), self.table)


def _short(value: object) -> object:
    text = str(value)
    return f"{text[:_SHOWN]}…" if len(text) > _SHOWN else value
