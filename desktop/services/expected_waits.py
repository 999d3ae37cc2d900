"""How long a wait at a provider is likely to be, by the waits in this store."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from desktop.models.kinds import WaitEnd
from desktop.models.region_settings import Source
from desktop.models.social_map import Provider
from desktop.models.waiting import WaitingListEntry
from desktop.rules.forecast import SHARE, Forecast, TooFewWaits, forecast
from desktop.rules.pace import YEAR, Waited
from desktop.rules.permissions import Act, require
from desktop.services.workplace import Workplace
from desktop.store.queries.waiting import WaitRead, waits_at
from desktop.store.reader import Reader

PLACED = (WaitEnd.PLACED, None)
"""Ends that were a place here; waits of before the reason was kept ended so as far as anyone can tell."""


@dataclass(frozen=True)
class ExpectedWait:
    """What is expected of a wait for a product at a provider.

    Attributes:
        found: Weeks from today with their interval, or that there are too few waits to tell.
        share: Per cent of the waits that the interval is meant to hold.
        came: Waits that began there in the last year; None when too few waits are known.
        placed: Waits there that ended with a place in the last year; idem.
        source: Who set from how many waits on it is told.
    """

    provider_id: str
    product: str
    found: Forecast | TooFewWaits
    came: int | None
    placed: int | None
    source: Source
    share: int = SHARE


def wait_forecast(workplace: Workplace, provider_id: str, product: str) -> ExpectedWait:
    """What someone who joins today may expect.

    Raises:
        RuleBroken: ``not-allowed``; ``gone`` (no such provider).
    """
    require(workplace.role, Act.SEARCH_MAP)
    with workplace.store.read() as reader:
        reader.get(Provider, provider_id)
        return forecast_for(workplace, reader, provider_id, product)


def forecast_for(workplace: Workplace, reader: Reader, provider_id: str, product: str) -> ExpectedWait:
    """What `wait_forecast` gives, for who reads already."""
    return _expected(workplace, waits_at(reader, provider_id, product), (provider_id, product), None)


def forecast_of(workplace: Workplace, reader: Reader, entry: WaitingListEntry) -> ExpectedWait | None:
    """What someone who waits already may still expect, by who began to wait before; None without a provider."""
    if entry.provider_id is None:
        return None
    waits = waits_at(reader, entry.provider_id, entry.product)
    before = [w for w in waits if w.ended_on is None and (w.since, w.entry_id) < (entry.since, entry.id)]
    return _expected(workplace, waits, (entry.provider_id, entry.product), len(before))


def _expected(workplace: Workplace, waits: Sequence[WaitRead], of: tuple[str, str], ahead: int | None) -> ExpectedWait:
    today, rule = workplace.today, workplace.profile.forecast
    found = forecast(map(_waited, waits), today, minimum=rule.minimum_cases, ahead=ahead)
    known = isinstance(found, Forecast)
    return ExpectedWait(
        provider_id=of[0],
        product=of[1],
        found=found,
        came=sum(_last_year(w.since, today) for w in waits) if known else None,
        placed=sum(_last_year(w.ended_on, today) and w.ended_because in PLACED for w in waits) if known else None,
        source=rule.source,
    )


def _waited(read: WaitRead) -> Waited:
    return Waited(read.since, read.ended_on, placed=read.ended_because in PLACED)


def _last_year(day: date | None, today: date) -> bool:
    return day is not None and today - timedelta(days=YEAR) < day <= today
