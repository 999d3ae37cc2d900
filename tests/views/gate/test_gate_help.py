"""Before the store is open: forgotten keys, the help for where one is, and faults of ours."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QListView, QTextBrowser

from desktop.models.kinds import Role
from desktop.security import slots
from desktop.services.copies import copy_now
from desktop.services.start import NewStore, Passphrase, create_store, open_store
from desktop.views.app import Program
from desktop.views.gate.first_run import FirstRun
from desktop.views.gate.frame import GateFrame
from desktop.views.gate.new_passphrase import NewPassphraseWindow
from desktop.views.gate.steps import Step
from desktop.views.gate.unlock import UnlockWindow
from desktop.views.window.help import HelpPage
from desktop.views.window.trouble import CrashPage
from tests.helpers.desks import at_noon
from tests.helpers.newcomer import KEPT, NEXT, PASSPHRASE, say_who
from tests.helpers.stores import REGION
from tests.helpers.widgets import can_press, enter, one, press, words, write


def test_who_forgot_the_passphrase_chooses_another_with_the_code(
    program: Program, path: Path, at_rest: Callable[[], None]
) -> None:
    path.parent.mkdir()
    made = create_store(path, NewStore(REGION, "Marijke Veenstra", Role.CONSULTANT, PASSPHRASE), clock=at_noon)
    made.workplace.store.close()
    program.begin()
    gate = program.gate
    assert isinstance(gate, UnlockWindow)
    press(gate, "Ik weet mijn wachtwoordzin niet meer")
    enter(write(gate, "Herstelcode", made.recovery_code))
    at_rest()
    asked = program.gate
    assert isinstance(asked, NewPassphraseWindow)
    assert program.window is None
    write(asked, "Wachtwoordzin", "een heel andere zin")
    assert not can_press(asked, "Deze wachtwoordzin bewaren")
    enter(write(asked, "Nog een keer dezelfde", "een heel andere zin"))
    at_rest()
    assert program.window is not None
    program.end()
    open_store(path, Passphrase("een heel andere zin"), clock=at_noon).store.close()


def help_of(gate: GateFrame) -> str:
    """What F1 opens, at the place to which it is scrolled."""
    gate.activateWindow()
    assert QTest.qWaitForWindowActive(gate)
    QTest.keyClick(gate, Qt.Key.Key_F1)
    (page,) = [one for one in gate.findChildren(HelpPage) if one.isVisible()]
    text = one(page, QTextBrowser)
    return f"{text.toPlainText().splitlines()[0]}: {text.textCursor().block().text()}"


def test_f1_opens_the_help_at_the_page_of_the_first_run_where_one_is(
    gate: FirstRun, at_rest: Callable[[], None]
) -> None:
    """It knows no prompts yet, for those are of a region."""
    titles = [step.title for step in gate.findChildren(Step)]
    assert len(titles) == 7
    for at, title in enumerate(titles):
        gate.go_to(at)
        assert help_of(gate) == f"Beginnen met Naober: {title}"
    (page,) = [one for one in gate.findChildren(HelpPage) if one.isVisible()]
    contents = one(page, QListView).model()
    listed = [str(contents.index(at, 0).data()) for at in range(contents.rowCount())]
    assert "Naober openen" in listed
    assert "prompts" not in listed
    page.close()
    at_rest()


def test_f1_before_the_store_is_open_tells_of_the_passphrase_the_code_and_the_copies(
    program: Program, path: Path, at_rest: Callable[[], None]
) -> None:
    path.parent.mkdir()
    made = create_store(path, NewStore(REGION, "Marijke Veenstra", Role.CONSULTANT, PASSPHRASE), clock=at_noon)
    copy_now(made.workplace, days=7, weeks=4)
    made.workplace.store.close()
    program.begin()
    gate = program.gate
    assert isinstance(gate, UnlockWindow)
    assert help_of(gate).startswith("Naober openen: ")
    press(gate, "Ik weet mijn wachtwoordzin niet meer")
    assert help_of(gate) == "Naober openen: Ik weet mijn wachtwoordzin niet meer"
    press(gate, "Kopie terugzetten")
    assert help_of(gate) == "Naober openen: Kopie terugzetten"
    enter(write(gate, "Herstelcode", made.recovery_code))
    at_rest()
    asked = program.gate
    assert isinstance(asked, NewPassphraseWindow)
    assert help_of(asked) == "Naober openen: Kies een nieuwe wachtwoordzin"
    press(asked, "Later")
    at_rest()


def test_a_fault_of_ours_before_the_store_is_open_is_told_and_holds_nobody(
    program: Program, gate: FirstRun, at_rest: Callable[[], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(slots, "new_key_file", lambda *_given: 1 / 0)
    press(gate, NEXT)
    press(gate, NEXT)
    say_who(gate)
    at_rest()
    told = one(gate, CrashPage)
    assert "ZeroDivisionError" in words(told)
    told.close()
    monkeypatch.undo()
    press(gate, NEXT)
    at_rest()
    press(gate, KEPT)
    assert program.gate is gate
