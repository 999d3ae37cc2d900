"""The support plan as the resident gets it."""

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

from desktop.models.kinds import AlternativeKind, Frequency, IndicationStatus, Law, Provision, Unit
from desktop.models.papers import (
    PaperAlternative,
    PaperConversation,
    PaperDomain,
    PaperGoal,
    PaperHead,
    PaperHelp,
    PaperHelper,
    PaperResident,
    PaperService,
    PaperStep,
    SupportPlanPage,
)
from desktop.reports import support_plan as paper
from desktop.reports.page import printed

DAY = date(2026, 11, 23)
ADDRESS = ("Hoofdstraat 12", "9501 AB Stadskanaal")


@pytest.fixture
def page() -> SupportPlanPage:
    """A plan with every part filled in."""
    return SupportPlanPage(
        head=PaperHead("Stadskanaal", "Oldambt en Stadskanaal", DAY, "M. Veenstra"),
        resident=PaperResident("mevrouw Wiebrecht Çelik-Ørsted", date(1948, 2, 29), ADDRESS),
        law=Law.WMO,
        question="Ik kan mijn man niet meer alleen laten.",
        director="M. Veenstra",
        agreements="U meldt uw man deze week aan.",
        conversation=PaperConversation(
            date(2026, 11, 16), "bij u thuis", "u en uw dochter", "Naar het koor.", "Een fijne buurt.",
            (PaperDomain("Huishouden", "Het huis is schoon.", "Ik durf niet weg.", "Uw dochter helpt.", 3),),
        ),
        network=(PaperHelper("Anneke", "dochter", "boodschappen", informal_carer=True),),
        alternatives=(PaperAlternative(AlternativeKind.OWN_STRENGTH, "U kookt zelf.", sufficient=False),),
        services=(PaperService("Odensehuis De Brug", "Binnenlopen op dinsdag.", "Stadskanaal", "dinsdag"),),
        goals=(PaperGoal("Ik ga op donderdag naar het koor.", "", date(2027, 3, 1)),),
        help=(
            PaperHelp(
                "Dagbesteding", "Tijd voor uzelf.", "De Wilgenhoeve", Provision.IN_KIND, Law.WMO,
                IndicationStatus.APPROVED,
                date(2026, 12, 15), date(2027, 12, 14), 4, Unit.DAY_PART, Frequency.WEEK, (date(2027, 6, 1),),
            ),
        ),
        client_support_told_on=date(2026, 11, 3),
    )  # fmt: skip


def support_plan(page: SupportPlanPage, language: str = "nl") -> bytes:
    """The paper as PDF."""
    return printed(paper.support_plan(page, language)).content


def words(pdf: bytes, tmp_path: Path) -> str:
    """The text of a PDF with white space folded, by poppler."""
    file = tmp_path / "paper.pdf"
    file.write_bytes(pdf)
    found = subprocess.run(["pdftotext", "-layout", str(file), "-"], capture_output=True, text=True, check=True)
    return " ".join(found.stdout.split())


def test_every_part_of_the_plan_can_be_read_on_paper(page: SupportPlanPage, tmp_path: Path) -> None:
    text = words(support_plan(page), tmp_path)
    for part in (
        "Ondersteuningsplan", "mevrouw Wiebrecht Çelik-Ørsted", "29 februari 1948",
        "Hoofdstraat 12, 9501 AB Stadskanaal",
        "Ik kan mijn man niet meer alleen laten.", "“Naar het koor.”", "Een fijne buurt.", "Huishouden · 3 van 5",
        "Ik durf niet weg.", "Anneke (dochter): boodschappen", "Eigen kracht", "U kookt zelf.", "Odensehuis De Brug",
        "Ik ga op donderdag naar het koor. (voor 1 maart 2027)", "4 dagdelen per week", "De Wilgenhoeve",
        "15-12-2026 tot en met 14-12-2027", "01-06-2027", "U meldt uw man deze week aan.", "3 november 2026",
        "pagina 1 van 2",
    ):  # fmt: skip
        assert part in text


def test_the_steps_that_were_answered_can_be_found_back(page: SupportPlanPage, tmp_path: Path) -> None:
    steps = (PaperStep("Welke problemen zijn er precies?", "Zij raakt de weg kwijt."),)
    printed_steps = words(support_plan(dataclasses.replace(page, steps=steps)), tmp_path)
    assert "Wat wij hebben onderzocht, stap voor stap" in printed_steps
    assert "Zij raakt de weg kwijt." in printed_steps
    assert "stap voor stap" not in words(support_plan(page), tmp_path)


def test_a_service_says_when_someone_last_saw_that_it_is_right(page: SupportPlanPage, tmp_path: Path) -> None:
    assert "Stadskanaal · dinsdag · nog niet gecontroleerd: bel eerst" in words(support_plan(page), tmp_path)
    seen = dataclasses.replace(page.services[0], checked_on=date(2026, 11, 3))
    text = words(support_plan(dataclasses.replace(page, services=(seen,))), tmp_path)
    assert "Stadskanaal · dinsdag · gecontroleerd op 3 november 2026" in text


def test_the_english_plan_speaks_english(page: SupportPlanPage, tmp_path: Path) -> None:
    text = words(support_plan(page, "en"), tmp_path)
    assert "Support plan" in text
    assert "Ondersteuningsplan" not in text


def test_a_concept_says_so_on_every_page(page: SupportPlanPage, tmp_path: Path) -> None:
    concept = dataclasses.replace(page, head=dataclasses.replace(page.head, concept=True))
    assert "CONCEPT ·" not in words(support_plan(page), tmp_path)
    with pikepdf.open(io.BytesIO(support_plan(concept))) as pdf:
        pages = len(pdf.pages)
    file = tmp_path / "concept.pdf"
    file.write_bytes(support_plan(concept))
    for number in range(1, pages + 1):
        found = subprocess.run(
            ["pdftotext", "-f", str(number), "-l", str(number), str(file), "-"],
            capture_output=True,
            text=True,
            check=True,
        )
        assert "CONCEPT · 23 november 2026" in found.stdout


def test_changes_that_colleagues_do_not_see_yet_stand_at_the_foot(page: SupportPlanPage, tmp_path: Path) -> None:
    waiting = dataclasses.replace(page, head=dataclasses.replace(page.head, unsynced=3))
    assert "3 wijzigingen die collega's nog niet zien" in words(support_plan(waiting), tmp_path)


def test_all_fonts_are_embedded_and_the_document_names_its_language_and_title(page: SupportPlanPage) -> None:
    with pikepdf.open(io.BytesIO(support_plan(page))) as pdf:
        assert str(pdf.Root.Lang) == "nl"
        assert "Ondersteuningsplan" in str(pdf.docinfo["/Title"])
        fonts = [font for sheet in pdf.pages for font in sheet.Resources.Font.values()]
        assert fonts
        assert all("/FontFile2" in font.FontDescriptor for font in fonts)
        assert pdf.open_outline().root


def test_the_same_plan_gives_the_same_bytes(page: SupportPlanPage) -> None:
    assert support_plan(page) == support_plan(page)


@settings(max_examples=25, deadline=None)
@given(st.text(max_size=400), st.text(min_size=1, max_size=200))
def test_whatever_was_typed_can_be_printed(typed: str, name: str) -> None:
    plan = SupportPlanPage(
        head=PaperHead("Oldambt", "Oldambt en Stadskanaal", DAY, typed),
        resident=PaperResident(name, None),
        law=Law.JEUGDWET,
        question=typed,
        director=typed,
        agreements=typed,
        goals=(PaperGoal(typed),),
        network=(PaperHelper(name, typed, typed),),
        services=(PaperService(name, typed, typed, typed, typed, typed),),
        alternatives=(PaperAlternative(AlternativeKind.NETWORK, typed, sufficient=False),),
    )
    assert support_plan(plan).startswith(b"%PDF")


def test_a_text_longer_than_a_page_runs_on(page: SupportPlanPage) -> None:
    long = dataclasses.replace(page, question="woord " * 8000, alternatives=(
        PaperAlternative(AlternativeKind.NETWORK, "woord " * 2500, sufficient=False),
    ))  # fmt: skip
    with pikepdf.open(io.BytesIO(support_plan(long))) as pdf:
        assert len(pdf.pages) > 5
