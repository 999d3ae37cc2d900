"""Invitations: whole or refused, whatever comes in."""

from __future__ import annotations

import base64
import json
import zlib
from hashlib import blake2b

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from desktop.models.faults import RuleBroken
from desktop.security.invitation import Invitation, looks_like_one, read_invitation, write_invitation

WHOLE = Invitation(
    "postgresql://naober_1@db.example.nl:5432/naober", "geheim", "oldambt-stadskanaal", "x", "Zoë", "consultant"
)
TEXTS = st.text(st.characters(codec="utf-8"), max_size=200)


@given(
    st.builds(Invitation, TEXTS, TEXTS, TEXTS, TEXTS, TEXTS, TEXTS, TEXTS, TEXTS).filter(
        lambda i: i.url and i.secret and i.region
    )
)
def test_what_is_written_is_read(invitation: Invitation) -> None:
    assert read_invitation(write_invitation(invitation)) == invitation


def test_mail_may_break_its_lines() -> None:
    text = write_invitation(WHOLE)
    broken = "\n  ".join(text[at : at + 40] for at in range(0, len(text), 40))
    assert read_invitation(f"  {broken}\r\n") == WHOLE


@given(st.integers(0, 10_000), st.characters(codec="ascii"))
@example(-1, "0")
@example(-1, "1")
@example(-1, "2")
@example(-1, "=")
def test_one_letter_that_differs_is_noticed(place: int, letter: str) -> None:
    text = write_invitation(WHOLE)
    at = place % len(text)
    if letter.isspace() or text[at] == letter:
        return
    with pytest.raises(RuleBroken, match="invitation-unreadable"):
        read_invitation(text[:at] + letter + text[at + 1 :])


@given(st.one_of(st.text(max_size=400), st.text(max_size=400).map(lambda text: "naober1-" + text)))
def test_no_text_from_outside_is_more_than_refused(text: str) -> None:
    with pytest.raises(RuleBroken, match="invitation-unreadable"):
        read_invitation(text)


def packed(content: bytes) -> str:
    squeezed = zlib.compress(content)
    check = blake2b(squeezed, digest_size=6, person=b"naober invite").digest()
    return "naober1-" + base64.urlsafe_b64encode(check + squeezed).decode().rstrip("=")


@pytest.mark.parametrize(
    "content",
    [b"", b"[]", b"null", b"{}", b'{"url": 1, "secret": "s", "region": "r"}', b"[" * 5000, b"\xff\xfe",
     json.dumps({"url": "u", "secret": "s", "region": "r", "more": "x"}).encode(), b"0" * 2_000_000],
    ids=["empty", "list", "null", "no fields", "a number", "deep", "no text", "unknown", "a bomb"],
)  # fmt: skip
def test_a_whole_text_with_nonsense_in_it_is_refused(content: bytes) -> None:
    with pytest.raises(RuleBroken, match="invitation-unreadable"):
        read_invitation(packed(content))


def test_a_team_code_is_no_invitation() -> None:
    assert looks_like_one(" " + write_invitation(WHOLE))
    assert not looks_like_one("ABCD-EFGH")
