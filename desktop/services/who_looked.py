"""Gathering who looked in a resident's dossier, for the resident who asks (AVG art. 15; NEN 7513).

The Court of Justice (C-579/21, Pankki S, 22 June 2023) has one told when and to what end; the names of those who looked
only where they are needed to use one's rights. Here they are told, as NEN 7513 has it in care; the team lead, who makes
the paper, weighs whether that is right in this case.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime
from itertools import groupby

from desktop.language import N_, _
from desktop.models.access_paper import PaperLook, WhoLookedPage
from desktop.models.audit import AuditAction, AuditLine, AuditPurpose, AuditResult, Dossier, Link
from desktop.models.casework import Case
from desktop.models.kinds import Role
from desktop.models.labels import label
from desktop.models.people import Colleague, Resident
from desktop.rules.audit_chain import line_of
from desktop.rules.permissions import Act, require
from desktop.services.auditing import audit_log, central_log
from desktop.services.paper_heads import paper_head, paper_resident
from desktop.services.workplace import Workplace
from desktop.store import audit

_DID: Mapping[str, str] = {
    AuditAction.OPEN: N_("looked in the file"),
    AuditAction.LIST: N_("saw you in a list"),
    AuditAction.SEARCH: N_("found you in a search"),
    AuditAction.PREVIEW: N_("looked at a letter or plan"),
    AuditAction.PRINT: N_("printed a letter or plan"),
    AuditAction.KEEP: N_("kept a letter or plan as a file"),
    AuditAction.MAIL: N_("put a letter or plan in an e-mail"),
    AuditAction.EXPORT: N_("made a file for another program"),
    AuditAction.CHANGE: N_("changed something"),
}
_WHY: Mapping[str, str] = {
    AuditPurpose.CASEWORK: N_("to help you"),
    AuditPurpose.FOR_RESIDENT: N_("to give it to you"),
    AuditPurpose.FOR_PROVIDER: N_("to give it to the care provider"),
    AuditPurpose.FOR_FILE: N_("for the archive"),
    AuditPurpose.FOR_OBJECTION: N_("for an objection or a complaint"),
    AuditPurpose.ACCESS_REQUEST: N_("because you asked who looked"),
}


def who_looked_page(workplace: Workplace, case_id: str) -> WhoLookedPage:
    """Everything the paper prints: all of the resident's cases, and the household's own record.

    Raises:
        RuleBroken: ``gone``, or ``not-allowed`` for who may not tell.
        WorldFault: What is wrong with the central store: without the other laptops the paper would not be true.
    """
    with workplace.store.read() as reader:
        case = reader.get(Case, case_id)
        require(workplace.role, Act.TELL_WHO_LOOKED)
        resident = reader.get(Resident, case.resident_id)
        own = [Dossier("resident", resident.id)]
        own += [Dossier("household", resident.household_id)] if resident.household_id else []
        links = audit.links_about(reader.connection, own)
        begun = audit.begun_at(reader.connection)
        head = paper_head(workplace, reader, case, (), workplace.today)
        about = paper_resident(reader, case)
        people = {one.id: one for one in reader.find(Colleague)}
    log = central_log(workplace)
    links = [*links, *(log.about(own) if log else ())]
    return WhoLookedPage(
        head=head,
        resident=about,
        looks=tuple(_looks(links, people)),
        since=min((_day(line_of(link.body).at) for link in links), default=_day(begun) if begun else None),
        from_all=log is not None,
        unbroken=audit_log(workplace).ok,
    )


def _looks(links: Iterable[Link], people: Mapping[str, Colleague]) -> Iterable[PaperLook]:
    lines = {(link.chain, link.number): line_of(link.body) for link in links}
    told = {_same(line): line for line in lines.values() if line.action in _DID}
    ordered = sorted(told.values(), key=lambda line: (_day(line.at), line.actor, line.action, line.purpose, line.at))
    found = []
    for _key, some in groupby(
        ordered, key=lambda line: (_day(line.at), line.actor, line.action, line.purpose, line.result)
    ):
        found.append(_look(list(some), people))
    return sorted(found, key=lambda one: (one.on, one.first, one.who), reverse=True)


def _same(line: AuditLine) -> tuple[str, ...]:
    """A line that was told again in a new chain is one line."""
    return (line.at, line.actor, line.device, line.action, line.kind, line.object, line.what, line.act_id, line.purpose)


def _look(lines: list[AuditLine], people: Mapping[str, Colleague]) -> PaperLook:
    first, person = lines[0], people.get(lines[0].actor)
    times = sorted(_moment(line.at).strftime("%H:%M") for line in lines)
    return PaperLook(
        on=_day(first.at),
        first=times[0],
        last=times[-1],
        who=person.name if person else _("a colleague who is not known here any more"),
        role=label(Role(person.role)) if person and person.role in set(Role) else "",
        did=_(_DID[first.action]),
        why=_(_WHY.get(first.purpose, "")) if first.purpose in _WHY else "",
        times=len(lines),
        refused=first.result == AuditResult.REFUSED,
    )


def _moment(text: str) -> datetime:
    """A line that tells of no moment is told all the same: nobody gets out of sight by writing nonsense."""
    try:
        return datetime.fromisoformat(text).astimezone()
    except (ValueError, OverflowError, OSError):
        return datetime(1970, 1, 1, tzinfo=UTC).astimezone()


def _day(text: str) -> date:
    return _moment(text).date()
