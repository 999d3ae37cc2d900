"""Who waits: the list over all cases, and the wait's own tab, by hand."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit
from pytestqt.qtbot import QtBot

from desktop.models.kinds import InterimKind, WaitEnd
from desktop.models.social_map import Provider
from desktop.models.waiting import ContactMoment, InterimMeasure, WaitingListEntry
from desktop.services.cases import NewCase, open_case
from desktop.services.forms import SavedForm, load
from desktop.services.waits import agree_contact, put_on_waiting_list
from desktop.services.workplace import Workplace
from desktop.settings import Theme
from desktop.views.cases.wait_lines import FORM, NEXT, SAID
from desktop.views.design.lines import fitting
from desktop.views.design.theme import apply
from desktop.views.design.tokens import Tone
from desktop.views.desk import Place
from desktop.views.paper.screen import PaperScreen
from desktop.views.waiting.model import CONTACT, WaitsModel
from desktop.views.waiting.screen import WaitingScreen
from desktop.views.waiting.table import WaitsView
from desktop.views.window.history import Spot
from desktop.views.window.main import MainWindow
from tests.helpers import town
from tests.helpers.accessibility import cut_off, nameless, unreached
from tests.helpers.fingers import Fingers
from tests.helpers.widgets import one, paste

FULL = town.LIMITED_PROVIDER[0].id  # type: ignore[attr-defined]  # the first is the provider itself
OPEN = town.OPEN_PROVIDER[0].id  # type: ignore[attr-defined]  # idem
WAITING = 4
NOTHING = SavedForm("", "", {}, datetime(2026, 1, 1, tzinfo=UTC))


def words(window: MainWindow) -> str:
    return "\n".join(label.text() for label in window.findChildren(QLabel) if label.isVisible())


@pytest.fixture
def wait_id(workplace: Workplace, case_id: str) -> str:
    """Eight weeks at a provider that cannot begin in time; she should have been called yesterday."""
    entry = WaitingListEntry(
        case_id=case_id, provider_id=FULL, product=town.REGULAR, since=workplace.today - timedelta(days=56)
    )
    put_on_waiting_list(workplace, entry)
    agree_contact(workplace, entry.id, workplace.today - timedelta(days=1))
    return entry.id


@pytest.fixture
def tab(window: MainWindow, fingers: Fingers, case_id: str, wait_id: str, settle: Callable[[], None]) -> Fingers:
    """The case at its tab for waiting."""
    assert wait_id
    window.open_place(Place.CASE, f"{case_id}#waiting")
    settle()
    settle()
    return fingers


def test_the_tab_tells_norm_report_and_expectation_with_their_sources(window: MainWindow, tab: Fingers) -> None:
    assert tab
    seen = words(window)
    for part in (
        "2 weken boven de norm van 6.",
        "Treeknorm",
        "contact: 1 dag te laat",
        "De inwoner had op 22-11-2026 gesproken moeten zijn.",
        "De zorgaanbieder meldde: 10–12 weken tot de hulp begint",
        "verouderd",
        "minstens 12 keer zijn geëindigd met een plek",
        "Naober, standaardinstelling",
    ):
        assert part in seen


def test_a_late_wait_shows_at_once_who_can_begin_sooner_and_one_press_puts_her_there(
    window: MainWindow, tab: Fingers, stored: Callable[..., list[WaitingListEntry]], wait_id: str
) -> None:
    assert "De Lange Adem" in words(window)
    assert "binnen de norm" in words(window)
    before = tab.acts
    tab.press("Ook bij De Lange Adem wachten")
    assert tab.acts == before + 1
    first, second = stored(WaitingListEntry)
    assert (second.provider_id, second.need) == (OPEN, wait_id)
    assert first.need == wait_id
    assert "Het wachten op deze hulp begon op" in words(window)


def test_help_at_one_ends_the_others_and_the_message_takes_it_back(
    window: MainWindow, tab: Fingers, stored: Callable[..., list[WaitingListEntry]]
) -> None:
    tab.press("Ook bij De Lange Adem wachten")
    second = stored(WaitingListEntry)[1]
    tab.press(f"placed-{second.id}")
    ended = {entry.provider_id: entry.ended_because for entry in stored(WaitingListEntry)}
    assert ended == {FULL: WaitEnd.PLACED_ELSEWHERE, OPEN: WaitEnd.PLACED}
    assert "Wachten dat voorbij is" in words(window)
    assert "Deze inwoner wacht nergens op." in words(window)
    tab.press("Ongedaan maken")
    assert [entry.placed_on for entry in stored(WaitingListEntry)] == [None, None]


def test_the_neighbourhood_bridges_the_wait_in_one_press_and_stops_in_one(
    tab: Fingers, stored: Callable[..., list[InterimMeasure]]
) -> None:
    tab.press("Het wachten overbruggen met Inloop De Kern")
    [measure] = stored(InterimMeasure)
    assert (measure.kind, measure.service_id) == (InterimKind.COMMUNITY_SERVICE, town.COFFEE.id)
    tab.press("Inloop De Kern stoppen")
    assert stored(InterimMeasure) == []


def test_what_bridges_it_has_a_kind(tab: Fingers, stored: Callable[..., list[InterimMeasure]], wait_id: str) -> None:
    tab.choose(f"bridge-kind-{wait_id}", InterimKind.DIGITAL_GUIDANCE.value)
    tab.write(f"bridge-{wait_id}", "Elke week beeldbellen")
    tab.press("Voeg toe wat het wachten overbrugt")
    [measure] = stored(InterimMeasure)
    assert (measure.kind, measure.what) == (InterimKind.DIGITAL_GUIDANCE, "Elke week beeldbellen")


def test_what_was_said_is_kept_with_the_next_day(
    tab: Fingers, workplace: Workplace, stored: Callable[..., list[ContactMoment]], wait_id: str
) -> None:
    tab.write(f"said-{wait_id}", "Het valt niet mee.")
    tab.press(f"hold-contact-{wait_id}")
    held, following = stored(ContactMoment)
    assert (held.note, held.held_on) == ("Het valt niet mee.", workplace.today)
    assert following.agreed_on == workplace.today + timedelta(days=14)


def test_why_the_choice_was_limited_and_how_urgent_it_is_are_kept_as_they_are_given(
    qtbot: QtBot, tab: Fingers, stored: Callable[..., list[WaitingListEntry]], wait_id: str
) -> None:
    tab.choose(f"urgency-{wait_id}", "1")
    tab.write(f"limited-{wait_id}", "Ze rijdt niet.")
    qtbot.waitUntil(lambda: stored(WaitingListEntry)[0].limited_choice == "Ze rijdt niet.", timeout=2500)
    assert stored(WaitingListEntry)[0].urgency == 1
    tab.write(f"review-{wait_id}", "1-12-2026")
    qtbot.waitUntil(lambda: stored(WaitingListEntry)[0].review_on is not None, timeout=2500)


def test_a_wait_ends_for_another_reason_in_words(
    window: MainWindow, tab: Fingers, stored: Callable[..., list[WaitingListEntry]], wait_id: str
) -> None:
    tab.press(f"ended-{wait_id}")
    tab.choose("ask-choice", WaitEnd.WITHDREW.value)
    tab.write("ask-text", "Haar dochter helpt nu.")
    tab.press("ask-go")
    [entry] = stored(WaitingListEntry)
    assert (entry.ended_because, entry.note) == (WaitEnd.WITHDREW, "Haar dochter helpt nu.")
    assert "de inwoner wil het niet meer" in words(window)


def test_the_letter_is_seen_before_it_is_printed(qtbot: QtBot, window: MainWindow, tab: Fingers, wait_id: str) -> None:
    tab.press(f"letter-{wait_id}")
    assert window.here() == Spot(Place.PAPER, f"waiting-letter:{wait_id}")
    screen = window.screen_of(Place.PAPER)
    assert isinstance(screen, PaperScreen)
    qtbot.waitUntil(lambda: screen.pages() > 0)
    assert "Brief over het wachten" in words(window)


def test_the_list_shows_who_was_not_heard_and_enter_opens_the_wait(
    window: MainWindow, wait_id: str, case_id: str, settle: Callable[[], None]
) -> None:
    assert wait_id
    window.open_place(Place.WAITING)
    settle()
    assert "1 wacht · 1 is niet op tijd gesproken" in words(window)
    view = one(window, WaitsView)
    model = view.model()
    row = [str(model.index(0, at).data()) for at in range(model.columnCount())]
    assert row == [
        "Annie van der Veen-Huizing\ngewone urgentie",
        "1 dag te laat\nafgesproken: 22-11-2026",
        "8 weken: 2 boven de norm\nsinds 28-09-2026",
        "Begeleiding regulier\nKompas en Koers",
        "nog niets",
    ]
    tip = str(model.index(0, 2).data(Qt.ItemDataRole.ToolTipRole))
    assert "Treeknorm gehandicaptenzorg" in tip
    QTest.keyClick(view, Qt.Key.Key_Return)
    settle()
    assert window.here() == Spot(Place.CASE, f"{case_id}#waiting")


def test_at_1200_every_cell_stands_whole_also_with_long_names_and_what_is_late_bears_a_mark(
    window: MainWindow, workplace: Workplace, wait_id: str, settle: Callable[[], None]
) -> None:
    long = Provider(name="Stichting Ambulante Begeleiding en Dagbesteding Oost-Groningen en Omstreken")
    with workplace.store.work("Fill") as work:
        work.add(long)
        work.change(WaitingListEntry, wait_id, provider_id=long.id, urgency=1)
        for what in ("Elke week een halfuur bellen met de aanbieder", "Inloop De Kern", "Een dag in de week logeren"):
            work.add(
                InterimMeasure(entry_id=wait_id, kind=InterimKind.TEMPORARY_CARE, what=what, start=workplace.today)
            )
        work.commit()
    window.resize(1200, 800)
    window.open_place(Place.WAITING)
    settle()
    view = one(window, WaitsView)
    model = view.model()
    assert isinstance(model, WaitsModel)
    assert view.horizontalScrollBar().maximum() == 0
    for at in range(model.columnCount()):
        shown = view.lines.shown(0, at, view.columnWidth(at))
        assert shown.split() == str(model.index(0, at).data()).split()
    assert view.lines.height_for(0, [view.columnWidth(at) for at in range(model.columnCount())]) <= view.rowHeight(0)
    assert model.mark(0, CONTACT) == ("caution", Tone.BAD)
    assert "en nog 2" in str(model.index(0, 4).data())
    assert "logeren" in str(model.index(0, 4).data(Qt.ItemDataRole.ToolTipRole))


def test_the_list_is_narrowed_and_says_so_when_nothing_fits(
    window: MainWindow, fingers: Fingers, wait_id: str, settle: Callable[[], None]
) -> None:
    assert wait_id
    window.open_place(Place.WAITING)
    settle()
    screen = window.screen_of(Place.WAITING)
    assert isinstance(screen, WaitingScreen)
    fingers.choose("waits-provider", FULL)
    fingers.press("boven de norm")
    assert one(window, WaitsView).model().rowCount() == 1
    fingers.press("contact is te laat")
    assert screen.chosen().overdue
    fingers.press("boven de norm")
    fingers.choose("waits-order", "urgency")
    assert one(window, WaitsView).model().rowCount() == 1


@pytest.mark.parametrize("large", [False, True])
def test_everything_is_named_reached_and_whole(
    window: MainWindow, qapp: QApplication, wait_id: str, case_id: str, settle: Callable[[], None], *, large: bool
) -> None:
    assert wait_id
    QAccessible.setActive(True)
    apply(qapp, Theme.DARK if large else Theme.LIGHT, 2.0 if large else 1.0)
    try:
        for place, thing in ((Place.WAITING, ""), (Place.CASE, f"{case_id}#waiting")):
            window.open_place(place, thing)
            settle()
            settle()
            assert nameless(window) == []
            assert unreached(window) == []
            assert cut_off(window.screen_of(place)) == []
    finally:
        apply(qapp, Theme.LIGHT, 1.0)
        QAccessible.setActive(False)


def test_an_empty_list_says_how_someone_comes_on_it(window: MainWindow, settle: Callable[[], None]) -> None:
    window.open_place(Place.WAITING)
    settle()
    assert "Niemand wacht" in words(window)


def test_a_team_lead_sees_the_team_and_can_switch_to_the_own_cases(
    lead_window: MainWindow, wait_id: str, settle: Callable[[], None]
) -> None:
    assert wait_id
    lead_window.open_place(Place.WAITING)
    settle()
    model = one(lead_window, WaitsView).model()
    assert model.rowCount() == 1
    assert model.index(0, 0).data() == "Annie van der Veen-Huizing\ngewone urgentie · Marijke Veenstra"
    Fingers(lead_window, settle).press("het hele team")
    assert "Niemand wacht" in words(lead_window)


@pytest.mark.parametrize(
    ("wanted", "room", "cap"),
    [([100, 100], 300, 200), ([100, 400], 250, 150), ([300, 300, 50], 450, 200), ([400] * 8, 100, 40)],
)
def test_the_widest_columns_give_way_until_all_fit(wanted: list[int], room: int, cap: int) -> None:
    assert fitting(wanted, room, least=40, most=200) == cap


def test_a_day_that_is_none_yet_or_is_refused_stands_there_again_after_the_case_was_left(
    qtbot: QtBot,
    window: MainWindow,
    tab: Fingers,
    case_id: str,
    wait_id: str,
    workplace: Workplace,
    settle: Callable[[], None],
    stored: Callable[..., list[WaitingListEntry]],
) -> None:
    """What is kept only on the card goes with the card, as when the program is closed."""
    paste(one(window, QLineEdit, f"review-{wait_id}"), "eind maart")
    paste(one(window, QLineEdit, f"next-{wait_id}"), "2-1-2026")
    tab.write(f"said-{wait_id}", "Het valt niet mee.")
    tab.press(f"hold-contact-{wait_id}")
    qtbot.waitUntil(lambda: len((load(workplace, FORM, wait_id) or NOTHING).fields) == len({SAID, NEXT, "review_on"}))
    other, _changes = open_case(workplace, NewCase(last_name="Ander", municipality="Oldambt"))
    for place in (f"{other}#waiting", f"{case_id}#waiting"):
        window.open_place(Place.CASE, place)
        settle()
    review, following = (one(window, QLineEdit, f"{name}-{wait_id}") for name in ("review", "next"))
    qtbot.waitUntil(lambda: review.text() == "eind maart")
    assert following.text() == "2-1-2026"
    paste(review, "30-3-2027")
    qtbot.waitUntil(lambda: stored(WaitingListEntry)[0].review_on == date(2027, 3, 30), timeout=2500)
    paste(following, "2-1-2027")
    tab.press(f"hold-contact-{wait_id}")
    qtbot.waitUntil(lambda: load(workplace, FORM, wait_id) is None)
