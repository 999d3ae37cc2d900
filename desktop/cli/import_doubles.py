"""Doubles of an import on the command line: what was decided, and what can be."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import typer

from desktop.exchange.plan import Verdict
from desktop.language import _
from desktop.services.import_doubles import RowDecision, row_name

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from desktop.exchange.plan import Candidate, Double, ImportPlan


def row_decisions(same: Iterable[str], new: Iterable[str], skip: Iterable[str]) -> tuple[RowDecision, ...]:
    """What was told, as the services take it.

    Raises:
        typer.BadParameter: A `same` that does not say of which row, or what it is the same as.
    """
    pairs = [(text, *(part.strip() for part in text.partition("=")[::2])) for text in same]
    wrong = next((text for text, row, other in pairs if not (row and other)), None)
    if wrong is not None:
        raise typer.BadParameter(f"--same {wrong[:60]}: ROW=ID")
    return (
        *(RowDecision(row, Verdict.SAME, other) for _text, row, other in pairs),
        *(RowDecision(row.strip(), Verdict.NEW) for row in new),
        *(RowDecision(row.strip(), Verdict.SKIP) for row in skip),
    )


def documents(plan: ImportPlan) -> list[dict[str, Any]]:
    """One for each row and what it may be the same as."""
    return [_document(double, one) for double in plan.doubles for one in double.candidates]


def lines(plan: ImportPlan) -> Iterator[str]:
    """In words, with what to type when it is the same."""
    alone = len({double.table for double in plan.doubles}) == 1
    for double in plan.doubles:
        if double.decision is not None:
            continue
        row = row_name(double.row, double.table, alone=alone)
        for one in double.candidates:
            yield _(
                "row {row}, “{told}”, looks like {other}: {why}. If it is the same: --same {row}={key}",
                row=row,
                told=double.told.get("name", ""),
                other=_other(one),
                why=one.why,
                key=one.id or row_name(one.row, one.table, alone=alone),
            )


def _other(one: Candidate) -> str:
    if one.row:
        return _("“{name}” in row {row}", name=one.name, row=one.row)
    where = ", ".join(filter(None, (one.place, one.source)))
    return _("“{name}” ({where})", name=one.name, where=where) if where else _("“{name}”", name=one.name)


def _document(double: Double, one: Candidate) -> dict[str, Any]:
    decided = double.verdict if double.verdict is not Verdict.SAME or one is double.candidate else None
    return {
        "table": double.table,
        "row": double.row,
        "told": double.told.get("name", ""),
        "id": one.id or None,
        "like_table": one.table or None,
        "like_row": one.row or None,
        "name": one.name,
        "place": one.place,
        "source": one.source,
        "score": round(one.score, 2),
        "reason": one.why,
        "reasons": list(one.reasons),
        "decision": decided,
    }
