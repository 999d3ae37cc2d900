"""Making a store, and opening it: keys, profile and colleague come together here."""

from __future__ import annotations

import errno
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from desktop import regions
from desktop.language import N_
from desktop.models.base import new_id
from desktop.models.faults import RuleBroken, WorldFault
from desktop.models.kinds import Role
from desktop.models.people import Colleague
from desktop.models.region import RegionProfile
from desktop.security import slots
from desktop.security.vault import KeyVault, SystemKeyring
from desktop.services.guards import filled
from desktop.services.places import places_of
from desktop.services.workplace import Clock, Workplace
from desktop.store.database import Store
from desktop.store.identity import Identity
from desktop.store.wiping import copies_beside, write_anew
from desktop.sync import own_row


@dataclass(frozen=True)
class NewStore:
    """What must be known to make a store."""

    region: str
    """Id of a shipped profile, or the path of a profile file."""
    user: str
    """The colleague's name, as colleagues know this person."""
    role: Role
    passphrase: str
    municipality: str = ""
    """Empty means: works for all of the region."""


@dataclass(frozen=True)
class Created:
    """A store that was made and stands open."""

    workplace: Workplace
    recovery_code: str
    """Shown once and kept nowhere: who loses passphrase and code has lost the store."""


@dataclass(frozen=True)
class Passphrase:
    """Opens with the passphrase."""

    text: str


@dataclass(frozen=True)
class Recovery:
    """Opens with the recovery code."""

    code: str


@dataclass(frozen=True)
class Keyring:
    """Opens with the key in the operating system's keyring."""

    vault: KeyVault = field(default_factory=SystemKeyring)


Key = Passphrase | Recovery | Keyring


def create_store(path: Path, new: NewStore, *, clock: Clock, colleague_id: str = "", team: str = "") -> Created:
    """Makes an encrypted store for a region, its key file beside it, and its first colleague and places.

    A profile from a file is kept beside the store, for it may move or change.

    Args:
        path: Where it must stand.
        new: What must be known.
        clock: Tells the moment.
        colleague_id: Of someone whom the team knows already; a new one when empty.
        team: Name of the team, where the team told it.

    Raises:
        RuleBroken: ``unknown-region`` (region), ``passphrase-too-short`` or ``passphrase-too-simple`` (passphrase),
            ``required`` (user), ``not-in-region`` (municipality).
        ProfileFaults: When the profile file has mistakes.
        WorldFault: ``store-exists``, or what the store and the key file say.
    """
    filled("user", new.user)
    profile = regions.profile(new.region)
    check_municipality(profile, new.municipality)
    if path.exists():
        raise WorldFault("store-exists", file=path.name)
    colleague = Colleague(
        id=colleague_id or new_id(),
        name=new.user.strip(),
        role=new.role.value,
        municipality=new.municipality,
        team=team,
    )
    with _in_words(path):
        store, recovery_code = _made(path, new.passphrase, Identity(profile.id, colleague.id), clock)
    try:
        with _in_words(path):
            _keep_profile(path, new.region)
        with store.work(N_("Make store")) as work:
            work.add(colleague, *places_of(profile))
            work.commit()
    except BaseException:
        store.close()
        discard_store(path)
        raise
    return Created(Workplace(store, profile, colleague, clock), recovery_code)


def check_municipality(profile: RegionProfile, name: str) -> None:
    """Whether a colleague can work for this municipality; an empty name means all of the region.

    Raises:
        RuleBroken: ``not-in-region`` (municipality).
    """
    if name and name not in {m.name for m in profile.municipalities}:
        raise RuleBroken("not-in-region", "municipality")


def discard_store(path: Path) -> None:
    """Takes away a store that could not be made whole, with everything beside it; only for who just made it."""
    for end in ("", "-wal", "-shm", ".lock"):
        path.with_name(path.name + end).unlink(missing_ok=True)
    slots.key_path(path).unlink(missing_ok=True)
    _own_profile(path).unlink(missing_ok=True)


def open_store(path: Path, key: Key, *, clock: Clock) -> Workplace:
    """Opens a store with one of its keys and reads its profile.

    Raises:
        WorldFault: ``store-missing``, ``wrong-passphrase``, ``wrong-recovery-code``, ``no-safe-keyring``,
            ``store-in-use``, ``store-newer``, ``store-damaged``, ``no-profile`` and other codes of security and store.
    """
    if not path.exists():
        raise WorldFault("store-missing", file=path.name)
    store = Store.open(path, unlock(path, key), clock=clock)
    try:
        write_anew(store)
        return Workplace(store, _profile(path, store.identity.region), _owner(store), clock)
    except BaseException:
        store.close()
        raise


def unlock(path: Path, key: Key) -> bytes:
    """The data key of the store at a path.

    Raises:
        RuleBroken: ``recovery-code-unreadable``.
        WorldFault: ``wrong-passphrase``, ``wrong-recovery-code``, ``too-many-tries`` and what a keyring may say.
    """
    keys = slots.key_path(path)
    match key:
        case Passphrase(text):
            return slots.unlock_with_passphrase(keys, text)
        case Recovery(code):
            return slots.unlock_with_recovery(keys, code)
        case Keyring(vault):
            return slots.unlock_with_keyring(keys, vault)


def change_passphrase(path: Path, key: Key, new: str) -> None:
    """Wraps the data key in a new passphrase, also for the copies beside the store; the store itself is not rewritten.

    Raises:
        RuleBroken: ``passphrase-too-short`` or ``passphrase-too-simple``.
        WorldFault: When the old key does not open it.
    """
    slots.change_passphrase(slots.key_path(path), unlock(path, key), new)
    _tell_copies(path)


def new_recovery_code(path: Path, key: Key) -> str:
    """Another recovery code; the old one opens nothing from now on.

    Raises:
        WorldFault: When the key does not open the store.
    """
    code = slots.renew_recovery_code(slots.key_path(path), unlock(path, key))
    _tell_copies(path)
    return code


def remember_in_keyring(path: Path, key: Key, vault: KeyVault | None = None) -> None:
    """Puts a key in the operating system's keyring, so that opening asks for nothing.

    Raises:
        WorldFault: ``no-safe-keyring``, ``keyring-refused``, or when the key does not open the store.
    """
    slots.put_in_keyring(slots.key_path(path), unlock(path, key), vault or SystemKeyring())


def forget_keyring(path: Path, vault: KeyVault | None = None) -> None:
    """Takes the key out of the keyring: from now on the passphrase is asked."""
    slots.take_from_keyring(slots.key_path(path), vault or SystemKeyring())
    _tell_copies(path)


def _tell_copies(path: Path) -> None:
    """What opens nothing from now on opens no copy beside the store either: all have one data key."""
    slots.tell_copies(slots.key_path(path), (path.parent / name for name in copies_beside(path)))


def _made(path: Path, passphrase: str, identity: Identity, clock: Clock) -> tuple[Store, str]:
    """The store with its key file; when the store cannot be made, no key file is left behind."""
    path.parent.mkdir(parents=True, exist_ok=True)
    keys = slots.key_path(path)
    data_key, recovery_code = slots.new_key_file(keys, passphrase)
    try:
        return Store.create(path, data_key, identity, clock=clock), recovery_code
    except BaseException:
        keys.unlink(missing_ok=True)
        raise


@contextmanager
def _in_words(path: Path) -> Iterator[None]:
    """Tells a fault of the disk as one that a person may see."""
    try:
        yield
    except OSError as error:
        code = "disk-full" if error.errno in (errno.ENOSPC, errno.EDQUOT) else "store-unreachable"
        raise WorldFault(code, file=path.name) from error


def _owner(store: Store) -> Colleague:
    """The colleague whose laptop it is, put back where a colleague took it away; a store without is not whole."""
    own_row.put_back(store)
    with store.read() as reader:
        found = reader.maybe(Colleague, store.identity.colleague_id)
    if found is None:
        raise WorldFault("store-damaged", file=store.path.name)
    return found


def _own_profile(path: Path) -> Path:
    return path.with_name(f"{path.name}.region.toml")


def _keep_profile(path: Path, region: str) -> None:
    if region not in regions.shipped():
        shutil.copyfile(region, _own_profile(path))


def _profile(path: Path, region: str) -> RegionProfile:
    own = _own_profile(path)
    try:
        return regions.profile(str(own) if own.is_file() else region)
    except RuleBroken as error:
        raise WorldFault("no-profile", region=region) from error
