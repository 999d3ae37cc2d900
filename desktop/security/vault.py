"""The operating system's keyring, and only one that keeps secrets: there is no weaker way to fall back on."""

from __future__ import annotations

from concurrent.futures import Future
from threading import Thread
from typing import TYPE_CHECKING, Protocol, TypeVar

import keyring
from keyring.backends.chainer import ChainerBackend

from desktop.models.faults import WorldFault

if TYPE_CHECKING:
    from collections.abc import Callable

    from keyring.backend import KeyringBackend

T = TypeVar("T")

SAFE = frozenset(
    {
        "keyring.backends.Windows.WinVaultKeyring",
        "keyring.backends.macOS.Keyring",
        "keyring.backends.SecretService.Keyring",
        "keyring.backends.kwallet.DBusKeyring",
        "keyring.backends.kwallet.DBusKeyringKWallet4",
    }
)
"""Classes that may be trusted with a key. Others come in through plug-ins, and some of those write plain text."""

SERVICE = "Naober"
_PATIENCE_SECONDS = 20.0


class KeyVault(Protocol):
    """Keeps small texts by name."""

    def name(self) -> str:
        """What kind of vault it is, for the record.

        Raises:
            WorldFault: ``no-safe-keyring``, and as the other methods do.
        """

    def put(self, entry: str, secret: str) -> None:
        """Keeps a secret.

        Raises:
            WorldFault: ``no-safe-keyring``, ``keyring-silent`` or ``keyring-refused``.
        """

    def take(self, entry: str) -> str | None:
        """The secret, or None when there is none. Raises as `put` does."""

    def drop(self, entry: str) -> None:
        """Forgets a secret that is there. Raises as `put` does."""


class SystemKeyring:
    """The keyring of whoever is logged in.

    Args:
        patience: Seconds to wait for an answer; a keyring that is locked asks the person first.
    """

    def __init__(self, patience: float = _PATIENCE_SECONDS) -> None:
        self._patience = patience

    def name(self) -> str:
        """The backend's class, with its module."""
        return self._ask(_class_name)

    def put(self, entry: str, secret: str) -> None:
        """See `KeyVault.put`."""
        self._ask(lambda backend: backend.set_password(SERVICE, entry, secret))

    def take(self, entry: str) -> str | None:
        """See `KeyVault.take`."""
        return self._ask(lambda backend: backend.get_password(SERVICE, entry))

    def drop(self, entry: str) -> None:
        """See `KeyVault.drop`."""
        self._ask(lambda backend: backend.delete_password(SERVICE, entry))

    def _ask(self, question: Callable[[KeyringBackend], T]) -> T:
        """Asks in a thread that is left behind when no answer comes."""
        answer: Future[T] = Future()

        def run() -> None:
            try:
                answer.set_result(question(_backend()))
            except Exception as error:  # noqa: BLE001 - backends raise what their system's libraries raise
                answer.set_exception(error)

        Thread(target=run, name="keyring", daemon=True).start()
        try:
            return answer.result(self._patience)
        except TimeoutError:
            raise WorldFault("keyring-silent", seconds=int(self._patience)) from None
        except WorldFault:
            raise
        except Exception as error:
            raise WorldFault("keyring-refused") from error


def _class_name(backend: KeyringBackend) -> str:
    return f"{type(backend).__module__}.{type(backend).__qualname__}"


def _backend() -> KeyringBackend:
    chosen = keyring.get_keyring()
    candidates = type(chosen).backends if isinstance(chosen, ChainerBackend) else [chosen]
    safe = next((backend for backend in candidates if _class_name(backend) in SAFE), None)
    if safe is None:
        raise WorldFault("no-safe-keyring")
    if hasattr(safe, "persist"):
        # Windows would let the key travel with a roaming profile.
        safe.persist = "local machine"
    return safe
