"""What was granted becomes a message: one per client and provider, told once, and changed by the rules."""

from datetime import date, timedelta
from pathlib import Path

import pytest
from lxml import etree

from desktop.models.audit import AuditAction
from desktop.models.casework import Case
from desktop.models.faults import RuleBroken, WorldFault
from desktop.models.indications import Decision, Indication, Trajectory
from desktop.models.kinds import (
    EndReason,
    Frequency,
    IndicationChange,
    IndicationStatus,
    Law,
    MessageKind,
    MessageState,
    Provision,
    Role,
    Unit,
)
from desktop.models.messages import Allocation, CareMessage, CareMessageLine
from desktop.services.allocation_messages import MessagesWritten, withdraw_allocation, write_messages
from desktop.services.undo import undo
from desktop.services.workplace import Workplace
from tests.helpers.audit import broken
from tests.helpers.casework import colleague
from tests.helpers.granted import END, START, a_client, a_provider, change_resident, granted, someone, store
from tests.helpers.standard import faults_by_schema
from tests.services.test_looking import told


def written(desk: Workplace, folder: Path, law: Law = Law.WMO) -> MessagesWritten:
    return write_messages(desk, law, folder)


def products(path: Path) -> list[dict[str, str]]:
    """The allocated products of a file by element name, whatever their depth."""
    root = etree.fromstring(path.read_bytes())
    found = [one for one in root.iter() if etree.QName(one).localname == "ToegewezenProduct"]
    return [{etree.QName(e).localname: (e.text or "").strip() for e in one.iter()} for one in found]


def allocations(desk: Workplace) -> list[Allocation]:
    with desk.store.read() as reader:
        return sorted(reader.find(Allocation), key=lambda a: (a.start, a.number))


def change(desk: Workplace, indication_id: str, **fields: object) -> None:
    with desk.store.work("Change") as work:
        work.change(Indication, indication_id, **fields)
        work.commit()


def test_a_granted_indication_becomes_a_message_that_the_schema_accepts(desk: Workplace, tmp_path: Path) -> None:
    given = someone(desk)
    done = written(desk, tmp_path / "uit")
    (path,) = done.written
    assert faults_by_schema(MessageKind.WMO301, path.read_bytes()) == []
    (product,) = products(path)
    (allocation,) = allocations(desk)
    assert product["ToewijzingNummer"] == str(allocation.number)
    assert (product["Categorie"], product["Code"]) == ("02", "02A03")
    assert (product["Volume"], product["Eenheid"], product["Frequentie"]) == ("2", "04", "2")
    assert (product["Ingangsdatum"], product["Einddatum"]) == (START.isoformat(), END.isoformat())
    assert "RedenWijziging" not in product
    assert allocation.indication_id == given.indication_id


def test_in_the_log_it_is_an_export_of_each_case_for_the_provider(desk: Workplace, tmp_path: Path) -> None:
    given = someone(desk)
    written(desk, tmp_path)
    exported = told(desk, AuditAction.EXPORT)
    assert [(line.object, line.what, line.purpose) for line in exported] == [(given.case_id, "WMO301", "for-provider")]
    assert "Write allocation messages" not in {line.what for line in told(desk, AuditAction.CHANGE)}
    assert broken(desk.store) is None


def test_what_was_written_is_kept(desk: Workplace, tmp_path: Path) -> None:
    given = someone(desk)
    (path,) = written(desk, tmp_path).written
    with desk.store.read() as reader:
        (message,), (line,) = reader.find(CareMessage), reader.find(CareMessageLine)
    assert (message.kind, message.sender, message.receiver) == (MessageKind.WMO301, "1895", "42420001")
    assert message.file_name == path.name
    assert len(message.identification) == 12
    assert (line.state, line.case_id) == (MessageState.WRITTEN, given.case_id)


def test_nothing_is_told_twice(desk: Workplace, tmp_path: Path) -> None:
    someone(desk)
    assert len(written(desk, tmp_path).written) == 1
    again = written(desk, tmp_path)
    assert (again.written, again.left_out) == ((), ())
    assert not again.changes.act


def test_a_file_name_says_nothing_of_the_client(desk: Workplace, tmp_path: Path) -> None:
    someone(desk)
    (path,) = written(desk, tmp_path).written
    assert "999900006" not in path.name
    assert "boer" not in path.name.lower()


def test_all_current_help_of_a_client_at_a_provider_is_in_one_message(desk: Workplace, tmp_path: Path) -> None:
    """OP087."""
    given = someone(desk)
    written(desk, tmp_path)
    granted(desk, given.case_id, given.provider_id, product="groep-arbeidsmatig", unit=Unit.DAY_PART, volume=4)
    granted(desk, given.case_id, a_provider(desk, "42420002", "Het Roer"), product="vervoer", unit=Unit.PIECE)
    done = written(desk, tmp_path)
    held = {path.name.split("_")[2]: sorted(one["Code"] for one in products(path)) for path in done.written}
    assert held == {"42420001": ["02A03", "07A03"], "42420002": ["08A03"]}


def test_the_same_help_prolonged_is_stretched(desk: Workplace, tmp_path: Path) -> None:
    """OP380."""
    given = someone(desk)
    written(desk, tmp_path)
    (before,) = allocations(desk)
    follow = {"start": END + timedelta(days=1), "end": END + timedelta(days=90)}
    granted(
        desk,
        given.case_id,
        given.provider_id,
        follows_id=given.indication_id,
        change=IndicationChange.PROLONGED,
        **follow,
    )
    (path,) = written(desk, tmp_path).written
    (product,), (after,) = products(path), allocations(desk)
    assert (after.number, after.start, after.end) == (before.number, START, follow["end"])
    assert product["RedenWijziging"] == "04"
    assert written(desk, tmp_path).written == ()


def test_the_same_help_that_joins_on_is_stretched_without_being_linked(desk: Workplace, tmp_path: Path) -> None:
    given = someone(desk)
    written(desk, tmp_path)
    granted(desk, given.case_id, given.provider_id, start=END + timedelta(days=1), end=END + timedelta(days=30))
    written(desk, tmp_path)
    assert [a.end for a in allocations(desk)] == [END + timedelta(days=30)]


def test_more_help_is_a_new_allocation_and_the_old_one_ends_the_day_before(desk: Workplace, tmp_path: Path) -> None:
    given = someone(desk)
    written(desk, tmp_path)
    granted(
        desk,
        given.case_id,
        given.provider_id,
        start=date(2026, 12, 7),
        volume=4,
        follows_id=given.indication_id,
        change=IndicationChange.MORE,
    )
    (path,) = written(desk, tmp_path).written
    old, new = allocations(desk)
    assert (old.end, old.change_reason) == (date(2026, 12, 6), "05")
    assert (new.start, new.change_reason) == (date(2026, 12, 7), "")
    assert old.number != new.number
    assert len(products(path)) == 2
    assert written(desk, tmp_path).written == ()


def test_another_provider_takes_over(desk: Workplace, tmp_path: Path) -> None:
    given = someone(desk)
    written(desk, tmp_path)
    granted(
        desk,
        given.case_id,
        a_provider(desk, "42420002", "Het Roer"),
        start=date(2026, 12, 7),
        follows_id=given.indication_id,
        change=IndicationChange.OTHER_PROVIDER,
    )
    done = written(desk, tmp_path)
    assert len(done.written) == 2
    old, new = allocations(desk)
    assert (old.change_reason, new.change_reason) == ("09", "")


def test_what_a_change_replaces_from_its_first_day_is_taken_away(desk: Workplace, tmp_path: Path) -> None:
    """OP033x1."""
    given = someone(desk)
    written(desk, tmp_path)
    granted(
        desk, given.case_id, given.provider_id, volume=3, follows_id=given.indication_id, change=IndicationChange.MORE
    )
    written(desk, tmp_path)
    gone = next(a for a in allocations(desk) if a.indication_id == given.indication_id)
    assert (gone.end, gone.change_reason) == (gone.start, "13")


def test_an_allocation_taken_away_is_told_once_and_not_given_again(desk: Workplace, tmp_path: Path) -> None:
    someone(desk)
    written(desk, tmp_path)
    (allocation,) = allocations(desk)
    withdraw_allocation(desk, allocation.id)
    (path,) = written(desk, tmp_path).written
    (product,) = products(path)
    assert (product["Einddatum"], product["RedenWijziging"]) == (START.isoformat(), "13")
    assert faults_by_schema(MessageKind.WMO301, path.read_bytes()) == []
    assert written(desk, tmp_path).written == ()
    with pytest.raises(RuleBroken, match="allocation-withdrawn"):
        withdraw_allocation(desk, allocation.id)


def test_help_that_has_begun_is_ended_and_not_taken_away(desk: Workplace, tmp_path: Path) -> None:
    given = someone(desk)
    written(desk, tmp_path)
    store(desk, Trajectory(indication_id=given.indication_id, started_on=START))
    (before,) = allocations(desk)
    with pytest.raises(RuleBroken, match="allocation-begun"):
        withdraw_allocation(desk, before.id)
    assert allocations(desk) == [before]


def test_taking_away_can_be_undone(desk: Workplace, tmp_path: Path) -> None:
    someone(desk)
    written(desk, tmp_path)
    (before,) = allocations(desk)
    undo(desk, withdraw_allocation(desk, before.id).act)
    assert allocations(desk) == [before]
    assert written(desk, tmp_path).written == ()


@pytest.mark.parametrize(
    ("reason", "code"),
    [
        (EndReason.AS_PLANNED, "05"),
        (EndReason.EARLY, "05"),
        (EndReason.OTHER, "05"),
        (EndReason.DECEASED, "02"),
        (EndReason.OTHER_DOMAIN, "06"),
        (EndReason.MOVED_AWAY, "07"),
        (EndReason.BY_PROVIDER, "12"),
    ],
)
def test_help_that_ended_early_is_shortened(desk: Workplace, tmp_path: Path, reason: EndReason, code: str) -> None:
    given = someone(desk)
    written(desk, tmp_path)
    last = desk.today - timedelta(days=1)
    store(
        desk,
        Trajectory(indication_id=given.indication_id, started_on=START, ended_on=last, end_reason=reason),
    )
    change(desk, given.indication_id, status=IndicationStatus.ENDED)
    written(desk, tmp_path)
    (allocation,) = allocations(desk)
    assert (allocation.end, allocation.change_reason) == (last, code)


def test_a_personal_budget_takes_over(desk: Workplace, tmp_path: Path) -> None:
    given = someone(desk)
    written(desk, tmp_path)
    granted(
        desk,
        given.case_id,
        given.provider_id,
        start=date(2026, 12, 7),
        provision=Provision.PGB,
        follows_id=given.indication_id,
        change=IndicationChange.OTHER_PROVISION,
    )
    written(desk, tmp_path)
    (allocation,) = allocations(desk)
    assert (allocation.end, allocation.change_reason) == (date(2026, 12, 6), "08")


@pytest.mark.parametrize(
    ("status", "granted_", "provision"),
    [
        (IndicationStatus.HANDED_IN, True, Provision.IN_KIND),
        (IndicationStatus.APPROVED, False, Provision.IN_KIND),
        (IndicationStatus.APPROVED, True, Provision.PGB),
    ],
)
def test_only_granted_help_in_kind_is_allocated(
    desk: Workplace, tmp_path: Path, status: IndicationStatus, granted_: bool, provision: Provision
) -> None:
    given = someone(desk, status=status, provision=provision)
    with desk.store.work("Decide") as work:
        (decision,) = work.find(Decision, indication_id=given.indication_id)
        work.change(Decision, decision.id, granted=granted_)
        work.commit()
    assert written(desk, tmp_path).written == ()
    assert allocations(desk) == []


@pytest.mark.parametrize(
    ("fields", "code", "field"),
    [
        ({"bsn": ""}, "message-needs-bsn", "bsn"),
        ({"birth_date": None}, "message-needs-birth-date", "birth_date"),
        ({"address": "Aan de dijk"}, "message-house-unclear", "address"),
    ],
)
def test_a_client_of_whom_too_little_is_known_is_left_out_whole(
    desk: Workplace, tmp_path: Path, fields: dict[str, object], code: str, field: str
) -> None:
    given = someone(desk)
    change_resident(desk, given.case_id, **fields)
    done = written(desk, tmp_path / "uit")
    (out,) = done.left_out
    assert (out.id, out.case_id) == (given.indication_id, given.case_id)
    assert [(fault.code, fault.field) for fault in out.faults] == [(code, field)]
    assert out.reason
    assert done.written == ()
    assert allocations(desk) == []
    change_resident(desk, given.case_id, bsn="999900006", birth_date=date(1990, 5, 1), address="Dorpsstraat 3")
    assert len(written(desk, tmp_path / "uit").written) == 1


def test_a_name_of_two_hundred_letters_and_nobody_without_an_address_break_the_message(
    desk: Workplace, tmp_path: Path
) -> None:
    given = someone(desk)
    change_resident(
        desk, given.case_id, last_name="Ö" * 200, first_names="", initials="", address="", postal_code="", place=""
    )
    (path,) = written(desk, tmp_path).written
    assert faults_by_schema(MessageKind.WMO301, path.read_bytes()) == []


def test_a_provider_without_a_code_is_left_out(desk: Workplace, tmp_path: Path) -> None:
    granted(desk, a_client(desk), a_provider(desk, ""))
    (out,) = written(desk, tmp_path).left_out
    assert [fault.code for fault in out.faults] == ["message-needs-agb"]


def test_per_week_without_a_last_day_is_left_out(desk: Workplace, tmp_path: Path) -> None:
    someone(desk, end=None)
    (out,) = written(desk, tmp_path).left_out
    assert [(fault.code, fault.field) for fault in out.faults] == [("message-needs-end", "end")]


def test_per_month_needs_no_last_day(desk: Workplace, tmp_path: Path) -> None:
    someone(desk, end=None, frequency=Frequency.MONTH)
    (path,) = written(desk, tmp_path).written
    assert faults_by_schema(MessageKind.WMO301, path.read_bytes()) == []
    assert "Einddatum" not in products(path)[0]


def test_one_left_out_does_not_keep_the_others(desk: Workplace, tmp_path: Path) -> None:
    given = someone(desk)
    other = a_client(desk, bsn="999900018")
    granted(desk, other, given.provider_id)
    change_resident(desk, given.case_id, bsn="")
    done = written(desk, tmp_path)
    assert (len(done.written), len(done.left_out)) == (1, 1)


def test_the_same_decision_gets_the_same_number_on_two_laptops(desk: Workplace, tmp_path: Path) -> None:
    """Two laptops that allocate it apart make one record, not two allocations."""
    someone(desk)
    done = written(desk, tmp_path / "een")
    (one,) = allocations(desk)
    undo(desk, done.changes.act)
    assert allocations(desk) == []
    written(desk, tmp_path / "twee")
    (other,) = allocations(desk)
    assert (one.id, one.number) == (other.id, other.number)


def test_nothing_is_kept_when_the_folder_cannot_be_written(desk: Workplace, tmp_path: Path) -> None:
    someone(desk)
    (tmp_path / "bestand").write_text("geen map")
    with pytest.raises(WorldFault, match="cannot-write"):
        written(desk, tmp_path / "bestand")
    assert allocations(desk) == []
    assert len(written(desk, tmp_path / "map").written) == 1


@pytest.mark.parametrize("role", [Role.CONTRACT_MANAGER, Role.ADMINISTRATOR])
def test_who_does_no_casework_writes_no_messages(desk: Workplace, tmp_path: Path, role: Role) -> None:
    someone(desk)
    with pytest.raises(RuleBroken, match="not-allowed"):
        written(colleague(desk, "Iemand anders", role), tmp_path)


def test_youth_help_goes_in_its_own_message(desk: Workplace, tmp_path: Path) -> None:
    given = someone(desk)
    with desk.store.work("Change") as work:
        work.change(Case, given.case_id, law=Law.JEUGDWET)
        work.commit()
    assert written(desk, tmp_path, Law.JEUGDWET).written == ()
    assert len(written(desk, tmp_path, Law.WMO).written) == 1
