"""Reading a provider's message: 305, 307, 315 and 317 of Wmo and Jeugd. Nothing that comes in is lost."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from desktop.exchange.istandaarden.checking import Flaw
from desktop.exchange.istandaarden.reading import Message, Unreadable, parse, read_bytes
from desktop.language import N_
from desktop.models.changes import ChangeSet
from desktop.models.faults import RuleBroken
from desktop.models.kinds import MessageState
from desktop.models.messages import CareMessage, CareMessageLine
from desktop.rules.messages.kinds import MESSAGES
from desktop.rules.messages.tree import Element, texts
from desktop.rules.permissions import Act, require
from desktop.services.incoming_lines import Effect, Settled, settle
from desktop.services.message_words import reason_text
from desktop.services.workplace import Workplace
from desktop.store.unit_of_work import UnitOfWork

LINES = {
    "305": ("StartProducten", "StartProduct"),
    "307": ("StopProducten", "StopProduct"),
    "315": ("AangevraagdeProducten", "AangevraagdProduct"),
}
"""Where the lines of a message stand below the client; a 317 is one request as a whole."""


_LONGEST_LINE = 20_000
"""Characters of a stored line, as the model has it."""

_LONGEST_TEXT, _MOST_TEXTS = 100, 15
"""Of a line that is longer: however a letter is written in JSON, it stays within."""


@dataclass(frozen=True)
class Refusal:
    """One line that was not taken over.

    Attributes:
        row: Place in the message, from 1; 0 means the whole file.
        field: Element it is about; empty when none in particular.
        code: Why.
        reason: The same in words.
    """

    row: int
    field: str
    code: str
    reason: str


@dataclass(frozen=True)
class MessageRead:
    """What came of a file.

    Attributes:
        read: Lines in it.
        new: Lines that told something for the first time.
        changed: Lines that corrected what was told before.
        same: Lines that told nothing new.
        to_do: Lines that wait for a person.
        rejected: Lines that were not taken over.
        changes: What was touched in the store.
    """

    read: int
    new: int
    changed: int
    same: int
    to_do: int
    rejected: tuple[Refusal, ...]
    changes: ChangeSet


def read_message(workplace: Workplace, path: Path, *, dry_run: bool = False) -> MessageRead:
    """Reads one file, matches its lines to cases, and takes over what it tells; the same file again changes nothing.

    A file that is no message that can be read is kept as one refused line, with the reason.

    Args:
        workplace: Where one works.
        path: The file.
        dry_run: Only say what would come of it.

    Raises:
        RuleBroken: ``not-allowed``.
        WorldFault: ``file-not-found``, ``file-not-readable``, ``file-too-large``.
    """
    require(workplace.role, Act.EXPORT_MESSAGES)
    raw, digest = read_bytes(path)
    with workplace.casework(N_("Read message")) as work:
        known = work.find(CareMessage, digest=digest)
        if known:
            return _as_known(work, known[0])
        message, lines, settled = _take(
            workplace, work, raw, CareMessage(file_name=path.name[:200], digest=digest, handled_at=workplace.now)
        )
        work.add(message, *lines)
        changes = ChangeSet() if dry_run else work.commit()
    return _told(lines, settled, changes)


def try_again(workplace: Workplace, line_id: str) -> tuple[Settled, ChangeSet]:
    """Takes a refused line up once more, when the case or the allocation it names is there by now.

    Raises:
        RuleBroken: ``gone``, ``not-refused``, ``message-unreadable-again`` for a whole file, ``not-allowed``.
    """
    require(workplace.role, Act.EXPORT_MESSAGES)
    with workplace.casework(N_("Read message line again")) as work:
        line = work.get(CareMessageLine, line_id)
        message = work.get(CareMessage, line.message_id)
        if line.state is not MessageState.REFUSED:
            raise RuleBroken("not-refused")
        if message.kind is None or not line.content or line.reason.startswith("message-"):
            raise RuleBroken("message-unreadable-again")
        settled = settle(workplace, work, message, json.loads(line.content))
        work.change(CareMessageLine, line_id, **settled.fields())
        return settled, work.commit()


def set_done(workplace: Workplace, line_id: str) -> ChangeSet:
    """A person handled it outside the program, like by a message 319 from the back office.

    Raises:
        RuleBroken: ``gone``, ``not-allowed``.
    """
    require(workplace.role, Act.EXPORT_MESSAGES)
    with workplace.casework(N_("Handle message")) as work:
        work.change(CareMessageLine, line_id, state=MessageState.DONE, answered_on=workplace.today)
        return work.commit()


def _take(
    workplace: Workplace, work: UnitOfWork, raw: bytes, begun: CareMessage
) -> tuple[CareMessage, list[CareMessageLine], list[Settled]]:
    try:
        found = parse(raw)
    except Unreadable as fault:
        refusal = Settled(MessageState.REFUSED, reason=_reason(fault.code, "", fault.values.get("line", "")))
        return begun, [_line(begun, 1, {}, refusal)], [refusal]
    message = _message(begun, found)
    lines, settled = [], []
    for position, content in enumerate(_contents(found), 1):
        flaw = _flaw_of(found, position)
        one = Settled(MessageState.REFUSED, reason=_reason(flaw.code, flaw.field, flaw.value)) if flaw else None
        one = one or settle(workplace, work, message, content)
        settled.append(one)
        lines.append(_line(message, position, content, one))
    return message, lines, settled


def _message(begun: CareMessage, found: Message) -> CareMessage:
    header = found.root.first("Header") or Element("Header")
    kind = MESSAGES[found.kind]
    told = {
        "kind": found.kind,
        "law": kind.law,
        "identification": header.value("BerichtIdentificatie", "Identificatie")[:12],
        "dated": _day(header.value("BerichtIdentificatie", "Dagtekening")),
        "sender": header.value("Afzender")[:8],
        "receiver": header.value("Ontvanger")[:8],
    }
    return begun.model_copy(update=told)


def _contents(found: Message) -> Iterator[dict[str, object]]:
    """Each line's elements, with the client's BSN and birth date; one empty line for a message that holds none."""
    client = found.root.first("Client") or Element("Client")
    who = {"Bsn": client.value("Bsn"), "Geboortedatum": _birth_date(client)}
    number = MESSAGES[found.kind].number
    if number not in LINES:
        request = client.first("Verzoek") or Element("Verzoek")
        yield who | texts(request.children)
        return
    holder, name = LINES[number]
    lines = list((client.first(holder) or Element(holder)).all(name)) or [Element(name)]
    for line in lines:
        yield who | texts(line.children)


def _birth_date(client: Element) -> str:
    """Empty when the client's day or month is not known to the sender (DatumGebruik)."""
    born = client.first("Geboortedatum") or Element("Geboortedatum")
    return "" if born.value("DatumGebruik") else born.value("Datum")


def _flaw_of(found: Message, position: int) -> Flaw | None:
    """The first flaw of a line, or of what holds for all lines."""
    holder_and_name = LINES.get(MESSAGES[found.kind].number)
    for flaw in found.flaws:
        of_line = holder_and_name is not None and [p[0] for p in flaw.path[:3]] == ["Client", *holder_and_name]
        if not of_line or flaw.path[2][1] == position:
            return flaw
    return None


def _line(message: CareMessage, position: int, content: dict[str, object], settled: Settled) -> CareMessageLine:
    number = str(content.get("ToewijzingNummer", ""))
    return CareMessageLine(
        message_id=message.id,
        position=position,
        allocation_number=int(number) if number.isascii() and number.isdigit() and len(number) <= 9 else None,  # noqa: PLR2004 - digits of LDT_Nummer
        content=_kept(content),
        **settled.fields(),
    )


def _kept(content: dict[str, object]) -> str:
    """As canonical JSON; what makes it longer than a line may be is cut, which no message that is right ever needs."""
    whole = json.dumps(content, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    if len(whole) <= _LONGEST_LINE:
        return whole
    short = {name[:_LONGEST_TEXT]: value[:_LONGEST_TEXT] for name, value in content.items() if isinstance(value, str)}
    return json.dumps(dict([*short.items()][:_MOST_TEXTS]), sort_keys=True, ensure_ascii=False)


def _as_known(work: UnitOfWork, message: CareMessage) -> MessageRead:
    lines = sorted(work.find(CareMessageLine, message_id=message.id), key=lambda line: line.position)
    settled = [Settled(line.state, reason=line.reason, effect=Effect.SAME) for line in lines]
    return _told(lines, settled, ChangeSet())


def _told(lines: list[CareMessageLine], settled: list[Settled], changes: ChangeSet) -> MessageRead:
    whole = len(lines) == 1 and not json.loads(lines[0].content or "{}")
    rejected = [
        Refusal(0 if whole else line.position, *_apart(one.reason))
        for line, one in zip(lines, settled, strict=True)
        if one.state is MessageState.REFUSED
    ]
    taken = [one for one in settled if one.state is not MessageState.REFUSED]
    count = {effect: sum(one.effect is effect for one in taken) for effect in Effect}
    to_do = sum(one.state is MessageState.TO_DO for one in taken)
    new, changed, same = count[Effect.NEW], count[Effect.CHANGED], count[Effect.SAME]
    return MessageRead(len(lines), new, changed, same, to_do, tuple(rejected), changes)


def _apart(reason: str) -> tuple[str, str, str]:
    code, _space, rest = reason.partition(" ")
    return rest.partition(" ")[0], code, reason_text(reason)


def _reason(code: str, field: str, value: object) -> str:
    return f"{code} {field or '-'} {value}".strip()[:200] if field or value else code


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
