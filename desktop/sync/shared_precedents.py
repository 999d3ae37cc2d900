"""What a shared file's own books tell of who wrote an indication, who founded the file, and whether a sample is drawn.

An INSERT that another device sends than the one that founded the file names whoever sent it as a writer too: a text
that is put there in another's name is no way round the second person.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any

from desktop.models.kinds import IndicationStatus
from desktop.models.sealed_text import BASIS, WRITES
from desktop.sync.approved import TABLE

if TYPE_CHECKING:
    from sqlite3 import Connection  # sqlcipher3 has the same face, without its types

_FOUNDER, _FOUNDED_TO, _SAMPLE = "founder", "founded_to", "sample"

ROW_INDEX = f"CREATE INDEX IF NOT EXISTS ix_change_indication ON change (row_id) WHERE tbl = '{TABLE}'"
"""Only indications are asked for by row; a file made before it gets it at the first judgement."""

BASIS_INDEX = "CREATE INDEX IF NOT EXISTS ix_change_basis ON change (row_id) WHERE tbl IN ('goal', 'alternative')"
"""And of what an indication rests on; idem."""

_OF_ROW = f"SELECT seq, author, effect, body FROM change WHERE tbl = '{TABLE}' AND row_id = ? ORDER BY seq"  # noqa: S608 - our own table's name


_LINES = f"SELECT row_id FROM row_state WHERE tbl = '{TABLE}' AND gone = 0 AND json_extract(body, '$.draft_id') = ?"  # noqa: S608 - idem

_RESTS = (
    "SELECT tbl, row_id FROM refers WHERE target_tbl = 'case_file' AND target_id = ? AND tbl IN ('goal', 'alternative')"
)

_OF_BASIS = (
    "SELECT seq, author, effect, body FROM change WHERE tbl IN ('goal', 'alternative') AND tbl = ? AND row_id = ?"
    " ORDER BY seq"
)

Line = tuple[int, str, str, Mapping[str, Any]]
"""Number, author, effect and content of a line of the history."""


def writers_of(db: Connection, indications: Iterable[str]) -> frozenset[str]:
    """Who wrote in these lines of a draft or handed them in, as the history tells; inside a writing transaction."""
    db.execute(ROW_INDEX)
    found = [line for row_id in indications for line in db.execute(_OF_ROW, (row_id,)).fetchall()]
    return who_wrote(db, [(seq, author, effect, json.loads(body)) for seq, author, effect, body in found])


def who_wrote(db: Connection, lines: Iterable[Line]) -> frozenset[str]:
    """The same of lines of the history."""
    founded_to = _number(db, _FOUNDED_TO)
    return frozenset(who for line in lines for who in _wrote(*line, founded_to)) - {""}


def lines_of(db: Connection, draft_id: str) -> set[str]:
    """The lines of a draft that are there: all of it is one text."""
    return {row_id for (row_id,) in db.execute(_LINES, (draft_id,)).fetchall()}


def basis_of(db: Connection, case_id: str) -> set[tuple[str, str]]:
    """Table and id of the goals and the answers that a case has, as they stood before this push."""
    return {(tbl, row_id) for tbl, row_id in db.execute(_RESTS, (case_id,)).fetchall()}


def basis_writers(db: Connection, tbl: str, row_id: str) -> frozenset[str]:
    """Who wrote a goal or an answer, as the history tells; inside a writing transaction."""
    db.execute(BASIS_INDEX)
    found = db.execute(_OF_BASIS, (tbl, row_id)).fetchall()
    return who_wrote_basis(db, tbl, [(seq, author, effect, json.loads(body)) for seq, author, effect, body in found])


def who_wrote_basis(db: Connection, tbl: str, lines: Iterable[Line]) -> frozenset[str]:
    """The same of lines of the history. Who founded the file offers what others wrote: that names nobody."""
    founded_to = _number(db, _FOUNDED_TO)
    said = set(BASIS[tbl]) - {"kind"}
    found = {
        author
        for seq, author, effect, told in lines
        if said & told.get("fields", {}).keys()
        and (effect != "insert" or (founded_to is not None and seq > founded_to))
    }
    return frozenset(found - {""})


def note_devices(db: Connection, devices: Iterable[str]) -> None:
    """Keeps which device sent first, and how far the history came before another did."""
    sent = sorted(set(devices))
    if not sent:
        return
    if _meta(db, _FOUNDER) is None:
        first = db.execute("SELECT device FROM change ORDER BY seq LIMIT 1").fetchone()
        # Of a file that was in use before this was kept, nobody knows any more how long one device was alone.
        _keep(db, {_FOUNDER: first[0], _FOUNDED_TO: "0"} if first else {_FOUNDER: sent[0]})
    if _meta(db, _FOUNDED_TO) is None and any(device != _meta(db, _FOUNDER) for device in sent):
        head = db.execute("SELECT coalesce(max(seq), 0) FROM change").fetchone()[0]
        _keep(db, {_FOUNDED_TO: str(head)})


def is_founding(db: Connection, device: str) -> bool:
    """See `desktop.sync.approved.Precedents`."""
    return _meta(db, _FOUNDED_TO) is None and _meta(db, _FOUNDER) == device


def has_sample(db: Connection) -> bool:
    """See `desktop.sync.approved.Precedents`."""
    return _meta(db, _SAMPLE) == "1"


def settle_sample(db: Connection, *, samples: bool) -> None:
    """Keeps whether the region draws a sample."""
    if has_sample(db) != samples:
        _keep(db, {_SAMPLE: str(int(samples))})


def _wrote(seq: int, author: str, effect: str, told: Mapping[str, Any], founded_to: int | None) -> Iterator[str]:
    fields = told.get("fields", {})
    if effect == "insert":
        yield str(fields.get("author") or "")
        if founded_to is not None and seq > founded_to:
            yield author
    elif WRITES & {*fields, *told.get("sets", {})} or fields.get("status") == IndicationStatus.HANDED_IN:
        yield author
        yield str(fields.get("author") or "")


def _number(db: Connection, name: str) -> int | None:
    found = _meta(db, name)
    return None if found is None else int(found)


def _meta(db: Connection, name: str) -> str | None:
    found = db.execute("SELECT value FROM meta WHERE name = ?", (name,)).fetchone()
    return None if found is None else str(found[0])


def _keep(db: Connection, told: Mapping[str, str]) -> None:
    db.executemany("INSERT OR REPLACE INTO meta (name, value) VALUES (?, ?)", list(told.items()))


def purged_keys(db: Connection) -> set[tuple[str, str]]:
    """What was destroyed and must never come back; nothing in a file where nothing was."""
    there = db.execute("SELECT 1 FROM sqlite_master WHERE name = 'purged'").fetchone()
    return set(db.execute("SELECT tbl, row_id FROM purged").fetchall()) if there else set()
