"""Making a store, and opening it: keys, profile and colleague come together here."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from desktop.models.kinds import Role
    from desktop.services.workplace import Clock, Workplace


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


Key = Passphrase | Recovery | Keyring


def create_store(path: Path, new: NewStore, *, clock: Clock) -> Created:
    """Makes an encrypted store for a region, its key file beside it, and its first colleague.

    Raises:
        RuleBroken: ``unknown-region`` (region), ``passphrase-too-short`` (passphrase), ``required`` (user).
        WorldFault: ``store-exists``, or what the store and the key file say.
    """
    raise NotImplementedError


def open_store(path: Path, key: Key, *, clock: Clock) -> Workplace:
    """Opens a store with one of its keys and reads its profile.

    Raises:
        WorldFault: ``wrong-passphrase``, ``wrong-recovery-code``, ``no-safe-keyring``, ``store-missing``,
            ``store-in-use``, ``store-newer``, ``store-damaged``, ``no-profile`` and other codes of security and store.
    """
    raise NotImplementedError


def change_passphrase(path: Path, key: Key, new: str) -> None:
    """Wraps the data key in a new passphrase; the store itself is not rewritten.

    Raises:
        RuleBroken: ``passphrase-too-short``.
        WorldFault: When the old key does not open it.
    """
    raise NotImplementedError


def remember_in_keyring(path: Path, key: Key) -> None:
    """Puts a key in the operating system's keyring, so that opening asks for nothing.

    Raises:
        WorldFault: ``no-safe-keyring``, or when the key does not open it.
    """
    raise NotImplementedError


def forget_keyring(path: Path) -> None:
    """Takes the key out of the keyring: from now on the passphrase is asked."""
    raise NotImplementedError
