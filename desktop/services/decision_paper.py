"""Gathering what the decision on an application prints."""

from __future__ import annotations

from dataclasses import replace

from desktop.models.casework import Application, Case
from desktop.models.indications import Decision, Indication
from desktop.models.kinds import Law
from desktop.models.papers import DecisionPage, PaperContribution
from desktop.rules.grounds import grounds
from desktop.rules.permissions import Act, require
from desktop.rules.terms import due_day
from desktop.services.case_terms import terms_here
from desktop.services.contributions import contribution_for
from desktop.services.kept_basis import basis_of, contribution_of
from desktop.services.paper_heads import paper_head, paper_help, paper_resident
from desktop.services.paper_records import decision_records
from desktop.services.reach import reach_of
from desktop.services.seals import APPROVED
from desktop.services.workplace import Workplace
from desktop.store.reader import Reader

OBJECTION = "objection"
"""Id of the term in the profile (Awb art. 6:7)."""

USUAL_WEEKS = 6
"""Of that term where a profile has none (Awb art. 6:7)."""

WEEK = 7
"""Days."""


def decision_page(workplace: Workplace, indication_id: str) -> DecisionPage:
    """Everything the decision prints; a draft until it was approved and decided.

    Raises:
        RuleBroken: ``gone``, or ``not-allowed`` for who may not see cases.
    """
    require(workplace.role, Act.SEE_CASES)
    with workplace.store.read() as reader:
        indication = reader.get(Indication, indication_id)
        case = reader.get(Case, indication.case_id)
        decided = next(iter(reversed(reader.find(Decision, indication_id=indication_id))), None)
        return _page(workplace, reader, case, indication, decided)


def _page(
    workplace: Workplace, reader: Reader, case: Case, indication: Indication, decided: Decision | None
) -> DecisionPage:
    application = _application(reader, case, decided)
    rests_on = basis_of(reader, case, indication)
    shown = decision_records(reader, case, indication, OBJECTION)
    terms = terms_here(reader, workplace.profile, case.municipality)
    term = next((t for t in terms if t.id == OBJECTION), None)
    granted = decided.granted if decided else True
    sent_on = decided.announced_on if decided else None
    head = replace(
        paper_head(workplace, reader, case, shown, decided.decided_on if decided else workplace.today),
        concept=decided is None or indication.status not in APPROVED,
    )
    return DecisionPage(
        head=head,
        resident=paper_resident(reader, case),
        law=indication.law,
        help=paper_help(workplace, reader, indication),
        granted=granted,
        number=decided.number if decided else "",
        grounds=_grounds(indication, decided, granted=granted),
        motivation=decided.motivation if decided else "",
        question=rests_on.question,
        applied_on=application.applied_on if application else None,
        decided_on=decided.decided_on if decided else None,
        announced_on=sent_on,
        objection_until=due_day(term, sent_on) if term and sent_on else None,
        objection_weeks=term.days // WEEK if term else USUAL_WEEKS,
        goals=rests_on.goals,
        alternatives=rests_on.alternatives,
        contribution=_contribution(workplace, reader, head.municipality, indication),
        contact=reach_of(reader, workplace.profile, head.municipality),
        pgb_reason=" ".join(filter(None, (indication.pgb_reason, indication.pgb_manager, indication.pgb_quality))),
    )


def _application(reader: Reader, case: Case, decided: Decision | None) -> Application | None:
    """The one that is decided on, the latest of them; where nobody wrote that down the latest before the decision.

    What was withdrawn is decided on only where the decision says so.
    """
    everything = sorted(reader.find(Application, case_id=case.id), key=lambda one: (one.applied_on, one.id))
    if named := [one for one in everything if decided is not None and one.id in decided.answers]:
        return named[-1]
    found = [one for one in everything if one.withdrawn_on is None]
    before = [one for one in found if decided is None or one.applied_on <= decided.decided_on]
    return next(iter(reversed(before or found)), None)


def _grounds(indication: Indication, decided: Decision | None, *, granted: bool) -> tuple[str, ...]:
    """As it was written down with the decision; else as the act says."""
    if decided and decided.ground.strip():
        return (decided.ground.strip(),)
    found = grounds(indication.law, indication.provision, granted=granted, extended=indication.extended)
    return tuple(f"{source.document}, {source.paragraph}" for source in found)


def _contribution(
    workplace: Workplace, reader: Reader, municipality: str, indication: Indication
) -> PaperContribution | None:
    """What was approved with it, else what is known for the first year of the help; None for an act without one."""
    if indication.law is not Law.WMO:
        return None
    kept = contribution_of(indication)
    if kept is not None:
        return kept
    found = contribution_for(reader, workplace.profile, indication, municipality, workplace.today)
    return PaperContribution(found.cents, found.year, found.source, indication.contribution_note, found.from_on)
