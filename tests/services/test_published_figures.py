"""With the demonstration of a region its dashboards show the figures that the region's own document publishes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from desktop.models.kinds import Law, Role
from desktop.models.people import Colleague
from desktop.services.dashboards.asking import Question
from desktop.services.dashboards.dashboard import dashboard
from desktop.services.dashboards.definitions import Page
from desktop.services.dashboards.figure import Figure
from desktop.services.demo import make_demo
from desktop.services.start import NewStore, create_store
from desktop.services.workplace import Workplace

NOW = datetime(2026, 11, 23, 11, 0, tzinfo=UTC)


def lead_of(folder: Path, region: str) -> Workplace:
    new = NewStore(region, "Marijke Veenstra", Role.CONSULTANT, "vier gewone losse woorden")
    workplace = create_store(folder / "naober.store", new, clock=lambda: NOW).workplace
    make_demo(workplace)
    with workplace.store.read() as reader:
        lead = next(one for one in reader.find(Colleague) if one.role == Role.TEAM_LEAD)
    return replace(workplace, colleague=lead)


def figure(workplace: Workplace, page: Page, id_: str, law: Law | None = None) -> Figure:
    return next(one for one in dashboard(workplace, page, Question(law=law)).figures if one.id == id_)


def shown(found: Figure) -> dict[str, dict[str, float | None]]:
    """Values by row and by column."""
    heads = [column.name for column in found.columns]
    return {row.name: dict(zip(heads, (cell.value for cell in row.cells), strict=True)) for row in found.rows}


@pytest.fixture(scope="module")
def south(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workplace]:
    """Oldambt & Stadskanaal."""
    workplace = lead_of(tmp_path_factory.mktemp("south"), "oldambt-stadskanaal")
    yield workplace
    workplace.store.close()


@pytest.fixture(scope="module")
def rivers(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workplace]:
    """Bommelerwaard."""
    workplace = lead_of(tmp_path_factory.mktemp("rivers"), "bommelerwaard")
    yield workplace
    workplace.store.close()


# Koersdocument inkoop Wmo-Begeleiding 2022 - 2026, 3. Its products stand under those that took their place.
def test_clients_by_age(south: Workplace) -> None:
    found = shown(figure(south, Page.ACCESS, "ages", Law.WMO))
    ages = {
        "18 – 23 jaar": (91, 41),
        "24 – 54 jaar": (338, 302),
        "55 – 75 jaar": (171, 159),
        "76 jaar en ouder": (65, 100),
        "Totaal": (665, 602),
    }
    assert {name: (row["Oldambt"], row["Stadskanaal"]) for name, row in found.items()} == ages


def test_clients_with_several_indications(south: Workplace) -> None:
    found = shown(figure(south, Page.ACCESS, "times", Law.WMO))
    assert (found["2 indicaties"]["Oldambt"], found["2 indicaties"]["Stadskanaal"]) == (221, 202)
    assert (found["3 of meer indicaties"]["Oldambt"], found["3 of meer indicaties"]["Stadskanaal"]) == (97, 57)


def test_inflow_from_youth_help(south: Workplace) -> None:
    found = list(shown(figure(south, Page.ACCESS, "from-youth")).values())
    assert [(row["Oldambt"], row["Stadskanaal"]) for row in found] == [(13, 6), (9, 4), (22, 10)]


def test_clients_and_indications_by_product(south: Workplace) -> None:
    names = {one.id: one.name for one in south.profile.products}
    told = {
        "begeleiding-regulier": ((681, 463), (404, 284)),
        "begeleiding-plus": ((210, 137), (268, 173)),
        "groep-arbeidsmatig": ((189, 141), (223, 166)),
        "groep-belevingsgericht": ((32, 25), (42, 37)),
        "kortdurend-verblijf": ((3, 2), (2, 2)),
    }
    residents = shown(figure(south, Page.POLICY, "help-residents", Law.WMO))
    indications = shown(figure(south, Page.POLICY, "help-indications", Law.WMO))
    found = {
        product: tuple(
            (indications[names[product]][town], residents[names[product]][town]) for town in ("Oldambt", "Stadskanaal")
        )
        for product in told
    }
    assert found == told
    assert set(residents) == {names[product] for product in told} | {"Totaal"}


# Inkoopstrategie Wmo en Jeugdhulp 2027 en verder, 4.2 and 4.3: the year 2024.
@pytest.mark.parametrize(
    ("law", "clients", "lots"),
    [
        ("Wmo 2015", 2904, {"Wmo – Hulp bij het Huishouden": 62, "Wmo – Algemeen": 38}),
        ("Jeugdwet", 2472, {"Jeugd – Algemeen": 31, "Jeugd – GGZ": 62, "Jeugd – Ernstige Dyslexie": 7}),
    ],
)
def test_clients_by_lot(rivers: Workplace, law: str, clients: int, lots: dict[str, int]) -> None:
    found = shown(figure(rivers, Page.BACK_OFFICE, "lot-residents"))
    assert found[f"Totaal {law}"]["Totaal"] == clients
    assert {lot: round(100 * (found[lot]["Totaal"] or 0) / clients) for lot in lots} == lots


@pytest.mark.parametrize(
    ("law", "euros", "lots"),
    [
        ("Wmo 2015", 9_746_050, {"Wmo – Hulp bij het Huishouden": 53, "Wmo – Algemeen": 47}),
        ("Jeugdwet", 8_349_854, {"Jeugd – Algemeen": 54, "Jeugd – GGZ": 41, "Jeugd – Ernstige Dyslexie": 5}),
    ],
)
def test_spend_by_lot(rivers: Workplace, law: str, euros: int, lots: dict[str, int]) -> None:
    found = shown(figure(rivers, Page.BACK_OFFICE, "spent"))
    assert found[f"Totaal {law}"]["Totaal"] == euros
    assert {lot: round(100 * (found[lot]["Totaal"] or 0) / euros) for lot in lots} == lots
    for lot in lots:
        row = found[lot]
        assert row["Totaal"] == pytest.approx((row["Maasdriel"] or 0) + (row["Zaltbommel"] or 0))


# Bijlage 2 of the document of Midden-IJssel/Oost-Veluwe: the year 2023.
def test_the_total_of_the_eight_municipalities(tmp_path: Path) -> None:
    workplace = lead_of(tmp_path, "midden-ijssel-oost-veluwe")
    found = shown(figure(workplace, Page.BACK_OFFICE, "spent"))
    assert found["Totaal Wmo 2015"]["Totaal"] == 67_266_794
    assert len(found["Totaal Wmo 2015"]) == 9
    workplace.store.close()
