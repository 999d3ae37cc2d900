"""What a provider sends finds its case, sets when the help began and ended, or waits for a person. Nothing is lost."""

from datetime import date
from pathlib import Path

import pytest

from desktop.models.casework import Case
from desktop.models.faults import RuleBroken, WorldFault
from desktop.models.indications import VolumeChange
from desktop.models.kinds import CasePhase, EndReason, Law, MessageKind, MessageState, Role
from desktop.models.messages import Allocation, CareMessage, CareMessageLine
from desktop.rules.messages.tree import Element
from desktop.services.allocation_messages import withdraw_allocation, write_messages
from desktop.services.incoming_messages import read_message, set_done, try_again
from desktop.services.messages_page import messages_page
from desktop.services.requests import open_requests
from desktop.services.undo import undo
from desktop.services.workplace import Workplace
from tests.helpers.answers import lines, number, read, refusals, runs
from tests.helpers.casework import colleague
from tests.helpers.granted import Given, a_client, change_resident, granted, someone, store
from tests.helpers.standard import asked, changed, faults_by_schema, message, started, stopped

START, STOP = MessageKind.WMO305, MessageKind.WMO307


@pytest.fixture
def given(desk: Workplace, tmp_path: Path) -> Given:
    """Help that was allocated."""
    made = someone(desk)
    write_messages(desk, Law.WMO, tmp_path / "uit")
    return made


def test_the_messages_of_these_tests_are_such_as_the_schemas_accept() -> None:
    made = {
        MessageKind.WMO305: message(START, started(1, "2026-11-16")),
        MessageKind.WMO307: message(STOP, stopped(1, "2026-11-16", "2026-11-20")),
        MessageKind.WMO315: message(MessageKind.WMO315, asked()),
        MessageKind.JW315: message(MessageKind.JW315, asked(category="45", code="45A04")),
        MessageKind.WMO317: message(MessageKind.WMO317, *changed(1)),
        MessageKind.JW307: message(MessageKind.JW307, stopped(1, "2026-11-16", "2026-11-20", reason="31")),
    }
    assert {kind: faults_by_schema(kind, raw) for kind, raw in made.items()} == {kind: [] for kind in made}


def test_a_start_sets_when_the_help_began(desk: Workplace, given: Given, tmp_path: Path) -> None:
    done = read(desk, tmp_path, START, started(number(desk), "2026-11-16"))
    assert (done.read, done.new, done.changed, done.same, done.rejected) == (1, 1, 0, 0, ())
    (run,) = runs(desk)
    assert (run.indication_id, run.started_on, run.ended_on) == (given.indication_id, date(2026, 11, 16), None)
    (line,) = lines(desk, MessageState.MATCHED)
    assert line.case_id == given.case_id
    with desk.store.read() as reader:
        assert reader.get(Case, given.case_id).phase is CasePhase.RUNNING


def test_a_stop_sets_when_and_why_it_ended(desk: Workplace, given: Given, tmp_path: Path) -> None:
    read(desk, tmp_path, START, started(number(desk), "2026-11-10"))
    done = read(desk, tmp_path, STOP, stopped(number(desk), "2026-11-10", "2026-11-20", reason="21"))
    assert done.new == 1
    (run,) = runs(desk)
    assert (run.ended_on, run.end_reason) == (date(2026, 11, 20), EndReason.EARLY)
    assert run.indication_id == given.indication_id


@pytest.mark.usefixtures("given")
def test_a_stop_without_a_start_tells_both(desk: Workplace, tmp_path: Path) -> None:
    read(desk, tmp_path, STOP, stopped(number(desk), "2026-11-10", "2026-11-20"))
    (run,) = runs(desk)
    assert (run.started_on, run.ended_on, run.end_reason) == (
        date(2026, 11, 10),
        date(2026, 11, 20),
        EndReason.AS_PLANNED,
    )


@pytest.mark.usefixtures("given")
def test_help_that_stopped_for_a_time_begins_again(desk: Workplace, tmp_path: Path) -> None:
    read(desk, tmp_path, STOP, stopped(number(desk), "2026-11-10", "2026-11-14", reason="20"))
    read(desk, tmp_path, START, started(number(desk), "2026-11-20"))
    assert [(run.started_on.day, run.ended_on and run.ended_on.day) for run in runs(desk)] == [(10, 14), (20, None)]


def test_another_volume_inside_the_indication_is_no_end_and_no_new_begin(
    desk: Workplace, given: Given, tmp_path: Path
) -> None:
    """The provider stops one allocation and starts the next; the help itself runs on."""
    less = VolumeChange(
        indication_id=given.indication_id, from_on=date(2026, 11, 18), volume=1, reason="Beter.", agreed_on=desk.today
    )
    store(desk, less)
    write_messages(desk, Law.WMO, tmp_path / "uit")
    with desk.store.read() as reader:
        first, second = (one.number for one in sorted(reader.find(Allocation), key=lambda one: one.start))
    read(desk, tmp_path, START, started(first, "2026-11-10"))
    done = read(desk, tmp_path, STOP, stopped(first, "2026-11-10", "2026-11-17", reason="37"))
    assert (done.same, done.rejected) == (1, ())
    assert read(desk, tmp_path, START, started(second, "2026-11-18")).same == 1
    assert [(run.started_on.day, run.ended_on) for run in runs(desk)] == [(10, None)]
    read(desk, tmp_path, STOP, stopped(second, "2026-11-18", "2026-11-20", reason="21"))
    assert [(run.started_on.day, run.ended_on and run.ended_on.day) for run in runs(desk)] == [(10, 20)]


@pytest.mark.usefixtures("given")
def test_a_later_message_corrects_and_takes_back(desk: Workplace, tmp_path: Path) -> None:
    read(desk, tmp_path, START, started(number(desk), "2026-11-10"))
    assert read(desk, tmp_path, START, started(number(desk), "2026-11-12", status="2")).changed == 1
    assert [run.started_on.day for run in runs(desk)] == [12]
    read(desk, tmp_path, STOP, stopped(number(desk), "2026-11-12", "2026-11-20"))
    assert read(desk, tmp_path, STOP, stopped(number(desk), "2026-11-12", "2026-11-20", status="3")).changed == 1
    assert [run.ended_on for run in runs(desk)] == [None]
    assert read(desk, tmp_path, START, started(number(desk), "2026-11-12", status="3")).changed == 1
    assert runs(desk) == []


@pytest.mark.usefixtures("given")
def test_the_same_file_again_changes_nothing(desk: Workplace, tmp_path: Path) -> None:
    lines_ = (started(number(desk), "2026-11-10"), started(5, "2026-11-10"))
    first = read(desk, tmp_path, START, *lines_)
    again = read(desk, tmp_path, START, *lines_)
    assert (first.read, first.new, len(first.rejected)) == (2, 1, 1)
    assert (again.read, again.new, again.changed, again.same) == (2, 0, 0, 1)
    assert again.rejected == first.rejected
    assert not again.changes.act
    with desk.store.read() as reader:
        assert [m.kind for m in reader.find(CareMessage) if m.kind is START] == [START]


@pytest.mark.usefixtures("given")
def test_the_same_news_in_another_file_is_the_same(desk: Workplace, tmp_path: Path) -> None:
    read(desk, tmp_path, START, started(number(desk), "2026-11-10"))
    assert read(desk, tmp_path, START, started(number(desk), "2026-11-10"), identification="A2").same == 1
    assert len(runs(desk)) == 1


@pytest.mark.usefixtures("given")
def test_a_dry_run_keeps_nothing(desk: Workplace, tmp_path: Path) -> None:
    path = tmp_path / "start.xml"
    path.write_bytes(message(START, started(number(desk), "2026-11-10")))
    assert read_message(desk, path, dry_run=True).new == 1
    assert runs(desk) == []
    assert read_message(desk, path).new == 1


@pytest.mark.usefixtures("given")
def test_reading_can_be_undone(desk: Workplace, tmp_path: Path) -> None:
    done = read(desk, tmp_path, START, started(number(desk), "2026-11-10"))
    undo(desk, done.changes.act)
    assert runs(desk) == []
    assert lines(desk, MessageState.MATCHED) == []


@pytest.mark.usefixtures("given")
def test_a_line_without_a_number_is_matched_by_what_it_is_about(desk: Workplace, tmp_path: Path) -> None:
    line = started(None, "2026-11-16", category="02", product="02A03", since="2026-11-09")
    assert read(desk, tmp_path, START, line).new == 1
    other = started(None, "2026-11-16", category="07", product="07A03", since="2026-11-09")
    assert refusals(read(desk, tmp_path, START, other)) == [(1, "Product", "line-help-unknown")]


@pytest.mark.parametrize(
    ("kind", "line", "fields", "field", "code"),
    [
        (START, started(7, "2026-11-16"), {}, "ToewijzingNummer", "line-allocation-unknown"),
        (START, started(7, "2026-11-16"), {"bsn": "999990019"}, "Bsn", "line-client-unknown"),
        (START, started(0, "2026-11-24"), {}, "Begindatum", "line-in-future"),
        (START, started(0, "2026-11-01"), {}, "Begindatum", "line-before-allocation"),
        (START, started(0, "2026-11-16"), {"sender": "42420009"}, "Afzender", "line-other-provider"),
        (START, started(0, "2026-11-16"), {"receiver": "0037"}, "ToewijzingNummer", "line-allocation-unknown"),
        (START, started(0, "2026-02-31"), {}, "Begindatum", "message-day"),
        (START, started(0, "2026-11-16", status="7"), {}, "StatusAanlevering", "message-code-unknown"),
        (START, started(0, "2026-11-16"), {"bsn": "123456789"}, "Bsn", "message-bsn"),
        (START, started(0, "2026-11-16"), {"code": "420"}, "BerichtCode", "message-header"),
        (STOP, stopped(0, "2026-11-16", "2026-11-10"), {}, "Einddatum", "line-ends-before-begin"),
        (STOP, stopped(0, "2026-11-10", "2026-12-24"), {}, "Einddatum", "line-in-future"),
        # "As planned" of youth help: moving house in the Wmo, and 32 is no code there at all.
        (STOP, stopped(0, "2026-11-10", "2026-11-20", reason="32"), {}, "RedenBeeindiging", "message-code-unknown"),
        (MessageKind.WMO315, asked(), {"bsn": "999990019"}, "Bsn", "line-client-unknown"),
        (MessageKind.JW315, asked(category="45", code="45A04"), {}, "Bsn", "line-no-case"),
    ],
)
@pytest.mark.usefixtures("given")
def test_what_cannot_be_taken_over_is_refused_with_a_sentence(
    desk: Workplace,
    tmp_path: Path,
    kind: MessageKind,
    line: Element,
    fields: dict[str, object],
    field: str,
    code: str,
) -> None:
    named = tuple(
        Element(e.name, str(number(desk))) if (e.name, e.text) == ("ToewijzingNummer", "0") else e
        for e in line.children
    )
    done = read(desk, tmp_path, kind, Element(line.name, children=named), **fields)
    assert refusals(done) == [(1, field, code)]
    assert runs(desk) == []
    (kept,) = lines(desk, MessageState.REFUSED)
    assert "Bsn" in kept.content


@pytest.mark.usefixtures("given")
def test_one_wrong_line_does_not_keep_the_others(desk: Workplace, tmp_path: Path) -> None:
    done = read(desk, tmp_path, START, started(8, "2026-99-99"), started(number(desk), "2026-11-16"))
    assert (done.read, done.new) == (2, 1)
    assert refusals(done) == [(1, "Begindatum", "message-day")]


def test_a_start_for_another_client_is_refused(desk: Workplace, given: Given, tmp_path: Path) -> None:
    other = a_client(desk, bsn="999900018")
    granted(desk, other, given.provider_id)
    done = read(desk, tmp_path, START, started(number(desk), "2026-11-16"), bsn="999900018")
    assert refusals(done) == [(1, "Bsn", "line-other-client")]


@pytest.mark.usefixtures("given")
def test_a_start_of_what_was_taken_away_is_refused(desk: Workplace, tmp_path: Path) -> None:
    with desk.store.read() as reader:
        (allocation,) = reader.find(Allocation)
    withdraw_allocation(desk, allocation.id)
    done = read(desk, tmp_path, START, started(allocation.number, "2026-11-16"))
    assert refusals(done) == [(1, "ToewijzingNummer", "line-allocation-deleted")]


def test_a_refused_line_is_taken_up_again_once_its_client_is_known(
    desk: Workplace, given: Given, tmp_path: Path
) -> None:
    change_resident(desk, given.case_id, bsn="")
    read(desk, tmp_path, START, started(number(desk), "2026-11-16"))
    (line,) = lines(desk, MessageState.REFUSED)
    assert try_again(desk, line.id)[0].state is MessageState.REFUSED
    change_resident(desk, given.case_id, bsn="999900006")
    assert try_again(desk, line.id)[0].state is MessageState.MATCHED
    assert len(runs(desk)) == 1
    with pytest.raises(RuleBroken, match="not-refused"):
        try_again(desk, line.id)


def test_a_request_waits_at_its_case_for_five_working_days(desk: Workplace, given: Given, tmp_path: Path) -> None:
    done = read(desk, tmp_path, MessageKind.WMO315, asked())
    assert (done.new, done.to_do) == (1, 1)
    with desk.store.read() as reader:
        (request,) = open_requests(reader)
    assert request.case_id == given.case_id
    assert request.due == date(2026, 11, 27)  # of a Friday, read on the Monday after it
    set_done(desk, request.line.id)
    with desk.store.read() as reader:
        assert open_requests(reader) == ()
        assert reader.get(CareMessageLine, request.line.id).answered_on == desk.today


def test_a_request_to_change_waits_at_the_case_of_its_allocation(desk: Workplace, given: Given, tmp_path: Path) -> None:
    read(desk, tmp_path, MessageKind.WMO317, *changed(number(desk)))
    (line,) = lines(desk, MessageState.TO_DO)
    assert line.case_id == given.case_id
    assert line.allocation_id
    assert refusals(read(desk, tmp_path, MessageKind.WMO317, *changed(6))) == [
        (1, "ToewijzingNummer", "line-allocation-unknown")
    ]


def test_an_allocation_that_answers_a_request_names_it(desk: Workplace, given: Given, tmp_path: Path) -> None:
    """IV097, and the request is answered by it."""
    read(desk, tmp_path, MessageKind.WMO315, asked("VOT-2026-7", category="07", code="07A03"))
    granted(desk, given.case_id, given.provider_id, product="groep-arbeidsmatig", unit="day-part", volume=4)
    write_messages(desk, Law.WMO, tmp_path / "uit")
    with desk.store.read() as reader:
        held = {a.reference for a in reader.find(Allocation)}
        assert open_requests(reader) == ()
    assert held == {"", "VOT-2026-7"}


def test_who_does_no_casework_reads_no_messages(desk: Workplace, tmp_path: Path) -> None:
    with pytest.raises(RuleBroken, match="not-allowed"):
        read_message(colleague(desk, "Iemand anders", Role.CONTRACT_MANAGER), tmp_path / "x.xml")


def test_a_file_that_is_not_there_is_told(desk: Workplace, tmp_path: Path) -> None:
    with pytest.raises(WorldFault, match="file-not-found"):
        read_message(desk, tmp_path / "weg.xml")


GOOD = message(START, started(1, "2026-11-16"))
BOMB = (
    b'<?xml version="1.0"?><!DOCTYPE b [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">'
    b'<!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;">]><b>&c;</b>'
)


@pytest.mark.parametrize(
    ("raw", "code"),
    [
        pytest.param(b"", "message-not-xml", id="empty"),
        pytest.param(GOOD[: len(GOOD) // 2], "message-not-xml", id="cut off"),
        pytest.param(b"PK\x03\x04 not at all", "message-not-xml", id="a zip file"),
        pytest.param(BOMB, "message-has-dtd", id="billion laughs"),
        pytest.param(BOMB.decode().encode("utf-16"), "message-has-dtd", id="billion laughs in UTF-16"),
        pytest.param(
            b'<!DOCTYPE b [<!ENTITY a SYSTEM "hostname.txt">]><b>&a;</b>',
            "message-has-dtd",
            id="a file of ours",
        ),
        pytest.param(
            b'<!DOCTYPE b SYSTEM "http://example.org/b.dtd"><b/>', "message-has-dtd", id="a document type elsewhere"
        ),
        pytest.param(GOOD.replace(b"/3_2/", b"/3_0/"), "message-other-version", id="another version"),
        pytest.param(GOOD.replace(b"wmo305", b"wmo323"), "message-other-kind", id="a message of another kind"),
        pytest.param(GOOD.replace(b"wmo305", b"wmo301"), "message-other-kind", id="one of our own kind"),
        pytest.param(b"<Bericht/>", "message-other-kind", id="no namespace"),
        pytest.param(b"<html><body>Niet gevonden</body></html>", "message-other-kind", id="a web page"),
        pytest.param(b"<a>" * 300 + b"</a>" * 300, "message-not-xml", id="deep"),
    ],
)
def test_a_file_that_is_no_message_is_kept_as_one_refused_line(
    desk: Workplace, tmp_path: Path, raw: bytes, code: str
) -> None:
    path = tmp_path / "van een aanbieder.xml"
    path.write_bytes(raw)
    done = read_message(desk, path)
    assert [one[2] for one in refusals(done)] == [code]
    assert done.rejected[0].row == 0
    (line,) = lines(desk, MessageState.REFUSED)
    with desk.store.read() as reader:
        kept = reader.get(CareMessage, line.message_id)
    assert (kept.kind, kept.file_name) == (None, "van een aanbieder.xml")
    assert read_message(desk, path).rejected == done.rejected
    with pytest.raises(RuleBroken, match="message-unreadable-again"):
        try_again(desk, line.id)


@pytest.mark.parametrize("letter", ["x", "\U0001f9d3", "&quot;"])
@pytest.mark.usefixtures("given")
def test_a_text_without_end_in_a_line_is_refused_and_can_be_read_again(
    desk: Workplace, tmp_path: Path, letter: str
) -> None:
    raw = message(START, started(number(desk), "2026-11-16")).decode()
    path = tmp_path / "lang.xml"
    path.write_text(raw.replace("2026-11-16<", letter * 25_000 + "<"), "utf-8")
    first = read_message(desk, path)
    assert refusals(first) == [(1, "Begindatum", "message-day")]
    assert read_message(desk, path).rejected == first.rejected
    (line,) = lines(desk, MessageState.REFUSED)
    with pytest.raises(RuleBroken, match="message-unreadable-again"):
        try_again(desk, line.id)


def test_nesting_without_end_is_refused(desk: Workplace, tmp_path: Path) -> None:
    path = tmp_path / "diep.xml"
    path.write_bytes(GOOD.replace(b"<wmo305:Header>", b"<wmo305:Header>" + b"<x>" * 100 + b"</x>" * 100))
    assert [one.code for one in read_message(desk, path).rejected] == ["message-too-deep"]


def test_a_file_too_large_for_any_message_is_not_opened(desk: Workplace, tmp_path: Path) -> None:
    path = tmp_path / "groot.xml"
    with path.open("wb") as file:
        file.truncate(21_000_000)
    with pytest.raises(WorldFault, match="file-too-large"):
        read_message(desk, path)


def test_an_element_in_the_wrong_namespace_is_refused(desk: Workplace, given: Given, tmp_path: Path) -> None:
    path = tmp_path / "anders.xml"
    good = message(START, started(number(desk), "2026-11-16"))
    path.write_bytes(good.replace(b"<iwmo:Identificatie>A1</iwmo:", b"<wmo305:Identificatie>A1</wmo305:"))
    assert [one.code for one in read_message(desk, path).rejected] == ["message-element-missing"]
    assert runs(desk) == []
    assert given


def test_what_fits_no_case_is_shown_to_who_read_it_in_and_to_a_team_lead(desk: Workplace, tmp_path: Path) -> None:
    read(desk, tmp_path, START, started(1, "2026-11-16"))
    assert len(messages_page(desk).not_taken) == 1
    assert not messages_page(colleague(desk, "Bram Boon")).not_taken
    assert len(messages_page(colleague(desk, "Lies Wolters", Role.TEAM_LEAD)).not_taken) == 1
