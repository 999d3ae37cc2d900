"""What types cannot say about a profile: that it does not repeat, contradict or forget itself."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from itertools import chain

from pydantic import BaseModel

from desktop.models.region import Lot, Product, RegionProfile, RuleSetting
from desktop.models.region_settings import Source
from desktop.regions.findings import Finding, repeated, stranger
from desktop.regions.positions import Where
from desktop.regions.references import references
from desktop.regions.small_numbers import shipped_numbers
from desktop.rules.prompts.codes import CODES, SPAN

_WHOLE = range(99, 102)
"""Shares are published rounded to whole per cents, so their sum may be one off."""

_OLDEST = 130
"""Years; nobody is older."""

_BY_ID = ("lots", "segments", "products", "life_domains", "terms", "plan_parts", "measures", "monitoring")

_NEEDS_TERM = "evaluation-missing"
"""The one prompt that has no number of its own to fall back on."""


def findings(profile: RegionProfile) -> Iterator[Finding]:
    """Every mistake in a profile whose types are right."""
    checks = (references, _repeats, _empties, _sources, _numbers, _shares, _orders, _circles, _contradictions)
    return chain.from_iterable(check(profile) for check in checks)


def _repeats(profile: RegionProfile) -> Iterator[Finding]:
    for name in _BY_ID:
        yield from repeated(name, "id", [part.id for part in getattr(profile, name)])
    yield from repeated("municipalities", "name", [town.name for town in profile.municipalities])
    yield from repeated("municipalities", "cbs_code", [town.cbs_code for town in profile.municipalities])
    scopes = [(rule.code, rule.products, rule.segments, rule.municipalities) for rule in profile.rules]
    yield from repeated("rules", "code", scopes)
    yield from repeated("own_prompts", "code", [prompt.code for prompt in profile.own_prompts])
    yield from repeated("figures", "id", [(f.id, f.municipality, f.key, f.year) for f in profile.figures])
    yield from repeated("small_numbers", "id", [(small.id, small.municipality) for small in profile.small_numbers])


def _empties(profile: RegionProfile) -> Iterator[Finding]:
    for key in ("municipalities", "lots"):
        if not getattr(profile, key):
            yield Finding((key,), "empty", {"key": key})
    for index, prompt in enumerate(profile.own_prompts):
        if not prompt.text.strip():
            yield Finding(("own_prompts", index, "text"), "empty", {"key": "text"})
        if prompt.while_empty and not prompt.field:
            yield Finding(("own_prompts", index, "while_empty"), "missing", {"key": "field"})


def _sources(part: BaseModel, where: Where = ()) -> Iterator[Finding]:
    """Sources that name nothing, wherever they stand."""
    if isinstance(part, Source) and not (part.document.strip() and part.paragraph.strip()):
        yield Finding(where, "source-missing")
    for name in type(part).model_fields:
        value = getattr(part, name)
        if isinstance(value, BaseModel):
            yield from _sources(value, (*where, name))
        elif isinstance(value, tuple):
            for index, item in enumerate(value):
                if isinstance(item, BaseModel):
                    yield from _sources(item, (*where, name, index))


def _numbers(profile: RegionProfile) -> Iterator[Finding]:
    for index, product in enumerate(profile.products):
        if product.temporary and product.max_days is None:
            yield Finding(("products", index), "number-missing", {"key": "max_days", "value": product.id})
    for index, rule in enumerate(profile.rules):
        yield from _numbers_of(("rules", index), rule)
    yield from _small_numbers(profile)


def _small_numbers(profile: RegionProfile) -> Iterator[Finding]:
    shipped = {least.id: least for least in shipped_numbers()}
    for index, one in enumerate(profile.small_numbers):
        where: Where = ("small_numbers", index)
        yield from stranger((*where, "id"), one.id, shipped, "unknown-small-number")
        least = shipped.get(one.id)
        if least and one.value != least.within(one.value):
            told = {"value": one.value, "first": least.floor, "last": least.most}
            yield Finding((*where, "value"), "small-number-outside", told)


def _numbers_of(where: Where, rule: RuleSetting) -> Iterator[Finding]:
    known = CODES[rule.code].numbers if rule.code in CODES else rule.numbers
    for name in rule.numbers:
        if name not in known and _unit(name) not in known:
            yield Finding((*where, "numbers", name), "unknown-number", {"code": rule.code, "value": name})
    if rule.code == _NEEDS_TERM and rule.on and not {_unit(name) for name in rule.numbers} & set(SPAN):
        yield Finding(where, "number-missing", {"key": "evaluate_within_days", "value": rule.code})


def _unit(name: str) -> str:
    """The unit a number's name ends on, like the days of ``evaluate_within_days``."""
    return name.rsplit("_", maxsplit=1)[-1]


def _shares(profile: RegionProfile) -> Iterator[Finding]:
    for key in ("share_of_money", "share_of_clients"):
        lots: dict[str, list[tuple[int, Lot]]] = defaultdict(list)
        for index, lot in enumerate(profile.lots):
            lots[lot.law].append((index, lot))
        for law, group in lots.items():
            stated = [share for _, lot in group if (share := getattr(lot, key)) is not None]
            if len(stated) == len(group) and sum(stated) not in _WHOLE:
                yield Finding(("lots", group[0][0], key), "shares", {"value": law, "total": sum(stated)})


def _orders(profile: RegionProfile) -> Iterator[Finding]:
    for index, lot in enumerate(profile.lots):
        terms = lot.contract
        if terms and terms.start and terms.end and terms.end < terms.start:
            yield Finding(("lots", index, "contract", "end"), "order", {"key": "end", "value": "start"})
    for index, segment in enumerate(profile.segments):
        if (segment.age_from or 0) > (segment.age_to or _OLDEST):
            yield Finding(("segments", index, "age_to"), "order", {"key": "age_to", "value": "age_from"})
    for index, prompt in enumerate(profile.own_prompts):
        if (prompt.min_age or 0) > (prompt.max_age or _OLDEST):
            yield Finding(("own_prompts", index, "max_age"), "order", {"key": "max_age", "value": "min_age"})


def _circles(profile: RegionProfile) -> Iterator[Finding]:
    parents = {segment.id: segment.parent for segment in profile.segments}
    for index, segment in enumerate(profile.segments):
        if _returns(segment.id, parents):
            yield Finding(("segments", index, "parent"), "circle", {"value": segment.id})
    usual = {product.id: product.heavy_form_of for product in profile.products}
    for index, product in enumerate(profile.products):
        if _returns(product.id, usual):
            yield Finding(("products", index, "heavy_form_of"), "circle", {"value": product.id})


def _returns(start: str, next_of: dict[str, str | None]) -> bool:
    """Whether following the links from here comes back here."""
    seen: set[str] = set()
    at = next_of.get(start)
    while at and at not in seen:
        if at == start:
            return True
        seen.add(at)
        at = next_of.get(at)
    return False


def _contradictions(profile: RegionProfile) -> Iterator[Finding]:
    laws = {lot.id: lot.law for lot in profile.lots}
    homes = {segment.id: segment.lot for segment in profile.segments if segment.lot in laws}
    for index, product in enumerate(profile.products):
        yield from _contradictions_of(("products", index), product, laws.get(product.lot), homes)


def _contradictions_of(where: Where, product: Product, law: str | None, homes: dict[str, str]) -> Iterator[Finding]:
    if law and product.law != law:
        yield Finding((*where, "law"), "law-differs", {"value": product.law, "lot": product.lot, "law": law})
    for index, segment in enumerate(product.segments):
        if homes.get(segment, product.lot) != product.lot:
            yield Finding((*where, "segments", index), "segment-elsewhere", {"value": segment, "lot": product.lot})
