"""The questions an investigation answers, and which judgment asks them (docs: the acts' own steps)."""

from __future__ import annotations

import pytest

from desktop.models.kinds import Law
from desktop.rules.step_plans import OWN, QUESTION, STEP_PLANS, steps_of


@pytest.mark.parametrize(
    ("law", "judgment"), [(Law.WMO, "ECLI:NL:CRVB:2018:819"), (Law.JEUGDWET, "ECLI:NL:CRVB:2017:1477")]
)
def test_the_steps_of_an_act_name_their_judgment_and_go_from_the_question_to_the_rest(law: Law, judgment: str) -> None:
    ids = [step.id for step in steps_of(law)]
    assert STEP_PLANS[law].source.paragraph == judgment
    assert ids[:5] == [QUESTION, "problems", "needed", OWN, "rest"]
    assert len(set(ids)) == len(ids)


def test_youth_help_also_asks_whose_expertise_was_used() -> None:
    assert "expertise" in [step.id for step in steps_of(Law.JEUGDWET)]


@pytest.mark.parametrize("law", [law for law in Law if law not in STEP_PLANS])
def test_others_decide_under_the_other_acts(law: Law) -> None:
    assert steps_of(law) == ()
