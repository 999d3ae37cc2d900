"""What the paper prints that tells a resident who looked in the dossier, and why."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from desktop.models.papers import PaperHead, PaperResident


@dataclass(frozen=True)
class PaperLook:
    """What one colleague did with the dossier on one day, for one purpose.

    Attributes:
        first, last: Clock times where the laptop stands, such as ``09:15``; equal when it was once.
        times: How often.
    """

    on: date
    first: str
    last: str
    who: str
    role: str
    did: str
    why: str
    times: int
    refused: bool = False


@dataclass(frozen=True)
class WhoLookedPage:
    """The whole paper.

    Attributes:
        since: The day of the first line that could be in it; None where nothing was ever kept.
        from_all: True when the logs of all laptops are in it, as far as they were handed in; false for a laptop that
            works alone.
        unbroken: False when the log does not hold; the paper then says so.
    """

    head: PaperHead
    resident: PaperResident
    looks: tuple[PaperLook, ...]
    since: date | None
    from_all: bool
    unbroken: bool
