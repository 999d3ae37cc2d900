"""From which age on figures are out of date: one number for every screen."""

from __future__ import annotations

from typing_extensions import override

from desktop.language import _, ngettext
from desktop.models.changes import ChangeSet
from desktop.services.figure_age import drop_figure_age, figure_age, keep_figure_age
from desktop.services.workplace import Workplace
from desktop.views.desk import Desk
from desktop.views.settings.one_number import NumberCard, NumberLine


class FigureAgeCard(NumberCard):
    """The number of days with its source."""

    name = "figure-age"

    def __init__(self, desk: Desk) -> None:
        told = _(
            "One number for the social map, availability, coverage, choosing a provider and the round of calls. "
            "What is older is shown as out of date, and says no longer whether a provider takes new residents."
        )
        super().__init__(desk, _("When a figure is out of date"), told)

    @override
    def reads(self, workplace: Workplace) -> NumberLine:
        line = figure_age(workplace)
        return NumberLine(line.days, line.source, line.usual.stale_after_days, line.is_own)

    @override
    def keeps(self, workplace: Workplace, value: int | None, document: str, paragraph: str) -> ChangeSet:
        return keep_figure_age(workplace, value, document, paragraph)

    @override
    def drops(self, workplace: Workplace) -> ChangeSet:
        return drop_figure_age(workplace)

    @override
    def words(self, value: int) -> str:
        return ngettext("Out of date after 1 day", "Out of date after {n} days", value)

    @override
    def back_words(self, value: int) -> str:
        return ngettext("Back to 1 day", "Back to {n} days", value)

    @override
    def unit(self) -> tuple[str, str]:
        return _("&Days"), _("days")

    @override
    def said(self) -> str:
        return _("It holds on every screen.")
