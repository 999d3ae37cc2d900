"""Change inside and after an indication: goes on longer, another product, more or less help."""

from __future__ import annotations

from datetime import date, timedelta

from desktop.language import N_
from desktop.models.changes import ChangeSet
from desktop.models.faults import RuleBroken
from desktop.models.indications import Indication, VolumeChange
from desktop.models.kinds import IndicationChange, IndicationStatus, Provision
from desktop.rules.manners import has_room
from desktop.rules.volumes import check_change
from desktop.services.draft_history import GIVEN
from desktop.services.draft_lines import OPEN
from desktop.services.guards import filled, open_case_of
from desktop.services.workplace import Workplace
from desktop.store.mapping import validated

DRAFTED = (
    IndicationChange.PROLONGED,
    IndicationChange.MORE,
    IndicationChange.LESS,
    IndicationChange.OTHER_PRODUCT,
    IndicationChange.OTHER_PROVIDER,
    IndicationChange.OTHER_PROVISION,
)
"""Changes that are drafted as a new indication which points at the one before."""

TAKEN_OVER = (
    "law",
    "lot",
    "segment",
    "product",
    "volume",
    "unit",
    "frequency",
    "result",
    "provision",
    "provider_id",
    "agreement",
    "transport",
    "care_form",
    "extended",
)
"""What a draft takes over from an earlier indication: the help itself; never its reasons, nor when it can stop."""

_AMOUNT = {"volume": None, "unit": None, "frequency": None}
_LEFT_OPEN: dict[IndicationChange, dict[str, object]] = {
    IndicationChange.MORE: {"volume": None},
    IndicationChange.LESS: {"volume": None},
    IndicationChange.OTHER_PRODUCT: {"product": "", "provider_id": None, **_AMOUNT},
    IndicationChange.OTHER_PROVIDER: {"provider_id": None},
}
"""What is to be chosen anew."""


def begin_change(workplace: Workplace, indication_id: str, change: IndicationChange) -> tuple[str, ChangeSet]:
    """Drafts what changes an approved indication or lets it go on; it takes the help over, never the reasons.

    Raises:
        RuleBroken: ``gone``, ``not-approved``, ``case-closed``, ``change-drafted`` when a draft that does so is open
            already, ``not-allowed``.
    """
    with workplace.casework(N_("Draft a change")) as work:
        former = work.get(Indication, indication_id)
        open_case_of(work, former.case_id)
        if former.status not in GIVEN:
            raise RuleBroken("not-approved")
        if work.find(Indication, follows_id=former.id, status=(*OPEN, IndicationStatus.HANDED_IN)):
            raise RuleBroken("change-drafted")
        fields = {name: getattr(former, name) for name in TAKEN_OVER}
        fields |= _LEFT_OPEN.get(change, {}) | _period(former, change, workplace.today)
        if change is IndicationChange.OTHER_PROVISION:
            fields["provision"] = Provision.PGB if former.provision is Provision.IN_KIND else Provision.IN_KIND
        mine = {"case_id": former.case_id, "follows_id": former.id, "change": change, "author": workplace.colleague.id}
        draft = validated(Indication, fields | mine)
        work.add(draft)
        return draft.id, work.commit()


def change_volume(workplace: Workplace, indication_id: str, volume: int, from_on: date, reason: str) -> ChangeSet:
    """Writes down that there is more or less help from a day on, as agreed today with the resident.

    Raises:
        RuleBroken: ``gone``, ``not-approved``, ``no-room`` where the region wants a new draft for that, ``required``
            (reason), as `desktop.rules.volumes.check_change` says, ``not-allowed``.
    """
    filled("reason", reason)
    with workplace.casework(N_("Change volume")) as work:
        indication = work.get(Indication, indication_id)
        if indication.status is not IndicationStatus.APPROVED:
            raise RuleBroken("not-approved")
        if indication.volume is None or not has_room(workplace.profile, indication.segment):
            raise RuleBroken("no-room")
        fields = {
            "indication_id": indication_id,
            "from_on": from_on,
            "volume": volume,
            "reason": reason.strip(),
            "agreed_by": workplace.colleague.id,
            "agreed_on": workplace.today,
        }
        change = validated(VolumeChange, fields)
        check_change(indication, work.find(VolumeChange, indication_id=indication_id), change)
        work.add(change)
        return work.commit()


def _period(former: Indication, change: IndicationChange, today: date) -> dict[str, object]:
    """Going on begins the day after; any other change begins today at the earliest, and ends when the former would."""
    if change is IndicationChange.PROLONGED:
        return {"start": former.end + timedelta(days=1)} if former.end else {}
    begins = max(today, former.start or today)
    return {"start": begins, "end": former.end if former.end and former.end >= begins else None}
