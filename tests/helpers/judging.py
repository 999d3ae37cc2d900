"""Laptops on which indications are judged, past the service's own refusals: what is left is the central store's."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desktop.models.indications import Indication
from desktop.models.kinds import IndicationStatus
from desktop.services.seals import seal_of
from desktop.services.syncing import state_of_work
from tests.helpers.laptops import BEGIN

if TYPE_CHECKING:
    from tests.helpers.laptops import Laptop


def rest(*laptops: Laptop) -> None:
    """All of them know what the others did."""
    for _ in range(2):
        for laptop in laptops:
            laptop.sync()


def approve(laptop: Laptop, indication_id: str, **more: object) -> None:
    """What the service writes when a second person approves, without the service's own refusals."""
    fields = {
        "status": IndicationStatus.APPROVED,
        "judged_by": laptop.workplace.colleague.id,
        "judged_at": BEGIN,
        **more,
    }
    judged = laptop.there(Indication, indication_id).model_copy(update=fields)
    laptop.change(Indication, indication_id, **fields, seal=seal_of(judged))


def refusals(laptop: Laptop) -> list[str]:
    """Codes of what could not be shared."""
    return [refusal.code for refusal in state_of_work(laptop.workplace).refused]
