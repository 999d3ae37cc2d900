"""Rows that look like a stored entry or like another row: named with the reason, and decided by a person."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from desktop.exchange.plan import Decision, Verdict
from desktop.models.faults import RuleBroken
from desktop.models.social_map import AvailabilityReport, CommunityService, Location, Organisation, Provider
from desktop.rules.doubles import Reason
from desktop.services.import_doubles import RowDecision, decisions_of
from desktop.services.imports import How, apply_import, imports_done, plan_import, undo_import
from tests.helpers.files import csv_file

if TYPE_CHECKING:
    from pathlib import Path

    from desktop.exchange.plan import ImportPlan
    from desktop.models.base import Value
    from desktop.services.workplace import Workplace

HEADER = ["naam", "omschrijving", "plaats", "adres", "telefoon"]
SAME, NEW, SKIP = Verdict.SAME, Verdict.NEW, Verdict.SKIP


def settle(workplace: Workplace, *values: Value) -> None:
    with workplace.work("Add") as uow:
        uow.add(*values)
        uow.commit()


def services(folder: Path, *rows: list[str]) -> Path:
    return csv_file(folder, [HEADER, *([*row, *[""] * (5 - len(row))] for row in rows)])


def shown(plan: ImportPlan) -> list[tuple[int, int, str, tuple[Reason, ...]]]:
    """Row, the row it is like or 0, the other's name, why."""
    return [(one.row, c.row, c.name, c.reasons) for one in plan.doubles for c in one.candidates]


def decided(workplace: Workplace, file: Path, kind: str, *told: RowDecision) -> ImportPlan:
    plan = plan_import(workplace, file, kind)
    return plan_import(workplace, file, kind, How(decisions=decisions_of(plan.doubles, told)))


def names(workplace: Workplace, kind: type[CommunityService | Provider] = CommunityService) -> list[str]:
    with workplace.store.read() as reader:
        return sorted(one.name for one in reader.find(kind))


def balanced(plan: ImportPlan) -> bool:
    return plan.read == plan.new + plan.changed + plan.same + len({(f.table, f.row) for f in plan.rejected})


@pytest.mark.parametrize(
    ("stored", "row", "reasons"),
    [
        ({"name": "Zorgboerderij Meijer"}, ["Zorgboerderij Meier"], (Reason.SAME_SOUND,)),
        ({"name": "Kruispunt"}, ["Kruijspnt"], (Reason.ALIKE_NAME,)),
        (
            {"name": "Buurthuis", "address": "Markt 1", "place": "Winschoten", "phone": "0597 123456"},
            ["De Ontmoeting", "", "Winschoten", "Markt 1", "(0597) 123456"],
            (Reason.SAME_PHONE, Reason.SAME_ADDRESS),
        ),
        (
            {"name": "Buurthuis de Kern", "address": "Markt 1", "place": "Winschoten"},
            ["De Kern", "", "Winschoten", "Markt 1"],
            (Reason.PART_OF_NAME, Reason.SAME_ADDRESS),
        ),
    ],
)
def test_a_row_like_a_stored_entry_is_shown_with_the_reason_and_becomes_its_own_unless_somebody_says_so(
    workplace: Workplace, tmp_path: Path, stored: dict[str, str], row: list[str], reasons: tuple[Reason, ...]
) -> None:
    settle(workplace, CommunityService.model_validate({"source": "Marijke", **stored}))
    plan = plan_import(workplace, services(tmp_path, row), "services")
    assert shown(plan) == [(2, 0, stored["name"], reasons)]
    assert [one.code for one in plan.warnings] == ["maybe-double-stored"]
    assert plan.doubles[0].candidate.why in plan.warnings[0].reason
    apply_import(workplace, plan)
    assert names(workplace) == sorted([stored["name"], row[0]])


def test_rows_that_are_like_each_other_are_shown_and_those_that_differ_are_not(
    workplace: Workplace, tmp_path: Path
) -> None:
    file = services(
        tmp_path,
        ["Huiswerkbegeleiding", "", "Almelo"],
        ["Huiswerkbegeleding", "", "Almelo"],
        ["Huiswerkbegeleiding", "", "Borne"],
        ["Soos", "", "Almelo"],
        ["Soos voor ouderen", "", "Almelo"],
    )
    plan = plan_import(workplace, file, "services")
    assert shown(plan) == [(3, 2, "Huiswerkbegeleiding", (Reason.ALIKE_NAME,))]
    assert [(one.row, one.code) for one in plan.warnings] == [(3, "maybe-double")]
    assert plan.new == 5


def test_what_a_source_told_before_under_another_name_is_found_again(workplace: Workplace, tmp_path: Path) -> None:
    """The key of an own list is the name: mended, it would be an entry more."""
    apply_import(workplace, plan_import(workplace, services(tmp_path, ["Eetcafe de Brugg", "", "Almelo"]), "services"))
    file = services(tmp_path, ["Eetcafé de Brug", "Samen eten", "Almelo"])
    assert [one[2] for one in shown(plan_import(workplace, file, "services"))] == ["Eetcafe de Brugg"]
    with workplace.store.read() as reader:
        (stored,) = reader.find(CommunityService)
    plan = decided(workplace, file, "services", RowDecision("2", SAME, stored.id))
    assert (plan.new, plan.changed, plan.warnings) == (0, 1, ())
    apply_import(workplace, plan)
    with workplace.store.read() as reader:
        (after,) = reader.find(CommunityService)
    assert (after.name, after.description) == ("Eetcafe de Brugg", "Samen eten")


def test_two_rows_that_are_the_same_become_one_and_the_second_only_fills(workplace: Workplace, tmp_path: Path) -> None:
    rows = (
        ["Muziko", "Muziek", "Almelo"],
        ["Muzizo", "Zang", "Almelo", "", "0546 123456"],
        ["Muziqo", "", "Almelo", "Markt 1"],
    )
    file = services(tmp_path, *rows)
    plan = decided(workplace, file, "services", RowDecision("3", SAME, "2"), RowDecision("4", SAME, "3"))
    assert (plan.read, plan.new, plan.changed, plan.same) == (3, 3, 0, 0)
    apply_import(workplace, plan)
    with workplace.store.read() as reader:
        (one,) = reader.find(CommunityService)
    assert (one.name, one.description, one.phone, one.address) == ("Muziko", "Muziek", "0546 123456", "Markt 1")
    undo_import(workplace, imports_done(workplace)[0].id)
    assert names(workplace) == []


def test_a_row_like_one_that_is_stored_fills_the_stored_one_wherever_it_stands(
    workplace: Workplace, tmp_path: Path
) -> None:
    apply_import(workplace, plan_import(workplace, services(tmp_path, ["Muziko", "Muziek", "Almelo"]), "services"))
    rows = (["Muzizo", "Zang", "Almelo", "Markt 1"], ["Muziko", "Muziek", "Almelo", "", "0546 123456"])
    plan = decided(workplace, services(tmp_path, *rows), "services", RowDecision("2", SAME, "3"))
    assert (plan.new, plan.changed, balanced(plan)) == (0, 2, True)
    apply_import(workplace, plan)
    with workplace.store.read() as reader:
        (one,) = reader.find(CommunityService)
    assert (one.name, one.description, one.phone, one.address) == ("Muziko", "Muziek", "0546 123456", "Markt 1")


def test_two_rows_said_to_be_one_stored_entry_do_not_overwrite_each_other(workplace: Workplace, tmp_path: Path) -> None:
    stored = CommunityService(name="Muziko", place="Almelo", source="Marijke")
    settle(workplace, stored)
    file = services(tmp_path, ["Muzizo", "Eerst", "Almelo"], ["Muzigo", "Later", "Almelo", "", "0546 123456"])
    said = (RowDecision("2", SAME, stored.id), RowDecision("3", SAME, stored.id))
    apply_import(workplace, decided(workplace, file, "services", *said))
    with workplace.store.read() as reader:
        (one,) = reader.find(CommunityService)
    assert (one.name, one.description, one.phone) == ("Muziko", "Eerst", "0546 123456")


def test_a_row_that_is_left_out_is_named_and_counted(workplace: Workplace, tmp_path: Path) -> None:
    settle(workplace, CommunityService(name="Muziko", place="Almelo", source="Marijke"))
    file = services(tmp_path, ["Muzizo", "", "Almelo"], ["Muzigo", "", "Almelo"], ["Soos", "", "Almelo"])
    plan = decided(workplace, file, "services", RowDecision("2", SKIP), RowDecision("3", SAME, "2"))
    assert (plan.new, [(f.row, f.code) for f in plan.rejected], balanced(plan)) == (
        1,
        [(2, "left-out"), (3, "left-out-with")],
        True,
    )
    apply_import(workplace, plan)
    assert names(workplace) == ["Muziko", "Soos"]


def test_what_is_said_to_be_new_is_asked_no_more(workplace: Workplace, tmp_path: Path) -> None:
    settle(workplace, CommunityService(name="Muziko", source="Marijke"))
    file = services(tmp_path, ["Muzizo"])
    plan = decided(workplace, file, "services", RowDecision("2", NEW))
    assert (plan.new, plan.warnings, plan.doubles[0].verdict) == (1, (), NEW)
    apply_import(workplace, plan)
    assert plan_import(workplace, file, "services").doubles == ()


def waits(folder: Path, *rows: tuple[str, str, str]) -> Path:
    lines = [[name, product, weeks, "2026-11-01", "https://zorg.example"] for name, product, weeks in rows]
    return csv_file(folder, [["aanbieder", "product", "wachttijd", "peildatum", "bron"], *lines], "wachttijden.csv")


@pytest.mark.parametrize(("verdict", "providers", "reports"), [(SAME, 1, 2), (NEW, 2, 2), (SKIP, 1, 0)])
def test_waiting_times_of_a_provider_that_sounds_like_one_go_where_a_person_says(
    workplace: Workplace, tmp_path: Path, verdict: Verdict, providers: int, reports: int
) -> None:
    stored = Provider(name="Zorg Noord")
    settle(workplace, stored)
    file = waits(tmp_path, ("Zorch Noord", "begeleiding", "8"), ("Zorch Noord", "vervoer", "12 wk"))
    plan = plan_import(workplace, file, "waiting-times")
    assert [(one.kind, one.row) for one in plan.doubles] == [("provider", 2)]
    same_as = stored.id if verdict is SAME else ""
    plan = decided(workplace, file, "waiting-times", RowDecision("2", verdict, same_as))
    assert balanced(plan)
    apply_import(workplace, plan)
    with workplace.store.read() as reader:
        found = reader.find(AvailabilityReport)
        assert reader.count(Provider) == providers
    assert len(found) == reports
    if verdict is SAME:
        assert {one.provider_id for one in found} == {stored.id}


def test_two_spellings_of_one_provider_with_the_same_figure_tell_it_once(workplace: Workplace, tmp_path: Path) -> None:
    rows = [(name, product, "8") for name in ("Muziko", "Muzizo") for product in ("begeleiding", "vervoer")]
    file = waits(tmp_path, *rows, ("Muzizo", "dagbesteding", "9"))
    (double,) = plan_import(workplace, file, "waiting-times").doubles
    same = How(decisions={double.key: Decision(SAME, double.candidate.key)})
    plan = plan_import(workplace, file, "waiting-times", same)
    assert (plan.read, plan.new, plan.same, plan.records["provider"].new) == (5, 3, 2, 1)
    apply_import(workplace, plan)
    with workplace.store.read() as reader:
        assert reader.count(Provider) == 1
        assert sorted(one.product for one in reader.find(AvailabilityReport)) == [
            "begeleiding",
            "dagbesteding",
            "vervoer",
        ]


def test_locations_of_a_service_follow_what_was_said_of_it(workplace: Workplace, tmp_path: Path) -> None:
    folder = tmp_path / "hsds"
    folder.mkdir()
    csv_file(folder, [["id", "name"], ["o1", "Welzijn Almelo"], ["o2", "Welzeyn Almelo"]], "organizations.csv")
    csv_file(
        folder,
        [["id", "organization_id", "name"], ["s1", "o1", "Eetcafé"], ["s2", "o2", "Taalles"]],
        "services.csv",
    )
    csv_file(folder, [["id", "organization_id", "name"], ["l2", "o2", "Noord"]], "locations.csv")
    plan = plan_import(workplace, folder, "hsds")
    assert [(one.kind, one.table, one.row, one.candidate.row) for one in plan.doubles] == [
        ("organisation", "organizations", 3, 2)
    ]
    apply_import(workplace, decided(workplace, folder, "hsds", RowDecision("organizations:3", SAME, "2")))
    with workplace.store.read() as reader:
        (organisation,) = reader.find(Organisation)
        assert {one.organisation_id for one in reader.find(CommunityService)} == {organisation.id}
        assert {one.organisation_id for one in reader.find(Location)} == {organisation.id}


@pytest.mark.parametrize(
    ("told", "code"),
    [
        ([RowDecision("3", SKIP)], "double-row-unknown"),
        ([RowDecision("x", SKIP)], "double-row-unknown"),
        ([RowDecision("elders:2", SKIP)], "double-row-unknown"),
        ([RowDecision("2", SAME, "nergens")], "double-not-alike"),
        ([RowDecision("2", SAME, "9")], "double-not-alike"),
        ([RowDecision("2", SKIP), RowDecision("lijst:2", NEW)], "double-row-twice"),
    ],
)
def test_what_cannot_be_said_of_a_row_is_refused(
    workplace: Workplace, tmp_path: Path, told: list[RowDecision], code: str
) -> None:
    settle(workplace, CommunityService(name="Muziko", source="Marijke"))
    plan = plan_import(workplace, services(tmp_path, ["Muzizo"]), "services")
    with pytest.raises(RuleBroken, match=code):
        decisions_of(plan.doubles, told)


def test_looking_for_doubles_can_be_stopped(workplace: Workplace, tmp_path: Path) -> None:
    file = services(tmp_path, *([f"Soos {number}", "", "Almelo"] for number in range(600)))
    told: list[int] = []

    def stop(done: int, _total: int) -> None:
        told.append(done)
        if told.count(0) == 2:
            raise InterruptedError

    with pytest.raises(InterruptedError):
        plan_import(workplace, file, "services", progress=stop)
    assert told == [0, 500, 0]
