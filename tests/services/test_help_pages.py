"""The pages of help: complete, in both languages, leading somewhere, and naming only what the program has."""

import re
from functools import cache
from pathlib import Path

import pytest

from desktop.language import LANGUAGES, speaking
from desktop.language.catalogue import catalogue
from desktop.language.places import resource
from desktop.services.help_pages import CHAPTERS, MANUAL, PROMPTS, HelpPages, page_text
from desktop.services.regions import show_region

PAGES = tuple(page for chapter in CHAPTERS for page in chapter.pages)
FILES = tuple(path for language in LANGUAGES for path in sorted(resource("help", language).glob("*.md")))
_LEADS = {
    "nl": "[Kk]ies|[Dd]ruk op|[Mm]et|[Bb]ij|[Oo]nder|[Oo]p het scherm|[Nn]aar|[Vv]anuit|dan",
    "en": "[Cc]hooses?|[Pp]ress|[Ww]ith|[Uu]nder|[Oo]n the screen|[Ff]rom|then",
}
NAMED = {language: re.compile(rf"(?:\b(?:{leads})|\*,) (\*\*?)([^*]+)\1(?!\*)") for language, leads in _LEADS.items()}
"""What stands in bold or italics behind a word that leads to a button or a screen."""

LONGEST = 25
"""Words in a sentence: the most that is still language level B1."""

KEYS = re.compile(r"(Ctrl|Shift|Enter|Esc|Tab|F\d|pijl|spatiebalk)")
"""Keys are no names of ours."""


@pytest.fixture
def pages() -> HelpPages:
    return HelpPages(show_region("oldambt-stadskanaal"))


def test_every_page_stands_in_the_contents_once() -> None:
    files = {path.stem for path in FILES}
    assert sorted(PAGES) == sorted({*files, PROMPTS})


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_page_is_there_in_both_languages(pages: HelpPages, language: str) -> None:
    translated = {path.stem for path in FILES if path.parent.name == language} | {PROMPTS}
    assert [page for page in PAGES if page not in translated] == []
    with speaking(language):
        assert [page for page in PAGES if not pages.text(page).startswith("# ")] == []


def _name_of(path: Path) -> str:
    return f"{path.parent.name}-{path.stem}"


@pytest.mark.parametrize("path", FILES, ids=_name_of)
def test_every_link_and_picture_leads_somewhere(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    for link in re.findall(r"\]\(([^)]+)\)", text):
        leads = (path.parent / link).resolve()
        assert leads.exists() or leads.stem in PAGES, link


@pytest.mark.parametrize("path", FILES, ids=_name_of)
def test_a_page_calls_buttons_and_screens_as_the_program_does(path: Path) -> None:
    language, text = path.parent.name, path.read_text(encoding="utf-8")
    named = [name for _mark, name in NAMED[language].findall(text) if not KEYS.match(name)]
    assert [name for name in named if _plain(name) not in _shown(language)] == []


@pytest.mark.parametrize("path", [path for path in FILES if path.parent.name == "nl"], ids=_name_of)
def test_no_dutch_sentence_is_longer_than_one_reads_in_one_breath(path: Path) -> None:
    text = re.sub(r"`[^`]*`|\]\([^)]*\)|^\|.*$", " ", path.read_text(encoding="utf-8"), flags=re.MULTILINE)
    sentences = re.split(r"[.?!:;](?=\s)|\n(?!  [^ -])", text)
    assert [one for one in sentences if len(one.split()) > LONGEST] == []


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("page", MANUAL)
def test_all_that_a_task_puts_in_bold_can_be_found_on_the_screen(page: str, language: str) -> None:
    with speaking(language):
        bold = re.findall(r"\*\*([^*]+)\*\*", page_text(page))
    assert [name for name in bold if _plain(name) not in _shown(language)] == []


@pytest.mark.parametrize("page", PAGES[:-3])
def test_a_page_has_as_many_parts_steps_and_pictures_in_both_languages(page: str) -> None:
    found = []
    for language in LANGUAGES:
        with speaking(language):
            text = page_text(page)
        found.append([len(re.findall(mark, text, re.MULTILINE)) for mark in ("^#", r"^ *\d+\. ", r"^!\[")])
    assert found[0] == found[1]


@cache
def _shown(language: str) -> frozenset[str]:
    """What the program shows in a language: names, and everything else."""
    dutch = catalogue("nl")
    return frozenset(map(_plain, dutch.values() if language == "nl" else dutch))


def _plain(text: str) -> str:
    return text.replace("&", "").removesuffix("…").strip().casefold()


def test_every_word_of_a_search_must_be_there_and_a_heading_counts_most(pages: HelpPages) -> None:
    found = pages.find("kopie terugzetten")
    assert found[0].section.heading == "Kopie terugzetten"
    assert found[0].section.page == "manual-open"
    assert {"administrator", "settings", "central"} <= {one.section.page for one in found}
    assert pages.find("kopie zonnebloemolie") == []
    assert pages.find("  ") == []


def test_a_search_does_not_mind_capitals_and_accents(pages: HelpPages) -> None:
    assert pages.find("CLIENTENSTOP") == pages.find("cliëntenstop")
    found = pages.find("clientenstop")[0]
    assert "cliëntenstop" in found.around.casefold()
    assert "*" not in found.around


def test_a_prompt_is_found_by_its_code_and_by_its_words(pages: HelpPages) -> None:
    assert pages.find("returned-soon")[0].section.page == PROMPTS
    assert pages.find("hulpvraag kwam snel terug")[0].section.page == PROMPTS


def test_who_works_in_english_searches_the_english_pages(pages: HelpPages) -> None:
    assert pages.find("keukentafel")
    with speaking("en"):
        assert pages.find("kitchen table")
        assert page_text("today").startswith("# Today")


def test_a_page_is_called_in_the_language_in_force(pages: HelpPages) -> None:
    assert pages.title("manual-case") == "Een dossier openen"
    with speaking("en"):
        assert pages.title("manual-case") == "Opening a case"
        assert pages.title("privacy") == "For the privacy officer"
        assert pages.title(PROMPTS) == "What Naober asks, and why"
