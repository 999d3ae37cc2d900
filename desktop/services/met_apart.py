"""What two laptops did apart and cannot both hold: told at the case with the way out, as nothing else asks about it."""

from __future__ import annotations

from collections.abc import Iterator

from desktop.language import _
from desktop.language.forms import long_day
from desktop.models.kinds import CasePhase, IndicationStatus
from desktop.services.case_page import CasePage


def met_apart(page: CasePage) -> tuple[str, ...]:
    """A sentence for each; the same one once."""
    return tuple(dict.fromkeys((*_in_closed_case(page), *_withdrawn_and_decided(page))))


def _in_closed_case(page: CasePage) -> Iterator[str]:
    """Closing ends what is approved: what stands approved afterwards was approved where nobody knew of the closing."""
    if page.case.phase is not CasePhase.CLOSED:
        return
    for one in page.indications:
        if one.indication.status is IndicationStatus.APPROVED:
            yield _(
                "{help} stands approved in a case that is closed: nothing reminds of it any more. "
                "Reopen the case, and decide on the help or end it.",
                help=one.product or _("Help"),
            )


def _withdrawn_and_decided(page: CasePage) -> Iterator[str]:
    """Either is refused where the other is known."""
    decisions = [one.decision for one in page.indications if one.decision is not None]
    for application in page.applications:
        taken = [one.decided_on for one in decisions if application.id in one.answers]
        if application.withdrawn_on is not None and taken:
            yield _(
                "The application of {day} was withdrawn on {off}, and decided on on {on}. Ask the resident what holds. "
                "If the help is still wanted, take the withdrawal back under More; if not, end the help.",
                day=long_day(application.applied_on),
                off=long_day(application.withdrawn_on),
                on=long_day(min(taken)),
            )
