"""Does the log still hold? Each look names the first line that does not; none of them mends anything.

What stands here needs no network. Whether the tail was cut or the whole was written anew by someone who has the key is
seen against the heads that the central store keeps, and against those that this laptop saw there before.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from desktop.models.audit import Head, Link, Release
from desktop.rules.audit_chain import BEFORE_THE_FIRST, first_break, line_of, message_of
from desktop.rules.log_term import LEAST_YEARS, begin_of_term
from desktop.security.signing import is_signed, public_of
from desktop.store import audit
from desktop.store.audit_release import is_told, releases
from desktop.store.dossiers import NEWS, OWN, ways

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from sqlalchemy import Connection

_KEPT = ("audit_chain", "audit_line", "audit_head", "audit_seen", "audit_since", "audit_release")
_GUARDS = "SELECT name FROM sqlite_master WHERE type = 'trigger' AND name LIKE 'audit\\_%' ESCAPE '\\'"
_UNLOGGED = """
SELECT j.act_id, j.tbl FROM journal AS j
WHERE j.seq > (SELECT journal_seq FROM audit_since)
AND j.seq > (SELECT coalesce(max(journal_seq), 0) FROM audit_release) AND j.origin <> 'sync' AND j.tbl IN ({tables})
AND {news} AND NOT EXISTS (SELECT 1 FROM audit_line AS l WHERE json_extract(l.body, '$.act_id') = j.act_id)
ORDER BY j.seq LIMIT 1
"""


@dataclass(frozen=True)
class Broken:
    """The first thing that does not hold.

    Attributes:
        code: As `desktop.rules.audit_chain.Break`, and ``unguarded``, ``key-changed``, ``other-device``,
            ``forged-head``, ``head-differs``, ``tail-cut``, ``chain-gone``, ``behind``, ``line-differs`` or
            ``change-unlogged``; of what was let go ``released-unsigned``, ``released-early``, ``released-ahead`` or
            ``released-untold``.
        device: Laptop of the chain.
        number: Of the line; 0 when it is about no line.
    """

    code: str
    chain: str
    device: str
    number: int = 0


def look_over(connection: Connection, now: str = "") -> Broken | None:
    """All that can be seen on this laptop alone; the seen heads are among it.

    Args:
        connection: To look through.
        now: UTC, ISO 8601; without it nothing is said of what would be let go in times to come.
    """
    wanted = {f"{table}_no_{verb}" for table in _KEPT for verb in ("update", "delete")}
    if wanted - set(connection.exec_driver_sql(_GUARDS).scalars()):
        return Broken("unguarded", "", "")
    known = dict(audit.chains(connection))
    mine = connection.exec_driver_sql("SELECT device_id FROM identity").scalar_one()
    signed, seen = audit.heads(connection), audit.seen(connection)
    gone = releases(connection)
    for chain, device in known.items():
        broken = _chain(connection, chain, device, mine, [*signed, *seen]) or _untold(connection, gone.get(chain), mine)
        if broken is None and chain in gone and now and gone[chain].released_at > now:
            broken = Broken("released-ahead", chain, device, gone[chain].number)
        if broken is not None:
            return broken
    strange = connection.exec_driver_sql("SELECT chain, min(number) FROM audit_line GROUP BY chain").all()
    for chain, number in strange:
        if chain not in known:
            return Broken("key-changed", chain, mine, number)
    return chain_gone(known, mine, [*signed, *seen]) or _unlogged(connection, mine)


def chain_gone(known: Mapping[str, str], mine: str, told: Iterable[Head]) -> Broken | None:
    """A chain of this laptop that others know of, and that is not here any more."""
    gone = next((head for head in told if head.device == mine and head.chain not in known), None)
    return None if gone is None else Broken("chain-gone", gone.chain, mine, 1)


def check_links(
    links: Sequence[Link], device: str, heads: Iterable[Head], release: Release | None = None
) -> Broken | None:
    """One whole chain with the heads that are told of it, whoever tells them; what was let go of it is left out."""
    told = list(heads)
    chain = links[0].chain if links else told[0].chain if told else ""
    found = [*_release_faults(release, told), *_faults(links, device, told, release)]
    return min((Broken(code, chain, device, number) for code, number in found), key=_number, default=None)


def _number(broken: Broken) -> int:
    return broken.number


def _release_faults(release: Release | None, heads: Iterable[Head]) -> Iterator[tuple[str, int]]:
    """Only what was signed before the term began may have gone, and the signature stays."""
    if release is None:
        return
    under = [head for head in heads if head.number <= release.number]
    if not any(head.number == release.number and head.hash == release.hash for head in under):
        yield "released-unsigned", release.number
    late = [head.number for head in under if head.signed_at >= release.before]
    if late or release.before > begin_of_term(release.released_at, LEAST_YEARS):
        yield "released-early", min(late, default=release.number)


def _faults(
    links: Sequence[Link], device: str, heads: Iterable[Head], release: Release | None
) -> Iterator[tuple[str, int]]:
    after, previous = (release.number, release.hash) if release else (0, BEFORE_THE_FIRST)
    broken = first_break(links, after=after, previous=previous)
    if broken is not None:
        yield broken.code, broken.number
    strange = next((link.number for link in links if line_of(link.body).device != device), None)
    if strange is not None:
        yield "other-device", strange
    hashes = {after: previous} | {link.number: link.hash for link in links}
    last = links[-1].number if links else after
    for head in heads:
        if links and head.chain != links[0].chain:
            continue
        if not is_signed(head.chain, message_of(head), head.signature) or head.device != device:
            yield "forged-head", head.number
        elif head.number > last:
            yield "tail-cut", last + 1
        elif head.number >= after and hashes.get(head.number) != head.hash:
            yield "head-differs", head.number


def _untold(connection: Connection, release: Release | None, mine: str) -> Broken | None:
    if release is None or is_told(connection, release):
        return None
    return Broken("released-untold", release.chain, mine, release.number)


def _chain(connection: Connection, chain: str, device: str, mine: str, heads: list[Head]) -> Broken | None:
    secret = connection.exec_driver_sql("SELECT secret FROM audit_chain WHERE chain = ?", (chain,)).scalar_one()
    if public_of(secret) != chain:
        return Broken("key-changed", chain, device, 1)
    if device != mine:
        return Broken("other-device", chain, device, 1)
    of_chain = [head for head in heads if head.chain == chain]
    return check_links(audit.links_of(connection, chain), device, of_chain, releases(connection).get(chain))


def _unlogged(connection: Connection, mine: str) -> Broken | None:
    """A change of a dossier that has no line: it was made past the program, or its line was at the tail that is cut."""
    tables = ", ".join(f"'{name}'" for name in sorted({*OWN, *ways()}))
    found = connection.exec_driver_sql(_UNLOGGED.format(tables=tables, news=NEWS)).first()
    return None if found is None else Broken("change-unlogged", "", mine)
