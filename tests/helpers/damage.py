"""A laptop whose disk fails: bits that flip, and a keyring to open what is put back with."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from cryptography.hazmat.primitives.ciphers import Cipher
from cryptography.hazmat.primitives.ciphers.algorithms import AES
from cryptography.hazmat.primitives.ciphers.modes import CBC

from desktop.models.base import new_id
from desktop.security.key_file import KeyFile, key_path, write_key_file
from desktop.security.sealing import check_of
from desktop.security.slots import put_in_keyring
from desktop.services.copies import put_back
from desktop.services.start import Keyring
from desktop.store.copies import make_copy
from desktop.store.database import Store
from desktop.store.engine import connect
from tests.helpers.stores import KEY

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from desktop.services.copies import PutBack
    from tests.helpers.laptops import Laptop

PAGE = 4096
_TABLE_LEAF = 13
"""First byte of a page with rows of a table, in the format of SQLite's files."""


class Drawer:
    """A keyring in memory."""

    def __init__(self) -> None:
        self._kept: dict[str, str] = {}

    def name(self) -> str:
        return "drawer"

    def put(self, entry: str, secret: str) -> None:
        self._kept[entry] = secret

    def take(self, entry: str) -> str | None:
        return self._kept.get(entry)

    def drop(self, entry: str) -> None:
        del self._kept[entry]


def give_keys(path: Path) -> Keyring:
    """Gives a test store a key file, and the keyring that opens it."""
    drawer = Drawer()
    write_key_file(key_path(path), KeyFile(file_id=new_id(), check=check_of(KEY), slots=()))
    put_in_keyring(key_path(path), KEY, drawer)
    return Keyring(drawer)


def copy_now(laptop: Laptop) -> Keyring:
    """Makes a copy of a laptop's store; returns what opens it."""
    keyring = give_keys(laptop.store.path)
    make_copy(laptop.store, laptop.clock().astimezone())
    return keyring


def flip(path: Path, places: Iterable[int]) -> None:
    """Flips a bit at each of these places of a closed file."""
    content = bytearray(path.read_bytes())
    for place in places:
        content[place] ^= 16
    path.write_bytes(content)


def place_of(path: Path, text: bytes) -> int:
    """A place on the page of a closed store where a row of a table holds this text."""
    content = path.read_bytes()
    for start in range(PAGE, len(content), PAGE):
        page = _read(content[start : start + PAGE])
        if page[0] == _TABLE_LEAF and text in page:
            return start + 50
    raise AssertionError("no row holds this text")


def place_of_line(path: Path, number: int) -> int:
    """The same for a line of the journal."""
    connection = connect(path, KEY)
    (op_id,) = connection.execute("SELECT op_id FROM journal WHERE seq = ?", (number,)).fetchone()
    connection.close()
    return place_of(path, op_id.encode())


def _read(page: bytes) -> bytes:
    """A page as SQLite sees it. SQLCipher 4 ends it with 16 bytes it begins to encrypt with, and 64 that prove it."""
    decryptor = Cipher(AES(KEY), CBC(page[-80:-64])).decryptor()
    return decryptor.update(page[:-80]) + decryptor.finalize()


def put_back_and_open(laptop: Laptop, keyring: Keyring, copy: Path | None = None) -> PutBack:
    """Puts a copy, or the newest sound one, in the place of the laptop's store and goes on in it."""
    done = put_back(laptop.store.path, keyring, clock=laptop.clock, copy=copy)
    store = Store.open(laptop.store.path, KEY, clock=laptop.clock)
    laptop.workplace = replace(laptop.workplace, store=store)
    return done
