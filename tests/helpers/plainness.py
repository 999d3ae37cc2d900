"""How hard a Dutch text is to read: length of sentences and words, and forms that a reader stumbles over."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from desktop.reports.content import Block, Items, Look, Paper, Together, Words

MOST_WORDS = 25
"""In one sentence."""

MOST_ON_AVERAGE = 15.0
"""Words in the sentences of a paper."""

EASIEST = 60.0
"""A text for everyone reads at least this well (Douma, De leesbaarheid van landbouwbladen, 1960)."""

JARGON = (
    "derhalve", "teneinde", "middels", "inzake", "aangaande", "dienaangaande", "voornoemd", "voormeld", "conform",
    "betreffende", "ingevolge", "uit hoofde van", "te allen tijde", "alsmede", "tevens", "casus", "zelfregie",
    "participatie", "problematiek", "traject ", "geïndiceerd", "zelfredzaamheid", "leefdomein", "voorliggend",
)  # fmt: skip
"""Words of the office that no resident uses."""

_VOWELS = re.compile(r"[aeiouyáéíóúàèäëïöü]+", re.IGNORECASE)
_DONE = r"(?:ge|be|ver|ont)\w{3,}(?:[td]|en)"
_PASSIVE = re.compile(
    rf"\b(?:wordt|worden|werd|werden)\b(?:[^\w,.;:]+\w+){{0,6}}?[^\w,.;:]+{_DONE}\b|\b{_DONE} (?:wordt|worden)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Plainness:
    """What was counted in a text."""

    sentences: tuple[str, ...]
    words: int
    syllables: int

    @property
    def average(self) -> float:
        """Words a sentence."""
        return self.words / max(1, len(self.sentences))

    @property
    def ease(self) -> float:
        """Flesch's measure as Douma made it for Dutch: 0 is hard, 100 is easy."""
        return 206.84 - 0.93 * self.average - 77 * self.syllables / max(1, self.words)

    @property
    def too_long(self) -> list[str]:
        """Sentences of more than `MOST_WORDS`."""
        return [one for one in self.sentences if len(_words(one)) > MOST_WORDS]

    @property
    def passive(self) -> list[str]:
        """Sentences that do not say who does it."""
        return [one for one in self.sentences if _PASSIVE.search(one)]

    @property
    def jargon(self) -> list[str]:
        """Sentences with a word of the office."""
        return [one for one in self.sentences if any(word in f"{one.casefold()} " for word in JARGON)]


def measured(paper: Paper) -> Plainness:
    """The running text of a paper: not its tables, and not someone's own words."""
    return of_text("\n".join(_running(paper.blocks)))


def of_text(text: str) -> Plainness:
    """Any text; a line break ends a sentence."""
    sentences = tuple(_sentences(text))
    words = [word for one in sentences for word in _words(one)]
    return Plainness(sentences, len(words), sum(max(1, len(_VOWELS.findall(word))) for word in words))


def _running(blocks: tuple[Block, ...]) -> Iterator[str]:
    for block in blocks:
        if isinstance(block, Together):
            yield from _running(block.blocks)
        elif isinstance(block, Words) and block.look is not Look.QUOTE:
            yield block.text
        elif isinstance(block, Items):
            yield from (item.text for item in block.items)


def _sentences(text: str) -> list[str]:
    parts = re.split(r"(?<=[.?!:])\s+(?=[A-ZÀ-Þ“])|\n+", text)
    return [part for part in parts if len(_words(part)) > 2]


def _words(sentence: str) -> list[str]:
    return re.findall(r"[^\W\d_]+(?:['’-][^\W\d_]+)*", sentence)
