"""Test BSNs: nine digits beginning with 9999, the range that is never given to anyone, that pass the elfproef."""

from __future__ import annotations

from itertools import islice

from desktop.rules import bsn


def made_up_bsns(count: int) -> list[str]:
    """So many different ones, always the same."""
    return list(islice((str(n) for n in range(999_900_000, 1_000_000_000) if bsn.is_valid(str(n))), count))
