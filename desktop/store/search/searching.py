"""The one question to the social map: community services first, then providers, each best match first."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from functools import partial
from time import perf_counter
from typing import TYPE_CHECKING

from desktop.models.faults import RuleBroken
from desktop.models.search import FURTHEST_KM, SearchAnswer, SearchQuestion
from desktop.store.search.correction import corrected
from desktop.store.search.counting import Counting, StoppedError
from desktop.store.search.distance import Near
from desktop.store.search.facets import Bought
from desktop.store.search.finding import Around, Finder, turned
from desktop.store.search.hits import Hits
from desktop.store.search.index import left
from desktop.store.search.matching import Reach, match, products_of
from desktop.store.search.near import locate, own_places
from desktop.store.search.ranking import Ranking, any_of
from desktop.store.search.words import fold, lexicon

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from desktop.store.reader import Reader

_NOTHING_BOUGHT = Bought()


def search(
    reader: Reader,
    question: SearchQuestion,
    *,
    today: date,
    bought: Bought = _NOTHING_BOUGHT,
    stop: Callable[[], bool] = lambda: False,
) -> SearchAnswer:
    """Answers a question to the social map.

    A word that nothing begins with is read as the nearest one, of the entries or of the field; when no entry has all
    words, those with some are given.

    Args:
        reader: Of the store.
        question: What is asked.
        today: The day on which contracts must run.
        bought: What the region's profile says of products, and what people call them.
        stop: Asked now and then while counting; once true, the answer comes at once and without counts.

    Raises:
        RuleBroken: ``place-unknown`` (near) when it is not known where that is; ``distance-without-place`` (near) when
            a distance is asked and no place; ``distance-not-possible`` (within) unless above 0 and no more than
            `FURTHEST_KM`.
    """
    began = perf_counter()
    connection = reader.connection
    known = lexicon().with_products(bought.named)
    near = _near(connection, question)
    wanted, read = corrected(connection, question.text, known)
    others = turned(connection, today)
    meant = frozenset(product for segment in wanted for product in products_of(segment, known))
    around = Around(near, meant)
    finder = Finder(connection, question, bought, others, around.within(question, bought))
    ranking = Ranking(connection, finder, near, today)
    limit = max(question.limit, 1)
    text = match(wanted, known, Reach.ALL)
    found = ranking.best(wanted, known, limit)
    widened = not found and len(wanted) > 1
    if widened:
        text = any_of(wanted, known)
        found = ranking.best(wanted, known, limit, every=False)
    hits = Hits(connection, question, near, wanted, known, today).of(found)[:limit]
    total = ranking.total
    if not ranking.is_whole and total <= question.counted:
        total = finder.count(text, most=question.counted + 1)
    answer = SearchAnswer(
        took_ms=0.0,
        total=min(total, question.counted),
        hits=hits,
        corrected=read,
        widened=widened and bool(found),
        is_nowhere=question.within_km is not None and near is None,
        total_is_least=total > question.counted,
        put_off=left(connection),
    )
    if question.with_counts:
        answer = _counted(answer, partial(Counting, connection, question, text, bought, others, around, stop))
    return replace(answer, took_ms=round((perf_counter() - began) * 1000, 3))


def _counted(answer: SearchAnswer, begin: Callable[[], Counting]) -> SearchAnswer:
    try:
        counting = begin()
        return replace(
            answer,
            total=counting.total(),
            total_is_least=False,
            counts=counting.counts(),
            places=counting.places(),
        )
    except StoppedError:
        return answer


def _near(connection: Connection, question: SearchQuestion) -> Near | None:
    if question.within_km is not None:
        if not 0 < question.within_km <= FURTHEST_KM:
            raise RuleBroken("distance-not-possible", "within", most=FURTHEST_KM)
        if not question.near.strip():
            raise RuleBroken("distance-without-place", "near")
    if not question.near.strip():
        return None
    spot = locate(question.near, own_places(connection))
    if spot is None and not question.near_if_known:
        raise RuleBroken("place-unknown", "near", place=question.near)
    return Near(spot, fold(question.near).strip()) if spot else None
