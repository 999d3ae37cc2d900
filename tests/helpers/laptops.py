"""Laptops of invented colleagues who meet in a real encrypted shared file."""

from __future__ import annotations

import atexit
import shutil
import tempfile
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from desktop.models.base import Value, new_id
from desktop.models.people import Colleague
from desktop.models.region import Municipality, RegionProfile
from desktop.models.social_map import Provider
from desktop.services import syncing
from desktop.services.taking_up import take_up
from desktop.services.workplace import Workplace
from desktop.store.database import Store
from desktop.store.engine import connect
from desktop.store.identity import Identity
from desktop.sync import books
from desktop.sync.books import State
from tests.helpers.stores import KEY, REGION

if TYPE_CHECKING:
    from collections.abc import Callable

    from desktop.services.syncing import SyncResult
    from desktop.store.reader import Reader
    from desktop.store.unit_of_work import UnitOfWork
    from desktop.sync.centrals import Central

BEGIN = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)


V = TypeVar("V", bound=Value)
T = TypeVar("T")

PROFILE = RegionProfile(
    id=REGION,
    name="Oldambt",
    document="Invented",
    municipalities=(Municipality(name="Oldambt", cbs_code="1895"),),
    lots=(),
)
"""Just enough of a region: sync asks nothing of it."""


@dataclass
class Hands:
    """A clock that only moves when it is told to."""

    moment: datetime = BEGIN

    def __call__(self) -> datetime:
        return self.moment

    def jump(self, **amount: float) -> None:
        """Forward or back."""
        self.moment += timedelta(**amount)


@dataclass
class Laptop:
    """An encrypted store with the colleague who works in it."""

    workplace: Workplace
    clock: Hands = field(default_factory=Hands)

    @property
    def store(self) -> Store:
        """The open store."""
        return self.workplace.store

    def do(self, what: Callable[[UnitOfWork], object], act: str = "Test") -> None:
        """One act."""
        with self.store.work(act) as work:
            what(work)
            work.commit()

    def add(self, *values: Value) -> None:
        """One act that stores values."""
        self.do(lambda work: work.add(*values))

    def change(self, kind: type[Value], row_id: str, **fields: object) -> None:
        """One act that gives a value other fields."""
        self.do(lambda work: work.change(kind, row_id, **fields))

    def remove(self, kind: type[Value], row_id: str) -> None:
        """One act that takes a value away."""
        self.do(lambda work: work.remove(kind, row_id))

    def see(self, kind: type[V], row_id: str) -> V | None:
        """A value as it stands now."""
        with self.store.read() as reader:
            return reader.maybe(kind, row_id)

    def there(self, kind: type[V], row_id: str) -> V:
        """A value that must stand there."""
        with self.store.read() as reader:
            return reader.get(kind, row_id)

    def ask(self, question: Callable[[Reader], T]) -> T:
        """Reads something."""
        with self.store.read() as reader:
            return question(reader)

    def sync(self) -> SyncResult:
        """One whole sync, and then what came is searched."""
        result = syncing.sync_now(self.workplace)
        take_up(self.workplace)
        return result

    def close(self) -> None:
        """Lets the store go."""
        self.store.close()


def make_laptop(folder: Path, name: str) -> Laptop:
    """A new laptop; whoever makes it closes it.

    Its store is a copy of one that is made once: building every table and trigger anew takes too long.
    """
    path, clock = folder / f"{name}.db", Hands()
    person = Colleague(id=f"00000000-0000-7000-8000-{sum(name.encode()):012d}", name=name, role="consultant")
    shutil.copy(_template(), path)
    db = connect(path, KEY)
    db.execute("UPDATE identity SET store_id = ?, device_id = ?, colleague_id = ?", (new_id(), new_id(), person.id))
    db.close()
    laptop = Laptop(Workplace(Store.open(path, KEY, clock=clock), PROFILE, person, clock), clock)
    laptop.add(person)
    return laptop


def join(laptop: Laptop, central: Central, url: str, secret: str) -> None:
    """What `syncing.join` does, without looking at the folder first."""
    identity, today = laptop.store.identity, laptop.workplace.today.isoformat()
    hello = central.hello(0, identity.device_id)
    state = State(url, hello.store_id, str(hello.epoch), probed_on=today)
    laptop.do(lambda work: books.write_state(work, state))
    laptop.do(lambda work: books.keep_team_code(work, secret))


@cache
def _template() -> Path:
    folder = Path(tempfile.mkdtemp(prefix="naober-test-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    Store.create(folder / "template.db", KEY, Identity(REGION, "nobody")).close()
    return folder / "template.db"


def provider(row_id: str = "", **fields: object) -> Provider:
    """An invented provider."""
    told = {"name": "De Bascule", "phone": "0597 000000", "measured": None, **fields}
    told.pop("measured")
    return Provider.model_validate({**({"id": row_id} if row_id else {}), **told})


def day(text: str) -> date:
    """A day out of ISO text."""
    return date.fromisoformat(text)
