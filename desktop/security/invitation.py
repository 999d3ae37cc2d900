"""An invitation: everything a laptop needs to meet its team, in one text that is copied, not typed.

It carries a secret, so it goes from hand to hand, and in a database it opens the door once: whoever comes in with it
gets another password at once.
"""

from __future__ import annotations

import base64
import binascii
import json
import zlib
from dataclasses import asdict, dataclass, fields
from hashlib import blake2b
from typing import Any

from desktop.models.faults import RuleBroken

_FRONT = "naober1-"
_CHECK_BYTES = 6
_MOST_CHARACTERS = 24_000
"""Far more than an invitation has, also with a chain of certificates; a longer text is none."""
_MOST_BYTES = 32_000
"""Of the unpacked text, so that a small one cannot fill the memory."""


@dataclass(frozen=True)
class Invitation:
    """For one colleague, to one central store."""

    url: str
    secret: str
    """The login's password, or the team code of a shared file."""
    region: str
    """Id of the region profile."""
    colleague_id: str = ""
    """Empty where everyone comes in by the same door, as in a shared file."""
    name: str = ""
    role: str = ""
    municipality: str = ""
    team: str = ""
    certificate: str = ""
    """Of who signs for the server, as PEM, where the system does not know it; empty elsewhere."""


def write_invitation(invitation: Invitation) -> str:
    """The text that carries it."""
    told = {name: value for name, value in asdict(invitation).items() if value}
    packed = zlib.compress(json.dumps(told, ensure_ascii=False, separators=(",", ":")).encode(), 9)
    return _FRONT + _lettered(_check(packed) + packed)


def read_invitation(text: str) -> Invitation:
    """What a text carries; spaces and line breaks, as mail puts them in, do not matter.

    Raises:
        RuleBroken: ``invitation-unreadable`` on ``invitation``: letters are missing or were changed, or it is none.
    """
    letters = "".join(text.split())
    if not letters.startswith(_FRONT) or len(letters) > _MOST_CHARACTERS:
        raise RuleBroken("invitation-unreadable", "invitation")
    try:
        told = json.loads(_unpacked(letters.removeprefix(_FRONT)))
        return _invitation(told)
    except (ValueError, TypeError, binascii.Error, zlib.error, RecursionError):
        raise RuleBroken("invitation-unreadable", "invitation") from None


def looks_like_one(text: str) -> bool:
    """True for what is meant as an invitation, also when it turns out to be damaged."""
    return text.strip().startswith(_FRONT)


def _lettered(whole: bytes) -> str:
    return base64.urlsafe_b64encode(whole).decode().rstrip("=")


def _unpacked(letters: str) -> bytes:
    whole = base64.b64decode(letters + "=" * (-len(letters) % 4), altchars=b"-_", validate=True)
    if _lettered(whole) != letters:  # the last letter can have bits to spare, which no check sees
        raise ValueError("letters")
    check, packed = whole[:_CHECK_BYTES], whole[_CHECK_BYTES:]
    if check != _check(packed):
        raise ValueError("check")
    unpacking = zlib.decompressobj()
    told = unpacking.decompress(packed, _MOST_BYTES)
    if unpacking.unconsumed_tail or not unpacking.eof:
        raise ValueError("length")
    return told


def _invitation(told: Any) -> Invitation:  # noqa: ANN401 - JSON from outside
    known = {field.name for field in fields(Invitation)}
    if not isinstance(told, dict) or not {"url", "secret", "region"} <= told.keys() <= known:
        raise ValueError("fields")
    if not all(isinstance(value, str) for value in told.values()):
        raise TypeError("text")
    return Invitation(**told)


def _check(packed: bytes) -> bytes:
    return blake2b(packed, digest_size=_CHECK_BYTES, person=b"naober invite").digest()
