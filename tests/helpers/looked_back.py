"""Help that was looked back on several times, with one evaluation that is late and one that is planned."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from desktop.models.casework import Goal
from desktop.models.indications import Evaluation, Indication, Trajectory
from desktop.models.kinds import Frequency, IndicationStatus, NextStep, Unit
from desktop.models.social_map import Provider
from tests.helpers import town
from tests.helpers.casework import LOT
from tests.helpers.town import REGULAR, TODAY

if TYPE_CHECKING:
    from desktop.services.workplace import Workplace

BEGAN, ENDS = TODAY - timedelta(days=500), TODAY + timedelta(days=230)


@dataclass(frozen=True)
class LookedBack:
    """Ids of what was made.

    Attributes:
        goals: Post, then coffee.
        held: The earliest first.
    """

    indication_id: str
    goals: tuple[str, str]
    held: tuple[str, ...]
    late: str
    planned: str


def look_back(workplace: Workplace, case_id: str) -> LookedBack:
    """Help for four hours a week by a provider, three times evaluated: it gets better."""
    provider = Provider(name="De Zandloper", laws=("WMO",), place="Stadskanaal")
    given = Indication(
        case_id=case_id,
        status=IndicationStatus.APPROVED,
        lot=LOT,
        segment="1A",
        product=REGULAR,
        start=BEGAN,
        end=ENDS,
        volume=4,
        unit=Unit.HOUR,
        frequency=Frequency.WEEK,
        provider_id=provider.id,
    )
    post = Goal(case_id=case_id, text="Ik maak elke week mijn post open.", domain="geld", reached="partly")
    coffee = Goal(case_id=case_id, text="Ik drink weer eens koffie met anderen.", domain="meedoen", reached="partly")
    told = (
        (400, "Mevrouw laat de begeleider binnen. De post ligt nog op tafel.", 5, 2, "open", "open", NextStep.THE_SAME),
        (220, "De post gaat samen open. Zij slaapt beter en belt zelf af als zij niet kan.", 7, 4, "partly", "open",
         NextStep.THE_SAME),
        (40, "De post is bij. Op woensdag gaat zij naar de inloop.", 8, 3, "reached", "partly", NextStep.LESS),
    )  # fmt: skip
    held = [
        Evaluation(
            indication_id=given.id,
            due_on=TODAY - timedelta(days=ago - 3),
            held_on=TODAY - timedelta(days=ago),
            effect=effect,
            satisfaction=mark,
            delivered_volume=volume,
            delivered="In de zomer drie weken geen begeleider." if ago == 40 else "",
            present="Mevrouw, Ineke en de begeleider",
            goal_results={post.id: first, coffee.id: second},
            next=step,
            next_step="Om de week een uur minder, en in het voorjaar opnieuw kijken." if step is NextStep.LESS else "",
        )
        for ago, effect, mark, volume, first, second, step in told
    ]
    late = Evaluation(indication_id=given.id, due_on=TODAY - timedelta(days=6))
    planned = Evaluation(indication_id=given.id, due_on=TODAY + timedelta(days=120))
    began = Trajectory(indication_id=given.id, started_on=BEGAN + timedelta(days=4))
    town.settle(workplace, provider, given, post, coffee, *held, late, planned, began)
    return LookedBack(given.id, (post.id, coffee.id), tuple(one.id for one in held), late.id, planned.id)
