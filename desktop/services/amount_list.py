"""The amounts that were set or taken over, to look through, put right and take off."""

from __future__ import annotations

from dataclasses import dataclass

from desktop.language import N_, _
from desktop.language.forms import euros
from desktop.models.amounts import Amount, AmountKind
from desktop.models.changes import ChangeSet
from desktop.models.social_map import Provider
from desktop.rules.permissions import Act, require
from desktop.services.amounts import KINDS, read_value
from desktop.services.guards import filled
from desktop.services.workplace import Workplace
from desktop.store.mapping import validated


@dataclass(frozen=True)
class AmountLine:
    """An amount in words.

    Attributes:
        where: Lot, and municipality or provider.
        when: Year, with the month before it for what was spent; empty where it holds for any.
        value: In euros or days.
        typed: The value as one would type it.
    """

    amount: Amount
    kind: str
    where: str
    when: str
    value: str
    typed: str
    source: str


def amount_lines(workplace: Workplace, kind: AmountKind | None = None) -> tuple[AmountLine, ...]:
    """What was set here, of one kind or all, the latest year and month first; a capacity stands at the team.

    Raises:
        RuleBroken: ``not-allowed``.
    """
    require(workplace.role, Act.CHANGE_TERMS)
    kinds = [kind] if kind else list(KINDS)
    with workplace.store.read() as reader:
        found = reader.find(Amount, kind=kinds)
        providers = {one.id: one.name for one in reader.find(Provider)}
    lots = {lot.id: lot.name for lot in workplace.profile.lots}
    found.sort(key=lambda one: (-one.year, -one.month, one.kind, one.lot, one.municipality, one.id))
    return tuple(_line(one, lots, providers) for one in found)


def remove_amount(workplace: Workplace, amount_id: str) -> ChangeSet:
    """Takes an amount off: the dashboards count as if it had never been set.

    Raises:
        RuleBroken: ``not-allowed``; ``gone``.
    """
    require(workplace.role, Act.CHANGE_TERMS)
    with workplace.work(N_("Take amount off")) as work:
        work.get(Amount, amount_id)
        work.remove(Amount, amount_id)
        return work.commit()


def correct_amount(workplace: Workplace, amount_id: str, value: str, document: str, paragraph: str = "") -> ChangeSet:
    """Another value, as it was typed, for the same place and time, with where it stands.

    Raises:
        RuleBroken: ``not-allowed``; ``gone``; ``required`` (value or document); ``no-number-here`` (value); or the
            limit of a field.
    """
    require(workplace.role, Act.CHANGE_TERMS)
    with workplace.work(N_("Put amount right")) as work:
        there = work.get(Amount, amount_id)
        filled("document", document)
        read = read_value(there.kind, value)
        validated(Amount, {**there.model_dump(), "value": read, "document": document, "paragraph": paragraph})
        work.change(Amount, amount_id, value=read, document=document.strip(), paragraph=paragraph.strip())
        return work.commit()


def _line(one: Amount, lots: dict[str, str], providers: dict[str, str]) -> AmountLine:
    money = one.kind is not AmountKind.AGREED_DURATION
    who = (one.municipality or _("whole region")) if money else providers.get(one.provider_id or "", _("all providers"))
    lot = lots.get(one.lot, one.lot) or _("all lots")
    when = f"{one.month:02}-{one.year}" if one.month else str(one.year or "")
    return AmountLine(
        amount=one,
        kind=_(KINDS[one.kind]),
        where=f"{lot} · {who}",
        when=when,
        value=euros(one.value) if money else _("{n} days", n=one.value),
        typed=f"{one.value // 100},{one.value % 100:02}" if money else str(one.value),
        source=", ".join(filter(None, (one.document, one.paragraph))),
    )
