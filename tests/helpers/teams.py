"""Two laptops of one team, on one of which we look."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from desktop.models.casework import Case
from desktop.models.people import Resident
from desktop.models.social_map import Provider
from desktop.services import syncing
from desktop.sync.shared_place import url_of
from tests.helpers.laptops import BEGIN, Laptop, provider

if TYPE_CHECKING:
    from pathlib import Path


@dataclass
class Team:
    """Marijke's laptop, on whose screen we look, and Piet's."""

    mine: Laptop
    theirs: Laptop
    file: Path
    code: str = ""
    provider_id: str = ""
    case_id: str = ""

    def meet(self) -> None:
        """Both join one file and know the same provider and case."""
        person = self.mine.workplace.colleague.id
        resident = Resident(last_name="Mulder", first_names="Geesje", consultant=person)
        case = Case(resident_id=resident.id, opened_on=BEGIN.date(), question="Hulp in huis", consultant=person)
        place = provider(name="De Bascule")
        self.code = syncing.start_central(self.mine.workplace, url_of(self.file))
        self.mine.add(resident, case, place)
        self.mine.sync()
        syncing.join(self.theirs.workplace, url_of(self.file), self.code)
        self.theirs.sync()
        self.provider_id, self.case_id = place.id, case.id

    def disagree(self) -> None:
        """Both change the telephone number of the provider."""
        self.theirs.change(Provider, self.provider_id, phone="0597 111111")
        self.theirs.sync()
        self.mine.change(Provider, self.provider_id, phone="0597 222222")
        self.mine.sync()
