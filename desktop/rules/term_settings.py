"""The terms a municipality holds to: those of the region's profile, with what it set for itself.

An act gives the resident a right to an answer within a term. A municipality may promise a quicker one; a slower one
only where a by-law may say so (Awb art. 4:13 lid 1). What the resident may do within a term, like objecting, nobody
shortens.
"""

from __future__ import annotations

from collections.abc import Iterable

from desktop.models.course import TermSetting
from desktop.models.faults import RuleBroken
from desktop.models.region import Term
from desktop.models.region_settings import Source
from desktop.rules.terms import RESIDENTS_OWN


def in_force(terms: Iterable[Term], settings: Iterable[TermSetting], municipality: str) -> tuple[Term, ...]:
    """The terms as they hold in a municipality; one that was switched off is left out.

    What the municipality set goes before what was set for the whole region.
    """
    chosen: dict[str, TermSetting] = {}
    for setting in sorted(settings, key=lambda one: (one.municipality != "", one.id)):
        if setting.municipality in {"", municipality}:
            chosen[setting.term] = setting
    found = (_with(term, chosen.get(term.id)) for term in terms)
    return tuple(term for term in found if term is not None)


def check_setting(term: Term, setting: TermSetting) -> None:
    """Holds back a term of a municipality's own that the act does not leave room for.

    Raises:
        RuleBroken: ``term-cannot-go``, ``term-fixed``, ``term-longer-than-act`` or ``required`` (all on days, the last
            on document: a longer term stands in a by-law, which must be named).
    """
    if not term.by_act:
        return
    if setting.days is None:
        raise RuleBroken("term-cannot-go", "days", term=term.name)
    if setting.days != term.days and term.id in RESIDENTS_OWN:
        raise RuleBroken("term-fixed", "days", days=term.days)
    if setting.days > term.days and not term.may_be_longer:
        raise RuleBroken("term-longer-than-act", "days", days=term.days)
    if setting.days > term.days and not setting.document.strip():
        raise RuleBroken("required", "document")


def _with(term: Term, setting: TermSetting | None) -> Term | None:
    """A shorter term is a promise and ends on its day; a longer one stands in a by-law (Gemeentewet art. 145)."""
    if setting is None or setting.days == term.days:
        return term
    if setting.days is None:
        return None if not term.by_act else term
    source = Source(document=setting.document, paragraph=setting.paragraph) if setting.document else term.source
    by_act = term.by_act and setting.days > term.days
    return term.model_copy(update={"days": setting.days, "source": source, "by_act": by_act})
