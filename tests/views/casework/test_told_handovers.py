"""At a case: who received the help of which a provider told that it began?"""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtWidgets import QLabel, QPushButton, QWidget

from desktop.models.casework import WarmHandover
from desktop.models.indications import Trajectory
from desktop.models.kinds import Law, MessageKind
from desktop.models.messages import Allocation
from desktop.services.allocation_messages import write_messages
from desktop.services.workplace import Workplace
from desktop.views.cases.form_dialog import FormDialog
from desktop.views.desk import Place
from desktop.views.window.main import MainWindow
from tests.helpers.answers import read
from tests.helpers.fingers import Fingers
from tests.helpers.granted import a_client, a_provider, granted, store
from tests.helpers.standard import started
from tests.helpers.widgets import one

Settle = Callable[[], None]
OTHER = "42420009"
ASKED = "De Grutto begon op 16 november 2026: wie ontving het, en wanneer?"


@pytest.fixture
def told(workplace: Workplace, tmp_path: Path) -> str:
    """Help that went on at another provider, as that one told; its case."""
    case_id = a_client(workplace, received_on=workplace.today - timedelta(days=80))
    former = granted(workplace, case_id, a_provider(workplace))
    store(workplace, Trajectory(indication_id=former, started_on=workplace.today - timedelta(days=60)))
    now = granted(workplace, case_id, a_provider(workplace, OTHER, "De Grutto"), follows_id=former)
    write_messages(workplace, Law.WMO, tmp_path / "uit")
    with workplace.store.read() as reader:
        number = reader.find(Allocation, indication_id=now)[0].number
    read(workplace, tmp_path, MessageKind.WMO305, started(number, "2026-11-16"), sender=OTHER)
    return case_id


def words(inside: QWidget) -> str:
    return "\n".join(label.text() for label in inside.findChildren(QLabel) if label.isVisible())


def test_the_case_asks_who_receives_it_and_when_until_that_is_written_down(
    window: MainWindow, told: str, settle: Settle, fingers: Fingers, stored: Callable[..., list[WarmHandover]]
) -> None:
    window.open_case(told)
    settle()
    assert ASKED in words(window)
    fingers.press("agree-told")
    fill = Fingers(one(window, FormDialog), settle)
    assert fill.field("form-organisation").text() == "De Grutto"  # type: ignore[union-attr]  # it is a line
    fill.write("form-received_by", "Ton Hulst")
    fill.write("form-on_day", "20-11-2026")
    fill.press("form-go")
    [handover] = stored(WarmHandover, case_id=told)
    assert (handover.organisation, handover.received_by, str(handover.held_on)) == (
        "De Grutto", "Ton Hulst", "2026-11-20",
    )  # fmt: skip
    assert ASKED not in words(window)


@pytest.mark.parametrize("place", [Place.TODAY, Place.MESSAGES])
def test_it_stands_on_today_and_among_the_messages_too(
    told: str, window: MainWindow, settle: Settle, place: Place
) -> None:
    window.desk.navigator.open_place(place)
    settle()
    assert ASKED in words(window) or any(ASKED in b.accessibleName() for b in window.findChildren(QPushButton))
    assert told


def test_nothing_was_handed_on_is_an_answer_as_well(
    window: MainWindow, told: str, settle: Settle, fingers: Fingers
) -> None:
    window.open_case(told)
    settle()
    fingers.press("handover-not-needed")
    assert ASKED not in words(window)
