"""How the life domains went at an earlier talk, and how they go now."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

LEAST = 3
"""Domains with a mark that a drawing needs: two make no surface."""


@dataclass(frozen=True)
class ThenAndNow:
    """The mark of one domain, 1 to 5, at both talks; None where it was not given."""

    domain: str
    then: int | None
    now: int | None


@dataclass(frozen=True)
class Talk:
    """A talk with the marks that were given, by domain."""

    id: str
    held_on: date
    marks: Mapping[str, int]


def earlier(talks: Iterable[Talk], talk: Talk) -> Talk | None:
    """The last talk before this one at which any mark was given; None when there is none.

    Of two on one day the one with the lower id was begun first.
    """
    before = [one for one in talks if one.marks and (one.held_on, one.id) < (talk.held_on, talk.id)]
    return max(before, key=lambda one: (one.held_on, one.id), default=None)


def then_and_now(domains: Iterable[str], then: Talk | None, now: Talk) -> tuple[ThenAndNow, ...]:
    """In the order of these domains; without those that have a mark at neither talk."""
    known = then.marks if then else {}
    pairs = (ThenAndNow(domain, known.get(domain), now.marks.get(domain)) for domain in domains)
    return tuple(one for one in pairs if one.then is not None or one.now is not None)
