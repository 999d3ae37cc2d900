"""Who wrote in the text of an indication, in what it rests on, or handed it in: the journal knows, not the row."""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping

from sqlalchemy import bindparam, text

from desktop.models.sealed_text import BASIS, WRITES
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

_BASIS = text("""
WITH rests AS (
    SELECT i.id AS asked, 'goal' AS tbl, g.id AS id FROM indication AS i JOIN goal AS g ON g.case_id = i.case_id
    WHERE i.id IN :ids
    UNION ALL
    SELECT i.id, 'alternative', a.id FROM indication AS i JOIN alternative AS a ON a.case_id = i.case_id
    WHERE i.id IN :ids AND a.answer <> ''
)
SELECT DISTINCT rests.asked, j.actor FROM rests JOIN journal AS j ON j.tbl = rests.tbl AND j.row_id = rests.id
WHERE j.kind <> 'delete'
    AND (j.kind = 'update' OR rests.tbl = 'goal' OR coalesce(json_extract(j.changes, '$.answer[1]'), '') <> '')
    AND EXISTS (SELECT 1 FROM json_each(j.changes) AS c
        WHERE c.key IN (SELECT value FROM json_each(json_extract(:basis, '$.' || rests.tbl))))
    AND NOT (j.kind = 'insert' AND EXISTS (SELECT 1 FROM journal AS before
        WHERE before.tbl = j.tbl AND before.row_id = j.row_id AND before.seq < j.seq))
""").bindparams(bindparam("ids", expanding=True))

_NAMES = json.dumps(BASIS)


def text_writers(reader: Reader, indication_ids: Collection[str]) -> Mapping[str, frozenset[str]]:
    """Colleagues' ids by indication: who drafted, wrote in or handed in any line of the draft that it is of.

    Whoever wrote a goal or an answer before custom care that stands in its case is among them: it rests on those.

    An insert tells of its author only: a row that was brought back, or offered to another central store, was not
    written by whoever did that.
    """
    found: dict[str, set[str]] = {}
    for asked, who in reader.connection.execute(_WROTE, {"ids": list(indication_ids), "text": _TEXT}):
        found.setdefault(asked, set()).update({who} - {""})
    for asked, who in reader.connection.execute(_BASIS, {"ids": list(indication_ids), "basis": _NAMES}):
        found.setdefault(asked, set()).update({who} - {""})
    return {asked: frozenset(who) for asked, who in found.items()}
