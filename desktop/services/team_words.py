"""The team's load in words, the same on screen and paper."""

from __future__ import annotations

from collections.abc import Sequence

from desktop.language import _, ngettext
from desktop.language.forms import number, short_day
from desktop.models.kinds import CasePhase
from desktop.models.labels import label
from desktop.models.region_settings import CaseloadRule
from desktop.services.names import join_name
from desktop.services.team_page import ConsultantLine
from desktop.store.queries.late_approvals import InClosedCase, LateApproval

MOST_LATE = 3
"""So many are told in full; of the others how many there are."""


def load_text(line: ConsultantLine) -> str:
    """Like ``38 of 50 (76 %)``; a dash for the cases of nobody."""
    if line.load is None:
        return "—"
    weight, capacity = number(line.load.weight), number(line.load.capacity)
    return _("{weight} of {capacity} ({part} %)", weight=weight, capacity=capacity, part=line.load.part)


def rule_text(rule: CaseloadRule) -> str:
    """How cases are weighed, and when nothing was heard for long."""
    weights = ", ".join(
        f"{label(phase)} {number(rule.weights[phase] / 100)}" for phase in CasePhase if phase in rule.weights
    )
    weighed = _("Weight by phase: {weights}.", weights=weights)
    silent = ngettext(
        "No contact: nothing was heard for more than 1 day.",
        "No contact: nothing was heard for more than {n} days.",
        rule.no_contact_days,
    )
    source = _("Source: {source}", source=f"{rule.source.document}, {rule.source.paragraph}")
    return f"{weighed} {silent} {source}."


def late_text(late: Sequence[LateApproval]) -> str:
    """Texts that were approved before they were entered as such, each with why; empty without any."""
    if not late:
        return ""
    told = [
        _(
            "{who}: approved on {on} by {judge}, entered on {entered}: {why}",
            who=join_name(one.first_names or one.initials, one.prefix, one.last_name),
            on=short_day(one.approved_on),
            judge=one.judged_by,
            entered=short_day(one.entered_at.astimezone().date()),
            why=one.why,
        )
        for one in late[:MOST_LATE]
    ]
    more = len(late) - len(told)
    told += [ngettext("and 1 more", "and {n} more", more)] if more else []
    return "\n".join((_("Approved before it was entered, in the past quarter:"), *told))


def in_closed_text(found: Sequence[InClosedCase]) -> str:
    """Residents whose approved help stands in a closed case, with the way out; empty without any."""
    if not found:
        return ""
    who = ", ".join(join_name(one.first_names or one.initials, one.prefix, one.last_name) for one in found[:MOST_LATE])
    more = len(found) - MOST_LATE
    names = f"{who} {ngettext('and 1 more', 'and {n} more', more)}" if more > 0 else who
    return _(
        "Approved help stands in a closed case: {names}. Reopen the case, and decide on the help or end it.",
        names=names,
    )
