"""What a resident may ask who wants a dossier destroyed: who can, within which term, and why it may be refused.

The Wmo 2015 gives three months to destroy (art. 5.3.5 lid 1). The Jeugdwet names no term (art. 7.3.9). What is done
with a request must be told within a month under any act (AVG art. 12 lid 3), or within three when that is told, with
the reason, in the first. No act asks that the help is over; the program does, see docs/decisions.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date

from desktop.models.destruction_request import (
    AskedBy,
    DestructionRequest,
    RefusalGround,
    RequestOutcome,
)
from desktop.models.faults import RuleBroken
from desktop.models.kinds import Law, Role
from desktop.models.region_settings import Source
from desktop.models.retention import RetentionSetting
from desktop.rules.dates import add_months, age_on
from desktop.rules.permissions import Act, require

OWN_REQUEST = 12
"""Years from which a resident asks, and no other for them (Wmo 2015 art. 5.3.5 lid 3; Jeugdwet art. 7.3.15 lid 1)."""

LONGER_BY = 2
"""Months by which the term to decide can be extended, once (AVG art. 12 lid 3)."""

_AVG = "Algemene verordening gegevensbescherming"
_WMO, _JEUGDWET = "Wmo 2015", "Jeugdwet"
_DECIDE = Source(document=_AVG, paragraph="art. 12 lid 3")


@dataclass(frozen=True)
class RequestNorm:
    """What holds for a request under one act.

    Attributes:
        right: What says that the resident may ask.
        but: What says when it is refused.
        decide_months: To decide, from the day it came in.
        destroy_months: To destroy what must be, from that same day.
        decide_source, destroy_source: Where they stand.
    """

    right: Source
    but: Source
    destroy_months: int
    destroy_source: Source
    decide_months: int = 1
    decide_source: Source = _DECIDE


_BY_AVG = RequestNorm(
    Source(document=_AVG, paragraph="art. 17 lid 1"), Source(document=_AVG, paragraph="art. 17 lid 3"), 1, _DECIDE
)

NORMS: Mapping[Law, RequestNorm] = {
    Law.WMO: RequestNorm(
        Source(document=_WMO, paragraph="art. 5.3.5 lid 1"),
        Source(document=_WMO, paragraph="art. 5.3.5 lid 2"),
        3,
        Source(document=_WMO, paragraph="art. 5.3.5 lid 1"),
    ),
    Law.JEUGDWET: RequestNorm(
        Source(document=_JEUGDWET, paragraph="art. 7.3.9 lid 1"),
        Source(document=_JEUGDWET, paragraph="art. 7.3.9 lid 2"),
        1,
        _DECIDE,
    ),
    Law.WLZ: _BY_AVG,
    Law.ZVW: _BY_AVG,
    Law.PARTICIPATIEWET: _BY_AVG,
}
"""As the acts say it."""

NOT_ENTITLED: Mapping[Law, Source] = {
    Law.WMO: Source(document=_WMO, paragraph="art. 5.3.5 lid 3"),
    Law.JEUGDWET: Source(document=_JEUGDWET, paragraph="art. 7.3.15"),
}
"""Where it stands who can ask; under another act it is whoever the data are about (AVG art. 17 lid 1)."""


def norm_for(law: Law, municipality: str, settings: Iterable[RetentionSetting]) -> RequestNorm:
    """As it holds in a municipality, which may promise to be sooner and never be later than the act.

    What it set goes before what was set for the region.
    """
    found = least = NORMS[law]
    for one in sorted(settings, key=lambda one: (one.municipality != "", one.id)):
        if one.law is not law or one.municipality not in {"", municipality}:
            continue
        own = Source(document=one.document, paragraph=one.paragraph) if one.document else None
        if one.decide_months is not None and one.decide_months < least.decide_months:
            found = replace(found, decide_months=one.decide_months, decide_source=own or least.decide_source)
        if one.destroy_months is not None and one.destroy_months < least.destroy_months:
            found = replace(found, destroy_months=one.destroy_months, destroy_source=own or least.destroy_source)
    return found


def check_months(setting: RetentionSetting) -> None:
    """Holds back a term that is longer than the act allows.

    Raises:
        RuleBroken: ``answer-later-than-act`` (decide_months, destroy_months).
    """
    least = NORMS[setting.law]
    for name, most in (("decide_months", least.decide_months), ("destroy_months", least.destroy_months)):
        months = getattr(setting, name)
        if months is not None and months > most:
            raise RuleBroken("answer-later-than-act", name, months=most)


def decide_by(request: DestructionRequest, norm: RequestNorm) -> date:
    """Last day to tell the resident what is done."""
    longer = LONGER_BY if request.extended_on is not None else 0
    return add_months(request.received_on, norm.decide_months + longer)


def destroy_by(request: DestructionRequest, norm: RequestNorm) -> date:
    """Last day on which it is destroyed, when that was granted."""
    return max(add_months(request.received_on, norm.destroy_months), decide_by(request, norm))


def runs_until(request: DestructionRequest, norm: RequestNorm) -> date | None:
    """Last day of the term that runs now; None where nothing is owed any more."""
    if request.outcome is RequestOutcome.OPEN:
        return decide_by(request, norm)
    return destroy_by(request, norm) if request.outcome is RequestOutcome.GRANTED else None


def is_entitled(request: DestructionRequest, birth_date: date | None) -> bool:
    """True when whoever asked could: from twelve on the resident alone, as long as the resident can weigh it.

    Of someone whose age is not known the program cannot tell, and takes the consultant's word.
    """
    if request.asked_by is AskedBy.OTHER:
        return False
    if birth_date is None:
        return request.asked_by is AskedBy.REPRESENTATIVE or not request.unable
    is_child = age_on(birth_date, request.received_on) < OWN_REQUEST
    if request.asked_by is AskedBy.RESIDENT:
        return not is_child and not request.unable
    return is_child or request.unable


def check_asked(request: DestructionRequest, birth_date: date | None) -> None:
    """Holds back what cannot be as it was written down. Whoever asked, it is answered, so who could not is taken.

    Raises:
        RuleBroken: ``required`` (how; asker, when that is not the resident); ``unable-under-twelve`` (unable).
    """
    if not request.how.strip():
        raise RuleBroken("required", "how")
    if request.asked_by is not AskedBy.RESIDENT and not request.asker.strip():
        raise RuleBroken("required", "asker")
    if request.unable and birth_date is not None and age_on(birth_date, request.received_on) < OWN_REQUEST:
        raise RuleBroken("unable-under-twelve", "unable")


def check_refusal(ground: RefusalGround | None, provision: str, motivation: str) -> None:
    """Holds back a refusal that the resident cannot understand or fight.

    Raises:
        RuleBroken: ``required`` (ground, motivation; provision, when a rule is opposed).
    """
    if ground is None:
        raise RuleBroken("required", "ground")
    if ground is RefusalGround.LAW_FORBIDS and not provision.strip():
        raise RuleBroken("required", "provision")
    if not motivation.strip():
        raise RuleBroken("required", "motivation")


def is_decided(request: DestructionRequest) -> bool:
    """True when nothing of it is decided any more. What was granted and not destroyed can still be refused."""
    return request.outcome in {RequestOutcome.REFUSED, RequestOutcome.WITHDRAWN}


def require_decider(role: Role, colleague_id: str, request: DestructionRequest) -> None:
    """Holds back who may not decide on a request.

    Raises:
        RuleBroken: ``not-allowed``, ``own-request`` for who wrote it down, ``request-decided``.
    """
    require(role, Act.DECIDE_REQUEST)
    if colleague_id == request.recorded_by:
        raise RuleBroken("own-request")
    if is_decided(request):
        raise RuleBroken("request-decided")
