"""The team's file is put back from an older copy: who read further notices, and nothing is lost silently."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from desktop.models.base import new_id
from desktop.models.faults import WorldFault
from desktop.models.social_map import Provider
from desktop.services import syncing
from desktop.services.conflicts import list_conflicts
from desktop.sync import books
from desktop.sync.session import run
from tests.helpers.laptops import Laptop, provider
from tests.helpers.sync_checks import check_convergence, read_journals
from tests.helpers.sync_world import World

NAMES = ("Anna", "Bram", "Coby")
STEPS = st.lists(
    st.tuples(st.integers(0, 2), st.sampled_from(("add", "type", "type", "remove", "sync", "sync"))), max_size=12
)


def step(world: World, laptop: Laptop, verb: str) -> None:
    rows = laptop.ask(lambda reader: sorted(one.id for one in reader.find(Provider)))
    if verb == "sync":
        world.sync(laptop)
    elif verb == "add":
        laptop.add(provider())
    elif rows and verb == "type":
        laptop.change(Provider, rows[0], phone=new_id())
    elif rows:
        laptop.remove(Provider, rows[-1])


def phones(laptop: Laptop) -> set[tuple[str, str]]:
    return laptop.ask(lambda reader: {(one.id, one.phone) for one in reader.find(Provider)})


def replaced(world: World) -> set[tuple[str, str]]:
    """What somebody saw, and typed something else over."""
    return {
        (line["row_id"], line["pairs"]["phone"][0])
        for line in read_journals(world.laptops).values()
        if line["kind"] == "update" and "phone" in line["pairs"]
    }


def on_the_lists(laptop: Laptop) -> str:
    """All that a person is asked about or told of."""
    return f"{list_conflicts(laptop.workplace)} {laptop.ask(books.refusals)}"


def cursor(laptop: Laptop) -> int:
    state = laptop.ask(books.read_state)
    assert state is not None
    return state.cursor


def notices(world: World, laptop: Laptop) -> bool:
    """True when it says so; then all that stands on it stays as it is."""
    before = phones(laptop)
    try:
        run(laptop.store, world.central_of(laptop), may_wipe=True)
    except WorldFault as fault:
        assert fault.code == "central-put-back"  # noqa: PT017 - any other is a bug
        assert phones(laptop) == before
        return True
    return False


def go_on(world: World, laptop: Laptop) -> None:
    """As people do it: out, and in again."""
    syncing.leave(laptop.workplace)
    world.meeting.join(laptop)


@given(before=STEPS, after=STEPS)
@settings(max_examples=3, deadline=None, phases=[Phase.reuse, Phase.generate])
def test_an_older_file_in_its_place_loses_nothing_that_a_laptop_had(
    before: list[tuple[int, str]], after: list[tuple[int, str]]
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        world = World(Path(folder), NAMES, share="share")
        copy = Path(folder) / "copy.db"
        world.laptops[0].add(provider())
        for number, verb in [(0, "sync"), (1, "sync"), *before]:
            step(world, world.laptops[number], verb)
        shutil.copyfile(world.file.path, copy)
        kept = world.file.pull(0, 1).head
        for number, verb in [(1, "type"), (1, "sync"), *after]:
            step(world, world.laptops[number], verb)
        had = set().union(*(phones(laptop) for laptop in world.laptops)) - replaced(world)
        shutil.copyfile(copy, world.file.path)
        for laptop in world.laptops:
            ahead = cursor(laptop) > kept
            assert notices(world, laptop) or not ahead, "a laptop that had read further did not notice"
        for laptop in world.laptops:
            go_on(world, laptop)
        for laptop in 3 * world.laptops:
            run(laptop.store, world.central_of(laptop), may_wipe=True)
        first = phones(world.laptops[0])
        assert all(phones(laptop) == first for laptop in world.laptops)
        listed = "".join(map(on_the_lists, world.laptops))
        lost = {(row, phone) for row, phone in had - first if not (row in listed and phone in listed)}
        assert not lost, "what stood on a laptop is nowhere to be seen"
        world.close()


def test_a_laptop_that_is_put_back_learns_again_what_it_had_shared(tmp_path: Path) -> None:
    """What it had not shared went with the disk; what it had comes back, and is not sent a second time."""
    world = World(tmp_path, NAMES, share="share")
    anna = world.laptops[0]
    anna.add(shared := provider())
    path = world.set_free(0)
    shutil.copyfile(path, tmp_path / "copy.db")
    world.take_back(0)
    world.laptops[0].add(later := provider())
    world.sync(world.laptops[0])
    world.laptops[0].add(never := provider())
    world.set_free(0)
    for part in path.parent.glob(f"{path.name}-*"):
        part.unlink()
    shutil.copyfile(tmp_path / "copy.db", path)
    world.take_back(0)
    world.settle()
    check_convergence(world)
    anna = world.laptops[0]
    assert [anna.see(Provider, one.id) for one in (shared, later, never)] == [shared, later, None]
    told = [change["row_id"] for change in world.history().changes if change["effect"] == "insert"]
    assert told.count(shared.id) == told.count(later.id) == 1
    world.close()


@pytest.mark.parametrize("times", [1, 2])
def test_putting_back_twice_is_noticed_twice(tmp_path: Path, times: int) -> None:
    world = World(tmp_path, NAMES, share="share")
    world.settle()
    shutil.copyfile(world.file.path, tmp_path / "copy.db")
    for _time in range(times):
        world.laptops[0].add(provider())
        world.sync(world.laptops[0])
        shutil.copyfile(tmp_path / "copy.db", world.file.path)
        assert notices(world, world.laptops[0])
        go_on(world, world.laptops[0])
    world.settle()
    check_convergence(world)
    assert len(phones(world.laptops[1])) == times
    world.close()
