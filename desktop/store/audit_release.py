"""Letting go of lines of the log that are past their term.

They go from the beginning of a chain up to a head that was signed before the term began. That signed head stays, and
with it the hash on which the next line follows; so does what was let go, by whom and when. A line of its own tells it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from desktop.models.audit import AuditAction, AuditPurpose, Deed, Dossier, Release
from desktop.rules.audit_chain import last_before, line_of
from desktop.store import audit

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sqlalchemy import Connection

    from desktop.rules.audit_chain import Stamp

_RELEASES = "SELECT chain, number, hash, before, years, released_at, released_by FROM audit_release ORDER BY number"
_PUT = (
    "INSERT INTO audit_release (chain, number, hash, before, years, released_at, released_by, journal_seq)"
    " VALUES (?, ?, ?, ?, ?, ?, ?, ?)"
)
_LAST_CHANGE = """
SELECT coalesce(max(j.seq), 0) FROM audit_line AS l JOIN journal AS j ON j.act_id = json_extract(l.body, '$.act_id')
WHERE l.chain = ? AND l.number <= ?
"""


def releases(connection: Connection) -> dict[str, Release]:
    """By chain up to where its lines were let go, the last time."""
    return {row[0]: Release(*row) for row in connection.exec_driver_sql(_RELEASES)}


def is_due(connection: Connection, before: str) -> bool:
    """True when there is a head from before the term that was not let go yet."""
    query = (
        "SELECT count(*) FROM audit_head AS h WHERE h.signed_at < ? AND EXISTS"
        " (SELECT 1 FROM audit_line AS l WHERE l.chain = h.chain AND l.number <= h.number)"
    )
    return bool(connection.exec_driver_sql(query, (before,)).scalar_one())


def let_go(connection: Connection, stamp: Stamp, before: str, years: int, kept: Mapping[str, int] | None = None) -> int:
    """Lets go of what is past its term in the chains of this laptop, and returns how many lines that were.

    Args:
        connection: Of the act.
        stamp: Who does it, where and when.
        before: UTC, ISO 8601; from here on lines are kept.
        years: The term.
        kept: For a laptop that meets a team: of which line on a chain the central store told, by chain. What it never
            told of stays. None for a laptop that works alone.
    """
    gone = 0
    for chain, _device in audit.chains(connection):
        links = audit.links_of(connection, chain)
        heads = [one for one in audit.heads(connection) if one.chain == chain]
        head = last_before(links, heads, before, most=None if kept is None else kept.get(chain, 0))
        if head is None:
            continue
        last = connection.exec_driver_sql(_LAST_CHANGE, (chain, head.number)).scalar_one()
        told = Dossier("audit_chain", chain)
        deed = Deed(AuditAction.RELEASE, told, AuditPurpose.LOG_KEEPING, what=f"{head.number} {last}")
        audit.append(connection, stamp, [deed])
        values = (chain, head.number, head.hash, before, years, stamp.at, stamp.actor, last)
        connection.exec_driver_sql(_PUT, values)
        gone += connection.exec_driver_sql(
            "DELETE FROM audit_line WHERE chain = ? AND number <= ?", (chain, head.number)
        ).rowcount
    return gone


def is_told(connection: Connection, release: Release) -> bool:
    """True when a line tells of it as it stands, in whichever chain of this laptop was the present one then."""
    query = "SELECT number || ' ' || journal_seq FROM audit_release WHERE chain = ? AND number = ?"
    what = connection.exec_driver_sql(query, (release.chain, release.number)).scalar_one()
    links = (link for chain, _device in audit.chains(connection) for link in audit.links_of(connection, chain))
    lines = (line_of(link.body) for link in links)
    wanted = AuditAction.RELEASE, release.chain, what
    return any((line.action, line.object, line.what) == wanted for line in lines)
