"""Waiting times as people write them, read as weeks and written again.

A text that is not understood is a problem with a name, never a wait of 0: unknown and "no wait" are told apart.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from desktop.models.kinds import AvailabilityStatus

WEEKS_PER_MONTH = Decimal("4.345")
"""365.25 days, by 12, by 7: what the published waiting times are recalculated with."""

LONGEST_WEEKS = 520
"""Ten years; more is a typing error."""

LONGEST_TEXT = 500


@dataclass(frozen=True)
class Wait:
    """How long one waits.

    Attributes:
        min_weeks: At least so many weeks, inclusive; None when no lower bound is stated.
        max_weeks: At most so many weeks, inclusive; None when no upper bound is stated.
        status: Whether residents are taken, as far as the text tells.
        text: As given, to the letter.
    """

    min_weeks: float | None
    max_weeks: float | None
    status: AvailabilityStatus
    text: str

    @property
    def is_known(self) -> bool:
        """True when at least one bound in weeks is stated."""
        return self.min_weeks is not None or self.max_weeks is not None


@dataclass(frozen=True)
class FieldProblem:
    """Why a text could not be taken: the field, a code, and what the sentence about it needs."""

    field: str
    code: str
    text: str = ""


def read_wait(text: str, field: str = "wait") -> Wait | tuple[FieldProblem, ...]:
    """Reads a wait; a bare number counts weeks, an empty text is a wait that is not known.

    Problems: ``text-too-long``; ``wait-not-understood``; ``wait-doubtful-number`` for 10.000, which is ten or ten
    thousand; ``wait-reversed`` when the range ends before it begins; ``wait-out-of-range`` above `LONGEST_WEEKS`.
    """
    if len(text) > LONGEST_TEXT:
        return (FieldProblem(field, "text-too-long", text[:60]),)
    plain = _plain(text)
    status = _status_by_words(plain)
    if status is not None:
        weeks = 0.0 if status is AvailabilityStatus.OPEN else None
        return Wait(weeks, weeks, status, text)
    found = _RANGE.fullmatch(_counted(plain))
    if not found:
        return (FieldProblem(field, "wait-not-understood", text),)
    code = _doubt(found)
    if code:
        return (FieldProblem(field, code, text),)
    low, high = _bounds(found)
    return Wait(_number(low), _number(high), AvailabilityStatus.OPEN, text)


def write_wait(min_weeks: float | None, max_weeks: float | None) -> str:
    """The range in weeks as it is written here; reading it again gives exactly the same two numbers."""
    if min_weeks is None and max_weeks is None:
        return ""
    if max_weeks is None:
        return f"≥ {_written(min_weeks)} wk"
    if min_weeks is None:
        return f"≤ {_written(max_weeks)} wk"
    if min_weeks == max_weeks:
        return f"{_written(min_weeks)} wk"
    return f"{_written(min_weeks)}–{_written(max_weeks)} wk"


def wait_of_weeks(weeks: float, field: str = "wait") -> Wait | tuple[FieldProblem, ...]:
    """A wait that was published as a number of weeks; ``wait-out-of-range`` when it is negative or too long."""
    if not 0 <= weeks <= LONGEST_WEEKS:
        return (FieldProblem(field, "wait-out-of-range", str(weeks)),)
    return Wait(float(weeks), float(weeks), AvailabilityStatus.OPEN, "")


def status_of(waits: Sequence[Wait]) -> AvailabilityStatus:
    """What the waits to intake and to start say together: the least inviting of them, unknown last of all."""
    stated = {wait.status for wait in waits}
    return next((status for status in _LEAST_INVITING_FIRST if status in stated), AvailabilityStatus.UNKNOWN)


_LEAST_INVITING_FIRST = (
    AvailabilityStatus.INTAKE_STOP,
    AvailabilityStatus.ON_CONSULTATION,
    AvailabilityStatus.ASSESSMENT_FIRST,
    AvailabilityStatus.LIMITED,
    AvailabilityStatus.OPEN,
)

_STOP = r"(?:aanmeld|aanname|cli[eë]nten|pati[eë]nten|intake|opname|instroom|wachtlijst)[- ]?stop\b"
_LIFTED = r" (?:is )?niet meer\b|.*\b(?:opgeheven|voorbij|be[eë]indigd|afgelopen|vervallen|wel)\b"
"""After which a stop is over, or holds for a part: no word of whether residents are taken, and so not understood."""

_STATUS_WORDS: tuple[tuple[re.Pattern[str], AvailabilityStatus], ...] = tuple(
    (re.compile(pattern), status)
    for pattern, status in (
        (r"|[-?]+|onbekend|niet bekend|unknown|n\.?v\.?t\.?|geen gegevens", AvailabilityStatus.UNKNOWN),
        (r"(helemaal |geheel |momenteel |tijdelijk )?(vol|volgeboekt|volzet|full)", AvailabilityStatus.INTAKE_STOP),
        (rf"(korte |tijdelijke? |volledige )?{_STOP}(?!{_LIFTED}).{{0,200}}", AvailabilityStatus.INTAKE_STOP),
        (r"(in |na |op )overleg|op aanvraag|on consultation", AvailabilityStatus.ON_CONSULTATION),
        (r"eerst (een )?(beoordeling|screening|onderzoek)|assessment first", AvailabilityStatus.ASSESSMENT_FIRST),
        (r"beperkt( beschikbaar| plek)?|limited", AvailabilityStatus.LIMITED),
        (
            r"geen (wachttijd|wachtlijst|wacht)|zonder wachttijd|(per )?direct( plek| beschikbaar)?|no wait",
            AvailabilityStatus.OPEN,
        ),
    )
)

_UNITS: tuple[tuple[str, Decimal], ...] = (
    (r"uur|uren|u|hours?", Decimal(1) / Decimal(168)),
    (r"werkdag(?:en)?|working days?", Decimal(1) / Decimal(5)),
    (r"dag(?:en)?|dg|d|days?", Decimal(1) / Decimal(7)),
    (r"(?:werk)?we(?:ek|ken)|wkn?|w|weeks?", Decimal(1)),
    (r"maand(?:en)?|mnd(?:en)?|mnd\.|months?", WEEKS_PER_MONTH),
    (r"jaar|jaren|jr|years?", WEEKS_PER_MONTH * 12),
)
_UNIT = "|".join(pattern for pattern, _ in _UNITS)
_NUMBER = r"[0-9]+(?:[.,][0-9]+)?"
_AT_MOST = r"<=?|≤|tot|max\.?|maximaal|hooguit|minder dan|binnen|at most|within"
_AT_LEAST = r">=?|≥|vanaf|min\.?|minimaal|minstens|meer dan|langer dan|at least"
_ABOUT = r"±|\+/-|~|ca\.?|circa|ongeveer|gemiddeld|about"
_RANGE = re.compile(
    rf"(?:(?P<most>{_AT_MOST})|(?P<least>{_AT_LEAST})|{_ABOUT}|(?P<between>tussen(?: de)?|between))?\s*"
    rf"(?P<a>{_NUMBER})(?P<plus>\s*\+)?\s*(?P<a_unit>{_UNIT})?\.?"
    rf"(?:\s*(?(between)(?:en|and)|(?:-|/|tot|t/m|à|a|of|to))\s*"
    rf"(?P<b>{_NUMBER})\s*(?P<b_unit>{_UNIT})?\.?|(?P<more>\s*\+|\s*of (?:meer|langer)))?"
)
_DASHES = re.compile("[\u2010-\u2015\u2212]")
_MONTHS = {"half": "6 maanden", "anderhalf": "18 maanden"}
_HALF_YEARS = re.compile(r"\b(?:een )?(half|anderhalf) jaar\b")
_COUNTED = {
    word: str(number)
    for number, words in enumerate(
        (
            ("een", "één", "eén", "one"),
            ("twee", "two"),
            ("drie", "three"),
            ("vier", "four"),
            ("vijf", "five"),
            ("zes", "six"),
            ("zeven", "seven"),
            ("acht", "eight"),
            ("negen", "nine"),
            ("tien", "ten"),
            ("elf", "eleven"),
            ("twaalf", "twelve"),
        ),
        start=1,
    )
    for word in words
}
_WORDS = re.compile(rf"\b(?:{'|'.join(_COUNTED)})\b")
_THOUSANDS = re.compile(r"[0-9]{1,3}[.,][0-9]{3}")


def _plain(text: str) -> str:
    """Small letters, one kind of dash, single spaces, half a year in months."""
    plain = re.sub(r"\s+", " ", _DASHES.sub("-", unicodedata.normalize("NFC", text))).strip().lower()
    return _HALF_YEARS.sub(lambda found: _MONTHS[found[1]], plain)


def _counted(plain: str) -> str:
    """One to twelve in figures."""
    return _WORDS.sub(lambda found: _COUNTED[found[0]], plain)


def _status_by_words(plain: str) -> AvailabilityStatus | None:
    return next((status for pattern, status in _STATUS_WORDS if pattern.fullmatch(plain)), None)


def _doubt(found: re.Match[str]) -> str:
    """Why a range that can be read must not be taken; empty when it may."""
    numbers = [found[name] for name in ("a", "b") if found[name]]
    if any(_THOUSANDS.fullmatch(number) for number in numbers):
        return "wait-doubtful-number"
    one_sided = found["most"] or found["least"] or found["plus"]
    if (found["b"] and one_sided) or (found["between"] and not found["b"]) or (found["most"] and found["plus"]):
        return "wait-not-understood"
    low, high = _bounds(found)
    if low is not None and high is not None and low > high:
        return "wait-reversed"
    return "wait-out-of-range" if max(low or 0, high or 0) > LONGEST_WEEKS else ""


def _bounds(found: re.Match[str]) -> tuple[Decimal | None, Decimal | None]:
    """Weeks, both inclusive: the text as given keeps the difference between < and ≤."""
    a = _weeks(found["a"], found["a_unit"] or found["b_unit"])
    if found["b"]:
        return a, _weeks(found["b"], found["b_unit"] or found["a_unit"])
    if found["most"]:
        return None, a
    return a, None if found["least"] or found["more"] or found["plus"] else a


def _weeks(number: str, unit: str | None) -> Decimal:
    factor = next((f for pattern, f in _UNITS if re.fullmatch(pattern, unit or "week")), Decimal(1))
    return Decimal(number.replace(",", ".")) * factor


def _number(weeks: Decimal | None) -> float | None:
    return None if weeks is None else float(weeks)


def _written(weeks: float | None) -> str:
    """Without exponent, with a decimal comma, never in the form of a number with thousands."""
    text = format(Decimal(repr(weeks)), "f").removesuffix(".0").replace(".", ",")
    return f"{text}0" if _THOUSANDS.fullmatch(text) else text
