"""The store: one encrypted file, open in one program."""

from __future__ import annotations

import os
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Self

from desktop.models.faults import WorldFault
from desktop.store import counting, triggers
from desktop.store.diagnosis import check_file, check_key
from desktop.store.engine import make_engine, writing
from desktop.store.identity import Identity
from desktop.store.lock import take
from desktop.store.migrate import migrate, newest
from desktop.store.reader import Reader
from desktop.store.search import index
from desktop.store.unit_of_work import Act, UnitOfWork

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from filelock import BaseFileLock
    from sqlalchemy import Engine

    Clock = Callable[[], datetime]


def now() -> datetime:
    """The moment, in UTC."""
    return datetime.now(UTC)


class Store:
    """An open store. Whoever opens it closes it.

    Attributes:
        path: The file.
        identity: Which store this is, and whose.
        engine: For this room alone.
        clock: Answers with the moment it is now, in UTC.
        key: The data key, for copies alone; every connection of the engine holds it too.
    """

    def __init__(self, path: Path, key: bytes, engine: Engine, lock: BaseFileLock, clock: Clock) -> None:
        self.path = path
        self.key = key
        self.engine = engine
        self.clock = clock
        self._lock = lock
        self._open = True
        with engine.connect() as connection:
            row = connection.exec_driver_sql("SELECT region, colleague_id, store_id, device_id FROM identity").one()
        self.identity = Identity(*row)

    @classmethod
    def create(cls, path: Path, key: bytes, identity: Identity, *, clock: Clock = now) -> Store:
        """Makes a new store under a 32-byte data key and opens it; a half made one never stands under its name.

        Raises:
            WorldFault: ``store-exists``, ``store-in-use``, ``store-unreachable``, ``disk-full`` or ``no-encryption``.
        """
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise WorldFault("store-unreachable", file=path.name) from error
        lock = take(path)
        try:
            _make(path, key, identity, clock)
            try:
                return cls._opened(path, key, lock, clock)
            except BaseException:
                discard_draft(path)
                raise
        except BaseException:
            lock.release()
            raise

    @classmethod
    def open(cls, path: Path, key: bytes, *, clock: Clock = now) -> Store:
        """Opens a store and brings it to this version's tables, after a copy beside it when it was older.

        Raises:
            WorldFault: ``store-missing``, ``store-in-use``, ``store-not-encrypted``, ``store-wrong-key``,
                ``store-damaged``, ``store-newer``, ``store-unreachable``, ``disk-full`` or ``no-encryption``.
        """
        check_file(path)
        lock = take(path)
        try:
            check_key(path, key)
            discard_draft(draft_of(path))  # of a program that was cut off
            return cls._opened(path, key, lock, clock)
        except BaseException:
            lock.release()
            raise

    @classmethod
    def _opened(cls, path: Path, key: bytes, lock: BaseFileLock, clock: Clock) -> Store:
        engine = make_engine(path, key)
        try:
            migrate(engine, copy_to=path.with_name(f"{path.name}.before-migration"), clock=clock)
            _install(engine, clock)
            return cls(path, key, engine, lock, clock)
        except BaseException:
            engine.dispose()
            raise

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *failure: object) -> None:
        self.close()

    def close(self) -> None:
        """Lets the file and its lock go; a second time does nothing. Blocks that are still inside end as they can."""
        self._open = False
        self.key = b""
        self.engine.dispose()
        self._lock.release()

    def _refuse_if_closed(self) -> None:
        # An engine connects again by itself, and would do so without the lock.
        if not self._open:
            raise WorldFault("store-closed", file=self.path.name)

    def renew_index(self, most: int) -> index.Renewal:
        """Takes up in the search index what was put off, and what other words find, `most` entries at a time.

        Raises:
            WorldFault: ``store-closed``.
        """
        self._refuse_if_closed()
        with writing(self.engine.connect()) as connection, connection.begin():
            return index.renew(connection, self.clock().astimezone().date(), most)

    @contextmanager
    def read(self) -> Iterator[Reader]:
        """A reader of this moment.

        Raises:
            WorldFault: ``store-closed``.
        """
        self._refuse_if_closed()
        with self.engine.connect() as connection, connection.begin():
            yield Reader(connection)

    @contextmanager
    def work(self, act: str, *, actor: str | None = None, origin: str = "local") -> Iterator[UnitOfWork]:
        """A unit of work, alone in the store; everything is rolled back unless it was committed.

        Args:
            act: The person's verb, as an English text of the catalogue; kept in the journal and shown by undo.
            actor: Colleague's id; the store's own colleague when not given.
            origin: ``local``, ``sync`` or ``import``.

        Raises:
            WorldFault: ``store-busy`` when another unit of work holds the store for longer than ten seconds, or
                ``store-closed``.
        """
        self._refuse_if_closed()
        who = self.identity.colleague_id if actor is None else actor
        what = Act(act, who, self.identity.device_id, origin, self.clock(), newest())
        with writing(self.engine.connect()) as connection:
            yield UnitOfWork(connection, what)


def _make(path: Path, key: bytes, identity: Identity, clock: Clock) -> None:
    """Builds the file under another name and puts it in place when it is whole."""
    if path.exists():
        raise WorldFault("store-exists", file=path.name)
    draft = draft_of(path)
    discard_draft(draft)
    os.close(os.open(draft, os.O_CREAT | os.O_WRONLY, 0o600))
    engine = make_engine(draft, key)
    try:
        migrate(engine, copy_to=None, clock=clock)
        with writing(engine.connect()) as connection, connection.begin():
            connection.exec_driver_sql(
                "INSERT INTO identity (id, store_id, device_id, region, colleague_id) VALUES (1, ?, ?, ?, ?)",
                (identity.store_id, identity.device_id, identity.region, identity.colleague_id),
            )
    except BaseException:
        engine.dispose()
        discard_draft(draft)
        raise
    engine.dispose()
    if draft.with_name(f"{draft.name}-wal").exists():
        # The last to leave writes all of it into the file itself; without room it cannot, and says nothing.
        discard_draft(draft)
        raise WorldFault("disk-full", file=path.name)
    draft.replace(path)


def draft_of(path: Path) -> Path:
    """Where a store is built that is to stand here when it is whole."""
    return path.with_name(f"{path.name}.new")


def discard_draft(draft: Path) -> None:
    """Takes away what never became a store."""
    for end in ("", "-wal", "-shm"):
        draft.with_name(draft.name + end).unlink(missing_ok=True)


def _install(engine: Engine, clock: Clock) -> None:
    with writing(engine.connect()) as connection, connection.begin():
        triggers.install(connection)
        counting.ensure(connection)
        index.ensure(connection, clock().astimezone().date())
