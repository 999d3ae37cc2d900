"""Writing the log of who looked in a dossier and who changed it: one chain of lines per laptop, with signed heads.

Lines are written inside the transaction of what they tell of, and the database refuses to change or delete them. A
change that came from the central store gets no line here: it has one on the laptop where a person made it.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from desktop.models.audit import AuditAction, AuditPurpose, AuditResult, Deed, Dossier, Head, Link
from desktop.rules.audit_chain import BEFORE_THE_FIRST, Stamp, body_of, line_of, linked, message_of
from desktop.security.signing import new_secret, public_of, sign
from desktop.store.dossiers import dossiers_of_act

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from sqlalchemy import Connection

HEAD_EVERY = 100
"""So many lines after which a head is signed, also when there is no sync."""

_LAST = """
SELECT number, hash FROM (SELECT number, hash FROM audit_line WHERE chain = ? ORDER BY number DESC LIMIT 1)
UNION ALL SELECT number, hash FROM (SELECT number, hash FROM audit_release WHERE chain = ? ORDER BY number DESC LIMIT 1)
ORDER BY number DESC LIMIT 1
"""
_HASH = """
SELECT hash FROM audit_line WHERE chain = ? AND number = ?
UNION ALL SELECT hash FROM audit_release WHERE chain = ? AND number = ? LIMIT 1
"""
_PUT = "INSERT INTO audit_line (chain, number, body, previous, hash) VALUES (?, ?, ?, ?, ?)"
_PUT_HEAD = "INSERT OR IGNORE INTO audit_head (chain, number, hash, device, signed_at, signature) VALUES (?,?,?,?,?,?)"
_LINKS = "SELECT chain, number, body, previous, hash FROM audit_line WHERE"
_CHAINS = "SELECT chain, device FROM audit_chain ORDER BY begun"
_HEADS = "SELECT chain, number, hash, device, signed_at, signature FROM"


def append(connection: Connection, stamp: Stamp, deeds: Iterable[Deed]) -> None:
    """Adds lines to this laptop's chain, which begins with the first."""
    chain, secret = _current(connection) or begin(connection, stamp)
    number, previous = last_of(connection, chain)
    links: list[Link] = []
    for deed in deeds:
        number += 1
        links.append(linked(chain, number, previous, body_of(chain, number, stamp, deed)))
        previous = links[-1].hash
    put(connection, links)
    for link in links:
        if link.number % HEAD_EVERY == 0:
            _sign(connection, secret, link, stamp)


def note_changes(
    connection: Connection, stamp: Stamp, act_id: str, what: str, left_for: AuditPurpose | None = None
) -> None:
    """One line for each dossier that an act changed something in.

    Args:
        connection: Of the act.
        stamp: Who, where and when.
        act_id: The act in the journal.
        what: The person's verb, or the kind of file.
        left_for: Why something of each of them leaves the program in a file; None where nothing does.
    """
    touched = dossiers_of_act(connection, act_id)
    action = AuditAction.EXPORT if left_for else AuditAction.CHANGE
    purpose = left_for or AuditPurpose.CASEWORK
    if touched:
        append(connection, stamp, (Deed(action, one, purpose, what=what, act_id=act_id) for one in touched))


def begin(connection: Connection, stamp: Stamp) -> tuple[str, bytes]:
    """A new chain under a new key; returns its name and its secret."""
    secret = new_secret()
    query = "INSERT INTO audit_chain (chain, secret, device, begun_at) VALUES (?, ?, ?, ?)"
    connection.exec_driver_sql(query, (public_of(secret), secret, stamp.device, stamp.at))
    return public_of(secret), secret


def begin_after(connection: Connection, stamp: Stamp, old: str, number: int) -> None:
    """A new chain after one that does not fit what the central store keeps; it tells at which line, and goes on.

    The lines from there on are told again in it, each with its own moment, so that none is kept from the central store.
    """
    begin(connection, stamp)
    begun = Deed(AuditAction.CHAIN, Dossier("audit_chain", old), what=str(number), purpose=AuditPurpose.LOG_KEEPING)
    append(connection, stamp, [begun, *(_again(link) for link in links_of(connection, old, after=number - 1))])


def sign_head(connection: Connection, stamp: Stamp) -> Head | None:
    """Signs how far the present chain has come; None when there is none, or it holds nothing."""
    current = _current(connection)
    if current is None:
        return None
    last = connection.exec_driver_sql(f"{_LINKS} chain = ? ORDER BY number DESC LIMIT 1", (current[0],)).first()
    return None if last is None else _sign(connection, current[1], Link(*last), stamp)


def put(connection: Connection, links: Sequence[Link]) -> None:
    """Keeps lines as they are."""
    if links:
        connection.exec_driver_sql(_PUT, [(one.chain, one.number, one.body, one.previous, one.hash) for one in links])


def last_of(connection: Connection, chain: str) -> tuple[int, str]:
    """Number and hash of a chain's last line, also when it was let go; 0 when there is none."""
    found = connection.exec_driver_sql(_LAST, (chain, chain)).first()
    return (0, BEFORE_THE_FIRST) if found is None else (found[0], found[1])


def hash_at(connection: Connection, chain: str, number: int) -> str | None:
    """Hash of one line of a chain; None when it is not there and was not the last that was let go."""
    return connection.exec_driver_sql(_HASH, (chain, number, chain, number)).scalar_one_or_none()


def links_of(connection: Connection, chain: str, *, after: int = 0, limit: int = -1) -> list[Link]:
    """A chain's lines in order."""
    query = f"{_LINKS} chain = ? AND number > ? ORDER BY number LIMIT ?"
    return [Link(*row) for row in connection.exec_driver_sql(query, (chain, after, limit))]


def links_about(connection: Connection, dossiers: Iterable[Dossier]) -> list[Link]:
    """Lines about a resident or a household, by chain and number."""
    found: set[Link] = set()
    for one in dossiers:
        field = "resident" if one.kind == "resident" else "object"
        query = f"{_LINKS} json_extract(body, '$.{field}') = ?"
        found |= {Link(*row) for row in connection.exec_driver_sql(query, (one.id,))}
    return sorted(found, key=lambda link: (link.chain, link.number))


def chains(connection: Connection) -> list[tuple[str, str]]:
    """Name and laptop of each of this store's chains, the oldest first."""
    return [(chain, device) for chain, device in connection.exec_driver_sql(_CHAINS)]


def begun_at(connection: Connection) -> str:
    """When the log began here, UTC; empty when it has no line yet."""
    return str(connection.exec_driver_sql("SELECT coalesce(min(begun_at), '') FROM audit_chain").scalar_one())


def heads(connection: Connection) -> list[Head]:
    """The heads that this laptop signed."""
    return [Head(*row) for row in connection.exec_driver_sql(f"{_HEADS} audit_head ORDER BY chain, number")]


def heads_of(connection: Connection, chain: str, *, after: int, upto: int) -> list[Head]:
    """The heads of some of a chain's lines, in order."""
    query = f"{_HEADS} audit_head WHERE chain = ? AND number > ? AND number <= ? ORDER BY number"
    return [Head(*row) for row in connection.exec_driver_sql(query, (chain, after, upto))]


def is_signed_to_the_end(connection: Connection) -> bool:
    """True when the present chain's last line has its head, also when there is no line."""
    current = _current(connection)
    if current is None:
        return True
    number, _hash = last_of(connection, current[0])
    return not number or bool(heads_of(connection, current[0], after=number - 1, upto=number))


def has_seen(connection: Connection, head: Head) -> bool:
    """True when the central store told it before."""
    query = "SELECT count(*) FROM audit_seen WHERE chain = ? AND number = ? AND hash = ?"
    return bool(connection.exec_driver_sql(query, (head.chain, head.number, head.hash)).scalar_one())


def seen(connection: Connection) -> list[Head]:
    """The heads of all laptops as the central store told them, at any time."""
    return [Head(*row) for row in connection.exec_driver_sql(f"{_HEADS} audit_seen ORDER BY chain, number, hash")]


def keep_seen(connection: Connection, told: Iterable[Head], moment: str) -> None:
    """Keeps what the central store tells of the laptops' heads; the same once more changes nothing."""
    query = (
        "INSERT OR IGNORE INTO audit_seen (chain, number, hash, device, signed_at, signature, seen_at)"
        " VALUES (?, ?, ?, ?, ?, ?, ?)"
    )
    lines = [(h.chain, h.number, h.hash, h.device, h.signed_at, h.signature, moment) for h in told]
    if lines:
        connection.exec_driver_sql(query, lines)


def _current(connection: Connection) -> tuple[str, bytes] | None:
    found = connection.exec_driver_sql("SELECT chain, secret FROM audit_chain ORDER BY begun DESC LIMIT 1").first()
    return None if found is None else (found[0], found[1])


def _sign(connection: Connection, secret: bytes, link: Link, stamp: Stamp) -> Head:
    unsigned = Head(link.chain, link.number, link.hash, stamp.device, stamp.at, "")
    head = replace(unsigned, signature=sign(secret, message_of(unsigned)))
    told = (head.chain, head.number, head.hash, head.device, head.signed_at, head.signature)
    connection.exec_driver_sql(_PUT_HEAD, told)
    kept = connection.exec_driver_sql(f"{_HEADS} audit_head WHERE chain = ? AND number = ?", (link.chain, link.number))
    return Head(*kept.one())


def _again(link: Link) -> Deed:
    line = line_of(link.body)
    return Deed(
        AuditAction(line.action),
        Dossier(line.kind, line.object, line.resident),
        AuditPurpose(line.purpose),
        AuditResult(line.result),
        line.what,
        line.act_id,
        line.at,
        int(line.shown) if line.shown.isdecimal() else None,
    )
