"""What a person or the world does wrong at a terminal: a sentence, an exit code by the contract, nothing half made."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from desktop.bootstrap import language
from desktop.cli import run
from desktop.cli.papers import write
from desktop.models.faults import WorldFault
from desktop.settings import SettingsFile, usual_path
from tests.helpers.contract import Terminal

PASSPHRASE = "vier gewone woorden samen"
REGION = ("--region", "oldambt-stadskanaal")
MAPPING = """
id = "eigen"
name = "Eigen lijst"
source = "eigen"
kind = "services"

[[tables]]
needs = ["naam"]

[[tables.records]]
kind = "community_service"
key = ["naam"]
[tables.records.fields]
name = { columns = ["naam"] }
"""


@pytest.fixture(autouse=True)
def passphrase(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NAOBER_PASSPHRASE", PASSPHRASE)
    monkeypatch.delenv("NAOBER_TEAM_CODE", raising=False)


@pytest.fixture
def made(tmp_path: Path, terminal: Terminal) -> str:
    store = str(tmp_path / "naober.store")
    assert terminal.say("init", *REGION, "--user", "Jelle Bos", "--store", store).code == 0
    return store


@pytest.mark.parametrize("store", ["", ".", "x" * 300, "/dev/null"], ids=["none", "folder", "long", "device"])
def test_a_place_that_cannot_be_a_store_is_named(terminal: Terminal, store: str) -> None:
    said = terminal.say("search", "hulp", "--store", store)
    assert (said.code, said.document["fault"]["code"]) == (3, "store-missing")
    assert said.errors.strip() == said.document["fault"]["text"]


@pytest.mark.usefixtures("made")
@pytest.mark.parametrize("place", ["naober.store/onder/nieuw.store", "x" * 300])
def test_a_store_where_none_can_be_made_is_a_fault_of_the_world(terminal: Terminal, tmp_path: Path, place: str) -> None:
    before = sorted(path.name for path in tmp_path.iterdir())
    said = terminal.say("init", *REGION, "--user", "Jelle Bos", "--store", str(tmp_path / place))
    assert said.code == 3
    assert said.document["fault"]["code"] in {"store-unreachable", "system-refused", "key-file-unwritable"}
    assert sorted(path.name for path in tmp_path.iterdir()) == before


@pytest.mark.parametrize(
    "words", [("nonsense",), ("search",), ("init",), ("search", "hulp", "--age", "-1"), ("store", "nonsense")]
)
def test_wrong_use_is_one_json_document_too(terminal: Terminal, words: tuple[str, ...]) -> None:
    said = terminal.say(*words)
    assert (said.code, said.document["fault"]["code"]) == (2, "wrong-use")
    assert "Zie naober --help" in said.errors


def test_a_demonstration_that_is_cut_short_leaves_nothing(
    terminal: Terminal, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def stopped(*_given: object, **_named: object) -> dict[str, int]:
        raise KeyboardInterrupt

    monkeypatch.setattr("desktop.cli.stores.make_demo", stopped)
    said = terminal.say("demo", *REGION, "--store", str(tmp_path / "demo.store"))
    assert (said.code, said.document["fault"]["code"]) == (130, "stopped")
    assert list(tmp_path.iterdir()) == []


def test_a_team_code_that_nobody_can_type_is_asked_for_in_words(terminal: Terminal, made: str) -> None:
    said = terminal.say("sync", "--to", "sqlite:////tmp/nergens/team.naober", "--store", made)
    assert (said.code, said.document["fault"]["code"]) == (3, "no-team-code")


@pytest.mark.parametrize("place", ["", ".", "map", "pijp", "geen/plan.pdf", "x" * 300])
def test_a_paper_is_never_put_in_the_place_of_a_folder_or_a_device(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, place: str
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("map").mkdir()
    with socket.socket(socket.AF_UNIX) as pipe:
        pipe.bind("pijp")
    before = sorted(tmp_path.rglob("*"))
    with pytest.raises((WorldFault, OSError)) as refused:
        write(Path(place), b"%PDF")
    assert "cannot-write" in str(refused.value) or place.startswith("x")
    assert sorted(tmp_path.rglob("*")) == before


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no pipes with a name")
def test_a_pipe_that_may_never_end_is_not_read(terminal: Terminal, tmp_path: Path, made: str) -> None:
    os.mkfifo(tmp_path / "pijp.csv")
    said = terminal.say("import", str(tmp_path / "pijp.csv"), "--as", "services", "--store", made)
    assert (said.code, said.document["fault"]["code"]) == (3, "file-not-readable")


@pytest.mark.parametrize(
    ("right", "wrong"),
    [
        ("name = { columns", "naam = { columns"),
        ('kind = "community_service"', 'kind = "availability_report"'),
        ('columns = ["naam"] }', 'columns = ["naam"], written = "{x}" }'),
        ('columns = ["naam"] }', 'columns = ["naam"], written = "{0.real}" }'),
        ('columns = ["naam"] }', 'columns = ["naam"], written = "half {" }'),
        ("[tables.records.fields]", 'links = { provider_id = { to = "provider" } }\n[tables.records.fields]'),
        ("[tables.records.fields]", 'intake = { text = "naam" }\n[tables.records.fields]'),
    ],
)
def test_a_mapping_that_asks_for_what_is_not_there_is_refused(
    terminal: Terminal, tmp_path: Path, made: str, right: str, wrong: str
) -> None:
    (tmp_path / "lijst.csv").write_text("naam\nEetcafé\n", encoding="utf-8")
    (tmp_path / "eigen.toml").write_text(MAPPING.replace(right, wrong, 1), encoding="utf-8")
    words = ("import", str(tmp_path / "lijst.csv"), "--as", "services", "--mapping", str(tmp_path / "eigen.toml"))
    said = terminal.say(*words, "--dry-run", "--store", made)
    assert (said.code, said.document["fault"]["code"]) == (3, "mapping-broken")
    (tmp_path / "eigen.toml").write_text(MAPPING, encoding="utf-8")
    assert terminal.say(*words, "--dry-run", "--store", made).document["new"] == 1


def test_the_language_of_the_settings_is_spoken_here_too(
    terminal: Terminal, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    assert language() == "nl"
    SettingsFile(usual_path()).change("appearance", language="en")
    assert run(["search", "help", "--store", str(tmp_path / "none.store")], language()) == 3
    assert "There is no store none.store yet" in terminal.capsys.readouterr().err
    usual_path().write_text("{broken", encoding="utf-8")
    assert language() == "nl"


@pytest.mark.skipif(os.name != "posix", reason="Ctrl+C is a signal only there")
def test_ctrl_c_ends_an_import_in_words_and_nothing_of_it_stays(terminal: Terminal, tmp_path: Path, made: str) -> None:
    lines = "\n".join(f"Dienst {n},Hulp {n}" for n in range(50_000))
    (tmp_path / "lang.csv").write_text(f"naam,omschrijving\n{lines}\n", encoding="utf-8")
    words = ["import", str(tmp_path / "lang.csv"), "--as", "services", "--store", made, "--json"]
    script = (
        "import os, signal, sys, threading\n"
        "from desktop.cli import run\n"
        "signal.signal(signal.SIGINT, signal.default_int_handler)\n"
        "threading.Timer(0.5, os.kill, (os.getpid(), signal.SIGINT)).start()\n"
        "sys.exit(run(sys.argv[1:]))\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", script, *words], capture_output=True, text=True, timeout=120, check=False
    )
    assert done.returncode == 128 + signal.SIGINT
    assert json.loads(done.stdout)["fault"]["code"] == "stopped"
    assert done.stderr.strip() == "Gestopt. Er is niets half bewaard."
    assert terminal.say("search", "dienst", "--store", made).document["total"] == 0
    assert terminal.say("store", "verify", "--store", made).document["ok"]


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no device that is always full")
@pytest.mark.parametrize("words", [["region", "list"], ["region", "list", "--json"], ["region", "nonsense", "--json"]])
def test_an_answer_that_cannot_be_written_ends_in_words(words: list[str]) -> None:
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(
            [sys.executable, "-m", "desktop", *words], stdout=full, stderr=subprocess.PIPE, text=True, check=False
        )
    assert done.returncode in (2, 3)
    assert "Traceback" not in done.stderr
    assert "Exception" not in done.stderr
