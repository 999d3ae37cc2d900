"""Budgets, spending and agreed durations: set one by one, or taken over from a table of the books."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

from desktop.exchange.reading import read_source
from desktop.exchange.tables import Row
from desktop.language import N_
from desktop.models.amounts import Amount, AmountKind
from desktop.models.changes import ChangeSet
from desktop.models.faults import RuleBroken
from desktop.models.region import RegionProfile
from desktop.models.social_map import Provider
from desktop.rules.money import read_cents
from desktop.rules.permissions import Act, require
from desktop.services.guards import filled, only
from desktop.services.wording import explain
from desktop.services.workplace import Workplace
from desktop.store.mapping import validated
from desktop.store.unit_of_work import UnitOfWork

FIELDS = ("kind", "municipality", "lot", "provider_id", "year", "month", "document", "paragraph")

KINDS: Mapping[AmountKind, str] = {
    AmountKind.BUDGET: N_("Budget of a year"),
    AmountKind.SPENT: N_("Spent in a month"),
    AmountKind.AGREED_DURATION: N_("Agreed duration, days on average"),
}
"""What can be set here, msgid by kind; a capacity is set at the team."""

_COLUMNS = {
    "kind": ("soort", "kind"),
    "municipality": ("gemeente", "municipality"),
    "lot": ("perceel", "lot"),
    "provider_id": ("aanbieder", "provider"),
    "year": ("jaar", "year"),
    "month": ("maand", "month"),
    "value": ("bedrag", "aantal", "amount", "value"),
    "document": ("document", "bron", "source"),
    "paragraph": ("paragraaf", "paragraph"),
}
"""Heads that a table may have, small letters, by field."""

_WORDS = {
    AmountKind.BUDGET: ("begroot", "begroting", "budget"),
    AmountKind.SPENT: ("uitgegeven", "geboekt", "uitgave", "spent"),
    AmountKind.AGREED_DURATION: ("afgesproken duur", "agreed-duration"),
}
"""What may stand in the column of the kind."""

_SAME = ("kind", "municipality", "lot", "product", "provider_id", "year", "month")
"""What makes two amounts one: the newer takes the place of the other."""

_FIRST_YEAR = 2015


def read_value(kind: AmountKind, text: str) -> int:
    """A value as people write it: euros for money, in whole cents; else a whole number of days.

    Raises:
        RuleBroken: ``required`` or ``no-amount`` (value).
    """
    filled("value", text)
    if kind is AmountKind.AGREED_DURATION:
        if not text.strip().isdecimal():
            raise RuleBroken("no-number-here", "value", value=text)
        return int(text)
    cents = read_cents(text)
    if cents is None or cents < 0:
        raise RuleBroken("no-number-here", "value", value=text)
    return cents


def provider_names(workplace: Workplace) -> dict[str, str]:
    """Names by id, in their order, for who sets an agreement with one."""
    with workplace.store.read() as reader:
        found = reader.find(Provider)
    return {one.id: one.name for one in sorted(found, key=lambda one: one.name.casefold())}


def set_amount(workplace: Workplace, fields: Mapping[str, object], value: str) -> ChangeSet:
    """Sets one amount, its value as it was typed, in the place of the one for the same place and time.

    Raises:
        RuleBroken: ``not-allowed``; ``no-amount`` (value); ``not-in-region`` (municipality); ``lot-unknown`` (lot);
            ``required`` (year, month, document; lot for money); ``month-not-here``; or the limit of a field.
    """
    require(workplace.role, Act.CHANGE_TERMS)
    only(fields, FIELDS)
    with workplace.work(N_("Set amount")) as work:
        read = read_value(AmountKind(str(fields["kind"])), value)
        _put(work, _checked(workplace.profile, {**fields, "value": read}))
        return work.commit()


def take_over_amounts(workplace: Workplace, path: Path) -> tuple[int, ChangeSet]:
    """Reads amounts from a table, CSV or Excel: all of them, or none when a row is wrong. Returns how many.

    Its columns are soort, gemeente, perceel, aanbieder, jaar, maand, bedrag, document and paragraaf; reading the same
    table again changes nothing.

    Raises:
        RuleBroken: ``not-allowed``; ``amounts-missing``; ``amount-row`` with the row's number and what is wrong in it.
        WorldFault: What `read_source` says.
    """
    require(workplace.role, Act.CHANGE_TERMS)
    rows = [row for table in read_source(path).tables for row in table.rows]
    if not rows:
        raise RuleBroken("amounts-missing")
    with workplace.work(N_("Take over amounts")) as work:
        providers = {one.name.casefold(): one.id for one in work.find(Provider)}
        for row in rows:
            try:
                _put(work, _checked(workplace.profile, dict(_fields(workplace.profile, row, providers))))
            except RuleBroken as fault:
                raise RuleBroken("amount-row", fault.field, row=row.number, why=explain(fault)) from fault
        return len(rows), work.commit()


def _checked(profile: RegionProfile, fields: Mapping[str, object]) -> Amount:
    amount = validated(Amount, fields)
    if amount.municipality not in {"", *(town.name for town in profile.municipalities)}:
        raise RuleBroken("not-in-region", "municipality")
    if amount.lot and amount.lot not in {lot.id for lot in profile.lots}:
        raise RuleBroken("lot-unknown", "lot")
    if amount.kind is not AmountKind.AGREED_DURATION:
        filled("lot", amount.lot)
        filled("year", amount.year if amount.year >= _FIRST_YEAR else None)
    if amount.kind is AmountKind.SPENT:
        filled("month", amount.month or None)
    elif amount.month:
        raise RuleBroken("month-not-here", "month")
    filled("document", amount.document)
    return amount


def _put(work: UnitOfWork, amount: Amount) -> None:
    there = work.find(Amount, **{name: getattr(amount, name) for name in _SAME})
    if not there:
        work.add(amount)
        return
    told = {name: getattr(amount, name) for name in ("value", "document", "paragraph")}
    if any(getattr(there[0], name) != value for name, value in told.items()):
        work.change(Amount, there[0].id, **told)


def _fields(profile: RegionProfile, row: Row, providers: Mapping[str, str]) -> Iterator[tuple[str, object]]:
    """What a row tells, under the names of the model; a lot and a provider may be named as people call them."""
    told = {field: _cell(row, heads) for field, heads in _COLUMNS.items()}
    kind = next((k for k, words in _WORDS.items() if told["kind"].casefold() in words), None)
    if kind is None:
        raise RuleBroken("kind-not-known", "kind", value=told["kind"])
    yield "kind", kind
    lots = {lot.name.casefold(): lot.id for lot in profile.lots}
    yield "lot", lots.get(told["lot"].casefold(), told["lot"])
    if told["provider_id"]:
        found = providers.get(told["provider_id"].casefold())
        if found is None:
            raise RuleBroken("provider-not-known", "provider_id", value=told["provider_id"])
        yield "provider_id", found
    for field in ("year", "month"):
        if told[field] and not told[field].isdecimal():
            raise RuleBroken("no-number-here", field, value=told[field])
        yield field, int(told[field] or 0)
    yield "value", read_value(kind, told["value"])
    for field in ("municipality", "document", "paragraph"):
        yield field, told[field]


def _cell(row: Row, heads: tuple[str, ...]) -> str:
    value = next((row.cells[head] for head in heads if row.cells.get(head) is not None), "")
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() else f"{value:.2f}"
    return str(value).strip()
