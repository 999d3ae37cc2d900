from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.store.search.own_words import own_path
from desktop.store.search.texts import TextReader
from desktop.store.search.words import fold, lexicon, make_lexicon, stem, tokens, with_own, without_bsn, words_of


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


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ("poetshulp", "hulp bij het huishouden"),
        ("rondkomen", "schuldhulpverlening"),
        ("vallen", "valpreventie"),
        ("thuiszitter", "schooluitval"),
        ("echtscheiding", "uit elkaar"),
        ("alarmknop", "personenalarmering"),
        ("statushouders", "nieuwkomer"),
        ("bewindvoerder", "bewindvoering"),
        ("doof", "slechthorend"),
        ("lange wachtlijst", ""),
    ],
)
def test_words_of_every_field_of_life_are_found_by_what_people_say(asked: str, said: str) -> None:
    known = lexicon()
    meant, told = (known.found_in([stem(token) for token in tokens(text)] or ["-"]) for text in (asked, said))
    assert bool(meant & told) == bool(said)


def test_a_municipality_makes_a_meaning_longer_or_adds_one() -> None:
    shipped = {"same": {"huishouden": [["huishoudelijke hulp", "HbH"]]}, "stop": ["de"], "ages": {"jeugd": [0, 22]}}
    own = {
        "same": {"hier": [["Huishoudelijke hulp", "Thuis Best"], ["Noaberhulp", "burenhulp"]]},
        "stop": ["het"],
        "ages": {"jeugd": [0, 26]},
    }
    known = make_lexicon(with_own(shipped, own))
    found = [known.found_in([stem(token) for token in tokens(text)]) for text in ("thuis best", "HbH", "noaberhulp")]
    assert found == [{0}, {0}, {1}]
    assert known.stop == {"de", "het"}
    assert known.ages["jeugd"] == (0, 26)


@pytest.mark.parametrize(("content", "is_read"), [('same = [["thuis best", "hbh"]]', True), ("same = [", False)])
def test_own_words_stand_in_the_data_folder_and_a_broken_list_is_passed_over(
    content: str, is_read: bool, caplog: pytest.LogCaptureFixture, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    shipped = lexicon().digest
    path = own_path()
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(content, "utf-8")
    lexicon.cache_clear()
    try:
        assert (lexicon().found_in(["thuis", "best"]) != set()) == is_read
        assert (lexicon().digest != shipped) == is_read, "an index made with other words is made anew"
        assert bool(caplog.records) != is_read
    finally:
        path.unlink()
        lexicon.cache_clear()


@pytest.mark.parametrize("text", ["123456782", "1234.56.782", "1234 56 782", "bsn:123456782!"])
def test_what_looks_like_a_citizen_service_number_is_no_word(text: str) -> None:
    assert not any(token.isdigit() for token in tokens(without_bsn(f"Jan {text} de Vries")))
    assert tokens(f"Jan {text}")[0] == "jan"


@pytest.mark.parametrize("text", ["0597 123456", "06-12345678", "123456789", "9671 AB", "24/7", "2026-12-01"])
def test_other_numbers_stay_words(text: str) -> None:
    assert without_bsn(text) == text


@given(
    st.one_of(
        st.text(), st.text(alphabet=st.characters(max_codepoint=127)), st.text(alphabet="aB9_- é.İ", max_size=200)
    )
)
def test_a_text_is_cut_where_letters_and_figures_end_however_it_is_written(text: str) -> None:
    assert words_of(text) == [word[:64] for word in re.findall(r"[^\W_]+", fold(text))]


def test_a_word_is_told_for_typing_errors_the_first_time_it_is_met_and_never_again() -> None:
    reader = TextReader(make_lexicon({}))
    reader.read("Fietsen en wandelen")
    reader.once("fietsen in Ter Apel")
    assert reader.new_words() == {"fietsen", "en", "wandelen", "in", "ter", "apel"}
    reader.once("wandelen of schaken")
    assert reader.new_words() == {"of", "schaken"}


@pytest.mark.parametrize(
    ("text", "comes"),
    [
        ("komt bij u thuis", True),
        ("Thuis bij u", False),
        ("wij komen bij u thuis langs", True),
        ("bij u thuisbasis", False),
    ],
)
def test_that_help_comes_to_the_resident_is_read_from_the_whole_phrase(text: str, comes: bool) -> None:
    assert make_lexicon({"coming": ["bij u thuis", "online"]}).comes(tokens(text)) is comes
    assert not make_lexicon({}).comes(tokens(text))
