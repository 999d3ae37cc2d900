"""How far a draft is, in a region where a lot alone says what help it is."""

from datetime import date

import pytest

from desktop.models.draft import Draft
from desktop.models.indications import Indication
from desktop.regions import profile
from desktop.rules.cost import cost
from desktop.rules.prompts import prompts
from desktop.services.indications import DraftCheck
from desktop.views.indication.progress import STEPS, steps_done

WHAT = STEPS.index("What is needed")


@pytest.mark.parametrize(
    ("lot", "segment", "is_done"),
    [("", "", False), ("jeugdhulp", "", False), ("jeugdhulp", "pleegzorg", True), ("wmo-begeleiding", "", True)],
)
def test_what_is_needed_is_said_by_the_narrowest_part_that_the_region_has(
    lot: str, segment: str, is_done: bool
) -> None:
    region = profile("achterhoek")
    draft = Draft(
        region=region.id,
        today=date(2026, 12, 1),
        law="JEUGDWET" if lot == "jeugdhulp" else "WMO",
        lot=lot or None,
        segment=segment or None,
        result="Zelf de week indelen.",
    )
    answered = [prompt for prompt in prompts(region, draft) if prompt.code != "other-law-first"]
    check = DraftCheck(draft, tuple(answered), None, cost(region, draft))
    assert steps_done(Indication(case_id="een", lot=lot, segment=segment), check)[WHAT] == is_done
