"""Making a store's data key, and every way of getting at it: passphrase, recovery code, keyring."""

from __future__ import annotations

import os
from base64 import b64decode, b64encode
from binascii import Error as Base64Error
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from desktop.models.base import new_id
from desktop.models.faults import RuleBroken, WorldFault
from desktop.security import patience, readable
from desktop.security.key_file import KeyFile, SlotKind, StoredCost, key_path, read_key_file, write_key_file
from desktop.security.passphrase import USUAL_COST, Cost, check_passphrase, passphrase_key
from desktop.security.sealing import KEY_BYTES, SALT_BYTES, check_of, seal, secret_key, unseal

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from pathlib import Path

    from desktop.security.key_file import Slot
    from desktop.security.vault import KeyVault

__all__ = [
    "change_passphrase",
    "has_slot",
    "key_path",
    "new_key_file",
    "put_in_keyring",
    "renew_recovery_code",
    "take_from_keyring",
    "tell_copies",
    "unlock_with_keyring",
    "unlock_with_passphrase",
    "unlock_with_recovery",
]

_RECOVERY = b"naober recovery"


def _now() -> datetime:
    return datetime.now(UTC)


def new_key_file(path: Path, passphrase: str, *, cost: Cost = USUAL_COST) -> tuple[bytes, str]:
    """Makes a random data key and its file, opened by a passphrase and by a recovery code.

    Returns:
        The 32-byte data key, and the recovery code, which is kept nowhere: show it once.

    Raises:
        RuleBroken: ``passphrase-too-short`` or ``passphrase-too-simple``, on ``passphrase``.
        WorldFault: ``key-file-exists`` or ``key-file-unwritable``.
    """
    check_passphrase(passphrase)
    if path.exists():
        raise WorldFault("key-file-exists", file=path.name)
    data_key = os.urandom(KEY_BYTES)
    recovery, code = _recovery_slot(data_key)
    slots = (_passphrase_slot(passphrase, data_key, cost), recovery)
    write_key_file(path, KeyFile(file_id=new_id(), check=check_of(data_key), slots=slots))
    return data_key, code


def unlock_with_passphrase(path: Path, passphrase: str, *, clock: Callable[[], datetime] = _now) -> bytes:
    """The data key.

    Raises:
        WorldFault: ``wrong-passphrase``; ``too-many-tries`` with the ``seconds`` to wait; ``no-passphrase-slot``;
            ``passphrase-uncheckable``; or as `read_key_file` does.
    """
    slot = _slot(read_key_file(path), SlotKind.PASSPHRASE, "no-passphrase-slot")
    patience.must_wait(path, clock())
    patience.begins(path, clock())
    cost = slot.cost or StoredCost(**vars(USUAL_COST))
    key = passphrase_key(passphrase, slot.salt, Cost(cost.passes, cost.memory_kib, cost.lanes))
    data_key = unseal(slot, key)
    if data_key is None:
        patience.failed(path, clock())
        raise WorldFault("wrong-passphrase")
    patience.succeeded(path)
    return data_key


def unlock_with_recovery(path: Path, code: str) -> bytes:
    """The data key.

    Raises:
        RuleBroken: ``recovery-code-unreadable`` on ``recovery_code``: it was mistyped.
        WorldFault: ``wrong-recovery-code``: typed well, but of another store or an older one; ``no-recovery-slot``; or
            as `read_key_file` does.
    """
    slot = _slot(read_key_file(path), SlotKind.RECOVERY, "no-recovery-slot")
    secret = readable.read(code, _RECOVERY)
    if secret is None:
        raise RuleBroken("recovery-code-unreadable", "recovery_code")
    data_key = unseal(slot, secret_key(secret, slot.salt, _RECOVERY))
    if data_key is None:
        raise WorldFault("wrong-recovery-code")
    return data_key


def unlock_with_keyring(path: Path, vault: KeyVault) -> bytes:
    """The data key, with the key that the keyring keeps.

    Raises:
        WorldFault: ``no-keyring-slot``; ``keyring-empty`` when the keyring does not have the key or has another one; as
            `KeyVault` and `read_key_file` do.
    """
    keys = read_key_file(path)
    slot = _slot(keys, SlotKind.KEYRING, "no-keyring-slot")
    wrapping = _wrapping_key(vault.take(keys.file_id))
    data_key = None if wrapping is None else unseal(slot, wrapping)
    if data_key is None:
        raise WorldFault("keyring-empty", vault=slot.vault)
    return data_key


def change_passphrase(path: Path, data_key: bytes, passphrase: str, *, cost: Cost = USUAL_COST) -> None:
    """Lets another passphrase open the store; the store itself is not touched.

    Raises:
        RuleBroken: ``passphrase-too-short`` or ``passphrase-too-simple``, on ``passphrase``.
        WorldFault: ``key-file-unwritable``, or as `read_key_file` does.
    """
    check_passphrase(passphrase)
    keys = _of(path, data_key)
    write_key_file(path, keys.with_slot(_passphrase_slot(passphrase, data_key, cost)))


def renew_recovery_code(path: Path, data_key: bytes) -> str:
    """A new recovery code; the old one opens nothing from now on. Raises as `change_passphrase` does."""
    slot, code = _recovery_slot(data_key)
    write_key_file(path, _of(path, data_key).with_slot(slot))
    return code


def put_in_keyring(path: Path, data_key: bytes, vault: KeyVault) -> None:
    """Lets the keyring open the store.

    Raises:
        WorldFault: ``keyring-refused`` also when the keyring does not give back what it was given; as `KeyVault` does;
            ``key-file-unwritable``, or as `read_key_file` does.
    """
    keys = _of(path, data_key)
    wrapping = os.urandom(KEY_BYTES)
    slot = seal(SlotKind.KEYRING, wrapping, data_key, salt=os.urandom(SALT_BYTES))
    vault.put(keys.file_id, b64encode(wrapping).decode())
    if _wrapping_key(vault.take(keys.file_id)) != wrapping:
        raise WorldFault("keyring-refused")
    write_key_file(path, keys.with_slot(slot.model_copy(update={"vault": vault.name()})))


def take_from_keyring(path: Path, vault: KeyVault) -> None:
    """From now on the keyring opens nothing; it does not matter whether it did.

    Raises:
        WorldFault: ``key-file-unwritable``, or as `read_key_file` does. When only the keyring fails, what it still has
            is of no use to anyone, and nothing is raised.
    """
    keys = read_key_file(path)
    if keys.slot(SlotKind.KEYRING) is None:
        return
    write_key_file(path, keys.without(SlotKind.KEYRING))
    try:
        vault.drop(keys.file_id)
    except WorldFault:
        return


def tell_copies(path: Path, copies: Iterable[Path]) -> None:
    """Gives copies of a store the key file that the store has now; those of another data key are left alone.

    A passphrase that was changed because others know it would else open the store by the key file of a copy.

    Raises:
        WorldFault: ``key-file-unwritable``, or as `read_key_file` does for the store's own.
    """
    keys = read_key_file(path)
    for copy in map(key_path, copies):
        try:
            is_same = copy.exists() and read_key_file(copy).check == keys.check
        except WorldFault:
            continue  # it opens nothing
        if is_same:
            write_key_file(copy, keys)


def has_slot(path: Path, kind: SlotKind) -> bool:
    """True when there is such a way in. Raises as `read_key_file` does."""
    return read_key_file(path).slot(kind) is not None


def _slot(keys: KeyFile, kind: SlotKind, absent: str) -> Slot:
    found = keys.slot(kind)
    if found is None:
        raise WorldFault(absent)
    return found


def _of(path: Path, data_key: bytes) -> KeyFile:
    """The key file of this data key; another one's would be made useless by a slot with this key."""
    keys = read_key_file(path)
    if keys.check != check_of(data_key):
        raise ValueError("this data key is not the key file's")
    return keys


def _passphrase_slot(passphrase: str, data_key: bytes, cost: Cost) -> Slot:
    salt = os.urandom(SALT_BYTES)
    stored = StoredCost(passes=cost.passes, memory_kib=cost.memory_kib, lanes=cost.lanes)
    return seal(SlotKind.PASSPHRASE, passphrase_key(passphrase, salt, cost), data_key, salt=salt, cost=stored)


def _recovery_slot(data_key: bytes) -> tuple[Slot, str]:
    secret, salt = os.urandom(readable.SECRET_BYTES), os.urandom(SALT_BYTES)
    slot = seal(SlotKind.RECOVERY, secret_key(secret, salt, _RECOVERY), data_key, salt=salt)
    return slot, readable.written(secret, _RECOVERY)


def _wrapping_key(text: str | None) -> bytes | None:
    try:
        key = b64decode(text or "", validate=True)
    except (Base64Error, ValueError):
        return None
    return key if len(key) == KEY_BYTES else None
