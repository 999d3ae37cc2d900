"""What comes on the screen of a dossier stands in the log, once; a paper leaves with its reason."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from desktop.models.audit import AuditAction, AuditLine
from desktop.models.casework import Case
from desktop.rules.audit_chain import line_of
from desktop.services.cases import change_case
from desktop.services.workplace import Workplace
from desktop.store.database import Store
from desktop.views.desk import Place
from desktop.views.paper.screen import PaperScreen
from desktop.views.window.main import MainWindow
from tests.helpers import town
from tests.helpers.audit import lines
from tests.helpers.fingers import Fingers


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
    fingers.press("bezwaar of klacht")
    fingers.press("paper-save")
    dialog = next(d for d in screen.findChildren(QFileDialog) if d.isVisible())
    dialog.setDirectory(str(tmp_path))
    dialog.selectFile(str(tmp_path / "plan.pdf"))
    dialog.accept()
    qtbot.waitUntil((tmp_path / "plan.pdf").exists)
    settle()
    seen, kept = told(workplace.store, AuditAction.PREVIEW, AuditAction.KEEP)
    assert (seen.what, seen.purpose) == ("support-plan", "casework")
    assert (kept.what, kept.purpose, kept.object) == ("support-plan", "for-objection", case_id)
