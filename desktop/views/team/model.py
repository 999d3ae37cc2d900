"""The columns of both tables: the team, and the cases of one of it."""

from __future__ import annotations

from functools import partial

from desktop.language import _
from desktop.language.forms import short_day
from desktop.models.labels import label
from desktop.services.phase_words import phase_text
from desktop.services.team_page import SIGN_HEADS, SIGN_NAMES, ConsultantLine, Sign, TeamCase
from desktop.services.team_words import load_text
from desktop.views.design.tables import TableColumn


def team_columns() -> list[TableColumn[ConsultantLine]]:
    """In the order shown, in the language in force."""
    return [
        TableColumn(_("Consultant"), _name),
        TableColumn(_("Cases"), lambda line: str(line.cases)),
        TableColumn(_("Weight"), _load),
        *(TableColumn(_(name), partial(_count, sign=sign)) for sign, name in SIGN_HEADS.items()),
    ]


def case_columns() -> list[TableColumn[TeamCase]]:
    """The same for the cases of one."""
    return [
        TableColumn(_("Resident"), lambda case: case.resident),
        TableColumn(_("Act"), lambda case: label(case.law)),
        TableColumn(_("Where it stands"), lambda case: phase_text(case.phase, case.applied_for)),
        TableColumn(_("Opened"), lambda case: short_day(case.opened_on)),
        TableColumn(_("Asks attention for"), _signs),
    ]


def _name(line: ConsultantLine) -> str:
    """With what is to be known of it; it stands in words, not in a colour."""
    under = [line.name or _("Nobody yet")]
    if line.covered:
        under.append(_("covers {n}", n=line.covered))
    if line.cover_over:
        under.append(_("cover is over: {n}", n=line.cover_over))
    if line.colleague_id and not line.is_active:
        under.append(_("does not work here any more"))
    return " · ".join(under)


def _load(line: ConsultantLine) -> str:
    over = line.load is not None and line.load.is_over
    return _("too much: {load}", load=load_text(line)) if over else load_text(line)


def _count(line: ConsultantLine, sign: Sign) -> str:
    return str(line.signs[sign])


def _signs(case: TeamCase) -> str:
    told = [_(SIGN_NAMES[sign]).lower() for sign in case.signs]
    if case.covers_for:
        told.append(_("for {name} until {day}", name=case.covers_for, day=short_day(case.covered_until)))
    return ", ".join(told)
