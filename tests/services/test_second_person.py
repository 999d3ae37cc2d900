"""Remarks at a field, what changed since, versions of one need, and the sample that a region may let be looked at."""

from dataclasses import replace
from datetime import timedelta
from functools import partial

import pytest

from desktop.language import speaking
from desktop.models.faults import RuleBroken
from desktop.models.indications import Evaluation, Indication
from desktop.models.kinds import CasePhase, IndicationChange, IndicationStatus, Provision
from desktop.models.region_settings import Approval, Source
from desktop.models.sealed_text import CHOSEN
from desktop.rules.second_person import lot_of
from desktop.services.case_reading import case_page
from desktop.services.changed_text import FieldChange, Since
from desktop.services.draft_changes import begin_change
from desktop.services.indications import (
    answer_prompt,
    approve,
    begin_draft,
    change_draft,
    draft_page,
    hand_in,
    remove_draft,
    return_with_remarks,
    take_back,
)
from desktop.services.seals import is_sealed
from desktop.services.second_person import draw_of, let_through
from desktop.services.today import TodayKind, today
from desktop.services.workplace import Workplace
from tests.helpers.casework import Drafted, a_draft, a_handed_in_draft, a_provider, refused

SOURCE = Source(document="Verzonnen werkwijze", paragraph="3")


def stored(desk: Workplace, indication_id: str) -> Indication:
    with desk.store.read() as reader:
        return reader.get(Indication, indication_id)


def sampling(desk: Workplace, case_id: str, *, drawn: bool, limit: int | None = None) -> Workplace:
    """The same desk in a region whose sample holds the case's next approval, or just does not."""
    rule = Approval(all_from_cents=limit, share_percent=lot(desk, case_id) + drawn, source=SOURCE)
    return replace(desk, profile=desk.profile.model_copy(update={"approval": rule}))


def lot(desk: Workplace, case_id: str) -> int:
    with desk.store.read() as reader:
        return lot_of(draw_of(reader, case_id))


@pytest.fixture
def drafted(desk: Workplace) -> Drafted:
    """A draft of a case that some share leaves out: the lowest lot is in every sample."""
    while not lot(desk, (made := a_draft(desk)).case_id):
        pass
    return made


def test_a_draft_comes_back_with_a_remark_at_a_field(desk: Workplace, lead: Workplace) -> None:
    drafted = a_handed_in_draft(desk)
    return_with_remarks(lead, drafted.indication_id, "", {"volume": " Waarom zo veel? ", "end": " "})
    back = stored(desk, drafted.indication_id)
    assert (back.status, back.remarks, back.field_remarks) == (
        IndicationStatus.RETURNED,
        "",
        {"volume": "Waarom zo veel?"},
    )
    with speaking("nl"):
        [line] = today(desk).lines(TodayKind.RETURNED)
        assert line.what == "Omvang: Waarom zo veel?"


def test_a_draft_does_not_come_back_without_a_remark_or_with_one_at_no_field(desk: Workplace, lead: Workplace) -> None:
    drafted = a_handed_in_draft(desk)
    refused(
        "required remarks",
        partial(return_with_remarks, lead, drafted.indication_id, " "),
        partial(return_with_remarks, lead, drafted.indication_id, "", {"volume": " "}),
    )
    with pytest.raises(ValueError, match="author"):
        return_with_remarks(lead, drafted.indication_id, "x", {"author": "x"})


def test_the_second_person_sees_what_changed_since_it_went_back(desk: Workplace, lead: Workplace) -> None:
    drafted = a_handed_in_draft(desk)
    assert draft_page(lead, drafted.indication_id).changes is None
    return_with_remarks(lead, drafted.indication_id, "Minder kan ook.")
    before = stored(desk, drafted.indication_id)
    other = a_provider(desk, "De Wulp")
    shorter = before.end - timedelta(days=30) if before.end else None
    change_draft(desk, drafted.indication_id, volume=1, end=shorter, provider_id=other, result="Post op orde.")
    answer_prompt(desk, drafted.indication_id, "intake-stop", "De aanbieder belde zelf.")
    change_draft(desk, drafted.indication_id, segment="1B")
    change_draft(desk, drafted.indication_id, segment=before.segment)
    hand_in(desk, drafted.indication_id)
    with speaking("nl"):
        changes = draft_page(lead, drafted.indication_id).changes
    assert changes is not None
    assert (changes.since, changes.on, changes.by) == (Since.RETURNED, desk.today, "Annelies Terpstra")
    assert {line.field: (line.before, line.after) for line in changes.lines} == {
        "volume": ("2", "1"),
        "end": ("5 juni 2027", "6 mei 2027"),
        "provider_id": ("De Kwikstaart", "De Wulp"),
        "result": ("—", "Post op orde."),
        "reasons": ("—", "De aanbieder belde zelf."),
    }


def test_handing_in_unchanged_what_went_back_is_told_as_no_change(desk: Workplace, lead: Workplace) -> None:
    drafted = a_handed_in_draft(desk)
    return_with_remarks(lead, drafted.indication_id, "Minder kan ook.")
    hand_in(desk, drafted.indication_id)
    changes = draft_page(lead, drafted.indication_id).changes
    assert changes is not None
    assert changes.lines == ()


@pytest.mark.parametrize("field", CHOSEN)
def test_a_change_of_any_field_of_the_text_is_told(desk: Workplace, lead: Workplace, field: str) -> None:
    drafted = a_handed_in_draft(desk)
    return_with_remarks(lead, drafted.indication_id, "x")
    present = getattr(stored(desk, drafted.indication_id), field)
    info = Indication.model_fields[field]
    others = {"reasons": {"x": "y"}, "evaluations": (), "start": desk.today, "end": None, "provider_id": None}
    changed = others.get(field, info.get_default(call_default_factory=True))
    if changed == present:
        changed = {bool: not present}.get(type(present), "Anders")
    if field in {"law", "care_form", "provision", "agreement", "change"}:
        kind = type(present) if present is not None else None
        changed = next((m for m in kind if m is not present), present) if kind else "prolonged"
    if field == "contribution_told_on":
        changed = desk.today - timedelta(days=1)
    with desk.store.work("Change") as work:
        work.change(Indication, drafted.indication_id, **{field: changed})
        work.commit()
    changes = draft_page(lead, drafted.indication_id).changes
    assert changes is not None
    assert [line.field for line in changes.lines] == [field]
    assert changes.lines[0].before != changes.lines[0].after


def test_approving_forgets_the_remarks_and_keeps_the_sealed_text(desk: Workplace, lead: Workplace) -> None:
    drafted = a_handed_in_draft(desk)
    return_with_remarks(lead, drafted.indication_id, "Minder kan ook.", {"volume": "Eén uur?"})
    change_draft(desk, drafted.indication_id, volume=1)
    hand_in(desk, drafted.indication_id)
    approve(lead, drafted.indication_id)
    approved = stored(desk, drafted.indication_id)
    assert (approved.field_remarks, approved.returned_text, approved.version) == ({}, {}, 1)
    assert is_sealed(approved)
    assert draft_page(lead, drafted.indication_id).is_intact


def test_a_text_that_was_changed_under_its_seal_is_said_to_be(desk: Workplace, lead: Workplace) -> None:
    drafted = a_handed_in_draft(desk)
    approve(lead, drafted.indication_id)
    with desk.store.work("Tamper") as work:
        work.change(Indication, drafted.indication_id, volume=40)
        work.commit()
    assert not draft_page(desk, drafted.indication_id).is_intact


def test_what_follows_an_approved_text_is_its_next_version_and_tells_its_difference(
    desk: Workplace, lead: Workplace
) -> None:
    drafted = a_handed_in_draft(desk)
    approve(lead, drafted.indication_id)
    former = stored(desk, drafted.indication_id)
    second, _changes = begin_change(desk, drafted.indication_id, IndicationChange.LESS)
    assert former.end is not None
    ends = former.end + timedelta(days=100)
    evaluated = ((former.end - timedelta(days=10)).isoformat(),)
    why = {
        "change_reason": "Het gaat beter.",
        "stops_when": "Zij doet de post zelf.",
        "contribution_told_on": desk.today,
    }
    change_draft(desk, second, end=ends, evaluations=evaluated, provision=Provision.IN_KIND, volume=1, **why)
    page = draft_page(desk, second)
    assert (page.version, page.indication.version) == (2, 1)
    assert page.changes is not None
    assert (page.changes.since, page.changes.version) == (Since.FORMER, 1)
    told = {line.field: line for line in page.changes.lines}
    assert {"end", "evaluations", "volume", "change"} <= told.keys()
    assert told["volume"] == FieldChange("volume", told["volume"].name, str(former.volume), "1")
    with desk.store.work("Answer") as work:
        found = {"repeat-indication": "Het loopt nog.", "returned-soon": "Het loopt nog."}
        work.change(Indication, second, reasons=found)
        for one in work.find(Evaluation, indication_id=drafted.indication_id):
            work.change(Evaluation, one.id, held_on=desk.today, effect="Het gaat beter.")
        work.commit()
    hand_in(desk, second)
    approve(lead, second)
    assert (stored(desk, second).version, stored(desk, drafted.indication_id)) == (2, former)


def test_a_profile_that_sets_nothing_asks_a_second_person_for_all(desk: Workplace) -> None:
    assert desk.profile.approval is None
    assert stored(desk, a_handed_in_draft(desk).indication_id).status is IndicationStatus.HANDED_IN


def test_what_the_sample_lets_through_is_approved_and_recorded_as_unseen(
    desk: Workplace, lead: Workplace, drafted: Drafted
) -> None:
    there = sampling(desk, drafted.case_id, drawn=False)
    hand_in(there, drafted.indication_id)
    found = stored(desk, drafted.indication_id)
    assert (found.status, found.judged_unseen, found.judged_by, found.judged_at) == (
        IndicationStatus.APPROVED,
        True,
        "",
        desk.now,
    )
    assert is_sealed(found)
    with desk.store.read() as reader:
        assert [e.due_on.isoformat() for e in reader.find(Evaluation)] == list(found.evaluations)
    assert case_page(desk, drafted.case_id).case.phase is CasePhase.DECIDED
    assert TodayKind.TO_APPROVE not in {group.kind for group in today(lead).groups}


def test_what_the_sample_draws_waits_for_a_second_person(desk: Workplace, drafted: Drafted) -> None:
    hand_in(sampling(desk, drafted.case_id, drawn=True), drafted.indication_id)
    assert stored(desk, drafted.indication_id).status is IndicationStatus.HANDED_IN


@pytest.mark.parametrize(("limit", "status"), [(1, IndicationStatus.HANDED_IN), (10**9, IndicationStatus.APPROVED)])
def test_from_a_cost_on_a_second_person_looks_at_all(
    desk: Workplace, drafted: Drafted, limit: int, status: IndicationStatus
) -> None:
    hand_in(sampling(desk, drafted.case_id, drawn=False, limit=limit), drafted.indication_id)
    assert stored(desk, drafted.indication_id).status is status


@pytest.mark.parametrize(
    ("costs", "through"),
    [((400_000, 499_999), True), ((400_000, 500_001), False), ((400_000, None), False)],
)
def test_what_is_handed_in_together_has_one_lot_and_one_cost(
    desk: Workplace, drafted: Drafted, costs: tuple[int | None, ...], through: bool
) -> None:
    second, _changes = begin_draft(desk, drafted.case_id)
    there = sampling(desk, drafted.case_id, drawn=False, limit=900_000)
    with there.casework("Hand in") as work:
        lines = [work.get(Indication, id_) for id_ in (drafted.indication_id, second)]
        assert let_through(there, work, list(zip(lines, costs, strict=True))) is through
        work.commit()
    wanted = IndicationStatus.APPROVED if through else IndicationStatus.DRAFT
    assert {stored(desk, line.id).status for line in lines} == {wanted}


def test_taking_back_and_drafting_anew_draws_no_other_lot(desk: Workplace) -> None:
    """In a case that a small sample draws, so that another lot would fall outside it."""
    while lot(desk, (drafted := a_draft(desk)).case_id) >= 20:
        pass
    there = sampling(desk, drafted.case_id, drawn=True)
    hand_in(there, drafted.indication_id)
    take_back(there, drafted.indication_id)
    chosen = {name: getattr(stored(desk, drafted.indication_id), name) for name in CHOSEN}
    remove_draft(there, drafted.indication_id)
    for _try in range(5):
        anew, _changes = begin_draft(there, drafted.case_id)
        change_draft(there, anew, **chosen)
        hand_in(there, anew)
        assert stored(desk, anew).status is IndicationStatus.HANDED_IN
        take_back(there, anew)
        remove_draft(there, anew)


def test_what_a_second_person_sent_back_goes_to_a_second_person_again(
    desk: Workplace, lead: Workplace, drafted: Drafted
) -> None:
    hand_in(desk, drafted.indication_id)
    return_with_remarks(lead, drafted.indication_id, "Minder kan ook.")
    hand_in(sampling(desk, drafted.case_id, drawn=False), drafted.indication_id)
    assert stored(desk, drafted.indication_id).status is IndicationStatus.HANDED_IN


def test_what_blocks_is_not_let_through(desk: Workplace, drafted: Drafted) -> None:
    change_draft(desk, drafted.indication_id, volume=None)
    with pytest.raises(RuleBroken, match="blocked"):
        hand_in(sampling(desk, drafted.case_id, drawn=False), drafted.indication_id)
    assert stored(desk, drafted.indication_id).status is IndicationStatus.DRAFT
