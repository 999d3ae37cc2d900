"""Every prompt code, the field of the draft it belongs to, its usual level, and the numbers a profile may give it.

A profile switches a code on by a `RuleSetting`; without one it is off. The level and the numbers of the profile hold;
what stands here is what a profile's maker needs to know.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from dataclasses import field as made

from desktop.models.kinds import PromptLevel

BLOCK, ASK, INFORM = PromptLevel.BLOCK, PromptLevel.ASK, PromptLevel.INFORM

SPAN = ("days", "weeks", "months")
"""A length of time may be given in any one of these."""


@dataclass(frozen=True)
class Code:
    """What a code is.

    Attributes:
        field: Field of the draft it is shown at.
        level: Its usual level.
        numbers: What a profile may set, by name; the value says what it means and what holds without it.
    """

    field: str
    level: PromptLevel
    numbers: Mapping[str, str] = made(default_factory=dict)


def _span(meaning: str) -> dict[str, str]:
    return dict.fromkeys(SPAN, meaning)


CODES: Mapping[str, Code] = {
    "alternatives-unanswered": Code("alternatives", BLOCK),
    "community-service-sufficient": Code("alternatives", BLOCK),
    "other-law-first": Code("law", ASK),
    "help-missing": Code("product", BLOCK),
    "start-missing": Code("start", BLOCK),
    "end-date-missing": Code("end", BLOCK),
    "long-term-expected": Code("end", INFORM, _span("shorter than this is short; else the segment's, else 12 months")),
    "temporary-too-long": Code("end", BLOCK, _span("longest time; else the product's own")),
    "plus-criteria-missing": Code("plus", BLOCK),
    "step-down-missing": Code("plus.leads_back_to", BLOCK),
    "beyond-18th-birthday": Code("end", ASK),
    "extended-not-possible": Code("extended", BLOCK),
    "beyond-contract": Code("end", ASK),
    "provider-not-contracted": Code("provider", BLOCK),
    "intake-stop": Code("provider", ASK),
    "volume-not-allowed": Code("volume", BLOCK),
    "result-missing": Code("result", BLOCK),
    "volume-missing": Code("volume", BLOCK),
    "combination-not-allowed": Code("frequency", BLOCK),
    "purchased-elsewhere": Code("product", ASK),
    "repeat-indication": Code("history", ASK, {"gap_days": "days between that still count as directly after; else 31"}),
    "returned-soon": Code("history", ASK, _span("after a planned end; else 6 months")),
    "longer-than-comparable": Code("end", ASK, {"minimum_cases": "trajectories at least; else 10"}),
    "evaluation-missing": Code("evaluations", BLOCK, _span("first evaluation after the start at the latest")),
    "goal-missing": Code("goals", BLOCK),
    "stop-unanswered": Code("stops_when", ASK),
    "contribution-not-told": Code("contribution_told", ASK),
    "pgb-motivation-missing": Code("pgb", BLOCK),
    "agreement-unsettled": Code("agreement", BLOCK),
    "transport-reason-missing": Code("transport_reason", BLOCK),
    "change-reason-missing": Code("change_reason", BLOCK),
    "evaluation-unfinished": Code("history", BLOCK),
    "director-missing": Code(
        "director", ASK, {"carers": "from so many carers; else 2", "laws": "from so many laws; else 2"}
    ),
    "too-many-carers": Code("carers_in_household", INFORM, {"carers": "more than this is many; else 3"}),
}
"""By code: those of the command line's contract, what no indication can do without (which help, and from when), and
what is asked about parts of a draft that the contract's first form did not know."""
