"""The first run: seven small pages, five for who is invited, from nothing to an open store."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QCloseEvent, QKeyEvent
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from desktop.language import _
from desktop.models.faults import RuleBroken, WorldFault
from desktop.regions import ProfileFaults
from desktop.services.central import address_of
from desktop.services.demo import make_demo
from desktop.services.inviting import create_store_by_invitation, create_store_in_team
from desktop.services.regions import RegionLine
from desktop.services.start import Created, NewStore, create_store
from desktop.services.wording import explain
from desktop.services.workplace import Clock, Workplace
from desktop.views.design.announce import announce
from desktop.views.design.buttons import Button, PrimaryButton
from desktop.views.design.dress import column, row
from desktop.views.design.focus import focus_first
from desktop.views.design.messages import ProgressStrip
from desktop.views.design.tokens import Space
from desktop.views.design.words import Hint, Text
from desktop.views.gate.begin_step import Beginning, BeginStep
from desktop.views.gate.frame import GateFrame
from desktop.views.gate.own_steps import PassphraseStep, RecoveryStep, WhoStep
from desktop.views.gate.region_step import RegionStep
from desktop.views.gate.steps import LanguageStep, Step
from desktop.views.gate.team_step import Team, TeamStep
from desktop.views.progress import Relay, unless_stopped
from desktop.views.tasks import Tasks

_PAGE_HEIGHT = 400
"""Of a short page, so that the buttons under it stand where they stood."""
_OF_TEAM = ("central-", "team-code-", "invitation-", "sync-")
"""Beginnings of the codes of what may be wrong with meeting the team."""


class FirstRun(GateFrame):
    """Asks one thing a page; the store is made when the passphrase is known.

    Signals:
        spoken: The language code chosen on the first page; who listens builds this window anew in it.
        made: The `Workplace`, as soon as its store stands open.
        finished: The `Beginning` that was chosen; everything is ready.
        given_up: The person closed it before the recovery code was kept: the store that was made must go.
        closed: The person gave up.
    """

    spoken = Signal(object)
    made = Signal(object)
    finished = Signal(object)
    given_up = Signal()
    closed = Signal()

    def __init__(self, path: Path, regions: Sequence[RegionLine], *, tasks: Tasks, clock: Clock, language: str) -> None:
        super().__init__()
        self._path, self._tasks, self._clock = path, tasks, clock
        self._workplace: Workplace | None = None
        self._page = 0
        self._is_busy = self._is_leaving = False
        self.setWindowTitle(_("Welcome to Naober"))
        self._language = LanguageStep(language)
        self._language.spoken.connect(self.spoken)
        self._team = TeamStep()
        self._region = RegionStep(regions, tasks)
        self._who, self._passphrase, self._recovery = WhoStep(), PassphraseStep(), RecoveryStep()
        self._begin = BeginStep()
        self._steps: list[Step] = [
            self._language, self._team, self._region, self._who, self._passphrase, self._recovery, self._begin,
        ]  # fmt: skip
        self._build()
        self._show(0)

    @override
    def closeEvent(self, event: QCloseEvent) -> None:
        if self._is_busy:
            # What is being made is made whole first; nobody has to look on.
            self._is_leaving = True
            self.hide()
            event.ignore()
            return
        self._leave()
        super().closeEvent(event)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter goes on, wherever the keyboard is: a choice is made with the space bar or the arrows."""
        if event.key() not in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            super().keyPressEvent(event)
            return
        at = self.focusWidget()
        pressed = at if isinstance(at, Button) and at.isVisible() else self._next
        pressed.click()

    @override
    def help_heading(self) -> str:
        return self._steps[self._page].title

    @override
    def stop_waiting(self) -> None:
        self._is_busy = False
        self._progress.end()
        self._back.setEnabled(True)
        self._on_ready()
        if self._is_leaving:
            self._leave()

    def go_to(self, at: int) -> None:
        """Shows a page by number, the first is 0."""
        self._show(at)

    def _build(self) -> None:
        self._where = Text("", "small")
        # No stack of pages: it is as high as the highest, and cuts off what wraps when the text is large.
        self._pages = QWidget()
        self._pages.setMinimumHeight(_PAGE_HEIGHT)
        pages = column(self._pages, gap=0)
        for step in self._steps:
            step.hide()
            pages.addWidget(step)
            step.ready_changed.connect(self._on_ready)
        pages.addStretch(1)
        self._progress = ProgressStrip()
        self._trouble = Hint("", icon="caution")
        self._trouble.hide()
        self._back = Button(_("Back"), icon="back")
        self._next = PrimaryButton(_("Next"))
        self._next.setDefault(True)
        self._back.clicked.connect(self._on_back)
        self._next.clicked.connect(self._on_next)
        self.body.addSpacing(Space.XL)
        for widget in (self._where, self._pages, self._trouble, self._progress):
            self.body.addWidget(widget)
        buttons = row(gap=Space.M)
        buttons.addWidget(self._back)
        buttons.addStretch(1)
        buttons.addWidget(self._next)
        self.body.addLayout(buttons)
        self.body.addStretch(1)

    def _at(self) -> int:
        return self._page

    def _show(self, at: int) -> None:
        step = self._steps[at]
        self._page = at
        for each in self._steps:
            each.setVisible(each is step)
        asked = self._asked()
        n = asked.index(step) + 1 if step in asked else at + 1
        where = _("Step {n} of {all}", n=n, all=len(asked))
        self._where.setText(where)
        self._trouble.hide()
        made = self._workplace is not None
        self._back.setVisible(0 < at < self._steps.index(self._recovery) and not made)
        self._next.setText(_("Begin") if step is self._begin else _("Next"))
        self._on_ready()
        self.show_top()
        focus_first(step)
        announce(self, where)

    def _asked(self) -> list[Step]:
        """The pages of this person: an invitation tells region, name and role already."""
        told = (self._region, self._who) if self._team.team() is Team.INVITED else ()
        return [step for step in self._steps if step not in told]

    def _turn(self, by: int) -> None:
        asked = self._asked()
        self._show(self._steps.index(asked[asked.index(self._steps[self._at()]) + by]))

    def _on_ready(self) -> None:
        self._next.setEnabled(self._steps[self._at()].is_ready())

    def _on_back(self) -> None:
        self._turn(-1)

    def _on_next(self) -> None:
        step = self._steps[self._at()]
        if step is self._team and not self._team.is_sound():
            return
        if step is self._passphrase:
            self._create()
        elif step is self._begin:
            self._start()
        else:
            self._turn(1)

    def _create(self) -> None:
        alone = self._team.team() is Team.LATER
        self._busy(_("Making the encrypted store …") if alone else _("Making the store and meeting your team …"))
        self._tasks.store(self._making(), self._on_created, failed=self._on_refused)

    def _making(self) -> Callable[[], Created]:
        passphrase = self._passphrase.passphrase()
        if self._team.team() is Team.INVITED:
            code = self._team.invitation()
            return partial(create_store_by_invitation, self._path, code, passphrase, clock=self._clock)
        new = NewStore(self._region.region(), self._who.name(), self._who.role(), passphrase)
        if self._team.team() is Team.FILE:
            url = address_of(self._team.file())
            return partial(create_store_in_team, self._path, new, url, self._team.code(), clock=self._clock)
        return partial(create_store, self._path, new, clock=self._clock)

    def _on_created(self, created: Created) -> None:
        self._is_busy = False
        self._progress.end()
        self._workplace = created.workplace
        self.made.emit(created.workplace)
        self._passphrase.forget()
        self._begin.offer(in_team=self._team.team() is not Team.LATER)
        self._team.forget()
        self._recovery.show_code(created.recovery_code)
        self._show(self._steps.index(self._recovery))
        if self._is_leaving:
            self._leave()

    def _start(self) -> None:
        if self._workplace is None:
            return
        if self._begin.beginning() is not Beginning.DEMO:
            self._open()
            return
        self._busy(_("Inventing residents, providers and services …"), stoppable=True)
        job = partial(make_demo, self._workplace, tell=Relay(self._progress))
        self._tasks.store(partial(unless_stopped, job), self._on_demo, failed=self._on_refused)

    def _on_demo(self, counts: object) -> None:
        if counts is not None or self._is_leaving:
            self._open()
        else:
            self.stop_waiting()

    def _open(self) -> None:
        self._is_busy = False
        self._progress.end()
        self._recovery.forget()
        if self._is_leaving:
            self._leave()
        else:
            self.finished.emit(self._begin.beginning())

    def _leave(self) -> None:
        # An invitation opens once: who came in with one would be shut out of the team without this store.
        if self._workplace is not None and not self._recovery.is_ready() and self._team.team() is not Team.INVITED:
            self.given_up.emit()
        self.closed.emit()

    def _busy(self, text: str, *, stoppable: bool = False) -> None:
        self._is_busy = True
        self._trouble.hide()
        self._next.setEnabled(False)
        self._back.setEnabled(False)
        self._progress.begin(text, stoppable=stoppable)

    def _on_refused(self, fault: RuleBroken | WorldFault) -> None:
        self.stop_waiting()
        if self._is_leaving:
            return
        if isinstance(fault, RuleBroken) and fault.field == "passphrase":
            self._passphrase.refuse(fault)
        elif self._workplace is None and self._team.team() is not Team.LATER and fault.code.startswith(_OF_TEAM):
            self._show(self._steps.index(self._team))
            self._team.refuse(fault)
        elif isinstance(fault, ProfileFaults) or (isinstance(fault, RuleBroken) and fault.field == "region"):
            self._show(self._steps.index(self._region))
            self._region.refuse(fault)
        else:
            self._trouble.say(explain(fault))
            self._trouble.show()
            announce(self, explain(fault), urgent=True)
