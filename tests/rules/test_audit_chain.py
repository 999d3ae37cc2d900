"""The first line of a log that does not hold is named, with what is wrong with it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from desktop.models.audit import AuditAction, Deed, Dossier, Link
from desktop.rules.audit_chain import BEFORE_THE_FIRST, Break, Stamp, body_of, first_break, linked

STAMP = Stamp("colleague", "device", "2026-11-27T09:00:00+00:00")


def line(number: int, previous: str, *, says: int | None = None) -> Link:
    """A line with a hash that is right for what stands in it."""
    deed = Deed(AuditAction.OPEN, Dossier("case_file", "case"))
    return linked("chain", number, previous, body_of("chain", says or number, STAMP, deed))


FIRST = line(1, BEFORE_THE_FIRST)
SECOND = line(2, FIRST.hash)
THIRD = line(3, SECOND.hash)


@pytest.mark.parametrize(
    ("links", "found"),
    [
        ((FIRST, SECOND, THIRD), None),
        ((FIRST, THIRD), Break("missing", 2)),
        ((FIRST, replace(SECOND, hash=THIRD.hash), THIRD), Break("edited", 2)),
        ((FIRST, line(2, THIRD.hash), THIRD), Break("moved", 2)),
        ((FIRST, line(2, FIRST.hash, says=7)), Break("misfiled", 2)),
    ],
)
def test_the_first_line_that_does_not_hold_is_named(links: tuple[Link, ...], found: Break | None) -> None:
    assert first_break(links) == found
