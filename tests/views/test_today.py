from collections.abc import Callable
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget
from pytestqt.qtbot import QtBot

from desktop.models.kinds import Role
from desktop.models.social_map import CommunityService
from desktop.services.conversations import begin
from desktop.services.indications import begin_draft, hand_in
from desktop.services.plans import add_goal
from desktop.services.today import Today, TodayGroup, TodayKind, TodayLine, today
from desktop.services.workplace import Workplace
from desktop.views.design.badges import Badge
from desktop.views.design.buttons import RowButton
from desktop.views.design.words import EmptyState, PageTitle, SectionTitle
from desktop.views.desk import Desk
from desktop.views.today.calendar_button import CalendarButton
from desktop.views.today.screen import GROUPS, TodayCard, TodayScreen, open_line
from tests.helpers import town
from tests.helpers.desks import NOON, Ways
from tests.helpers.widgets import one, press

FRESH = CommunityService(name="Inloop De Kern", checked_on=NOON.date(), checked_by="Marijke Veenstra")
"""On the map, and not to be checked yet."""


@pytest.fixture
def lived_in(workplace: Workplace) -> str:
    """A case in the store of the desk; gives its id."""
    town.settle(workplace, town.TEAM_LEAD)
    town.fill_map(workplace)
    case_id = town.open_her_case(workplace)
    town.answer_all(workplace, case_id)
    return case_id


def shown(qtbot: QtBot, desk: Desk, settle: Callable[[], None]) -> TodayScreen:
    screen = TodayScreen(desk)
    qtbot.addWidget(screen)
    screen.resize(1000, 700)
    screen.show()
    settle()
    return screen


def test_every_kind_of_line_has_a_title_and_an_icon() -> None:
    assert set(GROUPS) == set(TodayKind)


def test_on_a_fresh_laptop_the_social_map_comes_first(
    qtbot: QtBot, desk: Desk, ways: Ways, settle: Callable[[], None]
) -> None:
    screen = shown(qtbot, desk, settle)
    press(one(screen, EmptyState), "Inlezen")
    assert ways.went == [("place:settings", "import")]


def test_with_nothing_to_do_it_says_what_to_begin_with(
    qtbot: QtBot, desk: Desk, ways: Ways, settle: Callable[[], None]
) -> None:
    town.settle(desk.workplace, FRESH)
    screen = shown(qtbot, desk, settle)
    press(one(screen, EmptyState), "Nieuw dossier")
    assert ways.went == [("new-case", "")]


def test_who_keeps_no_cases_is_offered_none(qtbot: QtBot, desk: Desk, ways: Ways, settle: Callable[[], None]) -> None:
    manager = desk.workplace.colleague.model_copy(update={"role": Role.CONTRACT_MANAGER.value})
    theirs = replace(desk, workplace=replace(desk.workplace, colleague=manager))
    town.settle(desk.workplace, FRESH)
    screen = shown(qtbot, theirs, settle)
    assert "Nieuw dossier" not in [button.text() for button in screen.findChildren(QAbstractButton)]
    press(one(screen, EmptyState), "Naar de sociale kaart")
    assert ways.went == [("place:social-map", "")]


def test_it_greets_by_the_first_name(qtbot: QtBot, desk: Desk, settle: Callable[[], None]) -> None:
    screen = shown(qtbot, desk, settle)
    assert one(screen, PageTitle).text().endswith(", Marijke")


def test_a_line_opens_the_case_it_is_about(
    qtbot: QtBot, desk: Desk, ways: Ways, lived_in: str, settle: Callable[[], None]
) -> None:
    screen = shown(qtbot, desk, settle)
    line = one(screen, RowButton)
    assert "Veen-Huizing" in line.accessibleName()
    line.click()
    assert ways.went == [("case", lived_in)]


def test_a_term_that_runs_out_says_so_in_words(
    qtbot: QtBot, desk: Desk, lived_in: str, settle: Callable[[], None]
) -> None:
    assert lived_in
    screen = shown(qtbot, desk, settle)
    words = [badge.word() for badge in one(screen, RowButton).findChildren(Badge)]
    assert words
    assert words[0].startswith("nog ")


def test_what_is_handed_in_waits_for_the_team_lead_and_opens_the_indication(
    qtbot: QtBot, desk: Desk, workplace: Workplace, ways: Ways, lived_in: str, settle: Callable[[], None]
) -> None:
    town.talk_with_her(workplace, lived_in)
    draft = town.drafted(workplace, lived_in)
    add_goal(workplace, lived_in, "Ik wil weer overzicht.")
    hand_in(workplace, draft)
    lead = replace(workplace, colleague=town.TEAM_LEAD)
    assert lead.colleague.role == Role.TEAM_LEAD
    screen = shown(qtbot, replace(desk, workplace=lead), settle)
    press(screen, "Annie van der Veen-Huizing")
    assert ways.went == [("indication", draft)]


def test_a_long_group_shows_its_first_lines_and_the_rest_on_asking(
    qtbot: QtBot, desk: Desk, settle: Callable[[], None], workplace: Workplace
) -> None:
    for at in range(9):
        town.open_her_case(workplace, replace(town.NEW_CASE, bsn="", last_name=f"Bakker {at}"))
    screen = shown(qtbot, desk, settle)
    assert len([r for r in screen.findChildren(RowButton) if r.isVisibleTo(screen)]) == 6
    press(screen, "Toon alle 9")
    settle()
    assert len([r for r in screen.findChildren(RowButton) if r.isVisibleTo(screen)]) == 9


def a_card(desk: Desk, qtbot: QtBot, count: int) -> TodayCard:
    """Of so many terms, with the lines that are seen at first."""
    lines = tuple(TodayLine(TodayKind.TERM, f"Bakker {n}", "Onderzoek", case_id=str(n)) for n in range(count))
    card = TodayCard(TodayGroup(TodayKind.TERM, lines), desk)
    qtbot.addWidget(card)
    while not card.is_whole():
        card.draw_some()
    return card


def test_of_thousands_a_press_draws_no_more_than_fit_in_a_moment(
    qtbot: QtBot, desk: Desk, settle: Callable[[], None]
) -> None:
    """Drawing all at once would hold the window for many seconds."""
    card = a_card(desk, qtbot, 5000)
    assert [badge.word() for badge in card.findChildren(Badge)] == ["5000"]
    for drawn in (26, 46, 66):
        press(card, "Nog 20 tonen")
        settle()
        assert len(card.findChildren(RowButton)) == drawn
    short = a_card(desk, qtbot, 36)
    for name in ("Nog 20 tonen", "Toon alle 36"):
        press(short, name)
        settle()
    assert [row.accessibleName().split(",")[0] for row in short.findChildren(RowButton)][-1].startswith("Bakker 35")
    assert not [b for b in short.findChildren(QAbstractButton) if "oon" in b.text() and b.isVisibleTo(short)]


def test_no_turn_draws_more_than_a_few_lines(qtbot: QtBot, desk: Desk, settle: Callable[[], None]) -> None:
    """A whole card in one turn held a key that was typed meanwhile for longer than a frame."""
    screen = TodayScreen(desk)
    qtbot.addWidget(screen)
    beat, seen = QTimer(interval=0), list[int]()
    beat.timeout.connect(lambda: seen.append(sum(isinstance(one, RowButton) for one in QApplication.allWidgets())))
    beat.start()
    lines = tuple(TodayLine(TodayKind.TERM, f"Bakker {n}", "Onderzoek", case_id=str(n)) for n in range(36))
    screen.show_today(Today(desk.workplace.today, (TodayGroup(TodayKind.TERM, lines),)))
    settle()
    press(screen, "Nog 20 tonen")
    settle()
    beat.stop()
    assert len(screen.findChildren(RowButton)) == 26
    assert max(after - before for before, after in pairwise(seen)) <= 3


def test_the_tab_key_goes_line_by_line_and_then_to_the_button_for_more(qtbot: QtBot, desk: Desk) -> None:
    card = a_card(desk, qtbot, 36)
    order, following = list[QWidget](), card.nextInFocusChain()
    while following is not None and following is not card:
        order.append(following)
        following = following.nextInFocusChain()
    names = [one.accessibleName().split(",")[0] or one.text() for one in order if isinstance(one, QAbstractButton)]
    assert names == [*(f"Bakker {n}" for n in range(6)), "Nog 20 tonen"]


def test_what_is_read_again_stands_in_the_place_of_what_stood_there(
    qtbot: QtBot, desk: Desk, settle: Callable[[], None], workplace: Workplace
) -> None:
    """Cards come frame by frame: of two answers close on each other only the last one stays."""
    town.settle(workplace, FRESH)
    case_id = town.open_her_case(workplace)
    begin(workplace, case_id, workplace.today)
    begin_draft(workplace, case_id)
    screen = shown(qtbot, desk, settle)
    titles = [title.text() for title in screen.findChildren(SectionTitle) if title.isVisible()]
    assert len(titles) > 1
    many, few = today(workplace), replace(today(workplace), groups=today(workplace).groups[1:])
    for answers in ((many, few), (few, many), (many,), (few,)):
        for answer in answers:
            screen.show_today(answer)
        settle()
        now = [title.text() for title in screen.findChildren(SectionTitle) if title.isVisible()]
        assert now == titles[len(titles) - len(answers[-1].groups) :]
    screen.show_today(many)
    screen.show_today(replace(many, groups=()))
    settle()
    assert not [card for card in screen.findChildren(TodayCard) if card.isVisible()]
    assert one(screen, EmptyState).isVisible()


@pytest.mark.parametrize(
    ("line", "went"),
    [
        (TodayLine(TodayKind.VISIT, "A", "b", conversation_id="1", case_id="2"), ("conversation", "1")),
        (TodayLine(TodayKind.DRAFT, "A", "b", indication_id="3", case_id="2"), ("indication", "3")),
        (TodayLine(TodayKind.CONFLICT, "", "b", conflict_id="4"), ("conflict", "4")),
        (TodayLine(TodayKind.WAITING, "A", "b", case_id="2"), ("place:case", "2#waiting")),
        (TodayLine(TodayKind.TURNS_18, "A", "b", case_id="2"), ("place:eighteen", "2")),
        (TodayLine(TodayKind.TERM, "A", "b", case_id="2"), ("case", "2")),
        (TodayLine(TodayKind.COVER, "A", "b"), ("place:cases", "")),
        (TodayLine(TodayKind.MORE, "", "b"), ("place:cases", "")),
    ],
    ids=["visit", "draft", "conflict", "waiting", "turns-18", "term", "cover", "more"],
)
def test_each_line_opens_the_nearest_thing(ways: Ways, line: TodayLine, went: tuple[str, str]) -> None:
    open_line(ways, line)
    assert ways.went == [went]


def test_a_team_lead_comes_from_a_cover_to_the_team_where_cases_are_given_back(ways: Ways) -> None:
    open_line(ways, TodayLine(TodayKind.COVER, "A", "b"), leads=True)
    assert ways.went == [("place:team", "")]


def test_ones_own_days_go_to_a_calendar_file_and_it_says_how_many(
    qtbot: QtBot, desk: Desk, ways: Ways, lived_in: str, settle: Callable[[], None], tmp_path: Path
) -> None:
    assert lived_in
    screen = shown(qtbot, desk, settle)
    one(screen, CalendarButton).write_to(tmp_path / "naober.ics")
    settle()
    days = (tmp_path / "naober.ics").read_text("utf-8").count("BEGIN:VEVENT")
    (told, _act) = ways.told[-1]
    assert days > 0
    assert told.startswith(f"{days} dag")
    assert "naober.ics" in told
