"""`naober wait-forecast` and `naober paper waiting-letter`."""

from __future__ import annotations

import subprocess
from datetime import timedelta
from pathlib import Path

import pytest

from desktop.bootstrap import UNLOCK_VARIABLE, now
from desktop.models.kinds import Role, WaitEnd
from desktop.models.waiting import WaitingListEntry
from desktop.services.start import NewStore, create_store
from desktop.services.waits import end_wait
from desktop.services.workplace import Workplace
from tests.helpers.casework import PRODUCT, a_case, a_provider
from tests.helpers.contract import Terminal

UNLOCK = "vier kraaien op het dak"
WHY = ("--purpose", "for-resident")


@pytest.fixture
def path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv(UNLOCK_VARIABLE, UNLOCK)
    return tmp_path / "naober.store"


@pytest.fixture
def desk(path: Path) -> Workplace:
    return create_store(
        path, NewStore("oldambt-stadskanaal", "Marijke Veenstra", Role.CONSULTANT, UNLOCK), clock=now
    ).workplace


def filled(desk: Workplace, placed: int) -> tuple[str, str]:
    """So many who got a place, and one who waits; gives the ids of the provider and that wait."""
    provider_id, case_id = a_provider(desk), a_case(desk)
    ends = [desk.today - timedelta(days=12 * at) for at in range(1, placed + 1)]
    same = {"case_id": case_id, "provider_id": provider_id, "product": PRODUCT}
    entries = [
        WaitingListEntry.model_validate(
            {**same, "since": end - timedelta(days=60), "placed_on": end, "ended_because": WaitEnd.PLACED}
        )
        for end in ends
    ]
    waiting = WaitingListEntry.model_validate({**same, "since": desk.today - timedelta(days=21)})
    with desk.store.work("Fill") as work:
        work.add(*entries, waiting)
        work.commit()
    return provider_id, waiting.id


def test_the_forecast_has_the_keys_of_the_contract(terminal: Terminal, path: Path, desk: Workplace) -> None:
    provider_id, _entry = filled(desk, 20)
    desk.store.close()
    asked = ("wait-forecast", "--provider", provider_id, "--product", PRODUCT, "--store", str(path))
    said = terminal.say(*asked)
    assert said.code == 0
    document = said.document
    assert document["low"] < document["weeks"] < document["high"]
    assert (document["based_on"], document["waiting"], document["interval_percent"]) == (20, 1, 80)
    assert not document["too_few"]
    first, second = terminal.plain(*asked)
    assert first.startswith("Ongeveer ")
    assert second == "Op basis van 20 keer dat het wachten eindigde met een plek."


def test_too_few_say_so_and_no_figure(terminal: Terminal, path: Path, desk: Workplace) -> None:
    provider_id, _entry = filled(desk, 3)
    desk.store.close()
    asked = ("wait-forecast", "--provider", provider_id, "--product", PRODUCT, "--store", str(path))
    said = terminal.say(*asked)
    assert said.code == 0
    assert said.document["too_few"]
    assert {said.document[key] for key in ("weeks", "low", "high", "based_on", "waiting")} == {None}
    assert said.document["minimum"] == 12
    assert terminal.plain(*asked) == [
        "Daar eindigde het wachten nog te weinig met een plek om iets te zeggen; dat moet minstens 12 keer zijn "
        "gebeurd. (Naober, standaardinstelling)"
    ]


def test_a_provider_that_is_not_there_is_wrong_use(terminal: Terminal, path: Path, desk: Workplace) -> None:
    desk.store.close()
    said = terminal.say("wait-forecast", "--provider", "none", "--product", PRODUCT, "--store", str(path))
    assert said.code == 2
    assert said.document["fault"]["code"] == "gone"


def test_the_letter_is_made_in_dutch_and_in_english(
    terminal: Terminal, path: Path, desk: Workplace, tmp_path: Path
) -> None:
    _provider, entry_id = filled(desk, 20)
    desk.store.close()
    for lang, words in (("nl", "Terwijl u wacht"), ("en", "While you wait")):
        out = tmp_path / f"brief-{lang}.pdf"
        said = terminal.say(
            "paper", "waiting-letter", entry_id, "-o", str(out), "--lang", lang, *WHY, "--store", str(path)
        )
        assert said.code == 0
        assert said.document["pages"] in {1, 2}
        text = subprocess.run(["pdftotext", str(out), "-"], capture_output=True, text=True, check=True).stdout
        assert words in text


def test_a_wait_that_is_over_gets_no_letter(terminal: Terminal, path: Path, desk: Workplace, tmp_path: Path) -> None:
    _provider, entry_id = filled(desk, 1)
    end_wait(desk, entry_id, desk.today)
    desk.store.close()
    out = tmp_path / "brief.pdf"
    said = terminal.say("paper", "waiting-letter", entry_id, "-o", str(out), *WHY, "--store", str(path))
    assert (said.code, said.document["fault"]["code"]) == (2, "wait-over")
    assert not out.exists()
