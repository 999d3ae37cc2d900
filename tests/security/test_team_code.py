from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.models.faults import RuleBroken
from desktop.security import readable
from desktop.security.team_code import new_team_code, team_key, tidy

SECRETS = st.binary(min_size=readable.SECRET_BYTES, max_size=readable.SECRET_BYTES)


def test_a_code_that_was_given_out_keeps_its_key() -> None:
    code = "000G-40R4-0M30-E209-185G-R38E-1WH9-M3EY"
    assert team_key(code).hex() == "e8326834bb3b4d6d1c2eab476734ff43aefb982b2010bda45155b9b94ac2fde3"
    assert tidy(code.lower().replace("-", "  ")) == code


def test_two_codes_are_two_keys_of_32_bytes() -> None:
    one, other = new_team_code(), new_team_code()
    assert len(team_key(one)) == 32
    assert team_key(one) != team_key(other)


@given(secret=SECRETS)
def test_what_was_written_is_read_back_however_it_is_typed(secret: bytes) -> None:
    code = readable.written(secret, b"this")
    careless = code.lower().replace("0", "o").replace("1", "i").replace("-", "\n ")
    assert readable.read(careless, b"this") == secret
    assert readable.read(code, b"that") is None


@given(secret=SECRETS, data=st.data())
def test_two_letters_that_changed_places_are_noticed(secret: bytes, data: st.DataObject) -> None:
    letters = list(readable.written(secret, b"this").replace("-", ""))
    place = data.draw(st.integers(0, len(letters) - 2))
    swapped = [*letters[:place], letters[place + 1], letters[place], *letters[place + 2 :]]
    assert readable.read("".join(swapped), b"this") in ({secret} if swapped == letters else {None})


@given(text=st.text(max_size=60))
def test_any_text_is_no_crash(text: str) -> None:
    assert readable.read(text, b"this") is None


@pytest.mark.parametrize("code", ["", "0000", "geen idee", "0" * 32])
def test_what_is_no_code_is_said_at_the_field(code: str) -> None:
    with pytest.raises(RuleBroken, match="team-code-unreadable team_code"):
        team_key(code)
    with pytest.raises(RuleBroken, match="team-code-unreadable team_code"):
        tidy(code)
