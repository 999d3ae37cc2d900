"""The letter to a resident who waits, as the resident gets it."""

from __future__ import annotations

import dataclasses
import io
import re
import subprocess
from datetime import date
from pathlib import Path

import pikepdf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop.models.papers import PaperContact, PaperHead, PaperResident, PaperService
from desktop.models.waiting_paper import PaperExpectedWait, PaperWaitNorm, PaperWaitPlace, WaitingLetterPage
from desktop.reports import waiting_letter as paper
from desktop.reports.page import printed

DAY = date(2026, 11, 23)

GOLDEN = """
Gemeente Stadskanaal 23 november 2026 W. Çelik Hoofdstraat 12 9501 AB Stadskanaal Terwijl u wacht over de hulp waarop u
wacht Beste W. Çelik, U wacht sinds 21 september 2026 op: Dagbesteding. Dat is nu 9 weken. Waar u op de wachtlijst staat
• De Wilgenhoeve, sinds 21 september 2026 • De Eik, sinds 2 november 2026 U staat op meer dan één lijst. Zodra een van
hen u kan helpen, halen we u van de andere lijsten af. Hoelang het nog kan duren • Op 3 november 2026 meldde De
Wilgenhoeve ons: 8–10 weken tot de hulp begint. (Bron: telefoon) • Bij De Wilgenhoeve verwachten we dat het nog ongeveer
4 weken duurt. Bij 8 van de 10 mensen duurt het tussen 2 en 9 weken. Dat hebben we berekend met de 24 keer dat
daar eerder iemand wachtte. Dit is niet zeker. Het kan eerder of later zijn. Als we meer weten, hoort u dat van
ons. Wij willen dat niemand langer dan 6 weken op deze hulp wacht. U wacht langer. Dat spijt ons. Samen met u zoeken we
een andere oplossing. Bron: Treeknormen, Dagbesteding Wat u in de tussentijd helpt • Odensehuis De Brug Stadskanaal ·
dinsdag Wanneer u van ons hoort We bellen u op 30 november 2026. Uw consulent is M. Veenstra. Bel de gemeente en vraag
naar M. Veenstra. Het telefoonnummer en het adres vindt u op de website van uw gemeente. Gaat het slechter, of kunt u
niet langer wachten? Bel ons dan meteen. U mag iets anders kiezen • U mag om een andere zorgaanbieder vragen. We kijken
samen met u wie u eerder kan helpen. • Wilt u niet meer wachten? Vertel het ons. U kunt altijd terugkomen. • U mag
iemand meenemen die u helpt, zoals een gratis en onafhankelijke cliëntondersteuner. Waarom er minder te kiezen was In de
buurt is er één aanbieder. Met vriendelijke groet, M. Veenstra Gemeente Stadskanaal
"""


@pytest.fixture
def page() -> WaitingLetterPage:
    """A letter with every part filled in."""
    return WaitingLetterPage(
        head=PaperHead("Stadskanaal", "Oldambt en Stadskanaal", DAY, "M. Veenstra"),
        resident=PaperResident("W. Çelik", date(1948, 2, 29), ("Hoofdstraat 12", "9501 AB Stadskanaal")),
        product="Dagbesteding",
        since=date(2026, 9, 21),
        weeks=9,
        places=(
            PaperWaitPlace(
                "De Wilgenhoeve",
                date(2026, 9, 21),
                "8–10 weken tot de hulp begint",
                date(2026, 11, 3),
                "telefoon",
            ),
            PaperWaitPlace("De Eik", date(2026, 11, 2)),
        ),
        expected=(PaperExpectedWait("De Wilgenhoeve", 4, 2, 9, 8, 24),),
        norm=PaperWaitNorm(6, "Treeknormen", "Dagbesteding", 3),
        bridges=(PaperService("Odensehuis De Brug", "", "Stadskanaal", "dinsdag"),),
        calls_on=date(2026, 11, 30),
        limited_choice="In de buurt is er één aanbieder.",
    )


def waiting_letter(page: WaitingLetterPage, language: str = "nl") -> bytes:
    """The paper as PDF."""
    return printed(paper.waiting_letter(page, language)).content


def words(pdf: bytes, tmp_path: Path) -> str:
    """The text of a PDF with white space folded and the feet and heads of later pages left out, by poppler."""
    file = tmp_path / "letter.pdf"
    file.write_bytes(pdf)
    found = subprocess.run(["pdftotext", "-layout", str(file), "-"], capture_output=True, text=True, check=True)
    text = " ".join(found.stdout.split())
    text = re.sub(r"Oldambt en Stadskanaal pagina 1 van \d Gemeente Stadskanaal 23 november 2026 ", "", text)
    return re.sub(r" Oldambt en Stadskanaal pagina \d van \d", "", text)


def test_the_letter_reads_as_it_was_meant(page: WaitingLetterPage, tmp_path: Path) -> None:
    assert words(waiting_letter(page), tmp_path) == " ".join(GOLDEN.split())


def test_the_number_and_the_address_of_the_municipality_stand_in_it_as_far_as_they_are_filled_in(
    page: WaitingLetterPage, tmp_path: Path
) -> None:
    contact = PaperContact("0599 00 00 00", "elke werkdag van 9 tot 12 uur", ("Plein 1", "9501 AA Stadskanaal"))
    text = words(waiting_letter(dataclasses.replace(page, contact=contact)), tmp_path)
    assert "Het telefoonnummer is 0599 00 00 00 (elke werkdag van 9 tot 12 uur)." in text
    assert "Het adres is Plein 1, 9501 AA Stadskanaal." in text
    assert text.endswith("Gemeente Stadskanaal Plein 1 9501 AA Stadskanaal 0599 00 00 00")
    only_address = dataclasses.replace(page, contact=PaperContact(address=("Plein 1",)))
    assert "Het telefoonnummer vindt u op de website van uw gemeente. Het adres is Plein 1." in words(
        waiting_letter(only_address), tmp_path
    )


def test_the_english_letter_speaks_english(page: WaitingLetterPage, tmp_path: Path) -> None:
    text = words(waiting_letter(page, "en"), tmp_path)
    assert "While you wait" in text
    assert "We call you on 30 November 2026." in text
    assert "Terwijl" not in text


def test_what_is_not_known_is_said_and_not_guessed(page: WaitingLetterPage, tmp_path: Path) -> None:
    bare = dataclasses.replace(
        page, places=(PaperWaitPlace("", DAY),), expected=(), norm=None, bridges=(), calls_on=None, limited_choice="",
        weeks=0,
    )  # fmt: skip
    text = words(waiting_letter(bare), tmp_path)
    for part in (
        "We zoeken samen met u nog een zorgaanbieder.",
        "We weten nog niet hoelang het duurt.",
        "Voor de tussentijd is nog niets afgesproken.",
        "U hoort zo snel mogelijk van ons.",
    ):
        assert part in text
    for part in ("niemand langer", "Bron:", "minder te kiezen", "0 weken", "verwachten we"):
        assert part not in text
    hears = dataclasses.replace(bare, hears_by=date(2026, 12, 7))
    assert "U hoort uiterlijk op 7 december 2026 van ons." in words(waiting_letter(hears), tmp_path)


def test_one_week_is_one_week(page: WaitingLetterPage, tmp_path: Path) -> None:
    soon = dataclasses.replace(
        page, weeks=1, expected=(PaperExpectedWait("De Eik", 1, 0, 2, 8, 12),), norm=PaperWaitNorm(1, "D", "P")
    )
    text = words(waiting_letter(soon), tmp_path)
    assert "Dat is nu 1 week." in text
    assert "nog ongeveer 1 week duurt" in text
    assert "niemand langer dan 1 week op" in text
    at_once = dataclasses.replace(page, expected=(PaperExpectedWait("De Eik", 0, 0, 2, 8, 12),))
    assert "nog minder dan een week duurt" in words(waiting_letter(at_once), tmp_path)


def test_the_letter_names_its_title_and_language_and_fits_two_pages(page: WaitingLetterPage) -> None:
    with pikepdf.open(io.BytesIO(waiting_letter(page))) as pdf:
        assert str(pdf.Root.Lang) == "nl"
        assert "Terwijl u wacht" in str(pdf.docinfo["/Title"])
        assert len(pdf.pages) <= 2
        fonts = [font for sheet in pdf.pages for font in sheet.Resources.Font.values()]
        assert all("/FontFile2" in font.FontDescriptor for font in fonts)


def test_the_same_letter_gives_the_same_bytes(page: WaitingLetterPage) -> None:
    assert waiting_letter(page) == waiting_letter(page)


@settings(max_examples=20, deadline=None)
@given(st.text(max_size=300))
def test_whatever_was_typed_can_be_printed(typed: str) -> None:
    letter = WaitingLetterPage(
        head=PaperHead(typed, typed, DAY, typed),
        resident=PaperResident(typed, None, (typed,)),
        product=typed,
        since=DAY,
        weeks=3,
        places=(PaperWaitPlace(typed, DAY, typed, DAY, typed),),
        expected=(PaperExpectedWait(typed, 4, 2, 9, 8, 24),),
        norm=PaperWaitNorm(6.5, typed, typed, 1),
        bridges=(PaperService(typed, typed, typed, typed, typed, typed),),
        limited_choice=typed,
    )
    assert waiting_letter(letter).startswith(b"%PDF")
