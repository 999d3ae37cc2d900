"""Where a colleague works, with who that is as the store has it now."""

from __future__ import annotations

from dataclasses import replace

from desktop.models.people import Colleague
from desktop.services.workplace import Workplace


def as_it_stands(workplace: Workplace) -> Workplace:
    """The same with the colleague as stored now: a sync or an invitation may bring another role or team."""
    with workplace.store.read() as reader:
        colleague = reader.maybe(Colleague, workplace.colleague.id)
    if colleague is None or colleague == workplace.colleague:
        return workplace
    return replace(workplace, colleague=colleague)
