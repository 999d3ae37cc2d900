"""Whole blocks of months by which figures leave the team: none overlaps another, and none is still being lived."""

from __future__ import annotations

from datetime import date, timedelta

from desktop.rules.dates import add_months
from desktop.rules.small_numbers import BLOCKS


def block_of(day: date, months: int) -> tuple[date, date]:
    """First and last day of the block in which a day lies; the first block of a year begins on 1 January.

    Args:
        day: Any.
        months: How long blocks are: 3, 6 or 12; another number is taken as the nearest of these below it.
    """
    length = max((one for one in BLOCKS if one <= months), default=BLOCKS[0])
    first = date(day.year, (day.month - 1) // length * length + 1, 1)
    return first, add_months(first, length) - timedelta(days=1)


def last_block(today: date, months: int, rests: int) -> tuple[date, date]:
    """The latest block that ended at least so many days ago."""
    first, _last = block_of(today - timedelta(days=rests - 1), months)
    return block_of(first - timedelta(days=1), months)


def is_over(last: date, today: date, rests: int) -> bool:
    """True for a block, or a year, that ended at least so many days ago."""
    return last <= today - timedelta(days=rests)
