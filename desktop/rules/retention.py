"""How long a dossier is kept, from when that is counted, and who may destroy it.

Counted is from the last change of the dossier, and only once the case is closed. An act asks for a least number of
years; a municipality may keep longer, never shorter. Destroying is done by two: one proposes, who knows the cases, and
another decides, who needs no names for it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from desktop.models.casework import Case
from desktop.models.faults import RuleBroken
from desktop.models.kinds import Law, Role
from desktop.models.people import Colleague
from desktop.models.retention import Destruction, DestructionStatus, KeepLonger, RetentionSetting
from desktop.rules.permissions import Act, require


@dataclass(frozen=True)
class KeptFor:
    """For how long a dossier is kept.

    Attributes:
        years: Counted from its last change.
        document: Title of what says so.
        paragraph: Where in it.
    """

    years: int
    document: str
    paragraph: str


_YOUTH = KeptFor(20, "Jeugdwet", "art. 7.3.8 lid 3")

BY_ACT: Mapping[Law, KeptFor] = {
    Law.JEUGDWET: _YOUTH,
    Law.WMO: KeptFor(15, "Wmo 2015", "art. 5.3.4 lid 1"),
    # A dossier under another act is no dossier of theirs; until its own selection list is told, the longest holds.
    Law.WLZ: _YOUTH,
    Law.ZVW: _YOUTH,
    Law.PARTICIPATIEWET: _YOUTH,
}
"""The least that the acts ask."""


def kept_for(law: Law, municipality: str, settings: Iterable[RetentionSetting]) -> KeptFor:
    """As it holds in a municipality; what it set goes before what was set for the region, and neither below the act."""
    found = BY_ACT[law]
    for one in sorted(settings, key=lambda one: (one.municipality != "", one.id)):
        if one.law is law and one.municipality in {"", municipality} and one.years >= BY_ACT[law].years:
            is_longer = one.years > BY_ACT[law].years
            found = KeptFor(one.years, one.document, one.paragraph) if is_longer else BY_ACT[law]
    return found


def check_setting(setting: RetentionSetting) -> None:
    """Holds back a term that the act does not leave room for.

    Raises:
        RuleBroken: ``kept-shorter-than-act`` (years), or ``required`` (document) for a longer one without a source.
    """
    least = BY_ACT[setting.law].years
    if setting.years < least:
        raise RuleBroken("kept-shorter-than-act", "years", years=least)
    if setting.years > least and not setting.document.strip():
        raise RuleBroken("required", "document")


def last_change(case: Case, days: Iterable[date], today: date) -> date | None:
    """From when the years are counted; None while the case is open.

    Args:
        case: Of the dossier.
        days: Every day that stands in it.
        today: Days after it are plans, not changes.
    """
    if case.closed_on is None:
        return None
    return max([case.closed_on, *(day for day in days if day <= today)])


def due_on(last: date, years: int) -> date:
    """First day on which the dossier need not be kept any more; of a 29 February, 1 March."""
    try:
        return last.replace(year=last.year + years)
    except ValueError:
        return date(last.year + years, 3, 1)


def kept_until(grounds: Iterable[KeepLonger], today: date) -> date | None:
    """Until when it is kept for a ground that holds today; None when none does."""
    return max((ground.until_on for ground in grounds if ground.until_on >= today), default=None)


def is_of_town(colleague: Colleague, proposal: Destruction) -> bool:
    """True for who works for all of the region, and for who works for the municipality whose dossiers they are."""
    return not colleague.municipality or proposal.municipality in {"", colleague.municipality}


def require_second_decider(role: Role, colleague: Colleague, proposal: Destruction) -> None:
    """Holds back who may not decide on a proposal.

    Raises:
        RuleBroken: ``not-allowed`` for the role and for who is of another municipality, ``own-proposal`` for who made
            it, ``proposal-decided``.
    """
    require(role, Act.PURGE)
    if not is_of_town(colleague, proposal):
        raise RuleBroken("not-allowed")
    if colleague.id == proposal.proposed_by:
        raise RuleBroken("own-proposal", "decided_by")
    if proposal.status is not DestructionStatus.PROPOSED:
        raise RuleBroken("proposal-decided", "status")
