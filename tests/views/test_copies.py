"""Copies on the screen: by themselves, when asked, and put back at the gate."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop.models.faults import WorldFault
from desktop.models.kinds import Role
from desktop.models.social_map import CommunityService
from desktop.security.key_file import key_path
from desktop.services.copies import copies_of
from desktop.services.start import NewStore, Passphrase, Recovery, create_store, open_store
from desktop.views import daily_copy
from desktop.views.app import Program
from desktop.views.design.fields import FieldRow
from desktop.views.design.words import Text
from desktop.views.desk import Desk
from desktop.views.gate.mend import MendCard
from desktop.views.gate.recovery_code import RecoveryCode
from desktop.views.gate.unlock import UnlockWindow
from desktop.views.preferences import Preferences
from desktop.views.settings.copies_card import CopiesCard
from desktop.views.settings.recovery_card import RecoveryCard
from tests.helpers.damage import PAGE, flip
from tests.helpers.desks import Ways, at_noon
from tests.helpers.stores import REGION
from tests.helpers.widgets import can_press, enter, one, press, words, write

PASSPHRASE = "koffie fiets dijk regen"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    made = tmp_path / "naober.store"
    create_store(
        made, NewStore(REGION, "Marijke Veenstra", Role.CONSULTANT, PASSPHRASE), clock=at_noon
    ).workplace.store.close()
    return made


@pytest.fixture
def program(qtbot: QtBot, dressed: QApplication, path: Path, preferences: Preferences) -> Iterator[Program]:
    made = Program(dressed, path, clock=at_noon, preferences=preferences)
    yield made
    qtbot.waitUntil(made.is_at_rest, timeout=20_000)
    made.end()
    for window in (made.window, made.gate):
        if window is not None:
            window.hide()
            window.deleteLater()
    made.deleteLater()


@pytest.fixture
def at_rest(qtbot: QtBot, program: Program) -> Callable[[], None]:
    def wait() -> None:
        qtbot.waitUntil(program.is_at_rest, timeout=20_000)

    return wait


def gate_of(program: Program) -> UnlockWindow:
    assert isinstance(program.gate, UnlockWindow)
    return program.gate


def unlock(program: Program, at_rest: Callable[[], None]) -> None:
    enter(write(gate_of(program), "Wachtwoordzin", PASSPHRASE))
    at_rest()


def add_service(path: Path, name: str) -> None:
    workplace = open_store(path, Passphrase(PASSPHRASE), clock=at_noon)
    with workplace.store, workplace.work("Add") as work:
        work.add(CommunityService(name=name))
        work.commit()


def services(path: Path) -> set[str]:
    workplace = open_store(path, Passphrase(PASSPHRASE), clock=at_noon)
    with workplace.store, workplace.store.read() as reader:
        return {service.name for service in reader.find(CommunityService)}


def make_copy_by_unlocking(program: Program, at_rest: Callable[[], None]) -> None:
    program.begin()
    unlock(program, at_rest)
    program.lock()
    at_rest()


def test_the_first_unlocking_of_a_day_makes_a_copy_and_the_second_none(
    program: Program, path: Path, at_rest: Callable[[], None]
) -> None:
    assert copies_of(path) == []
    make_copy_by_unlocking(program, at_rest)
    (copy,) = copies_of(path)
    unlock(program, at_rest)
    assert program.window is not None
    assert copies_of(path) == [copy]


def test_that_no_copy_could_be_made_is_told_and_keeps_nobody_from_work(
    program: Program, at_rest: Callable[[], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_args: object, **_kept: int) -> None:
        raise WorldFault("disk-full", file="naober.store")

    monkeypatch.setattr(daily_copy, "keep_daily_copy", full)
    program.begin()
    unlock(program, at_rest)
    assert program.window is not None
    assert "Er is vandaag geen kopie gemaakt. De schijf is vol." in words(program.window.toast)


def test_a_damaged_store_is_told_and_its_copy_is_put_back_from_the_gate(
    program: Program, path: Path, at_rest: Callable[[], None]
) -> None:
    make_copy_by_unlocking(program, at_rest)
    add_service(path, "Inloop De Kern")
    flip(path, [PAGE * 3 + 40])
    unlock(program, at_rest)
    gate = gate_of(program)
    assert gate.problem_text() == "Uw opslag op deze laptop is beschadigd. Er wordt niets weggegooid."
    press(gate, "Deze kopie terugzetten")
    at_rest()
    said = words(one(gate, MendCard))
    assert "De kopie van 23-11-2026 om" in said
    assert "bewaard als naober.store.damaged-1" in said
    unlock(program, at_rest)
    assert program.window is not None
    assert path.with_name("naober.store.damaged-1").exists()


def test_a_store_without_its_key_file_gets_that_of_the_copy(
    program: Program, path: Path, at_rest: Callable[[], None]
) -> None:
    make_copy_by_unlocking(program, at_rest)
    key_path(path).unlink()
    unlock(program, at_rest)
    gate = gate_of(program)
    assert gate.problem_text() == "Het sleutelbestand van uw opslag is weg. Bij een kopie staat er nog een."
    press(gate, "Deze kopie terugzetten")
    at_rest()
    unlock(program, at_rest)
    assert program.window is not None


def test_who_wants_to_go_back_chooses_a_copy_at_the_gate(
    program: Program, path: Path, at_rest: Callable[[], None]
) -> None:
    make_copy_by_unlocking(program, at_rest)
    add_service(path, "Inloop De Kern")
    gate = gate_of(program)
    press(gate, "Kopie terugzetten")
    press(gate, "Deze kopie terugzetten")
    at_rest()
    assert gate.problem_text(), "without the passphrase nothing is put back"
    assert services(path) == {"Inloop De Kern"}
    write(gate, "Wachtwoordzin", PASSPHRASE)
    press(gate, "Deze kopie terugzetten")
    at_rest()
    assert "Eén latere wijziging staat er niet in." in words(one(gate, MendCard))
    assert services(path) == set()


def test_without_a_copy_none_is_offered(program: Program, path: Path, at_rest: Callable[[], None]) -> None:
    flip(path, [PAGE * 3 + 40])
    program.begin()
    gate = gate_of(program)
    assert not any(card.isVisibleTo(gate) for card in gate.findChildren(MendCard))
    unlock(program, at_rest)
    assert "is beschadigd. Gooi niets weg." in gate.problem_text()
    assert not any(card.isVisibleTo(gate) for card in gate.findChildren(MendCard))


@pytest.fixture
def card(qtbot: QtBot, desk: Desk) -> CopiesCard:
    made = CopiesCard(desk)
    qtbot.addWidget(made)
    made.show()
    return made


def test_a_copy_is_made_when_asked_and_stands_in_the_list(
    qtbot: QtBot, card: CopiesCard, desk: Desk, ways: Ways
) -> None:
    assert "Er is nog geen kopie." in words(card)
    press(card, "Nu een kopie maken")
    assert not can_press(card, "Nu een kopie maken")
    qtbot.waitUntil(desk.tasks.is_idle)
    assert "23-11-2026 om" in words(card)
    assert ways.told[-1][0] == "De kopie is gemaakt, en gaat open."


def test_how_many_copies_stay_is_kept(card: CopiesCard, preferences: Preferences) -> None:
    card._days.chosen.emit("14")  # noqa: SLF001 - as a person chooses
    card._weeks.chosen.emit("0")  # noqa: SLF001 - idem
    assert (preferences.now.copies.days, preferences.now.copies.weeks) == (14, 0)
    assert one(card, Text)


def test_another_recovery_code_is_shown_once_and_the_old_one_opens_nothing(
    qtbot: QtBot, desk: Desk, tmp_path: Path, settle: Callable[[], None]
) -> None:
    made = create_store(
        tmp_path / "own.store", NewStore(REGION, "Marijke Veenstra", Role.CONSULTANT, PASSPHRASE), clock=at_noon
    )
    path = made.workplace.store.path
    card = RecoveryCard(replace(desk, workplace=made.workplace))
    qtbot.addWidget(card)
    card.show()
    write(card, "Uw wachtwoordzin", "niet deze")
    press(card, "Nieuwe code maken")
    settle()
    assert "wachtwoordzin" in one(card, FieldRow).problem_text()
    write(card, "Uw wachtwoordzin", PASSPHRASE)
    press(card, "Nieuwe code maken")
    settle()
    shown = one(card, RecoveryCode)
    code = shown.text().replace("\n", "-")
    card.hide()
    assert not shown.text(), "who goes elsewhere leaves no code behind"
    made.workplace.store.close()
    with pytest.raises(WorldFault, match="wrong-recovery-code"):
        open_store(path, Recovery(made.recovery_code), clock=at_noon)
    open_store(path, Recovery(code), clock=at_noon).store.close()
