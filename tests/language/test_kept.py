"""Texts that stay Dutch inside a text of another language."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from desktop.language import speaking
from desktop.language.kept import bare, in_dutch, is_all_dutch, pieces

TYPED = st.text(st.characters(codec="utf-8") | st.sampled_from("\n\ufdd0\ufdd1"))


def test_nothing_is_marked_while_dutch_is_spoken() -> None:
    assert in_dutch("Wonen") == "Wonen"


@given(typed=TYPED)
def test_every_line_is_marked_and_the_text_comes_back(typed: str) -> None:
    with speaking("en"):
        marked = in_dutch(typed)
    lines = [line for line in bare(typed).splitlines() if line.strip()]
    assert [text for text, is_dutch in pieces(marked) if is_dutch] == lines
    assert is_all_dutch(marked) == bool(lines)
    assert bare(marked).split() == bare(typed).split()


@given(typed=TYPED)
def test_marks_that_were_typed_are_only_left_out(typed: str) -> None:
    assert "".join(text for text, _is_dutch in pieces(typed)) == bare(typed)


def test_a_sentence_around_it_is_not_dutch() -> None:
    with speaking("en"):
        text = f"You get {in_dutch('Dagbesteding')}."
    assert list(pieces(text)) == [("You get ", False), ("Dagbesteding", True), (".", False)]
    assert not is_all_dutch(text)
