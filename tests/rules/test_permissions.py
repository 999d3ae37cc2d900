"""Who may do what."""

import pytest

from desktop.models.faults import RuleBroken
from desktop.models.kinds import IndicationStatus, Role
from desktop.rules.permissions import MAY, Act, may, may_change_draft, may_judge, require, require_second_person

CONSULTANT, LEAD, CONTRACTS, ADMIN = Role


def test_every_act_has_its_roles_and_someone_who_may() -> None:
    assert set(MAY) == set(Act)
    assert all(MAY.values())


@pytest.mark.parametrize(
    ("act", "roles"),
    [
        (Act.HAND_IN, {CONSULTANT, LEAD}),
        (Act.APPROVE, {LEAD}),
        (Act.HAND_OVER_CASES, {LEAD}),
        (Act.SEE_TEAM_CASELOAD, {LEAD}),
        (Act.SEE_LATE_WORK, {LEAD}),
        (Act.PROPOSE_PURGE, {LEAD}),
        (Act.PURGE, {ADMIN}),
        (Act.SEE_CASES, {CONSULTANT, LEAD}),
        (Act.SEE_SIGNALS, {CONTRACTS}),
        (Act.RECORD_SIGNAL, {CONSULTANT, LEAD, CONTRACTS}),
        (Act.CHANGE_CONTRACTS, {CONTRACTS}),
        (Act.MANAGE_CENTRAL_STORE, {ADMIN}),
        (Act.CHANGE_TERMS, {LEAD, CONTRACTS, ADMIN}),
        (Act.SEARCH_MAP, set(Role)),
    ],
)
def test_an_act_is_for_these_roles_and_no_others(act: Act, roles: set[Role]) -> None:
    assert {role for role in Role if may(role, act)} == roles


def test_who_may_not_is_held_back_in_words() -> None:
    with pytest.raises(RuleBroken) as held:
        require(CONSULTANT, Act.APPROVE)
    assert (held.value.code, held.value.values) == ("not-allowed", {"role": "consultant", "act": "approve"})
    require(LEAD, Act.APPROVE)


@pytest.mark.parametrize("role", Role)
def test_nobody_judges_their_own_work(role: Role) -> None:
    assert not may_judge(role, judge="a", writers={"a"})
    with pytest.raises(RuleBroken) as held:
        require_second_person(role, judge="a", writers={"a"})
    assert held.value.code == ("own-work" if role is LEAD else "not-allowed")


def test_a_team_lead_judges_the_work_of_another() -> None:
    assert may_judge(LEAD, judge="b", writers={"a"})
    assert not may_judge(CONSULTANT, judge="b", writers={"a"})
    require_second_person(LEAD, judge="b", writers={"a"})


@pytest.mark.parametrize("status", IndicationStatus)
def test_a_draft_changes_only_while_it_is_open_and_by_its_author_or_the_team_lead(status: IndicationStatus) -> None:
    is_open = status in {IndicationStatus.DRAFT, IndicationStatus.RETURNED}
    assert may_change_draft(CONSULTANT, "a", {"a"}, status) == is_open
    assert may_change_draft(LEAD, "b", {"a"}, status) == is_open
    assert not may_change_draft(CONSULTANT, "b", {"a"}, status)
    assert not may_change_draft(ADMIN, "a", {"a"}, status)
