"""Dutch names as they are compared: without legal forms and small words, and as they sound.

There is no kept library for how Dutch sounds, so this is a small list of our own. It need not be right about speech:
two spellings that people mix up must become one, and names that differ must stay apart.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

LEGAL_FORMS = frozenset(
    [
        "stichting",
        "sticht",
        "st",
        "vereniging",
        "ver",
        "bv",
        "nv",
        "vof",
        "cv",
        "cooperatie",
        "cooperatief",
        "coop",
        "ua",
        "ba",
        "wa",
        "maatschap",
        "mts",
        "holding",
        "eenmanszaak",
        "inc",
        "ltd",
        "gmbh",
    ]
)
"""Legal forms and their abbreviations, folded: who publishes a name puts them before, behind, or leaves them out."""

SMALL_WORDS = frozenset(
    [
        "de",
        "het",
        "een",
        "t",
        "s",
        "n",
        "en",
        "of",
        "van",
        "der",
        "den",
        "ter",
        "ten",
        "te",
        "in",
        "op",
        "aan",
        "bij",
        "voor",
        "door",
        "met",
        "uit",
        "the",
        "and",
    ]
)
"""Words by which no name is told apart."""

_SPELT_OUT = re.compile(r"\b(?:[a-z]\.){2,}")
_TOKEN = re.compile(r"[^\W_]+")

_SOUNDS = tuple(
    (re.compile(pattern), sound)
    for pattern, sound in (
        (r"sch$", "s"),  # Bosch is Bos
        (r"ph", "f"),
        (r"th", "t"),
        (r"gh|ch", "g"),  # Ghijsen, Lichtpunt
        (r"ck", "k"),
        (r"c(?=[eiy])", "s"),  # Centrum
        (r"qu|kw", "kw"),
        (r"c|q", "k"),  # Cultuur
        (r"x", "ks"),
        (r"eij|ij|ei|ey|y", "y"),  # Meijer, Meier, Meyer
        (r"ouw|auw|ou|au", "u"),  # Bouwman, Bauman
        (r"ae", "a"),  # Aerts
        (r"ie", "i"),
        (r"z", "s"),  # Zorg said soft
        (r"v", "f"),
        (r"dt$|d$", "t"),  # Brandt, Brand
        (r"b$", "p"),
        (r"(.)\1+", r"\1"),  # Janssen, Vermeer
    )
)
"""Spellings in the order in which they are read, each with the sound that stands for all of them."""


def fold(text: str) -> str:
    """Small letters without diacritics; the one letter ĳ becomes two."""
    if text.isascii():
        return text.lower()
    parts = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text).casefold())
    return "".join(c for c in parts if not unicodedata.combining(c))


@lru_cache(maxsize=20_000)
def name_words(name: str) -> tuple[str, ...]:
    """The words a name is told apart by, folded, in the order they stand; y is written ij.

    "Stichting Het Kruijspunt, B.V." gives ``kruijspunt``. A name of nothing but forms and small words keeps them all.
    """
    plain = fold(name).replace("&", " en ").replace("+", " en ")
    if "." in plain:
        plain = _SPELT_OUT.sub(lambda found: found[0].replace(".", "") + " ", plain)
    words = [word.replace("y", "ij") for word in _TOKEN.findall(plain)]
    kept = tuple(word for word in words if word not in LEGAL_FORMS and word not in SMALL_WORDS)
    return kept or tuple(words)


@lru_cache(maxsize=50_000)
def sound(word: str) -> str:
    """How a folded word sounds, roughly: Meijer, Meier and Meyer are one, and so are Janssen and Jansen.

    A word with a figure in it only sounds like itself: Wijkteam 11 is not Wijkteam 1.
    """
    if not word.isalpha() and any(map(str.isdigit, word)):
        return word
    for pattern, replaced in _SOUNDS:
        word = pattern.sub(replaced, word)
    return word
