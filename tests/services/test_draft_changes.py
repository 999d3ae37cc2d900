"""Change inside and after an indication: it goes on, another product, more and less help, and never unseen."""

from dataclasses import replace
from datetime import timedelta
from functools import partial

import pytest

from desktop.models.faults import RuleBroken
from desktop.models.indications import Evaluation, Indication, Trajectory, VolumeChange
from desktop.models.kinds import EndReason, IndicationChange, IndicationStatus, NextStep, Provision
from desktop.services.approved_help import start_help
from desktop.services.draft_around import around
from desktop.services.draft_changes import DRAFTED, begin_change, change_volume
from desktop.services.evaluations import may_be_prolonged, remove_evaluation
from desktop.services.indications import approve, change_draft, check, hand_in, remove_draft
from desktop.services.workplace import Workplace
from tests.helpers.casework import PRODUCT, Drafted, a_draft, refused

WHY = {"change_reason": "De doelen zijn nog niet bereikt."}


def stored(desk: Workplace, indication_id: str) -> Indication:
    with desk.store.read() as reader:
        return reader.get(Indication, indication_id)


def codes(desk: Workplace, indication_id: str) -> set[str]:
    return {prompt.code for prompt in check(desk, indication_id).prompts}


def approved(desk: Workplace, lead: Workplace, **fields: object) -> Drafted:
    drafted = a_draft(desk, **fields)
    hand_in(desk, drafted.indication_id)
    approve(lead, drafted.indication_id)
    return drafted


@pytest.mark.parametrize("change", DRAFTED)
def test_a_change_is_drafted_as_an_indication_that_points_at_the_one_before(
    desk: Workplace, lead: Workplace, change: IndicationChange
) -> None:
    given = approved(desk, lead)
    before = stored(desk, given.indication_id)
    draft = stored(desk, begin_change(desk, given.indication_id, change)[0])
    assert (draft.follows_id, draft.change, draft.case_id) == (before.id, change, before.case_id)
    assert (draft.status, draft.author, draft.change_reason) == (IndicationStatus.DRAFT, desk.colleague.id, "")
    assert before.end
    begins = before.end + timedelta(days=1) if change is IndicationChange.PROLONGED else before.start
    assert draft.start == begins
    assert draft.end == (None if change is IndicationChange.PROLONGED else before.end)
    assert (draft.product == "") == (change is IndicationChange.OTHER_PRODUCT)
    anew = {IndicationChange.OTHER_PRODUCT, IndicationChange.MORE, IndicationChange.LESS}
    assert (draft.volume is None) == (change in anew)
    assert (draft.provider_id is None) == (change in {IndicationChange.OTHER_PRODUCT, IndicationChange.OTHER_PROVIDER})
    assert (draft.provision is Provision.PGB) == (change is IndicationChange.OTHER_PROVISION)
    assert draft.contribution_told_on is None, "what it costs is told again"


def test_a_change_asks_why_and_keeps_the_answer(desk: Workplace, lead: Workplace) -> None:
    given = approved(desk, lead)
    draft, _changes = begin_change(desk, given.indication_id, IndicationChange.MORE)
    assert "change-reason-missing" in codes(desk, draft)
    change_draft(desk, draft, **WHY)
    assert "change-reason-missing" not in codes(desk, draft)
    shown = around(desk, draft, check(desk, draft)).former
    assert shown is not None
    assert (shown.indication.id, shown.help) == (given.indication_id, "Begeleiding regulier")


def test_only_what_was_given_is_changed_and_once_at_a_time(desk: Workplace, lead: Workplace) -> None:
    drafted = a_draft(desk)
    refused("not-approved", partial(begin_change, desk, drafted.indication_id, IndicationChange.MORE))
    hand_in(desk, drafted.indication_id)
    refused("not-approved", partial(begin_change, desk, drafted.indication_id, IndicationChange.MORE))
    approve(lead, drafted.indication_id)
    draft, _changes = begin_change(desk, drafted.indication_id, IndicationChange.MORE)
    refused("change-drafted", partial(begin_change, desk, drafted.indication_id, IndicationChange.LESS))
    remove_draft(desk, draft)
    begin_change(desk, drafted.indication_id, IndicationChange.LESS)


def held(desk: Workplace, indication_id: str) -> None:
    """As if the day of its evaluations had come."""
    with desk.store.work("Hold") as work:
        for one in work.find(Evaluation, indication_id=indication_id):
            work.change(Evaluation, one.id, held_on=desk.today, effect="Het gaat beter.")
        work.commit()


def test_help_does_not_go_on_while_its_evaluation_is_not_held(desk: Workplace, lead: Workplace) -> None:
    given = approved(desk, lead)
    draft, _changes = begin_change(desk, given.indication_id, IndicationChange.PROLONGED)
    start = stored(desk, draft).start
    assert start
    fields = {"end": start + timedelta(days=90), "evaluations": ((start + timedelta(days=60)).isoformat(),)}
    change_draft(desk, draft, contribution_told_on=desk.today, **WHY, **fields)
    assert "evaluation-unfinished" in codes(desk, draft)
    with pytest.raises(RuleBroken, match="blocked"):
        hand_in(desk, draft)
    held(desk, given.indication_id)
    assert "evaluation-unfinished" not in codes(desk, draft)


def test_an_evaluation_that_was_taken_off_was_not_held(desk: Workplace, lead: Workplace) -> None:
    """The region wants help looked back on before it goes on; taking the plan off is no look back."""
    given = approved(desk, lead)
    with desk.store.read() as reader:
        planned = [one.id for one in reader.find(Evaluation, indication_id=given.indication_id)]
    for one in planned:
        remove_evaluation(desk, one)
    draft, _changes = begin_change(desk, given.indication_id, IndicationChange.PROLONGED)
    start = stored(desk, draft).start
    assert start
    fields = {"end": start + timedelta(days=90), "evaluations": ((start + timedelta(days=60)).isoformat(),)}
    change_draft(desk, draft, contribution_told_on=desk.today, **WHY, **fields)
    assert "evaluation-unfinished" in codes(desk, draft)
    refused("blocked", partial(hand_in, desk, draft))
    assert may_be_prolonged(desk, given.indication_id) is not None


@pytest.mark.parametrize("change", [c for c in DRAFTED if c is not IndicationChange.PROLONGED])
def test_another_change_that_reaches_past_the_end_lets_help_go_on_as_well(
    desk: Workplace, lead: Workplace, change: IndicationChange
) -> None:
    given = approved(desk, lead)
    last = stored(desk, given.indication_id).end
    assert last
    draft, _changes = begin_change(desk, given.indication_id, change)
    change_draft(desk, draft, start=last + timedelta(days=1), end=last + timedelta(days=60))
    assert "evaluation-unfinished" in codes(desk, draft)
    held(desk, given.indication_id)
    assert "evaluation-unfinished" not in codes(desk, draft)


def test_what_the_last_evaluation_said_is_heard(desk: Workplace, lead: Workplace) -> None:
    given = approved(desk, lead)
    held(desk, given.indication_id)
    draft, _changes = begin_change(desk, given.indication_id, IndicationChange.PROLONGED)
    assert "evaluation-unfinished" not in codes(desk, draft)
    with desk.store.work("Said") as work:
        for one in work.find(Evaluation, indication_id=given.indication_id):
            work.change(Evaluation, one.id, next=NextStep.STOP)
        work.commit()
    assert "evaluation-unfinished" in codes(desk, draft)


@pytest.mark.parametrize("case", ["planned", "taken off", "held", "said stop"])
def test_the_case_and_the_draft_say_the_same_of_going_on(desk: Workplace, lead: Workplace, case: str) -> None:
    given = approved(desk, lead)
    with desk.store.work("As it is") as work:
        for one in work.find(Evaluation, indication_id=given.indication_id):
            if case == "taken off":
                work.remove(Evaluation, one.id)
            elif case != "planned":
                then = NextStep.STOP if case == "said stop" else NextStep.THE_SAME
                work.change(Evaluation, one.id, held_on=desk.today, effect="Het gaat.", next=then)
        work.commit()
    draft, _changes = begin_change(desk, given.indication_id, IndicationChange.PROLONGED)
    hindered = may_be_prolonged(desk, given.indication_id) is not None
    assert hindered == (case != "held")
    assert ("evaluation-unfinished" in codes(desk, draft)) == hindered


def test_nor_when_nobody_says_that_it_goes_on(desk: Workplace, lead: Workplace) -> None:
    given = approved(desk, lead)
    draft, _changes = begin_change(desk, given.indication_id, IndicationChange.PROLONGED)
    change_draft(desk, draft, change=None)
    assert "evaluation-unfinished" in codes(desk, draft)


@pytest.mark.parametrize("change", [c for c in DRAFTED if c is not IndicationChange.PROLONGED])
def test_another_change_need_not_wait_for_the_evaluation(
    desk: Workplace, lead: Workplace, change: IndicationChange
) -> None:
    given = approved(desk, lead)
    draft, _changes = begin_change(desk, given.indication_id, change)
    assert "evaluation-unfinished" not in codes(desk, draft)


def test_how_often_and_how_long_it_was_given_before_is_told(desk: Workplace, lead: Workplace) -> None:
    given = approved(desk, lead)
    first = around(desk, given.indication_id, check(desk, given.indication_id)).earlier
    assert (first.count, first.months, first.months_total) == (0, 0, 6)
    draft, _changes = begin_change(desk, given.indication_id, IndicationChange.PROLONGED)
    start = stored(desk, draft).start
    assert start
    change_draft(desk, draft, end=start + timedelta(days=91))
    earlier = around(desk, draft, check(desk, draft)).earlier
    assert (earlier.count, earlier.months, earlier.months_total) == (1, 6, 9)


def test_when_what_follows_begins_the_help_before_it_ends(desk: Workplace, lead: Workplace) -> None:
    given = approved(desk, lead, start=desk.today - timedelta(days=20), evaluations=(desk.today.isoformat(),))
    start_help(desk, given.indication_id, desk.today - timedelta(days=15))
    draft, _changes = begin_change(desk, given.indication_id, IndicationChange.LESS)
    change_draft(desk, draft, volume=1, contribution_told_on=desk.today, evaluations=(desk.today.isoformat(),), **WHY)
    for prompt in check(desk, draft).questions:
        change_draft(desk, draft, reasons={**stored(desk, draft).reasons, prompt.code: "Besproken."})
    hand_in(desk, draft)
    approve(lead, draft)
    start_help(desk, draft, desk.today)
    with desk.store.read() as reader:
        (old,) = reader.find(Trajectory, indication_id=given.indication_id)
    assert (old.ended_on, old.end_reason) == (desk.today - timedelta(days=1), EndReason.MOVED_ON)
    assert stored(desk, given.indication_id).status is IndicationStatus.ENDED


@pytest.fixture
def roomy(desk: Workplace, lead: Workplace) -> Drafted:
    """Structural help: two hours a week is the most there is."""
    start = desk.today - timedelta(days=10)
    return approved(
        desk,
        lead,
        segment="2",
        start=start,
        end=start + timedelta(days=700),
        evaluations=((start + timedelta(days=80)).isoformat(),),
    )


def test_where_the_region_leaves_room_help_goes_down_and_up_inside_the_indication(
    desk: Workplace, roomy: Drafted
) -> None:
    change = partial(change_volume, desk, roomy.indication_id)
    assert change(1, desk.today, "Het gaat beter.").touches("volume_change")
    change(0, desk.today + timedelta(days=30), "Opgenomen.")
    change(2, desk.today + timedelta(days=60), "Weer thuis.")
    shown = around(desk, roomy.indication_id, check(desk, roomy.indication_id))
    assert shown.has_room
    assert shown.volume_now == 1
    assert [(c.volume, c.reason, c.agreed_by) for c in shown.changes] == [
        (1, "Het gaat beter.", desk.colleague.id),
        (0, "Opgenomen.", desk.colleague.id),
        (2, "Weer thuis.", desk.colleague.id),
    ]
    later = replace(desk, clock=lambda: desk.now + timedelta(days=45))
    assert around(later, roomy.indication_id, check(later, roomy.indication_id)).volume_now == 0


def test_a_change_that_does_not_fit_is_refused_at_its_field_and_nothing_is_kept(
    desk: Workplace, roomy: Drafted
) -> None:
    change = partial(change_volume, desk, roomy.indication_id)
    today = desk.today
    for code, field, volume, day, reason in (
        ("above-indicated", "volume", 3, today, "Meer."),
        ("too-large", "volume", 10**9, today, "Meer."),
        ("same-volume", "volume", 2, today, "Gelijk."),
        ("too-early", "from_on", 1, today - timedelta(days=11), "Eerder."),
        ("too-late", "from_on", 1, today + timedelta(days=800), "Later."),
        ("required", "reason", 1, today, " \n"),
        ("too-small", "volume", -1, today, "Minder dan niets."),
    ):
        with pytest.raises(RuleBroken, match=code) as told:
            change(volume, day, reason)
        assert told.value.field == field
    with desk.store.read() as reader:
        assert reader.find(VolumeChange) == []


def test_elsewhere_less_help_is_a_new_draft(desk: Workplace, lead: Workplace) -> None:
    given = approved(desk, lead)
    refused("no-room", partial(change_volume, desk, given.indication_id, 1, desk.today, "Minder."))
    assert not around(desk, given.indication_id, check(desk, given.indication_id)).has_room


def test_a_draft_is_changed_in_the_draft(desk: Workplace) -> None:
    drafted = a_draft(desk, segment="2", product=PRODUCT)
    refused("not-approved", partial(change_volume, desk, drafted.indication_id, 1, desk.today, "Minder."))


def test_a_draft_and_the_help_itself_are_held_back_by_the_same_rule(desk: Workplace, lead: Workplace) -> None:
    """What keeps approved help from going on keeps back the draft that prolongs it, and nothing else does."""
    given = approved(desk, lead)
    draft, _changes = begin_change(desk, given.indication_id, IndicationChange.PROLONGED)

    def blocked() -> set[str]:
        held_back = around(desk, given.indication_id, check(desk, given.indication_id)).hindrance
        assert ("evaluation-unfinished" in codes(desk, draft)) == (held_back is not None)
        return {held_back.why} if held_back else set()

    assert blocked() == {"evaluation-never-held"}
    with desk.store.work("Hold") as work:
        (one,) = work.find(Evaluation, indication_id=given.indication_id)
        work.change(Evaluation, one.id, held_on=desk.today, effect="Klaar.", next=NextStep.STOP)
        work.commit()
    assert blocked() == {"evaluation-said-stop"}
    (prompt,) = [p for p in check(desk, draft).prompts if p.code == "evaluation-unfinished"]
    assert "dat de hulp kan stoppen" in prompt.text
    with desk.store.work("Hold") as work:
        work.change(Evaluation, one.id, next=NextStep.THE_SAME)
        work.commit()
    assert blocked() == set()
