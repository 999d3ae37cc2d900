"""All papers: what they say, how they are built, and that whatever is typed can be printed and read aloud.

The golden files are written anew with ``NAOBER_GOLDEN=write``; what changed in them is then read before it is kept.
"""

from __future__ import annotations

import dataclasses
import os
import re
import subprocess
from datetime import date
from html.parser import HTMLParser
from pathlib import Path

import pytest
from typing_extensions import override

from desktop.language import LANGUAGES
from desktop.models.kinds import AlternativeKind, Law, Provision
from desktop.models.papers import PaperAlternative, PaperGoal, PaperHead, PaperResident
from desktop.reports.content import Block, Grid, Heading, Look, Paper, Title, Words
from desktop.reports.decision import decision
from desktop.reports.evaluation import evaluation
from desktop.reports.html_page import html
from desktop.reports.page import printed
from desktop.reports.support_plan import support_plan
from tests.helpers.filled_papers import DAY, DECISION, EVALUATION, HEAD, HELP, PLAN, papers
from tests.helpers.tagged import faults, fonts, outline

GOLDEN = Path(__file__).parents[1] / "golden"
KINDS = tuple(papers())
ALL = [(kind, language) for kind in KINDS for language in LANGUAGES]
ODD = "Jan <b>& Piet</b> &amp; 😀 Ŋĳſ ẞ \x00\x0b\u200d\ufe0f İ Ț"


def run(*command: str) -> str:
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout


def read_aloud(pdf: bytes, tmp_path: Path) -> str:
    """Structure and text as poppler finds them in the tree."""
    file = tmp_path / "paper.pdf"
    file.write_bytes(pdf)
    return run("pdfinfo", "-struct-text", str(file))


@pytest.mark.parametrize(("kind", "language"), ALL)
def test_each_paper_says_and_is_built_as_it_was_meant(kind: str, language: str, tmp_path: Path) -> None:
    told = read_aloud(printed(papers(language)[kind]).content, tmp_path)
    file = GOLDEN / f"{kind}.{language}.txt"
    if os.environ.get("NAOBER_GOLDEN") == "write":
        file.write_text(told, encoding="utf-8")
    assert told == file.read_text(encoding="utf-8")


@pytest.mark.parametrize(("kind", "language"), ALL)
def test_everything_drawn_is_marked_and_all_fonts_are_embedded(kind: str, language: str, tmp_path: Path) -> None:
    paper = papers(language)[kind]
    draft = dataclasses.replace(paper, head=dataclasses.replace(paper.head, concept=True, unsynced=2))
    for one in (paper, draft):
        made = printed(one)
        assert faults(made.content) == []
        assert set(fonts(made.content).values()) == {True}
        file = tmp_path / "checked.pdf"
        file.write_bytes(made.content)
        assert "No syntax or stream encoding errors" in run("qpdf", "--check", str(file))
        assert re.search(r"Tagged:\s+yes", run("pdfinfo", str(file)))
        assert re.search(rf"Pages:\s+{made.pages}\n", run("pdfinfo", str(file)))


@pytest.mark.parametrize("kind", KINDS)
def test_a_paper_gives_the_same_bytes_twice(kind: str) -> None:
    assert printed(papers()[kind]) == printed(papers()[kind])


def test_a_mark_that_is_not_in_the_tree_would_be_found() -> None:
    content = printed(papers()["map-page"]).content
    assert faults(content) == []
    # The same length, so that nothing else in the file moves.
    assert faults(content.replace(b"/DisplayDocTitle true", b"/DisplayDocTitlx true")) != []


def odd_papers() -> list[Paper]:
    """Without a first name or an address, with a name of 200 characters, 40 goals, marks and smileys."""
    head = PaperHead(ODD, ODD, DAY, ODD, concept=True, unsynced=1)
    long = PaperResident("van der " + "Wiebrechts" * 19 + "XX", None)
    goals = tuple(PaperGoal(f"{n} {ODD} " + "woord " * 20) for n in range(40))
    found = tuple(PaperAlternative(kind, ODD + "\n" + "woord " * 60, sufficient=False) for kind in AlternativeKind)
    odd_help = dataclasses.replace(HELP, product=ODD, result=ODD, provider="X" * 200, limited_choice=ODD)
    return [
        support_plan(
            dataclasses.replace(
                PLAN, head=head, resident=long, goals=goals, alternatives=found * 3, question=ODD * 40, help=(odd_help,)
            )
        ),
        decision(
            dataclasses.replace(
                DECISION,
                head=head,
                resident=long,
                goals=goals,
                help=odd_help,
                alternatives=found * 3,
                motivation=ODD * 40,
            )
        ),
        evaluation(
            dataclasses.replace(EVALUATION, head=head, resident=long, goals=goals, help=odd_help, effect=ODD * 40)
        ),
    ]


@pytest.mark.parametrize("number", range(3))
def test_whatever_is_typed_is_printed_and_marked(number: int) -> None:
    paper = odd_papers()[number]
    made = printed(paper)
    assert faults(made.content) == []
    assert set(fonts(made.content).values()) == {True}
    assert made.pages > 1
    page = html(paper)
    assert "<b>&" not in page
    assert "&lt;b&gt;&amp; Piet" in page
    assert "😀" in page
    assert "\x00" not in page


def test_forty_goals_all_stand_there_and_a_sign_stands_for_a_smiley(tmp_path: Path) -> None:
    told = read_aloud(printed(odd_papers()[0]).content, tmp_path)
    assert all(f'"{n}."' in told for n in range(1, 41))
    assert "Jan <b>& Piet</b> &amp; ◊ Ŋ" in told
    assert "😀" not in told


def test_the_head_of_a_table_comes_back_on_the_next_page_and_is_read_once(tmp_path: Path) -> None:
    rows = tuple((f"rij {n}", "woord " * 30) for n in range(30))
    paper = Paper(HEAD, "Tabel", "nl", (Title("Tabel", "lang"), Grid(("Linkerkop", "Rechterkop"), rows, (0.4, 0.6))))
    made = printed(paper)
    assert made.pages > 1
    told = read_aloud(made.content, tmp_path)
    assert told.count("Linkerkop") == 1
    for page in range(1, made.pages + 1):
        assert "Linkerkop" in run("pdftotext", "-f", str(page), "-l", str(page), str(tmp_path / "paper.pdf"), "-")
    assert [line.strip() for line in outline(made.content)].count("TH") == 2
    assert faults(made.content) == []


def test_no_line_of_a_paragraph_stands_alone_on_a_page(tmp_path: Path) -> None:
    """Neither the first nor the last: tried with the break at every height."""
    for lines in range(40):
        filler = tuple(Words(f"vulling {n}") for n in range(lines))
        last = Words(" ".join(f"woord{n}" for n in range(60)))
        made = printed(Paper(HEAD, "T", "nl", (Title("T", "t"), *filler, last)))
        file = tmp_path / "paper.pdf"
        file.write_bytes(made.content)
        for page in range(1, made.pages + 1):
            text = run("pdftotext", "-layout", "-f", str(page), "-l", str(page), str(file), "-")
            assert sum("woord" in line for line in text.splitlines()) != 1


def test_a_heading_is_never_the_last_of_a_page(tmp_path: Path) -> None:
    for lines in range(25, 40):
        filler = tuple(Words(f"vulling {n}") for n in range(lines))
        blocks: tuple[Block, ...] = (Title("T", "t"), *filler, Heading("Kopje"), Words("woord " * 60))
        file = tmp_path / "paper.pdf"
        file.write_bytes(printed(Paper(HEAD, "T", "nl", blocks)).content)
        text = run("pdftotext", "-layout", str(file), "-")
        assert "woord" in next(page for page in text.split("\f") if "Kopje" in page)


def test_dutch_words_are_divided_as_dutch_and_sought_as_one(tmp_path: Path) -> None:
    words = " ".join(["mantelzorgondersteuningsvoorzieningen"] * 12)
    blocks = (Title("T", "t"), Words(words), Words("rustig verder lezen " * 30, Look.SMALL))
    told = read_aloud(printed(Paper(HEAD, "T", "nl", blocks)).content, tmp_path)
    assert told.replace("\xad", "").count("mantelzorgondersteuningsvoorzieningen") == 12
    seen = run("pdftotext", "-layout", str(tmp_path / "paper.pdf"), "-")
    ends = [line[:-1].split()[-1] for line in seen.splitlines() if line.endswith("\xad")]
    assert ends
    good = {"mantelzorg", "mantelzorgonder", "mantelzorgondersteunings", "mantelzorgondersteuningsvoor", "mantel"}
    good |= {"mantelzorgondersteu", "man", "mantelzorgon", "mantelzorgondersteuningsvoorzie"}
    assert set(ends) <= good
    assert "lezen rustig" in told
    assert "lezenrustig" not in told


class _Well(HTMLParser):
    """Counts open elements."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.heads: list[str] = []

    @override
    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in {"meta", "br", "img"}:
            self.open.append(tag)
        if tag in {"h1", "h2", "h3"}:
            self.heads.append(tag.upper())

    @override
    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


@pytest.mark.parametrize(("kind", "language"), ALL)
def test_the_twin_for_the_screen_has_the_same_headings_and_the_same_words(kind: str, language: str) -> None:
    paper = papers(language)[kind]
    page, reader = html(paper), _Well()
    reader.feed(page)
    assert reader.open == []
    assert f'<html lang="{language}">' in page
    tags = [line.strip() for line in outline(printed(paper).content)]
    assert reader.heads == [tag for tag in tags if tag in {"H1", "H2", "H3"}]
    assert not re.search(r'(src|href)="(?!data:)', page)


def words_of(paper: Paper) -> str:
    return re.sub(r"<[^>]+>", " ", html(paper))


def test_a_draft_decision_says_that_it_gives_no_rights() -> None:
    draft = dataclasses.replace(DECISION, head=dataclasses.replace(HEAD, concept=True), announced_on=None)
    draft = dataclasses.replace(draft, objection_until=None, decided_on=None, motivation="", number="")
    said = words_of(decision(draft))
    assert "U kunt er nog geen rechten aan ontlenen" in said
    assert "De reden van dit besluit staat hier nog niet." in said
    assert "binnen 6 weken. Deze termijn begint op de dag na de dag waarop" in said
    assert "geen rechten" not in words_of(decision(DECISION))


def test_a_refusal_tells_no_amount_and_no_price_but_how_to_object() -> None:
    said = words_of(decision(dataclasses.replace(DECISION, granted=False)))
    assert "U krijgt deze hulp niet: Dagbesteding." in said
    assert "bezwaar" in said
    for part in ("dagdelen", "Wat u zelf betaalt", "Als er iets verandert"):
        assert part not in said


def test_youth_help_costs_nothing_and_a_budget_is_explained() -> None:
    budget = dataclasses.replace(HELP, provision=Provision.PGB)
    youth = dataclasses.replace(DECISION, law=Law.JEUGDWET, contribution=None, help=budget, pgb_reason="Oma past op.")
    said = words_of(decision(youth))
    for part in (
        "betaalt u geen eigen bijdrage",
        "persoonsgebonden budget (pgb)",
        "Oma past op.",
        "verordening jeugdhulp",
    ):
        assert part in said


@pytest.mark.parametrize(
    ("born", "to", "dear"),
    [
        (date(2014, 11, 24), "Ouder(s) of verzorger(s) van S. Dekker", "Beste ouder(s) of verzorger(s) van S. Dekker,"),
        (
            date(2014, 11, 23),
            "S. Dekker en ouder(s) of verzorger(s)",
            "Beste S. Dekker, beste ouder(s) of verzorger(s),",
        ),
        (date(2010, 11, 23), "S. Dekker", "Beste S. Dekker,"),
        (None, "S. Dekker", "Beste S. Dekker,"),
    ],
)
def test_a_paper_about_a_child_goes_to_who_may_decide_for_the_child(born: date | None, to: str, dear: str) -> None:
    """Under twelve the parents, under sixteen both, as with consent: a child objects to nothing and signs nothing."""
    child = PaperResident("S. Dekker", born, ("Kerkstraat 3",))
    letter = " ".join(words_of(decision(dataclasses.replace(DECISION, resident=child))).split())
    assert f"{to} Kerkstraat 3" in letter
    assert dear in letter
    signed = (
        support_plan(dataclasses.replace(PLAN, resident=child)),
        evaluation(dataclasses.replace(EVALUATION, resident=child)),
    )
    assert all(f"{to} Datum en handtekening" in " ".join(words_of(paper).split()) for paper in signed)


def test_an_evaluation_that_is_not_held_is_a_form_to_write_on() -> None:
    planned = dataclasses.replace(
        EVALUATION, held_on=None, effect="", delivered="", delivered_volume=None, satisfaction=None, downscaling="",
        next=None, next_step="", next_on=None, due_on=date(2027, 6, 1),
    )  # fmt: skip
    page = html(evaluation(planned))
    assert page.count('class="write"') == 3 * 3 + 1 + 2
    assert "Uiterlijk op" in page
    assert "deels bereikt" not in page
    assert faults(printed(evaluation(planned)).content) == []
