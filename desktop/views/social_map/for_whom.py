"""For whom is searched: what the screens of the social map need to know of a case."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from desktop.models.indications import Indication
from desktop.models.kinds import IndicationStatus
from desktop.models.search import Facet
from desktop.models.social_map import ContractedProduct
from desktop.rules.dates import age_on
from desktop.services.case_reading import CasePage
from desktop.services.names import full_name, join_name
from desktop.views.social_map.asking import Asked

_OPEN = frozenset({IndicationStatus.DRAFT, IndicationStatus.RETURNED})


@dataclass(frozen=True)
class ForWhom:
    """A resident, and what of the case bears on choosing; empty where it is searched for nobody yet."""

    case_id: str = ""
    name: str = ""
    place: str = ""
    """Where the resident lives, or the municipality where that is not known."""
    near: str = ""
    """Postal code and place."""
    municipality: str = ""
    age: int | None = None
    texts: tuple[str, ...] = ()
    """What the resident asks and wants to reach."""
    on_plan: frozenset[str] = frozenset()
    """Ids of community services."""
    draft: Indication | None = None
    """The newest indication that a provider can still be chosen in."""

    @classmethod
    def of(cls, page: CasePage, today: date) -> ForWhom:
        """From the page of a case."""
        resident = page.resident
        drafts = [line.indication for line in page.indications if line.indication.status in _OPEN]
        return cls(
            case_id=page.case.id,
            name=full_name(resident),
            place=resident.place or resident.municipality,
            near=join_name(resident.postal_code, resident.place),
            municipality=page.case.municipality or resident.municipality,
            age=age_on(resident.birth_date, today) if resident.birth_date else None,
            texts=(page.case.question, *(goal.text for goal in page.goals)),
            on_plan=frozenset(service.service_id for service in page.services),
            draft=max(drafts, key=lambda draft: draft.id, default=None),
        )

    def can_choose(self, products: Iterable[ContractedProduct]) -> bool:
        """True when there is a draft for help that a provider with these products gives."""
        draft = self.draft
        if draft is None:
            return False
        return any(one.product == draft.product if draft.product else one.lot == draft.lot for one in products)

    def asked(self, wanted: Mapping[Facet, tuple[str, ...]] | None = None) -> Asked:
        """What a search for this resident begins with; each part can be taken off, also what is wanted besides."""
        narrowed = {Facet.MUNICIPALITY: (self.municipality,)} if self.municipality else {}
        return Asked(narrowed={**narrowed, **(wanted or {})}, near=self.near, near_if_known=True, age=self.age)


NOBODY = ForWhom()
