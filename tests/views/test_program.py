from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog
from pytestqt.qtbot import QtBot

from desktop.models.faults import RuleBroken
from desktop.models.kinds import Role
from desktop.models.people import Colleague
from desktop.rules.permissions import Act, require
from desktop.security.team_code import team_key
from desktop.services.papers import MadePaper, PaperKind
from desktop.services.start import NewStore, Passphrase, create_store, open_store
from desktop.services.syncing import start_central, sync_now
from desktop.settings import SettingsFile
from desktop.sync.shared_file import SharedFile
from desktop.views.app import Program
from desktop.views.design.buttons import PrimaryButton
from desktop.views.design.words import Text
from desktop.views.desk import Place
from desktop.views.gate.first_run import FirstRun
from desktop.views.gate.kept_away import KeptAwayWindow
from desktop.views.gate.unlock import UnlockWindow
from desktop.views.paper.keeping import Outbox
from desktop.views.preferences import Preferences
from desktop.views.window.history import Spot
from desktop.views.window.main import MainWindow
from tests.helpers.desks import at_noon
from tests.helpers.stores import REGION
from tests.helpers.widgets import can_press, enter, one, press, words, write

PASSPHRASE = "koffie fiets dijk regen"
NEXT = "Volgende"
LETTER = MadePaper(PaperKind.DECISION, "nl", b"", 1, "", "besluit")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "naober.store"


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


@pytest.fixture
def store(path: Path) -> str:
    """A store that is there already; gives its recovery code."""
    made = create_store(path, NewStore(REGION, "Marijke Veenstra", Role.CONSULTANT, PASSPHRASE), clock=at_noon)
    made.workplace.store.close()
    return made.recovery_code


def can_open(path: Path) -> bool:
    """True when nobody else has the store."""
    open_store(path, Passphrase(PASSPHRASE), clock=at_noon).store.close()
    return True


def window_of(program: Program) -> MainWindow:
    assert program.window is not None
    return program.window


def first_run(program: Program) -> FirstRun:
    assert isinstance(program.gate, FirstRun)
    return program.gate


def answer_first_questions(program: Program, at_rest: Callable[[], None]) -> FirstRun:
    """Up to and with the recovery code."""
    program.begin()
    gate = first_run(program)
    press(gate, NEXT)
    press(gate, NEXT)
    assert not can_press(gate, NEXT)
    press(gate, "Oldambt & Stadskanaal")
    press(gate, NEXT)
    write(gate, "Naam", "Marijke Veenstra")
    press(gate, NEXT)
    write(gate, "Wachtwoordzin", PASSPHRASE)
    assert not can_press(gate, NEXT)
    write(gate, "Nog een keer dezelfde", PASSPHRASE)
    press(gate, NEXT)
    at_rest()
    assert not can_press(gate, NEXT)
    press(gate, "Ik heb de code opgeschreven of geprint")
    return gate


def unlocking(program: Program) -> UnlockWindow:
    assert isinstance(program.gate, UnlockWindow)
    return program.gate


def unlock(program: Program, passphrase: str, at_rest: Callable[[], None]) -> None:
    enter(write(unlocking(program), "Wachtwoordzin", passphrase))
    at_rest()


def test_a_fresh_laptop_gets_from_nothing_to_vandaag(program: Program, at_rest: Callable[[], None]) -> None:
    gate = answer_first_questions(program, at_rest)
    code = one(gate, Text, "Herstelcode").text()
    assert len(code.replace("\n", "-").split("-")) == 8
    press(gate, NEXT)
    press(gate, "Leeg beginnen")
    press(gate, "Beginnen")
    at_rest()
    assert window_of(program).here().place is Place.TODAY
    assert program.gate is None


def test_who_wants_to_import_lands_where_one_imports(program: Program, at_rest: Callable[[], None]) -> None:
    gate = answer_first_questions(program, at_rest)
    press(gate, NEXT)
    press(gate, "Beginnen")
    at_rest()
    assert window_of(program).here() == Spot(Place.SETTINGS, "import")


def test_the_language_is_chosen_before_anything_else(program: Program, at_rest: Callable[[], None]) -> None:
    program.begin()
    assert first_run(program).windowTitle() == "Welkom bij Naober"
    press(first_run(program), "English")
    assert first_run(program).windowTitle() == "Welcome to Naober"
    at_rest()


@pytest.mark.usefixtures("store")
def test_a_wrong_passphrase_says_what_to_do_and_asks_again(program: Program, at_rest: Callable[[], None]) -> None:
    program.begin()
    unlock(program, "iets heel anders hoor", at_rest)
    assert program.window is None
    assert "niet de juiste wachtwoordzin" in unlocking(program).problem_text()
    unlock(program, PASSPHRASE, at_rest)
    assert window_of(program).isVisible()


@pytest.mark.usefixtures("store")
def test_after_wrong_passphrases_one_must_wait(program: Program, at_rest: Callable[[], None]) -> None:
    program.begin()
    for _try in range(4):
        unlock(program, "iets heel anders hoor", at_rest)
    waiting = [b.text() for b in unlocking(program).findChildren(PrimaryButton) if not b.isEnabled()]
    assert waiting
    assert waiting[0].startswith("Probeer opnieuw over")


def test_the_recovery_code_opens_too(program: Program, store: str, at_rest: Callable[[], None]) -> None:
    program.begin()
    gate = unlocking(program)
    press(gate, "Ik weet mijn wachtwoordzin niet meer")
    enter(write(gate, "Herstelcode", store.lower()))
    at_rest()
    assert program.window is None, "a new passphrase is asked first"
    press(program.gate or gate, "Later")
    at_rest()
    assert window_of(program).isVisible()


def test_a_laptop_that_kept_away_too_long_shows_nothing_until_it_met_the_team(
    program: Program, path: Path, store: str, at_rest: Callable[[], None]
) -> None:
    assert store
    here = open_store(path, Passphrase(PASSPHRASE), clock=lambda: at_noon() - timedelta(days=15))
    (path.parent / "share").mkdir()
    code = start_central(here, f"sqlite:///{path.parent / 'share' / 'team.naober'}")
    sync_now(here)
    here.store.close()
    program.begin()
    unlock(program, PASSPHRASE, at_rest)
    gate = program.gate
    assert isinstance(gate, KeptAwayWindow)
    assert program.window is None
    (path.parent / "share").rename(path.parent / "elsewhere")
    press(gate, "Nu synchroniseren")
    at_rest()
    assert "team.naober" in gate.trouble_text()
    (path.parent / "elsewhere").rename(path.parent / "share")
    SharedFile(path.parent / "share" / "team.naober", team_key(code)).raise_epoch()
    press(gate, "Nu synchroniseren")
    at_rest()
    assert program.window is None
    assert "De centrale opslag is teruggezet" in words(gate)
    press(gate, "Opnieuw aanbieden en verdergaan")
    at_rest()
    assert window_of(program), "a store that was put back is no dead end here either"


@pytest.mark.usefixtures("store")
def test_locking_closes_the_store_and_unlocking_goes_back_to_where_one_was(
    qtbot: QtBot, program: Program, path: Path, at_rest: Callable[[], None]
) -> None:
    program.begin()
    unlock(program, PASSPHRASE, at_rest)
    window = window_of(program)
    window.open_place(Place.SETTINGS, "region")
    window.resize(900, 640)
    program.besides.open(Spot(Place.SOCIAL_MAP))
    [beside] = program.besides.windows
    at_rest()
    QTest.keyClick(window, Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: program.window is None)
    at_rest()
    assert not window.isVisible()
    assert not beside.isVisible()
    open_store(path, Passphrase(PASSPHRASE), clock=at_noon).store.close()
    unlock(program, PASSPHRASE, at_rest)
    assert window_of(program).here().place is Place.SETTINGS
    assert window_of(program).height() == 640
    assert [one_.here().place for one_ in program.besides.windows] == [Place.SOCIAL_MAP]
    at_rest()
    program.besides.leave()


@pytest.mark.usefixtures("store")
@pytest.mark.parametrize("leave", [lambda program: program.lock(), lambda program: program.window.close()])
def test_what_was_copied_here_goes_from_the_clipboard_with_the_window(
    program: Program,
    at_rest: Callable[[], None],
    monkeypatch: pytest.MonkeyPatch,
    leave: Callable[[Program], object],
) -> None:
    program.begin()
    unlock(program, PASSPHRASE, at_rest)
    clipboard = QGuiApplication.clipboard()
    # Without a display nobody owns a clipboard.
    monkeypatch.setattr(type(clipboard), "ownsClipboard", lambda _self: True)
    clipboard.setText("Mevrouw Mulder")
    leave(program)
    assert clipboard.text() == ""
    at_rest()


@pytest.mark.usefixtures("store")
def test_nobody_there_locks_the_program(
    qtbot: QtBot, program: Program, preferences: Preferences, at_rest: Callable[[], None]
) -> None:
    program.begin()
    unlock(program, PASSPHRASE, at_rest)
    program.idle.set_limit(30)
    qtbot.waitUntil(lambda: program.window is None)
    at_rest()
    assert isinstance(program.gate, UnlockWindow)
    assert preferences.now.lock.after_minutes == 10


@pytest.mark.usefixtures("store")
def test_a_computer_that_goes_to_sleep_has_everything_put_away_before_it_does(
    qtbot: QtBot, program: Program, path: Path, at_rest: Callable[[], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    program.begin()
    assert program.leaving is None
    unlock(program, PASSPHRASE, at_rest)
    assert program.leaving is not None
    open_again = list[bool]()
    monkeypatch.setattr(program.leaving, "ready", lambda: open_again.append(can_open(path)))
    window = window_of(program)
    QTest.keyClick(window, Qt.Key.Key_F1)
    help_page = one(window, QDialog)
    program.leaving.leaving.emit()
    assert not window.isVisible()
    assert not help_page.isVisible()
    assert unlocking(program).windowTitle() == "Naober is vergrendeld"
    qtbot.waitUntil(lambda: open_again == [True])
    program.leaving.leaving.emit()
    at_rest()
    unlock(program, PASSPHRASE, at_rest)
    assert window_of(program).isVisible()


@pytest.mark.usefixtures("store")
def test_a_letter_that_the_mail_program_was_given_does_not_outlive_a_lock(
    qtbot: QtBot, program: Program, at_rest: Callable[[], None], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """It is not encrypted. What a program left that was ended by force goes at the next start; another's stays."""
    monkeypatch.setenv("TMPDIR", str(tmp_path / "temp"))
    (temp := tmp_path / "temp").mkdir()
    monkeypatch.setattr("desktop.views.paper.keeping.mail_draft", lambda _paper: b"Mevrouw Zonderland")
    monkeypatch.setattr("desktop.views.paper.keeping.QDesktopServices.openUrl", lambda _url: True)
    (left := temp / "naober-mail-killed").mkdir()
    (left / "besluit.eml").write_bytes(b"Mevrouw Zonderland")
    other = Outbox(program)
    other.hand_over(LETTER)
    program.begin()
    assert not left.exists()
    assert len([*temp.glob("*/*.eml")]) == 1, "of a program that runs"
    unlock(program, PASSPHRASE, at_rest)
    Outbox(window_of(program)).hand_over(LETTER)
    assert len([*temp.glob("*/*.eml")]) == 2
    program.lock()
    assert len([*temp.glob("*/*.eml")]) == 1
    other.wipe()
    assert not [*temp.iterdir()]
    qtbot.waitUntil(program.is_at_rest)


@pytest.mark.usefixtures("store")
def test_another_language_is_spoken_at_once(
    program: Program, preferences: Preferences, at_rest: Callable[[], None]
) -> None:
    program.begin()
    unlock(program, PASSPHRASE, at_rest)
    window_of(program).open_place(Place.SETTINGS)
    assert window_of(program).windowTitle() == "Instellingen – Naober"
    preferences.change("appearance", language="en")
    at_rest()
    assert window_of(program).windowTitle() == "Settings – Naober"
    assert window_of(program).here().place is Place.SETTINGS


@pytest.mark.usefixtures("store")
def test_larger_text_is_larger_at_once(program: Program, preferences: Preferences, at_rest: Callable[[], None]) -> None:
    program.begin()
    unlock(program, PASSPHRASE, at_rest)
    before = window_of(program).fontMetrics().height()
    preferences.change("appearance", text_size=200)
    assert window_of(program).fontMetrics().height() > 1.8 * before
    preferences.change("appearance", text_size=100)


@pytest.mark.usefixtures("store")
def test_a_plain_file_in_the_place_of_the_store_is_said_in_words(
    program: Program, path: Path, at_rest: Callable[[], None]
) -> None:
    program.begin()
    path.write_bytes(b"SQLite format 3\x00" + bytes(4096))
    unlock(program, PASSPHRASE, at_rest)
    assert program.window is None
    assert "niet versleuteld" in unlocking(program).problem_text()


def test_settings_that_cannot_be_read_do_not_keep_the_program_from_starting(tmp_path: Path) -> None:
    file = tmp_path / "settings.json"
    file.write_text("{ this is no JSON")
    read = Preferences(SettingsFile(file))
    assert read.unread is not None
    assert read.now.appearance.language == "nl"


@pytest.mark.parametrize("is_whole", [True, False])
def test_the_screens_follow_a_role_that_the_team_gave(
    qtbot: QtBot, program: Program, path: Path, at_rest: Callable[[], None], *, is_whole: bool
) -> None:
    """Also one that came with a sync that broke off after it."""
    new = NewStore(REGION, "Marijke Veenstra", Role.TEAM_LEAD, PASSPHRASE)
    create_store(path, new, clock=at_noon).workplace.store.close()
    program.begin()
    unlock(program, PASSPHRASE, at_rest)
    window = window_of(program)
    window.open_place(Place.TEAM)
    at_rest()
    desk = window.desk
    with desk.workplace.work("Take the role that the team gave") as work:
        work.change(Colleague, desk.workplace.colleague.id, role=Role.CONSULTANT.value)
        changes = work.commit()
    if is_whole:
        desk.notifier.tell(changes)
    else:
        desk.notifier.synced.emit()
    qtbot.waitUntil(lambda: program.window not in {None, window}, timeout=20_000)
    at_rest()
    now = window_of(program)
    assert now.desk.workplace.role is Role.CONSULTANT
    assert now.here().place is Place.TODAY
    now.open_place(Place.TEAM)
    assert now.here().place is Place.TODAY, "what is the team lead's is not opened any more"
    assert "Uw rol in het team is nu: consulent" in words(now)
    with pytest.raises(RuleBroken, match="not-allowed"):
        require(now.desk.workplace.role, Act.HAND_OVER_CASES)
