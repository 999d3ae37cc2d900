"""Help of which a provider told that it began, and that nobody handed on: who receives it, and when?

A message tells what took place already, so it is taken over; what was to come before it is asked all the same.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from desktop.models.casework import Case, WarmHandover
from desktop.models.indications import Indication, Trajectory
from desktop.models.kinds import CasePhase, IndicationStatus, MessageState
from desktop.models.messages import Allocation, CareMessage, CareMessageLine
from desktop.models.region import RegionProfile
from desktop.models.region_settings import HandoverAround
from desktop.models.social_map import Provider
from desktop.rules.messages.kinds import MESSAGES
from desktop.rules.passing_on import MovedOn, is_received, names_another
from desktop.services.workplace import Workplace
from desktop.store.merged import family
from desktop.store.reader import Reader

START = "305"
"""Number of the message that tells that help began."""


@dataclass(frozen=True)
class UnreceivedHelp:
    """Help that began elsewhere without a warm handover.

    Attributes:
        line_id: Of the message's line that told so.
        case: In which.
        indication_id: Of the help.
        provider: Name of who gives it now.
        began: First day there.
    """

    line_id: str
    case: Case
    indication_id: str
    provider: str
    began: date


def asks_who_receives(reader: Reader, profile: RegionProfile, indication: Indication, began: date) -> MovedOn | None:
    """What someone should have received, and did not; None when nothing was handed on, or it was received.

    It was handed on when the same help was given by another provider before, and when a warm handover of those days
    names another provider that gives no help in this case.
    """
    rule = profile.handover_around
    if not indication.provider_id:
        return None
    to = reader.get(Provider, indication.provider_id).name
    handovers = reader.find(WarmHandover, case_id=indication.case_id)
    before = [run.started_on for run in _runs_elsewhere(reader, indication, began, rule)]
    moved = MovedOn(began, min(before, default=reader.get(Case, indication.case_id).opened_on), to)
    if is_received(handovers, moved, rule):
        return None
    elsewhere = names_another(handovers, moved, rule, _others(reader, indication))
    return moved if before or elsewhere else None


def unreceived_help(workplace: Workplace, reader: Reader, case_id: str = "") -> tuple[UnreceivedHelp, ...]:
    """All that a person is still asked about, in open cases; the earliest begin first."""
    lines = reader.find(CareMessageLine, state=MessageState.TO_DO, **({"case_id": case_id} if case_id else {}))
    kinds = {one.id: one.kind for one in reader.find(CareMessage, id=[line.message_id for line in lines])}
    told = [line for line in lines if (kind := kinds[line.message_id]) and MESSAGES[kind].number == START]
    found = [one for line in told for one in _unreceived(workplace, reader, line)]
    return tuple(sorted(found, key=lambda one: (one.began, one.line_id)))


def _unreceived(workplace: Workplace, reader: Reader, line: CareMessageLine) -> Iterator[UnreceivedHelp]:
    """Nothing once the begin was taken back or told otherwise: another line asks then, if there is still to ask."""
    allocation = reader.maybe(Allocation, line.allocation_id) if line.allocation_id else None
    if allocation is None:
        return
    indication = reader.get(Indication, allocation.indication_id)
    began = date.fromisoformat(json.loads(line.content)["Begindatum"])
    case = reader.get(Case, indication.case_id)
    runs = reader.count(Trajectory, indication_id=indication.id, started_on=began)
    moved = asks_who_receives(reader, workplace.profile, indication, began) if runs else None
    if moved is not None and case.phase is not CasePhase.CLOSED:
        yield UnreceivedHelp(line.id, case, indication.id, moved.to, began)


def _runs_elsewhere(reader: Reader, indication: Indication, began: date, rule: HandoverAround) -> list[Trajectory]:
    """The same help as another provider gave it until then: what this goes on from, and what ended shortly before."""
    here = family(reader.connection, indication.provider_id) if indication.provider_id else ()
    beside = [one for one in reader.find(Indication, case_id=indication.case_id) if one.id != indication.id]
    elsewhere = {one.id: one for one in beside if one.provider_id and one.provider_id not in here}
    return [
        run
        for run in reader.find(Trajectory, indication_id=list(elsewhere))
        if run.started_on < began and _passed_on(elsewhere[run.indication_id], run, indication, began, rule)
    ]


def _passed_on(former: Indication, run: Trajectory, now: Indication, began: date, rule: HandoverAround) -> bool:
    lately = run.ended_on is not None and 0 <= (began - run.ended_on).days <= rule.within_days
    same = bool(now.product) and former.product == now.product
    return lately and same if former.id != now.follows_id else lately or run.ended_on is None


def _others(reader: Reader, indication: Indication) -> frozenset[str]:
    """Names of the other providers that were to give help in this case: a handover to one of them is about that."""
    beside = reader.find(Indication, case_id=indication.case_id, status=IndicationStatus.APPROVED)
    ids = [one.provider_id for one in beside if one.id != indication.id and one.provider_id]
    return frozenset(one.name for one in reader.find(Provider, id=ids))
