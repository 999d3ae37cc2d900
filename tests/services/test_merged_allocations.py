"""A provider that was merged into another is told things as that other: one provider, one message, one code."""

from datetime import timedelta
from pathlib import Path

import pytest
from lxml import etree

from desktop.models.indications import Trajectory
from desktop.models.kinds import IndicationChange, Law, MessageKind, Unit
from desktop.models.messages import Allocation
from desktop.models.social_map import Provider
from desktop.services.allocation_messages import withdraw_allocation, write_messages
from desktop.services.incoming_messages import read_message
from desktop.services.messages_page import case_messages
from desktop.services.workplace import Workplace
from tests.helpers.granted import END, Given, a_client, a_provider, granted, someone
from tests.helpers.standard import AGB, asked, faults_by_schema, message, started

OTHER = "42420002"


def merged(desk: Workplace, double: str, kept: str | None) -> None:
    with desk.store.work("Merge") as work:
        work.change(Provider, double, merged_into=kept)
        work.commit()


def told(desk: Workplace, folder: Path) -> dict[str, list[str]]:
    """The numbers in each message, by the code of who gets it."""
    found: dict[str, list[str]] = {}
    for path in write_messages(desk, Law.WMO, folder).written:
        assert faults_by_schema(MessageKind.WMO301, path.read_bytes()) == []
        root = etree.fromstring(path.read_bytes())
        numbers = [e.text or "" for e in root.iter() if etree.QName(e).localname == "ToewijzingNummer"]
        receiver = next(e.text or "" for e in root.iter() if etree.QName(e).localname == "Ontvanger")
        assert receiver not in found, "one message for each client and provider"
        found[receiver] = sorted(numbers)
    return found


def numbers(desk: Workplace) -> list[str]:
    with desk.store.read() as reader:
        return sorted(str(one.number) for one in reader.find(Allocation))


@pytest.fixture
def given(desk: Workplace) -> Given:
    return someone(desk)


@pytest.fixture
def kept(desk: Workplace) -> str:
    return a_provider(desk, OTHER, "De Kwikstaart Zorg")


def test_what_was_never_told_goes_to_the_provider_it_was_merged_into(
    desk: Workplace, given: Given, kept: str, tmp_path: Path
) -> None:
    merged(desk, given.provider_id, kept)
    assert told(desk, tmp_path) == {OTHER: numbers(desk)}
    assert told(desk, tmp_path) == {}


def test_a_merge_that_went_onward_is_walked_to_its_end(
    desk: Workplace, given: Given, kept: str, tmp_path: Path
) -> None:
    between = a_provider(desk, "42420003", "Tussen")
    merged(desk, given.provider_id, between)
    merged(desk, between, kept)
    assert list(told(desk, tmp_path)) == [OTHER]


def test_a_double_without_a_code_is_told_under_the_code_of_the_kept_one(desk: Workplace, tmp_path: Path) -> None:
    double = a_provider(desk, "", "De Kwikstaart b.v.")
    granted(desk, a_client(desk), double)
    assert [fault.code for fault in write_messages(desk, Law.WMO, tmp_path).left_out[0].faults] == ["message-needs-agb"]
    merged(desk, double, a_provider(desk))
    assert list(told(desk, tmp_path)) == [AGB]


def test_current_help_at_the_double_and_at_the_kept_one_is_in_one_message(
    desk: Workplace, given: Given, kept: str, tmp_path: Path
) -> None:
    """OP087."""
    granted(desk, given.case_id, kept, product="groep-arbeidsmatig", unit=Unit.DAY_PART, volume=4)
    merged(desk, given.provider_id, kept)
    assert told(desk, tmp_path) == {OTHER: numbers(desk)}
    assert len(numbers(desk)) == 2


def test_what_runs_and_was_told_under_the_old_code_is_told_once_more_under_the_new_one(
    desk: Workplace, given: Given, kept: str, tmp_path: Path
) -> None:
    assert list(told(desk, tmp_path)) == [AGB]
    before = numbers(desk)
    merged(desk, given.provider_id, kept)
    (due,) = case_messages(desk, given.case_id).to_tell
    assert (due.provider, due.count) == ("De Kwikstaart Zorg", 1)
    assert told(desk, tmp_path) == {OTHER: before}
    assert told(desk, tmp_path) == {}


def test_what_was_told_under_the_code_that_stays_is_not_told_again(
    desk: Workplace, given: Given, tmp_path: Path
) -> None:
    told(desk, tmp_path)
    merged(desk, given.provider_id, a_provider(desk, AGB, "Dezelfde, met dezelfde code"))
    assert told(desk, tmp_path) == {}


def test_what_was_taken_away_is_not_told_again_under_the_new_code(
    desk: Workplace, given: Given, kept: str, tmp_path: Path
) -> None:
    told(desk, tmp_path)
    with desk.store.read() as reader:
        (allocation,) = reader.find(Allocation)
    withdraw_allocation(desk, allocation.id)
    told(desk, tmp_path)
    merged(desk, given.provider_id, kept)
    assert told(desk, tmp_path) == {}


def test_the_same_help_prolonged_at_the_kept_one_is_stretched_and_keeps_its_number(
    desk: Workplace, given: Given, kept: str, tmp_path: Path
) -> None:
    """OP380."""
    told(desk, tmp_path)
    before = numbers(desk)
    merged(desk, given.provider_id, kept)
    granted(
        desk,
        given.case_id,
        kept,
        start=END + timedelta(days=1),
        end=END + timedelta(days=90),
        follows_id=given.indication_id,
        change=IndicationChange.PROLONGED,
    )
    assert told(desk, tmp_path) == {OTHER: before}


def test_a_merge_gives_help_no_other_number_and_can_be_undone(
    desk: Workplace, given: Given, kept: str, tmp_path: Path
) -> None:
    """The number follows from the indication, whether a laptop knows of the merge or not."""
    merged(desk, given.provider_id, kept)
    told(desk, tmp_path)
    before = numbers(desk)
    merged(desk, given.provider_id, None)
    assert told(desk, tmp_path) == {AGB: before}


@pytest.mark.parametrize("sender", [AGB, OTHER])
def test_the_provider_may_answer_under_its_old_code_and_its_new_one(
    desk: Workplace, given: Given, kept: str, tmp_path: Path, sender: str
) -> None:
    told(desk, tmp_path)
    merged(desk, given.provider_id, kept)
    path = tmp_path / "start.xml"
    path.write_bytes(message(MessageKind.WMO305, started(int(numbers(desk)[0]), "2026-11-16"), sender=sender))
    done = read_message(desk, path)
    assert (done.new, done.rejected) == (1, ())
    with desk.store.read() as reader:
        assert len(reader.find(Trajectory, indication_id=given.indication_id)) == 1


def test_a_stranger_still_cannot_answer_for_it(desk: Workplace, given: Given, kept: str, tmp_path: Path) -> None:
    told(desk, tmp_path)
    merged(desk, given.provider_id, kept)
    path = tmp_path / "start.xml"
    path.write_bytes(message(MessageKind.WMO305, started(int(numbers(desk)[0]), "2026-11-16"), sender="42420009"))
    assert [one.code for one in read_message(desk, path).rejected] == ["line-other-provider"]


def test_a_request_under_the_old_code_is_answered_and_named_as_the_kept_one(
    desk: Workplace, kept: str, tmp_path: Path
) -> None:
    case_id, double = a_client(desk), a_provider(desk)
    path = tmp_path / "verzoek.xml"
    path.write_bytes(message(MessageKind.WMO315, asked("VOT-7")))
    read_message(desk, path)
    merged(desk, double, kept)
    assert [one.provider for one in case_messages(desk, case_id).to_answer] == ["De Kwikstaart Zorg"]
    granted(desk, case_id, kept)
    (written,) = write_messages(desk, Law.WMO, tmp_path / "uit").written
    assert b"VOT-7" in written.read_bytes()
