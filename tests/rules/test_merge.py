from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.rules.merge import Meeting, lines_met, meet, members_apart, members_met, three_ways, would_wipe

WORDS = st.lists(st.sampled_from("abcdef"), unique=True)
VALUES = st.one_of(st.none(), st.integers(0, 2), st.sampled_from(("", "x", "y")))


@given(version=st.integers(0, 9), seen=st.integers(0, 9), current=VALUES, new=VALUES)
def test_an_edit_is_applied_only_over_a_version_its_author_saw(
    version: int, seen: int, current: object, new: object
) -> None:
    met = meet(version=version, seen=seen, current=current, new=new)
    assert (met is Meeting.APPLIED) == (version <= seen)
    assert (met is Meeting.SAME) == (version > seen and current == new)


def test_a_value_that_came_back_in_between_is_still_a_conflict() -> None:
    assert meet(version=7, seen=3, current="as the author saw it", new="mine") is Meeting.CONFLICT


@given(old=WORDS, new=WORDS)
def test_what_was_added_and_removed_makes_the_new_set_out_of_the_old(old: list[str], new: list[str]) -> None:
    added, removed = members_apart(old, new)
    assert set(members_met(old, added, removed)) == set(new)


@given(old=WORDS, mine=WORDS, theirs=WORDS)
def test_two_edits_of_a_set_give_the_same_members_whoever_comes_first(
    old: list[str], mine: list[str], theirs: list[str]
) -> None:
    one, other = members_apart(old, mine), members_apart(old, theirs)
    first = members_met(members_met(old, *one), *other)
    second = members_met(members_met(old, *other), *one)
    assert set(first) == set(second)
    assert set(one[0]) | set(other[0]) <= set(first)
    assert not (set(one[1]) | set(other[1])) & set(first)


@given(now=WORDS, mine=WORDS)
def test_members_that_an_edit_does_not_name_stay_in_their_order(now: list[str], mine: list[str]) -> None:
    added, removed = members_apart(now, mine)
    met = [member for member in members_met(now, added, removed) if member in now]
    assert met == [member for member in now if member not in removed]


@given(saw=VALUES, mine=VALUES, now=VALUES)
def test_a_form_never_overwrites_what_its_writer_did_not_see(saw: object, mine: object, now: object) -> None:
    met, value = three_ways(saw, mine, now)
    if met is Meeting.CONFLICT:
        assert now not in (saw, mine)
        assert value == mine
    else:
        assert value == (now if mine == saw else mine)


@given(saw=WORDS, mine=WORDS, now=WORDS)
def test_sets_in_a_form_are_merged_per_member(saw: list[str], mine: list[str], now: list[str]) -> None:
    met, value = three_ways(saw, mine, now)
    assert met is not Meeting.CONFLICT
    assert isinstance(value, list | tuple)
    added, removed = members_apart(saw, mine)
    assert set(value) == (set(now) - set(removed)) | set(added)


def test_a_few_rows_may_always_go_and_a_large_share_never_unasked() -> None:
    assert not would_wipe(vanishing=19, present=20)
    assert not would_wipe(vanishing=25, present=100)
    assert would_wipe(vanishing=26, present=100)
    assert would_wipe(vanishing=40, present=0)


LINES = st.lists(st.sampled_from(["", "school", "werk", "wonen", "geld"]), min_size=1, max_size=6).map("\n".join)
THREE = "school: gaat goed\nwerk: zoekt\nwonen: bij moeder"


def with_line(text: str, at: int, line: str) -> str:
    """The text with another line in the place of one."""
    lines = text.split("\n")
    return "\n".join([*lines[:at], line, *lines[at + 1 :]])


@pytest.mark.parametrize(
    ("mine", "theirs", "both"),
    [
        (with_line(THREE, 0, "school: stopt"), with_line(THREE, 2, "wonen: zelfstandig"),
         "school: stopt\nwerk: zoekt\nwonen: zelfstandig"),
        (with_line(THREE, 0, "school: stopt"), with_line(THREE, 1, "werk: gevonden"),
         "school: stopt\nwerk: gevonden\nwonen: bij moeder"),
        (f"{THREE}\ngeld: schulden", f"{THREE}\nzorg: huisarts", f"{THREE}\nzorg: huisarts\ngeld: schulden"),
        (f"{THREE}\ngeld: schulden", f"{THREE}\ngeld: schulden", f"{THREE}\ngeld: schulden"),
        ("werk: zoekt\nwonen: bij moeder", f"{THREE}\ngeld: schulden", "werk: zoekt\nwonen: bij moeder\ngeld: schulden"),  # noqa: E501 - one case a line
    ],
    ids=["lines apart", "lines side by side", "both added at the end", "both added the same", "one took a line away"],
)  # fmt: skip
def test_lines_of_both_stand_in_the_text(mine: str, theirs: str, both: str) -> None:
    assert lines_met(THREE, mine, theirs) == both
    assert set(str(lines_met(THREE, theirs, mine)).split("\n")) == set(both.split("\n"))


@pytest.mark.parametrize(
    ("saw", "mine", "theirs"),
    [
        (THREE, with_line(THREE, 1, "werk: gevonden"), with_line(THREE, 1, "werk: ziek")),
        (THREE, with_line(THREE, 1, "werk: gevonden"), "school: gaat goed\nwonen: bij moeder"),
        ("", "Zij belt terug.", "Hij belt terug."),
        ("0597 000000", "0597 000001", "0597 000002"),
        (None, "mijn\ntekst", "hun\ntekst"),
        ("x", "mijn\ntekst", None),
        ("a\n" * 3000, "a\n" * 3000 + "mijn", "hun\n" + "a\n" * 3000),
    ],
    ids=["the same line", "changed and taken away", "both filled it", "one line", "not seen", "emptied", "too long"],
)
def test_a_person_decides_about_a_line_that_both_touched(saw: object, mine: object, theirs: object) -> None:
    assert lines_met(saw, mine, theirs) is None


@given(saw=LINES, mine=LINES, theirs=LINES)
def test_no_line_that_either_wrote_gets_lost_and_none_is_made_up(saw: str, mine: str, theirs: str) -> None:
    both = lines_met(saw, mine, theirs)
    if both is None:
        return
    stands, began = Counter(both.split("\n")), Counter(saw.split("\n"))
    for text in (mine, theirs):
        written = Counter(text.split("\n")) - began
        assert not written - stands
    assert stands.keys() <= {*mine.split("\n"), *theirs.split("\n")}


@given(saw=LINES, text=LINES)
def test_who_meets_nobody_gets_the_own_text(saw: str, text: str) -> None:
    assert lines_met(saw, text, saw) == text
    assert lines_met(saw, saw, text) == text
