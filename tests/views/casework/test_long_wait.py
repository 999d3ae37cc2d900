"""With a provider that cannot start in time: who can, and the neighbourhood meanwhile, each one act away."""

from collections.abc import Callable

from PySide6.QtWidgets import QLabel

from desktop.models.casework import PlanService
from desktop.models.indications import Indication
from desktop.models.social_map import Provider
from desktop.services.indications import change_draft
from desktop.services.workplace import Workplace
from desktop.views.desk import Place
from desktop.views.paper.screen import PaperScreen
from desktop.views.window.history import Spot
from desktop.views.window.main import MainWindow
from tests.helpers import town
from tests.helpers.fingers import Fingers


def id_of(values: tuple[object, ...]) -> str:
    provider = values[0]
    assert isinstance(provider, Provider)
    return provider.id


STOPPED, OPEN = id_of(town.STOPPED_PROVIDER), id_of(town.OPEN_PROVIDER)


def words(window: MainWindow) -> str:
    return "\n".join(label.text() for label in window.findChildren(QLabel) if label.isVisible())


def test_under_an_intake_stop_another_provider_is_one_press_away(
    window: MainWindow, filled: Workplace, fingers: Fingers, settle: Callable[[], None]
) -> None:
    assert filled
    window.open_entry(STOPPED)
    settle()
    assert "Wie kan eerder beginnen" in words(window)
    assert "neemt nu niemand aan voor Begeleiding regulier" in words(window)
    fingers.press(f"sooner-{OPEN}")
    assert window.here() == Spot(Place.ENTRY, OPEN)
    assert "Wie kan eerder beginnen" not in words(window)


def test_a_service_for_the_meantime_is_put_on_the_plan_in_one_press(
    window: MainWindow,
    case_id: str,
    fingers: Fingers,
    settle: Callable[[], None],
    stored: Callable[..., list[PlanService]],
) -> None:
    window.open_entry(f"{STOPPED}?case={case_id}")
    settle()
    assert "In de tussentijd, uit de buurt" in words(window)
    fingers.press("Zet Formulierenhulp bibliotheek op het plan")
    assert [planned.service_id for planned in stored(PlanService)] == [town.LETTERS.id]


def test_the_other_provider_is_chosen_in_the_draft_in_one_press(
    window: MainWindow,
    workplace: Workplace,
    case_id: str,
    fingers: Fingers,
    settle: Callable[[], None],
    stored: Callable[..., list[Indication]],
) -> None:
    draft = town.drafted(workplace, case_id)
    change_draft(workplace, draft, provider_id=STOPPED)
    window.open_entry(f"{STOPPED}?case={case_id}")
    settle()
    fingers.press("De Lange Adem kiezen in de indicatie")
    (indication,) = stored(Indication, id=draft)
    assert indication.provider_id == OPEN
    assert window.here() == Spot(Place.INDICATION, draft)


def test_an_entry_says_in_words_that_nobody_checked_it_for_long(
    window: MainWindow, filled: Workplace, settle: Callable[[], None]
) -> None:
    assert filled
    window.open_entry(town.BUDDY.id)
    settle()
    assert "verouderd" in words(window)
    window.open_entry(town.COFFEE.id)
    settle()
    assert "20 dagen geleden gecontroleerd door Tamara Postema" in words(window)
    assert "verouderd" not in words(window)


def test_the_page_for_the_resident_is_printed_from_the_entry(
    window: MainWindow, filled: Workplace, fingers: Fingers, settle: Callable[[], None]
) -> None:
    assert filled
    window.open_entry(town.COFFEE.id)
    settle()
    fingers.press("print-entry")
    assert window.here() == Spot(Place.PAPER, f"map-page:{town.COFFEE.id}")
    screen = window.screen_of(Place.PAPER)
    assert isinstance(screen, PaperScreen)
    assert screen.pdf().startswith(b"%PDF")
    assert "Pagina uit de sociale kaart" in words(window)
