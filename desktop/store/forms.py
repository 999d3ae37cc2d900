"""Forms that are still being filled in. They stay on this laptop: not journalled, not sent."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING, Any

from desktop.models.base import new_id

if TYPE_CHECKING:
    from sqlalchemy import Row

    from desktop.store.reader import Reader
    from desktop.store.unit_of_work import UnitOfWork

KIND = "form_draft"
"""The kind's name in a change set."""

_COLUMNS = "kind, subject_id, content, saved_at, id"

_SAVE = """
INSERT INTO form_draft (id, kind, subject_id, content, saved_at) VALUES (?, ?, ?, ?, ?)
ON CONFLICT (kind, subject_id) DO UPDATE SET content = excluded.content, saved_at = excluded.saved_at
"""


@dataclass(frozen=True)
class FormDraft:
    """A form as it was left; one for each form and what it is about."""

    kind: str
    """Which form, like ``new-case``."""
    subject_id: str
    """Id of what it is about; empty for something new."""
    content: Mapping[str, Any]
    """As typed, also what is not valid yet; whatever JSON can hold."""
    saved_at: datetime
    id: str = field(default_factory=new_id)


def save_form(work: UnitOfWork, draft: FormDraft) -> None:
    """Keeps a form as it stands, in the place of what was kept of it; the id that was given first stays."""
    content = json.dumps(dict(draft.content), ensure_ascii=False)
    moment = draft.saved_at.isoformat()
    work.connection.exec_driver_sql(_SAVE, (draft.id, draft.kind, draft.subject_id, content, moment))
    work.note(KIND, draft.id)


def load_form(reader: Reader, kind: str, subject_id: str = "") -> FormDraft | None:
    """What was kept of a form; None when there is nothing."""
    query = f"SELECT {_COLUMNS} FROM form_draft WHERE kind = ? AND subject_id = ?"  # noqa: S608 - our own columns
    row = reader.connection.exec_driver_sql(query, (kind, subject_id)).one_or_none()
    return None if row is None else _draft(row)


def list_forms(reader: Reader) -> list[FormDraft]:
    """All kept forms, the newest first."""
    query = f"SELECT {_COLUMNS} FROM form_draft ORDER BY saved_at DESC, id DESC"  # noqa: S608
    return [_draft(row) for row in reader.connection.exec_driver_sql(query)]


def discard_form(work: UnitOfWork, kind: str, subject_id: str = "") -> None:
    """Throws away what was kept, also when there is nothing."""
    work.connection.exec_driver_sql("DELETE FROM form_draft WHERE kind = ? AND subject_id = ?", (kind, subject_id))
    work.note(KIND, subject_id)


def _draft(row: Row[Any]) -> FormDraft:
    moment = datetime.fromisoformat(row.saved_at)
    return FormDraft(row.kind, row.subject_id, json.loads(row.content), moment, row.id)
