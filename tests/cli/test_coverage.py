"""`naober coverage`: the matrix for a script."""

from pathlib import Path

import pytest

from desktop.bootstrap import UNLOCK_VARIABLE, now
from desktop.models.kinds import Role
from desktop.services.contracts import add_contract, add_product
from desktop.services.start import NewStore, create_store
from tests.helpers.contract import Terminal
from tests.helpers.contracts import BY_PRODUCT, GUIDANCE, LOT, a_partner

UNLOCK = "vier kraaien op het dak"


@pytest.fixture
def file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """A store in which one provider is contracted, for one product in Epe."""
    monkeypatch.setenv(UNLOCK_VARIABLE, UNLOCK)
    path = tmp_path / "naober.store"
    new = NewStore(BY_PRODUCT, "Roel Hofstra", Role.CONTRACT_MANAGER, UNLOCK)
    desk = create_store(path, new, clock=now).workplace
    contract, _changes = add_contract(desk, a_partner(desk, specialisms=("autisme",)), lot=LOT, start=desk.today)
    add_product(desk, contract, product=GUIDANCE, municipalities=("Epe",))
    desk.store.close()
    return str(path)


def test_the_document_holds_every_cell_with_the_keys_of_the_contract(terminal: Terminal, file: str) -> None:
    said = terminal.say("coverage", "--store", file)
    assert (said.code, set(said.document)) == (0, {"cells", "sleeping", "sleeping_based_on"})
    asked = {"municipality", "product", "providers", "accepting", "max", "gap", "surplus", "dependent_on"}
    assert all(asked <= set(cell) for cell in said.document["cells"])
    [found] = [c for c in said.document["cells"] if c["providers"]]
    assert {key: found[key] for key in asked} == {
        "municipality": "Epe", "product": GUIDANCE, "providers": 1, "accepting": 0, "max": None, "gap": True,
        "surplus": 0, "dependent_on": "De Kwikstaart",
    }  # fmt: skip
    assert (said.document["sleeping"], said.document["sleeping_based_on"]) == ([], 0)


def test_a_lot_and_a_specialism_narrow_it(terminal: Terminal, file: str) -> None:
    said = terminal.say("coverage", "--lot", LOT, "--specialism", "Autisme", "--store", file)
    assert sum(cell["providers"] for cell in said.document["cells"]) == 1
    for words in (("--lot", "perceel-negen"), ("--specialism", "paarden")):
        assert terminal.say("coverage", *words, "--store", file).code == 2


def test_without_json_it_is_told_in_lines(terminal: Terminal, file: str) -> None:
    lines = terminal.plain("coverage", "--store", file)
    assert "Begeleiding individueel, Epe: 0 van 1 nemen mensen aan" in lines
    assert "niet bekend welke contracten slapen" in lines[-1]
