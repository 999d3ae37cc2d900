"""What tables have of the place they stand in: how they are laid out is kept, and rows are copied by the rules."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QWidget

from desktop.language import _, ngettext
from desktop.models.audit import AuditPurpose
from desktop.models.faults import RuleBroken, WorldFault
from desktop.services.looking import COPYING, let_rows_leave
from desktop.services.wording import explain
from desktop.settings import TableLayout
from desktop.views.design.announce import announce
from desktop.views.design.buttons import Button, ChipRow, PrimaryButton
from desktop.views.design.copying import CopiedRows
from desktop.views.design.dress import column, row
from desktop.views.design.tokens import Space
from desktop.views.design.words import PageTitle, Text
from desktop.views.desk import Desk
from desktop.views.reasons import WHY

_LETTERS = 90
"""Width of the question, in letters."""


class Tables(QObject):
    """For every table of a screen, and of the dialogs before it."""

    def __init__(self, desk: Desk, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk

    def layout_of(self, table: str) -> TableLayout | None:
        """As it was kept under that name; None when it never was."""
        return self._desk.settings.now.tables.layouts.get(table)

    def keep_layout(self, table: str, layout: TableLayout | None) -> None:
        """Keeps it; None forgets it. What cannot be kept is told: the table stays as the person laid it out."""
        layouts = dict(self._desk.settings.now.tables.layouts)
        if layout is None:
            layouts.pop(table, None)
        else:
            layouts[table] = layout
        try:
            self._desk.settings.change("tables", layouts=layouts)
        except WorldFault as fault:
            self._desk.navigator.say(explain(fault), icon="caution")

    def copy(self, rows: CopiedRows) -> None:
        """Puts rows on the clipboard. What they are copied for is asked first where residents stand in them."""
        if rows.listed is None:
            self.put(rows)
            return
        parent = self.parent()
        CopyDialog(self._desk, rows, parent if isinstance(parent, QWidget) else None, self).open()

    def put(self, rows: CopiedRows) -> None:
        """Puts them there; where residents stand in them the log was told."""
        QGuiApplication.clipboard().setMimeData(rows.as_mime())
        told = ngettext("1 row is copied.", "{n} rows are copied.", len(rows.rows))
        self._desk.navigator.say(told, icon="copy")


class CopyDialog(QDialog):
    """What rows with residents are copied for. It goes into the log, a line for each case."""

    def __init__(self, desk: Desk, rows: CopiedRows, parent: QWidget | None, tables: Tables) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._desk, self._rows, self._tables = desk, rows, tables
        self._is_writing = False
        title = ngettext("Copy 1 row", "Copy {n} rows", len(rows.rows))
        self.setWindowTitle(title)
        layout = column(self, gap=Space.L, edge=Space.XL)
        layout.addWidget(PageTitle(title))
        seconds = desk.settings.now.lock.clipboard_seconds
        about = _(
            "Residents stand in these rows. What you copy them for goes into the log. Copy no more than you need; "
            "after {n} seconds Naober empties the clipboard.",
            n=seconds,
        )
        layout.addWidget(Text(about, "muted"))
        self.why = ChipRow(_("What you copy these rows for"), single=True)
        self.why.offer({purpose: _(WHY[purpose]) for purpose in COPYING})
        self.why.chosen.connect(self._on_chosen)
        layout.addWidget(self.why)
        self._problem = Text("", "problem")
        self._problem.hide()
        layout.addWidget(self._problem)
        foot = row()
        stop, self._go = Button(_("Close")), PrimaryButton(_("Copy"), icon="copy")
        self._go.setObjectName("copy-go")
        stop.clicked.connect(self.reject)
        self._go.clicked.connect(self._on_go)
        foot.addStretch(1)
        for button in (stop, self._go):
            foot.addWidget(button)
        layout.addStretch(1)
        layout.addLayout(foot)
        self.why.take_focus()
        wide = _LETTERS * self.fontMetrics().averageCharWidth()
        self.resize(wide, layout.totalHeightForWidth(wide) + 2 * self.fontMetrics().height())

    def _on_chosen(self, _keys: object) -> None:
        self._problem.hide()

    def _on_go(self) -> None:
        on = self.why.on()
        if self._is_writing or not on:
            if not on:
                self._tell(_("Choose first what you copy these rows for. It goes into the log."))
            return
        self._is_writing = True
        what = self._rows.listed
        assert what is not None  # noqa: S101 - else nobody is asked
        job = partial(let_rows_leave, self._desk.workplace, what, self._rows.cases, AuditPurpose(on[0]))
        self._desk.tasks.store(job, self._on_written, failed=self._on_refused)

    def _on_written(self, _nothing: None) -> None:
        self._tables.put(self._rows)
        self.accept()

    def _on_refused(self, fault: RuleBroken | WorldFault) -> None:
        self._is_writing = False
        self._tell(explain(fault))

    def _tell(self, text: str) -> None:
        self._problem.setText(text)
        self._problem.show()
        self.why.take_focus()
        announce(self, text)
