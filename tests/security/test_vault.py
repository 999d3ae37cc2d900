from __future__ import annotations

from threading import Event
from typing import TYPE_CHECKING

import keyring
import pytest
from keyring.backend import KeyringBackend
from keyring.backends import chainer, fail, null

from desktop.models.faults import WorldFault
from desktop.security import vault
from desktop.security.vault import SystemKeyring

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator


class Keeping(KeyringBackend):
    """Stands for a keyring that keeps secrets."""

    priority = 0.1

    def __init__(self) -> None:
        super().__init__()  # type: ignore[no-untyped-call]  # keyring does not type its constructors
        self.kept: dict[tuple[str, str], str] = {}
        self.persist = "enterprise"

    def set_password(self, service: str, username: str, password: str) -> None:
        self.kept[service, username] = password

    def get_password(self, service: str, username: str) -> str | None:
        return self.kept.get((service, username))

    def delete_password(self, service: str, username: str) -> None:
        del self.kept[service, username]


class Silent(Keeping):
    """Stands for a keyring that waits for a person who is not there."""

    def __init__(self) -> None:
        super().__init__()
        self.end = Event()

    def get_password(self, service: str, username: str) -> str | None:
        self.end.wait(30)
        return super().get_password(service, username)


@pytest.fixture
def trusted(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Puts the test's own keyrings on the list of safe ones."""
    names = {f"{kind.__module__}.{kind.__qualname__}" for kind in (Keeping, Silent)}
    monkeypatch.setattr(vault, "SAFE", vault.SAFE | names)
    before = keyring.get_keyring()
    yield
    keyring.set_keyring(before)


def new(kind: Callable[..., KeyringBackend]) -> KeyringBackend:
    return kind()


def use(backend: KeyringBackend) -> None:
    keyring.set_keyring(backend)


@pytest.mark.usefixtures("trusted")
def test_a_safe_keyring_keeps_gives_back_and_forgets() -> None:
    backend = Keeping()
    use(backend)
    system = SystemKeyring()
    assert system.take("store-1") is None
    system.put("store-1", "secret")
    assert system.take("store-1") == "secret"
    assert backend.kept == {("Naober", "store-1"): "secret"}
    assert system.name().endswith("Keeping")
    system.drop("store-1")
    assert system.take("store-1") is None


@pytest.mark.parametrize("backend", [fail.Keyring, null.Keyring, Keeping])
def test_a_keyring_that_is_not_on_the_list_gets_nothing(backend: type[KeyringBackend]) -> None:
    before = keyring.get_keyring()
    unsafe = new(backend)
    use(unsafe)
    try:
        with pytest.raises(WorldFault, match="no-safe-keyring"):
            SystemKeyring().put("store-1", "secret")
        with pytest.raises(WorldFault, match="no-safe-keyring"):
            SystemKeyring().take("store-1")
    finally:
        use(before)
    assert not getattr(unsafe, "kept", {})


@pytest.mark.usefixtures("trusted")
def test_of_several_keyrings_the_safe_one_is_taken(monkeypatch: pytest.MonkeyPatch) -> None:
    safe = Keeping()
    monkeypatch.setattr(chainer.ChainerBackend, "backends", [new(null.Keyring), safe])
    use(new(chainer.ChainerBackend))
    SystemKeyring().put("store-1", "secret")
    assert safe.kept == {("Naober", "store-1"): "secret"}
    assert safe.persist == "local machine", "it does not travel with a roaming profile"


@pytest.mark.usefixtures("trusted")
def test_a_keyring_that_does_not_answer_is_left_alone_in_time() -> None:
    backend = Silent()
    use(backend)
    try:
        with pytest.raises(WorldFault, match="keyring-silent"):
            SystemKeyring(patience=0.05).take("store-1")
    finally:
        backend.end.set()


@pytest.mark.usefixtures("trusted")
def test_whatever_a_keyring_raises_is_a_keyring_that_refused() -> None:
    use(Keeping())
    with pytest.raises(WorldFault, match="keyring-refused"):
        SystemKeyring().drop("never kept")


def test_the_list_of_safe_keyrings_names_classes_of_the_library() -> None:
    keyring.backend.get_all_keyring()
    present = {f"{kind.__module__}.{kind.__qualname__}" for kind in KeyringBackend._classes}  # noqa: SLF001
    assert not vault.SAFE - present
