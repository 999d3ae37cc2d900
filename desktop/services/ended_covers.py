"""Covers of an absence whose last day has passed: told to who covers, to whose the cases are, and to the team lead."""

from __future__ import annotations

from desktop.models.people import Colleague
from desktop.rules.permissions import Act, may
from desktop.services.names import colleague_names
from desktop.services.workplace import Workplace
from desktop.store.queries.covers import CoverOver, covers_over


def ended_covers(workplace: Workplace) -> tuple[CoverOver, ...]:
    """Those that this colleague has a part in, by name; of the whole team for who gives cases back.

    The longest ago first; none for who sees no cases.
    """
    if not may(workplace.role, Act.SEE_CASES):
        return ()
    own = "" if may(workplace.role, Act.HAND_OVER_CASES) else workplace.colleague.id
    with workplace.store.read() as reader:
        found = covers_over(reader, workplace.today, own)
        names = colleague_names(reader.find(Colleague)) if found else {}
    return tuple(one._replace(by=names.get(one.by, one.by), whose=names.get(one.whose, one.whose)) for one in found)
