"""What the acts ask along the way of a case: done or not, when and by whom, and a way to write it down."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtWidgets import QWidget
from typing_extensions import override

from desktop.language import _
from desktop.language.forms import short_day
from desktop.models.kinds import CasePhase
from desktop.models.labels import label
from desktop.services.case_page import CheckLine
from desktop.services.case_reading import CasePage
from desktop.services.course import note_check
from desktop.views.cases.form_dialog import Asking, FormDialog
from desktop.views.design.badges import Badge
from desktop.views.design.beside import Beside
from desktop.views.design.buttons import Button, QuietButton
from desktop.views.design.cards import Card
from desktop.views.design.dress import clear, column
from desktop.views.design.inputs import DayField
from desktop.views.design.tokens import Space, Tone
from desktop.views.design.words import Text
from desktop.views.desk import Desk
from desktop.views.screen import Screen


class Checks(Card):
    """One line for each thing an act asks."""

    def __init__(self, screen: Screen) -> None:
        super().__init__(_("What the act asks along the way"))
        self._screen = screen
        self._case_id = ""

    def draw(self, page: CasePage) -> None:
        """Shows how far a case has come."""
        self._case_id = page.case.id
        clear(self.body)
        closed = page.case.phase is CasePhase.CLOSED
        for one in page.checks:
            self.body.addLayout(self._line(one, closed=closed))
        self.setVisible(bool(page.checks))

    def _line(self, one: CheckLine, *, closed: bool) -> Beside:
        line = Beside(gap=Space.M)
        holder = QWidget()
        words = column(holder, gap=0)
        words.addWidget(Text(label(one.check), "strong"))
        words.addWidget(Text(f"{one.source.document}, {one.source.paragraph}", "small"))
        line.put(holder, letters=24)
        line.put(_badge(one), share=0, down=0.5)
        for button in () if closed else self._buttons(one):
            line.put(button, share=0, down=0.5)
        return line

    def _buttons(self, one: CheckLine) -> tuple[Button, ...]:
        name, asks = label(one.check), partial(self._on_other, one)
        if one.on is not None:
            return (_named(QuietButton(_("Change"), icon="edit"), f"{_('Change')}: {name}", asks),)
        done = _named(Button(_("Done today"), icon="check"), f"{_('Done today')}: {name}", partial(self._on_done, one))
        done.setObjectName(f"check-{one.check.value}")
        return done, _named(QuietButton(_("Another day …")), f"{_('Another day …')} {name}", asks)

    def _on_done(self, one: CheckLine, _checked: object = None) -> None:
        desk = self._screen.desk
        self._screen.act(partial(note_check, desk.workplace, self._case_id, one.check, desk.workplace.today))

    def _on_other(self, one: CheckLine, _checked: object = None) -> None:
        CheckDialog(self._screen.desk, self._case_id, one, self.window()).begin()


class CheckDialog(FormDialog):
    """On which day it was done; no day takes it off again."""

    form = "course-check"

    def __init__(self, desk: Desk, case_id: str, one: CheckLine, parent: QWidget) -> None:
        about = _("Leave the day empty when it was not done after all.") if one.on else ""
        asking = Asking(label(one.check), _("Keep"), about, _("It is written down."))
        super().__init__(desk, asking, parent, thing=f"{case_id}:{one.check}")
        self.puts_right = True
        self._case_id, self._check = case_id, one.check
        self._on = DayField(today=desk.workplace.today)
        self._on.put(one.on)
        self.add("on", _("&Done on"), self._on)

    @override
    def job(self) -> Callable[[], object]:
        return partial(note_check, self.desk.workplace, self._case_id, self._check, self._on.day())


def _badge(one: CheckLine) -> Badge:
    if one.on is None:
        if one.is_late:
            return Badge(_("not yet, and the talk was held"), tone=Tone.BAD)
        return Badge(_("not yet"), icon="clock")
    day = short_day(one.on)
    done = _("{day} by {name}", day=day, name=one.by) if one.by else day
    if one.is_late:
        return Badge(_("after the talk: {done}", done=done), tone=Tone.CAUTION)
    return Badge(done, tone=Tone.GOOD, icon="check")


def _named(button: Button, name: str, does: partial[None]) -> Button:
    button.setAccessibleName(name)
    button.clicked.connect(does)
    return button
