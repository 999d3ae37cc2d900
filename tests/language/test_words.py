"""The words follow the language in force, and nothing else."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from babel.messages.pofile import read_po

from desktop.language import N_, _, ngettext, speak, speaking, spoken
from desktop.language.catalogue import catalogue
from installer.words import DUTCH, entries


def test_the_program_speaks_dutch_until_told_otherwise() -> None:
    assert spoken() == "nl"
    assert _("today") == "vandaag"


def test_english_needs_no_catalogue() -> None:
    assert catalogue("en") == {}
    speak("en")
    assert _("today") == "today"


def test_what_is_read_of_the_catalogue_is_what_babel_reads() -> None:
    with DUTCH.open("rb") as file:
        babel = read_po(file, locale="nl")
    assert catalogue("nl") == {str(m.id): str(m.string) for m in babel if m.id and m.string}


def test_a_paper_may_speak_another_language_than_the_screen() -> None:
    with speaking("en"):
        assert _("today") == "today"
    assert _("today") == "vandaag"


def test_the_language_comes_back_when_a_paper_fails() -> None:
    with pytest.raises(ValueError, match="paper"), speaking("en"):
        int("paper")
    assert spoken() == "nl"


def test_a_language_that_is_not_there_becomes_dutch() -> None:
    with speaking("en"):
        speak("fr")
        assert spoken() == "nl"


def test_a_new_thread_speaks_dutch_until_it_is_handed_another_language() -> None:
    with speaking("en"), ThreadPoolExecutor(1) as pool:
        assert pool.submit(spoken).result() == "nl"


def test_a_text_without_dutch_is_shown_in_english() -> None:
    assert _("Nobody translated {what}", what="this") == "Nobody translated this"


def test_braces_in_a_value_are_left_as_they_are() -> None:
    assert _("{text}", text="{name}") == "{name}"


def test_braces_in_a_text_without_values_are_left_as_they_are() -> None:
    assert _("a {thing}") == "a {thing}"


@pytest.mark.parametrize(("n", "text"), [(0, "0 dagen"), (1, "1 dag"), (2, "2 dagen")])
def test_only_exactly_one_is_singular(n: int, text: str) -> None:
    assert ngettext("1 day", "{n} days", n) == text


def test_a_marked_text_stays_as_it_is_until_it_is_shown() -> None:
    assert N_("today") == "today"


def test_the_program_reads_every_dutch_text_of_the_catalogue() -> None:
    assert catalogue("nl") == {entry.english: entry.dutch for entry in entries(DUTCH) if entry.dutch}
