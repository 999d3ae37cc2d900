"""Whose laptop it is: that colleague's own row stands in the store, with the role that the team gave.

A colleague's row is no membership. In a shared file whoever holds the team's key can take any row away, and that shuts
nobody out: only another team code does. In a database the list of members does, and it says which role each has. So a
row that was taken away is put back, offered to the team again and told; and a role is taken as the central store says.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from desktop.language import N_
from desktop.models.base import new_id
from desktop.models.changes import ChangeSet
from desktop.models.kinds import Role
from desktop.models.people import Colleague
from desktop.store.mapping import validated
from desktop.sync import books, outbox
from desktop.sync.books import Refusal

if TYPE_CHECKING:
    from desktop.store.database import Store

ROLE_TAKEN = N_("Take the role that the team gave")
PUT_BACK = N_("Put the own name back among the colleagues")
TAKEN_AWAY = "own-name-taken-away"
"""Code of what is told of it."""

_TABLE = "colleague"
_LAST = "SELECT changes FROM journal WHERE tbl = ? AND row_id = ? AND kind = 'delete' ORDER BY seq DESC LIMIT 1"


def put_back(store: Store) -> ChangeSet:
    """Puts the own row back as it stood when it was taken away; nothing is done while it stands."""
    me = store.identity.colleague_id
    with store.read() as reader:
        if reader.maybe(Colleague, me) is not None:
            return ChangeSet()
    with store.work(PUT_BACK) as work:
        taken = work.connection.exec_driver_sql(_LAST, (_TABLE, me)).one_or_none()
        if taken is None or work.maybe(Colleague, me) is not None:
            return ChangeSet()
        stood = {name: old for name, (old, _new) in outbox.pairs_of(taken.changes).items()}
        work.add(validated(Colleague, {**stood, "id": me}))
        outbox.make_final(work)
        moment = work.act.made_at.isoformat()
        books.refuse(work, Refusal(new_id(), "", _TABLE, me, TAKEN_AWAY, {}, moment))
        return work.commit()


def take_role(store: Store, role: str) -> ChangeSet:
    """Takes the role as the central store knows it; nothing is done where it knows none, or the same."""
    if role not in set(Role):
        return ChangeSet()
    with store.read() as reader:
        me = reader.maybe(Colleague, store.identity.colleague_id)
    if me is None or me.role == role:
        return ChangeSet()
    with store.work(ROLE_TAKEN) as work:
        work.change(Colleague, me.id, role=role)
        outbox.make_final(work)
        return work.commit()
