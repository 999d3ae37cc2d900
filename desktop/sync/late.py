"""Late work: what a colleague wrote of a case that meanwhile left this laptop's reach.

It cannot be applied any more and may not stay here. So it is handed in whole at the central store, where the team lead
who reaches the case reads it, shares it again or puts it aside. Only then does it go from this laptop.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping
from typing import TYPE_CHECKING, Any
from uuid import UUID, uuid5

from desktop.models.changes import ChangeSet
from desktop.models.kinds import IndicationStatus
from desktop.store.wiping import books_about
from desktop.sync import books, outbox
from desktop.sync.approved import GIVEN, JUDGED, TABLE
from desktop.sync.books import Refusal
from desktop.sync.local_rows import table_of
from desktop.sync.protocol import Late
from desktop.sync.vocabulary import Json

if TYPE_CHECKING:
    from desktop.store.database import Store
    from desktop.store.reader import Reader
    from desktop.sync.arrival import Key
    from desktop.sync.protocol import CentralStore

CODE = "late-work"
"""Under which a team lead's laptop keeps what colleagues handed in, in the list of what could not be shared."""

_IN_PERSON = frozenset({"destruction", "destruction_request", "keep_longer", "retention_setting", "colleague"})
_JUDGED_STATES = GIVEN | {IndicationStatus.RETURNED}
_JUDGED_FIELDS = (*JUDGED, "rests_on")

_SIGNAL = "signal"
"""The form in which a signal is typed, and its kind: whatever it is about, it is for the contract manager alone."""

LONE_CODE = "late-work-gone"
"""Of the same, once the central store was put back from a copy and does not know of it any more."""

LEFT_FORM, UNSENT = "form-left", "unsent"

_SPACE = UUID("0190d3f2-5a1e-7c44-9b7e-6e616f626572")
_FORMS = "SELECT id, kind, subject_id, content, saved_at FROM form_draft ORDER BY saved_at, id"
_MINE = "SELECT op_id FROM refused WHERE code = ? AND dismissed_at IS NULL"
_KEEP = "UPDATE refused SET code = ? WHERE code = ? AND op_id = ?"
_DONE = "SELECT op_id FROM refused WHERE code = ? AND dismissed_at IS NOT NULL"


def about(reader: Reader, keys: Collection[Key]) -> tuple[Late, ...]:
    """What no one has looked at yet of what could not be shared of these rows, and forms about them."""
    found = books_about(reader, keys)
    refused, forms = set(found["refused"]), set(found["form_draft"])
    tables = {row_id: tbl for tbl, row_id in keys}
    left = (_refused(refusal) for refusal in _own(reader) if refusal.op_id in refused)
    return (*left, *(form for id_, form in _forms(reader, tables) if id_ in forms))


def of_forms(reader: Reader, subjects: Collection[str]) -> tuple[Late, ...]:
    """Forms about things that are not on this laptop any more; the central store knows of which kind they are."""
    asked = "SELECT id FROM form_draft WHERE subject_id = ?"
    ids = {id_ for one in subjects for id_ in reader.connection.exec_driver_sql(asked, (one,)).scalars()}
    return tuple(form for id_, form in _forms(reader, {}) if id_ in ids)


def everything(reader: Reader) -> tuple[Late, ...]:
    """The same of whatever waits on this laptop, sent or not, for who may send nothing any more."""
    _count, before, last = outbox.waiting(reader)
    batch = outbox.next_batch(reader, before, last, least=last + 1)
    waiting = [_unsent(op.model_dump(mode="json")) for op in batch.ops] if batch else []
    spoilt = [_refused(refusal) for refusal in batch.spoilt] if batch else []
    return (*waiting, *spoilt, *map(_refused, _own(reader)), *(form for _id, form in _forms(reader, {})))


def exchange(store: Store, central: CentralStore, act: str) -> ChangeSet:
    """Brings a team lead's list of late work to what the central store has of it.

    What was shared again or put aside here is settled for every other lead as well; what another settled goes from the
    list here. In another history than the one in which it came, nobody settled it: then it stays here.
    """
    with store.read() as reader:
        is_another = books.must_ask(reader)
        done = list(reader.connection.exec_driver_sql(_DONE, (CODE,)).scalars())
        here = set(reader.connection.exec_driver_sql(_MINE, (CODE,)).scalars())
    open_ = {late.id: late for late in central.late_work(done)}
    if not done and here == open_.keys():
        return ChangeSet()
    with store.work(act, origin="sync") as work:
        moment = work.act.made_at.isoformat()
        if is_another:
            for id_ in here - open_.keys():
                work.connection.exec_driver_sql(_KEEP, (LONE_CODE, CODE, id_))
        for id_ in [*done, *(here - open_.keys())]:
            work.connection.exec_driver_sql("DELETE FROM refused WHERE code = ? AND op_id = ?", (CODE, id_))
            work.note("refused", id_)
        for id_ in open_.keys() - here:
            one = open_[id_]
            books.refuse(work, _as_refusal(one, one.tbl or table_of(work, one.row_id), moment))
        return work.commit()


def is_in_person(refusal: Refusal, values: Mapping[str, Json]) -> bool:
    """True for what nobody does by sharing another's text: to judge one, to sign it, or to let dossiers go or stay."""
    if refusal.tbl in _IN_PERSON:
        return True
    is_judged = str(values.get("status")) in _JUDGED_STATES or any(values.get(name) for name in _JUDGED_FIELDS)
    is_anothers = values.get("author") not in (None, "", refusal.detail.get("author"))
    return refusal.tbl == TABLE and (is_judged or is_anothers)


def _as_refusal(late: Late, tbl: str, moment: str) -> Refusal:
    """For the lead's list. What an edit would do is read from the edit alone: by the rest, only whose it is was found.

    Where the two do not tell the same, it was found for the wrong person: it is shown, and is no edit any more.
    """
    told = {"author": late.author, "made_at": late.made_at, "why": late.code, "given": dict(late.values)}
    detail = dict(late.detail)
    if values_of(detail) != late.values:
        detail.pop("kind", None)
    return Refusal(late.id, late.id, tbl, late.row_id, CODE, {**detail, **told}, moment)


def _own(reader: Reader) -> list[Refusal]:
    return [refusal for refusal in books.refusals(reader) if refusal.code != CODE]


def _refused(refusal: Refusal) -> Late:
    made_at = str(refusal.detail.get("made_at") or refusal.noticed_at)
    return Late(
        id=_uuid(refusal.op_id),
        act_id=refusal.act_id,
        tbl=refusal.tbl,
        row_id=refusal.row_id,
        code=refusal.code,
        made_at=made_at,
        values=values_of(refusal.detail),
        detail=refusal.detail,
    )


def _unsent(op: Mapping[str, Any]) -> Late:
    told = {name: op[name] for name in ("act_id", "tbl", "row_id", "made_at")}
    return Late(id=op["op_id"], code=UNSENT, values=values_of(op), detail=dict(op), **told)


def _forms(reader: Reader, tables: Mapping[str, str]) -> list[tuple[str, Late]]:
    return [
        (
            id_,
            _form(
                _SIGNAL if form == _SIGNAL else tables.get(row_id, ""),
                row_id,
                f"{id_} {content}",
                {"form": form, "typed": json.loads(content)},
                at,
            ),
        )
        for id_, form, subject, content, at in reader.connection.exec_driver_sql(_FORMS)
        # Some forms are about a part of a row: its id, a colon, and which part.
        for row_id in [subject.partition(":")[0]]
    ]


def _form(tbl: str, subject: str, said: str, detail: Mapping[str, Json], saved_at: str) -> Late:
    """Typed further after it was handed in, it is another one."""
    id_ = str(uuid5(_SPACE, said))
    return Late(id=id_, act_id=id_, tbl=tbl, row_id=subject, code=LEFT_FORM, made_at=saved_at, detail=detail)


def values_of(detail: Mapping[str, Any]) -> dict[str, Json]:
    """The fields that an edit would give its row; of one that cannot be understood none."""
    whole, edits, members = detail.get("values"), detail.get("changes"), detail.get("members")
    if isinstance(whole, Mapping):
        return dict(whole)
    if not isinstance(edits, Mapping):
        return {}
    plain = {n: e.get("new") for n, e in edits.items() if isinstance(e, Mapping)}
    sets = members.items() if isinstance(members, Mapping) else ()
    added = {n: m.get("added") or [] for n, m in sets if isinstance(m, Mapping)}
    return plain | {n: list(names) for n, names in added.items() if isinstance(names, list | tuple)}


def _uuid(text: str) -> str:
    try:
        return str(UUID(text))
    except ValueError:
        return str(uuid5(_SPACE, text))
