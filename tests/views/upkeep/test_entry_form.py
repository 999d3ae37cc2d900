"""An entry is added and put right: problems at the field, doubles while typing, and nothing typed is lost."""

from collections.abc import Callable

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QLabel, QLineEdit
from pytestqt.qtbot import QtBot

from desktop.models.kinds import MapStatus, Role
from desktop.models.social_map import CommunityService, Location, Organisation, Provider
from desktop.models.upkeep import EntryCheck
from desktop.services import forms
from desktop.services.social_map import community_service
from desktop.services.workplace import Workplace
from desktop.views.desk import Place
from desktop.views.upkeep.form_screen import FORM, EntryFormScreen
from desktop.views.window.history import Spot
from desktop.views.window.main import MainWindow
from tests.helpers import town
from tests.helpers.fingers import Fingers
from tests.helpers.widgets import one

Show = Callable[..., None]


def form(window: MainWindow) -> EntryFormScreen:
    screen = window.screen_of(Place.ENTRY_FORM)
    assert isinstance(screen, EntryFormScreen)
    return screen


def problems(window: MainWindow) -> dict[str, str]:
    return {name: row.problem_text() for name, row in form(window).rows.items() if row.problem_text()}


def test_a_service_is_added_from_the_map_and_shown(
    window: MainWindow, fingers: Fingers, filled: Workplace, settle: Callable[[], None]
) -> None:
    settle()
    fingers.press("add-entry")
    assert window.here() == Spot(Place.ENTRY_FORM, "?kind=community_service")
    fingers.write("entry-name", "Taalkring De Letter")
    fingers.write("entry-postal_code", "9501ab")
    fingers.write("entry-themes", "taal, ontmoeten")
    fingers.write("entry-source", "flyer in de bibliotheek")
    fingers.press("Stadskanaal")
    fingers.press("save-entry")
    settle()
    (made,) = [s for s in _services(filled) if s.name == "Taalkring De Letter"]
    assert (made.postal_code, made.themes, made.municipalities) == ("9501 AB", ("taal", "ontmoeten"), ("Stadskanaal",))
    assert window.here() == Spot(Place.ENTRY, made.id)
    window.back()
    assert window.here().place is Place.SOCIAL_MAP


def _services(workplace: Workplace) -> list[CommunityService]:
    with workplace.store.read() as reader:
        return reader.find(CommunityService)


def test_what_is_wrong_is_said_when_the_field_is_left_and_taken_away_when_it_is_right(
    show: Show, window: MainWindow, fingers: Fingers
) -> None:
    show(Place.ENTRY_FORM, "?kind=community_service")
    fingers.write("entry-name", "Soos")
    fingers.write("entry-postal_code", "95")
    assert problems(window) == {"postal_code": "Een postcode heeft vier cijfers en twee letters, zoals 9501 AB."}
    fingers.write("entry-email", "soos")
    assert set(problems(window)) == {"postal_code", "email"}
    fingers.press("save-entry")
    assert window.here().place is Place.ENTRY_FORM
    fingers.write("entry-postal_code", "9501 AB")
    fingers.write("entry-email", "soos@soos.nl")
    assert problems(window) == {}


def test_a_correction_asks_where_it_was_seen_and_stands_with_the_entry(
    show: Show, window: MainWindow, fingers: Fingers, filled: Workplace, settle: Callable[[], None]
) -> None:
    show(Place.ENTRY, town.COFFEE.id)
    fingers.press("correct-entry")
    fingers.write("entry-phone", "0599 99 88 77")
    fingers.press("save-entry")
    assert problems(window) == {"source": "Vul dit eerst in."}
    fingers.write("entry-source", "gebeld")
    fingers.press("save-entry")
    settle()
    assert window.here() == Spot(Place.ENTRY, town.COFFEE.id)
    assert community_service(filled, town.COFFEE.id).service.phone == "0599 99 88 77"
    with filled.store.read() as reader:
        (check,) = reader.find(EntryCheck)
    assert (check.fields, check.source) == (("phone",), "gebeld")
    assert "telefoon · bron: gebeld" in town_words(window)


def town_words(window: MainWindow) -> str:
    return "\n".join(label.text() for label in window.findChildren(QLabel) if label.isVisible())


def test_what_nobody_touched_is_not_written_and_nothing_at_all_is_said(
    show: Show, window: MainWindow, fingers: Fingers, filled: Workplace
) -> None:
    odd = CommunityService(
        name="Soos ",
        description="met een \r\nregel",
        themes=("eten, drinken", "spel"),
        latitude=52.98947123,
        longitude=7,
    )
    town.settle(filled, odd)
    show(Place.ENTRY, odd.id)
    show(Place.ENTRY_FORM, odd.id)
    fingers.press("save-entry")
    assert window.here() == Spot(Place.ENTRY, odd.id)
    assert community_service(filled, odd.id).service == odd
    show(Place.ENTRY_FORM, odd.id)
    fingers.write("entry-phone", "112 of de balie")
    fingers.write("entry-source", "gebeld")
    fingers.press("save-entry")
    kept = community_service(filled, odd.id).service
    assert kept.model_copy(update={"phone": "", "checked_on": None, "checked_by": ""}) == odd


def test_an_entry_to_which_nobody_may_be_sent_needs_a_reason(
    show: Show, window: MainWindow, fingers: Fingers, filled: Workplace
) -> None:
    show(Place.ENTRY_FORM, town.COFFEE.id)
    fingers.choose("entry-status", MapStatus.DO_NOT_REFER.value)
    fingers.write("entry-source", "gebeld")
    fingers.press("save-entry")
    assert set(problems(window)) == {"why"}
    fingers.write("entry-why", "Vol tot maart")
    fingers.press("save-entry")
    assert community_service(filled, town.COFFEE.id).service.status is MapStatus.DO_NOT_REFER


def test_while_a_name_is_typed_the_entry_that_is_there_is_named_and_opens(
    qtbot: QtBot, show: Show, window: MainWindow, settle: Callable[[], None], fingers: Fingers
) -> None:
    show(Place.ENTRY_FORM, "?kind=community_service")
    card = form(window).doubles
    assert not card.isVisible()
    QTest.keyClicks(one(form(window), QLineEdit, "entry-name"), "Buurtmaatje")
    qtbot.waitUntil(card.isVisible, timeout=5000)
    settle()
    assert "Buurtmaatjes" in [button.accessibleName().split(",")[0] for button in card.findChildren(QAbstractButton)]
    fingers.press("Buurtmaatjes")
    assert window.here() == Spot(Place.ENTRY, town.BUDDY.id)
    window.back()
    settle()
    assert one(form(window), QLineEdit, "entry-name").text() == "Buurtmaatje"


def test_a_form_that_is_left_half_way_is_there_again_and_can_be_thrown_away(
    show: Show, window: MainWindow, fingers: Fingers, filled: Workplace, settle: Callable[[], None]
) -> None:
    show(Place.ENTRY_FORM, "?kind=community_service")
    fingers.write("entry-name", "Half")
    fingers.write("entry-postal_code", "95")
    show(Place.REVIEW)
    saved = forms.load(filled, FORM, "?kind=community_service")
    assert saved is not None
    assert (saved.fields["name"], saved.fields["postal_code"]) == ("Half", "95")
    show(Place.ENTRY_FORM, town.COFFEE.id)
    assert one(form(window), QLineEdit, "entry-name").text() == "Inloop De Kern"
    show(Place.ENTRY_FORM, "?kind=community_service")
    assert one(form(window), QLineEdit, "entry-name").text() == "Half"
    fingers.press("forget-form")
    settle()
    assert one(form(window), QLineEdit, "entry-name").text() == ""
    assert forms.load(filled, FORM, "?kind=community_service") is None


def test_a_consultant_is_told_that_providers_are_not_hers_to_change(show: Show, window: MainWindow) -> None:
    show(Place.ENTRY_FORM, town.OPEN_PROVIDER[0].id)  # type: ignore[attr-defined]  # the town only gives values
    assert "Vraag het aan een contractmanager" in town_words(window)
    names = {w.objectName() for w in form(window).findChildren(QAbstractButton) if w.isVisibleTo(form(window))}
    assert names.isdisjoint({"save-entry", "forget-form"}), "nothing to press that would be refused"


@pytest.mark.parametrize("role", [Role.CONTRACT_MANAGER])
def test_a_contract_manager_adds_a_provider_with_numbers_that_are_looked_at(
    show: Show, window: MainWindow, fingers: Fingers, filled: Workplace
) -> None:
    show(Place.ENTRY_FORM, "?kind=community_service")
    fingers.press("Zorgaanbieder")
    assert window.here() == Spot(Place.ENTRY_FORM, "?kind=provider")
    fingers.write("entry-name", "Zorg Oost")
    fingers.write("entry-kvk_number", "1234")
    assert problems(window) == {"kvk_number": "Dit nummer heeft acht cijfers."}
    fingers.write("entry-kvk_number", "12345678")
    fingers.press("Wmo 2015")
    fingers.press("save-entry")
    with filled.store.read() as reader:
        (made,) = reader.find(Provider, name="Zorg Oost")
    assert (made.kvk_number, made.laws) == ("12345678", ("WMO",))


def test_a_place_of_a_service_is_added_put_right_and_taken_away(
    show: Show, window: MainWindow, fingers: Fingers, filled: Workplace, settle: Callable[[], None]
) -> None:
    show(Place.ENTRY_FORM, town.COFFEE.id)
    fingers.press("add-location")
    fingers.write("entry-address", "Brink 3")
    fingers.write("entry-place", "Musselkanaal")
    fingers.press("save-entry")
    settle()
    assert window.here() == Spot(Place.ENTRY_FORM, town.COFFEE.id)
    with filled.store.read() as reader:
        (made,) = reader.find(Location, service_id=town.COFFEE.id)
    assert (made.address, made.place) == ("Brink 3", "Musselkanaal")
    fingers.press("Brink 3, Musselkanaal")
    fingers.press("remove-location")
    with filled.store.read() as reader:
        assert reader.count(Location, service_id=town.COFFEE.id) == 0


def test_an_organisation_is_added_and_then_chosen_for_a_service(
    show: Show, window: MainWindow, fingers: Fingers, filled: Workplace
) -> None:
    show(Place.ENTRY_FORM, "?kind=organisation")
    fingers.write("entry-name", "Welzijn Oost")
    fingers.press("save-entry")
    with filled.store.read() as reader:
        (made,) = reader.find(Organisation)
    show(Place.ENTRY_FORM, town.COFFEE.id)
    fingers.choose("entry-organisation_id", made.id)
    fingers.write("entry-source", "website")
    fingers.press("save-entry")
    assert community_service(filled, town.COFFEE.id).organisation == made
    assert window.here().place is not Place.ENTRY_FORM


def test_what_changed_under_a_form_that_was_left_half_way_is_not_put_back(
    show: Show, fingers: Fingers, filled: Workplace, settle: Callable[[], None]
) -> None:
    show(Place.ENTRY_FORM, town.COFFEE.id)
    fingers.write("entry-cost", "Gratis")
    show(Place.REVIEW)
    with filled.work("Elsewhere") as work:
        work.change(CommunityService, town.COFFEE.id, phone="0599 00 11 22")
        work.commit()
    show(Place.ENTRY_FORM, town.BUDDY.id)
    show(Place.ENTRY_FORM, town.COFFEE.id)
    fingers.write("entry-source", "gebeld")
    fingers.press("save-entry")
    settle()
    kept = community_service(filled, town.COFFEE.id).service
    assert (kept.cost, kept.phone) == ("Gratis", "0599 00 11 22")
    with filled.store.read() as reader:
        assert [check.fields for check in reader.find(EntryCheck)] == [("cost",)]
