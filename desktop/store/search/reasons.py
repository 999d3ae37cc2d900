"""Why an entry was found, in words; the strongest reason first.

The texts a reason can name are prepared when the entry is indexed, so that telling why costs a search next to nothing.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from desktop.language import N_, _
from desktop.rules.standing import Match
from desktop.store.search.matching import Segment, products_of
from desktop.store.search.texts import Text, TextReader
from desktop.store.search.words import Lexicon, stem

_MOST = 4

_PLACES: tuple[tuple[str, str], ...] = (
    ("name", N_("in the name")),
    ("themes", N_("theme: {word}")),
    ("specialisms", N_("specialism: {word}")),
    ("products", N_("offers: {word}")),
    ("target_groups", N_("for: {word}")),
    ("organisation", N_("organisation: {word}")),
    ("place", N_("place: {word}")),
    ("municipalities", N_("municipality: {word}")),
)
_FIELDS = tuple((at, name) for at, (name, _said) in enumerate(_PLACES) if at)
"""All but the name."""
_OFFERS = [name for name, _said in _PLACES].index("products")
_SAME = N_("means the same: {word}")
_ELSEWHERE = N_("in the description")


class Told(NamedTuple):
    """A text that can be the reason.

    Attributes:
        place: Which of the fields it stands in, as a number.
        text: As written.
        words: Its words, folded, each with a space before it.
        roots: Stems of its words and of their parts, and its meanings, each between spaces.
    """

    place: int
    text: str
    words: str
    roots: str


def prepare(entry: Mapping[str, Any], name: Text, texts: TextReader) -> str:
    """The texts of an entry that can be the reason, the strongest field first: `Told`s as a list in JSON."""
    told = [f"[0,{name.told}]"]
    for at, field in _FIELDS:
        value = entry.get(field)
        if value and isinstance(value, str):
            told.append(f"[{at},{texts.read(value).told}]")
        elif value:
            told += [f"[{at},{texts.read(text).told}]" for text in value if text]
    return f"[{','.join(told)}]"


class Reason(NamedTuple):
    """Why a part of the question is answered by an entry.

    Attributes:
        match: In what it was found.
        text: In words of the language in force.
    """

    match: Match
    text: str


class LookedFor(NamedTuple):
    """A part of the question as it is looked for in `Told`.

    Attributes:
        words: How its words begin, and their stems, in the forms of `Told`.
        meanings: What it means, in the form of `Told.roots`.
        products: What the region calls so, in the form of `Told.text`.
    """

    words: tuple[tuple[str, str], ...]
    meanings: tuple[str, ...]
    products: tuple[str, ...] = ()


def looked_for(segment: Segment, lexicon: Lexicon) -> LookedFor:
    """Prepared once for all hits."""
    products = tuple(product.replace("-", " ") for product in products_of(segment, lexicon))
    words = tuple((f" {word}", f" {stem(word)} ") for word in segment.instead or segment.words)
    return LookedFor(words, tuple(f" ={meaning} " for meaning in segment.meanings), products)


def reasons(told: Sequence[Told], wanted: Sequence[LookedFor]) -> tuple[Reason, ...]:
    """A reason for every part of the question, in its order."""
    return tuple(_reason(told, part) for part in wanted)


def in_words(found: Sequence[Reason]) -> tuple[str, ...]:
    """The reasons without doubles, as many as one can take in."""
    return tuple(dict.fromkeys(reason.text for reason in found))[:_MOST]


def name_share(told: Sequence[Told], wanted: Sequence[LookedFor]) -> float:
    """Which part of the words of the name was asked, 0 to 1."""
    if not told or told[0][0] != 0:
        return 0.0
    said = told[0][2]
    asked = sum(said.count(begun) for part in wanted for begun, _root in part.words)
    return min(1.0, asked / said.count(" ")) if asked else 0.0


def _reason(told: Sequence[Told], part: LookedFor) -> Reason:
    words = part.words
    for place, text, said, roots in told:
        for begun, root in words:
            if begun in said or root in roots:
                match = Match.LABEL if place else Match.NAME if begun in said else Match.NAME_RELATED
                return Reason(match, _(_PLACES[place][1], word=text))
    return _meant(told, part) or Reason(Match.DESCRIPTION, _(_ELSEWHERE))


def _meant(told: Sequence[Told], part: LookedFor) -> Reason | None:
    """What the entry says in other words."""
    for product in part.products:
        if any(place == _OFFERS and text == product for place, text, _said, _roots in told):
            return Reason(Match.LABEL, _(_PLACES[_OFFERS][1], word=product))
    for meaning in part.meanings:
        for _place, text, _said, roots in told:
            if meaning in roots:
                return Reason(Match.SAME_MEANING, _(_SAME, word=text))
    return None
