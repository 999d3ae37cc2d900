"""A page from the social map, as a resident takes it along."""

from __future__ import annotations

import dataclasses
import io
import subprocess
from datetime import date
from pathlib import Path

import pikepdf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop.models.papers import MapPage, PaperHead
from desktop.reports import map_page as paper
from desktop.reports.page import printed

HEAD = PaperHead("Stadskanaal", "Oldambt en Stadskanaal", date(2026, 11, 23), "M. Veenstra")


@pytest.fixture
def page() -> MapPage:
    """A community service of which all is known."""
    return MapPage(
        head=HEAD,
        name="Inloop De Kern",
        organisation="Stichting Dorpshuis",
        about="Elke werkdag koffie aan de grote tafel.",
        address=("Hoofdstraat 12", "9501 AB Stadskanaal"),
        phone="0599 12 34 56",
        email="inloop@dekern.example",
        url="https://dekern.example/inloop/",
        when="Maandag tot en met vrijdag van 9.30 tot 12.00 uur",
        for_whom="iedereen",
        cost="Gratis",
        how_to_join="Loop gewoon binnen.",
        places=("De Kern, Hoofdstraat 12", "De Kerk, Kerkplein 1"),
        checked_on=date(2026, 11, 3),
    )


def map_page(page: MapPage, language: str = "nl") -> bytes:
    """The paper as PDF."""
    return printed(paper.map_page(page, language)).content


def words(pdf: bytes, tmp_path: Path) -> str:
    """The text of a PDF with white space folded, by poppler."""
    file = tmp_path / "paper.pdf"
    file.write_bytes(pdf)
    found = subprocess.run(["pdftotext", "-layout", str(file), "-"], capture_output=True, text=True, check=True)
    return " ".join(found.stdout.split())


def test_all_a_resident_needs_to_go_there_stands_on_one_page(page: MapPage, tmp_path: Path) -> None:
    paper = map_page(page)
    text = words(paper, tmp_path)
    for part in (
        "Gemeente Stadskanaal", "Inloop De Kern", "Stichting Dorpshuis", "Hoofdstraat 12, 9501 AB Stadskanaal",
        "0599 12 34 56", "dekern.example/inloop", "van 9.30 tot 12.00", "Gratis", "iedereen",
        "Hoe doet u mee?", "Loop gewoon binnen.", "U hebt hiervoor geen besluit van de gemeente nodig.",
        "De Kerk, Kerkplein 1", "Op 3 november 2026 hebben wij gecontroleerd wat hier staat.", "pagina 1 van 1",
    ):  # fmt: skip
        assert part in text


def test_what_is_not_known_is_never_called_free(page: MapPage, tmp_path: Path) -> None:
    unknown = dataclasses.replace(page, cost="", checked_on=None)
    text = words(map_page(unknown), tmp_path)
    assert "Niet bekend. Vraag het voor u gaat." in text
    assert "Wij hebben nog niet gecontroleerd wat hier staat." in text


def test_a_light_check_is_told_and_then_nothing_about_a_decision(page: MapPage, tmp_path: Path) -> None:
    text = words(map_page(dataclasses.replace(page, light_check="een kort gesprek")), tmp_path)
    assert "Eerst is er een kleine toets: een kort gesprek" in text
    assert "geen besluit" not in text


def test_help_with_an_indication_says_so_with_its_wait_and_the_day_it_was_measured(
    page: MapPage, tmp_path: Path
) -> None:
    waits = ("Begeleiding: eerste gesprek binnen 2 weken (gemeten op 14 november 2026)",)
    care = dataclasses.replace(page, needs_indication=True, laws=("WMO",), waits=waits)
    text = words(map_page(care), tmp_path)
    assert "Hulp met een indicatie" in text
    assert "Voor deze hulp hebt u een besluit van de gemeente nodig: een indicatie." in text
    assert "de eigen bijdrage voor de Wmo" in text
    assert "(gemeten op 14 november 2026)" in text
    assert "Wat kost het?" not in text


@pytest.mark.parametrize(
    ("laws", "told"),
    [
        (("WMO",), (True, False, False)),
        (("JEUGDWET",), (False, True, False)),
        (("JEUGDWET", "WMO"), (True, True, False)),
        (("WLZ",), (False, False, True)),
        ((), (False, False, True)),
    ],
)
def test_only_an_act_that_is_known_says_what_care_costs(
    page: MapPage, tmp_path: Path, laws: tuple[str, ...], told: tuple[bool, bool, bool]
) -> None:
    text = words(map_page(dataclasses.replace(page, needs_indication=True, laws=laws)), tmp_path)
    paid = "Misschien betaalt u zelf een deel: de eigen bijdrage voor de Wmo."
    free = "Voor jeugdhulp (Jeugdwet) betaalt u geen eigen bijdrage."
    unknown = "Wij weten niet of u zelf een deel betaalt."
    assert (paid in text, free in text, unknown in text) == told


def test_fonts_are_embedded_and_the_document_names_its_language_and_title(page: MapPage) -> None:
    with pikepdf.open(io.BytesIO(map_page(page, "en"))) as pdf:
        assert str(pdf.Root.Lang) == "en"
        assert str(pdf.docinfo["/Title"]) == "Inloop De Kern"
        fonts = [font for sheet in pdf.pages for font in sheet.Resources.Font.values()]
        assert all("/FontFile2" in font.FontDescriptor for font in fonts)


def test_the_same_page_gives_the_same_bytes(page: MapPage) -> None:
    assert map_page(page) == map_page(page)


@settings(max_examples=25, deadline=None)
@given(st.text(max_size=400), st.text(min_size=1, max_size=200))
def test_whatever_was_typed_can_be_printed(typed: str, name: str) -> None:
    page = MapPage(
        head=HEAD, name=name, organisation=typed, about=typed, address=(typed,), phone=typed, email=typed, url=typed,
        when=typed, for_whom=typed, cost=typed, how_to_join=typed, light_check=typed,
    )  # fmt: skip
    assert map_page(page).startswith(b"%PDF")


def test_a_very_long_description_runs_on(page: MapPage) -> None:
    with pikepdf.open(io.BytesIO(map_page(dataclasses.replace(page, about="woord " * 3000)))) as pdf:
        assert len(pdf.pages) > 2
