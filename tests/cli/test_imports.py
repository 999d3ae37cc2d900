"""What was imported, and the way back, from a terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from desktop.bootstrap import open_workplace
from desktop.exchange.reading import read_source
from desktop.models.social_map import CommunityService
from desktop.models.upkeep import EntryCheck
from tests.helpers.files import csv_file

if TYPE_CHECKING:
    from pathlib import Path

    from desktop.exchange.heading import Heading
    from desktop.exchange.reading import Source
    from tests.helpers.contract import Said, Terminal

HEADER = ["naam", "omschrijving", "plaats"]
CAFE = ["Eetcafé", "Samen eten", "Winschoten"]


@pytest.fixture
def store(tmp_path: Path, terminal: Terminal, monkeypatch: pytest.MonkeyPatch) -> str:
    monkeypatch.setenv("NAOBER_PASSPHRASE", "vier gewone woorden samen")
    path = str(tmp_path / "naober.store")
    assert terminal.say("init", "--region", "oldambt-stadskanaal", "--user", "Jelle Bos", "--store", path).code == 0
    return path


@pytest.fixture
def cafe(tmp_path: Path, terminal: Terminal, store: str) -> str:
    """The number of an import of one service."""
    read_in(terminal, store, csv_file(tmp_path, [HEADER, CAFE], "eerst.csv"))
    return str(imports(terminal, store)[0]["id"])


def read_in(terminal: Terminal, store: str, file: Path) -> Said:
    return terminal.say("import", str(file), "--as", "services", "--store", store)


def imports(terminal: Terminal, store: str) -> list[dict[str, Any]]:
    said = terminal.say("import", "--list", "--store", store)
    assert said.code == 0
    return list(said.document["imports"])


def total(terminal: Terminal, store: str, text: str = "eetcafé") -> int:
    return int(terminal.say("search", text, "--store", store).document["total"])


def test_the_list_tells_of_each_import_what_came_of_it(terminal: Terminal, store: str, cafe: str) -> None:
    (one,) = imports(terminal, store)
    assert one.pop("at").startswith("20")
    assert one == {
        "id": cafe,
        "file": "eerst.csv",
        "source": "own-services",
        "by": "Jelle Bos",
        "read": 1,
        "new": 1,
        "changed": 0,
        "same": 0,
        "rejected": 0,
        "warnings": 0,
        "undone_at": None,
        "can_undo": True,
        "in_the_way": [],
    }
    (line,) = terminal.plain("import", "--list", "--store", store)
    assert line.startswith(f"{cafe} ")
    assert line.endswith("eerst.csv, Jelle Bos, 1 nieuw, 0 gewijzigd, 0 weggelaten, geldt")


def test_an_empty_book_of_imports_says_so(terminal: Terminal, store: str) -> None:
    assert imports(terminal, store) == []
    assert terminal.plain("import", "--list", "--store", store) == ["Op deze laptop is nog niets ingelezen."]


def test_an_import_goes_back_whole_and_can_be_read_in_again(
    terminal: Terminal, tmp_path: Path, store: str, cafe: str
) -> None:
    said = terminal.say("import", "--undo", cafe, "--store", store)
    assert (said.code, said.document) == (0, {"id": cafe, "file": "eerst.csv", "undone": True, "in_the_way": []})
    assert total(terminal, store) == 0
    (one,) = imports(terminal, store)
    assert (one["can_undo"], one["in_the_way"]) == (False, [])
    assert one["undone_at"] is not None
    assert read_in(terminal, store, tmp_path / "eerst.csv").document["new"] == 1
    assert total(terminal, store) == 1
    assert terminal.say("store", "verify", "--store", store).document["ok"]


def test_what_stands_in_the_way_is_named_and_nothing_goes_back(
    terminal: Terminal, tmp_path: Path, store: str, cafe: str
) -> None:
    read_in(terminal, store, csv_file(tmp_path, [HEADER, ["Eetcafé", "Anders", "Winschoten"]], "later.csv"))
    obstacle = {
        "name": "Eetcafé",
        "field": "description",
        "used": False,
        "reason": "Eetcafé: omschrijving is gewijzigd",
    }
    later, earlier = imports(terminal, store)
    assert (later["can_undo"], earlier["can_undo"], earlier["in_the_way"]) == (True, False, [obstacle])
    said = terminal.say("import", "--undo", cafe, "--store", store)
    assert said.code == 1
    assert (said.document["undone"], said.document["in_the_way"]) == (False, [obstacle])
    assert terminal.plain("import", "--undo", cafe, "--store", store) == [
        "Iets uit dit bestand is daarna gewijzigd of gebruikt. Er is niets teruggedraaid.",
        "  Eetcafé: omschrijving is gewijzigd",
    ]
    assert terminal.plain("import", "--list", "--store", store)[2:] == [
        "  Kan niet teruggedraaid worden:",
        "    Eetcafé: omschrijving is gewijzigd",
    ]
    assert total(terminal, store) == 1
    # The latest first, then the one before it.
    assert terminal.say("import", "--undo", later["id"], "--store", store).code == 0
    assert terminal.say("import", "--undo", cafe, "--store", store).code == 0
    assert total(terminal, store) == 0


def test_what_others_hung_on_it_is_named(terminal: Terminal, store: str, cafe: str, tmp_path: Path) -> None:
    here = open_workplace(tmp_path / "naober.store", str)
    with here.work("Still right") as work:
        (service,) = work.find(CommunityService)
        work.add(EntryCheck(entry_id=service.id, checked_on=here.today))
        work.commit()
    here.store.close()
    said = terminal.say("import", "--undo", cafe, "--store", store)
    assert (said.code, [one["reason"] for one in said.document["in_the_way"]]) == (1, ["Eetcafé: is in gebruik"])


def test_a_dry_run_of_the_way_back_writes_nothing(terminal: Terminal, store: str, cafe: str) -> None:
    said = terminal.say("import", "--undo", cafe, "--dry-run", "--store", store)
    assert (said.code, said.document["undone"]) == (0, False)
    assert total(terminal, store) == 1
    assert terminal.plain("import", "--undo", cafe, "--dry-run", "--store", store) == [
        "eerst.csv kan helemaal teruggedraaid worden; er is niets geschreven."
    ]


def test_an_import_that_is_not_there_or_went_back_before_is_told_apart(
    terminal: Terminal, store: str, cafe: str
) -> None:
    for id_ in ("", "nergens", "x" * 5000):
        said = terminal.say("import", "--undo", id_, "--store", store)
        assert (said.code, said.document["fault"]["code"]) == (2, "import-unknown")
        assert len(said.errors) < 300
    terminal.say("import", "--undo", cafe, "--store", store)
    said = terminal.say("import", "--undo", cafe, "--store", store)
    assert (said.code, said.document["fault"]["code"]) == (2, "import-taken-back")
    assert said.errors.strip() == "eerst.csv is al eerder teruggedraaid. Er is niets gewijzigd."


@pytest.mark.parametrize(
    "words",
    [
        (),
        ("lijst.csv",),
        ("--as", "services"),
        ("lijst.csv", "--as", "services", "--list"),
        ("lijst.csv", "--as", "services", "--undo", "x"),
        ("--list", "--undo", "x"),
        ("--list", "--dry-run"),
        ("--undo", "x", "--as", "services"),
        ("--undo", "x", "--mapping", "eigen.toml"),
        ("--list", "--same", "2=x"),
        ("start.xml", "--as", "iwmo", "--skip", "2"),
    ],
)
def test_one_thing_is_asked_at_a_time(terminal: Terminal, store: str, words: tuple[str, ...]) -> None:
    said = terminal.say("import", *words, "--store", store)
    assert (said.code, said.document["fault"]["code"]) == (2, "wrong-use")


STORED = [["naam", "omschrijving", "plaats"], ["Zorgboerderij Meijer", "Dieren", "Winschoten"]]


@pytest.fixture
def sounds(tmp_path: Path, terminal: Terminal, store: str) -> tuple[Path, str]:
    """A file with a row that sounds like a stored entry and one that looks like another row; and that entry's id."""
    read_in(terminal, store, csv_file(tmp_path, STORED, "eerst.csv"))
    rows = [["Zorgboerderij Meier", "", "Winschoten"], ["Muziko", "", "Winschoten"], ["Muzizo", "Zang", "Winschoten"]]
    file = csv_file(tmp_path, [HEADER, *rows], "later.csv")
    return file, str(read_in_dry(terminal, store, file).document["doubles"][0]["id"])


def read_in_dry(terminal: Terminal, store: str, file: Path, *more: str) -> Said:
    return terminal.say("import", str(file), "--as", "services", "--dry-run", *more, "--store", store)


def test_doubles_are_told_with_row_candidate_and_reason(
    terminal: Terminal, store: str, sounds: tuple[Path, str]
) -> None:
    said = read_in_dry(terminal, store, sounds[0])
    stored, row = said.document["doubles"]
    # Nobody said yet what they are: a person must act.
    assert (said.code, said.document["new"]) == (1, 3)
    assert stored == {
        "table": "later",
        "row": 2,
        "told": "Zorgboerderij Meier",
        "id": sounds[1],
        "like_table": None,
        "like_row": None,
        "name": "Zorgboerderij Meijer",
        "place": "Winschoten",
        "source": "own-services",
        "score": 0.97,
        "reason": "de naam klinkt hetzelfde",
        "reasons": ["same-sound"],
        "decision": None,
    }
    assert (row["row"], row["id"], row["like_row"], row["reason"]) == (4, None, 3, "de naam lijkt erop")
    lines = terminal.plain("import", str(sounds[0]), "--as", "services", "--dry-run", "--store", store)
    assert [line for line in lines if "lijkt op" in line] == [
        "rij 2, ‘Zorgboerderij Meier’, lijkt op ‘Zorgboerderij Meijer’ (Winschoten, own-services): de naam klinkt "
        f"hetzelfde. Is het dezelfde: --same 2={sounds[1]}",
        "rij 4, ‘Muzizo’, lijkt op ‘Muziko’ in rij 3: de naam lijkt erop. Is het dezelfde: --same 4=3",
    ]


def test_a_person_says_per_row_which_is_the_same_new_or_left_out(
    terminal: Terminal, store: str, sounds: tuple[Path, str]
) -> None:
    file, id_ = sounds
    said = read_in_dry(terminal, store, file, "--same", f"2={id_}", "--same", "4=3")
    assert [said.document[name] for name in ("read", "new", "changed", "same")] == [3, 2, 0, 1]
    assert [one["decision"] for one in said.document["doubles"]] == ["same", "same"]
    said = read_in_dry(terminal, store, file, "--new", "later:2", "--skip", "4")
    assert (said.code, said.document["new"], said.document["warnings"]) == (0, 2, [])
    assert [(one["row"], one["code"]) for one in said.document["rejected"]] == [(4, "left-out")]
    said = terminal.say("import", str(file), "--as", "services", "--same", f"2={id_}", "--skip", "4", "--store", store)
    assert (said.code, said.document["new"]) == (0, 1)
    assert terminal.say("search", "zorgboerderij", "--store", store).document["total"] == 1


def test_doubles_nobody_decided_on_are_taken_as_new_and_the_code_says_that_somebody_must(
    terminal: Terminal, store: str, sounds: tuple[Path, str]
) -> None:
    said = read_in(terminal, store, sounds[0])
    assert (said.code, said.document["new"], len(said.document["doubles"])) == (1, 3, 2)
    assert total(terminal, store, "zorgboerderij") == 2
    assert read_in(terminal, store, sounds[0]).code == 0


def test_a_choice_about_a_double_does_not_read_the_file_again(
    terminal: Terminal, store: str, sounds: tuple[Path, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    read: list[str] = []

    def counted(path: Path, heading: Heading | None = None) -> Source:
        read.append(path.name)
        return read_source(path, heading)

    monkeypatch.setattr("desktop.services.imports.read_source", counted)
    said = read_in_dry(terminal, store, sounds[0], "--same", f"2={sounds[1]}", "--skip", "4")
    assert (said.code, said.document["new"], read) == (0, 1, ["later.csv"])


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("--same", "2"), "wrong-use"),
        (("--same", "=2"), "wrong-use"),
        (("--same", "2="), "wrong-use"),
        (("--same", "3=4"), "double-row-unknown"),
        (("--same", f"2={'x' * 3000}"), "double-not-alike"),
        (("--skip", "2", "--new", "2"), "double-row-twice"),
        (("--skip", "honderd"), "double-row-unknown"),
    ],
)
def test_what_cannot_be_said_of_a_row_is_wrong_use_and_writes_nothing(
    terminal: Terminal, store: str, sounds: tuple[Path, str], words: tuple[str, ...], code: str
) -> None:
    said = terminal.say("import", str(sounds[0]), "--as", "services", *words, "--store", store)
    assert (said.code, said.document["fault"]["code"]) == (2, code)
    assert len(said.errors) < 400
    assert len(imports(terminal, store)) == 1


def test_of_a_folder_each_row_is_told_with_its_table(terminal: Terminal, tmp_path: Path, store: str) -> None:
    folder = tmp_path / "hsds"
    folder.mkdir()
    csv_file(folder, [["id", "name"], ["o1", "Welzijn"], ["o2", ""]], "organizations.csv")
    csv_file(folder, [["id", "organization_id", "name"], ["s1", "o1", "Soos"], ["s2", "o1", ""]], "services.csv")
    lines = terminal.plain("import", str(folder), "--as", "hsds", "--dry-run", "--store", store)
    told = [line.partition(")")[0] + ")" for line in lines if line.startswith("rij 3")]
    assert told == ["rij 3 (organizations)", "rij 3 (services)"]
