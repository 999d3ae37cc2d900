"""Which row names the columns, as it is told on the command line."""

from __future__ import annotations

from collections.abc import Iterable

import typer


def header_rows(told: Iterable[str]) -> dict[str, int]:
    """Row by table of ``ROW`` and ``TABLE=ROW``; a row without a table counts for every other table, under "".

    Raises:
        typer.BadParameter: It is no number from 1 on.
    """
    found: dict[str, int] = {}
    for one in told:
        table, _sign, row = one.rpartition("=")
        if not (row.isascii() and row.isdigit() and int(row[:9]) > 0):
            raise typer.BadParameter(f"--header {one[:40]}: a row is a number from 1 on, like 3 or Blad1=3")
        found[table] = int(row[:9])
    return found
