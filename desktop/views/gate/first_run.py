"""The first run: seven small pages from nothing to an open store."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QStackedWidget
from typing_extensions import override

from desktop.language import _
from desktop.models.faults import RuleBroken, WorldFault
from desktop.services.demo import make_demo
from desktop.services.regions import RegionLine
from desktop.services.start import Created, NewStore, create_store
from desktop.services.wording import explain
from desktop.services.workplace import Clock, Workplace
from desktop.views.design.announce import announce
from desktop.views.design.buttons import Button, PrimaryButton
from desktop.views.design.dress import row
from desktop.views.design.focus import focus_first
from desktop.views.design.messages import ProgressStrip
from desktop.views.design.tokens import Space
from desktop.views.design.words import Hint, Text
from desktop.views.gate.begin_step import Beginning, BeginStep
from desktop.views.gate.frame import GateFrame
from desktop.views.gate.own_steps import PassphraseStep, RecoveryStep, WhoStep
from desktop.views.gate.steps import LanguageStep, RegionStep, Step
from desktop.views.tasks import Tasks


class FirstRun(GateFrame):
    """Asks one thing a page; the store is made when the passphrase is known.

    Signals:
        spoken: The language code chosen on the first page; who listens builds this window anew in it.
        made: The `Workplace`, as soon as its store stands open.
        finished: The `Beginning` that was chosen; everything is ready.
        closed: The person gave up.
    """

    spoken = Signal(object)
    made = Signal(object)
    finished = Signal(object)
    closed = Signal()

    def __init__(self, path: Path, regions: Sequence[RegionLine], *, tasks: Tasks, clock: Clock, language: str) -> None:
        super().__init__()
        self._path, self._tasks, self._clock = path, tasks, clock
        self._workplace: Workplace | None = None
        self.setWindowTitle(_("Welcome to Naober"))
        self._language = LanguageStep(language)
        self._language.spoken.connect(self.spoken)
        self._region = RegionStep(regions)
        self._who, self._passphrase, self._recovery = WhoStep(), PassphraseStep(), RecoveryStep()
        self._begin = BeginStep()
        self._steps: list[Step] = [
            self._language, self._region, self._who, self._passphrase, self._recovery, self._begin,
        ]  # fmt: skip
        self._build()
        self._show(0)

    @override
    def closeEvent(self, event: QCloseEvent) -> None:
        self.closed.emit()
        super().closeEvent(event)

    def go_to(self, at: int) -> None:
        """Shows a page by number, the first is 0."""
        self._show(at)

    def _build(self) -> None:
        self._where = Text("", "small")
        self._pages = QStackedWidget()
        for step in self._steps:
            step.body.addStretch(1)
            self._pages.addWidget(step)
            step.ready_changed.connect(self._on_ready)
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
        return self._pages.currentIndex()

    def _show(self, at: int) -> None:
        self._pages.setCurrentIndex(at)
        where = _("Step {n} of {all}", n=at + 1, all=len(self._steps))
        self._where.setText(where)
        self._trouble.hide()
        made = self._workplace is not None
        self._back.setVisible(0 < at < self._steps.index(self._recovery) and not made)
        self._next.setText(_("Begin") if self._steps[at] is self._begin else _("Next"))
        self._on_ready()
        focus_first(self._steps[at])
        announce(self, where)

    def _on_ready(self) -> None:
        self._next.setEnabled(self._steps[self._at()].is_ready())

    def _on_back(self) -> None:
        self._show(self._at() - 1)

    def _on_next(self) -> None:
        step = self._steps[self._at()]
        if step is self._passphrase:
            self._create()
        elif step is self._begin:
            self._start()
        else:
            self._show(self._at() + 1)

    def _create(self) -> None:
        self._busy(_("Making the encrypted store …"))
        new = NewStore(self._region.region(), self._who.name(), self._who.role(), self._passphrase.passphrase())
        self._tasks.store(
            partial(create_store, self._path, new, clock=self._clock), self._on_created, failed=self._on_refused
        )

    def _on_created(self, created: Created) -> None:
        self._progress.end()
        self._workplace = created.workplace
        self.made.emit(created.workplace)
        self._passphrase.forget()
        self._recovery.show_code(created.recovery_code)
        self._show(self._at() + 1)

    def _start(self) -> None:
        if self._workplace is None:
            return
        if self._begin.beginning() is not Beginning.DEMO:
            self._open()
            return
        self._busy(_("Inventing residents, providers and services …"))
        self._tasks.store(partial(make_demo, self._workplace), self._on_demo, failed=self._on_refused)

    def _on_demo(self, _counts: object) -> None:
        self._open()

    def _open(self) -> None:
        self._progress.end()
        self._recovery.forget()
        self.finished.emit(self._begin.beginning())

    def _busy(self, text: str) -> None:
        self._next.setEnabled(False)
        self._back.setEnabled(False)
        self._progress.begin(text, stoppable=False)

    def _on_refused(self, fault: RuleBroken | WorldFault) -> None:
        self._progress.end()
        self._back.setEnabled(True)
        self._on_ready()
        if isinstance(fault, RuleBroken) and fault.field == "passphrase":
            self._passphrase.refuse(fault)
        else:
            self._trouble.say(explain(fault))
            self._trouble.show()
