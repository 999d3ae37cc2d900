"""What the screen for keeping and destroying shows: dossiers whose term is over, proposals, and certificates."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from desktop.models.audit import ShownList
from desktop.models.people import Colleague
from desktop.models.retention import Destruction, DestructionStatus
from desktop.rules.permissions import Act, may
from desktop.rules.retention import is_of_town
from desktop.services.request_lines import RequestLine, requests_to_decide
from desktop.services.retention import DueDossier, destructions, due_dossiers
from desktop.services.shown import tell_list

if TYPE_CHECKING:
    from desktop.services.workplace import Workplace


class DueState(StrEnum):
    """What may be done with a dossier whose term is over."""

    FREE = "free"
    HELD = "held"
    PROPOSED = "proposed"


@dataclass(frozen=True)
class DueLine:
    """A dossier whose term is over, and whether it can be proposed."""

    dossier: DueDossier
    state: DueState


@dataclass(frozen=True)
class DestructionLine:
    """A proposal or a certificate, with the names of the two persons.

    Attributes:
        may_decide: True for who may decide on it now.
    """

    destruction: Destruction
    proposed_by: str
    decided_by: str
    may_decide: bool


@dataclass(frozen=True)
class RetentionPage:
    """All that the screen shows.

    Attributes:
        may_propose: True for who sees dossiers here; else there are none.
        requests: Of residents who ask to destroy a dossier, the most pressing first; for who decides on them.
        due: The longest over first.
        destructions: The newest first.
    """

    may_propose: bool
    requests: tuple[RequestLine, ...]
    due: tuple[DueLine, ...]
    destructions: tuple[DestructionLine, ...]

    @property
    def waiting(self) -> int:
        """How many proposals this colleague may decide on."""
        return sum(line.may_decide for line in self.destructions)


def retention_page(workplace: Workplace) -> RetentionPage:
    """Reads it.

    Raises:
        RuleBroken: ``not-allowed``.
    """
    known = destructions(workplace)
    may_propose = may(workplace.role, Act.PROPOSE_PURGE)
    due = due_dossiers(workplace) if may_propose else ()
    requests = requests_to_decide(workplace) if may(workplace.role, Act.DECIDE_REQUEST) else ()
    shown = (*(one.case_id for one in due), *(one.case.id for one in requests))
    tell_list(workplace, ShownList.RETENTION, shown)
    open_ = {case for one in known if one.status is DestructionStatus.PROPOSED for case in one.cases}
    with workplace.store.read() as reader:
        names = {colleague.id: colleague.name for colleague in reader.find(Colleague)}
    lines = tuple(
        DestructionLine(
            one, names.get(one.proposed_by, ""), names.get(one.decided_by, ""), may_decide=_may_decide(workplace, one)
        )
        for one in known
    )
    return RetentionPage(may_propose, requests, tuple(DueLine(one, _state(one, open_)) for one in due), lines)


def _state(dossier: DueDossier, proposed: set[str]) -> DueState:
    if dossier.case_id in proposed:
        return DueState.PROPOSED
    return DueState.HELD if dossier.kept_until else DueState.FREE


def _may_decide(workplace: Workplace, one: Destruction) -> bool:
    is_open = one.status is DestructionStatus.PROPOSED
    is_second = one.proposed_by != workplace.colleague.id and is_of_town(workplace.colleague, one)
    return is_open and may(workplace.role, Act.PURGE) and is_second
