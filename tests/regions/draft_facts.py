"""What the five documents say of drafting, beside product and length; each row with the paragraph it was read from."""

from __future__ import annotations

from tests.regions.parts import Fact

DRAFT_FACTS: list[tuple[str, str, Fact, object]] = [
    (
        "oldambt-stadskanaal",
        "5 Segment 2: flexible up- and downscaling inside the indication",
        lambda p: {found.id: found.room_in_volume for found in p.segments},
        {"1A": False, "1B": False, "2": True, "3": False},
    ),
    (
        "oldambt-stadskanaal",
        "7 Begeleiding groep: transport by an indication of its own, where nobody near can drive",
        lambda p: [(found.products, found.lines) for found in p.transports],
        [(("groep-arbeidsmatig", "groep-belevingsgericht"), ("vervoer",))],
    ),
    (
        "midden-ijssel-oost-veluwe",
        "7, transport is bought as products of its own",
        lambda p: [(found.products, found.lines) for found in p.transports],
        [(("begeleiding-groep", "werkt-mee"), ("vervoer", "vervoer-plus"))],
    ),
    *[
        (region, "names no product for transport", lambda p: {found.lines for found in p.transports}, {()})
        for region in ("achterhoek", "bommelerwaard", "hart-van-brabant")
    ],
]
