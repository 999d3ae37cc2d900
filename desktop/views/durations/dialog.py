"""How long comparable help lasted, over the screen: opened where one drafts, and gone with Escape."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QDialog, QWidget

from desktop.language import _
from desktop.rules.comparable import Group
from desktop.services.durations import Lasted, how_long_like
from desktop.views.design.buttons import PrimaryButton
from desktop.views.design.dress import column, row
from desktop.views.design.pages import Column
from desktop.views.design.tokens import Space
from desktop.views.design.words import PageTitle, Text
from desktop.views.desk import Desk
from desktop.views.durations.panel import DurationPanel
from desktop.views.durations.words import DraftedLength

_WIDTH, _HEIGHT = 116, 108
"""In letters."""


class DurationDialog(QDialog):
    """Asks the store off the main thread, again for every other group that is chosen."""

    def __init__(self, desk: Desk, group: Group, parent: QWidget, *, drafted: DraftedLength | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setObjectName("duration-dialog")
        self.setWindowTitle(_("How long such help lasts"))
        self._desk, self._drafted = desk, drafted
        letter = self.fontMetrics().averageCharWidth()
        self.resize(QSize(_WIDTH * letter, _HEIGHT * letter).boundedTo(parent.window().size()))
        outer = column(self, gap=0)
        ground = Column(width=0, edge=Space.XL)
        outer.addWidget(ground, 1)
        ground.body.addWidget(PageTitle(_("How long such help lasts")))
        about = _(
            "It tells what is usual, not what this resident needs. Help that still runs counts as far as it has come."
        )
        ground.body.addWidget(Text(about, "muted"))
        self.panel = DurationPanel(desk.workplace.profile, group)
        self.panel.group_asked.connect(self._ask)
        ground.body.addWidget(self.panel)
        ground.body.addStretch(1)
        foot = row(gap=Space.S, edge=Space.L)
        foot.addStretch(1)
        close = PrimaryButton(_("Close"))
        close.setObjectName("duration-close")
        close.clicked.connect(self.reject)
        foot.addWidget(close)
        outer.addLayout(foot)
        self._ask(group)
        close.setFocus()

    def _ask(self, group: Group) -> None:
        self._desk.tasks.store(partial(how_long_like, self._desk.workplace, group), self._on_found, key="lasted")

    def _on_found(self, found: Lasted) -> None:
        self.panel.show_lasted(found, self._drafted)
