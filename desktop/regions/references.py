"""Everything a profile names must stand in the profile, or in the program's closed lists."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from pydantic import BaseModel

from desktop.models.draft import Draft
from desktop.models.kinds import AlternativeKind, CasePhase, Destination, ReferrerKind, TaskArea
from desktop.models.region import Product, Purchase, RegionProfile, RuleSetting, Threshold
from desktop.regions.findings import Finding, stranger, strangers
from desktop.regions.positions import Where
from desktop.rules.prompts.codes import CODES
from desktop.rules.term_runs import EVENTS


@dataclass(frozen=True)
class Names:
    """What a profile declares, by kind."""

    lots: frozenset[str]
    segments: frozenset[str]
    products: frozenset[str]
    municipalities: frozenset[str]

    @property
    def destinations(self) -> frozenset[str]:
        """Where help may lead on to."""
        return self.products | self.segments | frozenset(Destination)

    @property
    def triggers(self) -> frozenset[str]:
        """What may raise the question of another law."""
        return self.products | frozenset(AlternativeKind)


def references(profile: RegionProfile) -> Iterator[Finding]:
    """A finding for each name that leads nowhere."""
    names = Names(
        lots=frozenset(lot.id for lot in profile.lots),
        segments=frozenset(segment.id for segment in profile.segments),
        products=frozenset(product.id for product in profile.products),
        municipalities=frozenset(municipality.name for municipality in profile.municipalities),
    )
    checks = (
        _lots,
        _segments,
        _products,
        _transports,
        _purchases,
        _rules,
        _own_prompts,
        _boundaries,
        _terms,
        _lists,
    )
    for check in checks:
        yield from check(profile, names)


def draft_fields() -> frozenset[str]:
    """Fields of a draft as a prompt names them, like ``end`` or ``plus.leads_back_to``."""
    found = set(Draft.model_fields)
    for name, declared in Draft.model_fields.items():
        part = declared.annotation
        if isinstance(part, type) and issubclass(part, BaseModel):
            found |= {f"{name}.{inner}" for inner in part.model_fields}
    return frozenset(found)


def _lots(profile: RegionProfile, names: Names) -> Iterator[Finding]:
    for index, lot in enumerate(profile.lots):
        where: Where = ("lots", index, "not_bought_by")
        yield from strangers(where, lot.not_bought_by, names.municipalities, "unknown-municipality")


def _segments(profile: RegionProfile, names: Names) -> Iterator[Finding]:
    for index, segment in enumerate(profile.segments):
        where: Where = ("segments", index)
        yield from stranger((*where, "lot"), segment.lot, names.lots, "unknown-lot")
        yield from stranger((*where, "parent"), segment.parent, names.segments, "unknown-segment")
        yield from strangers((*where, "flows_to"), segment.flows_to, names.destinations, "unknown-destination")


def _products(profile: RegionProfile, names: Names) -> Iterator[Finding]:
    for index, product in enumerate(profile.products):
        yield from _product(("products", index), product, names)


def _product(where: Where, product: Product, names: Names) -> Iterator[Finding]:
    yield from stranger((*where, "lot"), product.lot, names.lots, "unknown-lot")
    yield from strangers((*where, "segments"), product.segments, names.segments, "unknown-segment")
    yield from stranger((*where, "heavy_form_of"), product.heavy_form_of, names.products, "unknown-product")
    yield from strangers((*where, "steps_down_to"), product.steps_down_to, names.destinations, "unknown-destination")
    yield from strangers((*where, "follows"), product.follows, names.products, "unknown-product")
    for index, criterion in enumerate(product.criteria):
        yield from stranger((*where, "criteria", index, "field"), criterion.field, draft_fields(), "unknown-field")


def _transports(profile: RegionProfile, names: Names) -> Iterator[Finding]:
    for index, transport in enumerate(profile.transports):
        where: Where = ("transports", index)
        yield from strangers((*where, "products"), transport.products, names.products, "unknown-product")
        yield from strangers((*where, "lots"), transport.lots, names.lots, "unknown-lot")
        yield from strangers((*where, "lines"), transport.lines, names.products, "unknown-product")


def _purchases(profile: RegionProfile, names: Names) -> Iterator[Finding]:
    for index, purchase in enumerate(profile.purchases):
        yield from _bought(("purchases", index), purchase, names)
    for index, threshold in enumerate(profile.thresholds):
        yield from _bought(("thresholds", index), threshold, names)


def _bought(where: Where, part: Purchase | Threshold, names: Names) -> Iterator[Finding]:
    yield from stranger((*where, "product"), part.product, names.products | names.lots, "unknown-product")
    yield from stranger((*where, "municipality"), part.municipality, names.municipalities, "unknown-municipality")


def _rules(profile: RegionProfile, names: Names) -> Iterator[Finding]:
    for index, rule in enumerate(profile.rules):
        where: Where = ("rules", index)
        yield from stranger((*where, "code"), rule.code, CODES, "unknown-prompt")
        yield from _scope(where, rule, names)


def _own_prompts(profile: RegionProfile, names: Names) -> Iterator[Finding]:
    for index, prompt in enumerate(profile.own_prompts):
        where: Where = ("own_prompts", index)
        if prompt.code in CODES:
            yield Finding((*where, "code"), "taken", {"value": prompt.code})
        yield from _scope(where, prompt, names)
        yield from strangers((*where, "lots"), prompt.lots, names.lots, "unknown-lot")
        yield from stranger((*where, "field"), prompt.field, draft_fields(), "unknown-field")


def _scope(where: Where, rule: RuleSetting, names: Names) -> Iterator[Finding]:
    yield from strangers((*where, "products"), rule.products, names.products, "unknown-product")
    yield from strangers((*where, "segments"), rule.segments, names.segments, "unknown-segment")
    yield from strangers((*where, "municipalities"), rule.municipalities, names.municipalities, "unknown-municipality")


def _terms(profile: RegionProfile, _names: Names) -> Iterator[Finding]:
    """A term that counts from something that never happens would be silent, and one that may be paused says why."""
    for index, term in enumerate(profile.terms):
        where: Where = ("terms", index)
        yield from stranger((*where, "counts_from"), term.counts_from, EVENTS, "unknown-event")
        if (term.may_pause or term.extensions) and term.ground is None:
            yield Finding(where, "missing", {"key": "ground"})


def _boundaries(profile: RegionProfile, names: Names) -> Iterator[Finding]:
    for index, boundary in enumerate(profile.boundaries):
        where: Where = ("boundaries", index)
        yield from stranger((*where, "when"), boundary.when, names.triggers, "unknown-trigger")
        yield from strangers((*where, "products"), boundary.products, names.products, "unknown-product")
        yield from strangers((*where, "segments"), boundary.segments, names.segments, "unknown-segment")


def _lists(profile: RegionProfile, names: Names) -> Iterator[Finding]:
    for index, arrangement in enumerate(profile.arrangements):
        outside: Where = ("arrangements", index, "without")
        yield from strangers(outside, arrangement.without, names.municipalities, "unknown-municipality")
    yield from strangers(("referrers",), profile.referrers, ReferrerKind, "unknown-referrer")
    for index, domain in enumerate(profile.life_domains):
        yield from stranger(("life_domains", index, "area"), domain.area, TaskArea, "unknown-area")
    for index, figure in enumerate(profile.figures):
        where: Where = ("figures", index, "municipality")
        yield from stranger(where, figure.municipality, names.municipalities, "unknown-municipality")
    for index, small in enumerate(profile.small_numbers):
        where = ("small_numbers", index, "municipality")
        yield from stranger(where, small.municipality, names.municipalities, "unknown-municipality")
    for phase in profile.caseload.weights:
        yield from stranger(("caseload", "weights"), phase, CasePhase, "unknown-phase")
