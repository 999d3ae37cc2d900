"""Whatever bytes come from outside: they are read, or refused by name; the program never stumbles over them.

Each reader gets what is well formed with letters changed, left out, doubled or moved, and what never was. What a
reader may raise stands with it; anything else fails the test. ``NAOBER_FUZZ_EXAMPLES`` says how many each gets.
"""

from __future__ import annotations

import io
import json
import os
import random
import shutil
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, replace
from functools import cache, partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from openpyxl import Workbook

from desktop.exchange.istandaarden.layouts import namespaces
from desktop.exchange.istandaarden.reading import Unreadable as Unread
from desktop.exchange.istandaarden.reading import parse
from desktop.exchange.text_files import read_csv, read_json
from desktop.exchange.workbooks import read_workbook
from desktop.models.faults import RuleBroken, WorldFault
from desktop.models.social_map import Contract, Provider
from desktop.rules.messages.kinds import MESSAGES
from desktop.security.invitation import Invitation, read_invitation, write_invitation
from desktop.security.key_file import read_key_file
from desktop.security.passphrase import Cost
from desktop.security.slots import new_key_file
from desktop.security.team_code import new_team_code, team_key, tidy
from desktop.settings.file import SettingsFile
from desktop.store import backup
from desktop.store.database import Store
from desktop.sync.ledger_lines import read_body, read_change, row_now
from desktop.sync.ops import Unreadable, read_op
from desktop.sync.session import run
from tests.helpers.edits import added
from tests.helpers.laptops import day, provider
from tests.helpers.spoilt import spoil, spoilt
from tests.helpers.stores import KEY, make_store
from tests.helpers.sync_checks import check_convergence
from tests.helpers.sync_world import Mishaps, World

if TYPE_CHECKING:
    from collections.abc import Iterator

    from desktop.sync.protocol import Change, Page

EXAMPLES = int(os.environ.get("NAOBER_FUZZ_EXAMPLES", "60"))
TOLD = (RuleBroken, WorldFault)
tried = settings(max_examples=EXAMPLES, suppress_health_check=list(HealthCheck), deadline=None)
tried_on_files = settings(tried, max_examples=max(8, EXAMPLES // 4))


@dataclass(frozen=True)
class Reader:
    """Something that reads bytes from outside."""

    name: str
    read: Callable[[bytes], object]
    whole: Callable[[], bytes]
    """Bytes that it reads well."""
    may_raise: tuple[type[Exception], ...] = TOLD


def text_of(data: bytes) -> str:
    return data.decode("utf-8", "replace")


def of_file(name: str, read: Callable[[Path], object]) -> Callable[[bytes], object]:
    def put_and_read(data: bytes) -> object:
        with TemporaryDirectory() as folder:
            path = Path(folder) / name
            path.write_bytes(data)
            return read(path)

    return put_and_read


def an_op() -> bytes:
    return added("p", name="De Bascule", laws=["WMO", "JEUGDWET"]).to_json().encode()


def a_change() -> bytes:
    told = {"op_id": "o", "act": "Test", "device": "d", "author": "a", "tbl": "provider", "row_id": "p"}
    clash = {"id": "c", "op_id": "o", "tbl": "provider", "row_id": "p", "field": "phone", "kind": "field"}
    clash |= {"mine_by": "a", "theirs_by": "b", "mine": "1", "theirs": "2"}
    more = {"effect": "update", "fields": {"name": "x"}, "members": {"laws": {"added": ["WMO"]}}, "clashes": [clash]}
    return json.dumps(told | more).encode()


@cache
def a_workbook() -> bytes:
    book, made = Workbook(), io.BytesIO()
    assert book.active is not None
    for line in (("naam", "omschrijving"), ("De Bascule", "Ambulant"), ("Het Anker", 3)):
        book.active.append(line)
    book.save(made)
    return made.getvalue()


@cache
def a_key_file() -> bytes:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "store.keys"
        new_key_file(path, "vier losse woorden samen", cost=Cost(1, 8, 1))
        return path.read_bytes()


def a_message() -> bytes:
    """An answer that says nothing: what is wrong with what it lacks is told in the message, not raised."""
    message = next(one for one in MESSAGES.values() if one.number != "301")
    outer, inner = namespaces(message.law, message.number)
    head = "<Header><BerichtCode>414</BerichtCode><Afzender>1895</Afzender></Header>"
    return f'<?xml version="1.0"?><Bericht xmlns="{outer}" xmlns:w="{inner}">{head}</Bericht>'.encode()


def an_invitation() -> bytes:
    return write_invitation(Invitation("postgresql://naober_1@db/naober", "secret", "oldambt", "c", "Anna")).encode()


READERS = (
    Reader("edit", read_op, an_op, (Unreadable,)),
    Reader("line of the history", lambda data: read_change(1, "o", text_of(data)), a_change, ()),
    Reader("row", lambda data: row_now(("provider", "p", 1, 0, text_of(data))), lambda: b'{"name": "De Bascule"}', ()),
    Reader("invitation", lambda data: read_invitation(text_of(data)), an_invitation),
    Reader("team code", lambda data: (team_key(text_of(data)), tidy(text_of(data))), lambda: new_team_code().encode()),
    Reader("key file", of_file("store.keys", read_key_file), a_key_file),
    Reader("settings", of_file("settings.json", lambda path: SettingsFile(path).read()), lambda: b'{"lock": {"x": 1}}'),
    Reader("CSV", lambda data: read_csv(data, "a.csv", "a"), lambda: b'naam;wet\n"De Bascule";Wmo\nHet Anker;"a""b"\n'),
    Reader("JSON", lambda data: read_json(data, "a.json", "a"), lambda: b'[{"naam": "De Bascule", "wachttijd": 3.5}]'),
    Reader("message", parse, a_message, (Unread,)),
    Reader("workbook", lambda data: read_workbook(data, "a.xlsx"), a_workbook),
)


@pytest.mark.parametrize("reader", READERS, ids=lambda reader: reader.name)
def test_what_is_well_formed_is_read(reader: Reader) -> None:
    """Otherwise what is tried below would all be refused at the door."""
    reader.read(reader.whole())


@pytest.mark.parametrize("reader", READERS, ids=lambda reader: reader.name)
def test_any_bytes_are_read_or_refused_by_name(reader: Reader) -> None:
    @tried
    @given(spoilt(reader.whole()))
    def try_them(data: bytes) -> None:
        try:
            reader.read(data)
        except reader.may_raise:
            return

    try_them()


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A sound copy of a store with something in it."""
    folder = tmp_path_factory.mktemp("copy")
    store = make_store(folder)
    with store.work("Test") as work:
        work.add(*(provider(f"p{number}") for number in range(40)))
        work.commit()
    backup.back_up(store, folder / "copy.db", KEY)
    store.close()
    return folder / "copy.db"


@given(st.data())
@tried_on_files
def test_a_spoilt_copy_is_never_put_back(copy: Path, data: st.DataObject) -> None:
    whole = copy.read_bytes()
    spoiled = data.draw(spoilt(whole))
    with TemporaryDirectory() as folder:
        path, place = Path(folder) / "copy.db", Path(folder) / "store.db"
        path.write_bytes(spoiled)
        place.write_bytes(b"what stood there")
        try:
            backup.restore(path, place, KEY)
        except WorldFault:
            assert place.read_bytes() == b"what stood there"
        else:
            Store.open(place, KEY).close()


@pytest.fixture
def world(tmp_path: Path) -> Iterator[World]:
    made = World(tmp_path, ("Anna", "Bram"), share="share")
    made.laptops[0].add(*(provider() for _ in range(20)))
    made.settle()
    yield made
    made.close()


def test_a_spoilt_shared_file_is_told_and_takes_nothing_from_a_laptop(world: World) -> None:
    """Flipped bits, cut ends, pages that changed places: every page carries a seal of its own."""
    anna, bram, file = world.laptops[0], world.laptops[1], world.file.path
    before = file.read_bytes()
    kept = anna.ask(lambda reader: reader.connection.exec_driver_sql("SELECT * FROM provider ORDER BY id").all())

    @tried_on_files
    @given(spoilt(before))
    def try_it(data: bytes) -> None:
        shutil.rmtree(file.parent)
        file.parent.mkdir()
        file.write_bytes(data)
        for laptop in (anna, bram):
            try:
                run(laptop.store, world.central_of(laptop))
            except WorldFault as fault:
                assert fault.code.startswith("central-"), fault.code  # noqa: PT017 - any other is a bug
        rows = anna.ask(lambda reader: reader.connection.exec_driver_sql("SELECT * FROM provider ORDER BY id").all())
        assert rows == kept

    try_it()
    file.write_bytes(before)
    world.settle()
    world.check()


@dataclass
class Lying(Mishaps):
    """A central store whose history was written by somebody else."""

    spoil: Callable[[bytes], bytes] = bytes

    def pull(self, cursor: int, limit: int) -> Page:
        """See `CentralStore`."""
        page = super().pull(cursor, limit)
        return replace(page, changes=tuple(map(self._told, page.changes)))

    def _told(self, change: Change) -> Change:
        body = self.spoil(change.model_dump_json(exclude={"seq"}).encode())
        return read_change(change.seq, change.op_id, text_of(body))


def test_a_history_that_was_tampered_with_is_survived_and_put_right(world: World) -> None:
    """What cannot be understood is told, what is understood wrongly is found by the comparison at the end."""
    anna, bram = world.laptops

    @tried_on_files
    @given(st.integers(0, 2**32))
    @example(1)  # another edit's id in the line: its place in the history is not to be taken for another history
    def try_it(seed: int) -> None:
        pick = random.Random(seed).randint  # noqa: S311 - what is drawn inside a sync would depend on the sync
        bram.add(made := provider(), Contract(provider_id=made.id, start=day("2026-01-01")))
        world.sync(bram)
        bram.change(Provider, made.id, phone="0597 2", laws=("WMO",))
        world.sync(bram)
        way = Lying(world.central_of(anna), spoil=partial(spoil, pick))
        with suppress(WorldFault):
            run(anna.store, way, may_wipe=True, at_once=2)
        for laptop in (anna, bram, anna):
            run(laptop.store, world.central_of(laptop), may_wipe=True)
        check_convergence(world)

    try_it()


@pytest.mark.parametrize("where", ["author", "fields"])
def test_half_a_character_in_the_history_is_told_and_kept_nowhere(where: str) -> None:
    half = {"fields": {"name": "\ud800"}} if where == "fields" else {where: "\ud800"}
    told = {"act": "a", "device": "d", "author": "x", "tbl": "provider", "row_id": "r", "effect": "update", **half}
    assert read_change(1, "op", json.dumps(told)).effect == "unreadable"
    assert read_body(json.dumps({"name": "\ud800"})) == {"": None}
    assert read_body(json.dumps({"name": "Zoë 🙂"})) == {"name": "Zoë 🙂"}
