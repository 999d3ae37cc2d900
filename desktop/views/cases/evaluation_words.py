"""How evaluations are told: how one stands, how far goals came, and what is known of the help as it was given."""

from __future__ import annotations

from desktop.language import N_, _
from desktop.language.forms import long_day
from desktop.models.indications import Evaluation, Indication
from desktop.models.kinds import EndReason, NextStep
from desktop.models.labels import amount, label
from desktop.rules.evaluations import EvaluationState
from desktop.services.delivery import DeliveryKind, DeliveryTold
from desktop.services.ending_words import REASONS
from desktop.views.design.tokens import Tone

STATES = {
    EvaluationState.PLANNED: (N_("planned"), Tone.MUTED, "calendar"),
    EvaluationState.DUE: (N_("to be held soon"), Tone.CAUTION, "clock"),
    EvaluationState.OVERDUE: (N_("should have been held"), Tone.BAD, "caution"),
    EvaluationState.HELD: (N_("held"), Tone.GOOD, "check"),
}
"""Word, tone and icon by state."""

GOAL_RESULTS = {
    "open": N_("not reached yet"),
    "partly": N_("partly reached"),
    "reached": N_("reached"),
    "dropped": N_("no longer wanted"),
}

_MARKS = {"open": "○", "partly": "◐", "reached": "●", "dropped": "–"}
"""Before the word, so that a line of goals is seen at a glance."""

NEXT_STEPS = {
    NextStep.THE_SAME: N_("Going on as now"),
    NextStep.LESS: N_("Less or lighter help"),
    NextStep.MORE: N_("More or heavier help"),
    NextStep.OTHER: N_("Something else is needed"),
    NextStep.STOP: N_("Stopping the help"),
}
"""What an evaluation leads to, as one chooses it."""

_DELIVERY = {
    DeliveryKind.BEGAN: N_("The help began on {day}"),
    DeliveryKind.STOPPED: N_("The help stopped on {day}"),
    DeliveryKind.ASKED: N_("The provider asked for a change on {day}"),
}


def goal_text(result: str) -> str:
    """A sign and the word; empty for a goal that was not told of."""
    return f"{_MARKS[result]} {_(GOAL_RESULTS[result])}" if result in GOAL_RESULTS else ""


def next_text(step: NextStep | None) -> str:
    """What came of it; empty while nothing did."""
    return _(NEXT_STEPS[step]) if step else ""


def delivery_text(told: DeliveryTold) -> str:
    """What is known, by whom, and why it stopped."""
    words = _(_DELIVERY[told.kind], day=long_day(told.day))
    why = _(REASONS[told.reason]) if told.reason and told.reason is not EndReason.OTHER else ""
    by = _("message {kind}", kind=told.by.value) if told.by else _("written down by a colleague")
    return " · ".join(filter(None, (words, why, by)))


def volume_text(indication: Indication, volume: int | None) -> str:
    """So much in the indication's unit and frequency; empty where only a result is stated."""
    if volume is None or indication.unit is None or indication.frequency is None:
        return ""
    return amount(volume, indication.unit, indication.frequency)


def unit_text(indication: Indication) -> str:
    """What a volume counts, behind a number; empty where only a result is stated."""
    if indication.unit is None or indication.frequency is None:
        return ""
    return f"{label(indication.unit)} {label(indication.frequency)}"


def given_text(indication: Indication, evaluation: Evaluation) -> str:
    """What was given beside what was agreed, and the part that is, in per cent."""
    given = volume_text(indication, evaluation.delivered_volume)
    if not given:
        return evaluation.delivered
    agreed = volume_text(indication, indication.volume)
    share = round(100 * (evaluation.delivered_volume or 0) / indication.volume) if indication.volume else None
    told = _("{given} of {agreed} ({share} %)", given=given, agreed=agreed, share=share) if share is not None else given
    return "\n".join(filter(None, (told, evaluation.delivered)))
