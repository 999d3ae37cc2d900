"""The pages of help: what there is, what stands on them, and where a word stands. They ship with the program."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from desktop.language import N_, spoken
from desktop.language.places import resource
from desktop.models.region import RegionProfile
from desktop.services.prompt_page import prompt_heading, prompt_page

PROMPTS = "prompts"
"""The page that is no file: it is made of the rules and the region's profile."""


START = "manual-start"
"""The page of the first run; its headings are the titles of the steps."""

OPENING = "manual-open"
"""The page of opening the store, and of what may go wrong with that."""


@dataclass(frozen=True)
class Chapter:
    """A part of the table of contents.

    Attributes:
        title: Msgid.
        pages: Names, in the order in which one needs them.
    """

    title: str
    pages: tuple[str, ...]


MANUAL = (
    "manual",
    "manual-start",
    "manual-open",
    "manual-search",
    "manual-map",
    "manual-together",
    "manual-case",
    "manual-conversation",
    "manual-indication",
    "manual-waiting",
    "manual-evaluate",
    "manual-eighteen",
    "manual-availability",
    "manual-approve",
    "manual-team",
    "manual-contracts",
    "manual-administrator",
)
"""The tasks, in the order of the first page: for everyone, consultant, team lead, contract manager, administrator."""

CHAPTERS = (
    Chapter(N_("Manual: step by step"), MANUAL),
    Chapter(N_("What Naober asks"), (PROMPTS,)),
    Chapter(
        N_("The screens"),
        (
            "today",
            "social-map",
            "entry",
            "compare",
            "entry-form",
            "review",
            "merge",
            "availability",
            "coverage",
            "cases",
            "case",
            "conversation",
            "indication",
            "waiting",
            "eighteen",
            "paper",
            "messages",
            "referrals",
            "signals",
            "contracts",
            "provider-contracts",
            "team",
            "retention",
            "dashboards",
            "sync",
            "central",
            "settings",
        ),
    ),
    Chapter(N_("For who looks after it"), ("administrator", "privacy", "accessibility")),
)
"""Every page there is. A page that is missing here cannot be found, so a test compares them with the files."""

_HEADING = re.compile(r"^(#{1,3}) +(.+?)\s*$", re.MULTILINE)
_MARKS = re.compile(r"!\[[^\]]*\]\([^)]*\)|\]\([^)]*\)|[*`\[]|^ *[->] |:?-{3,}:?|:-+:", re.MULTILINE)
_AROUND = 60
"""Letters shown before and after the word that was found."""


@dataclass(frozen=True)
class Section:
    """A piece of a page, under one heading.

    Attributes:
        page: Name of the page.
        title: The page's own title.
        heading: What stands above the piece; that of the page itself for what comes first.
        text: Without the marks of Markdown.
    """

    page: str
    title: str
    heading: str
    text: str

    @cached_property
    def folded(self) -> tuple[str, str]:
        """Headings and text as one looks for them; made once, for each key that is typed searches all of them."""
        return _folded(f"{self.title} {self.heading}"), _folded(self.text)


@dataclass(frozen=True)
class Found:
    """A place in the help where all the words stand, with what stands around the first of them."""

    section: Section
    around: str


class HelpPages:
    """All pages in the language in force, with the page of prompts as the region has set them.

    Before a store is open there is no region, and no page of prompts.
    """

    def __init__(self, profile: RegionProfile | None) -> None:
        self._profile = profile
        self._sections: dict[str, tuple[Section, ...]] = {}

    def text(self, page: str) -> str:
        """A page in Markdown; empty when there is none."""
        if page != PROMPTS:
            return page_text(page)
        return prompt_page(self._profile) if self._profile else ""

    def chapters(self) -> tuple[tuple[str, tuple[str, ...]], ...]:
        """The table of contents: the title of each part (msgid), and the names of its pages."""
        found = ((chapter.title, tuple(filter(self.text, chapter.pages))) for chapter in CHAPTERS)
        return tuple((title, pages) for title, pages in found if pages)

    def prompt(self, code: str) -> str:
        """The heading of a prompt on its page; empty for one that the region does not ask."""
        return prompt_heading(self._profile, code) if self._profile else ""

    def title(self, page: str) -> str:
        """What stands above a page; its name when there is none."""
        heading = _HEADING.search(self.text(page))
        return heading[2] if heading else page

    def find(self, typed: str) -> list[Found]:
        """Where all typed words stand: the headings first, each in the order of the contents."""
        words = _folded(typed).split()
        if not words:
            return []
        scored = [(_score(section, words), at, section) for at, section in enumerate(self._all())]
        best = sorted((one for one in scored if one[0]), key=lambda one: (-one[0], one[1]))
        return [Found(section, _around(section, words)) for _points, _at, section in best]

    def _all(self) -> Sequence[Section]:
        language = spoken()
        if language not in self._sections:
            pages = (page for _title, of_chapter in self.chapters() for page in of_chapter)
            self._sections[language] = tuple(piece for page in pages for piece in _pieces(page, self.text(page)))
        return self._sections[language]


def page_text(page: str) -> str:
    """A page that ships, in Markdown, in the language in force; empty when there is none."""
    path = resource("help", spoken(), f"{page}.md")
    return path.read_text(encoding="utf-8") if path.exists() else ""


def _pieces(page: str, text: str) -> Iterator[Section]:
    headings = list(_HEADING.finditer(text))
    ends = [*(one.start() for one in headings[1:]), len(text)]
    for heading, end in zip(headings, ends, strict=True):
        plain = " ".join(_MARKS.sub("", text[heading.end() : end]).replace("|", " ").split())
        yield Section(page, headings[0][2], heading[2], plain)


def _score(section: Section, words: Sequence[str]) -> int:
    """0 where a word is missing; a word that begins in the heading counts most, one inside another word least."""
    points = [_points(*section.folded, word) for word in words]
    return sum(points) if all(points) else 0


def _points(heading: str, text: str, word: str) -> int:
    if re.search(rf"\b{re.escape(word)}", heading):
        return 100
    if word in heading:
        return 60
    if re.search(rf"\b{re.escape(word)}", text):
        return 10
    return 5 if word in text else 0


def _around(section: Section, words: Sequence[str]) -> str:
    text, folded = section.text, section.folded[1]
    at = min((folded.find(word) for word in words if word in folded), default=0)
    begin, end = max(0, at - _AROUND), at + _AROUND
    # To the nearest space, so that no word is cut in two.
    begin = text.find(" ", begin) + 1 if begin else 0
    end = text.rfind(" ", 0, end) if end < len(text) else len(text)
    return f"{'… ' if begin else ''}{text[begin:end]}{' …' if end < len(text) else ''}"


def _folded(text: str) -> str:
    """As one looks for it: small letters without accents, letter for letter as long as the text was."""
    return "".join(unicodedata.normalize("NFD", letter)[0].lower()[:1] for letter in text)
