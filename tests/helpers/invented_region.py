"""An invented region that buys both ways: one lot by product, one by segment."""

from __future__ import annotations

from datetime import date

from desktop.models.kinds import FundingModel, Law
from desktop.models.region import Lot, Municipality, Product, Purchase, RegionProfile, Segment
from desktop.models.region_settings import Source

TODAY = date(2026, 12, 1)
SOURCE = Source(document="Verzonnen inkoopplan", paragraph="1")
TOWNS = ("Kleindorp", "Grootstad", "Verweg")


def region(**fields: object) -> RegionProfile:
    """Three municipalities; one lot with two products, and one with a segment that has two under it."""
    lots = tuple(
        Lot(id=name, name=name, law=Law.WMO, funding=FundingModel.EFFORT, source=SOURCE) for name in ("hulp", "zorg")
    )
    products = tuple(
        Product(id=name, name=name, lot="hulp", law=Law.WMO, source=SOURCE, max_providers=most)
        for name, most in (("dag", None), ("thuis", 3))
    )
    segments = (
        Segment(id="wonen", name="Wonen", lot="zorg", source=SOURCE),
        Segment(id="gezin", name="Gezin", lot="zorg", parent="wonen", source=SOURCE),
        Segment(id="groep", name="Groep", lot="zorg", parent="wonen", source=SOURCE),
    )
    known = {
        "municipalities": tuple(Municipality(name=n, cbs_code=f"000{i}") for i, n in enumerate(TOWNS)),
        "lots": lots,
        "products": products,
        "segments": segments,
        "purchases": (Purchase(product="dag", municipality="Verweg", by="itself", source=SOURCE),),
    }
    return RegionProfile(id="r", name="R", document="Verzonnen inkoopplan", **(known | fields))
