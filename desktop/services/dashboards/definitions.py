"""Which figures there are: on which page, on which level, and what exactly is counted."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from desktop.language import N_


class Page(StrEnum):
    """For whom a dashboard is."""

    ACCESS = "access"
    POLICY = "policy"
    CONTRACTS = "contracts"
    BACK_OFFICE = "back-office"


PAGES: dict[Page, str] = {
    Page.ACCESS: N_("Access"),
    Page.POLICY: N_("Policy"),
    Page.CONTRACTS: N_("Contract management"),
    Page.BACK_OFFICE: N_("Back office"),
}
"""Msgid by page."""


class Level(StrEnum):
    """On which level is looked; a profile whose monitoring has a level of that id calls it by its own name."""

    CLIENT = "client"
    TARGET_GROUP = "target-group"
    CHAIN = "organisation-and-chain"
    SYSTEM = "system"


LEVELS: dict[Level, str] = {
    Level.CLIENT: N_("Client"),
    Level.TARGET_GROUP: N_("Target group"),
    Level.CHAIN: N_("Organisation and chain"),
    Level.SYSTEM: N_("System"),
}
"""Msgid by level, where the profile names none."""


@dataclass(frozen=True)
class Definition:
    """What a figure counts.

    Attributes:
        name: Msgid of its title.
        text: Msgid of what is counted, in a sentence or two.
    """

    id: str
    page: Page
    level: Level
    name: str
    text: str


def _defined(*definitions: Definition) -> dict[str, Definition]:
    return {one.id: one for one in definitions}


_A, _P, _C, _B = Page
_CLIENT, _GROUP, _CHAIN, _SYSTEM = Level

DEFINITIONS = _defined(
    Definition(
        "flows", _A, _SYSTEM, N_("In, through and out"),
        N_(
            "Cases by municipality. Came in: opened in the period. Went out: closed in it. Changed: help that "
            "became more, less or other in it."
        ),
    ),
    Definition(
        "routes", _A, _CHAIN, N_("By which door"),
        N_(
            "Cases that were opened in the period, by act and who referred first. The own access: nobody from outside "
            "referred."
        ),
    ),
    Definition(
        "ages", _A, _GROUP, N_("Residents by age"),
        N_(
            "Residents with decided help on a day of the period, by their age on its last day. Everyone counts "
            "once."
        ),
    ),
    Definition(
        "times", _A, _GROUP, N_("Residents with several indications"),
        N_(
            "Residents with decided help on a day of the period, by their number of indications of which a day "
            "lies in it. An indication that goes on under a new decision counts as two."
        ),
    ),
    Definition(
        "from-youth", _A, _GROUP, N_("From youth help to the Wmo"),
        N_(
            "Residents whose first case under the Wmo began while they had a case for youth help, or within {term} "
            "after it closed. By the day on which the case under the Wmo began."
        ),
    ),
    Definition(
        "help-residents", _P, _GROUP, N_("Residents by help"),
        N_(
            "Residents with decided help on a day of the period. Who has two kinds of help counts in both, and "
            "once in the total."
        ),
    ),
    Definition(
        "help-indications", _P, _GROUP, N_("Indications by help"),
        N_("Decided indications of which a day lies in the period. A following decision counts again."),
    ),
    Definition(
        "goals", _P, _CLIENT, N_("Goals reached"),
        N_("Evaluations that were held in the period, by how far the goals came."),
    ),
    Definition(
        "downscaling", _P, _CLIENT, N_("Less, the same or more"),
        N_("Evaluations that were held in the period, by what follows. Scaling down is: stop, or less."),
    ),
    Definition(
        "returns", _P, _CLIENT, N_("Help that came back"),
        N_(
            "Help that began in the period, by how long before it help of the same lot had ended: went on within "
            "{gap} days, came back within {term}, or later."
        ),
    ),
    Definition(
        "waiting", _P, _SYSTEM, N_("Waiting against the norm"),
        N_("Residents who wait today, by the norm for their help. Who waits at several places counts once."),
    ),
    Definition(
        "durations", _C, _CHAIN, N_("How long help took, by provider"),
        N_(
            "Help that ended in the period: days from the first to the last, on average. All help of one provider"
            " in one case counts as one. Agreed: the average agreed with the provider, else in its lot."
        ),
    ),
    Definition(
        "delivered", _C, _CHAIN, N_("Indicated and delivered"),
        N_(
            "Evaluations held in the period that tell what was delivered: on average so many of a hundred "
            "indicated hours, day parts or other units."
        ),
    ),
    Definition(
        "coverage", _C, _SYSTEM, N_("Coverage"),
        N_("Providers with a contract that take people today, by municipality. 0 is a gap."),
    ),
    Definition(
        "lot-residents", _B, _GROUP, N_("Residents by lot"),
        N_("Residents with decided help on a day of the period. Who has help in two lots counts in both."),
    ),
    Definition(
        "spent", _B, _SYSTEM, N_("Spent"),
        N_("What the books show as paid in the months of the period."),
    ),
    Definition(
        "budget", _B, _SYSTEM, N_("Forecast against budget"),
        N_(
            "This calendar year. Expected: what is booked, and for the months to come what the decided help asks "
            "for, at the part of it that was really paid so far. Where help has no price, the months to come are "
            "as those before. Each lot in each municipality has its own last booked month; where nothing is booked, "
            "all that the help asks for is expected."
        ),
    ),
)  # fmt: skip
"""Every figure, in the order of the pages."""

INFLOW = Definition(
    "inflow", _A, _GROUP, N_("From youth help to the Wmo, by year"),
    N_(
        "Residents whose first case under the Wmo began while they had a case for youth help, or within {term} "
        "after it closed. By the day on which the case under the Wmo began. Each year was counted once."
    ),
)  # fmt: skip
"""What leaves the team in the place of ``from-youth``; the board for eighteen shows it as it is now."""
