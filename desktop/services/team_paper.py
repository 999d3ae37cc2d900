"""The caseload of the team on paper: how much lies with whom. It names colleagues and no residents."""

from __future__ import annotations

from desktop.language import _
from desktop.language.forms import long_day
from desktop.models.faults import RuleBroken
from desktop.models.figure_papers import FiguresPage, PaperFigure
from desktop.models.papers import PaperHead
from desktop.services.team_page import SIGN_HEADS, ConsultantLine, page_without_names
from desktop.services.team_words import rule_text
from desktop.services.workplace import Workplace

TEAM = "team"
"""The one subject there is."""


def caseload_page(workplace: Workplace, subject: str) -> FiguresPage:
    """Everything it prints; it is about the team as a whole.

    Raises:
        RuleBroken: ``gone`` for another subject than `TEAM`, ``not-allowed``.
    """
    if subject != TEAM:
        raise RuleBroken("gone")
    page = page_without_names(workplace)
    head = PaperHead("", workplace.profile.name, workplace.today, workplace.colleague.name)
    heads = (_("Consultant"), _("Cases"), _("Weight"), *(_(name) for name in SIGN_HEADS.values()))
    table = PaperFigure(
        _("Per consultant"),
        rule_text(page.rule),
        (_("As it is on {day}", day=long_day(workplace.today)) + ".",),
        heads,
        tuple(_row(line) for line in page.lines),
    )
    title = _("Caseload of the team")
    return FiguresPage(head, title, _("For the team only: small numbers stand in it."), "", (table,))


def _row(line: ConsultantLine) -> tuple[str, ...]:
    counts = (str(line.signs[sign]) for sign in SIGN_HEADS)
    part = f"{line.load.part} %" if line.load else "—"
    return (line.name or _("Nobody yet"), str(line.cases), part, *counts)
