"""What a provider answers, read as a file, and what became of it."""

from __future__ import annotations

from pathlib import Path

from desktop.models.indications import Trajectory
from desktop.models.kinds import MessageKind, MessageState
from desktop.models.messages import Allocation, CareMessageLine
from desktop.rules.messages.tree import Element
from desktop.services.incoming_messages import MessageRead, read_message
from desktop.services.workplace import Workplace
from tests.helpers.standard import message


def number(desk: Workplace) -> int:
    """Of the first allocation."""
    with desk.store.read() as reader:
        return reader.find(Allocation)[0].number


def read(desk: Workplace, folder: Path, kind: MessageKind, *lines: Element, **fields: object) -> MessageRead:
    """Reads a provider's message with these lines."""
    raw = message(kind, *lines, **fields)
    path = folder / f"{abs(hash(raw))}.xml"
    path.write_bytes(raw)
    return read_message(desk, path)


def runs(desk: Workplace) -> list[Trajectory]:
    """Help that began, the earliest first."""
    with desk.store.read() as reader:
        return sorted(reader.find(Trajectory), key=lambda run: run.started_on)


def lines(desk: Workplace, state: MessageState) -> list[CareMessageLine]:
    """Lines that came so far."""
    with desk.store.read() as reader:
        return reader.find(CareMessageLine, state=state)


def refusals(done: MessageRead) -> list[tuple[int, str, str]]:
    """Row, element and code of each refused line; each is told in words."""
    assert all(one.reason and one.code not in one.reason for one in done.rejected)
    return [(one.row, one.field, one.code) for one in done.rejected]
