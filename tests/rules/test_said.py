"""What counts as filled in."""

import pytest

from desktop.models.draft import DraftAlternative, DraftPlus, DraftProvider
from desktop.models.kinds import AlternativeKind
from desktop.rules.said import is_filled, is_said

NETWORK = AlternativeKind.NETWORK


@pytest.mark.parametrize("text", [None, "", " ", "\n\t", "\u00a0", "\u200b", "\u2060\ufeff", "\u00ad"])
def test_what_nobody_can_see_says_nothing(text: str | None) -> None:
    assert not is_said(text)


@pytest.mark.parametrize("text", ["…", "-", " ja ", "\u200bja", "7"])
def test_anything_that_can_be_seen_says_something(text: str) -> None:
    assert is_said(text)


@pytest.mark.parametrize(
    "value",
    [None, "", " ", (), (" ",), False, {}, DraftPlus(), DraftProvider(), (DraftAlternative(kind=NETWORK, answer=" "),)],
)
def test_what_is_as_a_draft_begins_is_not_filled_in(value: object) -> None:
    assert not is_filled(value)


@pytest.mark.parametrize(
    "value",
    [
        0,
        4,
        "x",
        ("", "x"),
        True,
        {"a": "b"},
        DraftPlus(leads_back_to="x"),
        DraftProvider(contracted=False),
        (DraftAlternative(kind=NETWORK, answer="x"),),
    ],
)
def test_what_a_person_chose_is_filled_in(value: object) -> None:
    assert is_filled(value)
