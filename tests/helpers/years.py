"""A log of some years, on a laptop whose clock can be put."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

from desktop.models.audit import AuditAction, Deed, Dossier
from desktop.models.base import new_id
from desktop.store import audit

if TYPE_CHECKING:
    from desktop.rules.audit_chain import Stamp
    from desktop.store.database import Store


def some_years(store: Store, years: int, a_year: int = 4) -> int:
    """Lines in each of so many years up to now, each year with a signed head; returns how many lines there are."""
    case, resident = new_id(), new_id()
    for ago in range(years, -1, -1):
        with store.work("Test") as work:
            stamp = _ago(work.stamp, store, ago)
            deed = Deed(AuditAction.OPEN, Dossier("case_file", case, resident))
            audit.append(work.connection, stamp, [deed] * a_year)
            audit.sign_head(work.connection, stamp)
            work.commit()
    with store.read() as reader:
        return sum(audit.last_of(reader.connection, chain)[0] for chain, _device in audit.chains(reader.connection))


def _ago(stamp: Stamp, store: Store, years: int) -> Stamp:
    return replace(stamp, at=(store.clock() - timedelta(days=366 * years)).isoformat())
