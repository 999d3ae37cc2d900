"""Two people write in one text: their lines meet, and where they wrote in the same one a person decides."""

from __future__ import annotations

import pytest

from desktop.models.faults import RuleBroken
from desktop.models.social_map import Provider
from desktop.services.conflicts import list_conflicts
from desktop.store import undo
from desktop.sync import inbox
from tests.helpers.laptops import Laptop, provider
from tests.helpers.meetings import BOTH

pytestmark = pytest.mark.parametrize("meeting", BOTH, indirect=True)

THEN = "Maandag: inloop\nDinsdag: dicht\nVrijdag: koffie"


@pytest.fixture
def shared(anna: Laptop, bram: Laptop) -> str:
    """A provider with a text of three lines that both have."""
    one = provider(description=THEN)
    anna.add(one)
    rest(anna, bram)
    return one.id


def rest(*laptops: Laptop) -> None:
    for _ in range(2):
        for laptop in laptops:
            laptop.sync()


def write(laptop: Laptop, shared: str, old: str, new: str) -> None:
    laptop.change(Provider, shared, description=text_of(laptop, shared).replace(old, new))


def type_over(laptop: Laptop, shared: str, text: str) -> None:
    """In a form that was opened before a colleague's lines came in."""
    laptop.do(lambda work: work.change_as_seen(Provider, shared, {"description": THEN}, description=text))


def text_of(laptop: Laptop, shared: str) -> str:
    return laptop.there(Provider, shared).description


def all_agree(shared: str, text: str, *laptops: Laptop) -> None:
    """The text stands everywhere, was not fetched as a difference, and nothing is asked."""
    rest(*laptops)
    for laptop in laptops:
        assert text_of(laptop, shared) == text
        assert list_conflicts(laptop.workplace) == ()
        assert laptop.sync().mended == {}


def test_lines_of_both_stand_with_both(anna: Laptop, bram: Laptop, shared: str) -> None:
    write(anna, shared, "inloop", "gesloten")
    write(bram, shared, "koffie", "thee")
    anna.sync()
    assert bram.sync().mended == {}
    assert text_of(bram, shared) == "Maandag: gesloten\nDinsdag: dicht\nVrijdag: thee"
    all_agree(shared, "Maandag: gesloten\nDinsdag: dicht\nVrijdag: thee", anna, bram)


def test_the_same_line_is_asked_about_and_both_stay(anna: Laptop, bram: Laptop, shared: str) -> None:
    write(anna, shared, "dicht", "open")
    write(bram, shared, "dicht", "vol")
    rest(anna, bram)
    for laptop, mine, theirs in ((anna, "open", "vol"), (bram, "vol", "open")):
        (asked,) = list_conflicts(laptop.workplace)
        assert (mine in str(asked.mine), theirs in str(asked.theirs)) == (True, True)


def test_who_goes_on_writing_after_lines_met_takes_none_away(anna: Laptop, bram: Laptop, shared: str) -> None:
    write(anna, shared, "inloop", "gesloten")
    anna.sync()
    write(bram, shared, "koffie", "thee")
    write(bram, shared, "thee", "thee en taart")
    write(bram, shared, "Dinsdag: dicht", "Dinsdag: dicht\nWoensdag: markt")
    bram.sync()
    all_agree(shared, "Maandag: gesloten\nDinsdag: dicht\nWoensdag: markt\nVrijdag: thee en taart", anna, bram)


def test_who_writes_between_the_answer_and_reading_it_takes_none_away(
    anna: Laptop, bram: Laptop, shared: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(anna, shared, "inloop", "gesloten")
    anna.sync()
    write(bram, shared, "koffie", "thee")
    take_page = inbox.take_page

    def stop(*_: object) -> object:
        raise KeyboardInterrupt

    monkeypatch.setattr(inbox, "take_page", stop)
    with pytest.raises(KeyboardInterrupt):
        bram.sync()
    monkeypatch.setattr(inbox, "take_page", take_page)
    write(bram, shared, "thee", "thee en taart")
    assert text_of(bram, shared) == "Maandag: inloop\nDinsdag: dicht\nVrijdag: thee en taart"
    all_agree(shared, "Maandag: gesloten\nDinsdag: dicht\nVrijdag: thee en taart", anna, bram)


def test_lines_that_came_in_under_an_open_form_stay(anna: Laptop, bram: Laptop, shared: str) -> None:
    write(anna, shared, "inloop", "gesloten")
    rest(anna, bram)
    type_over(bram, shared, THEN.replace("koffie", "thee"))
    assert text_of(bram, shared) == "Maandag: gesloten\nDinsdag: dicht\nVrijdag: thee"
    all_agree(shared, "Maandag: gesloten\nDinsdag: dicht\nVrijdag: thee", anna, bram)


def test_a_line_that_came_in_under_an_open_form_is_not_typed_over_unseen(
    anna: Laptop, bram: Laptop, shared: str
) -> None:
    write(anna, shared, "inloop", "gesloten")
    rest(anna, bram)
    type_over(bram, shared, THEN.replace("inloop", "open huis"))
    rest(bram, anna)
    (asked,) = list_conflicts(bram.workplace)
    assert ("open huis" in str(asked.mine), "gesloten" in str(asked.theirs)) == (True, True)
    assert text_of(anna, shared) == text_of(bram, shared) == THEN.replace("inloop", "gesloten")


def test_a_third_line_meets_what_met_before(anna: Laptop, bram: Laptop, shared: str) -> None:
    write(anna, shared, "inloop", "gesloten")
    write(bram, shared, "koffie", "thee")
    anna.sync()
    write(anna, shared, "dicht", "open")
    bram.sync()
    all_agree(shared, "Maandag: gesloten\nDinsdag: open\nVrijdag: thee", anna, bram)


def test_undoing_the_own_lines_does_not_take_a_colleagues_away(anna: Laptop, bram: Laptop, shared: str) -> None:
    write(anna, shared, "inloop", "gesloten")
    write(bram, shared, "koffie", "thee")
    rest(anna, bram)
    last = bram.ask(lambda reader: undo.last_act(reader, bram.workplace.colleague.id))
    assert last is not None
    with pytest.raises(RuleBroken, match="changed-since"):
        bram.do(lambda work: undo.undo(work, last.act_id))
    assert text_of(bram, shared) == "Maandag: gesloten\nDinsdag: dicht\nVrijdag: thee"


def test_a_text_that_would_become_too_long_is_asked_about(anna: Laptop, bram: Laptop, shared: str) -> None:
    room = Provider.model_fields["description"].metadata[0].max_length - len(THEN)
    write(anna, shared, "koffie", "koffie\n" + "a" * (room - 1))
    write(bram, shared, "inloop", "inloop\n" + "b" * (room - 1))
    rest(anna, bram)
    assert len(list_conflicts(bram.workplace)) == 1
