"""Young people around eighteen, put in a real store as they are."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from desktop.models.casework import Case
from desktop.models.course import Consent
from desktop.models.indications import Indication, Trajectory
from desktop.models.kinds import CareForm, CasePhase, ConsentPurpose, IndicationStatus, Law
from desktop.models.people import Resident
from desktop.rules.dates import add_months, birthday

if TYPE_CHECKING:
    from desktop.services.workplace import Workplace

DAY = timedelta(days=1)


@dataclass(frozen=True)
class Young:
    """Ids of what was made, and the eighteenth birthday."""

    resident_id: str
    case_id: str
    adult_on: date


def a_youth(
    desk: Workplace,
    last_name: str = "Dekker",
    *,
    days: int = 300,
    form: CareForm = CareForm.GUIDANCE,
    end: date | None = None,
    **fields: object,
) -> Young:
    """Someone who is eighteen in so many days, with youth help that runs since a year ago until the day before.

    `end` is another last day of the help; `fields` are other fields of the indication.
    """
    adult = desk.today + timedelta(days=days)
    resident = Resident(first_names="Sam", last_name=last_name, birth_date=birthday(adult, -18), municipality="Oldambt")
    case = Case(
        resident_id=resident.id, law=Law.JEUGDWET, municipality="Oldambt", phase=CasePhase.RUNNING,
        consultant=desk.colleague.id, opened_on=desk.today - timedelta(days=400),
    )  # fmt: skip
    given: dict[str, object] = {"start": desk.today - timedelta(days=365), "end": end or adult - DAY, "care_form": form}
    _store(desk, resident, case, _help(case, given | fields))
    return Young(resident.id, case.id, adult)


def wmo_help(desk: Workplace, young: Young, start: date, *, consent: bool = True, **fields: object) -> str:
    """Help under the Wmo from a day on, in a case of its own; with the consent that lets it be seen. Gives its id."""
    case = Case(
        resident_id=young.resident_id, law=Law.WMO, municipality="Oldambt", phase=CasePhase.RUNNING,
        consultant="wmo-desk", opened_on=desk.today,
    )  # fmt: skip
    given = _help(case, {"start": start, "end": add_months(start, 12) - DAY} | fields)
    _store(desk, case, given)
    if consent:
        _store(desk, Consent(resident_id=young.resident_id, purpose=ConsentPurpose.FROM_WMO, asked_on=desk.today))
    return given.id


def stopped(desk: Workplace, indication_id: str, on: date) -> None:
    """The help really ended on a day before its last."""
    with desk.store.work("Stop") as work:
        work.change(Indication, indication_id, status=IndicationStatus.ENDED)
        work.add(Trajectory(indication_id=indication_id, started_on=on - timedelta(days=60), ended_on=on))
        work.commit()


def _help(case: Case, fields: dict[str, object]) -> Indication:
    usual: dict[str, object] = {
        "case_id": case.id, "status": IndicationStatus.APPROVED, "law": case.law, "product": "begeleiding-regulier",
    }  # fmt: skip
    return Indication.model_validate(usual | fields)


def _store(desk: Workplace, *values: Resident | Case | Indication | Consent) -> None:
    with desk.store.work("Begin") as work:
        for value in values:
            work.add(value)
        work.commit()
