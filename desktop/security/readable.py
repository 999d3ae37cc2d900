"""A secret in a form that a person can write down, read aloud and type: letters and digits with a check in them."""

from __future__ import annotations

import secrets
from hashlib import blake2b

SECRET_BYTES = 16
"""128 bits: nobody guesses it, so it needs no slow hashing."""

_ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"  # Crockford's base 32: no I, L, O or U
_LOOK_ALIKE = str.maketrans("ILO", "110")
_CHECK_BYTES = 4
_LETTERS = (SECRET_BYTES + _CHECK_BYTES) * 8 // 5
_PER_GROUP = 4


def written(secret: bytes, purpose: bytes) -> str:
    """Eight groups of four letters and digits.

    Args:
        secret: `SECRET_BYTES` bytes.
        purpose: At most 16 bytes; a code that was made for another purpose is unreadable for this one.
    """
    number = int.from_bytes(secret + _check(secret, purpose))
    letters = "".join(_ALPHABET[number >> 5 * place & 31] for place in reversed(range(_LETTERS)))
    return "-".join(letters[at : at + _PER_GROUP] for at in range(0, _LETTERS, _PER_GROUP))


def read(text: str, purpose: bytes) -> bytes | None:
    """The secret in what a person typed; None when letters are missing, too many or mistyped.

    Case, spaces and hyphens do not matter; O is read as 0, I and L as 1. One mistake in four thousand million passes.
    """
    letters = "".join(text.split()).replace("-", "").upper().translate(_LOOK_ALIKE)
    if len(letters) != _LETTERS or any(letter not in _ALPHABET for letter in letters):
        return None
    number = 0
    for letter in letters:
        number = number << 5 | _ALPHABET.index(letter)
    whole = number.to_bytes(SECRET_BYTES + _CHECK_BYTES)
    secret = whole[:SECRET_BYTES]
    return secret if secrets.compare_digest(whole[SECRET_BYTES:], _check(secret, purpose)) else None


def _check(secret: bytes, purpose: bytes) -> bytes:
    return blake2b(secret, digest_size=_CHECK_BYTES, person=purpose).digest()
