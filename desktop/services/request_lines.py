"""How requests to destroy a dossier stand: for the case, for today, and for who decides on them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from desktop.language import _
from desktop.language.forms import long_day
from desktop.models.audit import ShownList
from desktop.models.casework import Case
from desktop.models.destruction_request import DestructionRequest, RequestOutcome
from desktop.models.indications import Indication, Trajectory
from desktop.models.people import Colleague, Resident
from desktop.models.retention import Destruction, DestructionStatus, KeepLonger, RetentionSetting
from desktop.rules import destruction_requests as rules
from desktop.rules.permissions import Act, may, require
from desktop.rules.retention import kept_until
from desktop.services.destruction_requests import proposal_of
from desktop.services.names import full_name
from desktop.services.shown import tell_list

if TYPE_CHECKING:
    from desktop.services.workplace import Workplace
    from desktop.store.reader import Reader


@dataclass(frozen=True)
class RequestLine:
    """A request, with what hangs on it.

    Attributes:
        case: Whose dossier it is about.
        resident: Name.
        norm: What holds for it under the act of the case, in its municipality.
        until: Last day of the term that runs; None when none does.
        days_left: To that day; negative when it is over.
        recorded_by, decided_by: Names; empty when not known here.
        is_entitled: True when whoever asked could.
        runs: True while help runs in the case.
        kept_until: Until when a ground holds the dossier.
        proposal: What came of granting it.
        may_decide: True for who may decide on it now.
        is_own: True for a decider who wrote it down.
    """

    request: DestructionRequest
    case: Case
    resident: str
    norm: rules.RequestNorm
    until: date | None
    days_left: int | None
    recorded_by: str
    decided_by: str
    is_entitled: bool
    runs: bool
    kept_until: date | None
    proposal: Destruction | None
    may_decide: bool
    is_own: bool

    @property
    def is_proposed(self) -> bool:
        """True while it waits for who destroys."""
        return self.proposal is not None and self.proposal.status is DestructionStatus.PROPOSED

    @property
    def may_be_longer(self) -> bool:
        """True while the first term to decide runs, for who may decide."""
        runs = self.days_left is not None and self.days_left >= 0
        return self.may_decide and runs and self.request.decided_on is None and self.request.extended_on is None


def stands_text(line: RequestLine) -> str:
    """What is to be done, and until when; empty where nothing is."""
    if line.until is None:
        return ""
    day = long_day(line.until)
    if line.request.outcome is RequestOutcome.OPEN:
        return _("Decide on {day} at the latest", day=day)
    if line.is_proposed:
        return _("Waits for the administrator; destroy on {day} at the latest", day=day)
    return _("Granted and not destroyed; destroy on {day} at the latest", day=day)


def requests_of_case(workplace: Workplace, reader: Reader, case: Case) -> tuple[RequestLine, ...]:
    """All that were ever made of a case, the newest first."""
    found = reader.find(DestructionRequest, case_id=case.id)
    return tuple(sorted(_lines(workplace, reader, found), key=lambda one: one.request.id, reverse=True))


def requests_to_decide(workplace: Workplace) -> tuple[RequestLine, ...]:
    """Every request of this laptop of which a term runs, the most pressing first.

    Raises:
        RuleBroken: ``not-allowed``.
    """
    require(workplace.role, Act.DECIDE_REQUEST)
    with workplace.store.read() as reader:
        return _pressing(workplace, reader)


def requests_that_run(workplace: Workplace) -> tuple[RequestLine, ...]:
    """The same of one's own cases; for who decides, of all."""
    if may(workplace.role, Act.DECIDE_REQUEST):
        return requests_to_decide(workplace)
    if not may(workplace.role, Act.SEE_CASES):
        return ()
    with workplace.store.read() as reader:
        found = _pressing(workplace, reader)
    return tuple(line for line in found if line.case.consultant == workplace.colleague.id)


def list_requests(workplace: Workplace) -> tuple[RequestLine, ...]:
    """As `requests_that_run`, for who asks for the list by itself; the log of who looked has a line of it."""
    found = requests_that_run(workplace)
    tell_list(workplace, ShownList.RETENTION, (line.case.id for line in found), "requests")
    return found


def _pressing(workplace: Workplace, reader: Reader) -> tuple[RequestLine, ...]:
    open_ = [one for one in reader.find(DestructionRequest) if not rules.is_decided(one)]
    lines = _lines(workplace, reader, open_)
    return tuple(sorted(lines, key=lambda one: (one.until or date.max, one.request.id)))


def _lines(workplace: Workplace, reader: Reader, found: Iterable[DestructionRequest]) -> list[RequestLine]:
    requests = list(found)
    if not requests:
        return []
    names = {colleague.id: colleague.name for colleague in reader.find(Colleague)}
    settings = reader.find(RetentionSetting)
    return [_line(workplace, reader, one, names, settings) for one in requests]


def _line(
    workplace: Workplace,
    reader: Reader,
    request: DestructionRequest,
    names: dict[str, str],
    settings: list[RetentionSetting],
) -> RequestLine:
    case = reader.get(Case, request.case_id)
    resident = reader.get(Resident, case.resident_id)
    norm = rules.norm_for(case.law, case.municipality, settings)
    until, proposal = rules.runs_until(request, norm), proposal_of(reader, request)
    helps = [one.id for one in reader.find(Indication, case_id=case.id)]
    waits = proposal is not None and proposal.status is DestructionStatus.PROPOSED
    decides = may(workplace.role, Act.DECIDE_REQUEST) and not rules.is_decided(request) and not waits
    is_own = workplace.colleague.id == request.recorded_by
    return RequestLine(
        request=request,
        case=case,
        resident=full_name(resident),
        norm=norm,
        until=until,
        days_left=(until - workplace.today).days if until else None,
        recorded_by=names.get(request.recorded_by, ""),
        decided_by=names.get(request.decided_by, ""),
        is_entitled=rules.is_entitled(request, resident.birth_date),
        runs=bool(helps and reader.count(Trajectory, indication_id=helps, ended_on=None)),
        kept_until=kept_until(reader.find(KeepLonger, case_id=case.id), workplace.today),
        proposal=proposal,
        may_decide=decides and not is_own,
        is_own=decides and is_own,
    )
