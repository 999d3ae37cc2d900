"""For how long a line of the log of who looked is kept: one number for the whole region."""

from __future__ import annotations

from typing_extensions import override

from desktop.language import _, ngettext
from desktop.models.changes import ChangeSet
from desktop.services.log_term import drop_log_term, keep_log_term, log_term
from desktop.services.workplace import Workplace
from desktop.views.desk import Desk
from desktop.views.settings.one_number import NumberCard, NumberLine

_MOST_YEARS = 120
"""That the field takes; which number may be kept, the service says."""


class LogTermCard(NumberCard):
    """The number of years with its source."""

    name = "log-term"
    field = "years"
    most = _MOST_YEARS

    def __init__(self, desk: Desk) -> None:
        told = _(
            "The log tells who looked in which dossier and who changed it. Older lines go by themselves when a laptop "
            "synchronises; that they went stays in the log. Your team may keep them longer, never shorter than the "
            "region says."
        )
        super().__init__(desk, _("Keeping the log of who looked"), told)

    @override
    def reads(self, workplace: Workplace) -> NumberLine:
        line = log_term(workplace)
        return NumberLine(line.years, line.source, line.usual, line.is_own)

    @override
    def keeps(self, workplace: Workplace, value: int | None, document: str, paragraph: str) -> ChangeSet:
        return keep_log_term(workplace, value, document, paragraph)

    @override
    def drops(self, workplace: Workplace) -> ChangeSet:
        return drop_log_term(workplace)

    @override
    def words(self, value: int) -> str:
        return ngettext("A line is kept for 1 year", "A line is kept for {n} years", value)

    @override
    def back_words(self, value: int) -> str:
        return ngettext("Back to 1 year", "Back to {n} years", value)

    @override
    def unit(self) -> tuple[str, str]:
        return _("&Years"), _("years")

    @override
    def said(self) -> str:
        return _("It holds on every laptop of the team.")
