"""A figure without small counts as text to keep, and back: what left the team is told again as it was."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from desktop.services.dashboards.definitions import DEFINITIONS, INFLOW
from desktop.services.dashboards.figure import Cell, Column, Figure, Measure, Row

_HIDDEN = "x"
_DEFINED = {**DEFINITIONS, INFLOW.id: INFLOW}


def frozen(figures: Mapping[str, Iterable[Figure]]) -> str:
    """Figures by language. The counts behind a cell do not go along: of what is left out nothing is kept."""
    return json.dumps(
        {language: [_plain(one) for one in told] for language, told in figures.items()},
        ensure_ascii=False,
        separators=(",", ":"),
    )


def thawed(content: str, language: str) -> tuple[Figure, ...]:
    """The figures in a language."""
    return tuple(_figure(one) for one in json.loads(content)[language])


def _plain(figure: Figure) -> dict[str, Any]:
    return {
        "id": figure.id,
        "text": figure.text,
        "head": figure.head,
        "columns": [[one.name, one.measure.value, one.drawn] for one in figure.columns],
        "rows": [[r.name, r.is_total, [_HIDDEN if c.hidden else c.value for c in r.cells]] for r in figure.rows],
        "days": [figure.first.isoformat(), figure.last.isoformat()],
        "source": figure.source,
        "hidden": figure.hidden,
    }


def _figure(plain: Mapping[str, Any]) -> Figure:
    first, last = map(date.fromisoformat, plain["days"])
    columns = tuple(Column(name, Measure(measure), drawn) for name, measure, drawn in plain["columns"])
    rows = tuple(
        Row(name, tuple(Cell(None, hidden=True) if c == _HIDDEN else Cell(c) for c in cells), is_total)
        for name, is_total, cells in plain["rows"]
    )
    return Figure(
        _DEFINED[plain["id"]], plain["text"], plain["head"], columns, rows, first, last, plain["source"],
        hidden=plain["hidden"],
    )  # fmt: skip
