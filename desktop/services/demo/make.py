"""Filling a store with a demonstration."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from desktop.services.workplace import Workplace


@dataclass(frozen=True)
class DemoWish:
    """How the demonstration should be."""

    residents: int | None = None
    """None means: the region's published figures to the unit, or 400 where it publishes none."""
    seed: int = 1
    """The same seed, profile and day give the same people."""


def make_demo(workplace: Workplace, wish: DemoWish = DemoWish()) -> Mapping[str, int]:
    """Fills an empty store with invented people, providers, community services and cases.

    The workplace's colleague becomes the demonstration's consultant, with a case in every phase.

    Returns:
        How many records of each kind, by table name.

    Raises:
        RuleBroken: ``store-not-empty``, ``figures-contradict`` when a profile's figures cannot all be true at once.
    """
    raise NotImplementedError
