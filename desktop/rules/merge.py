"""When two edits meet: what may be applied, what is the same anyway, and what a person must decide.

A clock never decides here. An edit is applied over exactly what its author saw, it changes nothing because the value
already stands there, or it is a conflict.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from difflib import SequenceMatcher
from enum import StrEnum
from itertools import pairwise
from typing import NamedTuple

_MOST_LINES = 2000
"""Of a text; comparing longer ones by line would keep whoever waits too long."""


class Meeting(StrEnum):
    """What becomes of an edit of one field when it arrives."""

    APPLIED = "applied"
    SAME = "same"
    CONFLICT = "conflict"


def meet(*, version: int, seen: int, current: object, new: object) -> Meeting:
    """An edit of one field that holds one value.

    Args:
        version: Central sequence number at which the field got its current value.
        seen: Central sequence number up to which the author knew the field when the edit was made.
        current: The field's value now.
        new: The value the author gave it.

    Returns:
        ``CONFLICT`` also when the value the author saw came back in between: others have been there since.
    """
    if version <= seen:
        return Meeting.APPLIED
    return Meeting.SAME if current == new else Meeting.CONFLICT


def members_apart(old: Iterable[str], new: Iterable[str]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Which members an edit of a set added and which it removed, each in the order they stood."""
    before, after = list(dict.fromkeys(old)), list(dict.fromkeys(new))
    return tuple(m for m in after if m not in before), tuple(m for m in before if m not in after)


def members_met(current: Iterable[str], added: Iterable[str], removed: Iterable[str]) -> tuple[str, ...]:
    """A set after additions and removals of single members; never a conflict.

    Whoever adds a member saw it absent and whoever removes it saw it present: a member that is already as the author
    wants it stays so, and any other member is left alone.
    """
    gone = set(removed)
    return tuple(dict.fromkeys([*(m for m in current if m not in gone), *added]))


def lines_met(saw: object, mine: object, theirs: object) -> str | None:
    """A text in which two people each changed lines of their own, with what both wrote.

    Args:
        saw: The text that both began with.
        mine: What the later one made of it.
        theirs: What the other had made of it by then.

    Returns:
        None when one of them is no text, when both touched the same line, or when one changed what the other took
        away: then a person decides. Lines that both put in at the same place stay both, theirs first; the same lines
        put in by both stay once.
    """
    if not (isinstance(saw, str) and isinstance(mine, str) and isinstance(theirs, str)):
        return None
    before, own, other = (text.split("\n") for text in (saw, mine, theirs))
    if max(map(len, (before, own, other))) > _MOST_LINES:
        return None
    edits = _unlike(before, other)
    edits += [edit for edit in _unlike(before, own) if edit not in edits]
    edits.sort(key=lambda edit: (edit.start, edit.end))  # stable: theirs stays first
    if any(one.end > two.start for one, two in pairwise(edits)):
        return None
    for edit in reversed(edits):
        before[edit.start : edit.end] = edit.lines
    return "\n".join(before)


class _Edit(NamedTuple):
    """Lines that came in the place of others; of none, when they were put in between."""

    start: int
    end: int
    lines: list[str]


def _unlike(before: list[str], after: list[str]) -> list[_Edit]:
    found = SequenceMatcher(None, before, after, autojunk=False).get_opcodes()
    return [_Edit(start, end, after[first:last]) for tag, start, end, first, last in found if tag != "equal"]


def three_ways(saw: object, mine: object, now: object) -> tuple[Meeting, object]:
    """What to do with a value typed in a form while the stored one moved under it.

    Args:
        saw: The value the form was opened with.
        mine: The value in the form.
        now: The stored value.

    Returns:
        The value that may be stored. On ``CONFLICT`` that is ``mine``, and a person must have seen ``now`` first.
    """
    if mine in (saw, now):
        return Meeting.SAME, now
    if now == saw:
        return Meeting.APPLIED, mine
    if _is_set(saw) and _is_set(mine) and _is_set(now):
        added, removed = members_apart(saw, mine)  # type: ignore[arg-type]  # _is_set saw to it
        return Meeting.APPLIED, members_met(now, added, removed)  # type: ignore[arg-type]  # idem
    both = lines_met(saw, mine, now)
    return (Meeting.CONFLICT, mine) if both is None else (Meeting.APPLIED, both)


def would_wipe(*, vanishing: int, present: int, least: int = 20, share: float = 0.25) -> bool:
    """True when a sync would make so many rows vanish that a person must say yes first.

    Args:
        vanishing: Rows that would be deleted here.
        present: Rows that stand here now.
        least: Fewer than this many never ask.
        share: Part of the rows, 0 to 1, above which it asks.
    """
    return vanishing >= least and vanishing > share * present


def _is_set(value: object) -> bool:
    return isinstance(value, Sequence) and not isinstance(value, str | bytes)
