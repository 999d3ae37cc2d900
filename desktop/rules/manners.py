"""What a region's profile leaves to choose in the manner of help: the agreement, the transport, room in the volume."""

from __future__ import annotations

from desktop.models.kinds import ContractKind
from desktop.models.region import Lot, RegionProfile, Transport


def agreements_of(lot: Lot) -> tuple[ContractKind, ...]:
    """The kinds of agreement this lot works with, the usual one first."""
    others = lot.contract.kinds if lot.contract else ()
    return (ContractKind.FRAMEWORK, *(kind for kind in others if kind is not ContractKind.FRAMEWORK))


def transport_of(profile: RegionProfile, lot_id: str, product_id: str) -> Transport | None:
    """How one gets to this help, by the first part of the profile that is about it; None where that plays no part."""
    return next((one for one in profile.transports if _is_for(one, lot_id, product_id)), None)


def has_room(profile: RegionProfile, segment_id: str) -> bool:
    """True where help goes up and down inside an indication, up to the volume that was indicated."""
    return any(segment.room_in_volume for segment in profile.segments if segment.id == segment_id)


def _is_for(transport: Transport, lot_id: str, product_id: str) -> bool:
    if product_id in transport.lines or not (lot_id or product_id):
        return False
    if transport.products:
        return product_id in transport.products
    return not transport.lots or lot_id in transport.lots
