"""For each shipped region a draft in order, and what to change in it so that a prompt is raised."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from desktop import regions
from desktop.models.draft import Comparable
from desktop.models.kinds import AlternativeKind
from desktop.models.region import OwnPrompt, Product, Purchase, RegionProfile, RuleSetting

PROFILES: Mapping[str, RegionProfile] = {
    region_id: regions.read_profile(path) for region_id, path in regions.shipped().items()
}

ANSWERED = [{"kind": kind.value, "answer": "Besproken: het is niet genoeg."} for kind in AlternativeKind]
PLUS = {"unsafe_or_crisis": True, "little_control": True, "leads_back_to": "begeleiding-regulier"}
AMOUNT = {"volume": 4, "unit": "hour", "frequency": "week"}
ENOUGH_OTHERS = Comparable(n=40, upper_quartile_days=300)

IN_ORDER: Mapping[str, object] = {
    "today": "2026-12-01",
    "resident": {"birth_date": "1990-05-01"},
    "law": "WMO",
    "start": "2027-01-01",
    "end": "2027-12-31",
    "provider": {"status": "open", "contracted": True},
    "goals": ["Zelf de post doen."],
    "evaluations": ["2027-06-01"],
    "alternatives": ANSWERED,
}

OF_REGION: Mapping[str, Mapping[str, object]] = {
    "bommelerwaard": {"municipality": "Zaltbommel", "product": "begeleiding-individueel", **AMOUNT},
    "achterhoek": {
        "municipality": "Doetinchem",
        "law": "JEUGDWET",
        "resident": {"birth_date": "2015-05-01"},
        "segment": "integrale-ambulante-jeugdhulp",
        "result": "Het kind gaat weer elke dag naar school.",
    },
    "midden-ijssel-oost-veluwe": {"municipality": "Epe", "product": "begeleiding-individueel", **AMOUNT},
    "hart-van-brabant": {"municipality": "Tilburg", "product": "begeleiding", **AMOUNT},
    "oldambt-stadskanaal": {
        "municipality": "Stadskanaal",
        "segment": "1A",
        "product": "begeleiding-regulier",
        **AMOUNT,
    },
}
"""A draft that raises none of the usual prompts."""

_CHILD = {"law": "JEUGDWET", "resident": {"birth_date": "2015-05-01"}}

YOUTH: Mapping[str, Mapping[str, object]] = {
    "bommelerwaard": {**_CHILD, "product": "jeugd-ambulant"},
    "achterhoek": {},
    "midden-ijssel-oost-veluwe": {**_CHILD, "product": None},
    "hart-van-brabant": {**_CHILD, "product": "jeugdhulp-ambulant"},
    "oldambt-stadskanaal": {**_CHILD, "product": None, "segment": None},
}
"""What makes it youth help; a region that buys no youth help can still have a draft of it."""

NEARLY_18 = {"resident": {"birth_date": "2009-05-12"}}

DEPARTS: Mapping[str, Mapping[str, object]] = {
    "alternatives-unanswered": {"alternatives": [a for a in ANSWERED if a["kind"] != "network"]},
    "community-service-sufficient": {"alternatives": [{**ANSWERED[0], "sufficient": True}, *ANSWERED[1:]]},
    "other-law-first": {"alternatives": [a for a in ANSWERED if a["kind"] != "other-law"]},
    "end-date-missing": {"end": None, "frequency": "week"},
    "long-term-expected": {"segment": "2", "end": "2027-03-31", "evaluations": ["2027-02-01"]},
    "temporary-too-long": {"product": "begeleiding-plus", "plus": PLUS},
    "plus-criteria-missing": {"product": "begeleiding-plus", "plus": {**PLUS, "unsafe_or_crisis": False}},
    "step-down-missing": {"product": "begeleiding-plus", "plus": {**PLUS, "leads_back_to": ""}},
    "beyond-contract": {"provider": {"contracted": True, "contract_end": "2027-09-30"}},
    "provider-not-contracted": {"provider": {"contracted": False}},
    "intake-stop": {"provider": {"contracted": True, "status": "intake-stop"}},
    "volume-not-allowed": AMOUNT,
    "result-missing": {"result": "  "},
    "volume-missing": {"volume": None},
    "combination-not-allowed": {"unit": "day-part", "frequency": "day"},
    "purchased-elsewhere": {},
    "evaluation-missing": {"evaluations": ["2027-07-02"]},
    "goal-missing": {"goals": [" "]},
    "help-missing": {"product": None},
    "start-missing": {"start": None},
    "stop-unanswered": {"stops_when": " "},
    "contribution-not-told": {"contribution_told": False},
    "pgb-motivation-missing": {"provision": "pgb", "provider": {}, "pgb": {"reason": "Oma kent hem.", "quality": " "}},
    "agreement-unsettled": {"agreement": "bespoke"},
    "transport-reason-missing": {"transport": True, "transport_reason": ""},
    "change-reason-missing": {"change": "less-help", "change_reason": ""},
    "evaluation-unfinished": {"change": "prolonged", "change_reason": "Nog nodig.", "open_evaluations": ["2026-11-15"]},
    "director-missing": {"carers_in_household": 2},
    "too-many-carers": {"carers_in_household": 4, "director": "De consulent"},
    "longer-than-comparable": {},
    "beyond-18th-birthday": NEARLY_18,
    "extended-not-possible": {**NEARLY_18, "extended": True, "care_form": "guidance"},
}
"""What raises a code in a region that has it on; the regions' own differences stand below."""

IN_THIS_REGION: Mapping[tuple[str, str], Mapping[str, object]] = {
    ("achterhoek", "help-missing"): {"segment": None},
    ("achterhoek", "contribution-not-told"): {
        "law": "WMO",
        "lot": "wmo-begeleiding",
        "segment": None,
        "resident": {"birth_date": "1990-05-01"},
        "contribution_told": False,
    },
    ("midden-ijssel-oost-veluwe", "step-down-missing"): {"product": "begeleiding-individueel-complex"},
    ("midden-ijssel-oost-veluwe", "purchased-elsewhere"): {"product": "huishoudelijke-hulp", "municipality": "Zutphen"},
    ("midden-ijssel-oost-veluwe", "other-law-first"): {"product": "persoonlijke-verzorging"},
    ("hart-van-brabant", "purchased-elsewhere"): {"municipality": "Waalwijk"},
    ("hart-van-brabant", "temporary-too-long"): {},
    ("bommelerwaard", "temporary-too-long"): {},
}

_YOUTH_CODES = {"beyond-18th-birthday", "extended-not-possible"}
_HISTORY = {"repeat-indication": ("2026-01-01", "2026-12-31"), "returned-soon": ("2025-01-01", "2026-09-30")}


def in_order(region: str) -> dict[str, object]:
    """The region's draft in order."""
    return {**IN_ORDER, "region": region, **OF_REGION[region]}


def in_order_for(region: str, code: str) -> dict[str, object]:
    """The draft in order that a code's example starts from."""
    return {**in_order(region), **(YOUTH[region] if code in _YOUTH_CODES else {})}


def departing(region: str, code: str) -> dict[str, object]:
    """A draft that raises the code in the region."""
    base = in_order_for(region, code)
    changes = IN_THIS_REGION.get((region, code), DEPARTS.get(code, {}))
    if code in _HISTORY:
        start, end = _HISTORY[code]
        help_ = {"product": base.get("product") or "", "segment": base.get("segment")}
        changes = {"history": [{**help_, "start": start, "end": end, "ended": "as-planned"}]}
    return {**base, **changes}


def complete(profile: RegionProfile, setting: RuleSetting) -> RegionProfile:
    """The profile; with a purchase or a temporary product added where the prompt is on but has nothing to ask about.

    Such a setting waits: it asks as soon as a municipality buys something itself, or a product becomes temporary.
    """
    data = OF_REGION[profile.id]
    product, town = data.get("product"), str(data["municipality"])
    buys_together = not profile.purchases and not any(lot.not_bought_by for lot in profile.lots)
    if setting.code == "purchased-elsewhere" and buys_together:
        what = str(product or profile.lots[0].id)
        bought = Purchase(product=what, municipality=town, by="zelf", source=setting.source)
        return profile.model_copy(update={"purchases": (bought,)})
    if setting.code == "temporary-too-long" and not any(p.temporary for p in profile.products):
        temporary = tuple(_temporary(p, product) for p in profile.products)
        return profile.model_copy(update={"products": temporary})
    return profile


def _temporary(one: Product, wanted: object) -> Product:
    return one.model_copy(update={"temporary": True, "max_days": 92}) if one.id == wanted else one


def shown_for(profile: RegionProfile, prompt: OwnPrompt) -> dict[str, object]:
    """A draft for which all conditions of a region's own prompt hold."""
    product = next((p for p in profile.products if p.id in prompt.products[:1]), None)
    segment = next((s for s in profile.segments if s.id in prompt.segments[:1]), None)
    lot_id = prompt.lots[0] if prompt.lots else product.lot if product else segment.lot if segment else None
    lot = next((x for x in profile.lots if x.id == lot_id), None)
    law = prompt.laws[0] if prompt.laws else lot.law if lot else None
    draft = in_order(profile.id) | {"lot": lot_id}
    if law is not None and law.value != draft["law"]:
        draft |= {"law": law.value, "segment": None, "product": None}
    if lot_id:
        draft |= {"segment": segment.id if segment else None, "product": product.id if product else None}
    if prompt.municipalities:
        draft |= {"municipality": prompt.municipalities[0]}
    if prompt.statuses:
        draft |= {"provider": {"contracted": True, "status": prompt.statuses[0].value}}
    if prompt.while_empty:
        draft |= emptied(prompt.field)
    year = 2026 - prompt.min_age if prompt.min_age is not None else 2027 - (prompt.max_age or 0)
    is_aged = prompt.min_age is not None or prompt.max_age is not None
    return draft | {"resident": {"birth_date": date(year, 1, 1).isoformat()}} if is_aged else draft


def emptied(field: str) -> dict[str, object]:
    """What leaves a field of a draft as it begins."""
    empty: Mapping[str, object] = {"goals": [], "evaluations": [], "provider": {}, "alternatives": [], "plus": {}}
    name = field.split(".", maxsplit=1)[0]
    return {name: empty.get(name)}


def has_conditions(prompt: OwnPrompt) -> bool:
    """False for a prompt that every draft shows."""
    scopes = (prompt.products, prompt.segments, prompt.municipalities, prompt.laws, prompt.lots, prompt.statuses)
    return any(scopes) or prompt.min_age is not None or prompt.max_age is not None
