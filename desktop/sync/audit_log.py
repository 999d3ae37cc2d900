"""Bringing the log of who looked to the central store, which keeps what it once was told.

A laptop can write its own log anew: it has the key. It cannot write anew what the central store keeps, and every laptop
keeps the heads of all others as it saw them there, so that the central store cannot be written anew unseen either.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from desktop.language import N_
from desktop.store import audit
from desktop.store.audit_release import releases

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from desktop.models.audit import Dossier, Head, Link, Release
    from desktop.rules.audit_chain import Stamp
    from desktop.store.database import Store

ACT = N_("Bring the log to the central store")
AT_ONCE = 500
"""So many lines in one piece."""


_NEWEST = """
WITH RECURSIVE told (chain) AS (
    SELECT min(chain) FROM {table}
    UNION ALL SELECT (SELECT min(chain) FROM {table} WHERE chain > told.chain) FROM told WHERE told.chain IS NOT NULL
)
SELECT {columns} FROM told JOIN {table} AS h ON h.chain = told.chain
AND h.number = (SELECT max(number) FROM {table} WHERE chain = told.chain)
"""
"""From one chain to the next by the index: each chain has thousands of lines, and there are few chains."""


def newest_heads(table: str) -> str:
    """SQL for the newest head of every chain; both kinds of store understand it."""
    columns = "h.chain, h.number, h.hash, h.device, h.signed_at, h.signature"
    return _NEWEST.format(table=table, columns=columns)


def newest_lines(table: str) -> str:
    """SQL for chain, laptop, number and hash of every chain's last line."""
    return _NEWEST.format(table=table, columns="h.chain, h.device, h.number, h.hash")


class NotWitnessed(Exception):  # noqa: N818 - it names what happened
    """The central store does not take a line, because it keeps another or because it is another laptop's.

    Attributes:
        code: ``not-next``, ``hash-wrong``, ``misfiled``, ``chain-of-another``, ``device-of-another``,
            ``actor-of-another``, ``not-a-member`` or ``head-unknown``.
    """

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


@dataclass(frozen=True)
class Kept:
    """What the central store keeps of one chain."""

    chain: str
    device: str
    number: int
    """Of the last line."""
    hash: str


@dataclass(frozen=True)
class Standing:
    """How the log stands at the central store, for one laptop that comes to bring its lines."""

    heads: tuple[Head, ...]
    """The newest of every laptop; a head tells nothing of anyone."""
    kept: Mapping[str, Kept]
    """Of the chains that were asked for and of which there is a line."""


class CentralLog(Protocol):
    """Where lines are kept for good. Every method is one transaction and raises a `WorldFault` as the store does."""

    @property
    def is_one_zone(self) -> bool:
        """True where whoever comes in could read and alter every line: then everyone looks over all of them."""

    def standing(self, chains: Sequence[str]) -> Standing:
        """How the log stands."""

    def take(self, links: Sequence[Link], head: Head | None) -> None:
        """Keeps lines of one chain, and a head among them.

        Raises:
            NotWitnessed: Nothing of it is kept then.
        """

    def chains(self) -> tuple[Kept, ...]:
        """The chains that the asking colleague may read whole: the own ones; all, for who reads the log."""

    def links(self, chain: str, after: int, limit: int) -> tuple[Link, ...]:
        """Lines of a chain that the asking colleague may read, in order."""

    def heads_of(self, chain: str) -> tuple[Head, ...]:
        """All heads of a chain."""

    def about(self, dossiers: Sequence[Dossier]) -> tuple[Link, ...]:
        """Lines of all laptops about these, as far as the asking colleague may read them."""

    def releases(self) -> Mapping[str, Release]:
        """By chain up to where lines were let go here, the last time; it tells of nobody."""

    def let_go(self, stamp: Stamp, years: int) -> int:
        """Lets go of what is past its term, for who reads the log, and returns how many lines that were.

        A database counts by its own clock.
        """


@dataclass(frozen=True)
class Brought:
    """What became of the log in a sync."""

    sent: int = 0
    fetched: int = 0
    """Own lines that this laptop had lost, because it was put back from a copy."""
    forked_at: int = 0
    """Line from which this laptop tells something else than the central store keeps; a new chain begins. 0: none."""
    refused: str = ""
    """Why it was not taken, as `NotWitnessed`."""


def exchange(store: Store, log: CentralLog) -> Brought:
    """Sends the lines that the central store does not have, with a signed head, and keeps the heads of all laptops.

    Raises:
        WorldFault: What is wrong with the central store. What was sent stays; the next time goes on from there.
    """
    standing = log.standing(_own(store))
    _sign_and_see(store, standing)
    sent = fetched = forked = 0
    refused = ""
    _begin_again(store, standing)
    for chain, kept in standing.kept.items():
        lost, at = _mend(store, log, chain, kept)
        fetched, forked = fetched + lost, forked or at
    for chain in _own(store):
        try:
            sent += _send(store, log, chain, standing.kept.get(chain))
        except NotWitnessed as why:
            refused = why.code
    return Brought(sent, fetched, forked, refused)


def _begin_again(store: Store, standing: Standing) -> None:
    """A new central store takes no chain from its middle: what of it was not let go is told again in a new one."""
    with store.read() as reader:
        gone = releases(reader.connection)
        chain = next((chain for chain, _device in reversed(audit.chains(reader.connection))), "")
    if chain in gone and chain not in standing.kept:
        with store.work(ACT, origin="sync") as work:
            audit.begin_after(work.connection, work.stamp, chain, gone[chain].number + 1)
            audit.sign_head(work.connection, work.stamp)
            work.commit()


def _own(store: Store) -> list[str]:
    with store.read() as reader:
        return [chain for chain, _device in audit.chains(reader.connection)]


def _sign_and_see(store: Store, standing: Standing) -> None:
    """Signs how far the own log has come, and keeps the heads of others; nothing is written when nothing is new."""
    with store.read() as reader:
        new = [head for head in standing.heads if not audit.has_seen(reader.connection, head)]
        if not new and audit.is_signed_to_the_end(reader.connection):
            return
    with store.work(ACT, origin="sync") as work:
        audit.sign_head(work.connection, work.stamp)
        audit.keep_seen(work.connection, new, work.stamp.at)
        work.commit()


def _send(store: Store, log: CentralLog, chain: str, kept: Kept | None) -> int:
    """Sends what comes after the last line that is kept; nothing of a chain that tells something else there."""
    after, sent = kept.number if kept else 0, 0
    with store.read() as reader:
        last, _hash = audit.last_of(reader.connection, chain)
        if kept is not None and audit.hash_at(reader.connection, chain, after) != kept.hash:
            return 0
        if kept is None and chain in releases(reader.connection):
            return 0
    while after < last:
        with store.read() as reader:
            links = audit.links_of(reader.connection, chain, after=after, limit=min(AT_ONCE, last - after))
            heads = audit.heads_of(reader.connection, chain, after=after, upto=links[-1].number) if links else []
        if not links:
            break
        log.take(links, heads[-1] if heads else None)
        after, sent = links[-1].number, sent + len(links)
    return sent


def _mend(store: Store, log: CentralLog, chain: str, kept: Kept) -> tuple[int, int]:
    """Fetches back own lines that were lost; tells at which line this laptop and the central store differ."""
    with store.read() as reader:
        last, stands = audit.last_of(reader.connection, chain)
        if audit.hash_at(reader.connection, chain, kept.number) == kept.hash:
            return 0, 0
        is_current = audit.chains(reader.connection)[-1][0] == chain
    theirs = all_of(log, chain)
    hashes = {link.number: link.hash for link in theirs}
    if last < kept.number and (last == 0 or hashes.get(last) == stands):
        lost = [link for link in theirs if link.number > last]
        with store.work(ACT, origin="sync") as work:
            audit.put(work.connection, lost)
            work.commit()
        return len(lost), 0
    if not is_current:  # it was told before, and another chain began
        return 0, 0
    with store.work(ACT, origin="sync") as work:
        mine = [link for link in audit.links_of(work.connection, chain) if link.number >= theirs[0].number]
        at = next((one.number for one in mine if hashes.get(one.number) != one.hash), kept.number + 1)
        audit.begin_after(work.connection, work.stamp, chain, at)
        audit.sign_head(work.connection, work.stamp)
        work.commit()
    return 0, at


def all_of(log: CentralLog, chain: str) -> list[Link]:
    """All lines of a chain that are kept there, in order."""
    found: list[Link] = []
    while some := log.links(chain, found[-1].number if found else 0, AT_ONCE):
        found += some
    return found
