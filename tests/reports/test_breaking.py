"""Where a page or a line ends: nothing stands alone there, and nothing is torn apart."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from desktop.reports.content import (
    Block,
    Facts,
    Grid,
    Heading,
    Items,
    Lines,
    Look,
    Paper,
    Title,
    Together,
    Words,
    items,
)
from desktop.reports.html_page import html
from desktop.reports.page import printed
from desktop.reports.unbroken import NO_BREAK, unbroken
from tests.helpers.filled_papers import HEAD

HEIGHTS = range(20, 46)
"""Lines of filling: the break comes at every height of what stands behind it."""


def pages(tmp_path: Path, *blocks: Block) -> Iterator[str]:
    """The text of every page behind fillings of every height."""
    file = tmp_path / "paper.pdf"
    for lines in HEIGHTS:
        filler = tuple(Words(f"vulling {n}") for n in range(lines))
        file.write_bytes(printed(Paper(HEAD, "T", "nl", (Title("T", "t"), *filler, *blocks))).content)
        told = subprocess.run(["pdftotext", "-layout", str(file), "-"], capture_output=True, text=True, check=True)
        yield from told.stdout.split("\f")


@pytest.mark.parametrize("count", [2, 3, 4, 5, 9])
def test_no_line_of_a_list_stands_alone_on_a_page(tmp_path: Path, count: int) -> None:
    """Neither the first nor the last, and never without the words that introduce it."""
    listed = items(*(f"regel {n}" for n in range(count)))
    for page in pages(tmp_path, Words("Zet daarin:"), listed, Words("Daarna.")):
        assert page.count("regel") != 1
        assert ("Zet daarin:" in page) == ("regel 0" in page)


def test_a_list_of_one_stays_with_its_heading(tmp_path: Path) -> None:
    for page in pages(tmp_path, Heading("Kopje"), items("regel"), Words("Daarna.")):
        assert ("Kopje" in page) == ("regel" in page)


def test_a_signature_never_stands_alone_on_a_page(tmp_path: Path) -> None:
    """It takes the last two lines of the list before it along."""
    signed = Together((Lines(("Met vriendelijke groet,", "M. Veenstra")),))
    for page in pages(tmp_path, Heading("Kopje"), items(*(f"regel {n}" for n in range(6))), signed):
        if "Met vriendelijke groet" in page:
            assert page.count("regel") > 1


ROWS = tuple((f"cel {n}", "woord " * 8) for n in range(3))


@pytest.mark.parametrize(
    "after",
    [
        Words("woord " * 60),
        Words("woord " * 60, Look.QUOTE),
        items(*(f"woord {n}" for n in range(7))),
        Items(items("woord " * 60).items, numbered=True),
        Facts((("Naam", "woord"), ("Wet", "woord"))),
        Grid(("Kop", "Kop"), ROWS, (0.5, 0.5)),
        Together((Words("woord"), Words("woord"))),
        Heading("Onderkopje", 3),
    ],
    ids=["words", "quote", "list", "numbered", "facts", "table", "together", "heading"],
)
def test_a_heading_is_never_the_last_of_a_page_whatever_comes_behind_it(tmp_path: Path, after: Block) -> None:
    for page in pages(tmp_path, Heading("Kopje"), after, Words("woord")):
        if "Kopje" in page:
            assert "woord" in page.split("Kopje")[1]


def test_what_is_kept_together_leaves_no_page_half_empty() -> None:
    """It stands on the page that has room for it, also right behind a heading."""
    kept = Together((Words("eerste"), Words("laatste")))
    blocks = (Title("T", "t"), Heading("Kopje"), kept)
    assert printed(Paper(HEAD, "T", "nl", blocks)).pages == 1


@pytest.mark.parametrize(
    "kept",
    [
        "€ 1,00",
        "12 maart",
        "1 May",
        "art. 2.3.5",
        "p. 3",
        "May 2027",
        "artikel 2.3",
        "lid 4",
        "9501 AB",
        "§ 2",
        "artikelen 3:45",
    ],
)
def test_a_line_never_ends_inside(tmp_path: Path, kept: str) -> None:
    """Tried with the end of the line at every place of it, in running text, a list and a table; in the twin too."""
    assert unbroken(kept) == kept.replace(" ", NO_BREAK)
    texts = ["i" * n + " " + kept + " en verder" for n in range(150, 200)]
    blocks: tuple[Block, ...] = (
        *map(Words, texts),
        items(*texts),
        Grid(("a", "b"), tuple((t, t) for t in texts[:20]), (0.5, 0.5)),
    )
    paper = Paper(HEAD, "T", "nl", (Title("T", "t"), *blocks))
    file = tmp_path / "paper.pdf"
    file.write_bytes(printed(paper).content)
    told = subprocess.run(["pdftotext", "-layout", str(file), "-"], capture_output=True, text=True, check=True).stdout
    lines = [line.strip() for line in told.replace(NO_BREAK, " ").splitlines()]
    head = kept.split(" ", maxsplit=1)[0]
    assert sum(kept in line for line in lines) > len(texts)
    assert not any(line.endswith(f" {head}") or line == head for line in lines)
    assert unbroken(kept) in html(paper)


@pytest.mark.parametrize("text", ["5 mensen", "12 maartse", "kaart. 3", "stap. 4 maal", "12  maart", "2026 en"])
def test_other_spaces_stay_as_they_are(text: str) -> None:
    assert unbroken(text) == text
