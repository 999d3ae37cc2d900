"""What is around contracted care, as lists: contracted products, and availability as last observed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from desktop.exchange.export.sheets import (
    AVAILABILITY,
    CONTRACTED,
    PROVIDERS,
    SERVICES,
    Cell,
    Sheet,
    columns_of,
    in_its_words,
    of_entries,
    rule_of,
)
from desktop.models.labels import label
from desktop.rules.waiting import write_wait

if TYPE_CHECKING:
    from desktop.exchange.export.taken import Taken
    from desktop.exchange.mapping import RecordRule
    from desktop.models.region import Lot, Product, Segment
    from desktop.models.social_map import AvailabilityReport, Contract, ContractedProduct

_CONTRACTED = (
    "aanbieder",
    "wettelijk kader",
    "perceel",
    "segment",
    "product",
    "naam product",
    "productcategorie",
    "gemeenten",
    "eerste dag",
    "laatste dag",
    "loopt nu",
    "instroomstop",
    "toestemming voor de stop",
    "stop vanaf",
    "stop tot en met",
    "tarief",
    "tarief per",
    "soort contract",
    "inkoopniveau",
    "verlenging",
    "id",
)


def sheets(taken: Taken) -> tuple[Sheet, ...]:
    """All lists of the map, the neighbourhood first."""
    return (
        of_entries("services", "community_service", SERVICES, taken.services),
        of_entries("providers", "provider", PROVIDERS, taken.providers),
        _contracted(taken),
        _availability(taken),
    )


def _contracted(taken: Taken) -> Sheet:
    names = {provider.id: provider.name for provider in taken.providers}
    profile = taken.profile
    lots = {lot.id: lot for lot in profile.lots}
    segments = {segment.id: segment for segment in profile.segments}
    products = {product.id: product for product in profile.products}

    def rows() -> Iterator[tuple[Cell, ...]]:
        for line in taken.products:
            yield (
                names.get(line.provider_id, ""),
                *_of_profile(line, lots, segments, products),
                line.municipalities,
                line.start,
                line.end,
                taken.is_running(line),
                line.intake_stop,
                line.stop_permitted_on,
                line.stop_from,
                line.stop_until,
                line.rate_cents / 100 if line.rate_cents is not None else None,
                label(line.rate_unit) if line.rate_unit else "",
                *_of_contract(taken.contracts.get(line.contract_id)),
                line.id,
            )

    return Sheet(CONTRACTED, _CONTRACTED, rows(), len(taken.products))


def _of_profile(
    line: ContractedProduct, lots: Mapping[str, Lot], segments: Mapping[str, Segment], products: Mapping[str, Product]
) -> tuple[Cell, ...]:
    """Act, lot, segment, product, its name and its category; what the profile does not know stands under its id."""
    lot, segment, product = lots.get(line.lot), segments.get(line.segment), products.get(line.product)
    return (
        label(lot.law) if lot else "",
        lot.name if lot else line.lot,
        segment.name if segment else line.segment,
        line.product,
        product.name if product else "",
        product.category if product else "",
    )


def _of_contract(contract: Contract | None) -> tuple[Cell, ...]:
    return (label(contract.kind), label(contract.level), contract.extension) if contract else ("", "", "")


def _availability(taken: Taken) -> Sheet:
    rule = rule_of("waiting-times", "availability_report")
    columns = columns_of(rule)
    names = {provider.id: provider.name for provider in taken.providers}
    products = {product.id: product.name for product in taken.profile.products}
    waits = (rule.intake.text if rule.intake else "", rule.start.text if rule.start else "")

    def rows() -> Iterator[tuple[Cell, ...]]:
        for report in taken.reports:
            yield (
                names.get(report.provider_id, ""),
                products.get(report.product, ""),
                report.intake_text or write_wait(report.intake_min, report.intake_max),
                report.start_text or write_wait(report.start_min, report.start_max),
                *(_told(rule, field, report) for field in columns),
                report.id,
            )

    return Sheet(
        AVAILABILITY, ("aanbieder", "naam product", *waits, *columns.values(), "id"), rows(), len(taken.reports)
    )


def _told(rule: RecordRule, field: str, report: AvailabilityReport) -> Cell:
    value: Cell = getattr(report, field)
    take = rule.fields[field]
    return in_its_words(take, value) if take.values else value
