"""Whether a contract runs, in a word: the same on every screen that shows one."""

from __future__ import annotations

from desktop.language import _
from desktop.language.forms import long_day
from desktop.services.social_map import Agreement
from desktop.views.design.badges import Badge
from desktop.views.design.tokens import Tone


def agreement_badge(agreement: Agreement) -> Badge:
    """That it runs or has ended, and of one that has yet to begin from when."""
    if agreement.is_running:
        return Badge(_("running"), tone=Tone.GOOD)
    if agreement.is_to_come:
        begins = _("begins on {day}", day=long_day(agreement.contract.start))
        return Badge(begins, tone=Tone.ACCENT, icon="clock")
    return Badge(_("ended"), tone=Tone.MUTED)
