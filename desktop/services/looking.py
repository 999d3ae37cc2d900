"""What of looking goes into the log: a dossier that is opened, a paper of it that is shown, and one that leaves.

One line each time a person comes to a dossier from elsewhere. Going from the case to the talk or an indication of that
same case is no new opening, and neither is drawing it anew because something changed.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from desktop.language import N_
from desktop.models.audit import LEAVING, AuditAction, AuditPurpose, AuditResult, Deed, Dossier, ShownList
from desktop.models.faults import RuleBroken
from desktop.rules.permissions import Act, require
from desktop.services.papers import MadePaper, PaperKind, make_paper
from desktop.services.shown import LOOK, dossier_there, tell_opened
from desktop.store import audit
from desktop.store.dossiers import dossier_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from desktop.services.workplace import Workplace

LEAVES = N_("Have a paper leave")
ROWS_LEAVE = N_("Copy rows of a list")
COPYING = (AuditPurpose.CASEWORK, *LEAVING)
"""What rows of a list may be copied for: a spreadsheet of one's own caseload is work as well."""

_ABOUT = {
    PaperKind.SUPPORT_PLAN: "case_file",
    PaperKind.DECISION: "indication",
    PaperKind.EVALUATION: "evaluation",
    PaperKind.WAITING_LETTER: "waiting_list_entry",
    PaperKind.WITHDRAWAL_LETTER: "application",
    PaperKind.REQUEST_LETTER: "destruction_request",
    PaperKind.TRANSITION_PLAN: "case_file",
    PaperKind.WHO_LOOKED: "case_file",
}
"""Table of what a paper is about; papers that are not here are about nobody."""


@dataclass(frozen=True)
class Seen:
    """What is looked at.

    Attributes:
        table: Of the record that is opened, or that a paper is about.
        paper: Kind of paper; empty for a screen.
    """

    table: str
    id: str
    paper: str = ""


def seen_on_paper(kind: PaperKind, subject: str) -> Seen | None:
    """What a paper shows of whom; None for one that is about nobody."""
    table = _ABOUT.get(kind)
    return None if table is None else Seen(table, subject, kind.value)


class Visit:
    """Where a person is, from one dossier to the next. Its turns are taken one after the other, in one lane."""

    def __init__(self, workplace: Workplace) -> None:
        self._workplace = workplace
        self._at: Dossier | None = None

    def come_to(self, seen: Seen | None) -> None:
        """Writes down that the person comes to a dossier; None is a screen that shows none.

        The services that read a dossier or a list tell the log themselves what was not told since.
        """
        dossier = None if seen is None else _dossier(self._workplace, seen)
        came_from, self._at = self._at, dossier
        if seen is None or dossier is None or dossier != came_from or seen.paper:
            self._workplace.looks.leave()
        if seen is not None and dossier is not None:
            tell_seen(self._workplace, seen)


def tell_seen(workplace: Workplace, seen: Seen) -> None:
    """Writes down that a dossier is opened or a paper shown, where that was not told yet; see `tell_opened`."""
    tell_opened(workplace, seen.table, seen.id, seen.paper, _why(seen))


def paper_to_show(workplace: Workplace, kind: PaperKind, subject: str, language: str | None) -> MadePaper:
    """A paper for the screen: as `make_paper`, when the log was told of it.

    Raises:
        RuleBroken: As `make_paper`.
        WorldFault: What is wrong with the disk. What could not be written down is not shown.
    """
    seen = seen_on_paper(kind, subject)
    if seen is not None:
        tell_seen(workplace, seen)
    return make_paper(workplace, kind, subject, language)


def let_leave(workplace: Workplace, seen: Seen | None, how: AuditAction, purpose: AuditPurpose | None) -> None:
    """Writes down that a paper leaves the program, before it does, and what for.

    Args:
        workplace: Who has it leave.
        seen: As `seen_on_paper` gives it; nothing is written for None.
        how: ``PRINT``, ``KEEP``, ``MAIL`` or ``EXPORT``.
        purpose: One of `desktop.models.audit.LEAVING`, as whoever has it leave chose it.

    Raises:
        RuleBroken: ``required`` (purpose) for a paper about a resident without one.
    """
    if seen is not None and purpose not in LEAVING:
        raise RuleBroken("required", "purpose")
    dossier = None if seen is None else _dossier(workplace, seen)
    if seen is not None and dossier is not None and purpose is not None:
        _write(workplace, LEAVES, [Deed(how, dossier, what=seen.paper, purpose=purpose)])


def paper_to_keep(
    workplace: Workplace, kind: PaperKind, subject: str, language: str | None, purpose: AuditPurpose | None
) -> MadePaper:
    """A paper that goes to a file at once, without having been shown: as `make_paper`, with its line in the log.

    Raises:
        RuleBroken: As `make_paper` and `let_leave`; that it was not allowed goes into the log as well.
    """
    seen = seen_on_paper(kind, subject)
    try:
        made = make_paper(workplace, kind, subject, language)
    except RuleBroken as why:
        if why.code == "not-allowed":
            refuse(workplace, seen, AuditAction.KEEP)
        raise
    let_leave(workplace, seen, AuditAction.KEEP, purpose)
    return made


def export_leaves(workplace: Workplace, cases: Iterable[str], what: str) -> None:
    """Writes down that a file with something of these cases is written, for who wrote it."""
    with workplace.work(LEAVES) as work:
        dossiers = [dossier_of(work.connection, "case_file", case) for case in sorted(set(cases))]
        deeds = [Deed(AuditAction.EXPORT, one, what=what, purpose=AuditPurpose.CASEWORK) for one in dossiers]
        audit.append(work.connection, work.stamp, deeds)
        work.commit()


def let_rows_leave(workplace: Workplace, listed: ShownList, cases: Iterable[str], purpose: AuditPurpose | None) -> None:
    """Writes down that rows of a list are copied, a line for each case in them, before they are.

    Raises:
        RuleBroken: ``not-allowed``; ``required`` (purpose) when none of `COPYING` was chosen.
        WorldFault: What is wrong with the disk. What could not be written down is not copied.
    """
    require(workplace.role, Act.SEE_CASES)
    if purpose not in COPYING:
        raise RuleBroken("required", "purpose")
    found = (_dossier(workplace, Seen("case_file", case)) for case in dict.fromkeys(cases))
    deeds = [Deed(AuditAction.EXPORT, one, what=listed, purpose=purpose) for one in found if one is not None]
    _write(workplace, ROWS_LEAVE, deeds)


def refuse(workplace: Workplace, seen: Seen | None, action: AuditAction) -> None:
    """Writes down that someone was kept from a dossier."""
    dossier = None if seen is None else _dossier(workplace, seen)
    if seen is not None and dossier is not None:
        _write(workplace, LOOK, [Deed(action, dossier, what=seen.paper or seen.table, result=AuditResult.REFUSED)])


def _dossier(workplace: Workplace, seen: Seen) -> Dossier | None:
    return dossier_there(workplace, seen.table, seen.id)


def _why(seen: Seen) -> AuditPurpose:
    return AuditPurpose.ACCESS_REQUEST if seen.paper == PaperKind.WHO_LOOKED else AuditPurpose.CASEWORK


def _write(workplace: Workplace, act: str, deeds: list[Deed]) -> None:
    with workplace.work(act) as work:
        audit.append(work.connection, work.stamp, deeds)
        work.commit()
