"""What a person says about a conflict or a refusal becomes an ordinary act, made on what stands there now."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import TYPE_CHECKING

from desktop.models.faults import RuleBroken
from desktop.sync import books, late, outbox
from desktop.sync.approved import NOT_AGAIN
from desktop.sync.local_rows import change_row, drop_row, is_there, put_row, read_as_journalled, read_row
from desktop.sync.ops import OpKind
from desktop.sync.protocol import WHOLE_ROW
from desktop.sync.vocabulary import Json, kinds

if TYPE_CHECKING:
    from desktop.store.unit_of_work import UnitOfWork
    from desktop.sync.arrival import Key
    from desktop.sync.books import Noticed, Refusal


def decide(work: UnitOfWork, conflict: Noticed, chosen: Json) -> None:
    """Gives the field, or the whole row, what a person chose, and takes the conflict off the list.

    A choice for what stands there already is said aloud too: whoever decides otherwise meanwhile will be told.

    Args:
        work: The act; whoever calls commits.
        conflict: An open one.
        chosen: The value; for a whole row its fields, or None when it is to be gone.

    Raises:
        RuleBroken: ``not-valid`` when the field cannot hold the value, ``reference-broken`` (also at the commit) when
            the row names one that cannot be brought back or others still name it.
    """
    key = (conflict.tbl, conflict.row_id)
    if conflict.field == WHOLE_ROW:
        _decide_row(work, key, chosen)
    elif is_there(work, key):
        _decide_field(work, key, conflict.field, chosen)
    elif chosen is None:
        outbox.say_again(work, key, {}, OpKind.DELETE)
    else:
        _bring_back(work, key, {**_as_last_seen(work, key), conflict.field: chosen})
    moment = work.act.made_at.isoformat()
    books.close(work, conflict.id, by=work.act.actor, moment=moment, act_id=work.act_id)
    outbox.make_final(work)


def decide_again(work: UnitOfWork, conflict_id: str, key: Key, field: str) -> None:
    """Says a decision once more, for a central store that does not know of it: what stands here is what was chosen."""
    if not is_there(work, key):
        outbox.say_again(work, key, {}, OpKind.DELETE)
    elif field == WHOLE_ROW:
        outbox.say_again(work, key, {}, OpKind.UPDATE)
    else:
        written = (read_as_journalled(work, key) or {}).get(field)
        outbox.say_again(work, key, {field: (written, written)}, OpKind.UPDATE)
    books.close(work, conflict_id, by=work.act.actor, moment=work.act.made_at.isoformat(), act_id=work.act_id)


def offer_again(work: UnitOfWork, refusals: list[Refusal]) -> None:
    """Does what was refused once more, as a new act on what stands there now. Whoever calls commits.

    Raises:
        RuleBroken: ``not-offerable`` for what came from the team or must be judged anew; ``gone`` when the row is not
            there any more; ``already-there``, ``not-valid`` or ``reference-broken``.
    """
    for refusal in refusals:
        key, verb, values = (refusal.tbl, refusal.row_id), refusal.detail.get("kind"), offered_values(refusal)
        if values is None:
            raise RuleBroken("not-offerable")
        if verb == OpKind.INSERT:
            _put(work, key, values)
        elif not is_there(work, key):
            raise RuleBroken("gone", kind=refusal.tbl)
        elif verb == OpKind.DELETE:
            drop_row(work, key)
        else:
            _change(work, key, values)
        books.dismiss(work, refusal.op_id, work.act.made_at.isoformat())


def offered_values(refusal: Refusal) -> dict[str, Json] | None:
    """The fields that a refused edit would give its row; None when it is nothing that can be offered again.

    What a colleague handed in is another's text, which may say anything: offered again it is an act of who offers it.
    So nothing of it is offered that takes a person by name, like a judgement.
    """
    told = refusal.detail
    if refusal.code in NOT_AGAIN or told.get("why") in NOT_AGAIN:
        return None
    if refusal.tbl not in kinds() or told.get("kind") not in tuple(OpKind):
        return None
    values = _given(told)
    if values is not None and refusal.code == late.CODE and late.is_in_person(refusal, values):
        return None
    return values


def written_values(refusal: Refusal) -> dict[str, Json] | None:
    """The fields as they were written, also of what cannot be offered again; None for what tells of none."""
    told = refusal.detail
    if isinstance(told.get("changes"), str):  # an edit that could not even be sent
        return {name: new for name, (_old, new) in outbox.pairs_of(str(told["changes"])).items()}
    return _given(told)


def _given(told: Mapping[str, Json]) -> dict[str, Json] | None:
    if "values" in told:
        whole = told["values"]
        return dict(whole) if isinstance(whole, Mapping) else None
    edits, members = told.get("changes"), told.get("members")
    if not isinstance(edits, Mapping) or not isinstance(members, Mapping):
        return None
    try:
        return {n: e["new"] for n, e in edits.items()} | {n: list(m["added"]) for n, m in members.items()}
    except (TypeError, KeyError):  # no edit that any laptop makes
        return None


def _decide_field(work: UnitOfWork, key: Key, field: str, chosen: Json) -> None:
    now = (read_row(work, key) or {}).get(field)
    try:
        chosen = kinds()[key[0]].shapes[field].canonical(chosen)
    except (ValueError, KeyError):
        raise RuleBroken("not-valid", field) from None
    if now == chosen:
        written = (read_as_journalled(work, key) or {}).get(field)
        outbox.say_again(work, key, {field: (written, written)}, OpKind.UPDATE)
    else:
        _change(work, key, {field: chosen})


def _decide_row(work: UnitOfWork, key: Key, chosen: Json) -> None:
    present = is_there(work, key)
    if chosen is None and present:
        drop_row(work, key)
    elif chosen is None:
        outbox.say_again(work, key, {}, OpKind.DELETE)
    elif present:
        outbox.say_again(work, key, {}, OpKind.UPDATE)
    else:
        _bring_back(work, key, chosen)


def _bring_back(work: UnitOfWork, key: Key, values: Mapping[str, Json]) -> None:
    """Puts a row back, and the rows it names that went with it."""
    _put(work, key, values)
    for field, target in kinds()[key[0]].references.items():
        named = values.get(field)
        if named is not None and not is_there(work, (target, named)):
            _bring_back(work, (target, named), _as_last_seen(work, (target, named)))


def _as_last_seen(work: UnitOfWork, key: Key) -> dict[str, Json]:
    """A row's fields when it was deleted here.

    Raises:
        RuleBroken: ``reference-broken`` when it never was.
    """
    query = "SELECT changes FROM journal WHERE tbl = ? AND row_id = ? AND kind = 'delete' ORDER BY seq DESC"
    for (text,) in work.connection.exec_driver_sql(query, key):
        values = {name: old for name, (old, _new) in json.loads(text).items()}
        if values:
            return values
    raise RuleBroken("reference-broken")


def _put(work: UnitOfWork, key: Key, values: Mapping[str, Json]) -> None:
    try:
        put_row(work, key, values)
    except ValueError:
        raise RuleBroken("not-valid", "text") from None


def _change(work: UnitOfWork, key: Key, values: Mapping[str, Json]) -> None:
    try:
        change_row(work, key, values)
    except ValueError:
        raise RuleBroken("not-valid", next(iter(values))) from None
