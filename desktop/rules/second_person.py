"""Whether a second person looks at what was handed in: always, unless the region's profile lets a sample do."""

from __future__ import annotations

from hashlib import sha256

from desktop.models.region_settings import Approval

HUNDRED = 100


def asks_second_person(rule: Approval | None, draw: str, cost_cents: int | None, *, judged_before: bool) -> bool:
    """True when it must be looked at.

    What a second person sent back goes to a second person again, and a cost that cannot be told counts as high.

    Args:
        rule: The region's; None asks a second person for all.
        draw: What the lot is drawn from: the same text gives the same answer on every laptop, at any time.
        cost_cents: Over the whole period.
        judged_before: True when a second person looked at an earlier text of it.
    """
    if rule is None or judged_before:
        return True
    limit = rule.all_from_cents
    if limit is not None and (cost_cents is None or cost_cents >= limit):
        return True
    return lot_of(draw) < rule.share_percent


def lot_of(draw: str) -> int:
    """A number from 0 to 99 that nobody chooses; SHA-256 spreads texts evenly, so that a share of them is drawn."""
    return int.from_bytes(sha256(draw.encode()).digest()[:8]) % HUNDRED
