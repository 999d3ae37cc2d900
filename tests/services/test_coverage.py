"""The coverage matrix of a real store, one cell of it whole, contracts that sleep, and the file one keeps of it."""

import csv
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest
from openpyxl import load_workbook

from desktop.models.base import Value
from desktop.models.casework import Case
from desktop.models.faults import RuleBroken, WorldFault
from desktop.models.indications import Indication, Trajectory
from desktop.models.kinds import AvailabilityStatus, IndicationStatus, MapStatus, MeasureKind
from desktop.models.people import Resident
from desktop.models.social_map import AvailabilityReport, ContractedProduct, Provider
from desktop.rules.coverage import Cell
from desktop.services.contracts import Meant, add_contract, add_product
from desktop.services.coverage import CoverageQuestion, coverage, coverage_cell
from desktop.services.coverage_export import export_coverage
from desktop.services.purchase_measures import set_measure
from desktop.services.workplace import Workplace
from tests.helpers.contracts import BY_SEGMENT, GUIDANCE, LOT, a_partner, as_consultant, contract_desk

START = date(2025, 1, 1)


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Workplace]:
    """Gives a contract manager's desk in Midden-IJssel/Oost-Veluwe."""
    with contract_desk(tmp_path) as made:
        yield made


def settle(desk: Workplace, *values: Value) -> None:
    with desk.store.work("Settle") as work:
        work.add(*values)
        work.commit()


def contracted(desk: Workplace, name: str, *towns: str, product: str = GUIDANCE, **fields: object) -> str:
    """A provider with one product; returns its id."""
    provider = a_partner(desk, name, **fields)
    contract, _changes = add_contract(desk, provider, lot=LOT, start=START, end=date(2027, 12, 31))
    add_product(desk, contract, Meant(elsewhere=True), product=product, municipalities=towns)
    return provider


def report(desk: Workplace, provider: str, status: AvailabilityStatus, days: int = 3, **fields: object) -> str:
    measured_on = desk.today - timedelta(days=days)
    told = {"provider_id": provider, "product": GUIDANCE, "status": status, "measured_on": measured_on}
    made = AvailabilityReport.model_validate(told | fields)
    settle(desk, made)
    return made.id


def cell(desk: Workplace, town: str, product: str = GUIDANCE, specialism: str = "") -> Cell:
    page = coverage(desk, CoverageQuestion(specialism=specialism))
    return next(c for c in page.cells if (c.line.id, c.municipality) == (product, town))


def test_a_cell_counts_who_is_contracted_who_takes_people_and_who_is_not_known(desk: Workplace) -> None:
    report(desk, contracted(desk, "Open"), AvailabilityStatus.OPEN)
    report(desk, contracted(desk, "Dicht", "Epe"), AvailabilityStatus.INTAKE_STOP)
    contracted(desk, "Stil", "Epe", "Voorst")
    counted = [(c.providers, c.accepting, c.unknown) for c in (cell(desk, t) for t in ("Epe", "Voorst", "Hattem"))]
    assert counted == [(3, 1, 1), (2, 1, 1), (1, 1, 0)]


def test_contracts_that_ended_or_have_yet_to_begin_do_not_count(desk: Workplace) -> None:
    provider = a_partner(desk)
    for start, end in ((date(2024, 1, 1), date(2025, 12, 31)), (date(2027, 1, 1), None)):
        contract, _changes = add_contract(desk, provider, lot=LOT, start=start, end=end)
        add_product(desk, contract, product=GUIDANCE, municipalities=("Epe",))
    assert cell(desk, "Epe").providers == 0


def test_a_provider_nobody_may_be_sent_to_counts_as_contracted_only_and_one_that_is_gone_not_at_all(
    desk: Workplace,
) -> None:
    kept = contracted(desk, "Liever niet", status=MapStatus.DO_NOT_REFER)
    report(desk, kept, AvailabilityStatus.OPEN)
    contracted(desk, "Weg", status=MapStatus.INACTIVE)
    contracted(desk, "Dubbel", merged_into=kept)
    found = cell(desk, "Epe")
    assert (found.providers, found.accepting, found.unknown) == (1, 0, 0)


@pytest.mark.parametrize(("days", "accepting"), [(0, 0), (1, 1)])
def test_a_stop_that_was_announced_is_told_and_leaves_no_gap_before_its_first_day(
    desk: Workplace, days: int, accepting: int
) -> None:
    provider = contracted(desk, "Straks")
    report(desk, provider, AvailabilityStatus.OPEN)
    with desk.store.work("Stop") as work:
        [agreed] = work.find(ContractedProduct, provider_id=provider)
        first = desk.today + timedelta(days=days)
        work.change(ContractedProduct, agreed.id, intake_stop=True, stop_from=first)
        work.commit()
    found = cell(desk, "Epe")
    assert (found.accepting, found.gap) == (accepting, not accepting)
    [shown] = coverage_cell(desk, found.line, "Epe").providers
    assert shown.may_refuse is (not accepting)
    assert shown.stop is not None
    assert shown.stop.starts_on == first


def test_a_corrected_and_a_withdrawn_observation_do_not_count(desk: Workplace) -> None:
    provider = contracted(desk, "Kwik")
    report(desk, provider, AvailabilityStatus.OPEN, days=9)
    wrong = report(desk, provider, AvailabilityStatus.INTAKE_STOP, days=5)
    assert cell(desk, "Epe").accepting == 0
    report(desk, provider, AvailabilityStatus.UNKNOWN, days=1, corrects=wrong, withdrawn=True)
    assert cell(desk, "Epe").accepting == 1


def test_of_two_places_it_is_enough_that_one_takes_people(desk: Workplace) -> None:
    provider = contracted(desk, "Kwik")
    report(desk, provider, AvailabilityStatus.INTAKE_STOP, location="Noord")
    report(desk, provider, AvailabilityStatus.OPEN, location="Zuid")
    assert cell(desk, "Epe").accepting == 1


def test_two_colleagues_who_told_otherwise_on_one_day_leave_it_unknown(desk: Workplace) -> None:
    provider = contracted(desk, "Kwik")
    report(desk, provider, AvailabilityStatus.INTAKE_STOP)
    report(desk, provider, AvailabilityStatus.OPEN)
    found = cell(desk, "Epe")
    assert (found.accepting, found.unknown) == (0, 1)
    [shown] = coverage_cell(desk, found.line, "Epe").providers
    assert shown.statuses == (AvailabilityStatus.OPEN, AvailabilityStatus.INTAKE_STOP)


def test_a_specialism_leaves_only_those_that_know_it(desk: Workplace) -> None:
    contracted(desk, "Weet veel", specialisms=("Autisme", "Verslaving"))
    contracted(desk, "Weet anders", specialisms=("Dementie",))
    assert cell(desk, "Epe", specialism="autisme").providers == 1
    assert coverage(desk).specialisms == ("Autisme", "Dementie", "Verslaving")
    with pytest.raises(RuleBroken, match="specialism-unknown"):
        cell(desk, "Epe", specialism="paarden")
    with pytest.raises(RuleBroken, match="lot-unknown"):
        coverage(desk, CoverageQuestion(lot="perceel-negen"))


def test_a_cell_tells_who_since_when_until_when_and_how_old_the_word_is(desk: Workplace) -> None:
    late = contracted(desk, "Later", "Epe")
    report(desk, late, AvailabilityStatus.LIMITED, days=20)
    first = contracted(desk, "Eerst", "Epe")
    report(desk, first, AvailabilityStatus.OPEN, days=8)
    contracted(desk, "Stil", "Epe")
    set_measure(desk, kind=MeasureKind.CLOSED, municipality="Epe", product=GUIDANCE, reason="Genoeg aanbod")
    page = coverage_cell(desk, cell(desk, "Epe").line, "Epe")
    assert [p.name for p in page.providers] == ["Eerst", "Later", "Stil"]
    assert [(p.since, p.until) for p in page.providers] == [(START, date(2027, 12, 31))] * 3
    assert [p.age_days for p in page.providers] == [8, 20, None]
    assert [m.kind for m in page.measures] == [MeasureKind.CLOSED]


def test_a_region_without_products_is_shown_by_segment(tmp_path: Path) -> None:
    with contract_desk(tmp_path, BY_SEGMENT) as desk:
        provider = a_partner(desk)
        contract, _changes = add_contract(desk, provider, lot="jeugdhulp", start=START)
        add_product(desk, contract, segment="gezins-en-woonvormen", municipalities=("Doetinchem",))
        report(desk, provider, AvailabilityStatus.OPEN, product="")
        page = coverage(desk, CoverageQuestion(lot="jeugdhulp"))
        found = {c.line.id: c.accepting for c in page.cells if c.municipality == "Doetinchem"}
        assert (found["gezins-en-woonvormen"], found["pleegzorg"], found["dyslexiezorg"]) == (1, 1, 0)


def helped(desk: Workplace, provider: str, start: date, end: date | None, status: IndicationStatus) -> None:
    """Someone is or was helped by this provider."""
    resident = Resident(last_name="Boerema")
    case = Case(resident_id=resident.id, municipality="Epe", opened_on=start)
    indication = Indication(
        case_id=case.id, lot=LOT, product=GUIDANCE, provider_id=provider, status=status, start=start, end=end
    )
    ran = Trajectory(indication_id=indication.id, started_on=start, ended_on=end)
    settle(desk, resident, case, indication, ran)


def test_a_contract_without_clients_for_a_year_sleeps_and_one_with_clients_does_not(desk: Workplace) -> None:
    helped(desk, contracted(desk, "Wakker"), date(2026, 1, 1), None, IndicationStatus.APPROVED)
    helped(desk, contracted(desk, "Net klaar"), START, date(2026, 3, 1), IndicationStatus.ENDED)
    helped(desk, contracted(desk, "Stil"), START, date(2025, 6, 1), IndicationStatus.ENDED)
    contracted(desk, "Nooit")
    page = coverage(desk)
    assert [(one.name, one.found.last_client_on) for one in page.sleeping] == [
        ("Nooit", None), ("Stil", date(2025, 6, 1)),
    ]  # fmt: skip
    assert (page.sleeping[0].found.period.days, page.indications) == (365, 3)


def test_a_store_without_indications_does_not_call_any_contract_asleep(desk: Workplace) -> None:
    contracted(desk, "Nooit")
    page = coverage(desk)
    assert (page.sleeping, page.indications) == ((), 0)


def test_the_file_holds_every_cell_and_runs_nothing(desk: Workplace, tmp_path: Path) -> None:
    contracted(desk, "=HYPERLINK(1)", "Epe")
    file = export_coverage(desk, tmp_path / "dekking.csv", CoverageQuestion())
    rows = list(csv.DictReader(file.read_text(encoding="utf-8-sig").splitlines(), delimiter=";"))
    assert len(rows) == len(coverage(desk).cells)
    [row] = [r for r in rows if r["Hangt aan"]]
    assert (row["Gemeente"], row["Gecontracteerd"], row["Gat"]) == ("Epe", "1", "ja")
    assert row["Hangt aan"] == "'=HYPERLINK(1)"
    book = load_workbook(export_coverage(desk, tmp_path / "dekking.xlsx", CoverageQuestion()))
    cells = [c for line in book.active.iter_rows() for c in line if c.value == "=HYPERLINK(1)"]  # type: ignore[union-attr]  # the workbook has a sheet
    assert [c.data_type for c in cells] == ["s"]


def test_a_file_that_cannot_be_written_leaves_nothing_half(desk: Workplace, tmp_path: Path) -> None:
    (tmp_path / "map.csv").mkdir()
    with pytest.raises(WorldFault, match="cannot-write"):
        export_coverage(desk, tmp_path / "map.csv", CoverageQuestion())
    with pytest.raises(WorldFault, match="cannot-write"):
        export_coverage(desk, tmp_path / "nergens" / "dekking.csv", CoverageQuestion())
    assert [p.name for p in tmp_path.iterdir() if p.name.startswith(".")] == []


def test_a_consultant_sees_the_matrix_and_keeps_no_file_of_it(desk: Workplace, tmp_path: Path) -> None:
    contracted(desk, "Kwik")
    assert coverage(as_consultant(desk)).names
    with pytest.raises(RuleBroken, match="not-allowed"):
        export_coverage(as_consultant(desk), tmp_path / "dekking.csv", CoverageQuestion())


def test_everything_a_cell_names_exists(desk: Workplace) -> None:
    contracted(desk, "Kwik", "Epe")
    with desk.store.read() as reader:
        assert reader.get(Provider, cell(desk, "Epe").only).name == "Kwik"
