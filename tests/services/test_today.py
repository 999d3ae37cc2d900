"""What waits today, for a consultant and for a team lead."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from desktop.models.casework import Case
from desktop.models.indications import Evaluation, Indication
from desktop.models.kinds import CasePhase, CheckOutcome, EndReason, IndicationStatus, Law, Role
from desktop.models.waiting import WaitingListEntry
from desktop.rules.dates import birthday
from desktop.services.availability import WaitEntry, record_wait
from desktop.services.cases import CaseEnding, close_case, hand_over
from desktop.services.contracts import add_contract
from desktop.services.conversations import begin
from desktop.services.covering import cover, give_back
from desktop.services.indications import approve, begin_draft, hand_in, return_with_remarks
from desktop.services.reviewing import note_check
from desktop.services.signals import NewSignal, record_signal
from desktop.services.today import TodayKind, today
from desktop.services.workplace import Workplace
from tests.helpers.casework import a_case, a_draft, a_handed_in_draft, colleague
from tests.helpers.granted import store
from tests.helpers.waits import REGULAR, a_provider


def kinds(desk: Workplace) -> list[TodayKind]:
    return [group.kind for group in today(desk).groups]


def test_an_empty_desk_has_nothing_to_do(desk: Workplace) -> None:
    assert today(desk).groups == ()
    assert today(desk).day == date(2026, 11, 23)
    assert today(desk).lines(TodayKind.VISIT) == ()


def test_a_visit_opens_its_conversation_and_says_when_client_support_was_not_pointed_out(desk: Workplace) -> None:
    told, untold = a_case(desk), a_case(desk, "Jansen", client_support_told=False)
    talk, _changes = begin(desk, told, desk.today + timedelta(days=1))
    begin(desk, untold, desk.today)
    first, second = today(desk).lines(TodayKind.VISIT)
    assert (first.case_id, first.days_left, first.who) == (untold, 0, "Jan de Jansen")
    assert (second.conversation_id, second.what) == (talk, "Ik raak het overzicht kwijt.")
    assert first.what != second.what


def test_a_term_shows_in_its_last_week_and_when_it_is_late(desk: Workplace) -> None:
    for since in (10, 36, 50):
        a_case(desk, received_on=desk.today - timedelta(days=since))
    lines = today(desk).lines(TodayKind.TERM)
    assert [line.is_late for line in lines] == [True, False]
    assert lines[0].what == "Onderzoek na de melding"


def test_a_returned_draft_shows_its_remarks(desk: Workplace, lead: Workplace) -> None:
    drafted = a_handed_in_draft(desk)
    return_with_remarks(lead, drafted.indication_id, "Waarom zo lang?")
    [line] = today(desk).lines(TodayKind.RETURNED)
    assert (line.what, line.indication_id, line.case_id) == ("Waarom zo lang?", drafted.indication_id, drafted.case_id)


def test_a_draft_waits_on_the_desk_of_who_has_the_case(desk: Workplace) -> None:
    draft, _changes = begin_draft(desk, a_case(desk))
    [line] = today(desk).lines(TodayKind.DRAFT)
    assert line.indication_id == draft
    assert kinds(colleague(desk, "Samira Bouzid")) == []


def test_what_was_handed_in_waits_with_the_team_lead_and_not_with_its_author(desk: Workplace, lead: Workplace) -> None:
    drafted = a_handed_in_draft(desk)
    assert TodayKind.TO_APPROVE not in kinds(desk)
    [line] = today(lead).lines(TodayKind.TO_APPROVE)
    assert (line.indication_id, line.who) == (drafted.indication_id, "Jan de Boer")
    assert line.what == "Begeleiding regulier · Marijke Veenstra"
    approve(lead, drafted.indication_id)
    assert kinds(lead) == []


def test_a_team_leads_own_draft_waits_for_someone_else(lead: Workplace) -> None:
    drafted = a_draft(lead)
    hand_in(lead, drafted.indication_id)
    assert TodayKind.TO_APPROVE not in kinds(lead)


def test_help_that_ends_and_an_evaluation_that_is_due_show(desk: Workplace) -> None:
    running = Indication(
        case_id=a_case(desk),
        status=IndicationStatus.APPROVED,
        product="groep-arbeidsmatig",
        start=desk.today - timedelta(days=100),
        end=desk.today + timedelta(days=20),
    )
    late = Evaluation(indication_id=running.id, due_on=desk.today - timedelta(days=2))
    with desk.store.work("Run") as work:
        work.add(running, late, Evaluation(indication_id=running.id, due_on=desk.today + timedelta(days=60)))
        work.commit()
    [evaluation] = today(desk).lines(TodayKind.EVALUATION)
    assert (evaluation.is_late, evaluation.what) == (True, "Begeleiding groep, arbeidsmatig")
    assert [line.days_left for line in today(desk).lines(TodayKind.ENDING)] == [20]


def test_someone_who_waits_unheard_shows_with_what_is_waited_for(desk: Workplace) -> None:
    entry = WaitingListEntry(case_id=a_case(desk), product="kortdurend-verblijf", since=desk.today - timedelta(days=40))
    with desk.store.work("Wait") as work:
        work.add(entry)
        work.commit()
    [line] = today(desk).lines(TodayKind.WAITING)
    assert (line.what, line.is_late) == ("Kortdurend verblijf", True)


@pytest.mark.parametrize(("age", "shown"), [(15, 0), (16, 1), (17, 1), (18, 0)])
def test_a_youth_shows_from_two_years_before_eighteen(desk: Workplace, age: int, shown: int) -> None:
    a_case(desk, law=Law.JEUGDWET, birth_date=birthday(desk.today, -age))
    assert len(today(desk).lines(TodayKind.TURNS_18)) == shown


def test_closed_and_handed_over_cases_ask_nothing_any_more(desk: Workplace, lead: Workplace) -> None:
    closed, given = (a_case(desk, received_on=desk.today - timedelta(days=50)) for _n in range(2))
    other = colleague(desk, "Samira Bouzid")
    close_case(desk, closed, CaseEnding(EndReason.OTHER))
    hand_over(lead, (given,), other.colleague.id)
    assert kinds(desk) == []
    assert [line.case_id for line in today(other).lines(TodayKind.TERM)] == [given]


def test_who_may_not_see_cases_has_no_cases_today(desk: Workplace) -> None:
    manager = colleague(desk, "Carla Contract", Role.CONTRACT_MANAGER)
    mine = a_case(desk, received_on=desk.today - timedelta(days=50))
    with desk.store.work("Give") as work:
        work.change(Case, mine, consultant=manager.colleague.id)
        work.commit()
    assert kinds(manager) == []


def test_an_open_conflict_shows_with_its_field_and_resident(desk: Workplace) -> None:
    case_id = a_case(desk)
    with desk.store.work("Meet") as work:
        for conflict, table, row, field in (
            ("c1", "case_file", case_id, "question"),
            ("c2", "provider", "p1", "phone"),
            ("c3", "case_file", case_id, "director"),
        ):
            work.connection.exec_driver_sql(
                "INSERT INTO conflict (id, op_id, tbl, row_id, field, kind, before, mine, theirs, theirs_by, theirs_at,"
                " theirs_seq, noticed_at, resolution) VALUES (?, ?, ?, ?, ?, 'update', '1', '2', '3', 'x', ?, 1, ?, ?)",
                (conflict, conflict, table, row, field, *[NOTICED] * 2, "mine" if conflict == "c3" else None),
            )
        work.commit()
    first, second = today(desk).lines(TodayKind.CONFLICT)
    assert (first.who, first.case_id, first.conflict_id) == ("Jan de Boer", case_id, "c1")
    assert (second.who, second.conflict_id) == ("", "c2")


NOTICED = datetime(2026, 11, 23, tzinfo=UTC).isoformat()


def test_the_provider_furthest_over_the_norm_stands_first(desk: Workplace) -> None:
    manager = replace(desk, colleague=desk.colleague.model_copy(update={"role": Role.CONTRACT_MANAGER.value}))
    for name, start in (("Het Anker", "10 wk"), ("Het Roer", "30 wk")):
        record_wait(desk, replace(WaitEntry(a_provider(desk, name)), product=REGULAR, start=start))
    assert [line.who for line in today(manager).lines(TodayKind.OVER_NORM)] == ["Het Roer", "Het Anker"]


def test_a_contract_manager_sees_what_waits_for_that_role_with_the_provider_of_each_line(desk: Workplace) -> None:
    manager = replace(desk, colleague=desk.colleague.model_copy(update={"role": Role.CONTRACT_MANAGER.value}))
    provider = a_provider(desk, "Het Roer")
    slow = replace(WaitEntry(provider), product=REGULAR, start="60 wk")
    record_wait(desk, slow)
    record_signal(desk, NewSignal(provider, "De begeleiding komt vaak te laat."))
    lot = desk.profile.lots[0].id
    add_contract(
        manager, provider, lot=lot, start=desk.today - timedelta(days=400), end=desk.today + timedelta(days=30)
    )
    found = today(manager)
    kinds_ = (TodayKind.SIGNAL, TodayKind.CONTRACT, TodayKind.OVER_NORM, TodayKind.CHECK)
    assert {kind: [(line.who, line.entry_id) for line in found.lines(kind)] for kind in kinds_} == {
        TodayKind.SIGNAL: [("Het Roer", provider)],
        TodayKind.CONTRACT: [("Het Roer", provider)],
        TodayKind.OVER_NORM: [("Het Roer", provider)],
        TodayKind.CHECK: [("", "")],
    }
    assert found.lines(TodayKind.CONTRACT)[0].days_left == 30
    assert found.lines(TodayKind.OVER_NORM)[0].what == "Begeleiding regulier: 54 wk boven de norm"
    assert "te laat" not in found.lines(TodayKind.SIGNAL)[0].what
    assert not set(kinds(desk)) & set(kinds_)


def test_a_contract_manager_reads_who_says_that_something_is_wrong(desk: Workplace) -> None:
    provider = a_provider(desk, "Het Roer")
    note_check(desk, provider, CheckOutcome.WRONG, "Het nummer is afgesloten.")
    manager = replace(desk, colleague=desk.colleague.model_copy(update={"role": Role.CONTRACT_MANAGER.value}))
    (line,) = today(manager).lines(TodayKind.CHECK)
    said = "Marijke Veenstra zegt: Het nummer is afgesloten."
    assert (line.who, line.what, line.entry_id) == ("Het Roer", said, provider)


def test_a_cover_that_is_over_is_told_to_all_three_who_have_a_part_in_it(desk: Workplace, lead: Workplace) -> None:
    other, nobody = colleague(desk, "Anke Beukema"), colleague(desk, "Bram Kuiper")
    cases = tuple(a_case(desk) for _n in range(2))
    until = desk.today + timedelta(days=1)
    cover(lead, cases, other.colleague.id, until)

    def told(who: Workplace, days: int) -> list[tuple[str, str, int | None]]:
        later = replace(who, clock=lambda: who.now + timedelta(days=days))
        return [(one.who, one.what, one.days_left) for one in today(later).lines(TodayKind.COVER)]

    assert told(lead, 1) == [], "its last day is a day of cover"
    line = ("Marijke Veenstra", "2 dossiers liggen nog bij Anke Beukema: de vervanging is voorbij", -2)
    assert told(lead, 3) == told(desk, 3) == told(other, 3) == [line]
    assert told(nobody, 3) == []
    give_back(lead, other.colleague.id)
    assert told(lead, 3) == []


def test_of_a_closed_case_no_cover_is_told(desk: Workplace, lead: Workplace) -> None:
    case = a_case(desk)
    cover(lead, (case,), colleague(desk, "Anke Beukema").colleague.id, desk.today)
    with desk.store.work("Close") as work:
        work.change(Case, case, phase=CasePhase.CLOSED)
        work.commit()
    assert today(replace(lead, clock=lambda: lead.now + timedelta(days=3))).lines(TodayKind.COVER) == ()


def test_of_thousands_in_one_name_the_first_days_are_told_and_the_rest_as_a_number(
    desk: Workplace, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("desktop.services.today.MOST_CASES", 2)
    cases = [a_case(desk, received_on=None) for _each in range(4)]
    for case_id, ends in zip(cases, (9, 3, 20, 5), strict=True):
        store(
            desk,
            Indication(
                case_id=case_id,
                status=IndicationStatus.APPROVED,
                start=desk.today - timedelta(days=90),
                end=desk.today + timedelta(days=ends),
            ),
        )
    assert [line.case_id for line in today(desk).lines(TodayKind.ENDING)] == [cases[1], cases[3]]
    (more,) = today(desk).lines(TodayKind.MORE)
    assert (more.what.split(" moet")[0], more.is_late) == ("In 2 andere dossiers", False)
    for case_id in cases[:2]:
        close_case(desk, case_id, CaseEnding(EndReason.AS_PLANNED))
    assert today(desk).lines(TodayKind.MORE) == ()
