"""What providers ask of the municipality (315 and 317) and a person still has to answer."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from desktop.models.kinds import MessageState
from desktop.models.messages import CareMessage, CareMessageLine
from desktop.rules.dates import add_working_days
from desktop.rules.messages.granted import Size
from desktop.rules.messages.kinds import ANSWER_DAYS, REQUESTS
from desktop.store.reader import Reader


@dataclass(frozen=True)
class OpenRequest:
    """One request that waits for an answer.

    Attributes:
        line: As it was read.
        message: The message it came in.
        due: Last day to answer: five working days after it was read (rules OP274 and OP346).
    """

    line: CareMessageLine
    message: CareMessage
    due: date

    @property
    def case_id(self) -> str:
        """The case it belongs to; empty when none is open."""
        return self.line.case_id or ""

    @property
    def content(self) -> dict[str, Any]:
        """Its elements."""
        told: dict[str, Any] = json.loads(self.line.content or "{}")
        return told

    @property
    def reference(self) -> str:
        """ReferentieAanbieder: under which the provider waits for the answer."""
        return str(self.content.get("ReferentieAanbieder", ""))

    def categories(self) -> set[str]:
        """Product categories it asks for."""
        asked = [self.content, *listed(self.content, "NieuweProducten", "NieuwProduct")]
        return {str(one["Product"]["Categorie"]) for one in asked if "Product" in one}


def open_requests(reader: Reader) -> tuple[OpenRequest, ...]:
    """All that wait, the soonest due first."""
    lines = reader.find(CareMessageLine, state=MessageState.TO_DO)
    messages = {m.id: m for m in reader.find(CareMessage, id=[line.message_id for line in lines])} if lines else {}
    asked = [line for line in lines if messages[line.message_id].kind in REQUESTS]
    found = [OpenRequest(line, messages[line.message_id], due_of(messages[line.message_id])) for line in asked]
    return tuple(sorted(found, key=lambda one: (one.due, one.line.id)))


def due_of(message: CareMessage) -> date:
    """Last day to answer a request, counted from the day it bears: a file may lie unread for a while.

    A day that lies after it was read is a mistake of the sender's, and does not put the answer off.
    """
    read_on = message.handled_at.astimezone().date()
    return add_working_days(min(message.dated or read_on, read_on), ANSWER_DAYS)


def reference_for(requests: Iterable[OpenRequest], size: Size, agb_codes: Collection[str]) -> str:
    """The reference of the request of this provider for this kind of help; empty when nobody asked (rule IV097).

    Args:
        requests: Those that wait.
        size: What is allocated.
        agb_codes: The provider's, and those of its doubles.
    """
    codes = {code for code in agb_codes if code}
    fitting = (
        one
        for one in requests
        if one.message.sender in codes and (not one.categories() or size.category in one.categories())
    )
    return next((one.reference for one in fitting), "")


def listed(content: dict[str, Any], holder: str, name: str) -> list[dict[str, Any]]:
    """The elements of a name inside a holder: none, one or many."""
    held = content.get(holder)
    found = held.get(name, []) if isinstance(held, dict) else []
    return found if isinstance(found, list) else [found]
