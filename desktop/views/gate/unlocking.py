"""What the first window asks for, done: opening the store with a key, and putting back a copy of it."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject

from desktop.language import N_, _
from desktop.models.faults import RuleBroken, WorldFault
from desktop.services.copies import DAMAGED, LOST_KEYS, PutBack, copies_of, open_whole, put_back
from desktop.services.start import Key, Keyring, Passphrase, Recovery
from desktop.services.wording import explain
from desktop.services.workplace import Clock, Workplace
from desktop.views.gate.mend import MendCard
from desktop.views.gate.unlock import UnlockWindow
from desktop.views.tasks import Tasks

TOO_SOON = "too-many-tries"
"""The fault that names the seconds to wait; the key file counts them, also when the program is started anew."""

DAMAGE_WORDS = {
    "store-damaged": N_("Your store on this laptop is damaged. Nothing is thrown away."),
    "store-wrong-key": N_("The beginning of your store on this laptop is damaged. Nothing is thrown away."),
    "no-key-file": N_("The key file of your store is missing. A copy still has one."),
    "key-file-damaged": N_("The key file of your store is damaged. A copy still has one."),
}
"""What is said where a copy can be put back, by code of the fault."""


class Unlocking(QObject):
    """Acts for an `UnlockWindow`, off the main thread; it goes with the window."""

    def __init__(self, window: UnlockWindow, path: Path, *, tasks: Tasks, clock: Clock) -> None:
        super().__init__(window)
        self._window, self._path, self._tasks, self._clock = window, path, tasks, clock
        self._tried: Key | None = None
        self._is_mending = False
        self._mend = MendCard()
        window.add_below(self._mend)
        window.offer_back(offered=bool(copies_of(path)))
        window.asked.connect(self._on_asked)
        window.back_asked.connect(self._on_back)
        self._mend.asked.connect(self._on_put_back)

    def begin(self, *, with_keyring: bool) -> None:
        """Opens with the key that was given already, else with the keyring where the settings say so."""
        if self._window.is_asked:
            self._on_asked()
        elif with_keyring:
            self._window.set_opening()
            self._start(Keyring())

    def keep_waiting(self) -> None:
        """The last writes are still being kept: nothing can be opened."""
        self._window.set_ready(ready=False, text=_("Keeping your work …"))

    def go_on(self, tasks: Tasks) -> None:
        """They are kept; from now on these are the lanes."""
        self._tasks = tasks
        self._window.set_ready(ready=True)

    def code(self) -> Recovery | None:
        """The recovery code that opened the store; None when it was opened in another way."""
        return self._tried if isinstance(self._tried, Recovery) else None

    def _key(self) -> Key:
        return Recovery(self._window.given()) if self._window.with_code else Passphrase(self._window.given())

    def _on_asked(self) -> None:
        self._start(self._key())

    def _start(self, key: Key) -> None:
        self._tried = key
        job: Callable[[], Workplace] = partial(open_whole, self._path, key, clock=self._clock)
        self._tasks.store(job, self._on_opened, failed=self._on_refused)

    def _on_opened(self, workplace: Workplace) -> None:
        self._window.forget()
        self._window.opened.emit(workplace)

    def _on_refused(self, fault: RuleBroken | WorldFault) -> None:
        self._window.say(explain(fault))
        if fault.code == TOO_SOON:
            self._window.wait(int(str(fault.values.get("seconds", 1))))
        else:
            self._window.ask_again()
            self._offer_to_mend(fault)

    def _offer_to_mend(self, fault: RuleBroken | WorldFault) -> None:
        """Of a damaged store, or one without its key file, a copy is offered when there is one."""
        self._is_mending = fault.code in DAMAGED | LOST_KEYS
        copies = copies_of(self._path) if self._is_mending else []
        if copies:
            self._window.say(_(DAMAGE_WORDS[fault.code]))
            self._window.is_mending = True
            self._mend.offer_newest(copies[0])

    def _on_back(self) -> None:
        self._is_mending = False
        self._window.is_mending = True
        self._mend.offer_all(copies_of(self._path))

    def _on_put_back(self, copy: Path | None) -> None:
        self._window.say("")
        self._window.set_ready(ready=False)
        key = self._tried if self._is_mending and self._tried is not None else self._key()
        job: Callable[[], PutBack] = partial(put_back, self._path, key, clock=self._clock, copy=copy)
        self._tasks.store(job, self._on_was_put_back, failed=self._on_not_put_back)

    def _on_was_put_back(self, done: PutBack) -> None:
        self._mend.tell(done)
        self._window.ask_again()

    def _on_not_put_back(self, fault: RuleBroken | WorldFault) -> None:
        self._mend.set_ready(ready=True)
        self._window.say(explain(fault))
        self._window.ask_again()
