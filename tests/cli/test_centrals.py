"""`naober central … --to postgresql://…`: the administrator makes the books and lets people in; a laptop comes in."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any

import psycopg
import pytest

from desktop.bootstrap import now
from desktop.models.kinds import Role
from desktop.services.start import Passphrase, open_store
from desktop.sync.postgres.address import read_address
from tests.helpers.stores import REGION

if TYPE_CHECKING:
    from tests.helpers.contract import Terminal
    from tests.helpers.postgres import Server


@pytest.fixture
def url(postgres: Server, monkeypatch: pytest.MonkeyPatch) -> str:
    """An empty database, with the administrator's password where a script keeps it."""
    monkeypatch.setenv("PGPASSWORD", postgres.password)
    monkeypatch.setenv("NAOBER_PASSPHRASE", "een lange zin om te openen")
    return postgres.database("naober_cli").url


def done(terminal: Terminal, *words: str) -> dict[str, Any]:
    said = terminal.say(*words)
    assert said.code == 0, (said.errors, [one for one in said.document.get("checks", ()) if not one["ok"]])
    return said.document


def test_an_administrator_begins_and_a_colleague_comes_in_and_is_shut_out(terminal: Terminal, url: str) -> None:
    assert done(terminal, "central", "init", "--to", url, "--region", REGION)["store_id"]
    told = ("--to", url, "--region", REGION, "--user", "Fenna Bos", "--role", "team-lead", "--team", "Noord")
    invited = done(terminal, "central", "invite", *told)
    store = terminal.folder / "fenna.store"
    made = done(terminal, "init", "--invite", invited["code"], "--store", str(store))
    assert made["recovery_code"]
    synced = done(terminal, "sync", "--store", str(store))
    assert synced["refused"] == 0
    (member,) = done(terminal, "central", "members", "--to", url)["members"]
    assert (member["id"], member["role"], member["team"], member["revoked_at"]) == (
        invited["colleague"], "team-lead", "Noord", None,
    )  # fmt: skip
    assert (member["heard_at"], member["closed"], member["hands_in_until"]) == (None, False, None)
    given = done(terminal, "central", "role", invited["colleague"], "consultant", "--to", url)
    assert (given["colleague"], given["role"]) == (invited["colleague"], "consultant")
    assert terminal.say("central", "role", "nobody", "consultant", "--to", url).code == 2
    assert done(terminal, "sync", "--store", str(store))["refused"] == 0
    here = open_store(store, Passphrase(os.environ["NAOBER_PASSPHRASE"]), clock=now)
    here.store.close()
    assert here.role is Role.CONSULTANT, "the laptop follows at its sync"
    done(terminal, "central", "revoke", invited["colleague"], "--to", url)
    (member,) = done(terminal, "central", "members", "--to", url)["members"]
    assert member["revoked_at"] < member["hands_in_until"]
    last = terminal.say("sync", "--store", str(store))
    assert (last.code, last.document["shut_out"]) == (1, True)
    assert terminal.say("sync", "--store", str(store)).code == 3, "it works alone now"


def test_an_administrator_looks_whether_all_is_in_order_and_brings_it_up(terminal: Terminal, url: str) -> None:
    done(terminal, "central", "init", "--to", url, "--region", REGION)
    looked = done(terminal, "central", "check", "--to", url)
    assert looked["ok"]
    assert {one["name"] for one in looked["checks"] if one["ok"]} > {"server", "tls", "roles", "security", "functions"}
    with psycopg.connect(read_address(url).conninfo(os.environ["PGPASSWORD"])) as db:
        db.execute("UPDATE naober.meta SET value = '3' WHERE name = 'schema_version'")
    found = terminal.say("central", "check", "--to", url)
    assert found.code == 1
    assert [one["name"] for one in found.document["checks"] if not one["ok"]] == ["schema"]
    assert done(terminal, "central", "check", "--to", url, "--upgrade")["ok"]


def test_a_copy_of_a_database_is_made_and_put_back(
    terminal: Terminal, url: str, postgres: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    done(terminal, "central", "init", "--to", url, "--region", REGION)
    copy = str(terminal.folder / "copy.naober")
    made = done(terminal, "central", "backup", "--to", url, "-o", copy)
    assert made["rows"]["change"] == 0
    assert terminal.say("central", "backup", "--to", url, "-o", copy).code == 3
    back = postgres.database("naober_cli_back").url
    monkeypatch.setenv("NAOBER_COPY_CODE", made["code"])
    assert done(terminal, "central", "restore", copy, "--to", back)["rows"] == made["rows"]
    assert done(terminal, "central", "check", "--to", back)["ok"]
    assert terminal.say("central", "restore", copy, "--to", back).code == 3


def test_a_copy_of_a_shared_file_is_made_and_put_back(terminal: Terminal, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NAOBER_PASSPHRASE", "een lange zin om te openen")
    store, file, copy = (terminal.folder / name for name in ("fenna.store", "team.naober", "copy.naober"))
    known = ("--store", str(store))
    done(terminal, "init", "--user", "Fenna", "--role", "administrator", "--region", REGION, *known)
    to = ("--to", f"sqlite:///{file}")
    code = done(terminal, "central", "init", *to, *known)["code"]
    done(terminal, "sync", *known)
    made = done(terminal, "central", "backup", *to, "-o", str(copy), *known)
    assert made["code"] == code
    assert made["rows"]["row_state"] > 0
    assert terminal.say("central", "restore", str(copy), *to, *known).code == 3, "the file still stands there"
    file.unlink()
    assert done(terminal, "central", "restore", str(copy), *to, *known)["rows"] == made["rows"]
    assert terminal.say("sync", *known).code == 3, "it was put back, and the laptop notices"


@pytest.mark.parametrize(
    "words",
    [
        ("central", "init", "--to", "{url}"),
        ("central", "invite", "--to", "{url}", "--region", REGION),
        ("central", "members", "--to", "sqlite:///team.naober"),
        ("central", "revoke", "nobody", "--to", "{url}"),
        ("init", "--user", "Fenna"),
        ("init", "--invite", "naober1-onzin"),
    ],
)
def test_what_is_wrong_is_told(terminal: Terminal, url: str, words: tuple[str, ...]) -> None:
    if "revoke" in words:
        done(terminal, "central", "init", "--to", url, "--region", REGION)
    said = terminal.say(*(word.format(url=url) for word in words))
    assert said.code == 2, said.errors
    assert said.errors.strip()


def test_an_option_that_is_missing_is_named(terminal: Terminal, url: str) -> None:
    assert "--user" in terminal.say("central", "invite", "--to", url, "--region", REGION).errors
    assert "--region" in terminal.say("central", "init", "--to", url).errors
