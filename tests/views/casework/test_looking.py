"""What comes on the screen of a dossier stands in the log, once; a paper leaves with its reason."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

from PySide6.QtWidgets import QDialog, QFileDialog
from pytestqt.qtbot import QtBot

from desktop.models.audit import AuditAction, AuditLine, AuditPurpose
from desktop.models.casework import Case
from desktop.rules.audit_chain import line_of
from desktop.services.cases import change_case
from desktop.services.looking import Seen
from desktop.services.workplace import Workplace
from desktop.store.database import Store
from desktop.views.desk import Place
from desktop.views.paper.screen import PaperScreen
from desktop.views.paper.why import WhyRow
from desktop.views.window.main import MainWindow
from tests.helpers import town
from tests.helpers.audit import lines
from tests.helpers.desks import at_noon
from tests.helpers.fingers import Fingers
from tests.helpers.widgets import press, words


def told(store: Store, *actions: AuditAction) -> list[AuditLine]:
    return [line for link in lines(store) if (line := line_of(link.body)).action in actions]


def test_a_case_that_is_opened_has_one_line_however_often_it_is_drawn(
    window: MainWindow, workplace: Workplace, case_id: str, settle: Callable[[], None]
) -> None:
    window.open_case(case_id)
    settle()
    window.open_place(Place.CASE, f"{case_id}#plan")
    window.screen_of(Place.CASE).mark_stale()
    settle()
    with workplace.store.read() as reader:
        assert reader.get(Case, case_id)
    changed = change_case(workplace, case_id, question="Wie helpt mij?")
    window.desk.notifier.tell(changed)
    settle()
    assert [line.object for line in told(workplace.store, AuditAction.OPEN)] == [case_id]
    window.open_place(Place.TODAY)
    window.open_case(case_id)
    settle()
    assert len(told(workplace.store, AuditAction.OPEN)) == 2


def test_a_paper_is_kept_with_the_reason_that_was_chosen(
    qtbot: QtBot, window: MainWindow, workplace: Workplace, case_id: str, settle: Callable[[], None], tmp_path: Path
) -> None:
    town.live_her_life(workplace, case_id)
    fingers = Fingers(window, settle)
    window.open_case(case_id)
    settle()
    fingers.press("case-paper")
    screen = window.screen_of(Place.PAPER)
    assert isinstance(screen, PaperScreen)
    qtbot.waitUntil(lambda: screen.pages() > 0)
    for leaves in ("paper-save", "paper-print", "paper-mail"):
        fingers.press(leaves)
        assert "Kies eerst waarvoor dit papier" in words(screen)
        assert not [d for d in screen.findChildren(QDialog) if d.isVisible()]
    fingers.press("bezwaar of klacht")
    assert "Kies eerst waarvoor dit papier" not in words(screen)
    window.open_place(Place.TODAY)
    window.open_paper(f"support-plan:{case_id}")
    settle()
    fingers.press("paper-save")
    dialog = next(d for d in screen.findChildren(QFileDialog) if d.isVisible())
    dialog.setDirectory(str(tmp_path))
    dialog.selectFile(str(tmp_path / "plan.pdf"))
    dialog.accept()
    qtbot.waitUntil((tmp_path / "plan.pdf").exists)
    settle()
    assert screen.pdf()
    window.open_paper(f"transition-plan:{case_id}")
    assert not screen.pdf(), "what was shown before does not leave as what comes"
    settle()
    _first, seen, kept, *_then = told(workplace.store, AuditAction.PREVIEW, AuditAction.KEEP)
    assert (seen.what, seen.purpose) == ("support-plan", "casework")
    assert (kept.what, kept.purpose, kept.object) == ("support-plan", "for-objection", case_id)


def test_what_was_chosen_for_one_dossier_is_not_chosen_for_another(qtbot: QtBot) -> None:
    row, day = WhyRow(), at_noon().date()
    qtbot.addWidget(row)
    row.ask_about(Seen("case_file", "one", "support-plan"), day)
    assert row.purpose() is None
    press(row, "voor de inwoner")
    for about, said in (("two", None), ("one", AuditPurpose.FOR_RESIDENT)):
        row.ask_about(Seen("case_file", about, "transition-plan"), day)
        assert row.purpose() is said
    row.ask_about(Seen("case_file", "one", "support-plan"), day + timedelta(days=1))
    assert row.purpose() is None
    press(row, "voor de inwoner")
    next_day = day + timedelta(days=1)
    assert row.is_answered(next_day)
    assert not row.is_answered(next_day + timedelta(days=1)), "it stood open past midnight"
    assert row.purpose() is None
    row.ask_about(None, day)
    assert row.is_answered(day), "a paper about nobody needs no reason"
