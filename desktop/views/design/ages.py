"""How old a figure is, as a small mark."""

from __future__ import annotations

from desktop.language import _
from desktop.language.forms import age_text
from desktop.views.design.badges import Badge
from desktop.views.design.tokens import Tone


class AgeLabel(Badge):
    """How old a figure is; a figure that can age never stands without one."""

    def __init__(self, days: int | None = None, *, stale: bool = False) -> None:
        super().__init__("")
        self.show_age(days, stale=stale)

    def show_age(self, days: int | None, *, stale: bool = False) -> None:
        """`days` since it was measured; None when nobody measured. Whether that is out of date, who read it tells."""
        if days is None:
            self.say(_("never measured"), icon="question")
        elif stale:
            self.say(_("out of date: {age}", age=age_text(days)), tone=Tone.CAUTION, icon="clock")
        else:
            self.say(measured(days), icon="clock")


def measured(days: int) -> str:
    """An age in words, with 'measured' to it."""
    return _("measured {age}", age=age_text(days))
