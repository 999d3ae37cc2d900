"""`naober store audit`: the first broken link in a sentence, and an exit code a script can trust."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING

import pytest

from desktop.bootstrap import UNLOCK_VARIABLE, now
from desktop.models.kinds import Role
from desktop.security.slots import key_path, unlock_with_passphrase
from desktop.services.start import NewStore, create_store
from desktop.services.syncing import start_central, sync_now
from desktop.store.database import Store
from tests.helpers.audit import opened, rewrite, tamper, with_a_case

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.helpers.contract import Said, Terminal

UNLOCK = "vier kraaien op het dak"


def test_a_whole_log_is_told_and_a_broken_link_is_named(
    terminal: Terminal, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(UNLOCK_VARIABLE, UNLOCK)
    path = tmp_path / "naober.store"
    store = create_store(
        path, NewStore("oldambt-stadskanaal", "Anke Beukema", Role.CONSULTANT, UNLOCK), clock=now
    ).workplace.store
    with_a_case(store)
    said = _after_closing(terminal, store)
    assert (said.code, said.document["ok"], said.document["entries"]) == (0, True, 4)
    assert (said.document["first_broken"], said.document["witnessed"]) == (None, None)

    tamper(store, "DELETE FROM audit_line WHERE number = 2", key=unlock_with_passphrase(key_path(path), UNLOCK))
    said = _after_closing(terminal, store)
    assert (said.code, said.document["ok"]) == (1, False)
    broken = {"code": "missing", "number": 2, "device": store.identity.device_id}
    assert said.document["first_broken"] == broken
    assert terminal.plain("store", "audit", "--store", str(path))[-1] == "Regel 2 is er niet. Iemand haalde die eruit."


def _after_closing(terminal: Terminal, store: Store) -> Said:
    store.close()
    return terminal.say("store", "audit", "--store", str(store.path))


@dataclass(frozen=True)
class Kept:
    """A closed store of a team of one, with its key, and a copy of it from three lines ago."""

    path: Path
    key: bytes
    older: bytes

    def after(self, terminal: Terminal, act: Callable[[Store], object] = bool) -> str:
        """What a user is told in the end after someone did this with the key; then all is put back for the next."""
        whole = self.path.read_bytes()
        with Store.open(self.path, self.key) as store:
            act(store)
        told = terminal.plain("store", "audit", "--store", str(self.path))
        self.path.write_bytes(whole)
        return told[-1]

    def tampered(self, terminal: Terminal, *statements: str) -> str:
        """The same of statements, with the guards taken away and put back."""
        return self.after(terminal, lambda store: tamper(store, *statements, key=self.key))


@pytest.fixture
def kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Kept:
    """Gives one that met its central store, so that all its lines are kept there."""
    monkeypatch.setenv(UNLOCK_VARIABLE, UNLOCK)
    path, share = tmp_path / "naober.store", tmp_path / "share"
    share.mkdir()
    made = create_store(path, NewStore("oldambt-stadskanaal", "Anke Beukema", Role.CONSULTANT, UNLOCK), clock=now)
    key = unlock_with_passphrase(key_path(path), UNLOCK)
    start_central(made.workplace, f"sqlite:///{share / 'team.naober'}")
    _resident, case = with_a_case(made.workplace.store)
    made.workplace.store.close()
    older = path.read_bytes()
    with Store.open(path, key) as store:
        opened(store, case, 3)
        here = replace(made.workplace, store=store)
        sync_now(here)
    return Kept(path, key, older)


def test_what_was_done_to_the_log_is_told_in_a_sentence(kept: Kept, terminal: Terminal) -> None:
    assert kept.after(terminal) == "Het logboek is heel: geen schakel is gebroken."
    edited = "UPDATE audit_line SET body = replace(body, '\"open\"', '\"mail\"') WHERE number = 6"
    assert kept.tampered(terminal, edited) == "Regel 6 is veranderd nadat die was geschreven."
    last = ("DELETE FROM audit_line WHERE number = 7", "DELETE FROM audit_head", "DELETE FROM audit_seen")
    behind = "bewaart regel {} en latere regels die hier niet staan."
    assert behind.format(7) in kept.tampered(terminal, *last)
    swapped = (f"UPDATE audit_line SET number = {new} WHERE number = {old}" for old, new in ((5, 99), (6, 5), (99, 6)))  # noqa: S608 - a test
    assert kept.tampered(terminal, *swapped) == "Regel 5 zegt zelf dat het een andere regel is."
    strange = partial(rewrite, number=5, old='"device":"', new='"device":"0', key=kept.key)
    assert kept.after(terminal, strange) == "Regel 5 is van een andere laptop."
    kept.path.write_bytes(kept.older)
    assert behind.format(5) in kept.after(terminal)
