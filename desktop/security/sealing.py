"""Sealing a data key under another key, so that a wrong key is noticed and a changed file is too."""

from __future__ import annotations

import hmac
import os
from typing import TYPE_CHECKING

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from desktop.security.key_file import Slot, StoredCost

if TYPE_CHECKING:
    from desktop.security.key_file import SlotKind

KEY_BYTES = 32
SALT_BYTES = 16
_NONCE_BYTES = 12


def seal(kind: SlotKind, key: bytes, data_key: bytes, *, salt: bytes, cost: StoredCost | None = None) -> Slot:
    """A slot that only this key opens."""
    nonce = os.urandom(_NONCE_BYTES)
    sealed = ChaCha20Poly1305(key).encrypt(nonce, data_key, _bound(kind, salt, cost))
    return Slot(kind=kind, salt=salt, nonce=nonce, sealed=sealed, cost=cost)


def unseal(slot: Slot, key: bytes) -> bytes | None:
    """The data key; None when the key does not open the slot, or the slot was changed."""
    try:
        return ChaCha20Poly1305(key).decrypt(slot.nonce, slot.sealed, _bound(slot.kind, slot.salt, slot.cost))
    except InvalidTag:
        return None


def secret_key(secret: bytes, salt: bytes, purpose: bytes) -> bytes:
    """The 32-byte key of a secret that is random already."""
    return HKDF(SHA256(), KEY_BYTES, salt, purpose).derive(secret)


def check_of(data_key: bytes) -> bytes:
    """By which a data key is known without being told."""
    return hmac.digest(data_key, b"naober data key", "sha256")


def _bound(kind: SlotKind, salt: bytes, cost: StoredCost | None) -> bytes:
    """What else is in the slot, sealed with it: nobody lowers the cost or turns one kind into another unnoticed."""
    figures = "" if cost is None else f"{cost.passes}/{cost.memory_kib}/{cost.lanes}"
    return f"naober slot 1|{kind}|{salt.hex()}|{figures}".encode()
