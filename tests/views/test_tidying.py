"""Circles of objects are taken away on the main thread, whatever thread happens to be at work."""

import gc
import threading
import weakref

from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from desktop.views.tasks import Tasks
from desktop.views.tidying import Tidying, tidy


class Held:
    """Something in a circle, that tells on which thread it went."""

    def __init__(self, gone: list[int]) -> None:
        self.itself = self
        weakref.finalize(self, lambda: gone.append(threading.get_ident()))


def many_circles(gone: list[int]) -> None:
    for _time in range(5_000):
        Held(gone)


def test_a_circle_never_goes_on_a_thread_of_work(qtbot: QtBot) -> None:
    gc.enable()
    tidying, gone = Tidying(Tasks()), list[int]()
    work = threading.Thread(target=many_circles, args=(gone,))
    work.start()
    work.join()
    assert gone == []
    qtbot.waitUntil(lambda: len(gone) > 0, timeout=5_000)
    assert set(gone) == {threading.get_ident()}
    tidying.stop()
    assert gc.isenabled()


class Reader(QObject):
    """Whoever asked for work."""

    def take(self, _rows: object) -> None:
        """What came of it is not looked at."""


def test_what_work_still_holds_is_not_looked_through(qtbot: QtBot) -> None:
    tasks, reader, go_on, gone = Tasks(), Reader(), threading.Event(), list[int]()
    tidying = Tidying(tasks)
    tasks.store(lambda: go_on.wait(10), reader.take)
    many_circles(gone)
    qtbot.wait(1_500)
    assert gone == []
    go_on.set()
    qtbot.waitUntil(lambda: len(gone) > 0, timeout=5_000)
    tidying.stop()
    assert tasks.close()


def test_it_is_left_as_it_was_found() -> None:
    gc.disable()
    Tidying(Tasks()).stop()
    assert not gc.isenabled()


def test_what_is_not_due_is_not_looked_for() -> None:
    gc.collect()
    before = gc.get_stats()[0]["collections"]
    tidy()
    assert gc.get_stats()[0]["collections"] == before
