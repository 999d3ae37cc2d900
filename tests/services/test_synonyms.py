"""Own synonyms: seen beside what ships, changed, and used by the next search."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from desktop.models.faults import RuleBroken, WorldFault
from desktop.models.search import SearchQuestion
from desktop.models.social_map import CommunityService
from desktop.services.social_map import search
from desktop.services.synonyms import (
    AT_ONCE,
    OWN_FIELD,
    Meaning,
    as_it_ships,
    begin_anew,
    go_on_with_words,
    keep_words,
    remove_words,
    split_words,
    switch_off_words,
    use_words,
    word_list,
)
from desktop.services.workplace import Workplace
from desktop.store.engine import writing
from desktop.store.search import index
from desktop.store.search.entries import Document
from desktop.store.search.own_words import own_path
from desktop.store.search.words import forget_lexicon
from desktop.store.search.writing import Writer

HOUSE = "huishoudelijke hulp"


@pytest.fixture(autouse=True)
def apart(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    forget_lexicon()
    yield
    forget_lexicon()


@pytest.fixture
def helped(desk: Workplace) -> Workplace:
    """With one service that is called by a word of the shipped list."""
    with desk.work("Add") as work:
        work.add(CommunityService(name="Poetshulp Beerta", description="Voor wie het even niet lukt."))
        work.commit()
    return desk


def found(desk: Workplace, text: str) -> list[str]:
    return [hit.name for hit in search(desk, SearchQuestion(text=text)).hits]


def meaning(key: str) -> Meaning:
    return next(one for one in word_list().meanings if one.key == key)


def own(*words: str, field: str = OWN_FIELD) -> Meaning:
    return Meaning(words[0], field, (), own=words)


def test_all_that_ships_is_listed_and_each_begins_with_a_word_of_its_own() -> None:
    listed = word_list()
    keys = [one.key for one in listed.meanings]
    assert len(keys) == len(set(keys)) > 80
    assert listed.fields[0] == "huishouden"
    assert not listed.faults


def test_a_word_that_is_added_finds_at_once_what_the_others_find(helped: Workplace) -> None:
    assert found(helped, "Noaberpoets") == []
    before = meaning(HOUSE)
    keep_words(helped, before, replace(before, own=("Noaberpoets",)))
    assert meaning(HOUSE).own == ("Noaberpoets",)
    assert found(helped, "Noaberpoets") == ["Poetshulp Beerta"]
    as_it_ships(helped, meaning(HOUSE))
    assert meaning(HOUSE) == before
    assert found(helped, "Noaberpoets") == []


def test_a_shipped_word_that_is_switched_off_finds_no_more(helped: Workplace) -> None:
    assert found(helped, "HbH") == ["Poetshulp Beerta"]
    before = meaning(HOUSE)
    keep_words(helped, before, replace(before, off=("HbH",)))
    assert meaning(HOUSE).off == ("HbH",)
    assert found(helped, "HbH") == []
    assert found(helped, "thuishulp") == ["Poetshulp Beerta"], "the others go on to count"
    switch_off_words(helped, meaning(HOUSE))
    assert meaning(HOUSE).counting == ()
    assert found(helped, "thuishulp") == []


def test_a_list_of_ones_own_is_added_changed_and_removed(helped: Workplace) -> None:
    keep_words(helped, None, own("noaberhulp", "poetshulp beerta", field="huishouden"))
    keep_words(helped, None, own("Stille Kracht", "beerta"))
    assert [one.own for one in word_list().meanings[:2]] == [
        ("noaberhulp", "poetshulp beerta"),
        ("Stille Kracht", "beerta"),
    ]
    assert found(helped, "stille kracht") == ["Poetshulp Beerta"]
    kept = meaning("Stille Kracht")
    keep_words(helped, kept, own("Stille Kracht", "anders", field="geld"))
    assert meaning("Stille Kracht").field == "geld"
    assert found(helped, "stille kracht") == []
    with pytest.raises(RuleBroken, match="gone"):
        remove_words(helped, kept)
    remove_words(helped, meaning("Stille Kracht"))
    assert [one.key for one in word_list().meanings if one.is_own] == ["noaberhulp"]


def test_a_list_by_hand_that_belongs_to_two_meanings_stays_with_the_other(desk: Workplace) -> None:
    own_path().parent.mkdir(parents=True)
    own_path().write_text('stop = ["eh"]\n[same]\nhier = [["klusjes", "voedselbank", "Samen Sterk"]]', "utf-8")
    assert meaning("klusjes").own == ("voedselbank", "Samen Sterk")
    assert meaning("voedselbank").own == ("klusjes", "Samen Sterk")
    as_it_ships(desk, meaning("klusjes"))
    assert (meaning("klusjes").own, meaning("voedselbank").own) == ((), ("Samen Sterk",))
    assert 'stop = ["eh"]' in own_path().read_text("utf-8"), "other parts of the file stay"


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("alleen",), "words-too-few"),
        (("goed", "?!"), "words-empty"),
        (("goed", "a" * 81), "words-too-long"),
        (("goed", "999990019"), "words-bsn"),
    ],
)
def test_words_that_cannot_be_are_refused_at_the_field_and_nothing_is_written(
    desk: Workplace, words: tuple[str, ...], code: str
) -> None:
    with pytest.raises(RuleBroken) as told:
        keep_words(desk, None, own(*words))
    assert (told.value.code, told.value.field) == (code, "own")
    assert not own_path().exists()


def test_while_the_file_is_wrong_nothing_is_written_over_it(desk: Workplace) -> None:
    own_path().parent.mkdir(parents=True)
    own_path().write_text('[same]\nhier = [["noaberhulp"', "utf-8")
    assert [(fault.code, fault.values["line"]) for fault in word_list().faults] == [("words-no-toml", 2)]
    with pytest.raises(WorldFault, match="words-file-wrong"):
        keep_words(desk, None, own("a1", "b1"))
    assert own_path().read_text("utf-8").endswith('["noaberhulp"')
    kept = begin_anew(desk)
    assert not word_list().faults
    assert "noaberhulp" in own_path().with_name(kept).read_text("utf-8")


def test_a_file_that_was_mended_by_hand_is_used_when_it_is_read_again(helped: Workplace) -> None:
    own_path().parent.mkdir(parents=True)
    own_path().write_text('[same]\nhier = [["poetshulp beerta", "Noaberpoets"]]', "utf-8")
    assert found(helped, "noaberpoets") == []
    assert use_words(helped)
    assert found(helped, "noaberpoets") == ["Poetshulp Beerta"]
    assert not use_words(helped), "nothing changed since"


def test_typed_words_come_apart_at_commas_and_lines_each_once() -> None:
    assert split_words(" Thuis Best,\n poets , thuis best,,\n") == ("Thuis Best", "poets")


@pytest.fixture
def made(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Names of the entries that are put into the index, in order."""
    names: list[str] = []
    write = Writer.write

    def note(writer: Writer, numbered: Sequence[tuple[int, Document]], words: Iterable[str]) -> None:
        names.extend(one.label for _row, one in numbered)
        write(writer, numbered, words)

    monkeypatch.setattr(Writer, "write", note)
    return names


def filled(desk: Workplace, *names: str) -> Workplace:
    with desk.work("Add") as work:
        work.add(*(CommunityService(name=name) for name in names))
        work.commit()
    return desk


def test_only_what_has_the_words_is_made_anew(desk: Workplace, made: list[str]) -> None:
    filled(desk, "Poetshulp Beerta", "Stille kracht", *(f"Soos {number}" for number in range(60)))
    before = meaning(HOUSE)
    made.clear()
    keep_words(desk, before, replace(before, own=("stille kracht",)))
    assert made == ["stille kracht"]
    assert sorted(found(desk, "poetshulp")) == ["Poetshulp Beerta", "Stille kracht"]
    as_it_ships(desk, meaning(HOUSE))
    keep_words(desk, None, own("soosje", "kracht stille"))
    assert made == ["stille kracht"] * 3, "in whatever order its words stand: the index does not tell"
    switch_off_words(desk, meaning("klusjes"))
    assert made == ["stille kracht"] * 3, "those behind a meaning of which nothing is left keep their numbers"
    with desk.store.read() as reader:
        assert index.check(reader.connection) == ()


def test_of_many_entries_a_few_at_a_time_are_made_anew_and_searching_answers_between(
    desk: Workplace, made: list[str]
) -> None:
    filled(desk, *(f"Soos {number:02}" for number in range(60)), "Poetshulp Beerta")
    before = meaning(HOUSE)
    made.clear()
    keep_words(desk, before, replace(before, own=("soos",)))
    assert len(made) == AT_ONCE
    assert len(found(desk, "soos")) > AT_ONCE, "by their own words the others are found as before"
    # Meanwhile the words change once more: what was taken up by then must be made anew as well.
    as_it_ships(desk, meaning(HOUSE))
    left = [go_on_with_words(desk) for _turn in range(3)]
    assert left[-1] == 0
    assert left == sorted(left, reverse=True)
    assert len(made) <= 4 * AT_ONCE
    assert found(desk, "poetshulp") == ["Poetshulp Beerta"]
    with desk.store.read() as reader:
        assert index.check(reader.connection) == ()


def test_a_list_that_was_left_halfway_is_whole_when_the_store_is_opened_again(desk: Workplace, made: list[str]) -> None:
    filled(desk, *(f"Soos {number:02}" for number in range(60)), *(f"Koor {number:02}" for number in range(100)))
    before = meaning(HOUSE)
    keep_words(desk, before, replace(before, own=("soos",)))
    made.clear()
    with desk.store.read() as reader:
        assert index.left(reader.connection) == 60 - AT_ONCE
    with writing(desk.store.engine.connect()) as connection, connection.begin():
        assert index.ensure(connection, desk.today)
        assert not index.ensure(connection, desk.today)
        assert index.check(connection) == ()
    assert len(made) == 60 - AT_ONCE


def test_how_words_are_read_is_taken_up_of_every_entry_a_few_at_a_time(desk: Workplace, made: list[str]) -> None:
    filled(desk, *(f"Soosmiddag {number:02}" for number in range(60)))
    own_path().parent.mkdir(parents=True)
    own_path().write_text('parts = ["soos", "middag"]', "utf-8")
    made.clear()
    assert use_words(desk)
    assert len(made) == AT_ONCE
    while go_on_with_words(desk):
        pass
    assert len(made) == 60
    with desk.store.read() as reader:
        assert index.check(reader.connection) == ()
