"""The terms as they hold here: what the acts say, and what a municipality made of them."""

from __future__ import annotations

from dataclasses import dataclass

from desktop.language import N_
from desktop.models.changes import ChangeSet
from desktop.models.course import TermSetting
from desktop.models.faults import RuleBroken
from desktop.models.region import Term
from desktop.rules.permissions import Act, require
from desktop.rules.term_settings import check_setting, in_force
from desktop.rules.terms import RESIDENTS_OWN
from desktop.services.workplace import Workplace
from desktop.store.mapping import validated
from desktop.store.reader import Reader


@dataclass(frozen=True)
class OwnTerm:
    """A term of the municipality's own, as a person fills it in.

    Attributes:
        term: Id in the profile.
        municipality: Empty means: the whole region.
        days: None switches a term of the region's own off.
        document: Title of what it stands in.
        paragraph: Where in it.
    """

    term: str
    municipality: str = ""
    days: int | None = None
    document: str = ""
    paragraph: str = ""


@dataclass(frozen=True)
class TermOfRegion:
    """A term as the settings show it.

    Attributes:
        term: As the profile has it.
        settings: What holds in its place, the whole region first, then by municipality.
        is_fixed: True for a term of an act in which the resident may do something.
    """

    term: Term
    settings: tuple[TermSetting, ...]
    is_fixed: bool


def terms_of_region(workplace: Workplace) -> tuple[TermOfRegion, ...]:
    """Every term of the region in its profile's order."""
    with workplace.store.read() as reader:
        known = reader.find(TermSetting)
    return tuple(_line(term, known) for term in workplace.profile.terms)


def keep_term(workplace: Workplace, own: OwnTerm) -> ChangeSet:
    """Lets a municipality, or the whole region, hold to a term of its own.

    Raises:
        RuleBroken: ``not-allowed``; ``gone`` for a term the profile does not have; ``not-in-region`` (municipality);
            what `desktop.rules.term_settings.check_setting` says; or the limit a field is outside of.
    """
    require(workplace.role, Act.CHANGE_TERMS)
    term = next((one for one in workplace.profile.terms if one.id == own.term), None)
    if term is None:
        raise RuleBroken("gone", kind="term_setting")
    if own.municipality and own.municipality not in {one.name for one in workplace.profile.municipalities}:
        raise RuleBroken("not-in-region", "municipality")
    setting = validated(TermSetting, vars(own))
    check_setting(term, setting)
    with workplace.work(N_("Change term")) as work:
        there = _same(work, own)
        if there:
            work.change(TermSetting, there[-1].id, **vars(own))
        else:
            work.add(setting)
        return work.commit()


def drop_term(workplace: Workplace, setting_id: str) -> ChangeSet:
    """The term of the act, or of the region's profile, holds again.

    Raises:
        RuleBroken: ``not-allowed``, ``gone``.
    """
    require(workplace.role, Act.CHANGE_TERMS)
    with workplace.work(N_("Take own term off")) as work:
        there = work.get(TermSetting, setting_id)
        for one in _same(work, OwnTerm(there.term, there.municipality)):
            work.remove(TermSetting, one.id)
        return work.commit()


def _same(reader: Reader, own: OwnTerm) -> list[TermSetting]:
    """Two colleagues may have set the same on two laptops; the newest id holds."""
    return reader.find(TermSetting, term=own.term, municipality=own.municipality)


def _line(term: Term, known: list[TermSetting]) -> TermOfRegion:
    newest = {setting.municipality: setting for setting in known if setting.term == term.id}
    held = sorted(newest.values(), key=lambda one: one.municipality)
    holding = tuple(one for one in held if in_force((term,), (one,), one.municipality) != (term,))
    return TermOfRegion(term, holding, is_fixed=term.by_act and term.id in RESIDENTS_OWN)
