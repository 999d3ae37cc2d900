"""A municipality's own words: what is wrong in the file is told by line, and what is written can be read again."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.models.faults import WorldFault
from desktop.store.search.own_faults import LONGEST_WORDS
from desktop.store.search.own_words import OwnWords, as_text, former_path, own_path, read_own, write_own
from desktop.store.search.words import forget_lexicon, lexicon, make_lexicon, with_own

HEADS = "huishoudelijke hulp"


@pytest.fixture(autouse=True)
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    own_path().parent.mkdir(parents=True)
    forget_lexicon()
    yield own_path()
    forget_lexicon()


def test_no_file_is_no_fault(place: Path) -> None:
    assert read_own() == OwnWords()
    assert not place.exists()


@pytest.mark.parametrize(
    ("content", "code", "line"),
    [
        ('[same]\nhuis = [["poets", "thuis best"]\nnog = []', "words-no-toml", 3),
        ('[same]\nhuis = [\n  ["poets", "thuis best"],\n  ["alleen"],\n]', "words-too-few", 4),
        ('[same]\nhuis = "poets"', "words-no-list", 2),
        ('[same]\nhuis = [["poets", 3]]', "words-no-list", 2),
        ('[same]\nhuis = [\n["poets", "??"]]', "words-empty", 3),
        (f'[same]\nhuis = [["poets", "{"a" * (LONGEST_WORDS + 1)}"]]', "words-too-long", 2),
        ('stop = ["de"]\nsaem = [["a", "b"]]', "words-unknown-part", 2),
        ("[ages]\nouderen = [65, 130]\njongeren = [27, 12]", "words-ages", 3),
        ("[off]\nklusjes = 1", "words-no-list", 2),
        ("same = 3", "words-no-list", 1),
        ("off = 3", "words-no-list", 1),
        ("ages = 3", "words-ages", 1),
    ],
)
def test_a_fault_is_told_with_its_line(place: Path, content: str, code: str, line: int) -> None:
    place.write_text(content, "utf-8")
    [fault] = read_own().faults
    assert (fault.code, fault.line) == (code, line)
    assert lexicon().found_in(["poetshulp"]), "what ships goes on to serve"


def test_what_is_right_counts_beside_what_is_wrong(place: Path) -> None:
    place.write_text('[same]\nhier = [["huishoudelijke hulp", "Thuis Best"], ["alleen"]]\n[ages]\nx = [9]', "utf-8")
    assert [fault.code for fault in read_own().faults] == ["words-too-few", "words-ages"]
    assert lexicon().found_in(["thuis", "best"])


@pytest.mark.parametrize(
    ("raw", "code", "line"),
    [(b'[same]\nx = [["caf\xe9", "b"]]', "words-encoding", 2), (b"#" * 1_000_001, "words-too-large", 1)],
)
def test_a_file_that_is_no_list_of_words_is_told(place: Path, raw: bytes, code: str, line: int) -> None:
    place.write_bytes(raw)
    [fault] = read_own().faults
    assert (fault.code, fault.line) == (code, line)


def test_a_folder_in_its_place_is_told(place: Path) -> None:
    place.mkdir()
    assert [fault.code for fault in read_own().faults] == ["words-unreadable"]
    with pytest.raises(WorldFault, match="words-unwritable"):
        write_own(OwnWords(same={"huis": (("a", "b"),)}))


def test_brackets_without_end_are_told_and_nothing_breaks(place: Path) -> None:
    place.write_text("same = " + "[" * 100_000, "utf-8")
    assert [fault.code for fault in read_own().faults] == ["words-no-toml"]


def test_words_that_windows_wrote_can_be_read(place: Path) -> None:
    place.write_bytes('\ufeff[same]\r\nhuis = [["poets", "schoon"]]\r\n'.encode())
    assert read_own().same == {"huis": (("poets", "schoon"),)}
    assert not read_own().faults


def test_what_was_switched_off_is_taken_out_of_its_own_meaning_alone() -> None:
    shipped = {"same": {"x": [["maatje", "buddy"], ["vriend", "buddy"], ["klus"]]}}
    known = make_lexicon(with_own(shipped, {"off": {"Maatje": ["Buddy"], "klus": ["klus"], "weg": ["x"]}}))
    assert known.phrases == [["maatje"], ["vriend", "buddy"], []], "what is left of nothing keeps its number"


def test_the_former_list_stays_beside_the_new_one(place: Path) -> None:
    place.write_text('# van het loket\n[same]\nhuis = [["poets", "schoon"]]', "utf-8")
    write_own(OwnWords(same={"huis": (("a", "b"),)}))
    assert read_own().same == {"huis": (("a", "b"),)}
    assert "van het loket" in former_path(place).read_text("utf-8")
    assert sorted(path.name for path in place.parent.iterdir()) == sorted([place.name, former_path(place).name])


words = st.text(st.characters(exclude_categories=("Cs", "Cc")) | st.just("\x7f"), min_size=1, max_size=20).filter(
    lambda text: any(letter.isalnum() for letter in text) and text == text.strip()
)
lists = st.lists(st.lists(words, min_size=2, max_size=4).map(tuple), min_size=1, max_size=3).map(tuple)


@given(
    st.dictionaries(words, lists, max_size=3),
    st.dictionaries(words, st.lists(words, min_size=1, max_size=3).map(tuple), max_size=2),
    st.lists(words, max_size=3),
)
def test_whatever_is_written_is_read_again(
    same: dict[str, tuple[tuple[str, ...], ...]], off: dict[str, tuple[str, ...]], stop: list[str]
) -> None:
    rest = {"stop": stop, "ages": {"jongeren": [12, 27]}}
    own_path().write_text(as_text(OwnWords(same, off, rest)), "utf-8")
    found = read_own()
    assert (found.same, found.off, found.rest, found.faults) == (same, off, rest, ())
