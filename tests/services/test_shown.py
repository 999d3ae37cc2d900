"""What stands in the log of a list, a search, and a dossier that is read: how many were shown, never what was typed."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from desktop.models.audit import AuditAction, ShownList
from desktop.models.faults import RuleBroken
from desktop.models.kinds import CasePhase, Role
from desktop.services.case_reading import CaseFilter, case_list, case_list_counted, case_page
from desktop.services.eighteen import transition_of_case
from desktop.services.looking import Seen, Visit, paper_to_show
from desktop.services.papers import PaperKind
from desktop.services.residents import known_residents
from desktop.services.shown import sort_of
from desktop.services.today import pressing_today, today
from tests.helpers.audit import lines
from tests.helpers.casework import a_case, a_draft, colleague, refused
from tests.services.test_looking import told

if TYPE_CHECKING:
    from desktop.models.audit import AuditLine
    from desktop.services.workplace import Workplace

BSN = "999990019"


def listed(desk: Workplace) -> list[tuple[str, str, str, str]]:
    """Of every list and search: the action, which list, by what it was narrowed, and how many it showed."""
    return [(one.action, one.object, one.what, one.shown) for one in shown(desk)]


def shown(desk: Workplace) -> list[AuditLine]:
    return told(desk, AuditAction.LIST, AuditAction.SEARCH)


def resident_of(desk: Workplace, case: str) -> str:
    return case_page(desk, case).case.resident_id


def test_a_list_is_one_line_with_its_filter_and_how_many_it_showed(desk: Workplace) -> None:
    for name in ("Boer", "Visser", "Smit"):
        a_case(desk, name)
    case_list_counted(desk, CaseFilter(phases=(CasePhase.REPORTED,), consultant=desk.colleague.id))
    assert listed(desk) == [("list", "cases", "phase consultant", "3")]
    [line] = shown(desk)
    assert (line.actor, line.device, line.purpose, line.result) == (
        desk.colleague.id,
        desk.store.identity.device_id,
        "casework",
        "done",
    )


def test_drawing_a_list_anew_is_none_and_a_narrowing_is_one_only_when_others_are_shown(desk: Workplace) -> None:
    for name in ("Boer", "Visser"):
        a_case(desk, name)
    ask = CaseFilter(phases=(CasePhase.CONVERSATION,))
    for which in (CaseFilter(), CaseFilter(), CaseFilter(phases=(CasePhase.REPORTED,)), ask, CaseFilter()):
        case_list_counted(desk, which)
    assert listed(desk) == [("list", "cases", "", "2")]
    a_case(desk, "Smit")
    a_case(desk, "Mulder")
    case_list_counted(desk, CaseFilter(phases=(CasePhase.REPORTED,)))
    assert listed(desk)[1:] == [("list", "cases", "phase", "2")]


def test_who_comes_back_to_a_list_looks_again(desk: Workplace) -> None:
    for name in ("Boer", "Visser"):
        a_case(desk, name)
    visit = Visit(desk)
    for _time in range(2):
        visit.come_to(None)
        case_list_counted(desk)
    assert listed(desk) == [("list", "cases", "", "2")] * 2


def test_a_list_without_residents_is_none(desk: Workplace) -> None:
    case_list_counted(desk)
    assert not today(desk).groups
    assert not known_residents(desk, "Boer")
    assert not listed(desk)


def test_a_search_says_of_what_sort_it_was_and_never_what_was_typed(desk: Workplace) -> None:
    mine = a_case(desk, "Boer", bsn=BSN)
    a_case(desk, "Boersma")
    case_list(desk, CaseFilter(text="Boer"), ShownList.PALETTE)
    case_list(desk, CaseFilter(text=BSN), ShownList.PALETTE)
    assert listed(desk) == [("search", "palette", "words", "2"), ("search", "palette", "bsn", "1")]
    assert [line.resident for line in shown(desk)] == ["", resident_of(desk, mine)]
    assert not any(typed in link.body for link in lines(desk.store) for typed in ("Boer", BSN, BSN[:5]))


def test_typing_on_is_one_search_until_others_or_one_alone_are_shown(desk: Workplace) -> None:
    for name in ("Boer", "Boersma", "Boerstra"):
        a_case(desk, name)
    for typed in ("B", "Bo", "Boe", "Boer", "Boers", "Boersm", "Boersma", "Boersm", "Boersma"):
        case_list(desk, CaseFilter(text=typed), ShownList.PALETTE)
    assert listed(desk) == [("search", "palette", "words", "3"), ("search", "palette", "words", "1")]


def test_a_list_that_holds_one_resident_is_a_look_at_that_resident(desk: Workplace) -> None:
    case = a_case(desk)
    case_list_counted(desk)
    assert [line.resident for line in shown(desk)] == [resident_of(desk, case)]


def test_who_is_searched_for_a_household_is_told_and_not_for_who_sees_no_cases(desk: Workplace) -> None:
    case = a_case(desk)
    assert known_residents(desk, "de B") == ()
    [found] = known_residents(desk, "Boer")
    [line] = shown(desk)
    assert (line.object, line.resident, found.id) == ("housemates", found.id, resident_of(desk, case))
    contracts = colleague(desk, "Joke Mulder", Role.CONTRACT_MANAGER)
    refused("not-allowed", lambda: known_residents(contracts, "Boer"))


def test_today_is_a_list_and_the_number_at_the_side_is_none(desk: Workplace) -> None:
    for name in ("Boer", "Visser"):
        a_case(desk, name, received_on=desk.today - timedelta(days=40))
    assert pressing_today(desk) == 0
    assert not listed(desk)
    assert today(desk).groups
    assert listed(desk) == [("list", "today", "", "2")]


def test_what_another_was_shown_does_not_count_for_who_works_here_now(desk: Workplace, lead: Workplace) -> None:
    a_case(desk)
    for who in (desk, lead, desk):
        case_list_counted(who)
    assert [line.actor for line in shown(desk)] == [desk.colleague.id, lead.colleague.id, desk.colleague.id]


def test_reading_a_dossier_without_coming_to_it_by_a_screen_is_told_all_the_same(desk: Workplace) -> None:
    case = a_case(desk, birth_date=desk.today.replace(year=desk.today.year - 17))
    for _time in range(2):
        transition_of_case(desk, case)
        case_page(desk, case)
    [line] = told(desk, AuditAction.OPEN)
    assert line.object == case
    with pytest.raises(RuleBroken, match="gone"):
        case_page(desk, "no such case")


def test_a_paper_on_the_screen_is_told_once_and_again_after_going_elsewhere(desk: Workplace) -> None:
    drafted = a_draft(desk)
    visit = Visit(desk)
    for _time in range(2):
        visit.come_to(Seen("case_file", drafted.case_id, PaperKind.SUPPORT_PLAN))
        for language in ("nl", "en"):
            paper_to_show(desk, PaperKind.SUPPORT_PLAN, drafted.case_id, language)
    assert [line.what for line in told(desk, AuditAction.PREVIEW)] == ["support-plan"] * 2


@pytest.mark.parametrize(
    ("typed", "sort"),
    [
        ("", ""),
        (" ", ""),
        ("Boer", "words"),
        (BSN, "bsn"),
        ("9999 90 019", "bsn"),
        ("99990019", "bsn"),
        ("1234", "words"),
    ],
)
def test_what_is_typed_is_a_number_or_words(typed: str, sort: str) -> None:
    assert sort_of(typed) == sort
