"""`naober central … --to postgresql://…`: the administrator makes the books and lets people in; a laptop comes in."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

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
    assert said.code == 0, said.errors
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
    done(terminal, "central", "revoke", invited["colleague"], "--to", url)
    assert done(terminal, "central", "members", "--to", url)["members"][0]["revoked_at"]
    last = terminal.say("sync", "--store", str(store))
    assert (last.code, last.document["shut_out"]) == (1, True)
    assert terminal.say("sync", "--store", str(store)).code == 3, "it works alone now"


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
