"""Filling a store with a demonstration."""

from __future__ import annotations

from collections.abc import Mapping

from desktop.services.workplace import Workplace


def make_demo(workplace: Workplace, *, residents: int | None = None, seed: int = 1) -> Mapping[str, int]:
    """Fills an empty store with invented people, providers, community services and cases.

    The workplace's colleague becomes the demonstration's consultant, with a case in every phase. Without `residents`
    the store shows the region's published figures to the unit, or 400 residents where it publishes none. The same seed,
    profile and moment give the same store.

    Returns:
        How many records of each kind, by table name.

    Raises:
        RuleBroken: ``store-not-empty``, ``figures-contradict`` when a profile's figures cannot all be true at once.
    """
    raise NotImplementedError
