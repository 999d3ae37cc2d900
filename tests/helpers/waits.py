"""A small region of three providers whose waiting times differ in everything a matrix must tell apart."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from desktop.models.kinds import AvailabilityStatus
from desktop.models.social_map import AvailabilityReport, Contract, ContractedProduct, Provider
from desktop.services.workplace import Workplace

REGULAR, PLUS = "begeleiding-regulier", "begeleiding-plus"


def a_provider(workplace: Workplace, name: str, *products: str, **fields: Any) -> str:  # noqa: ANN401 - fields of many kinds
    """A provider with a contract for these products; returns its id."""
    made = Provider.model_validate({"name": name, "laws": ("WMO",), "phone": "0597 11 22 33", **fields})
    contract = Contract(provider_id=made.id, start=date(2022, 1, 1))
    agreed = [
        ContractedProduct(contract_id=contract.id, provider_id=made.id, product=product, start=date(2022, 1, 1))
        for product in products
    ]
    with workplace.work("Settle") as work:
        work.add(made, contract, *agreed)
        work.commit()
    return made.id


def measured(
    workplace: Workplace,
    provider_id: str,
    *,
    days: int = 3,
    intake: tuple[float | None, float | None] = (None, None),
    start: tuple[float | None, float | None] = (None, None),
    **fields: Any,  # noqa: ANN401 - idem
) -> str:
    """An observation of so many days ago, as it is; returns its id."""
    told = {
        "provider_id": provider_id,
        "product": REGULAR,
        "measured_on": workplace.today - timedelta(days=days),
        "status": AvailabilityStatus.OPEN,
        "intake_min": intake[0],
        "intake_max": intake[1],
        "start_min": start[0],
        "start_max": start[1],
        "source": "telefoon",
        "checked_by": "Noor Hagedoorn",
    }
    report = AvailabilityReport.model_validate(told | fields)
    with workplace.work("Settle") as work:
        work.add(report)
        work.commit()
    return report.id
