"""The books of a central store in PostgreSQL, as a writing transaction sees them: what row security shows a person."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import TYPE_CHECKING, Any, LiteralString

from desktop.sync.arrival import Key
from desktop.sync.judge import RowState, Written
from desktop.sync.ledger_lines import read_clash
from desktop.sync.postgres.fetched import read_row
from desktop.sync.protocol import Clash
from desktop.sync.push_ledger import Fetched, PushLedger

if TYPE_CHECKING:
    from psycopg import Connection


class PostgresLedger(PushLedger):
    """A push inside a transaction that holds the pen; `desktop.sync.postgres.lines` writes what it comes to."""

    def __init__(
        self, connection: Connection[tuple[Any, ...]], fetched: Fetched, head: int, held: Mapping[str, str]
    ) -> None:
        super().__init__(fetched, head, held)
        self._db = connection
        self._precedents: dict[tuple[object, ...], Any] = {}

    def ask_row(self, key: Key) -> RowState | None:
        """See `PushLedger`."""
        return read_row(self._db, key)

    def ask_user(self, key: Key, beside: Sequence[Key]) -> Key | None:
        """See `PushLedger`. One that this person may not see has no name."""
        others = [list(part) for part in zip(*beside, strict=True)] or [[], []]
        found = self._one("SELECT by_tbl, by_id FROM naober.user_of(%s, %s, %s, %s)", *key, *others)
        return (found[0], found[1]) if found else None

    def ask_written(self, seq: int) -> Written:
        """See `PushLedger`."""
        found = self._one("SELECT author, made_at, device FROM naober.change WHERE seq = %s", seq)
        return Written(*found) if found else Written("", "")

    def ask_clash(self, id: str) -> tuple[Clash, bool] | None:  # noqa: A002 - the models' own word
        """See `PushLedger`."""
        body, is_open = self._one("SELECT body::text, is_open FROM naober.conflict WHERE id = %s", id) or ("", False)
        clash = read_clash(body)
        return None if clash is None else (clash, is_open)

    def writers(self, indication_id: str) -> Collection[str]:
        """See `Precedents`. What this push itself tells is looked at by the database."""
        return frozenset(self._told("SELECT naober.writers(%s)", indication_id) or ())

    def role(self, colleague_id: str) -> str:
        """See `Precedents`. What the administrator said of the login counts, not what a laptop wrote in a row."""
        return str(self._told("SELECT naober.role_of(%s)", colleague_id) or "")

    def has_sample(self) -> bool:
        """See `Precedents`."""
        return self._told("SELECT 1 FROM naober.meta WHERE name = 'sample' AND value = '1'") is not None

    def is_founding(self, device: str) -> bool:
        """See `Precedents`."""
        return bool(self._told("SELECT naober.is_founding(%s)", device))

    def _told(self, query: LiteralString, *values: object) -> Any:  # noqa: ANN401 - one value of any type
        """Asked once: it does not change while the pen is held."""
        if (query, *values) not in self._precedents:
            found = self._one(query, *values)
            self._precedents[(query, *values)] = found[0] if found else None
        return self._precedents[(query, *values)]

    def _one(self, query: LiteralString, *values: object) -> tuple[Any, ...] | None:
        return self._db.execute(query, values).fetchone()
