"""The matrix of providers and products: what is known, how old, and what stands out."""

from __future__ import annotations

from datetime import date

import pytest

from desktop.models.base import new_id
from desktop.models.kinds import AvailabilityStatus, Law, WaitPhase
from desktop.models.social_map import ContractedProduct
from desktop.models.waiting import WaitNorm
from desktop.rules.availability import Mark, Waits
from desktop.rules.intake_stops import IntakeStop
from desktop.rules.norms import NormOutcome
from desktop.services.availability_columns import EVERYTHING, OTHER
from desktop.services.availability_matrix import Cell, Matrix, MatrixQuestion, matrix
from desktop.services.availability_page import Fate, offer_page
from desktop.services.imports import apply_import, plan_import
from desktop.services.workplace import Workplace
from tests.helpers.shared import shared
from tests.helpers.waits import PLUS, REGULAR, a_provider, measured

OPEN, STOP, UNKNOWN = AvailabilityStatus.OPEN, AvailabilityStatus.INTAKE_STOP, AvailabilityStatus.UNKNOWN


def cell(found: Matrix, provider_id: str, product: str = REGULAR) -> Cell:
    return found.cells[provider_id, product]


def names(found: Matrix) -> list[str]:
    return [line.name for line in found.rows]


def test_a_cell_tells_both_waits_apart_with_their_age(desk: Workplace) -> None:
    one = a_provider(desk, "De Brug", REGULAR)
    measured(desk, one, days=12, intake=(6, 8), start=(13, 13))
    found = cell(matrix(desk, MatrixQuestion()), one)
    assert (found.intake, found.start) == (Waits(6, 8, 1), Waits(13, 13, 1))
    assert (found.age_days, found.statuses, set(found.marks)) == (12, (OPEN,), {Mark.OVER_NORM})


def test_what_nobody_measured_is_not_a_wait_of_zero(desk: Workplace) -> None:
    one = a_provider(desk, "De Brug", REGULAR, PLUS)
    measured(desk, one, intake=(0, 0))
    found = matrix(desk, MatrixQuestion())
    assert cell(found, one).intake == Waits(0, 0, 1)
    assert cell(found, one).start == Waits(None, None, 0)
    never = cell(found, one, PLUS)
    assert (never.offers, never.age_days, set(never.marks)) == (0, None, {Mark.NEVER})
    assert never.start_norm.outcome is NormOutcome.UNKNOWN


def test_two_colleagues_with_different_figures_on_one_day_are_disputed_and_both_are_in_the_range(
    desk: Workplace,
) -> None:
    one = a_provider(desk, "De Brug", REGULAR)
    measured(desk, one, days=3, start=(4, 4))
    measured(desk, one, days=3, start=(9, 9), checked_by="Tamara Postema")
    found = matrix(desk, MatrixQuestion())
    assert cell(found, one).disputed
    assert cell(found, one).start == Waits(4, 9, 1)
    page = offer_page(desk, one, found.columns[0], found.plan)
    assert [(one.found.report.start_min, one.found.disputed) for one in page.now] == [(4, True), (9, True)]


def test_a_disputed_offer_and_one_that_is_not_make_one_cell_each_by_its_own_latest_day(desk: Workplace) -> None:
    one = a_provider(desk, "De Brug", REGULAR)
    measured(desk, one, days=20, start=(1, 1), location="Winschoten", status=STOP)
    measured(desk, one, days=3, start=(None, 9), location="Winschoten")
    measured(desk, one, days=3, start=(4, 4), location="Winschoten", status=UNKNOWN)
    measured(desk, one, days=3, start=(2, 2), location="Stadskanaal")
    measured(desk, one, days=5, start=(8, 8), location="Stadskanaal")
    found = cell(matrix(desk, MatrixQuestion()), one)
    assert (found.offers, found.start, found.age_days) == (2, Waits(None, 9, 2), 3)
    assert found.disputed
    assert set(found.statuses) == {OPEN, UNKNOWN}


def test_only_the_latest_day_counts_and_nothing_that_was_corrected_or_withdrawn(desk: Workplace) -> None:
    one = a_provider(desk, "De Brug", REGULAR)
    measured(desk, one, days=50, start=(2, 2))
    wrong = measured(desk, one, days=9, start=(40, 40))
    right = measured(desk, one, days=9, start=(4, 4), corrects=wrong)
    assert cell(matrix(desk, MatrixQuestion()), one).start == Waits(4, 4, 1)
    measured(desk, one, days=9, corrects=right, withdrawn=True)
    found = cell(matrix(desk, MatrixQuestion()), one)
    assert (found.start, found.age_days) == (Waits(2, 2, 1), 50)


def test_offers_of_one_product_are_taken_together_and_the_oldest_gives_the_age(desk: Workplace) -> None:
    one = a_provider(desk, "De Brug", REGULAR)
    measured(desk, one, days=3, start=(4, 6), location="Winschoten")
    measured(desk, one, days=70, start=(10, None), location="Stadskanaal", status=STOP)
    found = cell(matrix(desk, MatrixQuestion()), one)
    assert (found.offers, found.start, found.age_days) == (2, Waits(4, None, 2), 70)
    assert found.marks == {Mark.STALE, Mark.STOP}
    assert not found.disputed


def test_a_municipality_sees_what_was_measured_for_it_and_for_all(desk: Workplace) -> None:
    one = a_provider(desk, "De Brug", REGULAR)
    measured(desk, one, start=(4, 4), municipality="Oldambt")
    measured(desk, one, start=(9, 9), municipality="Stadskanaal")
    assert cell(matrix(desk, MatrixQuestion()), one).start == Waits(4, 9, 2)
    assert cell(matrix(desk, MatrixQuestion(municipality="Oldambt")), one).start == Waits(4, 4, 1)


def test_a_figure_for_all_help_stands_in_each_product_without_one_of_its_own(desk: Workplace) -> None:
    one = a_provider(desk, "De Brug", REGULAR, PLUS)
    measured(desk, one, start=(5, 5), product=EVERYTHING)
    measured(desk, one, start=(2, 2), product=PLUS)
    found = matrix(desk, MatrixQuestion())
    assert (cell(found, one).start, cell(found, one).for_all_help) == (Waits(5, 5, 1), True)
    assert (cell(found, one, PLUS).start, cell(found, one, PLUS).for_all_help) == (Waits(2, 2, 1), False)
    assert EVERYTHING in {column.key for column in found.columns}


def test_an_offer_by_the_name_of_a_product_stands_under_it_and_rare_ones_together(desk: Workplace) -> None:
    providers = [a_provider(desk, f"Aanbieder {at}") for at in range(3)]
    for one in providers:
        measured(desk, one, product="Speltherapie")
    measured(desk, providers[0], product="Begeleiding Regulier")
    measured(desk, providers[0], product="Paardencoaching")
    found = matrix(desk, MatrixQuestion())
    assert [column.key for column in found.columns] == [REGULAR, "Speltherapie", OTHER]
    assert {key for provider, key in found.cells if provider == providers[0]} == {REGULAR, "Speltherapie", OTHER}


def test_an_intake_stop_of_the_contract_is_a_stop_whatever_was_measured(desk: Workplace) -> None:
    one = a_provider(desk, "De Brug", REGULAR)
    measured(desk, one, start=(1, 1))
    with desk.work("Stop") as work:
        [agreed] = work.find(ContractedProduct, provider_id=one)
        work.change(ContractedProduct, agreed.id, intake_stop=True)
        work.commit()
    found = cell(matrix(desk, MatrixQuestion()), one)
    assert found.contract_stop == IntakeStop()
    assert Mark.STOP in found.marks
    whole = matrix(desk, MatrixQuestion())
    assert offer_page(desk, one, whole.columns[0], whole.plan).stops == (IntakeStop(),), "a stop without known leave"


@pytest.mark.parametrize(("last_day", "holds"), [(date(2026, 11, 30), True), (date(2026, 11, 1), False)])
def test_a_stop_whose_last_day_has_passed_is_no_stop(desk: Workplace, last_day: date, holds: bool) -> None:
    one = a_provider(desk, "De Brug", REGULAR)
    with desk.work("Stop") as work:
        [agreed] = work.find(ContractedProduct, provider_id=one)
        work.change(ContractedProduct, agreed.id, intake_stop=True, stop_until=last_day)
        work.commit()
    measured(desk, one, start=(1, 1))
    told = IntakeStop(ends_on=last_day) if holds else None
    assert cell(matrix(desk, MatrixQuestion()), one).contract_stop == told
    whole = matrix(desk, MatrixQuestion())
    assert offer_page(desk, one, whole.columns[0], whole.plan).stops == ((told,) if told else ())


def test_a_stop_that_was_announced_is_told_and_does_not_stand_in_the_cell_before_its_first_day(desk: Workplace) -> None:
    one = a_provider(desk, "De Brug", REGULAR)
    with desk.work("Stop") as work:
        [agreed] = work.find(ContractedProduct, provider_id=one)
        work.change(ContractedProduct, agreed.id, intake_stop=True, stop_from=date(2026, 11, 24))
        work.commit()
    measured(desk, one, start=(1, 1))
    assert cell(matrix(desk, MatrixQuestion()), one).contract_stop is None
    whole = matrix(desk, MatrixQuestion())
    [told] = offer_page(desk, one, whole.columns[0], whole.plan).stops
    assert told.starts_on == date(2026, 11, 24)


def test_of_two_stops_the_one_without_leave_stands_in_the_cell(desk: Workplace) -> None:
    one = a_provider(desk, "De Brug", REGULAR)
    given = IntakeStop(date(2026, 10, 1), date(2026, 11, 1))
    with desk.work("Stop") as work:
        [agreed] = work.find(ContractedProduct, provider_id=one)
        days = {"intake_stop": True, "stop_permitted_on": given.permitted_on, "stop_from": given.starts_on}
        work.change(ContractedProduct, agreed.id, **days)
        work.commit()
    assert cell(matrix(desk, MatrixQuestion()), one).contract_stop == given
    with desk.work("Another") as work:
        work.add(agreed.model_copy(update={"id": new_id(), "intake_stop": True}))
        work.commit()
    assert cell(matrix(desk, MatrixQuestion()), one).contract_stop == IntakeStop()


def test_the_norm_for_all_help_follows_the_act_of_what_a_provider_is_contracted_for(desk: Workplace) -> None:
    own = {"law": Law.WMO, "phase": WaitPhase.START, "weeks": 1, "document": "Afspraak"}
    with desk.work("Norm") as work:
        work.add(WaitNorm.model_validate({"key": "own", "name": "Een week", **own}))
        work.commit()
    says = a_provider(desk, "Zegt het", REGULAR)
    silent = a_provider(desk, "Zegt niets", REGULAR, laws=())
    nothing = a_provider(desk, "Geen contract", laws=())
    for one in (says, silent, nothing):
        measured(desk, one, product="", start=(4, 4))
    whole = matrix(desk, MatrixQuestion())
    column = next(column for column in whole.columns if column.key == EVERYTHING)
    for provider, outcome in ((says, NormOutcome.OVER), (silent, NormOutcome.OVER), (nothing, NormOutcome.NO_NORM)):
        assert whole.cells[provider, EVERYTHING].start_norm.outcome is outcome, provider
        assert offer_page(desk, provider, column, whole.plan).now[0].start_norm.outcome is outcome


def test_a_breach_names_the_norm_and_by_how_much(desk: Workplace) -> None:
    one = a_provider(desk, "De Brug", REGULAR)
    measured(desk, one, intake=(4, 4), start=(8, 10))
    found = cell(matrix(desk, MatrixQuestion()), one)
    assert (found.start_norm.outcome, found.start_norm.over) == (NormOutcome.OVER, 2)
    assert found.start_norm.norm is not None
    assert "Treeknorm" in found.start_norm.norm.name
    assert found.intake_norm.outcome is NormOutcome.WITHIN


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        (MatrixQuestion(), ["Altijd Vers", "Nooit Gebeld", "Volle Bak"]),
        (MatrixQuestion(only=frozenset({Mark.STALE})), ["Volle Bak"]),
        (MatrixQuestion(only=frozenset({Mark.NEVER, Mark.STOP})), ["Nooit Gebeld", "Volle Bak"]),
        (MatrixQuestion(text="vers winsch"), ["Altijd Vers"]),
        (MatrixQuestion(text="plus"), ["Nooit Gebeld"]),
        (MatrixQuestion(product=PLUS), ["Nooit Gebeld"]),
        (MatrixQuestion(lot="wmo-begeleiding"), ["Altijd Vers", "Nooit Gebeld", "Volle Bak"]),
        (MatrixQuestion(lot="jeugd"), []),
        (MatrixQuestion(text="niemand"), []),
    ],
)
def test_filters_leave_the_rows_and_columns_in_which_something_fits(
    desk: Workplace, question: MatrixQuestion, expected: list[str]
) -> None:
    measured(desk, a_provider(desk, "Altijd Vers", REGULAR, place="Winschoten"), start=(1, 1))
    measured(desk, a_provider(desk, "Volle Bak", REGULAR), days=90, status=STOP)
    a_provider(desk, "Nooit Gebeld", PLUS)
    found = matrix(desk, question)
    assert names(found) == expected
    assert {key for _provider, key in found.cells} == {column.key for column in found.columns}
    assert question.is_narrow == (question != MatrixQuestion())


def test_a_provider_that_is_gone_or_a_double_is_no_row(desk: Workplace) -> None:
    kept = a_provider(desk, "De Brug", REGULAR)
    a_provider(desk, "De Brug (dubbel)", REGULAR, merged_into=kept)
    a_provider(desk, "Gestopt", REGULAR, status="inactive")
    assert names(matrix(desk, MatrixQuestion())) == ["De Brug"]


def test_the_history_keeps_what_was_corrected_with_the_reason_and_who_said_so(desk: Workplace) -> None:
    one = a_provider(desk, "De Brug", REGULAR)
    first = measured(desk, one, days=60, start=(2, 2))
    measured(desk, one, days=60, start=(3, 3), corrects=first, note="Verkeerd verstaan", checked_by="Tamara Postema")
    gone = measured(desk, one, days=30, start=(9, 9))
    measured(desk, one, days=30, corrects=gone, withdrawn=True, note="Andere aanbieder")
    found = matrix(desk, MatrixQuestion())
    told = offer_page(desk, one, found.columns[0], found.plan).history
    assert [(one.report.start_min, one.fate, one.reason, one.age_days) for one in told] == [
        (2, Fate.CORRECTED, "Verkeerd verstaan", 60),
        (3, Fate.STANDS, "", 60),
        (9, Fate.WITHDRAWN, "Andere aanbieder", 30),
    ]
    assert told[0].against == "Tamara Postema"


def test_the_published_waits_of_twente_stand_in_it_with_nothing_lost(desk: Workplace) -> None:
    file = shared("twente", "wachtlijsten_twente_2026-08-22.csv")
    apply_import(desk, plan_import(desk, file, "waiting-times"))
    found = matrix(desk, MatrixQuestion())
    assert (len(found.rows), sum(one.offers for one in found.cells.values() if not one.for_all_help)) == (73, 151)
    assert all(one.intake.known or one.intake == Waits(None, None, 0) for one in found.cells.values())
