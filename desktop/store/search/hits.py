"""What a hit tells, filled in for the entries that are shown and no others."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from operator import itemgetter
from typing import TYPE_CHECKING

from desktop.models.search import Hit, HitKind, HitWait, SearchQuestion
from desktop.rules.standing import UNKNOWN_READY, fit, nearness, readiness
from desktop.store.search import shown
from desktop.store.search.distance import Near
from desktop.store.search.matching import Segment
from desktop.store.search.ranking import Ranked
from desktop.store.search.reasons import in_words, looked_for, name_share, reasons
from desktop.store.search.stands import Away, stands
from desktop.store.search.waits import Observation, cautious, is_disputed
from desktop.store.search.words import Lexicon, fold, stem

if TYPE_CHECKING:
    from sqlalchemy import Connection


class Hits:
    """Makes the hits of one question.

    Args:
        connection: On the store.
        question: What was asked.
        near: From where distances are told; None when none are.
        wanted: Its parts.
        lexicon: The field's words.
        today: From which the age of an observation is told.
    """

    def __init__(  # noqa: PLR0913, PLR0917 - a question, and what it is asked of
        self,
        connection: Connection,
        question: SearchQuestion,
        near: Near | None,
        wanted: Sequence[Segment],
        lexicon: Lexicon,
        today: date,
    ) -> None:
        self._connection = connection
        self._question = question
        self._today = today
        self._lexicon = lexicon
        self._near = near
        self._looked_for = [looked_for(segment, lexicon) for segment in wanted]
        self._asked = {stem(word) for segment in wanted for word in segment.instead or segment.words}

    def of(self, found: Sequence[Ranked]) -> tuple[Hit, ...]:
        """The hits, in the order of the rule for what is shown of them."""
        marks = ", ".join("?" * len(found))
        rows = self._connection.exec_driver_sql(
            "SELECT s.entry, e.id, s.content FROM search_shown AS s JOIN search_entry AS e ON e.rowid = s.entry"  # noqa: S608
            f" WHERE s.entry IN ({marks})",
            tuple(one.row for one in found),
        )
        contents: dict[int, tuple[str, str]] = {}
        contents.update((row, (id_, content)) for row, id_, content in rows.all())
        weighed = [self._hit(one, *contents[one.row]) for one in found]
        weighed.sort(key=itemgetter(1))
        return tuple(hit for hit, _ in weighed)

    def _hit(self, one: Ranked, id_: str, content: str) -> tuple[Hit, tuple[object, ...]]:
        """A hit, and by what it is ordered."""
        facts, told, waits, located = shown.unpack(content)
        why = reasons(told, self._looked_for)
        matches = [reason.match for reason in why]
        wait, ready = self._wait(waits) if one.kind is HitKind.PROVIDER else (None, 1.0)
        km = None if one.km is None else round(one.km, 1)
        nearest = self._near.nearest(located, fold(facts["place"])) if self._near and km is not None else ""
        away = Away(km, nearest, self._question.within_km) if self._question.near.strip() else None
        hit = Hit(
            id=id_,
            kind=one.kind,
            distance_km=km,
            nearest=nearest,
            wait=wait,
            matched=in_words(why),
            stands=stands(one.kind, matches, wait, away),
            **facts,
        )
        worth = ready * fit(matches, name_share(told, self._looked_for))
        if self._question.near.strip():
            worth *= nearness(one.km)
        far = one.km is None, one.km or 0.0
        return hit, (one.kind is HitKind.PROVIDER, -round(worth, 9), far, hit.name.casefold(), id_)

    def _wait(self, waits: Sequence[Observation]) -> tuple[HitWait | None, float]:
        """Of the observations the one about the product or the words asked for; of several the shortest known wait.

        Where two of one day about that differ, the one that promises least.
        """
        if not waits:
            return None, UNKNOWN_READY
        best = min(cautious(waits), key=self._order) if len(waits) > 1 else waits[0]
        age = (self._today - best.measured_on).days
        wait = HitWait(
            intake_min=best.intake_min,
            intake_max=best.intake_max,
            start_min=best.start_min,
            start_max=best.start_max,
            status=best.status,
            measured_on=best.measured_on,
            age_days=age,
            offer=best.product or best.expertise,
            disputed=is_disputed(best, waits),
        )
        return wait, readiness(best.status, best.told_weeks, age)

    def _order(self, one: Observation) -> tuple[float, ...]:
        most, weeks = self._question.max_weeks, one.weeks
        late = most is not None and (weeks is None or weeks > most)
        return late, -self._fits(one), weeks is None, weeks or 0.0, -one.measured_on.toordinal()

    def _fits(self, one: Observation) -> int:
        if self._question.product:
            return int(one.product == self._question.product)
        apart = (one.stems & self._lexicon.apart) - self._asked
        return -1 if apart else len(one.stems & self._asked)
