"""Laptops of invented colleagues who meet in a real encrypted shared file."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING, TypeVar

from desktop.models.base import Value
from desktop.models.people import Colleague
from desktop.models.region import Municipality, RegionProfile
from desktop.models.social_map import Provider
from desktop.services import syncing
from desktop.services.workplace import Workplace
from desktop.store.database import Store
from desktop.store.identity import Identity
from tests.helpers.stores import REGION

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from desktop.services.syncing import SyncResult
    from desktop.store.reader import Reader
    from desktop.store.unit_of_work import UnitOfWork

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
    key: bytes
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
        """One whole sync."""
        return syncing.sync_now(self.workplace)

    def close(self) -> None:
        """Lets the store go."""
        self.store.close()


def make_laptop(folder: Path, name: str) -> Laptop:
    """A new laptop; whoever makes it closes it."""
    number = sum(name.encode())
    clock, key = Hands(), bytes([number % 251]) * 32
    person = Colleague(id=f"00000000-0000-7000-8000-{number:012d}", name=name, role="consultant")
    store = Store.create(folder / f"{name}.db", key, Identity(REGION, person.id), clock=clock)
    laptop = Laptop(Workplace(store, PROFILE, person, clock), key, clock)
    laptop.add(person)
    return laptop


def provider(row_id: str = "", **fields: object) -> Provider:
    """An invented provider."""
    told = {"name": "De Bascule", "phone": "0597 000000", "measured": None, **fields}
    told.pop("measured")
    return Provider.model_validate({**({"id": row_id} if row_id else {}), **told})


def day(text: str) -> date:
    """A day out of ISO text."""
    return date.fromisoformat(text)
