"""Every page of an encrypted store as it lies on the disk, decrypted: also the ones that are not in use any more.

SQLCipher 4: pages of 4096 bytes, of which the last 80 hold the initialisation vector (16) and a seal (64); AES-256 in
CBC. The first 16 bytes of the file are its salt. The log beside it holds such pages too, each after 24 bytes more.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes

from desktop.store.engine import connect

if TYPE_CHECKING:
    from pathlib import Path

_PAGE, _RESERVE, _VECTOR, _SALT = 4096, 80, 16, 16
_LOG_HEADER, _FRAME_HEADER = 32, 24


def everything_in(path: Path, key: bytes) -> bytes:
    """The decrypted bytes of a store, of its log, and of every copy beside it."""
    beside = [one for one in path.parent.glob(f"{path.name}*") if one.suffix not in {".lock", ".keys"}]
    files = [one for top in beside for one in ([top] if top.is_file() else top.glob("*.copy"))]
    return b"".join(_file(one, key) for one in sorted(files))


def dump(path: Path, key: bytes, *, but: tuple[str, ...] = ()) -> str:
    """Every value of every table but some, as a person with the key reads them."""
    db = connect(path, key)
    try:
        tables = [name for (name,) in db.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        return "\n".join(str(row) for table in tables if table not in but for row in _rows(db, table))
    finally:
        db.close()


def _rows(db: Any, table: str) -> list[tuple[object, ...]]:  # noqa: ANN401 - the driver has no types
    return list(db.execute(f'SELECT * FROM "{table}"'))  # noqa: S608 - names of our own tables


def _file(path: Path, key: bytes) -> bytes:
    data = path.read_bytes()
    if path.name.endswith("-wal"):
        step = _FRAME_HEADER + _PAGE
        frames = range(_LOG_HEADER, len(data) - step + 1, step)
        pages = [(data[at : at + 4], data[at + _FRAME_HEADER : at + step]) for at in frames]
        return b"".join(_page(page, key, is_first=number == b"\0\0\0\1") for number, page in pages)
    if path.name.endswith("-shm"):
        return b""
    return b"".join(_page(data[at : at + _PAGE], key, is_first=at == 0) for at in range(0, len(data), _PAGE))


def _page(page: bytes, key: bytes, *, is_first: bool) -> bytes:
    end = _PAGE - _RESERVE
    cipher = Cipher(algorithms.AES(key), modes.CBC(page[end : end + _VECTOR])).decryptor()
    return cipher.update(page[_SALT if is_first else 0 : end]) + cipher.finalize()
