from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.store.search.words import fold, lexicon, make_lexicon, stem, tokens


def test_letters_are_compared_without_marks_and_capitals() -> None:
    found = tokens("Café De ĲSSEL, 24/7 sint-jan d'r ĳs")
    assert " ".join(found) == "cafe de ijssel 24 7 sint jan d r ijs"


@given(st.text(max_size=80))
def test_words_are_plain_letters_and_numbers_whatever_is_typed(text: str) -> None:
    assert all(token.isalnum() and token == fold(token) for token in tokens(text))


@pytest.mark.parametrize(
    ("one", "other"),
    [("schulden", "schuld"), ("woningen", "woning"), ("begeleiding", "begeleiden"), ("huishouden", "huishoudelijke")],
)
def test_inflections_have_one_stem(one: str, other: str) -> None:
    assert stem(one) == stem(other)


def test_guidance_and_policy_are_different_words() -> None:
    assert stem("begeleiding") != stem("beleid")


@pytest.mark.parametrize(
    ("compound", "parts"),
    [
        ("schuldhulpverlening", ("schuld", "hulp", "verlening")),
        ("vrijwilligerswerk", ("vrijwilligers", "werk")),
        ("thuisadministratie", ("thuis", "administratie")),
        ("begeleiding", ()),
        ("amsterdam", ()),
    ],
)
def test_compounds_are_cut_into_known_parts_only(compound: str, parts: tuple[str, ...]) -> None:
    assert lexicon().parts_of(compound) == parts


def test_phrases_with_one_meaning_are_found_inflected_and_in_a_sentence() -> None:
    known = make_lexicon({"same": [["huishoudelijke hulp", "hulp bij het huishouden", "HbH"]]})
    for text in ("Wij bieden hulp bij het huishouden.", "HBH", "huishoudelijke hulpen"):
        assert known.found_in([stem(token) for token in tokens(text)]) == {0}
    assert known.found_in([stem(token) for token in tokens("hulp in de tuin")]) == set()


def test_one_unfinished_word_begins_no_phrase_of_more_words() -> None:
    known = make_lexicon({"same": [["huishoudelijke hulp", "poetshulp"]]})
    assert known.begun("huishoudelijke h") == known.begun("poets") == {0}
    assert known.begun("huishoudelijke") == set()


def test_every_phrase_of_the_shipped_list_can_be_found_by_itself() -> None:
    known = lexicon()
    for meaning, phrases in enumerate(known.phrases):
        for phrase in phrases:
            assert meaning in known.found_in([stem(token) for token in phrase.split()])
