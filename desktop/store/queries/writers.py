"""Who wrote in the text of an indication or handed it in: the journal knows, whatever the row says of its author."""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping

from sqlalchemy import bindparam, text

from desktop.models.sealed_text import WRITES
from desktop.store.reader import Reader

_WROTE = text("""
WITH line AS (
    SELECT i.id AS asked, o.id AS id, o.author AS author FROM indication AS i
    JOIN indication AS o ON o.case_id = i.case_id AND (o.id = i.id OR (i.draft_id <> '' AND o.draft_id = i.draft_id))
    WHERE i.id IN :ids
)
SELECT asked, author AS who FROM line
UNION
SELECT line.asked, json_extract(j.changes, '$.author[1]') FROM line
JOIN journal AS j ON j.tbl = 'indication' AND j.row_id = line.id
WHERE j.kind <> 'delete' AND json_extract(j.changes, '$.author[1]') IS NOT NULL
UNION
SELECT line.asked, j.actor FROM line JOIN journal AS j ON j.tbl = 'indication' AND j.row_id = line.id
WHERE j.kind = 'update' AND (
    json_extract(j.changes, '$.status[1]') = 'handed-in'
    OR EXISTS (SELECT 1 FROM json_each(j.changes) AS c WHERE c.key IN (SELECT value FROM json_each(:text)))
)
""").bindparams(bindparam("ids", expanding=True))

_TEXT = json.dumps(sorted(WRITES))


def text_writers(reader: Reader, indication_ids: Collection[str]) -> Mapping[str, frozenset[str]]:
    """Colleagues' ids by indication: who drafted, wrote in or handed in any line of the draft that it is of.

    An insert tells of its author only: a row that was brought back, or offered to another central store, was not
    written by whoever did that.
    """
    found: dict[str, set[str]] = {}
    for asked, who in reader.connection.execute(_WROTE, {"ids": list(indication_ids), "text": _TEXT}):
        found.setdefault(asked, set()).update({who} - {""})
    return {asked: frozenset(who) for asked, who in found.items()}
