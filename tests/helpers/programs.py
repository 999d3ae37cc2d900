"""The whole program on a laptop of its own, and a hand that works on it."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from PySide6.QtWidgets import QApplication

from desktop.language import _
from desktop.services.workplace import Workplace
from desktop.settings import SettingsFile
from desktop.views.app import Program
from desktop.views.preferences import Preferences
from desktop.views.tasks import Bug
from desktop.views.tour import acts
from desktop.views.tour.acts import Newcomer
from desktop.views.tour.hand import Hand
from tests.helpers.leaks import let_go

NOW = datetime(2026, 12, 1, 9, 30, tzinfo=UTC)


class Laptop:
    """A laptop with the program on it, and a hand that works on it."""

    def __init__(self, app: QApplication, folder: Path, who: Newcomer) -> None:
        folder.mkdir()
        self.bugs: list[Bug] = []
        preferences = Preferences(SettingsFile(folder / "settings.json"))
        self.program = Program(app, folder / "naober.store", clock=self.now, preferences=preferences)
        self.hand = Hand(self.program)
        self.program.begin()
        empty = _("Begin with an empty store")
        acts.first_run(self.hand, Newcomer(who.region, who.name, who.role, who.passphrase, empty))
        self.hand.wait_for(lambda: self.program.window is not None, "the window")

    def now(self) -> datetime:
        return NOW

    def go(self) -> None:
        """Ends the program, and lets it take along what it lent the application, such as Qt's words.

        Its window goes too: what it still says would tick on into the next test.
        """
        window = self.program.window
        self.program.end()
        if window is not None:
            window.hide()
            window.deleteLater()
        self.program.deleteLater()
        let_go()

    @property
    def workplace(self) -> Workplace:
        assert self.program.window is not None
        return self.program.window.desk.workplace
