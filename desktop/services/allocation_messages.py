"""Writing the allocation messages (WMO301 and JW301) to a folder, from which the back office sends them."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from desktop.exchange.istandaarden.checking import flaws
from desktop.exchange.istandaarden.layouts import layout
from desktop.exchange.istandaarden.writing import to_xml
from desktop.language import N_
from desktop.models.audit import AuditPurpose
from desktop.models.base import new_id
from desktop.models.changes import ChangeSet
from desktop.models.faults import RuleBroken, WorldFault
from desktop.models.indications import Trajectory
from desktop.models.kinds import Law, MessageState
from desktop.models.messages import Allocation, CareMessage, CareMessageLine
from desktop.rules.messages.allocation_message import Envelope, allocation_message, product
from desktop.rules.messages.allotting import withdrawn
from desktop.rules.messages.kinds import ALLOCATION, DELETED, MESSAGES
from desktop.rules.permissions import Act, require
from desktop.services.allocating import Outgoing, line_content, outgoing
from desktop.services.wording import explain
from desktop.services.workplace import Workplace
from desktop.store.unit_of_work import UnitOfWork

_IDENTIFICATION = 6
"""Letters after the day: together the twelve characters that BerichtIdentificatie may have."""


@dataclass(frozen=True)
class LeftOut:
    """What was not written, and why.

    Attributes:
        id: Indication's id.
        case_id: Case's id.
        faults: Each at its field.
    """

    id: str
    case_id: str
    faults: tuple[RuleBroken, ...]

    @property
    def reason(self) -> str:
        """All of it in words."""
        return " ".join(dict.fromkeys(explain(fault) for fault in self.faults))


@dataclass(frozen=True)
class MessagesWritten:
    """What came of it.

    Attributes:
        written: The files.
        left_out: What is not in them.
        changes: What was touched in the store.
    """

    written: tuple[Path, ...]
    left_out: tuple[LeftOut, ...]
    changes: ChangeSet


def write_messages(workplace: Workplace, law: Law, folder: Path) -> MessagesWritten:
    """Allocates what was granted and writes one file per client and provider, and keeps what was told.

    Either all files are there and the store knows of them, or there is none. A client whose data cannot make a message
    is left out whole; nothing is allocated there. Files that stand in the folder already are left alone. In the log it
    is an export of each case that is told of, for the provider, written in the same act.

    Raises:
        RuleBroken: ``not-allowed``.
        WorldFault: ``cannot-write``, ``disk-full``.
    """
    require(workplace.role, Act.EXPORT_MESSAGES)
    with workplace.casework(N_("Write allocation messages")) as work:
        work.lets_out(ALLOCATION[law].value, AuditPurpose.FOR_PROVIDER)
        found = [one for one in outgoing(workplace, work) if one.law is law]
        left_out = [_left_out(one, one.problems) for one in found if one.problems]
        files: dict[str, bytes] = {}
        for one in found:
            if one.problems or not one.changed:
                continue
            name, raw, faults = _write(workplace, work, one)
            if faults:
                left_out.append(_left_out(one, faults))
            else:
                files[name] = raw
        with _standing(folder, files) as written:
            changes = work.commit()
        return MessagesWritten(written, tuple(left_out), changes)


def withdraw_allocation(workplace: Workplace, allocation_id: str) -> ChangeSet:
    """Takes an allocation away, as if it had never been; the provider is told in the next message.

    Raises:
        RuleBroken: ``gone``, ``allocation-withdrawn`` when it was taken away before, ``allocation-begun`` when the help
            has begun, ``not-allowed``.
    """
    require(workplace.role, Act.EXPORT_MESSAGES)
    with workplace.casework(N_("Take allocation away")) as work:
        allocation = work.get(Allocation, allocation_id)
        if allocation.change_reason == DELETED:
            raise RuleBroken("allocation-withdrawn")
        if work.find(Trajectory, indication_id=allocation.indication_id):
            raise RuleBroken("allocation-begun")
        gone = withdrawn(allocation, workplace.now)
        work.change(Allocation, allocation_id, **gone.model_dump(exclude={"id"}))
        return work.commit()


def tell_again(workplace: Workplace, allocation_id: str) -> ChangeSet:
    """The last message that told of an allocation was refused or got lost: what stood in it is to be told once more.

    The provider knows what the message before it told, if there was one. The file that was written stays as it is; the
    next one bears another number (BerichtIdentificatie).

    Raises:
        RuleBroken: ``gone``, ``not-told`` when nothing was told of it, or it is to be told again already;
            ``not-allowed``.
    """
    require(workplace.role, Act.EXPORT_MESSAGES)
    with workplace.casework(N_("Tell the provider again")) as work:
        work.get(Allocation, allocation_id)
        told = work.find(CareMessageLine, allocation_id=allocation_id, state=MessageState.WRITTEN)
        if not told:
            raise RuleBroken("not-told")
        last = max(told, key=lambda line: line.id)
        for line in work.find(CareMessageLine, message_id=last.message_id, state=MessageState.WRITTEN):
            work.change(CareMessageLine, line.id, state=MessageState.DONE, answered_on=workplace.today)
        return work.commit()


def _write(workplace: Workplace, work: UnitOfWork, one: Outgoing) -> tuple[str, bytes, tuple[RuleBroken, ...]]:
    """File name and bytes, with all that is to be kept of it in the act; or why it cannot be."""
    kind = ALLOCATION[one.law]
    number = MESSAGES[kind].number
    message_id = new_id()
    agb = one.provider.agb_code if one.provider else ""
    envelope = Envelope(one.law, one.municipality_code, agb, _identification(workplace, message_id), workplace.today)
    root = allocation_message(envelope, one.resident, one.allocations)
    found = flaws(root, layout(one.law, number))
    if found:
        faults = (RuleBroken(flaw.code, element=flaw.field, value=flaw.value) for flaw in found)
        return "", b"", tuple(faults)
    raw = to_xml(root, one.law, number)
    name = f"{kind}_{envelope.sender}_{envelope.receiver}_{envelope.identification}.xml"
    message = CareMessage(
        id=message_id,
        kind=kind,
        law=one.law,
        identification=envelope.identification,
        dated=workplace.today,
        sender=envelope.sender,
        receiver=envelope.receiver,
        file_name=name,
        digest=hashlib.sha256(raw).hexdigest(),
        handled_at=workplace.now,
    )
    _keep(workplace, work, one, message)
    return name, raw, ()


def _keep(workplace: Workplace, work: UnitOfWork, one: Outgoing, message: CareMessage) -> None:
    work.add(message)
    for position, allocation in enumerate(one.allocations, 1):
        if work.maybe(Allocation, allocation.id) is None:
            work.add(allocation)
        else:
            work.change(Allocation, allocation.id, **allocation.model_dump(exclude={"id"}))
        work.add(
            CareMessageLine(
                message_id=message.id,
                position=position,
                allocation_number=allocation.number,
                allocation_id=allocation.id,
                case_id=one.case_of[allocation.id],
                state=MessageState.WRITTEN,
                content=line_content(product(allocation)),
            )
        )
    for request in one.answers:
        work.change(CareMessageLine, request.line.id, state=MessageState.DONE, answered_on=workplace.today)


def _identification(workplace: Workplace, message_id: str) -> str:
    """The day and six letters that follow from the message's own id: unique without asking other laptops."""
    digest = hashlib.sha256(message_id.encode()).hexdigest()
    return f"{workplace.today:%y%m%d}{digest[:_IDENTIFICATION].upper()}"


def _left_out(one: Outgoing, faults: Iterable[RuleBroken]) -> LeftOut:
    return LeftOut(one.indication_id, one.case_id, tuple(faults))


@contextmanager
def _standing(folder: Path, files: dict[str, bytes]) -> Iterator[tuple[Path, ...]]:
    """Puts the files down for as long as what follows goes well; when it does not, they go again.

    Raises:
        WorldFault: ``cannot-write``, ``disk-full``.
    """
    places = tuple(folder / name for name in files)
    try:
        _put(folder, files)
        yield places
    except BaseException:
        for place in places:
            with suppress(OSError):
                place.unlink(missing_ok=True)
        raise


def _put(folder: Path, files: dict[str, bytes]) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for name, raw in files.items():
            with (folder / name).open("xb") as file:
                file.write(raw)
    except OSError as fault:
        raise WorldFault("cannot-write", file=folder.name) from fault
