"""`naober paper transition-plan ID -o FILE`: the plan for eighteen from a terminal."""

from pathlib import Path

import pikepdf
import pytest

from desktop.services.eighteen_plan import begin_plan
from desktop.services.start import Passphrase, open_store
from tests.helpers.contract import Terminal
from tests.helpers.desks import at_noon
from tests.helpers.eighteen import Young, a_youth

PASSPHRASE = "vier gewone woorden samen"


@pytest.fixture
def young(tmp_path: Path, terminal: Terminal, monkeypatch: pytest.MonkeyPatch) -> Young:
    """In `naober.store`, of which the passphrase stands in the environment."""
    monkeypatch.setenv("NAOBER_PASSPHRASE", PASSPHRASE)
    path = tmp_path / "naober.store"
    assert terminal.say("init", "--region", "oldambt-stadskanaal", "--user", "Jelle", "--store", str(path)).code == 0
    workplace = open_store(path, Passphrase(PASSPHRASE), clock=at_noon)
    made = a_youth(workplace, days=300)
    workplace.store.close()
    return made


@pytest.mark.parametrize(("language", "title"), [("nl", "Mijn plan voor als ik 18 word"), ("en", "My plan for 18")])
def test_a_plan_becomes_a_tagged_paper(
    terminal: Terminal, young: Young, tmp_path: Path, language: str, title: str
) -> None:
    file, store = tmp_path / "plan.pdf", tmp_path / "naober.store"
    workplace = open_store(store, Passphrase(PASSPHRASE), clock=at_noon)
    begin_plan(workplace, young.case_id)
    workplace.store.close()
    words = (
        "paper",
        "transition-plan",
        young.case_id,
        "-o",
        str(file),
        "--lang",
        language,
        "--purpose",
        "for-resident",
        "--store",
        str(store),
    )
    said = terminal.say(*words)
    assert said.code == 0
    assert said.document["pages"] >= 2
    with pikepdf.open(file) as pdf:
        assert str(pdf.docinfo["/Title"]).startswith(title)
        assert str(pdf.Root.Lang) == language


def test_without_a_plan_it_says_where_to_begin_and_leaves_no_file(
    terminal: Terminal, young: Young, tmp_path: Path
) -> None:
    file, store = tmp_path / "plan.pdf", str(tmp_path / "naober.store")
    said = terminal.say(
        "paper", "transition-plan", young.case_id, "-o", str(file), "--purpose", "for-file", "--store", store
    )
    assert said.code != 0
    assert said.document["fault"]["code"] == "no-plan-yet"
    assert "18-/18+" in said.document["fault"]["text"]
    assert not file.exists()
