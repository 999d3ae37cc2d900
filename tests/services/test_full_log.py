"""On a full disk the log cannot be written, and then the act it would tell of does not happen."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import pytest

from desktop.models.audit import AuditAction, AuditPurpose, ShownList
from desktop.models.casework import Goal
from desktop.models.faults import WorldFault
from desktop.models.kinds import Law
from desktop.models.messages import Allocation, CareMessage
from desktop.services.allocation_messages import write_messages
from desktop.services.auditing import audit_log, let_own_log_go
from desktop.services.calendars import write_calendar
from desktop.services.case_reading import CaseFilter, case_list, case_list_counted, case_page
from desktop.services.conversations import begin
from desktop.services.looking import Seen, Visit, let_leave, paper_to_keep, paper_to_show, seen_on_paper
from desktop.services.papers import PaperKind
from desktop.services.plans import add_goal
from desktop.services.residents import known_residents
from desktop.services.today import today
from desktop.services.wording import explain
from desktop.store.verify import verify
from tests.helpers.audit import lines
from tests.helpers.casework import a_case
from tests.helpers.full_disks import FULL, NO_LIMIT, full_disk
from tests.helpers.granted import someone
from tests.helpers.years import some_years

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from desktop.services.workplace import Workplace

pytestmark = NO_LIMIT


def kept_from(act: Callable[[], object]) -> None:
    """The act does not happen on a full disk, and it is said in a sentence what is the matter."""
    with full_disk(), pytest.raises(WorldFault) as fault:
        act()
    assert fault.value.code in FULL
    assert explain(fault.value)


def test_nothing_is_shown_let_out_or_changed_of_which_the_log_cannot_tell(desk: Workplace, tmp_path: Path) -> None:
    cases = [a_case(desk, name, received_on=desk.today) for name in ("Boer", "Visser")]
    begin(desk, cases[0], desk.today)
    seen, out = seen_on_paper(PaperKind.SUPPORT_PLAN, cases[0]), tmp_path / "dagen.ics"
    before, plan = lines(desk.store), partial(paper_to_show, desk, PaperKind.SUPPORT_PLAN, cases[0], "nl")
    for act in (
        partial(case_page, desk, cases[0]),
        partial(case_list_counted, desk),
        partial(case_list, desk, CaseFilter(text="Boer"), ShownList.PALETTE),
        partial(known_residents, desk, "Boer"),
        partial(today, desk),
        partial(Visit(desk).come_to, Seen("case_file", cases[0])),
        plan,
        partial(let_leave, desk, seen, AuditAction.PRINT, AuditPurpose.FOR_RESIDENT),
        partial(paper_to_keep, desk, PaperKind.SUPPORT_PLAN, cases[0], "nl", AuditPurpose.FOR_RESIDENT),
        partial(write_calendar, desk, out),
        partial(add_goal, desk, cases[0], "Weer zelf koken"),
    ):
        kept_from(act)
    assert lines(desk.store) == before
    assert not out.exists()
    with desk.store.read() as reader:
        assert not reader.find(Goal)
    assert [check.name for check in verify(desk.store) if not check.ok] == []
    assert case_page(desk, cases[0]).case.id == cases[0]
    assert len(lines(desk.store)) == len(before) + 1, "what failed counts as not told"
    assert audit_log(desk).ok


def test_no_message_leaves_of_which_the_log_cannot_tell(
    desk: Workplace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    someone(desk)
    out = tmp_path / "uit"
    with monkeypatch.context() as patched:
        patched.setattr("desktop.store.unit_of_work.audit.append", _is_full)
        with pytest.raises(WorldFault, match="disk-full"):
            write_messages(desk, Law.WMO, out)
    assert not list(out.iterdir())
    with desk.store.read() as reader:
        assert not reader.find(CareMessage)
        assert not reader.find(Allocation)
    assert len(write_messages(desk, Law.WMO, out).written) == 1


def _is_full(*_told: object) -> None:
    raise WorldFault("disk-full", file="naober.store")


def test_the_log_lets_go_of_its_oldest_lines_whole_or_not_at_all(desk: Workplace) -> None:
    some_years(desk.store, 7)
    before = lines(desk.store)
    kept_from(partial(let_own_log_go, desk))
    assert lines(desk.store) == before
    assert audit_log(desk).ok
    assert let_own_log_go(desk) == 12
    assert audit_log(desk).ok
