"""The 31 combinations in which help can be allocated by message (iWmo 3.2 and iJw 3.2, table of allowed allocations).

A specific allocation names category, code and amount; an aspecific one only the category; a generic one neither. Each
is paid by effort or by output. An amount per week always needs an end date.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from desktop.models.kinds import Frequency, FundingModel, Unit


class Naming(StrEnum):
    """How precisely an allocation names the help."""

    SPECIFIC = "specific"
    ASPECIFIC = "aspecific"
    GENERIC = "generic"


@dataclass(frozen=True)
class Allocation:
    """One allowed combination; unit and frequency are None where no amount is given.

    Attributes:
        end_required: True when it needs an end date.
        whole_course: True for output that is agreed as one course of help.
    """

    funding: FundingModel
    naming: Naming
    unit: Unit | None = None
    frequency: Frequency | None = None
    budget: bool = False
    end_required: bool = False
    whole_course: bool = False


_EFFORT, _OUTPUT = FundingModel.EFFORT, FundingModel.OUTPUT
_WHOLE = Frequency.WHOLE_PERIOD
_FROM_WEEK = (Frequency.WEEK, Frequency.MONTH, _WHOLE)
_FROM_DAY = (Frequency.DAY, *_FROM_WEEK)

_AMOUNTS: tuple[tuple[FundingModel, Unit, tuple[Frequency, ...]], ...] = (
    (_EFFORT, Unit.MINUTE, _FROM_DAY),
    (_EFFORT, Unit.HOUR, _FROM_DAY),
    (_EFFORT, Unit.DAY_PART, _FROM_WEEK),
    (_EFFORT, Unit.ETMAAL, _FROM_WEEK),
    (_EFFORT, Unit.PIECE, _FROM_WEEK),
    (_OUTPUT, Unit.PIECE, _FROM_DAY),
    (_OUTPUT, Unit.EURO, _FROM_WEEK),
)

_OTHERS = (
    Allocation(_EFFORT, Naming.ASPECIFIC),
    Allocation(_EFFORT, Naming.ASPECIFIC, budget=True, end_required=True),
    Allocation(_EFFORT, Naming.GENERIC, budget=True, end_required=True),
    Allocation(_OUTPUT, Naming.SPECIFIC, Unit.EURO, _WHOLE, end_required=True, whole_course=True),
    Allocation(_OUTPUT, Naming.ASPECIFIC, budget=True, whole_course=True),
    Allocation(_OUTPUT, Naming.ASPECIFIC, whole_course=True),
    Allocation(_OUTPUT, Naming.GENERIC, budget=True),
)

ALLOWED: tuple[Allocation, ...] = (
    *(
        Allocation(funding, Naming.SPECIFIC, unit, frequency, end_required=frequency is Frequency.WEEK)
        for funding, unit, frequencies in _AMOUNTS
        for frequency in frequencies
    ),
    *_OTHERS,
)
"""All of them."""


TOLD: tuple[Allocation, ...] = tuple(one for one in ALLOWED if not one.budget)
"""Those that a draft can become: in none of the regions' models an indication holds a budget in money, so that the four
with a budget never come about. What would need one is refused in a sentence (`desktop.rules.messages.sizes.unfit`)."""


def amounts(unit: Unit, funding: FundingModel | None = None) -> tuple[Allocation, ...]:
    """The allowed allocations of an amount in a unit; only those of the funding where that is effort or output."""
    wanted = {funding} if funding in {_EFFORT, _OUTPUT} else {_EFFORT, _OUTPUT}
    return tuple(a for a in ALLOWED if a.unit is unit and a.funding in wanted)
