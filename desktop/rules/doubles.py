"""Whether two entries of the social map are one and the same, how sure that is, and why.

The weights are ours, set so that the pairs in ``tests/rules/test_doubles.py`` fall on the right side. They only decide
what a person is shown: nothing is merged or passed over on a score alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from rapidfuzz.distance import OSA

from desktop.language import N_, _
from desktop.rules.dutch_names import fold, name_words, sound

LIKELY = 0.5
"""From this score on two entries are shown to a person as possibly the same."""

_SHARED_HOSTS = frozenset(
    [
        "facebook.com",
        "instagram.com",
        "linkedin.com",
        "google.com",
        "sites.google.com",
        "wordpress.com",
        "gmail.com",
        "hotmail.com",
        "outlook.com",
        "live.nl",
        "kpnmail.nl",
        "ziggo.nl",
        "planet.nl",
        "home.nl",
        "wixsite.com",
    ]
)
"""Hosts at which many unlike organisations have their page or post box."""

_WORD = {"alike": 0.9, "sounds": 0.97}
_TYPO_LENGTHS = (5, 9)
"""A word of so many letters may have one letter wrong, and from the second number on two."""

_CONTACT_ALONE = 0.5
"""Services of one organisation share its telephone and its house: without a like name that proves no more."""

_ELSEWHERE = 0.6
"""Of what a like name says when both tell a place, and another one: every town has its repair café."""
_OTHER_NUMBER = 0.7
"""Of what a like name says when both have a number, and another one: a foundation and its company share a name."""


class Reason(StrEnum):
    """Why two entries may be the same."""

    SAME_KVK = "same-kvk"
    SAME_AGB = "same-agb"
    SAME_NAME = "same-name"
    SAME_SOUND = "same-sound"
    ALIKE_NAME = "alike-name"
    PART_OF_NAME = "part-of-name"
    SAME_EMAIL = "same-email"
    SAME_PHONE = "same-phone"
    SAME_ADDRESS = "same-address"
    SAME_WEBSITE = "same-website"


REASONS: dict[Reason, str] = {
    Reason.SAME_KVK: N_("same number at the chamber of commerce"),
    Reason.SAME_AGB: N_("same AGB code"),
    Reason.SAME_NAME: N_("same name"),
    Reason.SAME_SOUND: N_("the name sounds the same"),
    Reason.ALIKE_NAME: N_("the name looks the same"),
    Reason.PART_OF_NAME: N_("part of the name is the same"),
    Reason.SAME_EMAIL: N_("same e-mail address"),
    Reason.SAME_PHONE: N_("same telephone number"),
    Reason.SAME_ADDRESS: N_("same address"),
    Reason.SAME_WEBSITE: N_("same website"),
}
"""Msgid by reason."""


def in_words(reasons: Iterable[Reason]) -> str:
    """Why, in the language in force."""
    return ", ".join(_(REASONS[reason]) for reason in reasons)


_EVIDENCE = {Reason.SAME_EMAIL: 0.45, Reason.SAME_PHONE: 0.4, Reason.SAME_ADDRESS: 0.3, Reason.SAME_WEBSITE: 0.25}


@dataclass(frozen=True, order=True)
class Traits:
    """By what an entry is told apart, each as published and empty when not known."""

    name: str
    kvk_number: str = ""
    agb_code: str = ""
    address: str = ""
    """Street and number."""
    postal_code: str = ""
    place: str = ""
    phone: str = ""
    email: str = ""
    url: str = ""
    organisation: str = ""
    """Who runs it. It makes no two entries alike, but tells the rows of one list apart."""


@dataclass(frozen=True)
class Likeness:
    """How far two entries look the same."""

    score: float
    """From 0, nothing alike, to 1, the same; from `LIKELY` on worth a look."""
    reasons: tuple[Reason, ...]
    """The strongest kind of evidence first."""


def compare(one: Traits, other: Traits) -> Likeness:
    """How alike two entries are, whichever of them comes first."""
    first, second = sorted((one, other))
    if first == second:
        return Likeness(1.0, _numbers(first, second) + (Reason.SAME_NAME,) + _contact(first, second)[1])
    numbers = _numbers(first, second)
    named, why = _names(name_words(first.name), name_words(second.name))
    named *= _doubt(first, second, numbers)
    reached, contact = _contact(first, second)
    proof = 1 - (0.05 if Reason.SAME_AGB in numbers else 1.0) * (0.1 if Reason.SAME_KVK in numbers else 1.0)
    if not named:
        reached = min(reached, _CONTACT_ALONE)
    score = 1 - (1 - proof) * (1 - named) * (1 - reached)
    return Likeness(round(score, 6), numbers + ((why,) if why and named else ()) + contact)


def keys(one: Traits) -> frozenset[str]:
    """Marks of which two entries that `compare` finds alike have at least one in common, bar rare typing errors.

    Who looks for doubles among many entries compares only those that share a mark; see `DoubleIndex`.
    """
    words = name_words(one.name)
    found = {*number_keys(one), *reach_keys(one), *whole_keys(one)}
    for word in words:
        found |= word_keys(sound(word))
    return frozenset(key for key in found if len(key) > 2)  # noqa: PLR2004 - more than the mark's own letter and colon


def number_keys(one: Traits) -> list[str]:
    """Marks of its numbers."""
    numbers = (("k", one.kvk_number), ("a", one.agb_code))
    return [f"{mark}:{number}" for mark, number in numbers if number]


def reach_keys(one: Traits) -> list[str]:
    """Marks of how and where it is reached."""
    ways = zip("etpw", _reached(one), strict=True)
    return [f"{mark}:{way}" for mark, way in ways if way]


def whole_keys(one: Traits) -> set[str]:
    """Marks of the whole name, however its words are joined: as it is written, and as it sounds."""
    words = name_words(one.name)
    return {f"j:{''.join(words)}", f"j:{''.join(map(sound, words))}"}


@lru_cache(maxsize=50_000)
def word_keys(said: str) -> frozenset[str]:
    """Marks of a word, given as it sounds; one with a figure in it is never taken for a typing error."""
    found = {f"n:{said}"}
    if len(said) >= _TYPO_LENGTHS[0] - 1 and not any(map(str.isdigit, said)):
        # With one letter wrong, one of the halves or the consonants are still the same.
        halves = {len(said) // 2, (len(said) + 1) // 2}
        found |= {f"b:{said[:half]}" for half in halves} | {f"f:{said[0]}{said[-half:]}" for half in halves}
        found.add(f"c:{_consonants(said)}")
    return frozenset(found)


@lru_cache(maxsize=50_000)
def phone_key(phone: str) -> str:
    """The first number of a telephone text as nine digits, without land code and nought; empty for less."""
    digits = re.sub(r"\D", "", re.split(r"[/;,]| of ", phone.replace("(0)", ""))[0])
    for start in ("0031", "31", "0"):
        if digits.startswith(start) and len(digits) - len(start) == 9:  # noqa: PLR2004 - of a Dutch number
            return digits[len(start) :]
    return digits if len(digits) >= 8 else ""  # noqa: PLR2004 - shorter ones, like 112, are many people's


@lru_cache(maxsize=50_000)
def site_key(url: str, email: str = "") -> str:
    """The host of a web address, else of an e-mail address; empty where it is one that many share."""
    host = re.sub(r"^[a-z]+://", "", fold(url.strip())).split("/")[0].split(":")[0].removeprefix("www.")
    host = host or fold(email.strip()).partition("@")[2]
    return "" if host in _SHARED_HOSTS or "." not in host else host


def address_key(one: Traits) -> str:
    """Postal code with house number, else street with number and place; empty when no house is told."""
    return _house(one.address, one.postal_code, one.place) if one.address else ""


@lru_cache(maxsize=50_000)
def _house(address: str, postal_code: str, place: str) -> str:
    number = re.search(r"\d+\s*-?\s*[a-zA-Z]?\b", address)
    house = re.sub(r"[\s-]", "", number[0]).lower() if number else ""
    code = re.sub(r"\s", "", postal_code).upper()
    if not house:
        return ""
    if len(code) == 6:  # noqa: PLR2004 - a whole postal code
        return f"{code} {house}"
    return f"{fold(address.strip())} {fold(place.strip())}" if place.strip() else ""


def _numbers(one: Traits, other: Traits) -> tuple[Reason, ...]:
    kvk = (Reason.SAME_KVK,) if one.kvk_number and one.kvk_number == other.kvk_number else ()
    agb = (Reason.SAME_AGB,) if one.agb_code and one.agb_code == other.agb_code else ()
    return kvk + agb


def _doubt(one: Traits, other: Traits, numbers: tuple[Reason, ...]) -> float:
    """How much of what a like name says is left."""
    left = 1.0
    if one.place and other.place and fold(one.place.strip()) != fold(other.place.strip()):
        left *= _ELSEWHERE
    pairs = ((one.kvk_number, other.kvk_number), (one.agb_code, other.agb_code))
    if not numbers and any(mine and theirs and mine != theirs for mine, theirs in pairs):
        left *= _OTHER_NUMBER
    return left


def _contact(one: Traits, other: Traits) -> tuple[float, tuple[Reason, ...]]:
    left, found = 1.0, []
    for what, mine, theirs in zip(_EVIDENCE, _reached(one), _reached(other), strict=True):
        if mine and mine == theirs:
            left *= 1 - _EVIDENCE[what]
            found.append(what)
    return 1 - left, tuple(found)


@lru_cache(maxsize=50_000)
def _reached(one: Traits) -> tuple[str, str, str, str]:
    """In the order of `_EVIDENCE`."""
    return fold(one.email.strip()), phone_key(one.phone), address_key(one), site_key(one.url, one.email)


def _names(one: tuple[str, ...], other: tuple[str, ...]) -> tuple[float, Reason | None]:
    """How much alike two names are; 0 when each has a word that the other lacks."""
    if not (one and other):
        return 0.0, None
    if sorted(one) == sorted(other) or "".join(one) == "".join(other):
        return 1.0, Reason.SAME_NAME
    if "".join(map(sound, one)) == "".join(map(sound, other)):
        return _WORD["sounds"], Reason.SAME_SOUND
    shorter, longer = sorted((one, other), key=lambda words: (len(words), words))
    pairs = _paired(shorter, longer)
    if len(pairs) < len(shorter):
        return 0.0, None
    worst = min(likeness for _word, likeness in pairs)
    if len(shorter) == len(longer):
        return worst, Reason.ALIKE_NAME if worst < _WORD["sounds"] else Reason.SAME_SOUND
    share = sum(len(word) for word, _likeness in pairs) / sum(map(len, longer))
    return worst * share, Reason.PART_OF_NAME


def _paired(shorter: tuple[str, ...], longer: tuple[str, ...]) -> list[tuple[str, float]]:
    """Every word of the shorter name that has a like one in the longer, which then serves no other."""
    left, found = list(longer), []
    for word in sorted(shorter, key=lambda w: (-len(w), w)):
        best = max(left, key=lambda there: (_words(word, there), there), default="")
        likeness = _words(word, best) if best else 0.0
        if likeness:
            left.remove(best)
            found.append((word, likeness))
    return found


def _words(one: str, other: str) -> float:
    if one == other:
        return 1.0
    said, heard = sound(one), sound(other)
    if said == heard:
        return _WORD["sounds"]
    length = min(len(one), len(other))
    allowed = sum(length >= least for least in _TYPO_LENGTHS)
    # Who mistypes a word still begins it rightly: Haven and Raven are two houses.
    if said[0] != heard[0] or not allowed or abs(len(one) - len(other)) > allowed:
        return 0.0
    if OSA.distance(one, other, score_cutoff=allowed) > allowed or any(map(str.isdigit, one + other)):
        return 0.0
    return _WORD["alike"]


def _consonants(said: str) -> str:
    return said[0] + "".join(sorted(set(said[1:]) - set("aeiouy")))
