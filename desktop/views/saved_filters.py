"""Filters kept under a name: a button with what was kept, and the two small questions that belong to it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any, Protocol

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QLineEdit, QListWidget, QMenu, QVBoxLayout, QWidget

from desktop.language import _
from desktop.models.faults import RuleBroken, WorldFault
from desktop.services.saved_filters import (
    LONGEST,
    SavedFilter,
    keep_filter,
    remove_filter,
    rename_filter,
    saved_filters,
)
from desktop.views.design.buttons import Button, PrimaryButton, QuietButton
from desktop.views.design.columns import pop_up
from desktop.views.design.dress import column, row
from desktop.views.design.fields import FieldRow
from desktop.views.design.tokens import Space
from desktop.views.design.words import PageTitle
from desktop.views.desk import Desk
from desktop.views.problems import clear_problems, tell_problem

Asked = Mapping[str, Any]


class Filtered(Protocol):
    """A screen with filters."""

    def filters(self) -> Asked:
        """As they stand, in words of the screen's own; nothing of a resident in them."""

    def put_filters(self, asked: Asked) -> None:
        """Sets them so and asks anew; what it does not know any more it passes over."""


class SavedFiltersButton(QuietButton):
    """What was kept of this screen; to choose, to keep, to rename and to remove."""

    def __init__(self, desk: Desk, screen: str, filtered: Filtered) -> None:
        super().__init__(_("My filters"), icon="filter")
        self.setObjectName("saved-filters")
        self._desk, self._screen, self._filtered = desk, screen, filtered
        self.clicked.connect(self._on_clicked)

    def _on_clicked(self) -> None:
        self._desk.tasks.store(partial(saved_filters, self._desk.workplace, self._screen), self._on_known, key="kept")

    def _on_known(self, kept: tuple[SavedFilter, ...]) -> None:
        menu = QMenu(self)
        menu.setAccessibleName(_("My filters"))
        for one in kept:
            menu.addAction(one.name.replace("&", "&&")).triggered.connect(partial(self._on_chosen, one))
        if kept:
            menu.addSeparator()
        menu.addAction(_("Keep these filters …")).triggered.connect(self._on_keep)
        manage = menu.addAction(_("Rename or remove …"))
        manage.setEnabled(bool(kept))
        manage.triggered.connect(partial(self._on_manage, kept))
        pop_up(menu, self.mapToGlobal(self.rect().bottomLeft()))

    def _on_chosen(self, kept: SavedFilter, _checked: object = None) -> None:
        self._filtered.put_filters(kept.asked)

    def _on_keep(self) -> None:
        KeepFilters(self._desk, self._screen, self._filtered.filters(), self).open()

    def _on_manage(self, kept: tuple[SavedFilter, ...], _checked: object = None) -> None:
        ManageFilters(self._desk, self._screen, kept, self).open()


class _Question(QDialog):
    """A name, and what is done with it."""

    def __init__(self, desk: Desk, title: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(title)
        self._desk = desk
        self.body: QVBoxLayout = column(self, gap=Space.L, edge=Space.XL)
        self.body.addWidget(PageTitle(title))
        self.name = QLineEdit()
        self.name.setObjectName("filters-name")
        self.name.setMaxLength(2 * LONGEST)
        self._rows = {
            "name": FieldRow(
                _("&Name"), self.name, help_text=_("What you look for with them, without a resident's name.")
            )
        }

    def write(
        self, job: Callable[[], tuple[SavedFilter, ...]], then: Callable[[tuple[SavedFilter, ...]], None]
    ) -> None:
        """What is refused is told at the name."""
        clear_problems(self._rows)
        self._desk.tasks.store(job, then, failed=self._on_refused)

    def add_name(self) -> None:
        """The field for the name."""
        self.body.addWidget(self._rows["name"])

    def add_foot(self, *buttons: Button) -> None:
        """A button to close, and these beside it."""
        foot = row()
        close = Button(_("Close"))
        close.clicked.connect(self.reject)
        foot.addStretch(1)
        for button in (close, *buttons):
            foot.addWidget(button)
        self.body.addLayout(foot)
        self.resize(60 * self.fontMetrics().averageCharWidth(), self.sizeHint().height())

    def _on_refused(self, fault: RuleBroken | WorldFault) -> None:
        tell_problem(fault, self._rows, self._desk.navigator)


class KeepFilters(_Question):
    """Under which name; what was kept under it before gives way."""

    def __init__(self, desk: Desk, screen: str, asked: Asked, parent: QWidget) -> None:
        super().__init__(desk, _("Keep these filters"), parent)
        self._screen, self._asked = screen, asked
        self.add_name()
        keep = PrimaryButton(_("Keep"), icon="check")
        keep.setObjectName("filters-keep")
        keep.clicked.connect(self._on_keep)
        self.name.returnPressed.connect(self._on_keep)
        self.add_foot(keep)

    def _on_keep(self) -> None:
        name = self.name.text()
        self.write(partial(keep_filter, self._desk.workplace, self._screen, name, self._asked), self._on_kept)

    def _on_kept(self, _kept: tuple[SavedFilter, ...]) -> None:
        self._desk.navigator.say(_("The filters are kept."))
        self.accept()


class ManageFilters(_Question):
    """All names; the chosen one gets another, or goes."""

    def __init__(self, desk: Desk, screen: str, kept: tuple[SavedFilter, ...], parent: QWidget) -> None:
        super().__init__(desk, _("My filters"), parent)
        self._screen = screen
        self.list = QListWidget()
        self.list.setObjectName("filters-list")
        self.list.setAccessibleName(_("My filters"))
        self.list.currentTextChanged.connect(self.name.setText)
        self.body.addWidget(self.list, 1)
        self.add_name()
        rename, remove = Button(_("Rename"), icon="edit"), Button(_("Remove"), icon="remove")
        for button, name, slot in (
            (rename, "filters-rename", self._on_rename),
            (remove, "filters-remove", self._on_remove),
        ):
            button.setObjectName(name)
            button.clicked.connect(slot)
        self.name.returnPressed.connect(self._on_rename)
        self.add_foot(remove, rename)
        self._show(kept)

    def _show(self, kept: tuple[SavedFilter, ...]) -> None:
        if not kept:
            self.accept()
            return
        at = max(0, self.list.currentRow())
        self.list.clear()
        self.list.addItems([one.name for one in kept])
        self.list.setCurrentRow(min(at, len(kept) - 1))

    def _chosen(self) -> str:
        item = self.list.currentItem()
        return item.text() if item else ""

    def _on_rename(self) -> None:
        job = partial(rename_filter, self._desk.workplace, self._screen, self._chosen(), self.name.text())
        self.write(job, self._show)

    def _on_remove(self) -> None:
        self.write(partial(remove_filter, self._desk.workplace, self._screen, self._chosen()), self._show)
