"""An indication that changes the one before it or goes on from it: why, and not before looking back."""

from __future__ import annotations

from desktop.language import N_, _
from desktop.language.forms import long_day
from desktop.models.draft import Unlooked
from desktop.models.labels import label
from desktop.models.region import RuleSetting
from desktop.rules.prompts.drafted import Asked, Drafted
from desktop.rules.prompts.phrases import listed
from desktop.rules.said import is_said

_UNLOOKED = {
    Unlooked.NEVER_HELD: N_(
        "Looking back comes first: no evaluation of the help so far was held. Hold one, then the help can go on."
    ),
    Unlooked.SAID_STOP: N_(
        "The latest evaluation said that the help can stop. Evaluate again before it goes on, and say what changed."
    ),
}


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
    """Keeps help from simply going on while nobody looked back on it, or the latest look said that it can stop."""
    days = case.draft.open_evaluations
    if not days:
        why = case.draft.unlooked
        return Asked(_(_UNLOOKED[why]), values={"why": why}) if why in _UNLOOKED else None
    text = _(
        "Looking back comes first. Planned, but not held or not written down yet: the evaluation of {days}. "
        "Hold it, then the help can go on.",
        days=listed([long_day(day) for day in sorted(days)]),
    )
    return Asked(text, values={"days": tuple(sorted(days))})
