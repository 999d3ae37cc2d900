"""The step of the first run about the region: one that comes with the program, or one from a profile file."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QButtonGroup, QFileDialog
from typing_extensions import override

from desktop.language import _, ngettext
from desktop.models.faults import RuleBroken, WorldFault
from desktop.regions import ProfileFaults
from desktop.services.regions import RegionLine, read_region
from desktop.services.wording import explain
from desktop.views.design.beside import Flowing
from desktop.views.design.buttons import ChoiceButton, QuietButton
from desktop.views.design.words import Hint
from desktop.views.gate.steps import Step
from desktop.views.tasks import Tasks


class RegionStep(Step):
    """Which region."""

    def __init__(self, regions: Sequence[RegionLine], tasks: Tasks) -> None:
        super().__init__(
            _("Where do you work?"), _("The region decides which help can be indicated, and which rules go with it.")
        )
        self._tasks = tasks
        self._group = QButtonGroup(self)
        self._own: ChoiceButton | None = None
        for region in regions:
            self._offer(region, region.id)
        self._trouble = Hint("", icon="caution")
        self._trouble.hide()
        choose = QuietButton(_("Another region from a file …"), icon="add")
        choose.clicked.connect(self._on_choose)
        self.body.addWidget(self._trouble)
        self.body.addWidget(Flowing(choose))
        self._group.buttonToggled.connect(self._on_edited)

    @override
    def is_ready(self) -> bool:
        """True when a region was chosen."""
        return self._group.checkedButton() is not None

    def region(self) -> str:
        """Id of the region, or the path of its profile file; empty when none was chosen."""
        button = self._group.checkedButton()
        return str(button.key) if isinstance(button, ChoiceButton) else ""

    def read_file(self, name: str) -> None:
        """Reads the profile in a file and chooses it; mistakes in it are told, and nothing is chosen."""
        self._trouble.hide()
        self._tasks.store(partial(_read, Path(name)), self._on_read, failed=self._on_unread)

    def refuse(self, fault: RuleBroken | WorldFault) -> None:
        """Says what is wrong with the region, or with its file."""
        more = len(fault.faults) - 1 if isinstance(fault, ProfileFaults) else 0
        rest = ngettext("There is 1 mistake more in it.", "There are {n} mistakes more in it.", more) if more else ""
        self._trouble.say(" ".join(filter(None, (explain(fault), rest))))
        self._trouble.show()
        self._bring(self._trouble)

    def _offer(self, region: RegionLine, key: str, at: int = -1) -> ChoiceButton:
        made = ChoiceButton(title=region.name, detail=", ".join(region.municipalities), icon="map", key=key)
        self._group.addButton(made)
        self.body.insertWidget(at, made)
        return made

    def _on_choose(self) -> None:
        dialog = QFileDialog(self, _("Choose the profile file of the region"))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.setNameFilters([_("Region profiles (*.toml)"), _("All files (*)")])
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(self.read_file)
        dialog.open()

    def _on_read(self, read: tuple[str, RegionLine]) -> None:
        name, region = read
        if self._own is not None:
            self._group.removeButton(self._own)
            self.body.removeWidget(self._own)
            self._own.deleteLater()
        self._own = self._offer(region, name, self.body.indexOf(self._trouble))
        self._own.setChecked(True)
        self._own.setFocus()
        self._on_edited()

    def _on_unread(self, fault: RuleBroken | WorldFault) -> None:
        self.refuse(fault)


def _read(path: Path) -> tuple[str, RegionLine]:
    return str(path), read_region(path)
