"""The questions an investigation answers one after the other, as the highest court in these matters asks.

Who leaves a step out decides on sand: each must be traceable in what is written down, the amount of help too.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from desktop.language import N_
from desktop.models.kinds import Law
from desktop.models.region import Source

QUESTION = "question"
"""The first step of each plan. The talk itself answers it: what the resident asks is written down once."""

OWN = "own"
"""What can be done without a service; much of it is said under the life domains."""


@dataclass(frozen=True)
class Step:
    """One question.

    Attributes:
        id: Under which the answer is kept.
        asks: The question, as an English text of the catalogue.
    """

    id: str
    asks: str


@dataclass(frozen=True)
class StepPlan:
    """The steps of one act, in their order, and the judgment that asks them."""

    steps: tuple[Step, ...]
    source: Source


STEP_PLANS: Mapping[Law, StepPlan] = {
    Law.WMO: StepPlan(
        steps=(
            Step(QUESTION, N_("What does the resident ask?")),
            Step("problems", N_("Which problems in managing alone or taking part are there, exactly?")),
            Step("needed", N_("Which support is needed for that, by kind and amount?")),
            Step(
                OWN,
                N_("What of that can own strength, usual help, informal carers, the network and free services do?"),
            ),
            Step("rest", N_("What is left, for which a custom service is needed?")),
        ),
        source=Source(document="CRvB 21-03-2018", paragraph="ECLI:NL:CRVB:2018:819"),
    ),
    Law.JEUGDWET: StepPlan(
        steps=(
            Step(QUESTION, N_("What do the youth and the parents ask?")),
            Step(
                "problems",
                N_("Which problems in growing up or bringing up, mental problems or disorders are there, exactly?"),
            ),
            Step(
                "needed",
                N_("Which help is needed, by kind and amount, to grow up safely and become independent?"),
            ),
            Step(OWN, N_("What of that can the youth, the parents and the network do themselves?")),
            Step("rest", N_("What is left, for which youth help is needed?")),
            Step("expertise", N_("Whose expertise was asked for this, and what did they say?")),
        ),
        source=Source(document="CRvB 01-05-2017", paragraph="ECLI:NL:CRVB:2017:1477"),
    ),
}
"""By act; the other acts have none, for others decide there."""


def steps_of(law: Law) -> tuple[Step, ...]:
    """The steps of an act; empty where the desk does not investigate under it."""
    plan = STEP_PLANS.get(law)
    return plan.steps if plan else ()
