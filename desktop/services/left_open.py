"""What is still to be done in a case: told before it is closed, for afterwards nothing reminds of it any more."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from desktop.language import _
from desktop.language.forms import long_day
from desktop.models.kinds import IndicationStatus
from desktop.rules.passing_on import GROUNDS, is_open
from desktop.rules.terms import RESIDENTS_OWN
from desktop.services.case_page import CasePage, IndicationOnPage


def left_open(page: CasePage, today: date) -> tuple[str, ...]:
    """A sentence for each, what the resident has a right to first."""
    return tuple(dict.fromkeys((*_terms(page), *_decisions(page), *_talks(page, today), *_agreed(page, today))))


def _terms(page: CasePage) -> Iterator[str]:
    for line in page.terms:
        if line.met_on is None and line.term not in RESIDENTS_OWN:
            yield _("{term}: not done yet, at the latest on {day}.", term=line.name, day=long_day(line.due))


def _decisions(page: CasePage) -> Iterator[str]:
    for one in page.indications:
        decided = one.decision
        if decided is None and one.indication.status is IndicationStatus.APPROVED:
            yield _("{help} was approved, and no decision was written down.", help=one.product)
        if decided is not None and decided.announced_on is None:
            yield _(
                "The decision of {day} was not sent: it holds for nobody yet, and nobody can object (Awb art. 3:40 "
                "and 6:8).",
                day=long_day(decided.decided_on),
            )


def _talks(page: CasePage, today: date) -> Iterator[str]:
    for talk in page.conversations:
        if not talk.done and talk.held_on <= today:
            yield _("The report of the talk of {day} is not finished.", day=long_day(talk.held_on))


def _agreed(page: CasePage, today: date) -> Iterator[str]:
    for referral in page.referrals:
        if referral.followed_on is None and referral.kind in GROUNDS:
            yield _("Nobody looked at the referral of {day}.", day=long_day(referral.referred_on))
    for handover in filter(is_open, page.handovers):
        yield _(
            "The warm handover to {name} was not held; it was agreed for {day}.",
            name=handover.received_by,
            day=long_day(handover.on_day),
        )
    for one in page.indications:
        yield from _evaluations(one, today)


def _evaluations(one: IndicationOnPage, today: date) -> Iterator[str]:
    for planned in one.evaluations:
        if planned.held_on is None and planned.due_on <= today:
            yield _("The evaluation of {day} was not held.", day=long_day(planned.due_on))
