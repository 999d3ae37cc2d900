"""What a passphrase must be, and the key that is made of it."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass

from argon2.exceptions import HashingError
from argon2.low_level import Type, hash_secret_raw

from desktop.models.faults import RuleBroken, WorldFault

SHORTEST = 12
"""Characters. Length does more than signs and capitals (NIST SP 800-63B, 5.1.1.2)."""

_DIFFERENT = 6
_KEY_BYTES = 32

# What people add to digits when twelve characters are asked: nothing of it makes a guess harder.
_USUAL = frozenset(
    {
        "admin", "gemeente", "geheim", "herfst", "iloveyou", "lente", "letmein", "naober", "oldambt", "password",
        "passphrase", "qwerty", "qwertyuiop", "stadskanaal", "welkom", "winter", "wachtwoord", "wachtzin", "zomer",
    }
)  # fmt: skip


@dataclass(frozen=True)
class Cost:
    """What trying one passphrase costs, in Argon2id's terms."""

    passes: int = 3
    memory_kib: int = 65_536
    lanes: int = 4


USUAL_COST = Cost()
"""RFC 9106, section 4, the second recommended option: about a tenth of a second on a laptop."""


def check_passphrase(passphrase: str) -> None:
    """Refuses what is guessed too soon.

    Raises:
        RuleBroken: ``passphrase-too-short`` (with ``limit``) or ``passphrase-too-simple``, on ``passphrase``.
    """
    plain = _plain(passphrase)
    if len(plain) < SHORTEST:
        raise RuleBroken("passphrase-too-short", "passphrase", limit=SHORTEST)
    letters = "".join(c for c in plain.lower() if c.isalpha())
    if len(set(plain.lower())) < _DIFFERENT or letters in _USUAL:
        raise RuleBroken("passphrase-too-simple", "passphrase")


def passphrase_key(passphrase: str, salt: bytes, cost: Cost) -> bytes:
    """The 32-byte key of a passphrase, by Argon2id.

    Raises:
        WorldFault: ``passphrase-uncheckable``: the figures cannot be, or ask for more memory than there is.
    """
    try:
        return hash_secret_raw(
            _plain(passphrase).encode(errors="surrogatepass"),
            salt,
            time_cost=cost.passes,
            memory_cost=cost.memory_kib,
            parallelism=cost.lanes,
            hash_len=_KEY_BYTES,
            type=Type.ID,
        )
    except HashingError as error:
        raise WorldFault("passphrase-uncheckable") from error


def _plain(passphrase: str) -> str:
    """One spelling of what looks the same, however the keyboard composed it."""
    return unicodedata.normalize("NFKC", passphrase)
