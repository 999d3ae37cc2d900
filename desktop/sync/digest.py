"""Two numbers by which two stores see that they hold the same rows."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from hashlib import blake2b

from desktop.sync.protocol import Digest
from desktop.sync.vocabulary import Json, Kind

_SIZE = 8
_said = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode
_MODULUS = 1 << 8 * _SIZE


def row_hash(kind: Kind, row_id: str, values: Mapping[str, Json]) -> int:
    """A row as one number below 2^64; the same whatever the order of fields and members."""
    return _hash(_said([row_id, kind.spare(values)]))


def written(kind: Kind, row_id: str, values: Mapping[str, Json]) -> tuple[str, int]:
    """A row as JSON in the fewest words, the members of sets as they stand, and its hash."""
    said = kind.said(values)
    text = _said(said)
    moved = {name: ordered for name in kind.sets if name in said and (ordered := sorted(said[name])) != said[name]}
    spare = _said(said | moved) if moved else text
    return text, _hash(f"[{_said(row_id)},{spare}]")


def _hash(said: str) -> int:
    return int.from_bytes(blake2b(said.encode("utf-8", "surrogatepass"), digest_size=_SIZE).digest())


def with_row(digest: Digest, hashed: int) -> Digest:
    """The table with one row more."""
    return Digest(digest.rows + 1, (digest.total + hashed) % _MODULUS)


def without_row(digest: Digest, hashed: int) -> Digest:
    """The table with one row less."""
    return Digest(digest.rows - 1, (digest.total - hashed) % _MODULUS)


def of_rows(kind: Kind, rows: Iterable[tuple[str, Mapping[str, Json]]]) -> Digest:
    """A whole table."""
    digest = Digest()
    for row_id, values in rows:
        digest = with_row(digest, row_hash(kind, row_id, values))
    return digest
