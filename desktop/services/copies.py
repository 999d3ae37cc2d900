"""Copies of the store: one a day by itself, one when asked, and putting one back with what can be saved besides."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from desktop.models.faults import WorldFault
from desktop.security.slots import key_path
from desktop.services.start import Key, open_store, unlock
from desktop.store.backup import back_up, look_at, look_through, restore
from desktop.store.copies import Copy, clear_old, is_due, kept_salt, list_copies, make_copy
from desktop.store.database import Store
from desktop.store.rescue import Rescued, rescue
from desktop.store.taking_along import TakenAlong, take_along

if TYPE_CHECKING:
    from desktop.services.workplace import Clock, Workplace

__all__ = [
    "DAMAGED",
    "LOST_KEYS",
    "Copy",
    "PutBack",
    "copies_of",
    "copy_now",
    "copy_to",
    "keep_daily_copy",
    "open_whole",
    "put_back",
]

DAMAGED = frozenset({"store-damaged", "store-wrong-key"})
"""Faults at opening that a copy mends. Of a damaged beginning SQLCipher says that the key does not fit."""

LOST_KEYS = frozenset({"no-key-file", "key-file-damaged"})
"""Faults of the key file that the one beside a copy mends."""


@dataclass(frozen=True)
class PutBack:
    """What became of it all."""

    copy: Copy
    """Which copy stands in the store's place."""
    aside: Path | None
    """Where the store that stood there is kept; None when there was none."""
    was_damaged: bool
    taken_along: int
    """Changes made after the copy that were read in the damaged store and stand again."""
    lost: int
    """Changes made after the copy that are not there. In a store that syncs, those shared already come back."""
    is_blind: bool
    """True when the damaged store does not even tell how many there were."""
    skipped: int
    """Newer copies that were damaged themselves."""


def open_whole(path: Path, key: Key, *, clock: Clock) -> Workplace:
    """Opens a store as `open_store` does, and looks at every page of it first.

    Raises:
        WorldFault: As `open_store`; ``store-damaged`` when a page is not as Naober wrote it.
    """
    workplace = open_store(path, key, clock=clock)
    try:
        look_through(workplace.store)
    except BaseException:
        workplace.store.close()
        raise
    return workplace


def copies_of(path: Path) -> list[Copy]:
    """The copies of a store, the newest first."""
    return list_copies(path)


def keep_daily_copy(workplace: Workplace, *, days: int, weeks: int) -> Copy | None:
    """Makes the copy of today when there is none yet; None when there was.

    Args:
        workplace: Whose store it is.
        days: How many of the last days keep their copy.
        weeks: And how many of the last weeks.

    Raises:
        WorldFault: ``disk-full`` and as `copy_now`.
    """
    if not is_due(workplace.store.path, workplace.now.astimezone()):
        return None
    return copy_now(workplace, days=days, weeks=weeks)


def copy_now(workplace: Workplace, *, days: int, weeks: int) -> Copy:
    """Makes a copy, opens it to see that it is whole, and only then takes away the old ones that need not stay.

    Raises:
        WorldFault: ``disk-full``, ``disk-fault``, ``cannot-write``; ``store-damaged`` when the copy is not whole. No
            half copy stays, and the older ones do.
    """
    now = workplace.now.astimezone()
    made = make_copy(workplace.store, now)
    clear_old(workplace.store.path, now, days=days, weeks=weeks)
    return made


def copy_to(workplace: Workplace, target: Path) -> None:
    """Makes a copy where a person wants one, such as a stick. It opens with the same passphrase.

    Raises:
        WorldFault: ``store-exists`` and as `copy_now`.
    """
    back_up(workplace.store, target, workplace.store.key)


def put_back(path: Path, key: Key, *, clock: Clock, copy: Path | None = None) -> PutBack:
    """Puts a copy in the place of a store that nobody has open; the store that stood there is kept beside it.

    Of a damaged store the work that the copy does not hold is taken along as far as it can be read. Of a whole one it
    is not: who puts a copy back then wants to go back, and finds what stood there in the file that is kept.

    Args:
        path: The store; it need not be there any more.
        key: Opens the store and its copies.
        clock: Tells the moment.
        copy: Which copy; the newest that is sound when not given.

    Raises:
        WorldFault: ``no-sound-copy``; ``store-in-use``; what is wrong with the copy; ``disk-full`` and the like. The
            store is as it was then, and it can be tried again.
    """
    data_key, keys_from = _data_key(path, key)
    chosen, skipped = _chosen(path, data_key, copy)
    held = look_at(chosen.path, data_key)["journal"]
    damaged = _is_damaged(path, data_key)
    rescued = rescue(path, data_key, held, kept_salt(path)) if damaged else None
    since = 0 if damaged or not path.exists() else max(0, look_at(path, data_key)["journal"] - held)
    putting = _Putting(data_key, rescued, clock)
    aside = restore(
        chosen.path, path, data_key, aside="damaged" if damaged else "replaced", prepare=putting if rescued else None
    )
    if keys_from is not None:
        _mend_keys(path, keys_from)
    _copy_what_stands(path, data_key, clock)
    lost = since if rescued is None else rescued.unreadable + putting.result.left
    blind = rescued is not None and rescued.is_blind
    return PutBack(chosen, aside, damaged, putting.result.taken, lost, blind, skipped)


class _Putting:
    """Takes what was rescued along into the copy before that becomes the store."""

    def __init__(self, key: bytes, rescued: Rescued | None, clock: Clock) -> None:
        self._key, self._rescued, self._clock = key, rescued, clock
        self.result = TakenAlong(0, 0, 0)

    def __call__(self, arriving: Path) -> None:
        with Store.open(arriving, self._key, clock=self._clock) as store:
            if self._rescued is not None:
                self.result = take_along(store, self._rescued)


def _copy_what_stands(path: Path, data_key: bytes, clock: Clock) -> None:
    """A newer copy may hold what was gone back from: from now on this is the newest. Without room it is left."""
    with suppress(WorldFault), Store.open(path, data_key, clock=clock) as store:
        make_copy(store, clock().astimezone())


def _data_key(path: Path, key: Key) -> tuple[bytes, Path | None]:
    """The data key, and the key file beside a copy when that of the store itself is gone or broken."""
    try:
        return unlock(path, key), None
    except WorldFault as fault:
        copies = list_copies(path)
        if fault.code not in LOST_KEYS or not copies:
            raise
        return unlock(copies[0].path, key), key_path(copies[0].path)


def _chosen(path: Path, data_key: bytes, copy: Path | None) -> tuple[Copy, int]:
    known = list_copies(path)
    if copy is not None:
        look_at(copy, data_key)
        return next((c for c in known if c.path == copy), _foreign(copy)), 0
    for skipped, found in enumerate(known):
        try:
            look_at(found.path, data_key)
        except WorldFault:
            continue
        return found, skipped
    raise WorldFault("no-sound-copy", file=path.name)


def _foreign(copy: Path) -> Copy:
    """A copy from elsewhere, known by when its file was written."""
    told = copy.stat()
    return Copy(copy, datetime.fromtimestamp(told.st_mtime), told.st_size)  # noqa: DTZ006 - local time, see `Copy`


def _is_damaged(path: Path, data_key: bytes) -> bool:
    if not path.exists():
        return False
    try:
        look_at(path, data_key)
    except WorldFault as fault:
        if fault.code not in DAMAGED:
            raise
        return True
    return False


def _mend_keys(path: Path, source: Path) -> None:
    keys = key_path(path)
    if keys.exists() and keys.read_bytes() != source.read_bytes():
        keys.replace(keys.with_name(f"{keys.name}.damaged"))
    if not keys.exists():
        keys.write_bytes(source.read_bytes())
        keys.chmod(0o600)
