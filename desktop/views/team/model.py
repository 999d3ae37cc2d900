"""The columns of both tables: the team, and the cases of one of it."""

from __future__ import annotations

from functools import partial

from desktop.language import _
from desktop.language.forms import short_day
from desktop.models.labels import label
from desktop.services.team_page import SIGN_NAMES, ConsultantLine, Sign, TeamCase
from desktop.services.team_words import load_text
from desktop.views.design.tables import RowsModel, TableColumn
from desktop.views.design.tokens import Tone

LOAD = 2


def team_columns() -> list[TableColumn[ConsultantLine]]:
    """In the order shown, in the language in force."""
    return [
        TableColumn(_("Consultant"), _name),
        TableColumn(_("Cases"), lambda line: str(line.cases)),
        TableColumn(_("Weight"), _load),
        *(TableColumn(_(name), partial(_count, sign=sign)) for sign, name in SIGN_NAMES.items()),
    ]


def case_columns() -> list[TableColumn[TeamCase]]:
    """The same for the cases of one."""
    return [
        TableColumn(_("Resident"), lambda case: case.resident),
        TableColumn(_("Act"), lambda case: label(case.law)),
        TableColumn(_("Where it stands"), lambda case: label(case.phase)),
        TableColumn(_("Opened"), lambda case: short_day(case.opened_on)),
        TableColumn(_("Asks attention for"), _signs),
    ]


def mark(model: RowsModel[ConsultantLine], row: int, column: int) -> tuple[str, Tone] | None:
    """What asks for attention in the table of the team: too much work, and cases of nobody."""
    line = model.row(row)
    if column == LOAD and line.load is not None and line.load.is_over:
        return "caution", Tone.BAD
    if column == 0 and line.cover_over:
        return "clock", Tone.CAUTION
    return ("question", Tone.CAUTION) if column == 0 and not line.colleague_id and line.cases else None


def _name(line: ConsultantLine) -> str:
    under = []
    if line.covered:
        under.append(_("covers {n}", n=line.covered))
    if line.cover_over:
        under.append(_("cover is over: {n}", n=line.cover_over))
    if line.colleague_id and not line.is_active:
        under.append(_("does not work here any more"))
    return f"{line.name or _('Nobody yet')}\n{', '.join(under)}"


def _load(line: ConsultantLine) -> str:
    over = line.load is not None and line.load.is_over
    return f"{load_text(line)}\n{_('more than one can have') if over else ''}"


def _count(line: ConsultantLine, sign: Sign) -> str:
    return str(line.signs[sign])


def _signs(case: TeamCase) -> str:
    told = [_(SIGN_NAMES[sign]).lower() for sign in case.signs]
    if case.covers_for:
        told.append(_("for {name} until {day}", name=case.covers_for, day=short_day(case.covered_until)))
    return ", ".join(told)
