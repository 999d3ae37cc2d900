"""How a municipality keeps the number of providers in hand: closing a product group, a highest and a lowest number."""

from __future__ import annotations

from datetime import date, timedelta

from desktop.language import N_
from desktop.models.changes import ChangeSet
from desktop.models.faults import RuleBroken
from desktop.models.purchasing import PurchaseMeasure
from desktop.rules.contracts import check_measure
from desktop.rules.permissions import Act, require
from desktop.services.guards import only
from desktop.services.workplace import Workplace
from desktop.store.mapping import validated

MEASURE_FIELDS = ("kind", "municipality", "lot", "segment", "product", "number", "start", "end", "reason")


def measures(workplace: Workplace) -> tuple[PurchaseMeasure, ...]:
    """All measures: those that hold or will hold first, by municipality and product; then the ended ones."""
    with workplace.store.read() as reader:
        found = reader.find(PurchaseMeasure)
    today = workplace.today
    return tuple(sorted(found, key=lambda m: (m.end is not None and m.end < today, m.municipality, m.product, m.kind)))


def set_measure(workplace: Workplace, **fields: object) -> tuple[str, ChangeSet]:
    """Writes a measure down, from today unless a day is given; returns its id.

    Raises:
        RuleBroken: ``not-allowed``, what `check_measure` refuses, or a field's limit.
    """
    require(workplace.role, Act.CHANGE_CONTRACTS)
    only(fields, MEASURE_FIELDS)
    measure = validated(PurchaseMeasure, {"start": workplace.today, **fields})
    with workplace.work(N_("Set purchase measure")) as work:
        check_measure(workplace.profile, measure, work.find(PurchaseMeasure))
        work.add(measure)
        return measure.id, work.commit()


def lift_measure(workplace: Workplace, measure_id: str, from_day: date | None = None) -> ChangeSet:
    """Says from which day a measure no longer holds, today unless another is given.

    Raises:
        RuleBroken: ``not-allowed``, ``gone``, ``already-ends`` (end) when it ended before.
    """
    require(workplace.role, Act.CHANGE_CONTRACTS)
    last = (from_day or workplace.today) - timedelta(days=1)
    with workplace.work(N_("Lift purchase measure")) as work:
        measure = work.get(PurchaseMeasure, measure_id)
        if measure.end is not None and measure.end <= last:
            raise RuleBroken("already-ends", "end", day=measure.end.strftime("%d-%m-%Y"))
        if measure.start > last:
            work.remove(PurchaseMeasure, measure_id)
        else:
            work.change(PurchaseMeasure, measure_id, end=last)
        return work.commit()
