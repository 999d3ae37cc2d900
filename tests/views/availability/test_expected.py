"""What is expected of a wait stands beside what was measured of it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

from PySide6.QtWidgets import QLabel

from desktop.models.changes import ChangeSet
from desktop.models.kinds import WaitEnd
from desktop.models.waiting import WaitingListEntry
from desktop.services.workplace import Workplace
from desktop.views.availability.screen import AvailabilityScreen
from desktop.views.desk import Desk
from desktop.views.waiting.expected import ExpectedWaitView
from tests.helpers.casework import a_case
from tests.helpers.waits import REGULAR

Settle = Callable[[], None]


def placed(workplace: Workplace, provider: str, how_many: int) -> frozenset[str]:
    """So many got a place there, each after ten weeks; their ids."""
    case_id = a_case(workplace, "Wachter")
    ends = [workplace.today - timedelta(days=12 * at) for at in range(1, how_many + 1)]
    made = [
        WaitingListEntry(
            case_id=case_id,
            provider_id=provider,
            product=REGULAR,
            since=end - timedelta(days=70),
            placed_on=end,
            ended_because=WaitEnd.PLACED,
        )
        for end in ends
    ]
    with workplace.work("Settle") as work:
        work.add(*made)
        work.commit()
    return frozenset(one.id for one in made)


def shown(view: ExpectedWaitView) -> list[str]:
    return [label.text() for label in view.findChildren(QLabel) if label.isVisibleTo(view)]


def told(screen: AvailabilityScreen) -> str:
    return "\n".join(text for view in screen.detail.findChildren(ExpectedWaitView) for text in shown(view))


def test_too_few_waits_say_so_and_once_there_are_enough_the_figure_stands_with_its_interval(
    screen: AvailabilityScreen, providers: dict[str, str], settle: Settle, workplace: Workplace, desk: Desk
) -> None:
    screen.view.choose(screen.model.find(providers["old"], REGULAR))
    settle()
    assert "te weinig bekend" in told(screen)
    placed_ = placed(workplace, providers["old"], 30)
    desk.notifier.tell(ChangeSet({"waiting_list_entry": placed_}))
    settle()
    settle()
    assert "Verwacht" in told(screen)
    assert "van de 10 inwoners wachten" in told(screen)
