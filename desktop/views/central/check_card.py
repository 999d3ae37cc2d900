"""Is the central store in order? Every finding in a sentence, with who must do what."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from desktop.language import _, ngettext
from desktop.services.central_care import Looked
from desktop.services.central_desk import SWEEP
from desktop.views.design.announce import announce
from desktop.views.design.badges import Badge
from desktop.views.design.beside import Flowing
from desktop.views.design.buttons import Button, QuietButton
from desktop.views.design.cards import Card
from desktop.views.design.dress import clear, column, line, row
from desktop.views.design.icons import Icon, IconSize
from desktop.views.design.tokens import Space, Tone
from desktop.views.design.words import Text

_BROUGHT_UP = frozenset({"format", "schema", "security", "functions", "kinds"})
"""What bringing the database up to this program can mend."""


class CheckCard(Card):
    """What was looked at: what is wrong stands first.

    Signals:
        asked: Look now.
        bring_up_asked: Bring the database up to this program.
        anew_asked: Have the database write its tables anew.
    """

    asked = Signal()
    bring_up_asked = Signal()
    anew_asked = Signal()

    def __init__(self) -> None:
        super().__init__(_("Is it in order?"))
        self._state = Badge("")
        self._state.hide()
        self.head.addWidget(self._state)
        self._told = Text(_("Naober looks at all of it and changes nothing."), "muted")
        self._found = column(gap=Space.M)
        self.body.addWidget(self._told)
        self.body.addLayout(self._found)
        self._look = Button(_("Look now"), icon="search")
        self._up = Button(_("Bring up to this version …"), icon="forward")
        self._anew = Button(_("Write the tables anew …"), icon="edit")
        self._command = QuietButton(_("Copy the command"), icon="copy")
        for button, name, slot in (
            (self._look, "central-check", self.asked),
            (self._up, "central-up", self.bring_up_asked),
            (self._anew, "central-anew", self.anew_asked),
            (self._command, "central-command", self._on_command),
        ):
            button.setObjectName(name)
            button.clicked.connect(slot)
        for button in (self._up, self._anew, self._command):
            button.hide()
        self.body.addWidget(Flowing(self._look, self._up, self._anew, self._command))

    def show_looked(self, looked: tuple[Looked, ...]) -> None:
        """Shows what came of it."""
        wrong = [one for one in looked if not one.ok]
        names = {one.name for one in wrong}
        word = ngettext("1 thing asks for you", "{n} things ask for you", len(wrong)) if wrong else _("all in order")
        self._state.say(word, tone=Tone.CAUTION if wrong else Tone.GOOD, icon="caution" if wrong else "check")
        self._state.show()
        self._told.hide()
        clear(self._found)
        for one in wrong:
            self._found.addWidget(_finding(one))
        if wrong:
            self._found.addWidget(line())
        for one in looked:
            if one.ok:
                self._found.addWidget(_marked("check", Tone.GOOD, Text(_(one.title), "muted")))
        self._up.setVisible(bool(names & _BROUGHT_UP))
        self._anew.setVisible("bytes" in names)
        self._command.setVisible("bytes" in names)
        announce(self, word)

    def _on_command(self) -> None:
        QGuiApplication.clipboard().setText(SWEEP)


def _finding(one: Looked) -> QWidget:
    holder = QWidget()
    words = column(holder, gap=Space.XS)
    words.addWidget(Text(_(one.wrong), "strong"))
    if one.detail:
        words.addWidget(Text(_("Found: {detail}", detail=one.detail), "small"))
    words.addWidget(Text(one.advice))
    return _marked("caution", Tone.CAUTION, holder)


def _marked(icon: str, tone: Tone, words: QWidget) -> QWidget:
    holder = QWidget()
    layout = row(holder, gap=Space.S)
    mark = Icon(icon, tone=tone, size=IconSize.SMALL)
    layout.addWidget(mark)
    layout.setAlignment(mark, Qt.AlignmentFlag.AlignTop)
    layout.addWidget(words, 1)
    return holder
