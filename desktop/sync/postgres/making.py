"""What the books in a database are made of, and bringing them up to this program."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import astuple
from importlib.resources import files
from typing import TYPE_CHECKING, Any, LiteralString

from psycopg import sql

from desktop.models.faults import WorldFault
from desktop.rules.retention import BY_ACT
from desktop.store.migrate import newest
from desktop.sync.postgres.kinds_here import SEALED_STATUSES, TEXT_FIELDS, kinds_here, references_here

if TYPE_CHECKING:
    from psycopg import Connection

FORMAT = "2"
"""Of the books. A program refuses books whose format it does not know."""

FILES_AT_PURGE = "files_at_purge"
"""Under which ``meta`` keeps the files of the tables at the last destruction, see purge.sql."""

_AGAIN = (
    *("audit_release.sql", "reach.sql", "following.sql", "writing.sql", "late.sql", "purge.sql", "audit.sql"),
    "log_term.sql",
    *("rights.sql", "audit_rights.sql", "untied.sql"),
)
"""Those that hold nothing, and are made anew when the books are brought up; the last says anew whose some rows are."""

_NAMING_ROLES = frozenset({"late.sql", "purge.sql", "rights.sql", "audit_rights.sql"})
"""Parts that name the two roles; elsewhere braces are JSON."""

PARTS = ("tables.sql", "to_2.sql", *_AGAIN)
"""Texts that make the books, in order: the tables of the first format, what each later one added, and the rest."""

_STEPS = {"1": "to_2.sql"}
"""What brings the tables from a format to the next."""

_ORDERED = ("kind", "reference", "text_field", "sealed_status", "keep_for")


def upgrade(db: Connection[tuple[Any, ...]], owner: sql.Identifier, members: sql.Identifier) -> None:
    """Brings tables, functions, rights and what the books know of the kinds of rows to those of this program.

    What a row or a line of the history tells is not touched. It is done as the owner; whoever calls commits.

    Raises:
        WorldFault: ``central-newer`` when a later program made or raised the books.
    """
    meta = dict(db.execute("SELECT name, value FROM naober.meta").fetchall())
    form = meta["format"]
    if int(meta["schema_version"]) > newest() or (form != FORMAT and form not in _STEPS):
        raise WorldFault("central-newer", file="")
    while form in _STEPS:
        write(db, [_STEPS[form]], owner, members)
        form = str(int(form) + 1)
    _drop_what_holds_nothing(db)
    write(db, _AGAIN, owner, members)
    for name in _ORDERED:
        db.execute(sql.SQL("DELETE FROM {}").format(sql.Identifier("naober", name)))
    tell_kinds(db)
    told = {"format": FORMAT, "schema_version": str(newest())}
    many(db, "UPDATE naober.meta SET value = %s WHERE name = %s", [(value, name) for name, value in told.items()])
    # What was destroyed before files were marked counts as not written anew yet: nobody can tell that it was.
    unmarked = "EXISTS (SELECT FROM naober.destroyed) AND NOT EXISTS (SELECT FROM naober.meta WHERE name = %s)"
    db.execute(f"SELECT naober.mark_files() WHERE {unmarked}", (FILES_AT_PURGE,))


def formats_to(form: str) -> list[str]:
    """The texts that make the tables of a format.

    Raises:
        WorldFault: ``central-newer`` for one that this program does not know.
    """
    if form != FORMAT and form not in _STEPS:
        raise WorldFault("central-newer", file="")
    later = [step for number, step in sorted(_STEPS.items()) if int(number) < int(form)]
    return [PARTS[0], *later, "audit_release.sql"]


def write(
    db: Connection[tuple[Any, ...]], parts: Iterable[str], owner: sql.Identifier, members: sql.Identifier
) -> None:
    """Runs some of the texts."""
    for part in parts:
        text = text_of(part) if part in _NAMING_ROLES else text_of(part).replace("{", "{{").replace("}", "}}")
        db.execute(sql.SQL(text).format(owner=owner, members=members))


def text_of(part: str) -> LiteralString:
    """One of the texts as it stands."""
    text: LiteralString = files("desktop.sync.postgres").joinpath(part).read_text(encoding="utf-8")
    return text


def kind_lines() -> list[tuple[Any, ...]]:
    """The table ``kind`` as this program has it."""
    lines = [astuple(kind) for kind in kinds_here()]
    return [(*line[:5], list(line[5]), line[6]) for line in lines]


def tell_kinds(db: Connection[tuple[Any, ...]]) -> None:
    """Fills the tables that say what the models say."""
    many(db, "INSERT INTO naober.kind VALUES (%s, %s, %s, %s, %s, %s, %s)", kind_lines())
    many(db, "INSERT INTO naober.reference VALUES (%s, %s, %s)", list(references_here()))
    many(db, "INSERT INTO naober.text_field VALUES (%s)", [(name,) for name in TEXT_FIELDS])
    many(db, "INSERT INTO naober.sealed_status VALUES (%s)", [(name,) for name in SEALED_STATUSES])
    many(db, "INSERT INTO naober.keep_for VALUES (%s, %s)", keep_lines())


def keep_lines() -> list[tuple[str, int]]:
    """The table ``keep_for``: the least number of years that each act has a dossier kept."""
    return [(law.value, kept.years) for law, kept in BY_ACT.items()]


def many(db: Connection[tuple[Any, ...]], query: LiteralString, lines: list[tuple[Any, ...]]) -> None:
    """One statement for many lines."""
    with db.cursor() as cursor:
        cursor.executemany(query, lines)


def _drop_what_holds_nothing(db: Connection[tuple[Any, ...]]) -> None:
    asked = "SELECT schemaname, tablename, policyname FROM pg_policies WHERE schemaname = 'naober'"
    for schema, table, name in db.execute(asked).fetchall():
        drop = sql.SQL("DROP POLICY {} ON {}").format(sql.Identifier(name), sql.Identifier(schema, table))
        db.execute(drop)
    # By its number: the same name may stand for several, with other arguments.
    db.execute(
        "DO $$ DECLARE one regprocedure; BEGIN FOR one IN SELECT oid FROM pg_proc WHERE pronamespace ="
        " 'naober'::regnamespace LOOP EXECUTE format('DROP FUNCTION %s CASCADE', one); END LOOP; END $$"
    )
    db.execute(
        "DO $$ DECLARE one regtype; BEGIN FOR one IN SELECT reltype FROM pg_class WHERE relkind = 'c'"
        " AND relnamespace = 'naober'::regnamespace LOOP EXECUTE format('DROP TYPE %s CASCADE', one); END LOOP; END $$"
    )
