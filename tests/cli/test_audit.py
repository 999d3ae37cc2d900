"""`naober store audit`: the first broken link in a sentence, and an exit code a script can trust."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from desktop.bootstrap import UNLOCK_VARIABLE, now
from desktop.models.kinds import Role
from desktop.security.slots import key_path, unlock_with_passphrase
from desktop.services.start import NewStore, create_store
from tests.helpers.audit import tamper, with_a_case

if TYPE_CHECKING:
    from pathlib import Path

    from desktop.store.database import Store
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
