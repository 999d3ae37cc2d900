"""Forms that are still being filled in, and taking the last act back by its name."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from desktop.language import speaking
from desktop.models.faults import RuleBroken
from desktop.models.kinds import EndReason, Role
from desktop.services.case_reading import case_list, case_page
from desktop.services.cases import CaseEnding, close_case, hand_over
from desktop.services.forms import discard, load, save, unfinished
from desktop.services.households import add_network_member, change_network_member, network, remove_network_member
from desktop.services.indications import approve
from desktop.services.plans import add_goal, remove_goal
from desktop.services.start import NewStore, create_store
from desktop.services.undo import last_act, undo
from desktop.services.workplace import Workplace
from tests.helpers.casework import a_case, a_handed_in_draft, colleague
from tests.helpers.desks import NOON


def test_a_form_is_there_again_as_it_was_typed(desk: Workplace) -> None:
    save(desk, "new-case", "", {"last_name": "Bo", "birth_date": "31-2-1990"})
    save(desk, "new-case", "", {"last_name": "Boer"})
    kept = load(desk, "new-case")
    assert kept is not None
    assert (kept.fields, kept.saved_at) == ({"last_name": "Boer"}, desk.now)
    assert load(desk, "new-case", "other") is None


def test_forms_are_listed_the_newest_first_and_thrown_away(desk: Workplace) -> None:
    save(desk, "new-case", "", {})
    later = replace(desk, clock=lambda: desk.now + timedelta(minutes=1))
    save(later, "goal", "case-1", {})
    assert [form.form for form in unfinished(desk)] == ["goal", "new-case"]
    discard(desk, "goal", "case-1")
    discard(desk, "goal", "case-1")
    assert [form.form for form in unfinished(desk)] == ["new-case"]


def test_keeping_a_form_is_no_act_to_undo(desk: Workplace) -> None:
    a_case(desk)
    before = last_act(desk)
    save(desk, "new-case", "", {"last_name": "Boer"})
    assert last_act(desk) == before


def test_the_last_act_is_called_by_the_persons_verb(desk: Workplace) -> None:
    a_case(desk)
    with speaking("en"):
        act = last_act(desk)
    assert act is not None
    assert act.name == "Open case"
    with speaking("nl"):
        act = last_act(desk)
    assert act is not None
    assert act.name == "Dossier openen"


def test_undoing_takes_back_act_by_act(desk: Workplace) -> None:
    before = last_act(desk)
    case_id = a_case(desk)
    goal_id, _changes = add_goal(desk, case_id, "Ik kook zelf.")
    remove_goal(desk, goal_id)
    for goals in (["Ik kook zelf."], []):
        act = last_act(desk)
        assert act is not None
        undo(desk, act.act)
        assert [goal.text for goal in case_page(desk, case_id).goals] == goals
    act = last_act(desk)
    assert act is not None
    undo(desk, act.act)
    assert case_list(desk) == ()
    assert last_act(desk) == before


def test_closing_and_handing_over_are_undone_whole(desk: Workplace, lead: Workplace) -> None:
    case_id = a_case(desk)
    other = colleague(desk, "Samira Bouzid")
    before = case_page(desk, case_id)
    undo(desk, close_case(desk, case_id, CaseEnding(EndReason.OTHER)).act)
    assert case_page(desk, case_id) == before
    undo(lead, hand_over(lead, (case_id,), other.colleague.id).act)
    assert case_page(desk, case_id) == before


def test_what_changed_since_is_not_undone(desk: Workplace) -> None:
    resident = case_page(desk, a_case(desk)).resident
    member_id, added = add_network_member(desk, resident.id, "Anna")
    change_network_member(desk, member_id, relation="dochter")
    with pytest.raises(RuleBroken, match="changed-since"):
        undo(desk, added.act)
    assert [member.relation for member in network(desk, resident.id)] == ["dochter"]
    remove_network_member(desk, member_id)


def test_another_persons_act_is_not_mine_to_undo_by_key(desk: Workplace) -> None:
    before, samira = last_act(desk), colleague(desk, "Samira Bouzid")
    a_case(samira)
    assert last_act(desk) == before
    hers = last_act(samira)
    assert hers is not None
    with pytest.raises(RuleBroken, match="undo-of-another"):
        undo(desk, hers.act)


def test_the_making_of_a_store_is_not_undone(tmp_path: Path) -> None:
    new = NewStore("oldambt-stadskanaal", "Marijke", Role.CONSULTANT, "vier gewone losse woorden")
    workplace = create_store(tmp_path / "naober.store", new, clock=lambda: NOON).workplace
    assert last_act(workplace) is None
    workplace.store.close()


def test_an_approval_is_not_undone(desk: Workplace, lead: Workplace) -> None:
    drafted = a_handed_in_draft(desk)
    changes = approve(lead, drafted.indication_id)
    assert last_act(lead) is None
    assert last_act(desk) is None
    with pytest.raises(RuleBroken, match="not-undoable"):
        undo(lead, changes.act)
    with pytest.raises(RuleBroken, match="not-undoable"):
        undo(lead, "no-such-act")
