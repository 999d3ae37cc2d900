"""Papers: gathered here, worded and laid out by the reports; where they are kept is the caller's business."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from desktop.language import N_, _, speaking, spoken
from desktop.models.casework import Application, Case
from desktop.models.destruction_request import DestructionRequest
from desktop.models.indications import Evaluation, Indication
from desktop.models.people import Resident
from desktop.models.waiting import WaitingListEntry
from desktop.reports.content import Paper
from desktop.reports.decision import decision
from desktop.reports.destruction import destruction
from desktop.reports.evaluation import evaluation
from desktop.reports.figures import figures
from desktop.reports.html_page import html
from desktop.reports.map_page import map_page
from desktop.reports.page import printed
from desktop.reports.request_letter import request_letter
from desktop.reports.support_plan import support_plan
from desktop.reports.transition_plan import transition_plan
from desktop.reports.waiting_letter import waiting_letter
from desktop.reports.who_looked import who_looked
from desktop.reports.withdrawal_letter import withdrawal_letter
from desktop.services import waiting_letter as letters
from desktop.services.dashboards.keeping import figures_page
from desktop.services.decision_paper import decision_page
from desktop.services.destruction_paper import destruction_page
from desktop.services.evaluation_paper import evaluation_page
from desktop.services.map_paper import map_page_of
from desktop.services.plans import plan_page
from desktop.services.request_letter import request_page
from desktop.services.team_paper import caseload_page
from desktop.services.transition_paper import transition_page
from desktop.services.who_looked import who_looked_page
from desktop.services.withdrawal_letter import withdrawal_page
from desktop.services.workplace import Workplace
from desktop.store.reader import Reader


class PaperKind(StrEnum):
    """Papers: about a case, an indication, an evaluation, a wait, an entry, figures, who looked, a destruction."""

    SUPPORT_PLAN = "support-plan"
    DECISION = "decision"
    EVALUATION = "evaluation"
    WAITING_LETTER = "waiting-letter"
    WITHDRAWAL_LETTER = "withdrawal-letter"
    REQUEST_LETTER = "request-letter"
    MAP_PAGE = "map-page"
    TRANSITION_PLAN = "transition-plan"
    FIGURES = "figures"
    CASELOAD = "caseload"
    WHO_LOOKED = "who-looked"
    DESTRUCTION = "destruction"


TITLES: Mapping[PaperKind, str] = {
    PaperKind.SUPPORT_PLAN: N_("Support plan"),
    PaperKind.DECISION: N_("Decision"),
    PaperKind.EVALUATION: N_("Evaluation"),
    PaperKind.WAITING_LETTER: N_("Letter about the wait"),
    PaperKind.WITHDRAWAL_LETTER: N_("Letter about a withdrawn application"),
    PaperKind.REQUEST_LETTER: N_("Letter about a request to destroy"),
    PaperKind.MAP_PAGE: N_("Page from the social map"),
    PaperKind.TRANSITION_PLAN: N_("Plan for 18 and after"),
    PaperKind.FIGURES: N_("Figures"),
    PaperKind.CASELOAD: N_("Caseload of the team"),
    PaperKind.WHO_LOOKED: N_("Who looked in the file"),
    PaperKind.DESTRUCTION: N_("Certificate of destruction"),
}
"""Msgid by kind: also the name of the file, which therefore tells nobody whom it is about."""

_SAYS: Mapping[PaperKind, Callable[[Workplace, str, str], Paper]] = {
    PaperKind.SUPPORT_PLAN: lambda at, of, language: support_plan(plan_page(at, of), language),
    PaperKind.DECISION: lambda at, of, language: decision(decision_page(at, of), language),
    PaperKind.EVALUATION: lambda at, of, language: evaluation(evaluation_page(at, of), language),
    PaperKind.WAITING_LETTER: lambda at, of, language: waiting_letter(letters.gather(at, of), language),
    PaperKind.WITHDRAWAL_LETTER: lambda at, of, language: withdrawal_letter(withdrawal_page(at, of), language),
    PaperKind.REQUEST_LETTER: lambda at, of, language: request_letter(request_page(at, of), language),
    PaperKind.MAP_PAGE: lambda at, of, language: map_page(map_page_of(at, of), language),
    PaperKind.TRANSITION_PLAN: lambda at, of, language: transition_plan(transition_page(at, of), language),
    PaperKind.FIGURES: lambda at, of, language: figures(figures_page(at, of), language),
    PaperKind.CASELOAD: lambda at, of, language: figures(caseload_page(at, of), language),
    PaperKind.WHO_LOOKED: lambda at, of, language: who_looked(who_looked_page(at, of), language),
    PaperKind.DESTRUCTION: lambda at, of, language: destruction(destruction_page(at, of), language),
}

ABOUT_NOBODY = frozenset({PaperKind.MAP_PAGE, PaperKind.FIGURES, PaperKind.CASELOAD, PaperKind.DESTRUCTION})


@dataclass(frozen=True)
class MadePaper:
    """A paper in both its forms.

    Attributes:
        pages: Of the PDF.
        name: What a file of it is called, without ending.
        mail_to: The resident's address; empty when not known, or when the paper is about nobody.
    """

    kind: PaperKind
    language: str
    pdf: bytes
    pages: int
    html: str
    name: str
    mail_to: str = ""


def make_paper(workplace: Workplace, kind: PaperKind, subject: str, language: str | None = None) -> MadePaper:
    """A paper in the language in force, unless another is asked for.

    Raises:
        RuleBroken: ``gone``; ``not-allowed`` for a colleague who may not see the case; ``wait-over``,
            ``not-withdrawn``.
    """
    chosen = language or spoken()
    with speaking(chosen):  # some of what a paper prints is put in words while it is gathered
        paper = _SAYS[kind](workplace, subject, chosen)
        name = _(TITLES[kind])
    made = printed(paper)
    return MadePaper(kind, chosen, made.content, made.pages, html(paper), name, _mail_to(workplace, kind, subject))


def _mail_to(workplace: Workplace, kind: PaperKind, subject: str) -> str:
    if kind in ABOUT_NOBODY:
        return ""
    with workplace.store.read() as reader:
        case = reader.get(Case, _case_of(reader, kind, subject))
        return reader.get(Resident, case.resident_id).email


def _case_of(reader: Reader, kind: PaperKind, subject: str) -> str:
    if kind is PaperKind.DECISION:
        return reader.get(Indication, subject).case_id
    if kind is PaperKind.EVALUATION:
        return reader.get(Indication, reader.get(Evaluation, subject).indication_id).case_id
    if kind is PaperKind.WITHDRAWAL_LETTER:
        return reader.get(Application, subject).case_id
    if kind is PaperKind.REQUEST_LETTER:
        return reader.get(DestructionRequest, subject).case_id
    if kind is PaperKind.WAITING_LETTER:
        return reader.get(WaitingListEntry, subject).case_id
    return subject
