from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.models.faults import RuleBroken
from desktop.security.team_code import new_team_code, team_key, tidy

CODE = new_team_code()


def test_a_code_is_eight_groups_of_four_and_carries_a_key_of_32_bytes() -> None:
    assert [len(group) for group in CODE.split("-")] == [4] * 8
    assert len(team_key(CODE)) == 32
    assert team_key(CODE) != team_key(new_team_code())


def test_it_may_be_typed_in_small_letters_with_spaces_and_look_alikes() -> None:
    sloppy = CODE.lower().replace("-", " ").replace("0", "o").replace("1", "l")
    assert tidy(f"  {sloppy} ") == CODE
    assert team_key(sloppy) == team_key(CODE)


@given(st.integers(0, 38), st.sampled_from("0123456789ABCDEFGHJKMNPQRSTVWXYZ"))
def test_one_mistyped_letter_is_noticed(at: int, letter: str) -> None:
    mistyped = CODE[:at] + letter + CODE[at + 1 :]
    if mistyped != CODE and CODE[at] != "-":
        with pytest.raises(RuleBroken, match="team-code-unreadable"):
            team_key(mistyped)


@given(st.text())
def test_any_other_text_is_refused_at_the_field(text: str) -> None:
    with pytest.raises(RuleBroken) as broken:
        team_key(text)
    assert (broken.value.code, broken.value.field) == ("team-code-unreadable", "team_code")
