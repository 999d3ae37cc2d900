"""Contracts on the screen: the contract manager keeps them, a wrong input stands at its field, others read along."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QCheckBox, QDialog, QLabel, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from desktop.models.kinds import MeasureKind
from desktop.models.social_map import Contract, ContractedProduct
from desktop.rules.coverage_lines import lines_of
from desktop.rules.intake_stops import IntakeStop
from desktop.services import forms
from desktop.services.contract_reading import provider_contracts
from desktop.services.contracts import Meant, add_contract, add_product, change_contract, end_contract
from desktop.services.coverage import coverage_cell
from desktop.services.purchase_measures import measures
from desktop.services.workplace import Workplace
from desktop.views.contracts.form import FormDialog
from desktop.views.contracts.provider_screen import ProviderContractsScreen
from desktop.views.contracts.screen import ContractsScreen
from desktop.views.design.buttons import Chip, ChipRow, RowButton
from desktop.views.design.inputs import Choice, DayField, LongText
from desktop.views.design.tick import Tick
from desktop.views.desk import Desk
from tests.helpers.contracts import GUIDANCE, HOUSEHOLD, LOT, a_partner, as_consultant, contract_desk
from tests.helpers.desks import Ways
from tests.helpers.fingers import Fingers
from tests.helpers.widgets import one, press


@pytest.fixture
def workplace(tmp_path: Path) -> Iterator[Workplace]:
    """Gives a contract manager's desk in Midden-IJssel/Oost-Veluwe."""
    with contract_desk(tmp_path) as made:
        yield made


@pytest.fixture
def provider(workplace: Workplace) -> str:
    return a_partner(workplace)


@pytest.fixture
def contract(workplace: Workplace, provider: str) -> str:
    return add_contract(workplace, provider, lot=LOT, start=date(2026, 1, 1), end=date(2027, 3, 31))[0]


def opened(qtbot: QtBot, desk: Desk, provider: str, settle: Callable[[], None]) -> ProviderContractsScreen:
    made = ProviderContractsScreen(desk)
    qtbot.addWidget(made)
    made.resize(1000, 800)
    made.open_thing(provider)
    made.show()
    settle()
    return made


@pytest.fixture
def screen(
    qtbot: QtBot, desk: Desk, provider: str, contract: str, settle: Callable[[], None]
) -> ProviderContractsScreen:
    assert contract
    return opened(qtbot, desk, provider, settle)


def form(screen: QWidget) -> FormDialog:
    return next(d for d in screen.window().findChildren(FormDialog) if d.isVisible())


def problem(screen: QWidget, name: str) -> str:
    return form(screen).rows[name].problem_text()


def texts(widget: QWidget) -> list[str]:
    return [label.text() for label in widget.findChildren(QLabel) if label.isVisibleTo(widget)]


def test_a_contract_is_made_by_hand_with_the_regions_words_beside_it(
    qtbot: QtBot, desk: Desk, provider: str, settle: Callable[[], None]
) -> None:
    screen = opened(qtbot, desk, provider, settle)
    assert "Nog geen contracten" in texts(screen)
    press(screen, "new-contract")
    assert any("Open House" in text for text in texts(form(screen)))
    fingers = Fingers(form(screen), settle)
    fingers.press("form-go")
    assert problem(screen, "start") == "Vul dit eerst in."
    fingers.write("form-start", "1-1-2026")
    fingers.write("form-end", "31-12-2025")
    fingers.press("form-go")
    assert problem(screen, "end") == "De laatste dag ligt vóór de eerste."
    fingers.write("form-end", "31-12-2028")
    fingers.press("form-go")
    [agreement] = provider_contracts(desk.workplace, provider).agreements
    assert agreement.contract.end == date(2028, 12, 31)
    assert "1 januari 2026 tot en met 31 december 2028" in texts(screen)


def test_a_product_is_added_and_what_is_bought_elsewhere_is_asked(
    screen: ProviderContractsScreen, desk: Desk, contract: str, settle: Callable[[], None]
) -> None:
    press(screen, "Product toevoegen: Maatwerkvoorzieningen Wmo, vanaf 01-01-2026")
    fingers = Fingers(form(screen), settle)
    fingers.choose("form-product", HOUSEHOLD)
    one(form(screen), Chip, "Apeldoorn").click()
    fingers.write("form-rate_cents", "zestig")
    fingers.press("form-go")
    assert problem(screen, "rate_cents") == "Schrijf het tarief in euro’s, zoals 62,40."
    fingers.write("form-rate_cents", "-5")
    fingers.choose("form-rate_unit", "hour")
    fingers.press("form-go")
    assert "minstens 0" in problem(screen, "rate_cents")
    fingers.write("form-rate_cents", "62,40")
    fingers.press("form-go")
    assert problem(screen, "municipalities").startswith("Apeldoorn: daar koopt de regio dit niet in.")
    one(form(screen), QCheckBox, "Het is toch zo afgesproken").click()
    fingers.press("form-go")
    with desk.workplace.store.read() as reader:
        [product] = reader.find(ContractedProduct, contract_id=contract)
    assert (product.rate_cents, product.municipalities) == (6240, ("Apeldoorn",))
    assert any("62,40 per uur" in text for text in texts(screen))


def test_above_the_contracts_stand_the_acts_they_are_under(
    qtbot: QtBot, desk: Desk, workplace: Workplace, settle: Callable[[], None]
) -> None:
    silent = a_partner(workplace, "Zegt Niets", laws=())
    assert provider_contracts(workplace, silent).laws == ()
    add_contract(workplace, silent, lot=LOT, start=date(2027, 6, 1), end=date(2028, 3, 31))
    screen = opened(qtbot, desk, silent, settle)
    assert "begint op 1 juni 2027" in texts(screen)
    running, _changes = add_contract(workplace, silent, lot=LOT, start=date(2026, 1, 1), end=date(2027, 3, 31))
    add_product(workplace, running, Meant(elsewhere=True), product=GUIDANCE)
    assert provider_contracts(workplace, silent).laws == ("WMO",)
    screen.mark_stale()
    settle()
    assert "Wmo 2015" in texts(screen)


def test_a_contract_is_extended_and_ended(
    screen: ProviderContractsScreen, desk: Desk, provider: str, settle: Callable[[], None]
) -> None:
    press(screen, "Verlengen: Maatwerkvoorzieningen Wmo, vanaf 01-01-2026")
    fingers = Fingers(form(screen), settle)
    fingers.write("form-end", "1-1-2027")
    fingers.press("form-go")
    assert "niet later" in problem(screen, "end")
    fingers.write("form-end", "31-12-2027")
    fingers.press("form-go")
    press(screen, "Beëindigen: Maatwerkvoorzieningen Wmo, vanaf 01-01-2026")
    fingers = Fingers(form(screen), settle)
    fingers.write("form-end", "31-12-2026")
    fingers.press("form-go")
    assert problem(screen, "reason") == "Vul dit eerst in."
    fingers.write("form-reason", "Een jaar lang niemand geholpen")
    fingers.press("form-go")
    [agreement] = provider_contracts(desk.workplace, provider).agreements
    assert (agreement.contract.end, agreement.contract.note) == (date(2026, 12, 31), "Een jaar lang niemand geholpen")


def test_partners_and_contacts_are_kept_from_the_screen(
    screen: ProviderContractsScreen, desk: Desk, provider: str, settle: Callable[[], None]
) -> None:
    other = a_partner(desk.workplace, "Anders Thuis")
    fingers = Fingers(screen, settle)
    fingers.press("name-partner")
    fingers.press("add-cooperation")
    Fingers(form(screen), settle).choose("form-partner_id", other)
    Fingers(form(screen), settle).press("form-go")
    fingers.press("add-contact")
    Fingers(form(screen), settle).write("form-name", "Aanmeldbalie")
    Fingers(form(screen), settle).press("form-go")
    page = provider_contracts(desk.workplace, provider)
    assert (page.provider.strategic_partner, page.together[0].name) == (True, "Anders Thuis")
    assert [contact.name for contact in page.contacts] == ["Aanmeldbalie"]
    assert "strategische partner" in texts(screen)


CHANGE = "Wijzigen: Maatwerkvoorzieningen Wmo, vanaf 01-01-2026"


def test_a_form_that_is_left_halfway_changes_nothing_and_is_there_again(
    screen: ProviderContractsScreen, desk: Desk, provider: str, settle: Callable[[], None]
) -> None:
    press(screen, "add-contact")
    fingers = Fingers(form(screen), settle)
    fingers.write("form-name", "Aanmeldbalie")
    fingers.press("Sluiten")
    assert provider_contracts(desk.workplace, provider).contacts == ()
    press(screen, "add-contact")
    settle()
    assert written(screen, "name") == "Aanmeldbalie"
    assert "Dit typte u eerder; het is nog niet bewaard." in texts(form(screen))
    Fingers(form(screen), settle).press("form-forget")
    assert written(screen, "name") == ""
    assert forms.unfinished(desk.workplace) == ()


def test_what_is_typed_in_a_contract_is_in_the_store_while_the_form_stands_open(
    qtbot: QtBot, screen: ProviderContractsScreen, desk: Desk, contract: str, settle: Callable[[], None]
) -> None:
    press(screen, CHANGE)
    settle()
    QTest.keyClicks(one(form(screen), LongText, "form-note"), "Indexatie per")
    QTest.keyClicks(one(form(screen), DayField, "form-end"), "x")
    qtbot.waitUntil(lambda: forms.load(desk.workplace, "contract", contract) is not None, timeout=5000)
    saved = forms.load(desk.workplace, "contract", contract)
    assert saved is not None
    assert {name: saved.fields[name] for name in saved.fields if name != "stood"} == {
        "note": "Indexatie per", "end": "31-03-2027x",
    }, "what was not touched is not kept: it must show what stands when the form is opened again"  # fmt: skip
    form(screen).reject()


def test_a_contract_that_was_changed_meanwhile_says_so_at_the_field(
    screen: ProviderContractsScreen, desk: Desk, contract: str, settle: Callable[[], None]
) -> None:
    press(screen, CHANGE)
    settle()
    Fingers(form(screen), settle).write("form-end", "30-6-2027")
    Fingers(form(screen), settle).press("Sluiten")
    change_contract(desk.workplace, contract, end=date(2027, 12, 31), extension="1 jaar")
    screen.mark_stale()
    settle()
    press(screen, CHANGE)
    settle()
    assert (written(screen, "end"), written(screen, "extension")) == ("30-06-2027", "1 jaar")
    assert problem(screen, "end").startswith("Dit is intussen gewijzigd.")
    Fingers(form(screen), settle).press("form-go")
    with desk.workplace.store.read() as reader:
        kept = reader.get(Contract, contract)
    assert (kept.end, kept.extension) == (date(2027, 6, 30), "1 jaar")
    assert forms.unfinished(desk.workplace) == (), "what is kept is not half typed any more"


def written(screen: QWidget, name: str) -> str:
    return one(form(screen), QLineEdit, f"form-{name}").text()


def test_a_consultant_reads_all_of_it_and_is_offered_no_change(
    qtbot: QtBot, desk: Desk, provider: str, contract: str, settle: Callable[[], None]
) -> None:
    add_product(desk.workplace, contract, product=GUIDANCE)
    screen = opened(qtbot, replace(desk, workplace=as_consultant(desk.workplace)), provider, settle)
    assert "Begeleiding individueel" in texts(screen)
    buttons = [b.text() for b in screen.findChildren(QAbstractButton) if b.isVisibleTo(screen) and b.text()]
    assert buttons == ["Terug", "In de sociale kaart"]


@pytest.fixture
def overview(qtbot: QtBot, desk: Desk, contract: str, settle: Callable[[], None]) -> ContractsScreen:
    assert contract
    made = ContractsScreen(desk)
    qtbot.addWidget(made)
    made.show()
    settle()
    return made


def test_what_runs_out_opens_its_provider(
    overview: ContractsScreen, provider: str, settle: Callable[[], None], ways: Ways
) -> None:
    line = one(overview, RowButton)
    assert "eindigt op 31 maart 2027" in line.accessibleName()
    line.click()
    assert ways.went == [("place:provider-contracts", provider)]
    Fingers(overview, settle).choose("contracts-months", "3")
    assert "Er loopt niets af" in texts(overview)


def test_what_ended_without_another_is_not_called_well(
    overview: ContractsScreen, desk: Desk, contract: str, settle: Callable[[], None]
) -> None:
    end_contract(desk.workplace, contract, date(2026, 11, 1), "Aanbieder is gestopt")
    overview.mark_stale()
    settle()
    assert "afgelopen op 1 november 2026" in one(overview, RowButton).accessibleName()
    assert "1 contract is afgelopen zonder opvolger" in texts(overview)
    assert "Er loopt niets af" not in texts(overview)


def test_without_any_contract_the_screen_says_what_to_do_first(
    qtbot: QtBot, desk: Desk, settle: Callable[[], None], ways: Ways
) -> None:
    empty = ContractsScreen(desk)
    qtbot.addWidget(empty)
    empty.show()
    settle()
    assert "Nog geen contracten" in texts(empty)
    assert "Er loopt niets af" not in texts(empty)
    press(empty, "Inlezen")
    assert ways.went == [("place:settings", "import")]


def test_a_measure_is_set_and_lifted(overview: ContractsScreen, desk: Desk, settle: Callable[[], None]) -> None:
    fingers = Fingers(overview, settle)
    fingers.show_tab("contracts-tabs", 1)
    fingers.press("new-measure")
    filling = Fingers(form(overview), settle)
    filling.choose("form-kind", MeasureKind.MAXIMUM)
    filling.choose("form-municipality", "Epe")
    filling.choose("form-product", f"{LOT}//{GUIDANCE}")
    filling.press("form-go")
    assert problem(overview, "number") == "Vul dit eerst in."
    filling.count("form-number", 5)
    filling.press("form-go")
    assert problem(overview, "reason") == "Vul dit eerst in."
    filling.write("form-reason", "Besluit van het college")
    filling.press("form-go")
    [measure] = measures(desk.workplace)
    assert (measure.municipality, measure.product, measure.number) == ("Epe", GUIDANCE, 5)
    press(overview, "Opheffen: hoogste aantal aanbieders: 5, Epe · Begeleiding individueel")
    settle()
    assert measures(desk.workplace) == ()
    assert not [d for d in overview.findChildren(QDialog) if d.isVisible()]


def test_a_measure_left_halfway_is_taken_up_and_kept_once(
    overview: ContractsScreen, desk: Desk, settle: Callable[[], None]
) -> None:
    fingers = Fingers(overview, settle)
    fingers.show_tab("contracts-tabs", 1)
    fingers.press("new-measure")
    filling = Fingers(form(overview), settle)
    filling.choose("form-kind", MeasureKind.CLOSED)
    filling.choose("form-municipality", "Epe")
    filling.write("form-reason", "Besluit van het college")
    filling.press("Sluiten")
    assert measures(desk.workplace) == ()
    fingers.press("new-measure")
    settle()
    assert not form(overview).rows["number"].isVisible(), "a closed group has no number"
    Fingers(form(overview), settle).press("form-go")
    [measure] = measures(desk.workplace)
    assert (measure.kind, measure.municipality, measure.reason) == (
        MeasureKind.CLOSED, "Epe", "Besluit van het college",
    )  # fmt: skip
    fingers.press("new-measure")
    settle()
    assert not one(form(overview), LongText, "form-reason").toPlainText()
    form(overview).reject()


def test_a_product_left_halfway_keeps_its_ticks_and_chips(
    screen: ProviderContractsScreen, settle: Callable[[], None]
) -> None:
    add = "Product toevoegen: Maatwerkvoorzieningen Wmo, vanaf 01-01-2026"
    press(screen, add)
    fingers = Fingers(form(screen), settle)
    fingers.choose("form-product", HOUSEHOLD)
    one(form(screen), Chip, "Epe").click()
    one(form(screen), Tick, "form-intake_stop").box.click()
    fingers.press("Sluiten")
    press(screen, add)
    settle()
    assert one(form(screen), Choice, "form-product").key() == HOUSEHOLD
    assert one(form(screen), ChipRow, "form-municipalities").on() == ("Epe",)
    assert one(form(screen), Tick, "form-intake_stop").is_on()
    form(screen).reject()


def test_a_stop_without_leave_is_told_as_such_with_its_source(
    screen: ProviderContractsScreen, desk: Desk, contract: str, settle: Callable[[], None]
) -> None:
    add_product(desk.workplace, contract, product=GUIDANCE, intake_stop=True)
    screen.mark_stale()
    settle()
    source = "Bron: Contractstandaard Wmo, 3.5.3 en 3.6"
    assert f"cliëntenstop, geen schriftelijke toestemming bekend ({source})" in texts(screen)
    press(screen, "Wijzigen: Begeleiding individueel")
    fingers = Fingers(form(screen), settle)
    fingers.write("form-stop_permitted_on", "2-11-2026")
    fingers.write("form-stop_from", "10-11-2026")
    fingers.write("form-stop_until", "31-1-2027")
    fingers.press("form-go")
    short = f"schriftelijke toestemming van 02-11-2026, minder dan 14 dagen tevoren ({source})"
    assert f"cliëntenstop vanaf 10-11-2026 tot en met 31-01-2027, {short}" in texts(screen)
    line = next(one for one in lines_of(desk.workplace.profile, desk.workplace.today) if one.id == GUIDANCE)
    [told] = coverage_cell(desk.workplace, line, "Epe").providers
    assert told.stop == IntakeStop(date(2026, 11, 2), date(2026, 11, 10), date(2027, 1, 31))


def test_the_keyboard_begins_at_the_first_field_and_comes_to_the_buttons_last(screen: ProviderContractsScreen) -> None:
    press(screen, "add-contact")
    assert form(screen).focusWidget().objectName() == "form-name"
    order = []
    for _press in range(7):
        order.append(form(screen).focusWidget())
        QTest.keyClick(order[-1], Qt.Key.Key_Tab)
    assert [widget.objectName() for widget in order[:5]] == [
        "form-name", "form-role", "form-phone", "form-email", "form-note",
    ]  # fmt: skip
    assert [b.text() for b in order[5:] if isinstance(b, QAbstractButton)] == ["Sluiten", "Contactpersoon bewaren"]
    form(screen).reject()
