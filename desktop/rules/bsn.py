"""The citizen service number: nine digits that pass the elfproef."""

from __future__ import annotations

LENGTH = 9
"""Digits of a BSN."""

WEIGHTS = (9, 8, 7, 6, 5, 4, 3, 2, -1)
"""Of the nine digits, first to last."""


def is_valid(bsn: str) -> bool:
    """True for nine digits, not all zero, whose weighted sum is a multiple of eleven.

    The weights are 9, 8, 7, 6, 5, 4, 3, 2 and minus 1 (iWmo and iJw, the elfproef for the BSN).
    """
    if len(bsn) != LENGTH or not (bsn.isascii() and bsn.isdigit()) or not int(bsn):
        return False
    return sum(weight * int(digit) for weight, digit in zip(WEIGHTS, bsn, strict=True)) % 11 == 0
