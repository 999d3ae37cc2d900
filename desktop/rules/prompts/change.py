"""An indication that changes the one before it or goes on from it: why, and not before looking back."""

from __future__ import annotations

from desktop.language import _
from desktop.language.forms import long_day
from desktop.models.draft import Unlooked
from desktop.models.labels import label
from desktop.models.region import RuleSetting
from desktop.rules.prompts.drafted import Asked, Drafted
from desktop.rules.prompts.phrases import listed
from desktop.rules.said import is_said
from desktop.rules.unlooked import unready_text


def change_reason_missing(case: Drafted, _setting: RuleSetting) -> Asked | None:
    """Asks why the help changes or goes on."""
    change = case.draft.change
    if change is None or is_said(case.draft.change_reason):
        return None
    text = _(
        "This changes an earlier indication: {change}. Explain why, as you would to the resident.", change=label(change)
    )
    return Asked(text, values={"change": change})


def evaluation_unfinished(case: Drafted, _setting: RuleSetting) -> Asked | None:
    """Keeps help from simply going on while it was not looked back on, by the rule of `desktop.rules.unlooked`."""
    days, why = case.draft.open_evaluations, case.draft.unlooked
    if why in {Unlooked.NEVER_HELD, Unlooked.SAID_STOP, Unlooked.TAKEN_OFF}:
        return Asked(unready_text(why, days), values={"days": tuple(sorted(days)), "why": why})
    if not days:
        return None
    text = _(
        "Looking back comes first. Planned, but not held or not written down yet: the evaluation of {days}. "
        "Hold it, then the help can go on.",
        days=listed([long_day(day) for day in sorted(days)]),
    )
    return Asked(text, values={"days": tuple(sorted(days))})
