"""When a case was closed that was taken up again since: the case itself no longer tells, the journal does."""

from __future__ import annotations

from desktop.models.casework import Case
from desktop.models.indications import Indication
from desktop.models.kinds import IndicationStatus
from desktop.store import journal
from desktop.store.reader import Reader


def as_it_closed(reader: Reader, case: Case, indication: Indication) -> Case:
    """The case as it was closed in the act that ended this help; as it is where nothing tells of such an act."""
    endings = [
        entry.act_id
        for entry in journal.of_row(reader, "indication", indication.id)
        if entry.changes.get("status", (None, None))[1] == IndicationStatus.ENDED.value
    ]
    for entry in journal.of_act(reader, endings[-1]) if endings else ():
        new = {name: after for name, (_before, after) in entry.changes.items()}
        if entry.row_id == case.id and new.get("closed_on"):
            return Case.model_validate({**case.model_dump(), **{k: new[k] for k in _CLOSING if k in new}})
    return case


_CLOSING = ("closed_on", "close_reason")
