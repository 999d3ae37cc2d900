"""The steps of the first run, one small page each."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QButtonGroup, QWidget

from desktop.language import LANGUAGES, _
from desktop.views.design.buttons import ChoiceButton
from desktop.views.design.dress import column
from desktop.views.design.focus import bring_into_view
from desktop.views.design.tokens import Space
from desktop.views.design.words import PageTitle, Text

OWN_NAMES = {"nl": "Nederlands", "en": "English"}
"""Languages by their own name, which everyone can read who needs to."""


class Step(QWidget):
    """One page: a title, a sentence, and what is asked.

    Signals:
        ready_changed: Whether one may go on.

    Attributes:
        title: Also the heading in the help under which it is explained.
    """

    ready_changed = Signal()

    def __init__(self, title: str, lead: str) -> None:
        super().__init__()
        self.title = title
        self.body = column(self, gap=Space.L)
        self.body.addWidget(PageTitle(title))
        self.body.addWidget(Text(lead, "lead"))

    def is_ready(self) -> bool:
        """True when one may go on."""
        return True

    def _on_edited(self) -> None:
        self.ready_changed.emit()

    def _bring(self, widget: QWidget) -> None:
        """Scrolls to what just came on the page, once it stands in its place."""
        QTimer.singleShot(0, self, partial(bring_into_view, widget))


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
