"""What a voice that reads a paper aloud is told about the language of each word."""

from __future__ import annotations

import io
import re
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Object

from desktop.language import speaking
from desktop.language.kept import in_dutch
from desktop.reports.content import Block, Grid, Heading, Item, Items, Look, Paper, Title, Words
from desktop.reports.html_page import html
from desktop.reports.page import printed
from tests.helpers.filled_papers import HEAD, papers
from tests.helpers.tagged import faults

KINDS = tuple(papers())


def spoken_in(content: bytes) -> list[tuple[str, str]]:
    """Kind and language of every element that names one, in reading order."""

    def walk(element: Object) -> Iterator[tuple[str, str]]:
        if "/Lang" in element:
            yield str(element.S), str(element.Lang)
        for kid in element.K if isinstance(element.K, Array) else [element.K]:
            if isinstance(kid, Dictionary) and "/S" in kid:
                yield from walk(kid)

    with pikepdf.open(io.BytesIO(content)) as pdf:
        return list(walk(pdf.Root.StructTreeRoot.K[0]))


def aloud(content: bytes, tmp_path: Path) -> str:
    file = tmp_path / "paper.pdf"
    file.write_bytes(content)
    return subprocess.run(["pdfinfo", "-struct-text", str(file)], capture_output=True, text=True, check=True).stdout


def english(*blocks: Block) -> Paper:
    return Paper(HEAD, "T", "en", (Title("T", "t"), *blocks))


def dutch(text: str) -> str:
    with speaking("en"):
        return in_dutch(text)


@pytest.mark.parametrize("kind", KINDS)
def test_a_dutch_paper_is_dutch_throughout(kind: str) -> None:
    assert spoken_in(printed(papers()[kind]).content) == []
    assert html(papers()[kind]).count("lang=") == 1


@pytest.mark.parametrize("kind", KINDS)
def test_an_english_paper_says_which_words_are_dutch(kind: str) -> None:
    found = spoken_in(printed(papers("en")[kind]).content)
    assert found
    assert {language for _kind, language in found} == {"nl"}
    assert 'lang="nl"' in html(papers("en")[kind])


DUTCH_WORDS = (
    "Ik kan mijn man niet meer alleen laten.", "Naar het koor.", "Een fijne buurt.", "Het huis is schoon.",
    "Ik durf niet weg.", "dochter", "boodschappen", "U kookt zelf.", "Odensehuis De Brug", "Dagbesteding",
    "Ik ga op donderdag naar het koor.", "Uw man gaat graag.", "U meldt uw man deze week aan.", "wondzorg",
)  # fmt: skip


def test_whatever_was_typed_and_every_name_of_the_profile_is_dutch_on_the_english_plan() -> None:
    page = html(papers("en")["support-plan"])
    kept = re.findall(r'<span lang="nl">(.*?)</span>', page) + re.findall(
        r'<blockquote lang="nl"><p>“(.*?)”</p></blockquote>', page
    )
    assert set(DUTCH_WORDS) <= set(kept)
    english_words = re.sub(r'<span lang="nl">.*?</span>|<blockquote lang="nl">.*?</blockquote>', "", page)
    assert not [words for words in DUTCH_WORDS if words in english_words]


def test_a_whole_paragraph_names_its_language_itself_and_a_word_gets_a_span(tmp_path: Path) -> None:
    blocks = (
        Heading(dutch("Wonen")),
        Words(dutch("Ik slaap.\nIk eet."), Look.QUOTE),
        Words(f"You get {dutch('Dagbesteding')} now."),
        Items((Item(f": {dutch('post')}", "Anneke"), Item(dutch("koken")))),
        Grid(("What",), ((dutch("Oma past op."),),), (1.0,)),
    )
    content = printed(english(*blocks)).content
    kinds = [kind for kind, _language in spoken_in(content)]
    assert kinds == ["/H2", "/P", "/P", "/Span", "/Span", "/LBody", "/TD"]
    assert faults(content) == []
    told = re.sub(r'"\s*(?:Span \(inline\)\s*)?"', "", aloud(content, tmp_path))
    assert "You get Dagbesteding now." in told


def test_the_marks_move_no_letter(tmp_path: Path) -> None:
    """Over ends of lines, at the beginning and the end of a paragraph, and where one runs on to a next page."""

    def words(*, mark: bool) -> str:
        kept = dutch if mark else str
        texts = [
            f"{kept('Individuele begeleiding')} {'and so on ' * n}{kept('dagbesteding in een groep ' * n)}again {n}"
            for n in range(1, 30)
        ]
        content = printed(english(*map(Words, texts))).content
        assert faults(content) == []
        file = tmp_path / "paper.pdf"
        file.write_bytes(content)
        return subprocess.run(["pdftotext", "-bbox", str(file), "-"], capture_output=True, text=True, check=True).stdout

    def places(told: str) -> tuple[list[str], list[float]]:
        found = re.findall(r'xMin="([\d.]+)" yMin="([\d.]+)".*?>(.*?)</word>', told.replace("\xad", "-"))
        return [word for *_at, word in found], [float(one) for *at, _word in found for one in at]

    marked, plain = places(words(mark=True)), places(words(mark=False))
    assert marked[0] == plain[0]
    # In points: a line whose spaces were squeezed to fit is no longer squeezed behind a mark.
    assert marked[1] == pytest.approx(plain[1], abs=2)
