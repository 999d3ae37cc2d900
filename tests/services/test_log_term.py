"""For how long the log of who looked is kept: longer where the team says so, never shorter than the region says."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from desktop.models.faults import RuleBroken
from desktop.models.kinds import Role
from desktop.models.people import Colleague
from desktop.regions import profile
from desktop.services.auditing import let_own_log_go
from desktop.services.log_term import drop_log_term, keep_log_term, log_term
from desktop.services.workplace import Workplace
from tests.helpers.audit import broken
from tests.helpers.stores import COLLEAGUE, REGION
from tests.helpers.years import some_years

if TYPE_CHECKING:
    from desktop.store.database import Store


@pytest.fixture
def lead(store: Store) -> Workplace:
    person = Colleague(id=COLLEAGUE, name="Bram Bos", role=Role.TEAM_LEAD.value)
    return Workplace(store, profile(REGION), person, store.clock)


def test_a_longer_term_keeps_what_would_have_gone(lead: Workplace) -> None:
    some_years(lead.store, 7)
    keep_log_term(lead, 6, "Selectielijst 2026", "bijlage 2")
    assert (log_term(lead).years, log_term(lead).source.document, log_term(lead).usual) == (6, "Selectielijst 2026", 5)
    assert let_own_log_go(lead) == 2 * 4
    assert drop_log_term(lead).act
    assert not log_term(lead).is_own
    assert let_own_log_go(lead) == 4
    assert broken(lead.store) is None


@pytest.mark.parametrize(
    ("years", "document", "code"),
    [(None, "x", "required years"), (4, "x", "log-kept-shorter years"), (11, "x", "log-kept-too-long years"),
     (7, " ", "required document")],
)  # fmt: skip
def test_what_may_not_be_set_is_told_at_its_field(lead: Workplace, years: int | None, document: str, code: str) -> None:
    with pytest.raises(RuleBroken) as fault:
        keep_log_term(lead, years, document)
    assert f"{fault.value.code} {fault.value.field}" == code
    assert not log_term(lead).is_own


def test_a_consultant_sets_no_term(lead: Workplace) -> None:
    anna = replace(lead, colleague=lead.colleague.model_copy(update={"role": Role.CONSULTANT.value}))
    with pytest.raises(RuleBroken, match="not-allowed"):
        keep_log_term(anna, 7, "x")


def test_a_term_that_came_shorter_than_the_region_says_does_not_hold(lead: Workplace) -> None:
    """From another version, or where the region's profile was raised since."""
    keep_log_term(lead, 6, "Selectielijst 2026")
    longer = lead.profile.log_term.model_copy(update={"years": 8})
    raised = replace(lead, profile=lead.profile.model_copy(update={"log_term": longer}))
    assert (log_term(raised).years, log_term(raised).is_own) == (8, False)
