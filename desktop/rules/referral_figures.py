"""Counts of referrals by door, as they may leave the team: what is small is not told, and cannot be worked out."""

from __future__ import annotations

from dataclasses import dataclass

from desktop.rules.small_numbers import told


@dataclass(frozen=True)
class DoorFigures:
    """One door under one act in one year.

    Attributes:
        quarters: How many came in, by quarter; None for few.
        total: In the year; None when a quarter could be worked out from it.
        followed: Of the year, how many were looked at; None when that tells of a few.
    """

    quarters: tuple[int | None, int | None, int | None, int | None]
    total: int | None
    followed: int | None


def door_figures(quarters: tuple[int, int, int, int], followed: int, least: int) -> DoorFigures:
    """What may be told of a door: a total only when all its quarters are told, else a small one follows from the rest.

    Args:
        quarters: How many came in.
        followed: Of the year, how many were looked at.
        least: Fewer are not told.
    """
    first, second, third, fourth = (told(count, least) for count in quarters)
    shown = (first, second, third, fourth)
    hidden = sum(one is None for one in shown)
    total = told(sum(quarters), least) if hidden == 0 else None
    seen = total is not None and told(followed, least) is not None and told(total - followed, least) is not None
    return DoorFigures(shown, total, followed if seen else None)
