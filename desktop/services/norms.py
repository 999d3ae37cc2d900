"""Norms for waiting: what ships, what the team made of it, and changing that."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache

from pydantic import BaseModel, ConfigDict, Field

from desktop.language import N_
from desktop.language.places import resource
from desktop.models.base import new_id
from desktop.models.changes import ChangeSet
from desktop.models.faults import RuleBroken
from desktop.models.kinds import Law, WaitPhase
from desktop.models.region import RegionProfile
from desktop.models.waiting import WaitNorm
from desktop.rules.norms import overlay
from desktop.rules.permissions import Act, require
from desktop.rules.waiting import LONGEST_TEXT, Wait, read_wait, write_wait
from desktop.services.guards import filled
from desktop.services.workplace import Workplace
from desktop.store.mapping import validated
from desktop.store.reader import Reader
from desktop.store.unit_of_work import UnitOfWork


class ShippedNorm(BaseModel):
    """A norm of ``resources/norms.toml``.

    Attributes:
        categories: iWmo/iJw productCategorie it is for; empty means all help under the act.
        on: False for an example that holds only where someone switches it on.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    key: str = Field(min_length=1, max_length=60)
    name: str = Field(min_length=1, max_length=200)
    law: Law | None = None
    categories: tuple[str, ...] = ()
    phase: WaitPhase
    weeks: float = Field(ge=0, le=520)
    on: bool = True
    document: str = Field(min_length=1, max_length=300)
    paragraph: str = Field(min_length=1, max_length=200)


@dataclass(frozen=True)
class NormLine:
    """A norm as the team sees it.

    Attributes:
        norm: As it is now; without weeks it is off.
        usual_weeks: What ships; None for one of the team's own.
        is_own: True when it does not ship.
        is_changed: True when it ships and the team made something else of it.
        concerns_nothing: True when it ships for a kind of care of which this region has no product.
    """

    norm: WaitNorm
    usual_weeks: float | None
    is_own: bool
    is_changed: bool
    concerns_nothing: bool

    @property
    def is_on(self) -> bool:
        """True when waits are held against it."""
        return self.norm.weeks is not None and not self.concerns_nothing


@cache
def shipped_norms() -> tuple[ShippedNorm, ...]:
    """What comes with the program."""
    text = resource("norms.toml").read_text(encoding="utf-8")
    return tuple(ShippedNorm.model_validate(one) for one in tomllib.loads(text)["norms"])


def norms(workplace: Workplace) -> tuple[WaitNorm, ...]:
    """Those in force here: what ships for the region's products, with what the team made of it."""
    with workplace.store.read() as reader:
        return norms_of(reader, workplace.profile)


def norms_of(reader: Reader, profile: RegionProfile) -> tuple[WaitNorm, ...]:
    """What `norms` gives, for who reads already."""
    here = [norm for one in shipped_norms() if (norm := _here(one, profile)) is not None]
    return overlay(here, reader.find(WaitNorm))


def norm_lines(workplace: Workplace) -> tuple[NormLine, ...]:
    """Every norm, off ones too: the shipped ones in their order, then the team's own by name."""
    with workplace.store.read() as reader:
        stored = {norm.key: norm for norm in reader.find(WaitNorm)}
    ships = {one.key: _line(one, stored.get(one.key), workplace.profile) for one in shipped_norms()}
    own = [
        NormLine(norm, None, is_own=True, is_changed=False, concerns_nothing=False)
        for key, norm in stored.items()
        if key not in ships
    ]
    return (*ships.values(), *sorted(own, key=lambda line: (line.norm.name.casefold(), line.norm.key)))


def keep_norm(workplace: Workplace, norm: WaitNorm) -> ChangeSet:
    """Writes a norm: in the place of the one with its key, or as a new one.

    Raises:
        RuleBroken: ``not-allowed``; ``required`` (name, weeks or document); or the limit a field is outside of.
    """
    _may(workplace)
    filled("name", norm.name)
    if norm.weeks is None:
        raise RuleBroken("required", "weeks")
    filled("document", norm.document)
    with workplace.work(N_("Change norm for waiting")) as work:
        _put(work, norm)
        return work.commit()


def read_weeks(text: str) -> float:
    """A norm as people write it, like ``6``, ``6 wk``, ``1 dag`` or ``3 mnd``, in weeks.

    Raises:
        RuleBroken: ``required``, or as `desktop.rules.waiting.read_wait` says (weeks); ``wait-not-understood`` also for
            a range: a norm is one number.
    """
    filled("weeks", text)
    found = read_wait(text, "weeks")
    if not isinstance(found, Wait):
        raise RuleBroken(found[0].code, "weeks", value=found[0].text, most=LONGEST_TEXT)
    if found.max_weeks is None or found.min_weeks not in {None, found.max_weeks}:
        raise RuleBroken("wait-not-understood", "weeks", value=text, most=LONGEST_TEXT)
    return found.max_weeks


def write_weeks(weeks: float) -> str:
    """A norm as `read_weeks` reads it again, to the last digit."""
    return write_wait(weeks, weeks)


def switch_off_norm(workplace: Workplace, key: str) -> ChangeSet:
    """No wait is held against it any more. One of the team's own goes away; a shipped one can be switched on again.

    Raises:
        RuleBroken: ``not-allowed``; ``gone`` when there is no norm of that key.
    """
    _may(workplace)
    usual = _shipped(key)
    with workplace.work(N_("Switch norm for waiting off")) as work:
        if usual is None:
            _remove(work, key)
        else:
            _put(work, _as_norm(usual, workplace.profile).model_copy(update={"weeks": None}))
        return work.commit()


def switch_on_norm(workplace: Workplace, key: str) -> ChangeSet:
    """A shipped norm holds again, as it ships.

    Raises:
        RuleBroken: ``not-allowed``; ``gone`` when none of that key ships; ``norm-concerns-nothing`` when this region
            has no product of the kind of care it is for.
    """
    _may(workplace)
    usual = _shipped(key)
    if usual is None:
        raise RuleBroken("gone", kind="wait_norm")
    if usual.categories and not _as_norm(usual, workplace.profile).products:
        raise RuleBroken("norm-concerns-nothing")
    with workplace.work(N_("Switch norm for waiting on")) as work:
        if usual.on:
            _remove(work, key)
        else:
            _put(work, _as_norm(usual, workplace.profile))
        return work.commit()


def _may(workplace: Workplace) -> None:
    require(workplace.role, Act.CHANGE_TERMS)


def _shipped(key: str) -> ShippedNorm | None:
    return next((one for one in shipped_norms() if one.key == key), None)


def _put(work: UnitOfWork, norm: WaitNorm) -> None:
    fields = {name: value for name, value in norm.model_dump().items() if name != "id"}
    there = work.find(WaitNorm, key=norm.key)
    if there:
        work.change(WaitNorm, there[-1].id, **fields)
    else:
        work.add(validated(WaitNorm, {**fields, "id": new_id()}))


def _remove(work: UnitOfWork, key: str) -> None:
    there = work.find(WaitNorm, key=key)
    if not there:
        raise RuleBroken("gone", kind="wait_norm")
    for norm in there:
        work.remove(WaitNorm, norm.id)


def _here(one: ShippedNorm, profile: RegionProfile) -> WaitNorm | None:
    """None where it holds for nothing: an example, or a kind of care without a product here."""
    norm = _as_norm(one, profile)
    return None if not one.on or (one.categories and not norm.products) else norm


def _as_norm(one: ShippedNorm, profile: RegionProfile) -> WaitNorm:
    products = tuple(p.id for p in profile.products if p.law == one.law and p.category in one.categories)
    fields = one.model_dump(exclude={"categories", "on"})
    return WaitNorm.model_validate({**fields, "id": one.key, "products": products})


def _line(one: ShippedNorm, stored: WaitNorm | None, profile: RegionProfile) -> NormLine:
    usual = _as_norm(one, profile)
    norm = stored or (usual if one.on else usual.model_copy(update={"weeks": None}))
    return NormLine(
        norm=norm,
        usual_weeks=one.weeks,
        is_own=False,
        is_changed=stored is not None,
        concerns_nothing=bool(one.categories) and not norm.products,
    )
