"""Under which prompts of handed-in indications a reason was written, and by whom."""

from __future__ import annotations

import json
from datetime import datetime

from sqlalchemy import text

from desktop.rules.departures import Told
from desktop.rules.said import is_said
from desktop.store.reader import Reader

_HANDED_IN = text("SELECT reasons, author, handed_in_at FROM indication WHERE handed_in_at IS NOT NULL ORDER BY id")


def handed_in_with_reasons(reader: Reader) -> list[Told]:
    """Every indication that was handed in; of the reasons only under which prompt they stand, never what they say."""
    rows = reader.connection.execute(_HANDED_IN)
    return [Told(_codes(reasons), author, datetime.fromisoformat(at).date()) for reasons, author, at in rows]


def _codes(reasons: str) -> frozenset[str]:
    return frozenset(code for code, reason in json.loads(reasons).items() if is_said(reason))
