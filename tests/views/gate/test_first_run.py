"""The first run as a new user meets it: each choice, each mistake, back and forth, and cancelled halfway."""

from __future__ import annotations

import errno
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from desktop.language.places import resource
from desktop.models.kinds import Role
from desktop.models.people import Resident
from desktop.models.social_map import Provider
from desktop.security import slots
from desktop.security.invitation import Invitation, write_invitation
from desktop.services.start import NewStore, Passphrase, create_store, open_store
from desktop.services.syncing import start_central, state_of_work
from desktop.views.app import Program
from desktop.views.desk import Place
from desktop.views.gate.first_run import FirstRun
from desktop.views.gate.region_step import RegionStep
from tests.helpers.desks import at_noon
from tests.helpers.full_disks import NO_LIMIT, full_disk
from tests.helpers.newcomer import KEPT, NEXT, PASSPHRASE, say_who, think_up
from tests.helpers.stores import REGION
from tests.helpers.widgets import can_press, one, press, words, write


def invitation(**told: str) -> str:
    who = {"colleague_id": "c1", "name": "Marijke Veenstra", "role": Role.CONSULTANT.value, **told}
    return write_invitation(Invitation("postgresql://marijke@127.0.0.1:1/naober", "secret", REGION, **who))


class Keys:
    """A new user's hands: each key and each text typed is one interaction."""

    def __init__(self, gate: FirstRun) -> None:
        self.gate, self.count = gate, 0

    def type(self, text: str) -> None:
        field = self.gate.focusWidget()
        assert field is not None
        QTest.keyClicks(field, text)
        self.count += 1

    def press(self, *keys: Qt.Key) -> None:
        for key in keys:
            QTest.keyClick(self.gate.focusWidget() or self.gate, key)
            self.count += 1


def test_by_keyboard_alone_it_is_few_keys_from_nothing_to_the_first_search(
    qtbot: QtBot, program: Program, gate: FirstRun, at_rest: Callable[[], None]
) -> None:
    """Twenty: at five seconds each more than a minute of the three is left for writing the code down."""
    qtbot.waitUntil(gate.isActiveWindow)
    go_on, tab, down, tick = Qt.Key.Key_Return, Qt.Key.Key_Tab, Qt.Key.Key_Down, Qt.Key.Key_Space
    hands = Keys(gate)
    hands.press(go_on, go_on)
    hands.press(tick, go_on)
    hands.type("Marijke Veenstra")
    hands.press(go_on)
    hands.type(PASSPHRASE)
    hands.press(tab, tab)
    hands.type(PASSPHRASE)
    hands.press(go_on)
    at_rest()
    assert not can_press(gate, NEXT), "not before the code is kept"
    hands.press(tab, tab, tick, go_on)
    hands.press(down, down, go_on)
    at_rest()
    window = program.window
    assert window is not None
    QTest.keyClick(window, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    at_rest()
    assert window.here().place is Place.SOCIAL_MAP
    assert hands.count + 2 <= 20, "with Ctrl+F and the text to search"


def test_who_has_the_file_of_the_team_comes_in_and_finds_what_it_has(
    program: Program, gate: FirstRun, path: Path, tmp_path: Path, at_rest: Callable[[], None]
) -> None:
    lead = create_store(tmp_path / "lead.store", NewStore(REGION, "Anna", Role.TEAM_LEAD, PASSPHRASE), clock=at_noon)
    code = start_central(lead.workplace, f"sqlite:///{tmp_path / 'team.naober'}")
    lead.workplace.store.close()
    press(gate, NEXT)
    press(gate, "We hebben een bestand en een teamcode")
    assert not can_press(gate, NEXT)
    write(gate, "Bestand van het team", str(tmp_path / "elsewhere.naober"))
    write(gate, "Teamcode", code)
    press(gate, NEXT)
    say_who(gate)
    at_rest()
    assert "elsewhere.naober" in words(gate), "it is told at the field, on the page where it can be mended"
    assert not list(path.parent.iterdir()), "nothing half done stays"
    write(gate, "Bestand van het team", str(tmp_path / "team.naober"))
    for _page in range(4):
        press(gate, NEXT)
    at_rest()
    press(gate, KEPT)
    press(gate, NEXT)
    assert "Rondkijken" not in words(gate), "invented residents never come among a team's own"
    press(gate, "Beginnen")
    at_rest()
    window = program.window
    assert window is not None
    assert window.here().place is Place.SYNC
    work = state_of_work(window.desk.workplace)
    assert work.is_joined
    assert work.synced_at is not None


def test_who_is_invited_is_not_asked_what_the_invitation_tells(
    gate: FirstRun, path: Path, at_rest: Callable[[], None]
) -> None:
    press(gate, NEXT)
    press(gate, "Ik heb een uitnodiging")
    write(gate, "Uitnodiging", invitation()[:-5])
    press(gate, NEXT)
    assert "geen hele uitnodiging" in words(gate)
    write(gate, "Uitnodiging", invitation())
    assert "Voor Marijke Veenstra, consulent, Oldambt & Stadskanaal." in words(gate)
    press(gate, NEXT)
    assert "Stap 3 van 5" in words(gate)
    think_up(gate)
    at_rest()
    assert "Stap 2 van 5" in words(gate), "the team cannot be reached: the page where one can choose otherwise"
    assert not list(path.parent.iterdir())
    press(gate, "Nog niet")
    press(gate, NEXT)
    assert "Stap 3 van 7" in words(gate)


def test_a_profile_file_is_a_region_too_and_a_wrong_one_is_told(
    program: Program, gate: FirstRun, tmp_path: Path, at_rest: Callable[[], None]
) -> None:
    press(gate, NEXT)
    press(gate, NEXT)
    step = one(gate, RegionStep)
    wrong, right = tmp_path / "wrong.toml", tmp_path / "right.toml"
    wrong.write_text("id = 3\nname = 'x'\n")
    step.read_file(str(wrong))
    at_rest()
    assert "regel 1" in words(gate)
    assert "fouten in." in words(gate)
    assert not can_press(gate, NEXT)
    shutil.copyfile(resource("regions", f"{REGION}.toml"), right)
    step.read_file(str(right))
    at_rest()
    assert step.region() == str(right)
    press(gate, NEXT)
    right.unlink()
    write(gate, "Naam", "Marijke Veenstra")
    press(gate, NEXT)
    think_up(gate)
    at_rest()
    assert one(gate, RegionStep).isVisible(), "a file that went away is told where another can be chosen"
    press(gate, "Oldambt & Stadskanaal")
    for _page in range(3):
        press(gate, NEXT)
    at_rest()
    press(gate, KEPT)
    assert program.gate is gate


def test_closed_before_the_code_was_kept_nothing_stays(
    program: Program, gate: FirstRun, path: Path, at_rest: Callable[[], None]
) -> None:
    press(gate, NEXT)
    press(gate, NEXT)
    say_who(gate)
    gate.close()
    assert not gate.isVisible(), "also while the store is being made"
    at_rest()
    assert not list(path.parent.iterdir())
    program.gate = None
    gate.deleteLater()
    program.begin()
    assert isinstance(program.gate, FirstRun)


def test_closed_after_the_code_was_kept_the_store_is_there_at_the_next_start(
    gate: FirstRun, path: Path, program: Program, at_rest: Callable[[], None]
) -> None:
    press(gate, NEXT)
    press(gate, NEXT)
    say_who(gate)
    at_rest()
    press(gate, KEPT)
    press(gate, NEXT)
    gate.close()
    program.end()
    open_store(path, Passphrase(PASSPHRASE), clock=at_noon).store.close()


def test_a_full_disk_is_told_in_words_and_leaves_nothing(
    gate: FirstRun, path: Path, at_rest: Callable[[], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_args: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(slots, "write_key_file", full)
    press(gate, NEXT)
    press(gate, NEXT)
    say_who(gate)
    at_rest()
    assert "De schijf is vol" in words(gate)
    assert not list(path.parent.iterdir())
    monkeypatch.undo()
    press(gate, NEXT)
    at_rest()
    press(gate, KEPT)


@NO_LIMIT
def test_a_demonstration_that_does_not_fit_or_is_stopped_leaves_the_store_empty_and_another_beginning_can_be_chosen(
    program: Program, gate: FirstRun, at_rest: Callable[[], None]
) -> None:
    press(gate, NEXT)
    press(gate, NEXT)
    say_who(gate)
    at_rest()
    press(gate, KEPT)
    press(gate, NEXT)
    press(gate, "Rondkijken met verzonnen inwoners")
    with full_disk(2_000_000):
        press(gate, "Beginnen")
        at_rest()
    assert "schijf" in words(gate)
    press(gate, "Beginnen")
    press(gate, "Annuleren")
    at_rest()
    assert gate.isVisible()
    assert "schijf" not in words(gate)
    press(gate, "Leeg beginnen")
    press(gate, "Beginnen")
    at_rest()
    assert program.window is not None
    with program.window.desk.workplace.store.read() as reader:
        assert reader.count(Resident) == reader.count(Provider) == 0


def test_without_a_printer_the_page_says_what_to_do(
    gate: FirstRun, at_rest: Callable[[], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("desktop.views.gate.recovery_code.QPrinterInfo.availablePrinterNames", list)
    press(gate, NEXT)
    press(gate, NEXT)
    say_who(gate)
    at_rest()
    press(gate, "Printen")
    assert "geen printer" in words(gate)
