import threading
from collections.abc import Callable
from functools import partial
from typing import NoReturn

import pytest
from PySide6.QtCore import QObject, QThread
from pytestqt.qtbot import QtBot
from shiboken6 import delete

from desktop.language import speaking, spoken
from desktop.models.faults import RuleBroken, WorldFault
from desktop.views.tasks import Bug, Tasks


class Asker(QObject):
    def __init__(self) -> None:
        super().__init__()
        self.answers: list[object] = []
        self.faults: list[RuleBroken | WorldFault] = []
        self.on_main: list[bool] = []

    def on_answer(self, answer: object) -> None:
        self.answers.append(answer)
        self.on_main.append(QThread.isMainThread())

    def on_fault(self, fault: RuleBroken | WorldFault) -> None:
        self.faults.append(fault)


def refuse(fault: Exception) -> NoReturn:
    raise fault


def test_an_answer_comes_home_on_the_main_thread(qtbot: QtBot, tasks: Tasks) -> None:
    asker = Asker()
    tasks.store(threading.get_ident, asker.on_answer)
    tasks.other(threading.get_ident, asker.on_answer)
    qtbot.waitUntil(tasks.is_idle)
    assert asker.on_main == [True, True]
    assert threading.get_ident() not in asker.answers


def test_the_lane_keeps_the_order_asked(qtbot: QtBot, tasks: Tasks) -> None:
    asker = Asker()
    for at in range(50):
        tasks.store(partial(int, at), asker.on_answer)
    qtbot.waitUntil(tasks.is_idle)
    assert asker.answers == list(range(50))


def test_what_is_shown_afterwards_comes_in_turns_of_its_own(qtbot: QtBot, tasks: Tasks) -> None:
    asker = Asker()
    tasks.afterwards(asker.on_answer, "filters", key="filters")
    tasks.afterwards(asker.on_answer, "an older map", key="map")
    tasks.afterwards(asker.on_answer, "map", key="map")
    assert asker.answers == []
    assert not tasks.is_idle()
    qtbot.waitUntil(lambda: bool(asker.answers))
    assert asker.answers == ["filters"]
    qtbot.waitUntil(tasks.is_idle)
    assert asker.answers == ["filters", "map"]


def test_of_one_question_only_the_latest_answer_comes_home(qtbot: QtBot, tasks: Tasks) -> None:
    one, other = Asker(), Asker()
    for word in ("h", "hu", "hulp"):
        tasks.store(partial(str, word), one.on_answer, key="search")
    tasks.store(partial(str, "else"), other.on_answer, key="search")
    tasks.store(partial(str, "apart"), one.on_answer)
    qtbot.waitUntil(tasks.is_idle)
    assert one.answers == ["hulp", "apart"]
    assert other.answers == ["else"]


def test_an_answer_for_a_view_that_has_gone_is_dropped(qtbot: QtBot, tasks: Tasks) -> None:
    asker = Asker()
    gate = threading.Event()
    tasks.store(gate.wait, asker.on_answer)
    delete(asker)
    gate.set()
    qtbot.waitUntil(tasks.is_idle)
    assert asker.answers == []


def test_a_job_speaks_the_language_of_who_asked(qtbot: QtBot, tasks: Tasks) -> None:
    asker = Asker()
    with speaking("en"):
        tasks.store(spoken, asker.on_answer)
    tasks.store(spoken, asker.on_answer)
    qtbot.waitUntil(tasks.is_idle)
    assert asker.answers == ["en", "nl"]


@pytest.mark.parametrize("fault", [RuleBroken("required", "name"), WorldFault("disk-full")])
def test_a_fault_goes_to_who_takes_it(qtbot: QtBot, tasks: Tasks, fault: RuleBroken | WorldFault) -> None:
    asker = Asker()
    with qtbot.assertNotEmitted(tasks.fault):
        tasks.store(partial(refuse, fault), asker.on_answer, failed=asker.on_fault)
        qtbot.waitUntil(tasks.is_idle)
    assert asker.faults == [fault]
    assert asker.answers == []


def test_a_fault_nobody_takes_goes_to_the_window(qtbot: QtBot, tasks: Tasks) -> None:
    asker = Asker()
    fault = WorldFault("disk-full")
    with qtbot.waitSignal(tasks.fault) as told:
        tasks.store(partial(refuse, fault), asker.on_answer)
    assert told.args == [fault]


def test_a_bug_is_told_by_number_and_place_and_never_by_its_message(
    qtbot: QtBot, tasks: Tasks, bugs: list[Bug]
) -> None:
    asker = Asker()
    tasks.store(partial(refuse, ValueError("Geesje Mulder")), asker.on_answer, failed=asker.on_fault)
    qtbot.waitUntil(tasks.is_idle)
    (bug,) = bugs
    assert bug.kind == "ValueError"
    assert bug.number
    assert any(place.startswith("test_tasks:") for place in bug.places)
    assert "Mulder" not in repr(bug)
    bugs.clear()


def test_closing_still_does_what_was_asked(qtbot: QtBot) -> None:
    tasks = Tasks()
    done: list[int] = []
    asker = Asker()
    for at in range(20):
        tasks.store(partial(done.append, at), asker.on_answer)
    assert tasks.close()
    assert done == list(range(20))
    qtbot.wait(1)
    assert asker.answers == []


def test_closing_does_not_wait_for_ever() -> None:
    tasks = Tasks()
    gate = threading.Event()
    tasks.store(gate.wait, Asker().on_answer)
    assert not tasks.close(limit=0.05)
    gate.set()
    assert tasks.close()


def test_nothing_is_taken_after_closing() -> None:
    tasks = Tasks()
    tasks.close()
    done: list[int] = []
    tasks.store(partial(done.append, 1), Asker().on_answer)
    assert done == []


def test_a_slow_pool_does_not_hold_up_the_lane(qtbot: QtBot, tasks: Tasks, settle: Callable[[], None]) -> None:
    asker = Asker()
    gate = threading.Event()
    for _at in range(4):
        tasks.other(gate.wait, asker.on_answer)
    tasks.store(partial(str, "quick"), asker.on_answer)
    qtbot.waitUntil(lambda: asker.answers == ["quick"])
    gate.set()
    settle()
