"""Language, colours and text size: changed at once, nothing to save."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from desktop.language import LANGUAGES, N_, _
from desktop.models.faults import WorldFault
from desktop.services.wording import explain
from desktop.settings import Theme
from desktop.views.design.buttons import ChipRow
from desktop.views.design.cards import Card
from desktop.views.design.dress import column
from desktop.views.design.fields import FieldRow
from desktop.views.design.inputs import Choice
from desktop.views.design.tokens import Space
from desktop.views.desk import Desk
from desktop.views.gate.steps import OWN_NAMES

THEMES = {
    Theme.SYSTEM: N_("As this computer is set"),
    Theme.LIGHT: N_("Light"),
    Theme.DARK: N_("Dark"),
}
SIZES = (100, 110, 125, 150, 175, 200)
"""Per cent of the usual size."""


class AppearancePanel(QWidget):
    """How the screens look."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        looks = desk.settings.now.appearance
        card = Card(_("How Naober looks"), gap=Space.L)
        self._language = Choice({code: OWN_NAMES[code] for code in LANGUAGES})
        self._language.put(looks.language)
        self._theme = Choice({theme.value: _(text) for theme, text in THEMES.items()})
        self._theme.put(looks.theme)
        self._size = ChipRow(_("Text size"), single=True)
        self._size.offer({str(size): f"{size} %" for size in SIZES})
        self._size.put_on(str(looks.text_size))
        card.body.addWidget(FieldRow(_("&Language"), self._language))
        card.body.addWidget(FieldRow(_("&Colours"), self._theme))
        card.body.addWidget(
            FieldRow(_("&Text size"), self._size, help_text=_("On top of the text size of this computer."))
        )
        layout = column(self, gap=Space.L)
        layout.addWidget(card)
        layout.addStretch(1)
        self._language.chosen.connect(self._on_language)
        self._theme.chosen.connect(self._on_theme)
        self._size.chosen.connect(self._on_size)

    def _on_language(self, code: str) -> None:
        self._change(language=code)

    def _on_theme(self, theme: str) -> None:
        self._change(theme=theme)

    def _on_size(self, sizes: tuple[str, ...]) -> None:
        if sizes:
            self._change(text_size=int(sizes[0]))
        else:
            self._size.put_on(str(self._desk.settings.now.appearance.text_size))

    def _change(self, **values: object) -> None:
        try:
            self._desk.settings.change("appearance", **values)
        except WorldFault as fault:
            self._desk.navigator.say(explain(fault), icon="caution")
