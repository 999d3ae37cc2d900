"""Residents with help that lasted, by the real models on a real store."""

from __future__ import annotations

from datetime import timedelta
from random import Random
from typing import TYPE_CHECKING

from desktop.models.casework import Case
from desktop.models.indications import Indication, Trajectory
from desktop.models.kinds import IndicationStatus, Law
from desktop.models.people import Resident
from desktop.rules.dates import add_months
from tests.helpers.casework import LOT, PRODUCT, SEGMENT
from tests.helpers.granted import store

if TYPE_CHECKING:
    from desktop.services.workplace import Workplace


def let_help_last(desk: Workplace, many: int, *, age: int = 40, seed: int = 7, **fields: object) -> None:
    """So many residents of an age, helped for some months to some years, a third of them still; always the same."""
    dice, today = Random(seed), desk.today  # noqa: S311 - invented, the same every time
    for _n in range(many):
        began = today - timedelta(days=dice.randrange(60, 1600))
        last = began + timedelta(days=round(dice.weibullvariate(520, 1.4)) + 20)
        resident = Resident(last_name="Boerema", birth_date=add_months(began, -12 * age - 3))
        case = Case(resident_id=resident.id, opened_on=began)
        usual = {"case_id": case.id, "law": Law.WMO, "lot": LOT, "segment": SEGMENT, "product": PRODUCT}
        given = Indication.model_validate(usual | {"status": IndicationStatus.APPROVED} | fields)
        ended = last if last <= today else None
        store(desk, resident, case, given, Trajectory(indication_id=given.id, started_on=began, ended_on=ended))
