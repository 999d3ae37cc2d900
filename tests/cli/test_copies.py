"""`naober store backup` and `restore`."""

from pathlib import Path

import pytest

from desktop.cli.answer import ACT_NEEDED, DONE, WORLD_FAULT
from tests.helpers.contract import Terminal
from tests.helpers.damage import PAGE, flip

PASSPHRASE = "koffie fiets dijk regen"


@pytest.fixture
def store(terminal: Terminal, monkeypatch: pytest.MonkeyPatch) -> str:
    """A store of a script that knows its passphrase."""
    monkeypatch.setenv("NAOBER_PASSPHRASE", PASSPHRASE)
    path = str(terminal.folder / "naober.store")
    made = terminal.say(
        "init", "--region", "oldambt-stadskanaal", "--user", "Marijke", "--role", "consultant", "--store", path
    )
    assert made.code == DONE
    return path


def test_a_copy_is_made_kept_put_back_and_every_step_can_be_read_by_a_script(terminal: Terminal, store: str) -> None:
    made = terminal.say("store", "backup", "--store", store)
    assert (made.code, made.document["ok"]) == (DONE, True)
    assert [copy["file"] for copy in made.document["copies"]] == [made.document["copy"]]
    flip(Path(store), [PAGE * 3 + 40])
    done = terminal.say("store", "restore", "--store", store)
    assert done.code == DONE
    assert done.document["copy"] == made.document["copy"]
    assert done.document["aside"] == f"{store}.damaged-1"
    assert (done.document["was_damaged"], done.document["lost"], done.document["skipped"]) == (True, 0, 0)
    assert terminal.say("store", "verify", "--store", store).document["ok"]


def test_a_copy_elsewhere_is_put_back_by_its_name_and_never_over_another_file(terminal: Terminal, store: str) -> None:
    stick = terminal.folder / "stick.copy"
    assert terminal.say("store", "backup", "-o", str(stick), "--store", store).code == DONE
    again = terminal.say("store", "backup", "-o", str(stick), "--store", store)
    assert again.code == WORLD_FAULT
    done = terminal.say("store", "restore", str(stick), "--store", store)
    assert (done.code, done.document["copy"], done.document["aside"]) == (DONE, str(stick), f"{store}.replaced-1")
    missing = terminal.say("store", "restore", str(terminal.folder / "none"), "--store", store)
    assert (missing.code, missing.document["fault"]["code"]) == (WORLD_FAULT, "store-missing")


def test_work_that_cannot_be_read_any_more_asks_for_a_person(terminal: Terminal, store: str) -> None:
    terminal.say("store", "backup", "--store", store)
    flip(Path(store), [60])
    done = terminal.say("store", "restore", "--store", store)
    assert (done.code, done.document["ok"]) == (ACT_NEEDED, False)


def test_without_a_copy_nothing_is_put_back(terminal: Terminal, store: str) -> None:
    before = Path(store).read_bytes()
    refused = terminal.say("store", "restore", "--store", store)
    assert refused.code == WORLD_FAULT
    assert "kopie" in refused.errors
    assert Path(store).read_bytes() == before
