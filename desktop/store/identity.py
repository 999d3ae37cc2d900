"""Which store this is, and whose."""

from __future__ import annotations

from dataclasses import dataclass, field

from desktop.models.base import new_id


@dataclass(frozen=True)
class Identity:
    """What a store is told once, when it is made."""

    region: str
    """Id of the region profile."""
    colleague_id: str
    """Id of the colleague whose laptop it is: the actor of every act that names no other."""
    store_id: str = field(default_factory=new_id)
    device_id: str = field(default_factory=new_id)
