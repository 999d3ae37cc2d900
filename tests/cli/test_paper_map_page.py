"""`naober paper map-page ID -o FILE`: a page from the social map from a terminal."""

from pathlib import Path

import pikepdf
import pytest

from desktop.models.social_map import Provider
from desktop.services.start import Passphrase, open_store
from tests.helpers import town
from tests.helpers.contract import Terminal
from tests.helpers.desks import at_noon

PASSPHRASE = "vier gewone woorden samen"


@pytest.fixture
def store(tmp_path: Path, terminal: Terminal, monkeypatch: pytest.MonkeyPatch) -> str:
    monkeypatch.setenv("NAOBER_PASSPHRASE", PASSPHRASE)
    path = tmp_path / "naober.store"
    made = terminal.say("init", "--region", "oldambt-stadskanaal", "--user", "Jelle Bos", "--store", str(path))
    assert made.code == 0
    workplace = open_store(path, Passphrase(PASSPHRASE), clock=at_noon)
    town.fill_map(workplace)
    workplace.store.close()
    return str(path)


def test_a_service_and_a_provider_become_a_page(terminal: Terminal, store: str, tmp_path: Path) -> None:
    provider = town.OPEN_PROVIDER[0]
    assert isinstance(provider, Provider)
    for entry in (town.COFFEE, provider):
        file = tmp_path / "pagina.pdf"
        said = terminal.say("paper", "map-page", entry.id, "-o", str(file), "--store", store)
        assert (said.code, said.document["pages"]) == (0, 1)
        with pikepdf.open(file) as pdf:
            assert str(pdf.docinfo["/Title"]) == entry.name


def test_in_english_when_asked(terminal: Terminal, store: str, tmp_path: Path) -> None:
    file = tmp_path / "page.pdf"
    words = ("paper", "map-page", town.COFFEE.id, "-o", str(file), "--lang", "en", "--store", store)
    assert terminal.say(*words).code == 0
    with pikepdf.open(file) as pdf:
        assert str(pdf.Root.Lang) == "en"


def test_an_entry_that_is_not_there_is_told_and_no_file_is_left(terminal: Terminal, store: str, tmp_path: Path) -> None:
    file = tmp_path / "niets.pdf"
    said = terminal.say("paper", "map-page", "01900000-dead", "-o", str(file), "--store", store)
    assert said.code != 0
    assert said.document["fault"]["code"] == "gone"
    assert not file.exists()
