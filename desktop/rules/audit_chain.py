"""How lines of the log hang together: each holds the hash of the one before, so none can be changed or taken out."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import sha256

from desktop.models.audit import AuditLine, Deed, Head, Link

BEFORE_THE_FIRST = ""
"""What stands in the place of the hash before the first line."""

_HEAD = b"naober audit head 1|"
"""So that no signature on anything else can pass for one on a head."""

_FIELDS = (
    "at",
    "actor",
    "device",
    "action",
    "kind",
    "object",
    "resident",
    "purpose",
    "result",
    "what",
    "act_id",
    "shown",
)


@dataclass(frozen=True)
class Stamp:
    """Who, where and when, for all lines that are written at once."""

    actor: str
    device: str
    at: str
    """UTC, ISO 8601."""


@dataclass(frozen=True)
class Break:
    """Where a chain does not hold.

    Attributes:
        code: ``missing``: this line is not there; ``edited``: the line does not give its own hash; ``moved``: it does
            not follow on the one before; ``misfiled``: it says of itself that it is another.
    """

    code: str
    number: int


def body_of(chain: str, number: int, stamp: Stamp, deed: Deed) -> str:
    """A line as canonical JSON: keys in order, no spaces. It holds ids only, so all of it is plain ASCII."""
    told = {
        "chain": chain,
        "number": number,
        "at": deed.at or stamp.at,
        "actor": stamp.actor,
        "device": stamp.device,
        "action": deed.action.value,
        "kind": deed.dossier.kind,
        "object": deed.dossier.id,
        "resident": deed.dossier.resident,
        "purpose": deed.purpose.value,
        "result": deed.result.value,
        "what": deed.what,
        "act_id": deed.act_id,
    } | ({} if deed.shown is None else {"shown": deed.shown})
    return json.dumps(told, sort_keys=True, separators=(",", ":"), ensure_ascii=True)


def hash_of(previous: str, body: str) -> str:
    """SHA-256 over the hash before, a new line, and the line itself; 64 hexadecimal digits."""
    return sha256(f"{previous}\n{body}".encode()).hexdigest()


def linked(chain: str, number: int, previous: str, body: str) -> Link:
    """A line in its place."""
    return Link(chain, number, body, previous, hash_of(previous, body))


def line_of(body: str) -> AuditLine:
    """What a line says; empty where it does not say it, number 0 when it is no line at all."""
    told = _read(body)
    number = told.get("number")
    return AuditLine(number if isinstance(number, int) else 0, **{name: str(told.get(name, "")) for name in _FIELDS})


def belongs(link: Link) -> bool:
    """True when the line says of itself that it stands where it stands."""
    told = _read(link.body)
    return told.get("number") == link.number and told.get("chain") == link.chain


def first_break(links: Iterable[Link], *, after: int = 0, previous: str = BEFORE_THE_FIRST) -> Break | None:
    """The first line that does not hold; None when all do.

    Args:
        links: Lines of one chain by number.
        after: Number of the line before them.
        previous: Hash of that line.
    """
    number = after
    for link in links:
        number += 1
        if link.number != number:
            return Break("missing", number)
        if not belongs(link):
            return Break("misfiled", number)
        if link.hash != hash_of(link.previous, link.body):
            return Break("edited", number)
        if link.previous != previous:
            return Break("moved", number)
        previous = link.hash
    return None


def last_before(links: Iterable[Link], heads: Iterable[Head], before: str, most: int | None = None) -> Head | None:
    """Up to which head lines may be let go; None when none is due.

    It was signed before the term began, and so were all heads and lines under it: a head of after says that lines
    which follow it were written after it, whatever their own clock said.

    Args:
        links: The lines of a chain, in order.
        heads: Its heads.
        before: UTC, ISO 8601; from here on lines are kept.
        most: No further than this line.
    """
    there = {link.number: link for link in links}
    late = [link.number for link in there.values() if line_of(link.body).at >= before]
    late += [head.number for head in heads if head.signed_at >= before]
    end = min([*late, *([] if most is None else [most + 1])], default=None)
    due = [head for head in heads if head.number in there and (end is None or head.number < end)]
    return max(due, key=_number, default=None)


def _number(head: Head) -> int:
    return head.number


def message_of(head: Head) -> bytes:
    """What is signed."""
    told = {"at": head.signed_at, "chain": head.chain, "device": head.device, "hash": head.hash, "number": head.number}
    return _HEAD + json.dumps(told, sort_keys=True, separators=(",", ":")).encode()


def _read(body: str) -> dict[str, object]:
    try:
        told = json.loads(body)
    except (ValueError, RecursionError):
        return {}
    return told if isinstance(told, dict) else {}
