"""A list of one's own, in every form and with every fault a person sends in."""

from __future__ import annotations

import csv
import io
import json
from typing import TYPE_CHECKING

import pytest
from openpyxl import Workbook

from desktop.exchange.plan import Decision, Verdict
from desktop.models.faults import RuleBroken
from desktop.models.social_map import AvailabilityReport, CommunityService, Provider
from desktop.services.imports import How, apply_import, plan_import

if TYPE_CHECKING:
    from pathlib import Path

    from desktop.exchange.plan import ImportPlan
    from desktop.services.workplace import Workplace

HEADER = ["naam", "omschrijving", "plaats", "minimumleeftijd", "maximumleeftijd", "breedtegraad", "lengtegraad"]
WAITS = ["aanbieder", "locatie", "doelgroep", "expertise", "intake_weken", "intake_tekst", "peildatum", "bron"]


def written(folder: Path, rows: list[list[str]], name: str = "lijst.csv", delimiter: str = ",") -> Path:
    text = io.StringIO()
    csv.writer(text, delimiter=delimiter).writerows(rows)
    path = folder / name
    path.write_bytes(text.getvalue().encode())
    return path


def service(folder: Path, *cells: str) -> Path:
    return written(folder, [HEADER, ["Eetcafé", "Samen eten", "Winschoten", *cells]])


def wait(folder: Path, weeks: str = "", text: str = "", day: str = "2026-11-01") -> Path:
    row = ["Zorg Noord", "Winschoten", "Volwassenen", "Autisme", weeks, text, day, "https://zorgnoord.example"]
    return written(folder, [WAITS, row])


def refusals(plan: ImportPlan) -> list[tuple[int, str, str]]:
    return [(finding.row, finding.field, finding.code) for finding in plan.rejected]


def doubts(plan: ImportPlan) -> list[tuple[int, str, str]]:
    return [(finding.row, finding.field, finding.code) for finding in plan.warnings]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_every_usual_encoding_and_separator_is_read(
    workplace: Workplace, tmp_path: Path, encoding: str, delimiter: str
) -> None:
    path = written(tmp_path, [HEADER, ["Eetcafé ’t Hóf", "Eten, samen\nen meer", "Winschoten"]], delimiter=delimiter)
    path.write_bytes(path.read_bytes().decode().encode(encoding))
    apply_import(workplace, plan_import(workplace, path, "services"))
    with workplace.store.read() as reader:
        (found,) = reader.find(CommunityService)
    assert (found.name, found.description) == ("Eetcafé ’t Hóf", "Eten, samen\nen meer")


def test_an_excel_sheet_is_read_as_the_same_list(workplace: Workplace, tmp_path: Path) -> None:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(HEADER)
    sheet.append(["Eetcafé", "Samen eten", "Winschoten", 18, 65.0, 53.144, 7.034])
    book.save(tmp_path / "lijst.xlsx")
    apply_import(workplace, plan_import(workplace, tmp_path / "lijst.xlsx", "services"))
    with workplace.store.read() as reader:
        (found,) = reader.find(CommunityService)
    assert (found.minimum_age, found.maximum_age, found.latitude) == (18, 65, 53.144)
    again = plan_import(workplace, service(tmp_path, "18", "65", "53.144", "7,034"), "services")
    assert (again.same, again.new, again.changed) == (1, 0, 0)


def test_rests_of_a_web_page_are_taken_out(workplace: Workplace, tmp_path: Path) -> None:
    html = "<p>Samen&nbsp;eten &amp; praten.<br>Iedere <b>dinsdag</b></p><script>alert(1)</script>"
    path = written(tmp_path, [HEADER, ["Eetcafé", html, "Winschoten"]])
    apply_import(workplace, plan_import(workplace, path, "services"))
    with workplace.store.read() as reader:
        (found,) = reader.find(CommunityService)
    assert found.description == "Samen eten & praten.\nIedere dinsdag"


@pytest.mark.parametrize(
    ("cells", "field", "code"),
    [
        (("twaalf",), "minimum_age", "not-a-number"),
        (("150",), "minimum_age", "age-out-of-range"),
        (("-1",), "minimum_age", "age-out-of-range"),
        (("65", "18"), "minimum_age", "ages-reversed"),
        (("", "", "953", "7"), "latitude", "coordinate-out-of-range"),
        (("", "", "53", "-181"), "longitude", "coordinate-out-of-range"),
        (("", "", "noord", "7"), "latitude", "not-a-coordinate"),
        (("", "", "53", "7", "te veel"), "", "row-shifted"),
    ],
)
def test_a_row_that_cannot_be_right_is_named_and_left_out(
    workplace: Workplace, tmp_path: Path, cells: tuple[str, ...], field: str, code: str
) -> None:
    plan = plan_import(workplace, service(tmp_path, *cells), "services")
    assert refusals(plan) == [(2, field, code)]
    assert plan.rejected[0].reason
    assert plan.is_empty


@pytest.mark.parametrize(
    ("cells", "field", "code"),
    [
        (("0", "200"), "maximum_age", "age-no-limit"),
        (("", "999"), "maximum_age", "age-no-limit"),
        (("", "", "53"), "latitude", "coordinate-half"),
        (("", "", "0", "0"), "latitude", "coordinate-zero"),
    ],
)
def test_a_doubtful_value_is_left_out_and_named_while_the_row_is_taken(
    workplace: Workplace, tmp_path: Path, cells: tuple[str, ...], field: str, code: str
) -> None:
    plan = plan_import(workplace, service(tmp_path, *cells), "services")
    assert (doubts(plan), plan.new) == ([(2, field, code)], 1)
    assert plan.additions[0].model_dump()[field] is None


@pytest.mark.parametrize(
    ("weeks", "text", "field", "code"),
    [
        ("10000", "", "intake_min", "wait-out-of-range"),
        ("", "10000 weken", "intake_text", "wait-out-of-range"),
        ("10,000", "", "intake_text", "wait-doubtful-number"),
        ("-2", "", "intake_min", "wait-out-of-range"),
        ("", "8–6 wk", "intake_text", "wait-reversed"),
    ],
)
def test_impossible_weeks_are_refused(
    workplace: Workplace, tmp_path: Path, weeks: str, text: str, field: str, code: str
) -> None:
    plan = plan_import(workplace, wait(tmp_path, weeks, text), "waiting-times")
    assert refusals(plan) == [(2, field, code)]
    assert plan.is_empty, "nothing of a refused row is taken, its provider neither"


@pytest.mark.parametrize(
    ("day", "code"),
    [
        ("31-02-2026", "date-not-understood"),
        ("gisteren", "date-not-understood"),
        ("2026", "date-year-only"),
        ("2027-01-01", "date-in-future"),
        ("1026-01-01", "date-too-old"),
        ("", "required"),
    ],
)
def test_an_observation_needs_a_day_that_has_been(workplace: Workplace, tmp_path: Path, day: str, code: str) -> None:
    assert refusals(plan_import(workplace, wait(tmp_path, "8", day=day), "waiting-times")) == [(2, "measured_on", code)]


def test_a_month_counts_from_its_first_day_and_is_named(workplace: Workplace, tmp_path: Path) -> None:
    plan = plan_import(workplace, wait(tmp_path, "8", day="2026-05"), "waiting-times")
    assert doubts(plan) == [(2, "measured_on", "date-month-only")]
    assert str(plan.additions[-1].model_dump()["measured_on"]) == "2026-05-01"


@pytest.mark.parametrize(
    ("weeks", "text", "expected", "warned"),
    [
        ("7", "6–8 wk", (6, 8, "6–8 wk"), []),
        ("", "6–8 wk", (6, 8, "6–8 wk"), []),
        ("6–8 wk", "", (6, 8, "6–8 wk"), []),
        ("8,5", "", (8.5, 8.5, ""), []),
        ("30", "6–8 wk", (6, 8, "6–8 wk"), ["wait-and-number-differ"]),
        ("6", "6 wk na diagnostiek", (6, 6, "6 wk na diagnostiek"), ["wait-text-beside-number"]),
        ("0", "lang", (None, None, "lang"), ["wait-not-understood"]),
        ("", "lang", (None, None, "lang"), ["wait-not-understood"]),
        ("", "", (None, None, ""), []),
    ],
)
def test_the_text_goes_before_the_number_and_nothing_is_guessed(
    workplace: Workplace,
    tmp_path: Path,
    weeks: str,
    text: str,
    expected: tuple[float | None, float | None, str],
    warned: list[str],
) -> None:
    plan = plan_import(workplace, wait(tmp_path, weeks, text), "waiting-times")
    report = plan.additions[-1]
    assert isinstance(report, AvailabilityReport)
    assert (report.intake_min, report.intake_max, report.intake_text) == expected
    assert [w.code for w in plan.warnings] == warned


@pytest.mark.parametrize(
    ("hours", "doubted"),
    [
        ("di 17:30-20:00", False),
        ("ma t/m vr 9.00 – 17.00 uur", False),
        ("za 20:00-02:00", False),
        ("24 uur per dag", False),
        ("di 20:00-17:30", True),
        ("di 17.00 uur tot 9.00 uur", True),
    ],
)
def test_an_opening_hour_that_ends_before_it_begins_is_doubted_and_kept(
    workplace: Workplace, tmp_path: Path, hours: str, doubted: bool
) -> None:
    rows = [["naam", "omschrijving", "openingstijden"], ["Eetcafé", "Samen eten", hours]]
    plan = plan_import(workplace, written(tmp_path, rows), "services")
    assert [code for _row, _field, code in doubts(plan)] == (["hours-reversed"] if doubted else [])
    assert plan.additions[0].model_dump()["opening_hours"] == hours


def test_a_coordinate_outside_the_country_is_doubted_and_kept(workplace: Workplace, tmp_path: Path) -> None:
    plan = plan_import(workplace, service(tmp_path, "", "", "7.03", "53.14"), "services")
    assert doubts(plan) == [(2, "latitude", "coordinate-abroad")]
    assert plan.additions[0].model_dump()["latitude"] == 7.03


@pytest.mark.parametrize(
    ("place", "spot", "codes"),
    [
        ("Winschoten", ("52.9", "3.9"), ["coordinate-nowhere"]),
        ("", ("53.6", "4.5"), ["coordinate-nowhere"]),
        ("Winschoten", ("52.37", "4.89"), ["coordinate-far"]),
        ("Winschoten", ("53.14", "7.03"), []),
        ("Buurt van nergens", ("53.14", "7.03"), []),
        # Two places bear the name Hengelo, some fifty kilometres apart.
        ("Hengelo", ("52.05", "6.31"), []),
        ("Hengelo", ("52.27", "6.79"), []),
        # At the sea, on an island and on a dam in the lake people live and work too.
        ("", ("53.24", "4.93"), []),
        ("", ("51.96", "4.02"), []),
        ("", ("53.02", "5.2"), []),
    ],
)
def test_a_coordinate_in_the_sea_or_far_from_its_place_is_doubted_and_kept(
    workplace: Workplace, tmp_path: Path, place: str, spot: tuple[str, str], codes: list[str]
) -> None:
    rows = [
        ["naam", "omschrijving", "plaats", "breedtegraad", "lengtegraad"],
        ["Eetcafé", "Samen eten", place, *spot],
    ]
    plan = plan_import(workplace, written(tmp_path, rows), "services")
    assert [(finding.field, finding.code) for finding in plan.warnings] == [("latitude", code) for code in codes]
    (service,) = plan.additions
    assert isinstance(service, CommunityService)
    assert (service.latitude, service.longitude) == tuple(map(float, spot))


@pytest.mark.parametrize(
    ("numbers", "field"),
    [(("12345678", ""), "kvk_number"), (("", "87654321"), "agb_code"), (("11112222", "11112222"), "")],
)
def test_a_row_with_the_number_of_a_stored_provider_is_shown_as_its_double(
    workplace: Workplace, tmp_path: Path, numbers: tuple[str, str], field: str
) -> None:
    stored = Provider(name="Zorggroep De Linde", kvk_number="12345678", agb_code="87654321")
    with workplace.store.work("Add") as uow:
        uow.add(stored)
        uow.commit()
    rows = [["naam", "wetten", "kvk-nummer", "agb-code"], ["De Linde Zorg en Welzijn", "Wmo", *numbers]]
    plan = plan_import(workplace, written(tmp_path, rows), "providers")
    shown = [(double.row, double.candidate.name) for double in plan.doubles]
    assert shown == ([(2, "Zorggroep De Linde")] if field else [])
    assert [(one.field, one.code) for one in plan.warnings] == ([(field, "maybe-double-number")] if field else [])
    same = How(decisions={one.key: Decision(Verdict.SAME, one.candidate.key) for one in plan.doubles})
    apply_import(workplace, plan_import(workplace, tmp_path / "lijst.csv", "providers", same))
    with workplace.store.read() as reader:
        assert len(reader.find(Provider)) == (1 if field else 2)


def test_a_double_names_the_row_that_counts(workplace: Workplace, tmp_path: Path) -> None:
    row = ["Eetcafé", "Samen eten", "Winschoten"]
    plan = plan_import(workplace, written(tmp_path, [HEADER, row, row, []]), "services")
    assert (plan.read, plan.new, refusals(plan)) == (2, 1, [(3, "", "double")])
    assert "Row 2" in plan.rejected[0].reason


def test_a_text_of_a_megabyte_costs_only_its_own_row(workplace: Workplace, tmp_path: Path) -> None:
    rows = [HEADER, ["Eetcafé", "x" * 1_000_000, "Winschoten"], ["Soos", "Kaarten", "Winschoten"]]
    plan = plan_import(workplace, written(tmp_path, rows), "services")
    assert (refusals(plan), plan.new) == ([(2, "description", "text-too-long")], 1)


@pytest.mark.parametrize("encoding", ["utf-8", "cp850", "mac_roman"])
def test_damaged_letters_are_named(workplace: Workplace, tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "lijst.csv"
    path.write_bytes("naam,omschrijving,plaats\nEetcafé,Eten,Winschoten\n".encode(encoding))
    if encoding == "utf-8":
        path.write_bytes(path.read_bytes().decode("cp1252").encode())
    assert doubts(plan_import(workplace, path, "services")) == [(2, "name", "text-garbled")]


def test_half_characters_and_tables_in_tables_do_no_harm(workplace: Workplace, tmp_path: Path) -> None:
    path = tmp_path / "lijst.json"
    path.write_text(
        json.dumps([{"naam": "Soos \ud800\u0000", "omschrijving": {"a": 1}}, {"naam": "A", "omschrijving": "\ud800"}])
    )
    plan = plan_import(workplace, path, "services")
    assert (1, "description", "not-a-text") in refusals(plan)
    apply_import(workplace, plan)
    assert plan_import(workplace, path, "services").same == 1


def test_the_same_file_again_changes_nothing(workplace: Workplace, tmp_path: Path) -> None:
    path = wait(tmp_path, "7", "6–8 wk")
    assert apply_import(workplace, plan_import(workplace, path, "waiting-times")).touches("availability_report")
    again = plan_import(workplace, path, "waiting-times")
    assert (again.same, again.is_empty) == (1, True)
    assert not apply_import(workplace, again).ids


def test_a_corrected_figure_is_a_new_observation_that_names_the_old_one(workplace: Workplace, tmp_path: Path) -> None:
    apply_import(workplace, plan_import(workplace, wait(tmp_path, "8"), "waiting-times"))
    plan = plan_import(workplace, wait(tmp_path, "12"), "waiting-times")
    assert (plan.new, plan.changed, plan.same) == (0, 1, 0)
    apply_import(workplace, plan)
    with workplace.store.read() as reader:
        first, second = reader.find(AvailabilityReport)
    assert (second.corrects, second.intake_min, first.intake_min) == (first.id, 12, 8)
    assert plan_import(workplace, wait(tmp_path, "12"), "waiting-times").same == 1


def test_what_the_file_leaves_empty_never_empties_what_is_stored(workplace: Workplace, tmp_path: Path) -> None:
    apply_import(workplace, plan_import(workplace, service(tmp_path, "18", "65"), "services"))
    plan = plan_import(workplace, service(tmp_path, "", "70"), "services")
    (alteration,) = plan.alterations
    assert (alteration.before, alteration.after) == ({"maximum_age": 65}, {"maximum_age": 70})
    apply_import(workplace, plan)
    with workplace.store.read() as reader:
        (found,) = reader.find(CommunityService)
    assert (found.minimum_age, found.maximum_age) == (18, 70)


def test_waits_are_linked_to_a_provider_that_is_known_by_name(workplace: Workplace, tmp_path: Path) -> None:
    with workplace.store.work("Add provider") as uow:
        uow.add(Provider(name="Zorg Noord B.V.", phone="0597 000 000"))
        uow.commit()
    plan = plan_import(workplace, wait(tmp_path, "8"), "waiting-times")
    assert [w.code for w in plan.warnings] == ["linked-by-name"]
    apply_import(workplace, plan)
    with workplace.store.read() as reader:
        (provider,) = reader.find(Provider)
        (report,) = reader.find(AvailabilityReport)
    assert (report.provider_id, provider.phone) == (provider.id, "0597 000 000")


def test_a_plan_that_was_overtaken_writes_nothing(workplace: Workplace, tmp_path: Path) -> None:
    first, second = (plan_import(workplace, service(tmp_path), "services") for _ in range(2))
    apply_import(workplace, first)
    with pytest.raises(RuleBroken, match="import-stale"):
        apply_import(workplace, second)
    with workplace.store.read() as reader:
        assert reader.count(CommunityService) == 1


def test_a_stopped_import_leaves_nothing(workplace: Workplace, tmp_path: Path) -> None:
    rows = [HEADER, *([f"Soos {n}", "Kaarten", "Winschoten"] for n in range(2_500))]
    plan = plan_import(workplace, written(tmp_path, rows), "services")

    def stop(done: int, total: int) -> None:
        assert total == 2_500
        if done >= 2_000:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        apply_import(workplace, plan, stop)
    with workplace.store.read() as reader:
        assert reader.count(CommunityService) == 0


def test_what_was_checked_is_what_is_imported_whatever_becomes_of_the_file(
    workplace: Workplace, tmp_path: Path
) -> None:
    path = service(tmp_path)
    plan = plan_import(workplace, path, "services")
    path.write_text("naam,omschrijving\nIets heel anders,x\n", encoding="utf-8")
    apply_import(workplace, plan)
    path.unlink()
    with workplace.store.read() as reader:
        assert [found.name for found in reader.find(CommunityService)] == ["Eetcafé"]


def test_columns_that_the_mapping_does_nothing_with_are_told(workplace: Workplace, tmp_path: Path) -> None:
    rows = [["Naam", "plaats", "Kleur van de deur", "description"], ["Eetcafé", "Winschoten", "rood", "Samen eten"]]
    plan = plan_import(workplace, written(tmp_path, rows), "services")
    assert (plan.not_read, plan.warnings) == (("kleur van de deur",), ())
    assert plan_import(workplace, service(tmp_path), "services").not_read == ()


@pytest.mark.parametrize("first", ["sep=;\n", "SEP=;;;\r\n", "\ufeffsep=;\n"])
def test_a_line_that_tells_the_separator_is_no_header(workplace: Workplace, tmp_path: Path, first: str) -> None:
    path = tmp_path / "lijst.csv"
    path.write_bytes(f"{first}naam;omschrijving\nEetcafé;Soep, brood, kaas, koffie\n;x\n".encode())
    plan = plan_import(workplace, path, "services")
    assert (plan.new, refusals(plan)) == (1, [(4, "naam", "required")])
