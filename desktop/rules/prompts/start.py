"""What no indication can do without: which help it is, and from which day."""

from __future__ import annotations

from desktop.language import _
from desktop.language.forms import long_day
from desktop.models.labels import label
from desktop.models.region import RuleSetting
from desktop.rules.possible_days import IN_FORCE
from desktop.rules.prompts.drafted import Asked, Drafted


def help_missing(case: Drafted, _setting: RuleSetting) -> Asked | None:
    """Asks which help it is: a product, or the lot and its segment where the decision states only a result."""
    if not case.lots:
        law = label(case.draft.law)
        return Asked(_("This region buys no help under this act: {law}. Choose another act.", law=law), "law")
    if not case.states_result_only:
        return None if case.product else Asked(_("Choose which product this is."))
    if len(case.lots) > 1:
        return Asked(_("Choose which lot this is."), "lot")
    parts = [segment for segment in case.profile.segments if segment.lot == case.lots[0].id]
    return Asked(_("Choose which segment this is."), "segment") if parts and case.segment is None else None


def start_missing(case: Drafted, _setting: RuleSetting) -> Asked | None:
    """Asks for the first day: every allocation has one, and most terms count from it. A day before the act is none."""
    start, law = case.draft.start, case.draft.law
    if start is not None and start < IN_FORCE[law]:
        told = {"day": long_day(start), "law": label(law)}
        return Asked(
            _("On {day} this act was not there yet: {law}. Choose another day on which the help starts.", **told)
        )
    if start is not None:
        return None
    return Asked(_("Choose the day on which the help starts. Without it the end and the evaluation cannot be checked."))
