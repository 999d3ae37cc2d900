"""The resident's own contribution: what it is for a draft, and what a municipality set by year."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from itertools import chain
from typing import Any

from desktop.exchange.istandaarden.layouts import meaning
from desktop.language import N_, _
from desktop.language.places import resource
from desktop.models.casework import Case
from desktop.models.changes import ChangeSet
from desktop.models.faults import RuleBroken
from desktop.models.indications import ContributionAmount, Indication
from desktop.models.kinds import Law
from desktop.models.people import Resident
from desktop.models.region import RegionProfile
from desktop.rules.contribution import Contribution, Exemption, Paid, Rules, contribution
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
def shipped_rules() -> Rules:
    """Which help has a contribution of its own kind, and who owes nothing."""
    exempt = tuple(
        Exemption(
            source=f"{one['document']}, {one['paragraph']}",
            under_age=one.get("under_age"),
            categories=frozenset(one.get("categories", ())),
            besides=frozenset(one.get("except", ())),
        )
        for one in _shipped()["exempt"]
    )
    return Rules(frozenset(map(str, _shipped()["apart"])), exempt)


def exempt_lines() -> tuple[str, ...]:
    """Who owes nothing, a sentence each with its source, in the language in force."""
    return tuple(_exempt_line(one) for one in shipped_rules().exempt)


def contribution_for(
    reader: Reader, profile: RegionProfile, indication: Indication, municipality: str, today: date
) -> Contribution:
    """What the resident pays in the year in which an indication begins; today's where no first day is chosen."""
    paid = Paid(
        indication.law,
        _category(profile, indication),
        municipality,
        indication.start or today,
        indication.end,
        _birth_date(reader, indication),
    )
    stored = reader.find(ContributionAmount, year=paid.year)
    return contribution(paid, chain(shipped_amounts(), stored), shipped_rules())


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


def _exempt_line(one: Exemption) -> str:
    if one.under_age is None:
        text = _("Nobody pays for: {kinds}.", kinds=_kinds(one.categories))
    elif one.besides:
        text = _(
            "Who is younger than {age} pays nothing, except for: {kinds}.", age=one.under_age, kinds=_kinds(one.besides)
        )
    else:
        text = _("Who is younger than {age} pays nothing.", age=one.under_age)
    return f"{text} {_('Source: {source}', source=one.source)}"


def _kinds(categories: Iterable[str]) -> str:
    return ", ".join(meaning(Law.WMO, "ProductCategorie", code).lower() for code in sorted(categories))


def _birth_date(reader: Reader, indication: Indication) -> date | None:
    case = reader.maybe(Case, indication.case_id)
    resident = reader.maybe(Resident, case.resident_id) if case else None
    return resident.birth_date if resident else None


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
