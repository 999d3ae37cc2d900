"""What is known of a resident stands in the encrypted store alone: in no file, log, window title or report."""

from __future__ import annotations

import logging
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

from desktop.language import _, speak
from desktop.models.kinds import Role
from desktop.services.copies import copies_of
from desktop.store.database import Store
from desktop.views.tour import acts
from desktop.views.tour.acts import Newcomer
from desktop.views.window.trouble import CrashPage
from tests.helpers.programs import Laptop
from tests.helpers.widgets import words

WHO = Newcomer("Oldambt & Stadskanaal", "Marijke Veenstra", Role.CONSULTANT, "zonnige tuin met appelbomen", "")
RESIDENT, NEIGHBOUR, SAID, HALF = "Quispelzwaan", "Dwarrelinde", "xylofoonverdriet", "Vlindergrachtsma"
SECRETS = (RESIDENT, NEIGHBOUR, SAID, HALF)


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Every folder that a program may write in without asking stands in here."""
    for name in ("HOME", "TMPDIR", "XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_STATE_HOME", "XDG_CACHE_HOME"):
        folder = tmp_path / name.lower()
        folder.mkdir()
        monkeypatch.setenv(name, str(folder))
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "tmpdir"))
    return tmp_path


@pytest.fixture
def laptop(qapp: QApplication, home: Path) -> Iterator[Laptop]:
    speak("nl")
    made = Laptop(qapp, home / "laptop", WHO)
    yield made
    made.go()


def titles() -> str:
    """Of every window, also of those that are hidden."""
    return "\n".join(
        f"{w.windowTitle()} {w.windowFilePath()} {w.windowIconText()}" for w in QApplication.topLevelWidgets()
    )


def told(text: str) -> list[str]:
    return [secret for secret in SECRETS if secret.lower() in text.lower()]


def found_in(folder: Path) -> list[tuple[str, str]]:
    """Files that hold one of the words, in the forms in which programs write texts, or bear it in their name."""
    found = []
    for path in folder.rglob("*"):
        content = path.read_bytes().lower() if path.is_file() else b""
        for secret in SECRETS:
            forms = (secret.lower().encode(), secret.lower().encode("utf-16-le"), secret.lower().encode("utf-16-be"))
            if any(form in content for form in forms) or secret.lower() in path.name.lower():
                found.append((path.name, secret))
    return found


def test_a_day_of_work_leaves_no_trace_outside_the_store(
    laptop: Laptop, home: Path, caplog: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str]
) -> None:
    caplog.set_level(logging.DEBUG)
    seen = []
    hand, program = laptop.hand, laptop.program
    known = {"first_names": "Wiebrecht", "last_name": RESIDENT, "birth_date": "29-02-1956", "place": "Stadskanaal"}
    acts.open_case(hand, known, "Stadskanaal", f"Veel {SAID}.")
    seen.append(titles())
    acts.add_network(hand, NEIGHBOUR, "boodschappen")
    acts.hold_conversation(hand, {"question": f"Minder {SAID}.", "going_well": "Een fijne buurt."}, {})
    seen.append(titles())
    acts.open_first_case(hand, RESIDENT)
    acts.search_map(hand, SAID)
    hand.press(_("Cases"))
    hand.press("new-case")
    hand.write("new-last_name", HALF)
    seen.append(titles())

    # A fault of ours, whose message holds the name.
    program.on_exception(ValueError, ValueError(f"no case of {RESIDENT}"))
    hand.settle()
    (report,) = (words(dialog) for dialog in QApplication.topLevelWidgets() if isinstance(dialog, CrashPage))
    assert "ValueError" in report
    assert not told(report)

    program.lock()
    hand.wait_for(program.is_at_rest, "the store to close")
    seen.append(titles())
    assert not any(w.isVisible() for w in QApplication.topLevelWidgets() if w is not program.gate)
    assert not found_in(home)
    acts.unlock(hand, WHO.passphrase)
    hand.wait_for(program.is_at_rest, "today's copy")
    assert copies_of(home / "laptop" / "naober.store"), "the copy is looked through too"
    assert not found_in(home), "while the store is open"
    program.lock()
    hand.wait_for(program.is_at_rest, "the store to close")

    assert not found_in(home)
    assert not told("\n".join(seen))
    assert not told(caplog.text)
    printed = capfd.readouterr()
    assert not told(printed.out + printed.err)
    assert not told(QGuiApplication.clipboard().text())


def test_what_would_be_written_is_found(home: Path) -> None:
    """The search itself: a name in any of the forms is seen."""
    for at, encoding in enumerate(("utf-8", "utf-16-le", "utf-16-be")):
        (home / "tmpdir" / f"{at}.tmp").write_bytes(f"mevrouw {RESIDENT.upper()}".encode(encoding))
    (home / "home" / f"plan {NEIGHBOUR}.pdf").touch()
    assert sorted(found_in(home)) == [
        ("0.tmp", RESIDENT),
        ("1.tmp", RESIDENT),
        ("2.tmp", RESIDENT),
        (f"plan {NEIGHBOUR}.pdf", NEIGHBOUR),
    ]


def test_what_does_not_fit_in_memory_while_sorting_is_never_written_in_the_clear(store: Store) -> None:
    with store.read() as reader:
        told_options = set(reader.connection.exec_driver_sql("PRAGMA compile_options").scalars())
        chosen = reader.connection.exec_driver_sql("PRAGMA temp_store").scalar_one()
    in_memory = 2
    assert {f"TEMP_STORE={n}" for n in (in_memory, 3)} & told_options
    assert chosen in (0, in_memory), "0 leaves it to how the library was made"
