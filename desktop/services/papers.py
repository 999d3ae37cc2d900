"""Papers: gathered here, laid out by the reports, returned as bytes; where they are kept is the caller's business."""

from __future__ import annotations

from desktop.language import speaking, spoken
from desktop.reports.map_page import map_page
from desktop.reports.support_plan import support_plan
from desktop.reports.waiting_letter import waiting_letter
from desktop.services import waiting_letter as letters
from desktop.services.map_paper import map_page_of
from desktop.services.plans import plan_page
from desktop.services.workplace import Workplace


def support_plan_paper(workplace: Workplace, case_id: str, language: str | None = None) -> bytes:
    """The support plan of a case as PDF, in the language in force unless another is asked for.

    Raises:
        RuleBroken: ``gone``, or ``not-allowed`` for a colleague who may not see the case.
    """
    return support_plan(plan_page(workplace, case_id), language or spoken())


def map_page_paper(workplace: Workplace, entry_id: str, language: str | None = None) -> bytes:
    """A page about a community service or provider as PDF, for a resident to take along.

    Raises:
        RuleBroken: ``gone``.
    """
    chosen = language or spoken()
    with speaking(chosen):
        page = map_page_of(workplace, entry_id)
    return map_page(page, chosen)


def waiting_letter_paper(workplace: Workplace, entry_id: str, language: str | None = None) -> bytes:
    """The letter to a resident about a wait as PDF, in the language in force unless another is asked for.

    Raises:
        RuleBroken: ``gone``, ``wait-over``, or ``not-allowed`` for a colleague who may not see the case.
    """
    asked = language or spoken()
    with speaking(asked):  # what a provider reported is put in words while it is gathered
        page = letters.gather(workplace, entry_id)
    return waiting_letter(page, asked)
