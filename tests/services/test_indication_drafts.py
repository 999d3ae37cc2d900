"""Drafting an indication: what is chosen, what the rules say of it, and what keeps it back."""

from datetime import timedelta

import pytest

from desktop.models.casework import Case
from desktop.models.faults import RuleBroken
from desktop.models.indications import Indication, Trajectory
from desktop.models.kinds import (
    AlternativeKind,
    AvailabilityStatus,
    EndReason,
    IndicationStatus,
    PromptLevel,
)
from desktop.models.people import Resident
from desktop.services.cases import change_case
from desktop.services.indications import answer_prompt, begin_draft, change_draft, check, hand_in
from desktop.services.plans import answer_alternative
from desktop.services.workplace import Workplace
from tests.helpers.casework import (
    LOT,
    PRODUCT,
    a_case,
    a_draft,
    a_provider,
    a_report,
)


def stored(desk: Workplace, indication_id: str) -> Indication:
    with desk.store.read() as reader:
        return reader.get(Indication, indication_id)


def codes(desk: Workplace, indication_id: str) -> set[str]:
    return {prompt.code for prompt in check(desk, indication_id).prompts}


def test_a_draft_begins_under_the_cases_act_and_in_ones_own_name(desk: Workplace) -> None:
    case_id = a_case(desk)
    draft = stored(desk, begin_draft(desk, case_id)[0])
    assert (draft.status, draft.author, draft.case_id) == (IndicationStatus.DRAFT, desk.colleague.id, case_id)


def test_an_empty_draft_says_what_is_missing(desk: Workplace) -> None:
    draft, _changes = begin_draft(desk, a_case(desk))
    found = check(desk, draft)
    assert not found.may_hand_in
    assert {"alternatives-unanswered", "goal-missing"} <= {prompt.code for prompt in found.blocks}
    assert (found.cost_cents, found.comparable) == (None, None)
    assert found.cost.reason


def test_a_draft_in_which_all_is_filled_in_may_be_handed_in(desk: Workplace) -> None:
    drafted = a_draft(desk)
    found = check(desk, drafted.indication_id)
    assert found.may_hand_in
    assert {prompt.level for prompt in found.prompts} <= {PromptLevel.INFORM}
    assert found.draft.provider.contracted
    assert found.draft.director is None
    assert found.draft.goals == ("Ik houd mijn post bij.",)


def test_the_cost_is_told_in_the_providers_own_rate(desk: Workplace) -> None:
    start = desk.today + timedelta(days=14)
    drafted = a_draft(desk, end=start + timedelta(days=69))
    assert check(desk, drafted.indication_id).cost_cents == 10 * 2 * 6000


def test_what_is_decided_about_a_draft_is_not_chosen_in_it(desk: Workplace) -> None:
    drafted = a_draft(desk)
    for field in ("status", "author", "judged_by", "seal", "handed_in_at"):
        with pytest.raises(ValueError, match=field):
            change_draft(desk, drafted.indication_id, **{field: "x"})
    for fields, code in (
        ({"volume": 0}, "too-small volume"),
        ({"evaluations": ("morgen",)}, "not-valid evaluations"),
        ({"unit": "kilo"}, "not-valid unit"),
    ):
        with pytest.raises(RuleBroken, match=code):
            change_draft(desk, drafted.indication_id, **fields)


def test_what_blocks_is_named_and_keeps_the_draft_back(desk: Workplace) -> None:
    drafted = a_draft(desk, end=None)
    with pytest.raises(RuleBroken) as refused:
        hand_in(desk, drafted.indication_id)
    named = refused.value.values["codes"]
    assert refused.value.code == "blocked"
    assert isinstance(named, list)
    assert {"end-date-missing", "beyond-contract"} <= set(named)
    assert stored(desk, drafted.indication_id).status is IndicationStatus.DRAFT


def test_a_question_keeps_the_draft_back_until_it_has_a_reason(desk: Workplace) -> None:
    drafted = a_draft(desk)
    a_report(desk, drafted.provider_id, AvailabilityStatus.INTAKE_STOP)
    assert [p.code for p in check(desk, drafted.indication_id).questions] == ["intake-stop"]
    with pytest.raises(RuleBroken, match="blocked"):
        hand_in(desk, drafted.indication_id)
    answer_prompt(desk, drafted.indication_id, "intake-stop", " Er komt volgende week een plek vrij. ")
    assert stored(desk, drafted.indication_id).reasons == {"intake-stop": "Er komt volgende week een plek vrij."}
    answer_prompt(desk, drafted.indication_id, "intake-stop", "")
    assert stored(desk, drafted.indication_id).reasons == {}
    answer_prompt(desk, drafted.indication_id, "intake-stop", "Toch wel.")
    hand_in(desk, drafted.indication_id)
    handed_in = stored(desk, drafted.indication_id)
    assert (handed_in.status, handed_in.handed_in_at) == (IndicationStatus.HANDED_IN, desk.now)


def test_a_provider_without_contract_here_blocks(desk: Workplace) -> None:
    elsewhere = a_provider(desk, "Elders", municipalities=("Stadskanaal",))
    drafted = a_draft(desk, provider_id=elsewhere)
    assert [p.code for p in check(desk, drafted.indication_id).blocks] == ["provider-not-contracted"]


def test_a_contract_that_ends_first_asks(desk: Workplace) -> None:
    ends = desk.today + timedelta(days=60)
    drafted = a_draft(desk, provider_id=a_provider(desk, "Kort", end=ends))
    found = check(desk, drafted.indication_id)
    assert [p.code for p in found.questions] == ["beyond-contract"]
    assert found.draft.provider.contract_end == ends


def test_an_alternative_that_is_enough_blocks(desk: Workplace) -> None:
    drafted = a_draft(desk)
    answer_alternative(
        desk, drafted.case_id, AlternativeKind.COMMUNITY_SERVICE, answer="De inloop is genoeg.", sufficient=True
    )
    assert "community-service-sufficient" in codes(desk, drafted.indication_id)


def test_earlier_help_of_the_same_resident_is_seen(desk: Workplace) -> None:
    drafted = a_draft(desk)
    start = stored(desk, drafted.indication_id).start
    assert start is not None
    earlier = Indication(
        case_id=drafted.case_id,
        status=IndicationStatus.ENDED,
        product=PRODUCT,
        start=start - timedelta(days=400),
        end=start - timedelta(days=1),
    )
    ran = Trajectory(
        indication_id=earlier.id,
        started_on=start - timedelta(days=390),
        ended_on=start - timedelta(days=40),
        end_reason=EndReason.AS_PLANNED,
    )
    with desk.store.work("Earlier") as work:
        work.add(earlier)
        work.commit()
    assert "repeat-indication" in codes(desk, drafted.indication_id)
    with desk.store.work("Ran") as work:
        work.add(ran)
        work.commit()
    assert codes(desk, drafted.indication_id) >= {"returned-soon"}
    [history] = check(desk, drafted.indication_id).draft.history
    assert (history.end, history.ended) == (ran.ended_on, EndReason.AS_PLANNED)


def test_help_that_nobody_saw_begin_does_not_run_for_ever(desk: Workplace) -> None:
    drafted = a_draft(desk)
    start = desk.today - timedelta(days=400)
    never = Indication(case_id=drafted.case_id, product=PRODUCT, start=start, status=IndicationStatus.APPROVED)
    with desk.store.work("Granted") as work:
        work.add(never)
        work.commit()
    assert check(desk, drafted.indication_id).draft.history == ()
    with desk.store.work("Began") as work:
        work.add(Trajectory(indication_id=never.id, started_on=start))
        work.commit()
    [history] = check(desk, drafted.indication_id).draft.history
    assert (history.start, history.end) == (start, None)


def test_comparable_trajectories_are_counted_above_a_minimum_only(desk: Workplace) -> None:
    drafted = a_draft(desk)
    for count, known in ((9, None), (10, 10)):
        with desk.store.work("Ran") as work:
            for n in range(count if known is None else 1):
                other = Resident(last_name=f"Ander {n}")
                case = Case(resident_id=other.id, opened_on=desk.today)
                given = Indication(
                    case_id=case.id,
                    status=IndicationStatus.ENDED,
                    lot=LOT,
                    segment="1A",
                    product=PRODUCT,
                    start=desk.today - timedelta(days=900),
                    end=desk.today - timedelta(days=700 - n),
                )
                began = desk.today - timedelta(days=800)
                ran = Trajectory(indication_id=given.id, started_on=began, ended_on=began + timedelta(days=30))
                work.add(other, case, given, ran)
            work.commit()
        comparable = check(desk, drafted.indication_id).comparable
        assert (comparable.n if comparable else None) == known
    assert "longer-than-comparable" in codes(desk, drafted.indication_id)


def test_several_carers_without_a_director_are_asked_about(desk: Workplace) -> None:
    drafted = a_draft(desk)
    other = Indication(
        case_id=drafted.case_id,
        status=IndicationStatus.APPROVED,
        product="groep-arbeidsmatig",
        start=desk.today - timedelta(days=9),
        provider_id=a_provider(desk, "Tweede"),
    )
    with desk.store.work("Run") as work:
        work.add(other)
        work.commit()
    assert check(desk, drafted.indication_id).draft.carers_in_household == 2
    assert "director-missing" in codes(desk, drafted.indication_id)
    change_case(desk, drafted.case_id, director="Marijke Veenstra")
    assert "director-missing" not in codes(desk, drafted.indication_id)
