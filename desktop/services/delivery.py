"""The help as it was really given: when it began and stopped, who told so, and what was asked since."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from desktop.models.indications import Indication, Trajectory
from desktop.models.kinds import EndReason, MessageKind, MessageState
from desktop.models.messages import Allocation, CareMessage, CareMessageLine
from desktop.rules.messages.kinds import MESSAGES
from desktop.store.reader import Reader

_DAY_OF = {"305": "Begindatum", "307": "Einddatum"}
"""Which element of a message tells the day."""


class DeliveryKind(StrEnum):
    """What is told."""

    BEGAN = "began"
    STOPPED = "stopped"
    ASKED = "asked"
    """The provider asked for other help, or for more or less of it."""


@dataclass(frozen=True)
class DeliveryTold:
    """One thing that is known of the delivery.

    Attributes:
        by: The message that told so; None when a colleague wrote it down.
        reason: Why it stopped.
    """

    kind: DeliveryKind
    day: date
    by: MessageKind | None = None
    reason: EndReason | None = None


@dataclass(frozen=True)
class _Heard:
    kind: MessageKind
    day: date


def delivery_of(reader: Reader, indication: Indication) -> tuple[DeliveryTold, ...]:
    """What is known, in the order of the days."""
    heard = _heard(reader, indication)
    told = [
        DeliveryTold(DeliveryKind.ASKED, one.day, one.kind) for one in heard if MESSAGES[one.kind].number not in _DAY_OF
    ]
    for run in reader.find(Trajectory, indication_id=indication.id):
        told.append(DeliveryTold(DeliveryKind.BEGAN, run.started_on, _teller(heard, "305", run.started_on)))
        if run.ended_on:
            by = _teller(heard, "307", run.ended_on)
            told.append(DeliveryTold(DeliveryKind.STOPPED, run.ended_on, by, run.end_reason))
    return tuple(sorted(told, key=lambda one: (one.day, one.kind)))


def _heard(reader: Reader, indication: Indication) -> list[_Heard]:
    """What messages told about this help and was taken over, or waits for an answer."""
    allocated = [one.id for one in reader.find(Allocation, indication_id=indication.id)]
    lines = reader.find(CareMessageLine, allocation_id=allocated) if allocated else []
    lines = [line for line in lines if line.state not in {MessageState.REFUSED, MessageState.WRITTEN}]
    messages = {one.id: one for one in reader.find(CareMessage, id=[line.message_id for line in lines])}
    found = (_day_heard(line, messages[line.message_id]) for line in lines)
    return [one for one in found if one is not None]


def _day_heard(line: CareMessageLine, message: CareMessage) -> _Heard | None:
    """A start and a stop have their own day; a request has that of its message."""
    if message.kind is None:
        return None
    element = _DAY_OF.get(MESSAGES[message.kind].number)
    text = str(json.loads(line.content or "{}").get(element, "")) if element else ""
    day = date.fromisoformat(text) if text else message.dated or message.handled_at.astimezone().date()
    return _Heard(message.kind, day)


def _teller(heard: Iterable[_Heard], number: str, day: date) -> MessageKind | None:
    """The message that told this day; a stop tells the start as well, but a start alone tells no stop."""
    return next((one.kind for one in heard if MESSAGES[one.kind].number == number and one.day == day), None)
