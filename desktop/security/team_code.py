"""The team code: the key of the team's shared file in a form that a colleague can read aloud and type."""

from __future__ import annotations

import secrets
from hashlib import blake2b

from desktop.models.faults import RuleBroken
from desktop.security import readable

_PURPOSE = b"naober team"


def new_team_code() -> str:
    """A fresh code of 128 random bits and a check."""
    return readable.written(secrets.token_bytes(readable.SECRET_BYTES), _PURPOSE)


def team_key(code: str) -> bytes:
    """The 32-byte key that a code carries.

    Raises:
        RuleBroken: ``team-code-unreadable`` on ``team_code``: letters are missing, too many or mistyped.
    """
    return blake2b(_read(code), digest_size=32, person=b"naober team key").digest()


def tidy(code: str) -> str:
    """The same code as the program writes it.

    Raises:
        RuleBroken: ``team-code-unreadable`` on ``team_code``.
    """
    return readable.written(_read(code), _PURPOSE)


def _read(code: str) -> bytes:
    secret = readable.read(code, _PURPOSE)
    if secret is None:
        raise RuleBroken("team-code-unreadable", "team_code")
    return secret
