"""A draft from a file, judged without a store."""

from pathlib import Path

import pytest

from desktop import regions
from desktop.regions import ProfileFaults
from desktop.services.drafting import check_draft
from tests.helpers.region_drafts import PROFILES, departing, in_order


@pytest.mark.parametrize("region", sorted(PROFILES))
def test_a_draft_of_a_shipped_region_is_judged_with_its_cost_or_the_reason_why_not(region: str) -> None:
    found = check_draft(departing(region, "goal-missing"))
    assert found.faults == ()
    assert "goal-missing" in {prompt.code for prompt in found.prompts}
    assert found.cost is not None
    assert (found.cost.cents is None) == bool(found.cost.reason)


def test_a_draft_with_faults_gets_faults_and_no_prompts() -> None:
    found = check_draft({**in_order("bommelerwaard"), "kleur": "rood", "start": "31-12-2026"})
    assert {fault.key for fault in found.faults} == {"kleur", "start"}
    assert found.prompts == ()
    assert found.cost is None


@pytest.mark.parametrize("region", ["", "atlantis", "x" * 5000, "a\x00b", "../..", "/"])
def test_a_region_that_does_not_exist_is_a_fault_at_its_key(region: str) -> None:
    found = check_draft({**in_order("bommelerwaard"), "region": region})
    assert [fault.key for fault in found.faults] == ["region"]
    assert "oldambt-stadskanaal" in found.faults[0].text


def test_a_sixth_region_is_judged_by_the_path_of_its_profile(tmp_path: Path) -> None:
    text = regions.shipped()["bommelerwaard"].read_text(encoding="utf-8")
    sixth = tmp_path / "zesde.toml"
    sixth.write_text(text.replace('id = "bommelerwaard"', 'id = "zesde"', 1), encoding="utf-8")
    found = check_draft({**departing("bommelerwaard", "goal-missing"), "region": str(sixth)})
    assert found.faults == ()
    assert "goal-missing" in {prompt.code for prompt in found.prompts}


def test_a_profile_with_mistakes_is_a_fault_of_the_world(tmp_path: Path) -> None:
    broken = tmp_path / "kapot.toml"
    broken.write_text("id = 3", encoding="utf-8")
    with pytest.raises(ProfileFaults):
        check_draft({**in_order("bommelerwaard"), "region": str(broken)})
