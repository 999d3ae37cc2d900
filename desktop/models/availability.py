"""What is read of a provider for lists of how long people wait."""

from __future__ import annotations

from dataclasses import dataclass

from desktop.models.kinds import MapStatus


@dataclass(frozen=True, slots=True)
class ProviderLine:
    """A provider as a row of the matrix; texts as published."""

    id: str
    name: str
    place: str
    phone: str
    email: str
    url: str
    status: MapStatus
    laws: tuple[str, ...]
