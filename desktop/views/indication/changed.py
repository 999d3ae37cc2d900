"""What a second person must read anew: each field that reads otherwise, what it was and what it is."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from desktop.language import _
from desktop.language.forms import long_day
from desktop.services.changed_text import Changes, Since
from desktop.views.design.cards import Card
from desktop.views.design.dress import clear
from desktop.views.design.tokens import Space
from desktop.views.design.words import Text


class Changed(Card):
    """Three columns: the field, as it was, as it is."""

    def __init__(self) -> None:
        super().__init__(_("What changed"))
        self._since = Text("", "muted")
        self.body.addWidget(self._since)
        self._holder = QWidget()
        self._grid = QGridLayout(self._holder)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(Space.L)
        self._grid.setVerticalSpacing(Space.S)
        for column, share in enumerate((2, 3, 3)):
            self._grid.setColumnStretch(column, share)
        self.body.addWidget(self._holder)

    def draw(self, changes: Changes | None) -> None:
        """Shows them; hides where there is no other text to lay it beside."""
        self.setVisible(changes is not None)
        if changes is None:
            return
        self._since.setText(_told(changes))
        clear(self._grid)
        self._holder.setVisible(bool(changes.lines))
        self._line(0, _("Field"), _("As it was"), _("As it is now"), look="small")
        for at, line in enumerate(changes.lines, start=1):
            self._line(at, line.name.capitalize(), line.before, line.after)

    def _line(self, at: int, name: str, before: str, after: str, *, look: str = "") -> None:
        texts = (Text(name, look or "muted"), Text(before, look or "body"), Text(after, look or "strong"))
        texts[1].setAccessibleName(_("{field}, as it was: {text}", field=name, text=before))
        texts[2].setAccessibleName(_("{field}, as it is now: {text}", field=name, text=after))
        for column, text in enumerate(texts):
            self._grid.addWidget(text, at, column, Qt.AlignmentFlag.AlignTop)


def _told(changes: Changes) -> str:
    """Beside which text, of when and whose judgement it is laid."""
    day = long_day(changes.on)
    if changes.since is Since.FORMER:
        if not changes.by:
            return _("Beside version {n}, which the sample let through on {day}.", n=changes.version, day=day)
        return _("Beside version {n}, approved on {day} by {name}.", n=changes.version, day=day, name=changes.by)
    if changes.lines:
        return _("Since {name} sent it back on {day}.", name=changes.by, day=day)
    return _("Nothing changed since {name} sent it back on {day}.", name=changes.by, day=day)
