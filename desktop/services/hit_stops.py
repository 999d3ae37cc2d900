"""Hits of the social map that know of an intake stop in the contract, whatever the provider told of its wait."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from desktop.language import _
from desktop.models.search import Facet, Hit, HitKind, HitStop, SearchQuestion
from desktop.store.queries.stops import refusing
from desktop.store.reader import Reader


def with_stops(reader: Reader, hits: Sequence[Hit], question: SearchQuestion, today: date) -> tuple[Hit, ...]:
    """The same hits in the same order, those of providers whose contract lets them refuse today marked and told so.

    Where products or a municipality are asked for, only what is contracted for those counts.
    """
    providers = [hit.id for hit in hits if hit.kind is HitKind.PROVIDER]
    products = (question.product,) if question.product else question.narrowed.get(Facet.PRODUCT, ())
    stops = refusing(reader, providers, today, products, question.municipality) if providers else {}
    return tuple(_marked(hit, whole=stops[hit.id]) if hit.id in stops else hit for hit in hits)


def _marked(hit: Hit, *, whole: bool) -> Hit:
    told = _("intake stop in the contract") if whole else _("intake stop in the contract for part of its help")
    return replace(hit, stop=HitStop.ALL if whole else HitStop.PART, stands=(told, *hit.stands))
