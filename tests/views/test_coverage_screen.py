"""Zorgdekking on a real store: the map, one cell of it, the sleeping list, and the file."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QPixmap
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog, QLabel
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from desktop.models.casework import Case
from desktop.models.indications import Indication
from desktop.models.kinds import AvailabilityStatus, IndicationStatus, MeasureKind
from desktop.models.people import Resident
from desktop.models.social_map import AvailabilityReport
from desktop.services.contracts import Meant, add_contract, add_product
from desktop.services.purchase_measures import set_measure
from desktop.services.workplace import Workplace
from desktop.views.coverage.grid import CoverageGrid, CoverageModel
from desktop.views.coverage.screen import CoverageScreen
from desktop.views.coverage.words import State, state_of
from desktop.views.design.buttons import RowButton
from desktop.views.desk import Desk
from tests.helpers.contracts import GUIDANCE, HOUSEHOLD, LOT, a_partner, as_consultant, contract_desk
from tests.helpers.desks import Ways
from tests.helpers.fingers import Fingers
from tests.helpers.widgets import one


@pytest.fixture
def workplace(tmp_path: Path) -> Iterator[Workplace]:
    """Gives a contract manager's desk in Midden-IJssel/Oost-Veluwe, with two providers."""
    with contract_desk(tmp_path) as made:
        first = contracted(made, "De Kwikstaart", GUIDANCE, "Epe", "Voorst")
        contracted(made, "Anders Thuis", GUIDANCE, "Epe", specialisms=("autisme",))
        report = AvailabilityReport(
            provider_id=first,
            product=GUIDANCE,
            status=AvailabilityStatus.OPEN,
            measured_on=made.today - timedelta(days=4),
        )
        with made.store.work("Report") as work:
            work.add(report)
            work.commit()
        yield made


def contracted(desk: Workplace, name: str, product: str, *towns: str, **fields: object) -> str:
    provider = a_partner(desk, name, **fields)
    contract, _changes = add_contract(desk, provider, lot=LOT, start=date(2026, 1, 1), end=date(2029, 12, 31))
    add_product(desk, contract, Meant(elsewhere=True), product=product, municipalities=towns)
    return provider


@pytest.fixture
def screen(qtbot: QtBot, desk: Desk, settle: Callable[[], None]) -> CoverageScreen:
    made = CoverageScreen(desk)
    qtbot.addWidget(made)
    made.resize(1100, 800)
    made.show()
    settle()
    return made


def said(screen: CoverageScreen, product: str, town: str) -> str:
    """What a screen reader reads of a cell."""
    page = screen.grid.page()
    assert page is not None
    row = [line.id for line in page.lines].index(product)
    index = screen.grid.model().index(row, page.municipalities.index(town))
    return str(index.data(Qt.ItemDataRole.AccessibleTextRole))


def words(widget: QDialog) -> str:
    return " ".join(label.text() for label in widget.findChildren(QLabel))


def test_each_cell_tells_its_numbers_and_its_state_in_words(screen: CoverageScreen, workplace: Workplace) -> None:
    assert "2 met een contract. Open voor nieuwe inwoners: 1, niet bekend: 1." in said(screen, GUIDANCE, "Epe")
    assert "Alles hangt aan De Kwikstaart." in said(screen, GUIDANCE, "Voorst")
    assert "Dit is een gat: geen contract." in said(screen, GUIDANCE, "Hattem")
    assert "Apeldoorn koopt dit zelf in." in said(screen, HOUSEHOLD, "Apeldoorn")
    assert workplace.today


def test_no_state_is_told_by_colour_alone() -> None:
    assert len({state.word for state in State}) == len(State)
    assert len({state.icon for state in State}) == len(State)


def test_the_model_is_a_proper_one(qtmodeltester: ModelTester, screen: CoverageScreen) -> None:
    model = CoverageModel()
    qtmodeltester.check(model)  # type: ignore[no-untyped-call]  # pytest-qt leaves it without types
    page = screen.grid.page()
    assert page is not None
    model.show_page(page)
    qtmodeltester.check(model)  # type: ignore[no-untyped-call]  # idem


def test_the_map_is_drawn_with_a_number_in_each_cell(screen: CoverageScreen) -> None:
    plain, drawn = QPixmap(screen.grid.size()), QPixmap(screen.grid.size())
    CoverageGrid().render(plain)
    screen.grid.render(drawn)
    assert plain.toImage() != drawn.toImage()


def test_enter_on_a_cell_tells_who_is_there_and_opens_a_provider(
    screen: CoverageScreen, settle: Callable[[], None], ways: Ways
) -> None:
    page = screen.grid.page()
    assert page is not None
    row = [line.id for line in page.lines].index(GUIDANCE)
    screen.grid.setCurrentIndex(screen.grid.model().index(row, page.municipalities.index("Epe")))
    QTest.keyClick(screen.grid, Qt.Key.Key_Return)
    settle()
    dialog = one(screen.window(), QDialog, "coverage-cell")
    assert "4 dagen geleden gemeten" in words(dialog)
    assert "nooit gemeten" in words(dialog)
    rows = dialog.findChildren(RowButton)
    assert [row.accessibleName().split(",")[0] for row in rows] == ["De Kwikstaart", "Anders Thuis"]
    assert dialog.focusWidget() is rows[0]
    rows[0].click()
    assert ways.went == [("place:provider-contracts", str(rows[0].key))]


def test_a_specialism_and_a_lot_narrow_the_map(screen: CoverageScreen, settle: Callable[[], None]) -> None:
    fingers = Fingers(screen, settle)
    fingers.choose("coverage-specialism", "autisme")
    assert "1 met een contract" in said(screen, GUIDANCE, "Epe")
    fingers.choose("coverage-specialism", "")
    fingers.choose("coverage-lot", LOT)
    assert "2 met een contract" in said(screen, GUIDANCE, "Epe")


def test_the_map_follows_a_measure_that_is_set_elsewhere(
    screen: CoverageScreen, desk: Desk, settle: Callable[[], None]
) -> None:
    _id, changes = set_measure(
        desk.workplace, kind=MeasureKind.MAXIMUM, municipality="Epe", product=GUIDANCE, number=1, reason="Besluit"
    )
    desk.notifier.tell(changes)
    settle()
    page = screen.grid.page()
    assert page is not None
    assert [c.municipality for c in page.cells if state_of(c) is State.SURPLUS] == ["Epe"]


def test_without_indications_it_says_that_it_does_not_know_who_sleeps(screen: CoverageScreen) -> None:
    assert "Hier niet bekend" in [label.text() for label in screen.sleeping.findChildren(QLabel)]


def test_contracts_that_sleep_stand_with_the_limit_and_its_source_and_open_their_provider(
    screen: CoverageScreen, desk: Desk, settle: Callable[[], None], ways: Ways
) -> None:
    helped = contracted(desk.workplace, "Wakker", GUIDANCE, "Hattem")
    asleep = a_partner(desk.workplace, "Stil")
    add_contract(desk.workplace, asleep, lot=LOT, start=date(2025, 1, 1))
    resident = Resident(last_name="Boerema")
    case = Case(resident_id=resident.id, municipality="Hattem", opened_on=date(2026, 2, 1))
    approved = Indication(case_id=case.id, lot=LOT, provider_id=helped, status=IndicationStatus.APPROVED)
    with desk.workplace.store.work("Help") as work:
        work.add(resident, case, approved)
        desk.notifier.tell(work.commit())
    settle()
    [line] = screen.sleeping.findChildren(RowButton)
    assert line.accessibleName().startswith(
        "Stil, Maatwerkvoorzieningen Wmo · nooit een cliënt; contract sinds 1 januari 2025"
    )
    assert "365 dagen" not in line.accessibleName()
    limits = [label.text() for label in screen.sleeping.findChildren(QLabel) if label.text().startswith("Grens")]
    assert len(limits) == 1
    assert limits[0].startswith("Grens: 365 dagen zonder cliënten. Bron: Naober, standaardinstelling")
    line.click()
    assert ways.went == [("place:provider-contracts", asleep)]


def test_the_map_is_kept_as_a_file(
    screen: CoverageScreen, settle: Callable[[], None], tmp_path: Path, ways: Ways
) -> None:
    screen.save_to(tmp_path / "dekking.csv")
    settle()
    assert "Begeleiding individueel" in (tmp_path / "dekking.csv").read_text(encoding="utf-8-sig")
    screen.save_to(tmp_path / "nergens" / "dekking.csv")
    settle()
    assert ["dekking.csv" in text for text, _act in ways.told] == [True, True]


def test_a_consultant_is_offered_no_file(qtbot: QtBot, desk: Desk, settle: Callable[[], None]) -> None:
    made = CoverageScreen(replace(desk, workplace=as_consultant(desk.workplace)))
    qtbot.addWidget(made)
    made.show()
    settle()
    with pytest.raises(AssertionError, match="coverage-export"):
        Fingers(made, settle).press("coverage-export")


def test_a_screen_reader_finds_the_cells(screen: CoverageScreen) -> None:
    QAccessible.setActive(True)
    seen = QAccessible.queryAccessibleInterface(screen.grid)
    assert seen.text(QAccessible.Text.Name) == "Zorgdekking, per product en gemeente"
    QAccessible.setActive(False)
