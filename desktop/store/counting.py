"""What the store keeps beside its tables so that counting over all help is quick.

Nothing here that cannot be made anew: so it stands outside the migrations, is taken away before one, and is made again
at opening when it is not what this version wants. Triggers keep it, so no way of writing goes round them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sqlalchemy import Connection

GIVEN = "i.status IN ('approved', 'ended')"
"""Help that was decided on; of a draft nobody is helped."""

CHANGED = "i.change IN ('more-help', 'less-help', 'other-product', 'other-provider')"
"""Help that became more, less or other."""

ALWAYS = "9999-12-31"
"""Later than any day that is asked for."""


def last_day(of: str) -> str:
    """The last day of help, of an indication by its name in a statement: `ALWAYS` while it has no end.

    Help that has ended was there until it really stopped: who died or moved away keeps the end that was decided on.
    """
    stopped = (
        f"SELECT max(t.ended_on) FROM trajectory AS t INDEXED BY ix_trajectory_days WHERE t.indication_id = {of}.id"  # noqa: S608 - ours
    )
    decided = f"coalesce({of}.\"end\", '{ALWAYS}')"
    return f"CASE {of}.status WHEN 'ended' THEN min({decided}, coalesce(({stopped}), '{ALWAYS}')) ELSE {decided} END"


_COLUMNS = "resident_id, id, municipality, law, lot, help, start, last"

LINES = f"""SELECT c.resident_id, i.id, c.municipality, i.law, i.lot,
    coalesce(nullif(i.product, ''), nullif(i.segment, ''), i.lot) AS help, i.start, {last_day("i")} AS last
FROM indication AS i CROSS JOIN case_file AS c ON c.id = i.case_id WHERE {GIVEN} AND i.start IS NOT NULL"""  # noqa: S608 - a text of this module
"""What `given_help` holds: a line for each indication that was decided on, with whose it is, where, and its days."""


def _made(which: str) -> str:
    return f"INSERT OR REPLACE INTO given_help ({_COLUMNS}) {LINES} AND {which};"


def _gone(whose: str, which: str) -> str:
    """Lines are kept by resident, so that those of one person lie together."""
    return f"DELETE FROM given_help WHERE resident_id = {whose} AND id IN ({which});"  # noqa: S608 - idem


def _of(case: str) -> str:
    return f"(SELECT resident_id FROM case_file WHERE id = {case})"  # noqa: S608 - idem


def _again(indication: str) -> str:
    """The line of an indication that is in its table."""
    case = f"(SELECT case_id FROM indication WHERE id = {indication})"  # noqa: S608 - idem
    return f"{_gone(_of(case), indication)}\n{_made(f'i.id = {indication}')}"


def _differs(*columns: str) -> str:
    return " OR ".join(f'OLD."{name}" IS NOT NEW."{name}"' for name in columns)


_SHOWN = ("case_id", "status", "law", "lot", "segment", "product", "start", "end")
_OF_CASE = "SELECT id FROM indication WHERE case_id = {}.id"

_TRIGGERS = {
    "indication_insert": ("AFTER INSERT ON indication", _made("i.id = NEW.id")),
    "indication_update": (
        f"AFTER UPDATE ON indication WHEN {_differs(*_SHOWN)}",
        f"{_gone(_of('OLD.case_id'), 'OLD.id')}\n{_made('i.id = NEW.id')}",
    ),
    "indication_delete": ("AFTER DELETE ON indication", _gone(_of("OLD.case_id"), "OLD.id")),
    # A case may come after its help, and go before it: references are looked at when all is done.
    "case_insert": ("AFTER INSERT ON case_file", _made("i.case_id = NEW.id")),
    "case_update": (
        f"AFTER UPDATE ON case_file WHEN {_differs('resident_id', 'municipality')}",
        f"{_gone('OLD.resident_id', _OF_CASE.format('OLD'))}\n{_made('i.case_id = NEW.id')}",
    ),
    "case_delete": ("AFTER DELETE ON case_file", _gone("OLD.resident_id", _OF_CASE.format("OLD"))),
    "trajectory_insert": (
        "AFTER INSERT ON trajectory WHEN NEW.ended_on IS NOT NULL",
        _again("NEW.indication_id"),
    ),
    "trajectory_update": (
        f"AFTER UPDATE ON trajectory WHEN {_differs('indication_id', 'ended_on')}",
        f"{_again('OLD.indication_id')}\n{_again('NEW.indication_id')}",
    ),
    "trajectory_delete": (
        "AFTER DELETE ON trajectory WHEN OLD.ended_on IS NOT NULL",
        _again("OLD.indication_id"),
    ),
}

_PREFIX = "counting_"

_KEPT = {
    "given_help": """CREATE TABLE given_help (
    resident_id TEXT NOT NULL,
    id TEXT NOT NULL,
    municipality TEXT NOT NULL,
    law TEXT NOT NULL,
    lot TEXT NOT NULL,
    help TEXT NOT NULL,
    start TEXT NOT NULL,
    last TEXT NOT NULL,
    PRIMARY KEY (resident_id, municipality, id)
) STRICT, WITHOUT ROWID""",
    "ix_indication_changed": f"CREATE INDEX ix_indication_changed ON indication (start, law, case_id)"
    f" WHERE {GIVEN.replace('i.', '')} AND {CHANGED.replace('i.', '')}",
    "ix_indication_at_provider": "CREATE INDEX ix_indication_at_provider ON indication (provider_id)"
    f" WHERE provider_id IS NOT NULL AND {GIVEN.replace('i.', '')}",
    # A task holds a sentence or more; what counts tasks must not read those.
    "ix_transition_task_counts": "CREATE INDEX ix_transition_task_counts ON transition_task"
    " (plan_id, area, done_on, due, code)",
} | {
    f"{_PREFIX}{name}": f"CREATE TRIGGER {_PREFIX}{name} {when}\nBEGIN\n{body}\nEND"
    for name, (when, body) in _TRIGGERS.items()
}
"""Text by name, a table before its triggers."""


def ensure(connection: Connection) -> bool:
    """Makes all of it anew when something of it is not as this version wants; True then."""
    if _present(connection) == _KEPT:
        return False
    put_away(connection)
    for statement in _KEPT.values():
        connection.exec_driver_sql(statement)
    connection.exec_driver_sql(f"INSERT INTO given_help ({_COLUMNS}) {LINES} ORDER BY c.resident_id, c.municipality")
    return True


def put_away(connection: Connection) -> None:
    """Takes all of it away, so that a migration finds the tables with nothing hanging on them."""
    for name in reversed(_KEPT):
        kind = _KEPT[name].split(maxsplit=2)[1]
        connection.exec_driver_sql(f"DROP {kind} IF EXISTS {name}")


def check(connection: Connection) -> list[str]:
    """What is not as it should be, in names and numbers."""
    present = _present(connection)
    differ = sorted(name for name in _KEPT if present.get(name) != _KEPT[name])
    if "given_help" in differ:
        return differ
    kept = f"SELECT {_COLUMNS} FROM given_help"  # noqa: S608 - a text of this module
    pairs = (("lines too few", LINES, kept), ("lines too many", kept, LINES))
    for fault, these, those in pairs:
        found = connection.exec_driver_sql(f"SELECT count(*) FROM (SELECT * FROM ({these}) EXCEPT {those})")  # noqa: S608 - idem
        if number := found.scalar_one():
            differ.append(f"{number} {fault}")
    return differ


def _present(connection: Connection) -> dict[str, str]:
    marks = ", ".join("?" * len(_KEPT))
    query = f"SELECT name, sql FROM sqlite_master WHERE name IN ({marks})"  # noqa: S608 - places for names
    return {row.name: row.sql for row in connection.exec_driver_sql(query, tuple(_KEPT))}
