"""Writing a plan: exactly what the dry run showed, all of it or nothing."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

from desktop.exchange.targets import KINDS
from desktop.models.faults import RuleBroken
from desktop.store.queries.imports import latest_change

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from desktop.exchange.plan import ImportPlan, Progress
    from desktop.models.base import Value
    from desktop.store.unit_of_work import UnitOfWork

_AT_ONCE = 1_000


def apply(uow: UnitOfWork, plan: ImportPlan, progress: Progress | None = None) -> None:
    """Stores the plan's values and changes in the unit of work; the caller commits.

    Raises:
        RuleBroken: ``import-stale`` when the social map changed since the plan was made.
    """
    if latest_change(uow, KINDS) != plan.mark:
        raise RuleBroken("import-stale")
    total = len(plan.additions) + len(plan.alterations)
    done = 0
    for values in _batches(plan.additions):
        uow.add(*values)
        done += len(values)
        if progress:
            progress(done, total)
    for alteration in plan.alterations:
        uow.change(alteration.kind, alteration.id, **alteration.after)
    if progress:
        progress(total, total)


def _batches(values: Iterable[Value]) -> Iterator[tuple[Value, ...]]:
    rest = iter(values)
    while batch := tuple(islice(rest, _AT_ONCE)):
        yield batch
