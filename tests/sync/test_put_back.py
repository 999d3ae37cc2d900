"""A central store that is put back from a copy: every laptop notices, and nothing that was made since is lost."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

import psycopg
import pytest

from desktop.models.base import new_id
from desktop.models.faults import WorldFault
from desktop.models.social_map import Provider
from desktop.services import syncing
from desktop.services.put_back import offered_again
from desktop.store import journal
from desktop.sync import books, meeting_again
from desktop.sync.postgres.copying import copy_out, put_back
from desktop.sync.session import run
from desktop.sync.shared_copies import copy_file
from desktop.sync.shared_file import SharedFile
from tests.helpers.judging import refusals, rest
from tests.helpers.laptops import Laptop, provider
from tests.helpers.meetings import BOTH, central_of
from tests.helpers.sync_world import Mishaps
from tests.sync.test_central_that_lies import Lying

if TYPE_CHECKING:
    from desktop.sync.protocol import CentralStore
    from tests.helpers.offices import Office

pytestmark = pytest.mark.parametrize("meeting", BOTH, indirect=True)

KEY = bytes(range(32))


def copied(laptop: Laptop, folder: Path, request: pytest.FixtureRequest) -> None:
    copy = folder / "copy.naober"
    central = central_of(laptop)
    if isinstance(central, SharedFile):
        copy_file(central, copy)
    else:
        copy_out(cast("Office", request.getfixturevalue("office")).founder, copy, KEY)


def restored(laptop: Laptop, folder: Path, request: pytest.FixtureRequest) -> None:
    copy, central = folder / "copy.naober", central_of(laptop)
    if isinstance(central, SharedFile):
        shutil.copyfile(copy, central.path)
        central.raise_epoch()
        return
    founder = cast("Office", request.getfixturevalue("office")).founder
    with psycopg.connect(founder.address.conninfo(founder.password)) as db:
        db.execute("DROP SCHEMA naober CASCADE")
    put_back(founder, copy, KEY)


def test_what_was_made_since_the_copy_comes_back_from_the_laptops(
    anna: Laptop, bram: Laptop, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    known, going = provider(name="Bleef"), provider(name="Gaat weg")
    anna.add(known, going)
    rest(anna, bram)
    copied(anna, tmp_path, request)
    late, by_bram = provider(name="Kwam later"), provider(name="Van Bram")
    anna.add(late)
    anna.change(Provider, known.id, name="Werd anders", place="Winschoten")
    anna.remove(Provider, going.id)
    bram.add(by_bram)
    rest(anna, bram)
    anna.change(Provider, known.id, phone="0597-123456")
    restored(anna, tmp_path, request)
    for laptop in (anna, bram):
        with pytest.raises(WorldFault, match="central-put-back"):
            laptop.sync()
    assert {key[1] for key in syncing.would_offer(anna.workplace)} == {known.id, going.id, late.id}
    offered = offered_again(anna.workplace)
    assert (offered.records, offered.waiting) == (3, 1)
    assert offered.lines["Werd anders", "provider"] == 1
    assert syncing.meet_again(bram.workplace) == 1
    assert syncing.meet_again(anna.workplace) == 3
    rest(bram, anna)
    for laptop in (anna, bram):
        found = {one.id: one for one in laptop.ask(lambda reader: reader.find(Provider))}
        assert found.keys() == {known.id, late.id, by_bram.id}
        assert (found[known.id].name, found[known.id].place) == ("Werd anders", "Winschoten")
        assert found[known.id].phone == "0597-123456"
        assert laptop.ask(books.open_conflicts) == []
        # What stood here and not there was set aside whole, until the laptop of who wrote it offered it again.
        assert {*refusals(laptop)} <= {"row-mended"}
        assert laptop.sync().mended == {}


def test_another_store_in_the_place_of_the_one_that_was_put_back_is_not_gone_on_with(anna: Laptop) -> None:
    state, central = anna.ask(books.read_state), central_of(anna)
    assert state is not None
    other = replace(central.hello(0, "x"), store_id=new_id(), epoch=int(state.epoch) + 1)
    with pytest.raises(WorldFault, match="central-other-store"):
        meeting_again.meet_again(anna.store, Lying(central, hello=lambda *_asked: other), state)
    assert anna.ask(books.read_state) == state


def test_a_store_that_was_not_put_back_is_met_as_before(anna: Laptop, bram: Laptop) -> None:
    anna.add(provider())
    rest(anna, bram)
    assert syncing.meet_again(anna.workplace) == 0
    assert anna.sync().mended == {}


def test_what_waits_and_was_typed_over_a_form_that_was_lost_does_not_overwrite(
    anna: Laptop, bram: Laptop, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    anna.add(known := provider())
    rest(anna, bram)
    copied(anna, tmp_path, request)
    for place in ("Winschoten", "Scheemda"):
        bram.change(Provider, known.id, place=place)
        rest(bram, anna)
    anna.change(Provider, known.id, phone="0597-123456")
    # An answer that was not read to its end has the row built on less than what was typed on it.
    anna.do(lambda work: journal.set_base(work, "provider", known.id, 1))
    restored(anna, tmp_path, request)
    bram.change(Provider, known.id, phone="0597-654321")
    for laptop in (bram, anna):
        syncing.meet_again(laptop.workplace)
    rest(bram, anna)
    (asked,) = anna.ask(books.open_conflicts)
    assert {asked.mine, asked.theirs} == {"0597-123456", "0597-654321"}


def test_what_a_colleague_offered_first_is_not_overwritten_by_who_never_saw_it(
    anna: Laptop, bram: Laptop, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    anna.add(known := provider(phone="0597-000001", laws=("WMO",)))
    rest(anna, bram)
    copied(anna, tmp_path, request)
    anna.change(Provider, known.id, phone="0597-123456")
    rest(anna, bram)
    bram.change(Provider, known.id, phone="0597-654321", laws=("JEUGDWET", "WMO"))
    restored(anna, tmp_path, request)
    syncing.meet_again(bram.workplace)
    bram.sync()
    syncing.meet_again(anna.workplace)
    rest(anna, bram)
    (asked,) = anna.ask(books.open_conflicts)
    assert (asked.mine, asked.theirs) == ("0597-123456", "0597-654321")
    assert set(anna.there(Provider, known.id).laws) == {"JEUGDWET", "WMO"}


@pytest.mark.parametrize("calls", [1, 2, 3])
def test_a_store_that_is_put_back_in_the_middle_of_a_sync_is_noticed_there(
    anna: Laptop, bram: Laptop, tmp_path: Path, request: pytest.FixtureRequest, calls: int
) -> None:
    """After the hello, after the push, between two pages: what waits is not taken for what saw the new history."""
    anna.add(known := provider(phone="0597-000001"))
    rest(anna, bram)
    copied(anna, tmp_path, request)
    for place in ("Winschoten", "Scheemda", "Finsterwolde"):
        anna.change(Provider, known.id, place=place)
        rest(anna, bram)
    bram.add(provider(), provider())
    bram.sync()
    anna.change(Provider, known.id, phone="0597-123456")

    def put_back_meanwhile() -> None:
        if way.calls == calls:
            restored(anna, tmp_path, request)
            syncing.meet_again(bram.workplace)
            bram.change(Provider, known.id, phone="0597-654321")
            bram.sync()

    with central_of(anna).staying() as met:
        way = Mishaps(met, meanwhile=put_back_meanwhile)
        with pytest.raises(WorldFault, match="central-put-back"):
            run(anna.store, way, at_once=1)
    assert way.calls == calls + 1
    assert anna.there(Provider, known.id).phone == "0597-123456"
    syncing.meet_again(anna.workplace)
    rest(anna, bram)
    (asked,) = anna.ask(books.open_conflicts)
    assert (asked.mine, asked.theirs) == ("0597-123456", "0597-654321")
    for laptop in (anna, bram):
        assert (laptop.there(Provider, known.id).place, laptop.sync().mended) == ("Finsterwolde", {})
        assert laptop.ask(lambda reader: reader.count(Provider)) == 3


def test_rows_of_a_store_that_was_put_back_since_its_history_was_read_are_not_taken(
    anna: Laptop, bram: Laptop, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    anna.add(known := provider(phone="0597-000001"))
    rest(anna, bram)
    copied(anna, tmp_path, request)
    anna.change(Provider, known.id, place="Winschoten")
    rest(anna, bram)
    bram.change(Provider, known.id, phone="0597-654321")
    bram.sync()
    anna.change(Provider, known.id, phone="0597-123456")  # meets Bram's: the row is fetched whole
    honest = central_of(anna)

    def put_back_first(keys: list[tuple[str, str]]) -> object:
        restored(anna, tmp_path, request)
        return honest.rows(keys)

    with pytest.raises(WorldFault, match="central-put-back"):
        run(anna.store, cast("CentralStore", Lying(honest, rows=put_back_first)))
    assert anna.there(Provider, known.id).place == "Winschoten"
    for laptop in (anna, bram):
        syncing.meet_again(laptop.workplace)
    rest(anna, bram)
    assert {laptop.there(Provider, known.id).place for laptop in (anna, bram)} == {"Winschoten"}
    (asked,) = bram.ask(books.open_conflicts)
    assert {asked.mine, asked.theirs} == {"0597-123456", "0597-654321"}


@pytest.mark.parametrize("told", [{"epoch": 2}, {"head": 0}, {"op_at_cursor": None}, {"op_at_cursor": "another"}])
def test_another_history_is_noticed_before_anything_is_asked_of_it(anna: Laptop, told: dict[str, Any]) -> None:
    anna.add(provider())
    anna.sync()
    honest = central_of(anna)
    lying = Lying(honest, hello=lambda *asked: replace(honest.hello(*asked), **told))
    way = Mishaps(cast("CentralStore", lying))
    with pytest.raises(WorldFault, match="central-put-back"):
        run(anna.store, way)
    assert way.calls == 1
