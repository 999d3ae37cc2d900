"""A region of invented residents with help, filled a few at a time, for what is counted over all of them."""

from __future__ import annotations

from datetime import date, timedelta

from desktop.models.casework import Case
from desktop.models.indications import Indication, Trajectory
from desktop.models.kinds import CasePhase, Frequency, IndicationStatus, Unit
from desktop.models.people import Resident
from desktop.models.social_map import Provider
from desktop.services.workplace import Workplace
from desktop.store.mapping import validated

HOME, AWAY = "Oldambt", "Stadskanaal"
LOT, REGULAR, PLUS = "wmo-begeleiding", "begeleiding-regulier", "begeleiding-plus"


class Town:
    """Invented residents with help, put in the store a few at a time."""

    def __init__(self, desk: Workplace) -> None:
        self.desk, self.today = desk, desk.today
        self.provider = Provider(name="De Brink")
        self.put(self.provider)

    def put(self, *values: object) -> None:
        with self.desk.store.work("Put") as work:
            work.add(*values)  # type: ignore[arg-type]  # any kind will do here
            work.commit()

    def case(self, town: str = HOME, opened: int = 100, closed: int | None = None, **fields: object) -> Case:
        """Opened and closed so many days ago."""
        resident = Resident(last_name="Bakker", birth_date=date(1960, 5, 1), municipality=town)
        days = {"opened_on": self.ago(opened), "closed_on": None if closed is None else self.ago(closed)}
        phase = CasePhase.RUNNING if closed is None else CasePhase.CLOSED
        case = validated(Case, {"resident_id": resident.id, "municipality": town, "phase": phase, **days, **fields})
        self.put(*([resident] if "resident_id" not in fields else []), case)
        return case

    def help(
        self, case: Case, first: int = 90, last: int = -200, product: str = REGULAR, **fields: object
    ) -> Indication:
        """From so many days ago to so many days ago."""
        over = last > 0
        given = validated(
            Indication,
            {
                "case_id": case.id,
                "status": IndicationStatus.ENDED if over else IndicationStatus.APPROVED,
                "lot": LOT,
                "product": product,
                "start": self.ago(first),
                "end": self.ago(last),
                "volume": 4,
                "unit": Unit.HOUR,
                "frequency": Frequency.WEEK,
                "provider_id": self.provider.id,
                **fields,
            },
        )
        ran = Trajectory(indication_id=given.id, started_on=self.ago(first), ended_on=self.ago(last) if over else None)
        self.put(given, ran)
        return given

    def ago(self, days: int) -> date:
        return self.today - timedelta(days=days)
