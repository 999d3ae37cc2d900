"""An invented region in which every prompt is switched on, and a draft that raises none of them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from desktop.models.draft import Comparable, Draft, Prompt
from desktop.models.kinds import AlternativeKind, FundingModel, Law, SegmentDuration, Unit
from desktop.models.region import (
    Boundary,
    Criterion,
    Lot,
    Municipality,
    OwnPrompt,
    Product,
    Purchase,
    RegionProfile,
    RuleSetting,
    Segment,
)
from desktop.models.region_settings import Source
from desktop.rules.draft_faults import read_draft
from desktop.rules.prompts import CODES, prompts

SOURCE = Source(document="Inkoopdocument Vlakland", paragraph="hoofdstuk 2")


def source_of(code: str) -> Source:
    """A source that no other code has."""
    return Source(document="Inkoopdocument Vlakland", paragraph=f"over {code}")


def lot(lot_id: str, law: Law = Law.WMO, **fields: object) -> Lot:
    """A lot that pays by effort unless told otherwise."""
    known = {"id": lot_id, "name": lot_id, "law": law, "funding": FundingModel.EFFORT, "source": SOURCE}
    return Lot.model_validate(known | fields)


def segment(segment_id: str, **fields: object) -> Segment:
    """A segment of the lot for guidance."""
    return Segment.model_validate(
        {"id": segment_id, "name": f"Segment {segment_id}", "lot": "begeleiding", "source": SOURCE} | fields
    )


def product(product_id: str, **fields: object) -> Product:
    """A product of the lot for guidance."""
    known = {"id": product_id, "name": product_id.capitalize(), "lot": "begeleiding", "law": Law.WMO, "source": SOURCE}
    return Product.model_validate(known | fields)


NUMBERS: Mapping[str, dict[str, int]] = {
    "evaluation-missing": {"evaluate_within_months": 6},
    "returned-soon": {"months": 6},
    "repeat-indication": {"gap_days": 31},
    "longer-than-comparable": {"minimum_cases": 10},
    "too-many-carers": {"carers": 2},
    "director-missing": {"carers": 3, "laws": 2},
}


def rule(code: str, **fields: object) -> RuleSetting:
    """The code switched on at its usual level."""
    known = {"code": code, "level": CODES[code].level, "numbers": NUMBERS.get(code, {}), "source": source_of(code)}
    return RuleSetting.model_validate(known | fields)


ALL_RULES = tuple(rule(code) for code in CODES)


def own_prompt(**fields: object) -> OwnPrompt:
    """A prompt of the region's own."""
    known = {"code": "own-question", "level": "ask", "text": "Denk aan de buurt.", "source": source_of("own-question")}
    return OwnPrompt.model_validate(known | fields)


def region(rules: tuple[RuleSetting, ...] = ALL_RULES, **fields: object) -> RegionProfile:
    """The invented region Vlakland."""
    return RegionProfile.model_validate({**_PARTS, "rules": rules} | fields)


_PARTS: Mapping[str, object] = {
    "id": "vlakland",
    "name": "Vlakland",
    "document": SOURCE.document,
    "dated": date(2026, 1, 1),
    "municipalities": (
        Municipality(name="Oostdorp", cbs_code="9001"),
        Municipality(name="Westdorp", cbs_code="9002"),
    ),
    "lots": (
        lot("begeleiding", not_bought_by=("Westdorp",)),
        lot("jeugdhulp", Law.JEUGDWET),
        lot("resultaat", funding=FundingModel.LUMP_SUM, states_result_only=True),
        lot("trajecten", funding=FundingModel.OUTPUT),
    ),
    "segments": (
        segment("herstel", duration=SegmentDuration.BOUNDED),
        segment("herstel-jong", parent="herstel"),
        segment("rust", duration=SegmentDuration.LONG, long_from_months=12),
        segment("vrij"),
    ),
    "products": (
        product("gewoon", rate_cents=6000, rate_unit=Unit.HOUR, follows=("oud",)),
        product(
            "zwaar",
            temporary=True,
            max_days=92,
            heavy_form_of="gewoon",
            steps_down_to=("gewoon", "community-service"),
            criteria=(
                Criterion(field="plus.unsafe_or_crisis", text="het is onveilig"),
                Criterion(field="plus.little_control", text="er is weinig regie"),
            ),
        ),
        product("logeren"),
        product("jeugd-ambulant", lot="jeugdhulp", law=Law.JEUGDWET),
        product("traject", lot="trajecten"),
        product("oud", ended_on=date(2022, 5, 31)),
    ),
    "purchases": (
        Purchase(product="logeren", municipality="Oostdorp", by="itself", source=SOURCE),
        Purchase(product="gewoon", municipality="Westdorp", by="Regio Hoogland", source=SOURCE),
    ),
    "boundaries": (
        Boundary(
            law=Law.WLZ, when="other-law", text="Is er altijd zorg nodig?", segments=("rust", "vrij"), source=SOURCE
        ),
        Boundary(law=Law.ZVW, when="logeren", text="Is het verpleging?", source=SOURCE),
    ),
}

ANSWERED = [{"kind": kind.value, "answer": "Besproken en niet genoeg."} for kind in AlternativeKind]

QUIET: Mapping[str, object] = {
    "region": "vlakland",
    "municipality": "Oostdorp",
    "today": "2026-12-01",
    "resident": {"birth_date": "1990-05-01"},
    "law": "WMO",
    "segment": "herstel",
    "product": "gewoon",
    "start": "2027-01-01",
    "end": "2027-12-31",
    "volume": 4,
    "unit": "hour",
    "frequency": "week",
    "provider": {"status": "open", "contracted": True},
    "goals": ["Zelf de post doen."],
    "evaluations": ["2027-06-01"],
    "alternatives": ANSWERED,
}
"""Nothing to ask about it in Vlakland."""

QUIET_YOUTH: Mapping[str, object] = {
    **QUIET,
    "law": "JEUGDWET",
    "segment": None,
    "product": "jeugd-ambulant",
    "resident": {"birth_date": "2015-05-01"},
}
"""Idem, under the Jeugdwet."""


RESULT: Mapping[str, object] = {
    "lot": "resultaat",
    "segment": None,
    "product": None,
    "volume": None,
    "unit": None,
    "frequency": None,
    "result": "Zelf de week indelen.",
}
"""What turns a draft into one of the lot where only results are stated."""


def draft(start_from: Mapping[str, object] = QUIET, /, **changes: object) -> Draft:
    """The quiet draft with some keys changed, read as from a file."""
    return read_draft({**start_from, **changes})


def asked(
    the_draft: Draft, profile: RegionProfile | None = None, others: Comparable | None = None
) -> dict[str, Prompt]:
    """The prompts by code."""
    return {prompt.code: prompt for prompt in prompts(profile or region(), the_draft, others)}
