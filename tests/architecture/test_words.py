"""Every text a person sees has its Dutch, and says the same things in it."""

import re
from collections import Counter

import pytest

from installer import words


@pytest.fixture(scope="module")
def places() -> list[words.Place]:
    return list(words.texts_used())


@pytest.fixture(scope="module")
def entries() -> list[words.Entry]:
    return list(words.entries())


def test_no_text_lacks_its_dutch() -> None:
    lacking = words.missing()
    assert not lacking, f"{len(lacking)} texts without Dutch; `make words` appends them:\n" + "\n".join(lacking)


def test_no_text_stands_twice_in_the_catalogue(entries: list[words.Entry]) -> None:
    assert [text for text, times in Counter(entry.english for entry in entries).items() if times > 1] == []


def test_the_whole_catalogue_is_read(entries: list[words.Entry]) -> None:
    header = 1
    assert len(re.findall(r"^msgid ", words.DUTCH.read_text(encoding="utf-8"), re.MULTILINE)) == len(entries) + header


def test_dutch_and_english_take_the_same_values(entries: list[words.Entry]) -> None:
    different = [e for e in entries if e.dutch and words.placeholders(e.english) != words.placeholders(e.dutch)]
    assert not different, "\n".join(f"line {e.line}: {e.english} / {e.dutch}" for e in different)


def test_every_value_of_a_text_is_given_where_it_is_used(places: list[words.Place]) -> None:
    wrong = [
        f"{place.where}: {place.text} is given {sorted(place.given)}"
        for place in places
        if place.text is not None and place.given is not None and not words.placeholders(place.text) <= place.given
    ]
    assert not wrong, "\n".join(wrong)


def test_no_text_is_glued_together_at_run_time(places: list[words.Place]) -> None:
    assert [place.where for place in places if place.text is None] == []
