"""A resident asks to have the dossier destroyed: written down at the case, decided by a team lead, told in a letter."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

import pytest
from PySide6.QtWidgets import QAbstractButton, QDialog, QWidget
from pytestqt.qtbot import QtBot

from desktop.models.destruction_request import AskedBy, DestructionRequest, RefusalGround, RequestOutcome
from desktop.models.kinds import EndReason
from desktop.models.retention import Destruction
from desktop.services.cases import CaseEnding, close_case
from desktop.services.destruction_requests import record_request
from desktop.services.papers import PaperKind
from desktop.services.workplace import Workplace
from desktop.views.desk import Place
from desktop.views.preferences import Preferences
from desktop.views.tasks import Tasks
from desktop.views.window.main import MainWindow
from tests.helpers import town
from tests.helpers.fingers import Fingers
from tests.views.casework.conftest import opened
from tests.views.casework.test_answers import words
from tests.views.casework.test_applications import choose_act
from tests.views.casework.test_withdrawals import menu

Settle = Callable[[], None]
Stored = Callable[..., list[DestructionRequest]]
ACT = "Er kwam een verzoek om vernietiging …"
ACTS = ("request-decide", "request-longer", "request-letter", "request-back")


@pytest.fixture
def led(qtbot: QtBot, workplace: Workplace, tasks: Tasks, preferences: Preferences) -> Iterator[MainWindow]:
    """The window of the team lead, at the same store."""
    yield from opened(qtbot, replace(workplace, colleague=town.TEAM_LEAD), tasks, preferences)


def offered(screen: QWidget) -> set[str]:
    return {name for name in ACTS for b in screen.findChildren(QAbstractButton, name) if b.isVisible()}


def ask(workplace: Workplace, case_id: str, *, close: bool = True) -> None:
    if close:
        close_case(workplace, case_id, CaseEnding(EndReason.AS_PLANNED))
    record_request(workplace, case_id, {"received_on": workplace.today, "how": "brief van 20 november"})


def test_it_is_written_down_at_the_case_and_stands_there_and_in_today(
    window: MainWindow, case_id: str, settle: Settle, stored: Stored
) -> None:
    window.open_case(case_id)
    settle()
    form = choose_act(window, ACT, settle)
    form.press("form-go")
    assert stored(DestructionRequest) == [], "how it came in is not said yet"
    form.write("form-how", "e-mail van 20 november")
    form.choose("form-asked_by", AskedBy.REPRESENTATIVE.value)
    form.write("form-asker", "Mina de Boer")
    form.press("form-go")
    (request,) = stored(DestructionRequest)
    assert (request.asked_by, request.asker, request.how) == (
        AskedBy.REPRESENTATIVE, "Mina de Boer", "e-mail van 20 november",
    )  # fmt: skip
    settle()
    assert "Beslissen uiterlijk op 23 december 2026" in words(window)
    assert offered(window) == {"request-letter", "request-back"}, "a consultant does not decide"
    assert ACT not in menu(window)
    window.open_place(Place.TODAY)
    settle()
    assert "Verzoeken om vernietiging" in words(window)
    window.open_case(case_id)
    settle()
    Fingers(window, settle).press("request-back")
    assert stored(DestructionRequest)[0].outcome is RequestOutcome.WITHDRAWN
    settle()
    assert ACT in menu(window)


def test_a_team_lead_reads_what_is_in_the_way_and_refuses_with_a_ground(
    led: MainWindow, workplace: Workplace, case_id: str, settle: Settle, stored: Stored
) -> None:
    ask(workplace, case_id, close=False)
    led.open_place(Place.RETENTION)
    settle()
    assert "Inwoners die vragen om hun dossier te vernietigen" in words(led)
    led.open_case(case_id)
    settle()
    assert "Het dossier is open." in words(led)
    fingers = Fingers(led, settle)
    fingers.press("request-decide")
    form = dialog_of(led, settle)
    form.press("form-go")
    assert stored(DestructionRequest)[0].outcome is RequestOutcome.OPEN, "nothing was chosen"
    form.choose("form-outcome", RequestOutcome.GRANTED.value)
    form.press("form-go")
    assert stored(DestructionRequest)[0].outcome is RequestOutcome.OPEN, "the case is open"
    form.choose("form-outcome", RequestOutcome.REFUSED.value)
    form.choose("form-ground", RefusalGround.LAW_FORBIDS.value)
    form.write("form-motivation", "De hulp loopt nog.")
    form.press("form-go")
    assert stored(DestructionRequest)[0].outcome is RequestOutcome.OPEN, "the rule is not named"
    form.write("form-provision", "Wmo 2015, artikel 2.3.9")
    form.press("form-go")
    (refused,) = stored(DestructionRequest)
    assert (refused.outcome, refused.provision) == (RequestOutcome.REFUSED, "Wmo 2015, artikel 2.3.9")
    settle()
    assert offered(led) == {"request-letter"}


def test_a_team_lead_takes_longer_and_then_grants(
    led: MainWindow, workplace: Workplace, case_id: str, settle: Settle, stored: Callable[..., list[Destruction]]
) -> None:
    ask(workplace, case_id)
    led.open_case(case_id)
    settle()
    fingers = Fingers(led, settle)
    fingers.press("request-longer")
    form = dialog_of(led, settle)
    form.write("form-extended_why", "Er zijn veel mensen bij betrokken.")
    form.press("form-go")
    settle()
    assert "Beslissen uiterlijk op 23 februari 2027" in words(led)
    assert "request-longer" not in offered(led)
    fingers.press("request-decide")
    form = dialog_of(led, settle)
    form.choose("form-outcome", RequestOutcome.GRANTED.value)
    form.press("form-go")
    (proposal,) = stored(Destruction)
    assert proposal.cases == (case_id,)
    settle()
    assert "Wacht op de beheerder" in words(led)
    assert offered(led) == {"request-letter", "request-back"}, "the resident may still call"
    led.open_place(Place.RETENTION)
    settle()
    assert "de inwoner vroeg erom (Wmo 2015, art. 5.3.5 lid 1)" in words(led)


def test_who_wrote_it_down_reads_why_another_decides(led: MainWindow, case_id: str, settle: Settle) -> None:
    ask(led.desk.workplace, case_id)
    led.open_case(case_id)
    settle()
    assert "U schreef dit op, dus een andere teamleider beslist." in words(led)
    assert "request-decide" not in offered(led)


def test_the_letter_stands_among_the_papers(
    window: MainWindow, workplace: Workplace, case_id: str, settle: Settle, stored: Stored
) -> None:
    ask(workplace, case_id)
    window.open_case(f"{case_id}#papers")
    settle()
    (request,) = stored(DestructionRequest)
    rows = [str(getattr(row, "key", "")) for row in window.findChildren(QAbstractButton)]
    assert f"{PaperKind.REQUEST_LETTER}:{request.id}" in rows
    window.open_paper(f"{PaperKind.REQUEST_LETTER}:{request.id}")
    settle()
    assert "Brief over een verzoek om vernietiging" in words(window)


def dialog_of(window: MainWindow, settle: Settle) -> Fingers:
    """The form that stands open."""
    settle()
    return Fingers(next(d for d in window.findChildren(QDialog) if d.isVisible()), settle)
