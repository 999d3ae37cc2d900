"""What is expected of a wait, with its interval and what it rests on; for any screen that shows a provider."""

from __future__ import annotations

from math import ceil, floor

from PySide6.QtWidgets import QWidget

from desktop.language import _, ngettext
from desktop.rules.forecast import Forecast
from desktop.services.expected_waits import ExpectedWait
from desktop.views.design.dress import column
from desktop.views.design.tokens import Space
from desktop.views.design.words import Text


class ExpectedWaitView(QWidget):
    """A figure never stands without its interval; too few waits say so, and by whom that number was set."""

    def __init__(self) -> None:
        super().__init__()
        layout = column(self, gap=Space.XS)
        self._figure, self._between, self._rests = Text("", "strong"), Text(""), Text("", "small")
        for line in (self._figure, self._between, self._rests):
            layout.addWidget(line)
        self.hide()

    def show_expected(self, expected: ExpectedWait | None, *, waits_already: bool = False) -> None:
        """Shows it; None hides it. `waits_already` speaks of someone who is on the list, else of who joins today."""
        self.setVisible(expected is not None)
        if expected is None:
            return
        found = expected.found
        if isinstance(found, Forecast):
            self._say(figure_text(found, waits_already=waits_already), between_text(found, expected.share))
            self._rests.setText(rests_text(expected, found))
        else:
            few = _(
                "Not enough known to expect a wait: at least {n} waits must have ended with a place here.",
                n=found.minimum,
            )
            self._say("", few)
            source = ", ".join(part for part in (expected.source.document, expected.source.paragraph) if part)
            self._rests.setText(_("Source: {source}", source=source))

    def _say(self, figure: str, between: str) -> None:
        self._figure.setText(figure)
        self._figure.setVisible(bool(figure))
        self._between.setText(between)


def figure_text(found: Forecast, *, waits_already: bool) -> str:
    """Like ``Expected: about 9 weeks more``."""
    weeks = round(found.weeks)
    if not weeks:
        return _("Expected: within a week")
    if waits_already:
        return ngettext("Expected: about 1 week more", "Expected: about {n} weeks more", weeks)
    return ngettext("Expected: about 1 week", "Expected: about {n} weeks", weeks)


def between_text(found: Forecast, share: int) -> str:
    """The interval in words; outwards to whole weeks, so that it promises no more than it holds."""
    low, high = floor(found.low), ceil(found.high)
    return _(
        "{share} out of 10 residents wait between {low} and {high} weeks.", share=round(share / 10), low=low, high=high
    )


def rests_text(expected: ExpectedWait, found: Forecast) -> str:
    """On what it rests."""
    parts = [
        _("Rests on {n} waits that ended with a place here.", n=found.based_on),
        _(
            "In the last year {came} waits began here and {placed} ended with a place.",
            came=expected.came,
            placed=expected.placed,
        ),
        ngettext("1 is on the list before.", "{n} are on the list before.", found.ahead)
        if found.ahead
        else _("Nobody is on the list before."),
    ]
    if found.seasonal:
        parts.append(_("The time of year counts in it."))
    return " ".join(parts)
