"""What the log is told of looking: a dossier that is opened, and a list or a search that shows residents.

What was typed is kept in no form. It is a name or a number of a resident, and a keyed digest of it would be no less:
whoever has the key tries all numbers in a minute, so that it stays personal data (AVG art. 4 under 5; Autoriteit
Persoonsgegevens, Pseudonimiseren: "hashed personal data are often pseudonymised personal data").
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from desktop.language import N_
from desktop.models.audit import AuditAction, AuditPurpose, Deed, Dossier, ShownList
from desktop.store import audit
from desktop.store.dossiers import dossier_of, is_there

if TYPE_CHECKING:
    from collections.abc import Iterable

    from desktop.services.workplace import Workplace

LOOK = N_("Look in a case")
LOOK_IN_LIST = N_("Look in a list")
BSN_DIGITS = frozenset({8, 9})
"""So many digits are a BSN, also one of which the first nought was left out."""


def tell_opened(
    workplace: Workplace, table: str, row_id: str, paper: str = "", purpose: AuditPurpose = AuditPurpose.CASEWORK
) -> None:
    """Writes down that a dossier is opened, or a paper of it shown, before it is read; once while one stays with it.

    Args:
        workplace: Who looks.
        table: Of the record that is opened, or that the paper is about.
        row_id: Its id; nothing is written for one that names nothing.
        paper: Kind of paper; empty for a screen.
        purpose: To what end.

    Raises:
        WorldFault: What is wrong with the disk. What could not be written down is not shown.
    """
    dossier = dossier_there(workplace, table, row_id)
    sight = workplace.looks
    if dossier is None or (dossier, paper) in sight.opened:
        return
    action = AuditAction.PREVIEW if paper else AuditAction.OPEN
    with workplace.work(LOOK) as work:
        audit.append(work.connection, work.stamp, [Deed(action, dossier, what=paper or table, purpose=purpose)])
        work.commit()
    sight.opened.add((dossier, paper))


def dossier_there(workplace: Workplace, table: str, row_id: str) -> Dossier | None:
    """The dossier of a row; None for what is nobody's, and for an id that names nothing: what is gone is not seen."""
    with workplace.store.read() as reader:
        found = dossier_of(reader.connection, table, row_id)
        return found if is_there(reader.connection, found) else None


def tell_list(workplace: Workplace, which: ShownList, cases: Iterable[str], *narrowed: str, text: str = "") -> None:
    """Writes down that a list of cases is shown, before it is.

    One line when a person comes to it, and one for each narrowing by which it shows others than it did; drawing the
    same anew, because something changed, is none. A list that comes down to one resident is a look at that resident,
    and says whose.

    Args:
        workplace: Who looks.
        which: The list.
        cases: Ids of the cases in it; an empty one is none.
        narrowed: By what it was narrowed, in words of the program.
        text: What was typed; only what kind of thing it is, is kept.

    Raises:
        WorldFault: What is wrong with the disk. What could not be written down is not shown.
    """
    _tell(workplace, which, "case_file", frozenset(filter(None, cases)), (*narrowed, text))


def tell_residents(workplace: Workplace, which: ShownList, residents: Iterable[str], text: str) -> None:
    """The same of a list of residents, as it is searched in."""
    _tell(workplace, which, "resident", frozenset(residents), (text,))


def sort_of(text: str) -> str:
    """What kind of thing was typed; empty for nothing."""
    typed = "".join(text.split())
    if not typed:
        return ""
    return "bsn" if typed.isdecimal() and len(typed) in BSN_DIGITS else "words"


def _tell(workplace: Workplace, which: ShownList, kind: str, ids: frozenset[str], asked: tuple[str, ...]) -> None:
    sight = workplace.looks
    if not ids or sight.asked.get(which) == asked:
        return
    shown, alone = sight.shown.get(which, set()), sight.alone.get(which, set())
    only = ids if len(ids) == 1 else frozenset()
    news = ids - shown or only - alone
    if news:
        *narrowed, text = asked
        words = " ".join(filter(None, (sort_of(text), *narrowed)))
        with workplace.work(LOOK_IN_LIST) as work:
            lives = dossier_of(work.connection, kind, next(iter(ids))).resident if only else ""
            action = AuditAction.SEARCH if text.strip() else AuditAction.LIST
            deed = Deed(action, Dossier("list", which.value, lives), what=words, shown=len(news))
            audit.append(work.connection, work.stamp, [deed])
            work.commit()
    sight.asked[which], sight.shown[which], sight.alone[which] = asked, shown | ids, alone | only
