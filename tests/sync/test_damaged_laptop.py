"""A laptop's store is damaged, its copy is put back, and it meets the central store again: nothing lost or doubled."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from desktop.models.casework import Case
from desktop.models.faults import WorldFault
from desktop.models.people import Resident
from desktop.models.social_map import Provider
from desktop.services.conflicts import Take, list_conflicts, resolve
from desktop.services.syncing import state_of_work
from desktop.store.agreement import journal_differs
from desktop.store.copies import list_copies, make_copy
from desktop.store.database import Store
from desktop.store.forms import FormDraft, load_form, save_form
from desktop.store.verify import verify
from tests.helpers.damage import PAGE, copy_now, flip, place_of, place_of_line, put_back_and_open
from tests.helpers.laptops import Laptop, day, make_laptop, provider
from tests.helpers.meetings import BOTH
from tests.helpers.stores import KEY

if TYPE_CHECKING:
    from pathlib import Path

    from desktop.services.start import Keyring

both_centrals = pytest.mark.parametrize("meeting", BOTH, indirect=True)


def damage_elsewhere(laptop: Laptop) -> None:
    """Damages a page that holds none of the work."""
    laptop.close()
    flip(laptop.store.path, [place_of(laptop.store.path, b"first tables")])


def in_step(*laptops: Laptop) -> None:
    """All say the same, and every store is well."""
    for _round in range(2):
        for laptop in laptops:
            assert laptop.sync().mended == {}
    everything = [laptop.ask(lambda reader: reader.find(Provider)) for laptop in laptops]
    assert all(found == everything[0] for found in everything)
    for laptop in laptops:
        assert [check.name for check in verify(laptop.store) if not check.ok] == []
        assert not state_of_work(laptop.workplace).waiting
        assert not state_of_work(laptop.workplace).refused


@both_centrals
def test_work_since_the_copy_comes_back_shared_or_not(anna: Laptop, bram: Laptop) -> None:
    old = provider(name="Oud")
    anna.add(old)
    anna.sync()
    bram.sync()
    keyring = copy_now(anna)
    shared, unshared, theirs = provider(name="Gedeeld"), provider(name="Nog niet gedeeld"), provider(name="Van Bram")
    anna.add(shared)
    anna.change(Provider, old.id, phone="1")
    bram.add(theirs)
    bram.sync()
    anna.sync()
    anna.add(unshared)
    anna.change(Provider, old.id, phone="2")
    anna.change(Provider, theirs.id, phone="3")
    anna.remove(Provider, shared.id)
    damage_elsewhere(anna)

    done = put_back_and_open(anna, keyring)
    assert (done.was_damaged, done.lost, done.is_blind, done.skipped) == (True, 0, False, 0)
    assert anna.there(Provider, unshared.id) == unshared
    assert anna.there(Provider, old.id).phone == "2"
    assert anna.see(Provider, theirs.id) is None, "what came by sync comes again by sync"
    in_step(anna, bram)
    assert bram.there(Provider, old.id).phone == "2"
    assert bram.there(Provider, theirs.id).phone == "3"
    assert bram.there(Provider, unshared.id) == unshared
    assert bram.see(Provider, shared.id) is None
    assert list_conflicts(anna.workplace) == list_conflicts(bram.workplace) == ()


@both_centrals
def test_a_copy_put_back_on_purpose_gets_what_was_shared_from_the_others(anna: Laptop, bram: Laptop) -> None:
    """A whole store goes back to its copy: no work goes along, and its own edits are at the central store."""
    old, waiting = provider(name="Oud"), provider(name="Wachtte bij het kopiëren")
    anna.add(old)
    anna.sync()
    anna.add(waiting)
    keyring = copy_now(anna)
    added = provider(name="Erna")
    anna.add(added)
    anna.change(Provider, old.id, phone="1")
    anna.sync()
    bram.sync()
    bram.change(Provider, old.id, phone="2")
    anna.add(provider(name="Nooit gedeeld"))
    anna.close()

    done = put_back_and_open(anna, keyring)
    assert (done.was_damaged, done.taken_along, done.lost) == (False, 0, 3)
    assert done.aside is not None
    with Store.open(done.aside, KEY) as kept, kept.read() as reader:
        assert reader.count(Provider) == 4
    anna.change(Provider, waiting.id, phone="0597")
    in_step(anna, bram)
    assert anna.there(Provider, added.id) == added
    assert anna.there(Provider, old.id).phone == "2"
    assert bram.there(Provider, waiting.id).phone == "0597"
    assert anna.ask(lambda reader: reader.count(Provider)) == 3


def test_what_was_sent_and_not_heard_of_is_not_doubled(anna: Laptop, bram: Laptop) -> None:
    """The answer was lost, then the store: the edit is offered a third time."""
    keyring = copy_now(anna)
    kept = provider(name="Gestuurd")
    anna.add(kept)
    anna.sync()
    anna.do(lambda work: work.connection.exec_driver_sql("UPDATE journal SET pushed = 0 WHERE tbl = 'provider'"))
    anna.change(Provider, kept.id, phone="1")
    damage_elsewhere(anna)
    put_back_and_open(anna, keyring)
    in_step(anna, bram)
    assert bram.there(Provider, kept.id).phone == "1"
    assert bram.ask(lambda reader: reader.count(Provider)) == 1


def test_an_edit_on_a_row_that_only_sync_brings_waits_for_it(anna: Laptop, bram: Laptop) -> None:
    keyring = copy_now(anna)
    resident = Resident(last_name="Wouda")
    bram.add(resident)
    bram.sync()
    anna.sync()
    case = Case(resident_id=resident.id, opened_on=day("2026-11-23"))
    anna.add(case)
    anna.change(Resident, resident.id, first_names="Jantje")
    damage_elsewhere(anna)

    done = put_back_and_open(anna, keyring)
    assert (done.taken_along, done.lost) == (2, 0)
    assert anna.see(Case, case.id) is None
    in_step(anna, bram)
    for laptop in (anna, bram):
        assert laptop.there(Case, case.id) == case
        assert laptop.there(Resident, resident.id).first_names == "Jantje"


def test_a_conflict_that_was_decided_stays_decided(anna: Laptop, bram: Laptop) -> None:
    disputed = provider()
    anna.add(disputed)
    anna.sync()
    bram.sync()
    bram.change(Provider, disputed.id, phone="Bram")
    bram.sync()
    anna.change(Provider, disputed.id, phone="Anna")
    anna.sync()
    keyring = copy_now(anna)
    (conflict,) = list_conflicts(anna.workplace)
    resolve(anna.workplace, conflict.id, take=Take.MINE)
    damage_elsewhere(anna)
    put_back_and_open(anna, keyring)
    assert list_conflicts(anna.workplace) == ()
    in_step(anna, bram)
    assert bram.there(Provider, disputed.id).phone == "Anna"
    assert list_conflicts(anna.workplace) == list_conflicts(bram.workplace) == ()


@pytest.fixture
def alone(tmp_path: Path) -> Laptop:
    """A laptop that works alone."""
    return make_laptop(tmp_path, "Alone")


def filled(alone: Laptop) -> tuple[Keyring, list[Provider]]:
    """With a copy, and much work since."""
    alone.add(*(provider(name=f"Ervoor {n}") for n in range(20)))
    keyring = copy_now(alone)
    since = [provider(name=f"Erna {n}", description="x" * 400) for n in range(14)]
    for one in since:
        alone.add(one)
    alone.do(lambda work: save_form(work, FormDraft("new-case", "", {"name": "Wouda"}, alone.clock())))
    return keyring, since


@pytest.mark.parametrize("number", [22, 35])
def test_what_can_be_read_in_a_damaged_journal_goes_along_and_the_rest_is_counted(alone: Laptop, number: int) -> None:
    keyring, since = filled(alone)
    alone.close()
    flip(alone.store.path, [place_of_line(alone.store.path, number)])
    done = put_back_and_open(alone, keyring)
    assert done.taken_along + done.lost == len(since)
    assert 0 < done.lost < len(since)
    assert alone.ask(lambda reader: reader.count(Provider)) == 20 + done.taken_along
    assert alone.ask(lambda reader: load_form(reader, "new-case")) is not None
    assert [check.name for check in verify(alone.store) if not check.ok] == []
    alone.close()


@pytest.mark.parametrize("place", [3, 60])
def test_a_damaged_first_page_costs_what_cannot_be_read_and_no_more(alone: Laptop, place: int) -> None:
    """In the salt all is read with the one that was kept; behind it the list of tables is gone, and nothing can be."""
    keyring, since = filled(alone)
    alone.close()
    flip(alone.store.path, [place])
    done = put_back_and_open(alone, keyring)
    readable = place < 16
    assert done.was_damaged
    assert done.is_blind is not readable
    assert done.taken_along == (len(since) if readable else 0)
    assert alone.ask(lambda reader: reader.count(Provider)) == 20 + done.taken_along
    assert alone.ask(journal_differs) == []
    alone.close()


def test_the_damaged_store_is_kept_as_it_was(alone: Laptop) -> None:
    keyring, _since = filled(alone)
    alone.close()
    flip(alone.store.path, [5 * PAGE + 7])
    before = alone.store.path.read_bytes()
    done = put_back_and_open(alone, keyring)
    assert done.aside is not None
    assert done.aside.name == "Alone.db.damaged-1"
    assert done.aside.read_bytes() == before
    alone.close()


def test_a_copy_that_is_damaged_too_is_passed_over(alone: Laptop) -> None:
    keyring, _since = filled(alone)
    alone.clock.jump(days=1)
    copy_now(alone)
    alone.close()
    newest, older = list_copies(alone.store.path)
    flip(newest.path, [PAGE + 7])
    flip(alone.store.path, [PAGE * 3 + 7])
    newest_keys = newest.path.with_name(f"{newest.path.name}.keys")
    alone.store.path.with_name("Alone.db.keys").write_bytes(
        older.path.with_name(f"{older.path.name}.keys").read_bytes()
    )
    newest_keys.unlink()
    done = put_back_and_open(alone, keyring)
    assert (done.copy, done.skipped) == (older, 1)
    alone.close()


def test_who_went_back_keeps_what_came_after_that_and_gets_nothing_of_what_was_left(alone: Laptop) -> None:
    """The copy that was gone back from is newer than the one that was put back; it must not come up again."""
    keyring = copy_now(alone)
    left, kept = provider(name="Verlaten"), provider(name="Daarna")
    alone.add(left, *(provider(name=f"Verlaten {n}") for n in range(5)))
    alone.clock.jump(hours=1)
    make_copy(alone.store, alone.clock().astimezone())
    alone.clock.jump(hours=1)
    alone.close()
    put_back_and_open(alone, keyring, list_copies(alone.store.path)[-1].path)
    alone.add(kept)
    damage_elsewhere(alone)
    done = put_back_and_open(alone, keyring)
    assert (done.taken_along, done.lost) == (1, 0)
    assert alone.ask(lambda reader: reader.find(Provider)) == [kept]
    alone.close()


def test_without_a_sound_copy_nothing_is_touched(alone: Laptop) -> None:
    keyring, _since = filled(alone)
    alone.close()
    (copy,) = list_copies(alone.store.path)
    for path in (copy.path, alone.store.path):
        flip(path, [PAGE + 7])
    before = alone.store.path.read_bytes()
    with pytest.raises(WorldFault, match="no-sound-copy"):
        put_back_and_open(alone, keyring)
    assert alone.store.path.read_bytes() == before


@pytest.mark.parametrize("lost", [True, False])
def test_a_key_file_that_is_gone_or_broken_comes_from_the_copy(alone: Laptop, *, lost: bool) -> None:
    keyring, _since = filled(alone)
    alone.close()
    keys = alone.store.path.with_name("Alone.db.keys")
    if lost:
        keys.unlink()
    else:
        keys.write_bytes(b"{")
    done = put_back_and_open(alone, keyring)
    assert not done.was_damaged
    assert keys.read_bytes() == done.copy.path.with_name(f"{done.copy.path.name}.keys").read_bytes()
    alone.close()
