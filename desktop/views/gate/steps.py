"""The steps of the first run, one small page each."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QWidget
from typing_extensions import override

from desktop.language import LANGUAGES, _
from desktop.services.regions import RegionLine
from desktop.views.design.buttons import ChoiceButton
from desktop.views.design.dress import column
from desktop.views.design.tokens import Space
from desktop.views.design.words import PageTitle, Text

OWN_NAMES = {"nl": "Nederlands", "en": "English"}
"""Languages by their own name, which everyone can read who needs to."""


class Step(QWidget):
    """One page: a title, a sentence, and what is asked.

    Signals:
        ready_changed: Whether one may go on.
    """

    ready_changed = Signal()

    def __init__(self, title: str, lead: str) -> None:
        super().__init__()
        self.body = column(self, gap=Space.L)
        self.body.addWidget(PageTitle(title))
        self.body.addWidget(Text(lead, "lead"))

    def is_ready(self) -> bool:
        """True when one may go on."""
        return True

    def _on_edited(self) -> None:
        self.ready_changed.emit()


class LanguageStep(Step):
    """Which language.

    Signals:
        spoken: The language code chosen.
    """

    spoken = Signal(object)

    def __init__(self, language: str) -> None:
        super().__init__(
            _("Welcome to Naober"),
            _("Naober runs on your own laptop, also without a network. In a few minutes you can begin."),
        )
        self._group = QButtonGroup(self)
        for code in LANGUAGES:
            choice = ChoiceButton(title=OWN_NAMES[code], icon="conversation", key=code)
            choice.setChecked(code == language)
            choice.opened.connect(self.spoken)
            self._group.addButton(choice)
            self.body.addWidget(choice)


class RegionStep(Step):
    """Which region."""

    def __init__(self, regions: Sequence[RegionLine]) -> None:
        super().__init__(
            _("Where do you work?"), _("The region decides which help can be indicated, and which rules go with it.")
        )
        self._group = QButtonGroup(self)
        for region in regions:
            choice = ChoiceButton(title=region.name, detail=", ".join(region.municipalities), icon="map", key=region.id)
            self._group.addButton(choice)
            self.body.addWidget(choice)
        self._group.buttonClicked.connect(self._on_edited)

    @override
    def is_ready(self) -> bool:
        """True when a region was chosen."""
        return self._group.checkedButton() is not None

    def region(self) -> str:
        """Id of the region; empty when none was chosen."""
        button = self._group.checkedButton()
        return str(button.key) if isinstance(button, ChoiceButton) else ""
