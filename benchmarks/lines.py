"""One line of the table of measurements: what was measured, and what was measured beside it in the same run."""

from __future__ import annotations

import json
import os
from dataclasses import asdict, dataclass
from pathlib import Path

COLLECTED = "NAOBER_BENCHMARK_LINES"
"""Environment variable with the file that `python -m benchmarks` collects the lines in."""


@dataclass(frozen=True)
class Line:
    """What is measured, with its floor or peer.

    Attributes:
        what: In words.
        ours: What Naober took, in `unit`.
        unit: Such as ms; of rows in a second more is better, of all others less.
        beside: What stood beside it in the same run; empty when nothing did.
        theirs: What that took.
        wanted: The most it may be; in `unit`, or how many times `theirs` when `is_ratio`.
    """

    what: str
    ours: float
    unit: str = "ms"
    beside: str = ""
    theirs: float | None = None
    wanted: float | None = None
    is_ratio: bool = False

    @property
    def ratio(self) -> float | None:
        """How many times what stood beside it."""
        return self.ours / self.theirs if self.theirs else None

    @property
    def is_reached(self) -> bool | None:
        """Whether it is what was wanted; None when nothing was."""
        found = self.ratio if self.is_ratio else self.ours
        return None if self.wanted is None or found is None else found <= self.wanted


def tell(line: Line) -> None:
    """Adds a line to the table that is being collected; nothing when none is."""
    if target := os.environ.get(COLLECTED):
        with Path(target).open("a", encoding="utf-8") as file:
            file.write(json.dumps(asdict(line)) + "\n")


def collected(target: Path) -> list[Line]:
    """The lines that were told."""
    return [Line(**json.loads(text)) for text in target.read_text(encoding="utf-8").splitlines()]
