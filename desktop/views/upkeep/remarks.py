"""What colleagues say is wrong in an entry, where one reads the entry."""

from __future__ import annotations

from collections.abc import Iterable

from desktop.language import _
from desktop.language.forms import short_day
from desktop.services.reviewing import Remark
from desktop.views.design.words import Hint


def remark_hints(remarks: Iterable[Remark]) -> list[Hint]:
    """One for each, with who said it when."""
    return [Hint(_told(remark), icon="flag") for remark in remarks]


def _told(remark: Remark) -> str:
    given = {"text": remark.text, "name": remark.by, "day": short_day(remark.on)}
    return _("Something is wrong here: “{text}” ({name}, {day})", **given)
