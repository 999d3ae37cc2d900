"""The resident's own contribution: what it is for a draft, and what a municipality set by year."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from itertools import chain
from typing import Any

from desktop.language import N_
from desktop.language.places import resource
from desktop.models.changes import ChangeSet
from desktop.models.faults import RuleBroken
from desktop.models.indications import ContributionAmount, Indication
from desktop.models.region import RegionProfile
from desktop.rules.contribution import Contribution, Paid, contribution
from desktop.rules.permissions import Act, require
from desktop.services.guards import filled, only
from desktop.services.workplace import Workplace
from desktop.store.mapping import validated
from desktop.store.reader import Reader

FIELDS = ("municipality", "year", "cents_per_month", "document", "paragraph")


@dataclass(frozen=True)
class AmountLine:
    """An amount as the settings show it.

    Attributes:
        is_own: True when it was set here; False when it ships.
        usual_cents: What ships for that year, which holds again once this is removed; None when nothing does.
    """

    amount: ContributionAmount
    is_own: bool
    usual_cents: int | None


@cache
def shipped_amounts() -> tuple[ContributionAmount, ...]:
    """What comes with the program."""
    return tuple(ContributionAmount.model_validate(one) for one in _shipped()["amounts"])


@cache
def apart() -> frozenset[str]:
    """Categories of help with a contribution of their own kind."""
    return frozenset(map(str, _shipped()["apart"]))


def contribution_for(
    reader: Reader, profile: RegionProfile, indication: Indication, municipality: str, year: int
) -> Contribution:
    """What the resident pays for an indication that begins in that year."""
    paid = Paid(indication.law, _category(profile, indication), municipality, year)
    stored = reader.find(ContributionAmount, year=year)
    return contribution(paid, chain(shipped_amounts(), stored), apart())


def amount_lines(workplace: Workplace) -> tuple[AmountLine, ...]:
    """Every year that is known, the latest first; a shipped one that was replaced for the region is left out."""
    with workplace.store.read() as reader:
        own = reader.find(ContributionAmount)
    usual = {amount.year: amount.cents_per_month for amount in shipped_amounts()}
    replaced = {amount.year for amount in own if not amount.municipality}
    lines = [AmountLine(one, is_own=True, usual_cents=usual.get(one.year)) for one in own]
    lines += [
        AmountLine(one, is_own=False, usual_cents=one.cents_per_month)
        for one in shipped_amounts()
        if one.year not in replaced
    ]
    return tuple(sorted(lines, key=lambda line: (-line.amount.year, line.amount.municipality)))


def keep_amount(workplace: Workplace, fields: Mapping[str, object]) -> ChangeSet:
    """Sets what a household pays in a year, in the place of what was set before for that year and municipality.

    Args:
        workplace: Where the colleague works.
        fields: Of a `ContributionAmount`, by the model's names.

    Raises:
        RuleBroken: ``not-allowed``; ``required`` (document); ``not-in-region`` (municipality); or the limit that a
            field is outside of.
    """
    require(workplace.role, Act.CHANGE_TERMS)
    only(fields, FIELDS)
    amount = validated(ContributionAmount, fields)
    filled("document", amount.document)
    if amount.municipality not in {"", *(town.name for town in workplace.profile.municipalities)}:
        raise RuleBroken("not-in-region", "municipality")
    with workplace.work(N_("Set own contribution")) as work:
        there = work.find(ContributionAmount, municipality=amount.municipality, year=amount.year)
        if there:
            work.change(ContributionAmount, there[0].id, **{name: getattr(amount, name) for name in FIELDS})
        else:
            work.add(amount)
        return work.commit()


def remove_amount(workplace: Workplace, amount_id: str) -> ChangeSet:
    """Takes back what was set here; what ships holds again.

    Raises:
        RuleBroken: ``not-allowed``, ``gone``.
    """
    require(workplace.role, Act.CHANGE_TERMS)
    with workplace.work(N_("Remove own contribution")) as work:
        work.remove(ContributionAmount, amount_id)
        return work.commit()


def _category(profile: RegionProfile, indication: Indication) -> str:
    """The category of the product, else of the segment, else of the lot."""
    parts = (
        next((one for one in profile.products if one.id == indication.product), None),
        next((one for one in profile.segments if one.id == indication.segment), None),
        next((one for one in profile.lots if one.id == indication.lot), None),
    )
    return next((part.category for part in parts if part and part.category), "")


@cache
def _shipped() -> dict[str, Any]:
    return tomllib.loads(resource("contributions.toml").read_text(encoding="utf-8"))
