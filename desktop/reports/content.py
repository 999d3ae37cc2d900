"""What a paper says, apart from how it looks: the PDF and its twin for the screen are both made from this.

All texts are plain: whoever draws them escapes what their form asks for.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, auto

from desktop.models.papers import PaperHead


class Look(Enum):
    """How running text is meant."""

    TEXT = auto()
    SMALL = auto()
    """A remark: a source, a day, an explanation."""
    QUOTE = auto()
    """In someone's own words."""


@dataclass(frozen=True)
class Title:
    """The paper's title, and what or whom it is about."""

    text: str
    under: str


@dataclass(frozen=True)
class Heading:
    """A heading; level 2 is a part of the paper and becomes a bookmark, 3 stands inside a part."""

    text: str
    level: int = 2


@dataclass(frozen=True)
class Words:
    """Running text; every line break that was typed begins a new paragraph, empty lines fall away."""

    text: str
    look: Look = Look.TEXT


@dataclass(frozen=True)
class Lines:
    """Short lines close together, as of an address or under a letter."""

    parts: tuple[str, ...]


@dataclass(frozen=True)
class Item:
    """One line of a list: words that stand out, the line itself, and details on a line of their own."""

    text: str
    lead: str = ""
    below: str = ""


@dataclass(frozen=True)
class Items:
    """A list."""

    items: tuple[Item, ...]
    numbered: bool = False


@dataclass(frozen=True)
class Facts:
    """Names with their values; a pair without a value is left out."""

    pairs: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Grid:
    """A table; its head comes back on every page it runs on to.

    Attributes:
        widths: Shares of the width of the text, together 1.
    """

    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    widths: tuple[float, ...]


@dataclass(frozen=True)
class WritingLines:
    """Empty lines to write on with a pen."""

    count: int


@dataclass(frozen=True)
class Signatures:
    """Two places to sign beside each other."""

    left: str
    right: str
    day: str


@dataclass(frozen=True)
class Together:
    """Kept on one page."""

    blocks: tuple[Block, ...]


Block = Title | Heading | Words | Lines | Items | Facts | Grid | WritingLines | Signatures | Together


@dataclass(frozen=True)
class Paper:
    """A whole paper.

    Attributes:
        title: As the document's own properties name it.
        language: Code of `desktop.language.LANGUAGES` in which the blocks are written.
    """

    head: PaperHead
    title: str
    language: str
    blocks: tuple[Block, ...]


def items(*texts: str) -> Items:
    """A list of plain lines."""
    return Items(tuple(map(Item, texts)))
