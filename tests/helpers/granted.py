"""A resident with help that was granted, ready to be allocated."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from desktop.models.casework import Case
from desktop.models.indications import Decision, Indication
from desktop.models.kinds import Frequency, Gender, IndicationStatus, Law, Unit
from desktop.models.people import Resident
from desktop.models.social_map import Provider
from tests.helpers.casework import LOT, PRODUCT, SEGMENT, a_case
from tests.helpers.standard import AGB, BSN

if TYPE_CHECKING:
    from desktop.models.base import Value
    from desktop.services.workplace import Workplace

START = date(2026, 11, 9)
"""Two weeks before the day it is in these tests."""

END = date(2027, 5, 9)

LEAD = "the-team-lead"
"""Who judges."""


@dataclass(frozen=True)
class Given:
    """Ids of what was made."""

    case_id: str
    indication_id: str
    provider_id: str


def store(desk: Workplace, *values: Value) -> None:
    """Puts values in the store as they are."""
    with desk.store.work("Begin") as work:
        work.add(*values)
        work.commit()


def everybody_sees_it(desk: Workplace) -> None:
    """As after a sync: the laptop shares, and nothing waits."""
    with desk.store.work("Sync") as work:
        work.connection.exec_driver_sql("INSERT OR REPLACE INTO sync_state (name, value) VALUES ('team', 'x')")
        work.connection.exec_driver_sql("UPDATE journal SET pushed = 1")
        work.commit()


def a_provider(desk: Workplace, agb_code: str = AGB, name: str = "De Kwikstaart") -> str:
    """A provider with its code."""
    provider = Provider(name=name, laws=("WMO",), place="Winschoten", agb_code=agb_code)
    store(desk, provider)
    return provider.id


def a_client(desk: Workplace, **fields: object) -> str:
    """A case of someone of whom everything is known that a message needs."""
    known: dict[str, object] = {
        "bsn": BSN,
        "first_names": "Jan Pieter",
        "initials": "J.P.",
        "prefix": "de",
        "gender": Gender.MALE,
        "address": "Dorpsstraat 12 A",
        "phone": "0597-12 34 56",
        "email": "jan@example.org",
    }
    return a_case(desk, "Boer", **(known | fields))


def granted(desk: Workplace, case_id: str, provider_id: str, **fields: object) -> str:
    """An approved indication with a decision to grant it; its id."""
    usual: dict[str, object] = {
        "case_id": case_id,
        "status": IndicationStatus.APPROVED,
        "law": Law.WMO,
        "lot": LOT,
        "segment": SEGMENT,
        "product": PRODUCT,
        "start": START,
        "end": END,
        "volume": 2,
        "unit": Unit.HOUR,
        "frequency": Frequency.WEEK,
        "provider_id": provider_id,
    }
    indication = Indication.model_validate(usual | fields)
    decided = START - timedelta(days=5)
    draft = indication.model_copy(update={"status": IndicationStatus.HANDED_IN})
    store(desk, draft, Decision(indication_id=indication.id, decided_on=decided, announced_on=decided))
    with desk.store.work("Approve", actor=LEAD) as work:
        work.change(Indication, draft.id, status=indication.status, judged_by=LEAD)
        work.commit()
    return indication.id


def someone(desk: Workplace, **fields: object) -> Given:
    """All of it together."""
    case_id, provider_id = a_client(desk), a_provider(desk)
    return Given(case_id, granted(desk, case_id, provider_id, **fields), provider_id)


def change_resident(desk: Workplace, case_id: str, **fields: object) -> None:
    """Corrects the client of a case, past every check."""
    with desk.store.work("Correct") as work:
        work.change(Resident, work.get(Case, case_id).resident_id, **fields)
        work.commit()
