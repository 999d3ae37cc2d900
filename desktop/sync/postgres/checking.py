"""Is a central store in a database what it should be? Each question looks for itself; none of them mends anything."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, LiteralString

from desktop.store.migrate import newest
from desktop.sync.postgres.founding import FAREWELL_DAYS, Founder
from desktop.sync.postgres.kinds_here import SEALED_STATUSES, TEXT_FIELDS, references_here
from desktop.sync.postgres.making import FILES_AT_PURGE, FORMAT, PARTS, keep_lines, kind_lines, text_of
from desktop.sync.postgres.purging import TABLES

if TYPE_CHECKING:
    from psycopg import Connection

OLDEST = 140000
"""Of the server, as ``server_version_num`` has it: 14 is the first with triggers that can be put in another's place."""

_LONG = "5 minutes"
"""How long a colleague may have a transaction open; a push takes seconds."""

_OF_ANY_FORMAT = 5
"""So many looks, the first ones, need no table of this format."""

_FUNCTION = re.compile(r"CREATE FUNCTION naober\.(\w+)\(.*?AS \$\$(.*?)\$\$", re.DOTALL)
_TRIGGER = re.compile(r"CREATE (?:CONSTRAINT )?TRIGGER (\w+) ")
_CHECK = re.compile(r"CONSTRAINT (\w+) CHECK")
_POLICY = re.compile(r"CREATE POLICY (\w+) ON naober\.(\w+)")


@dataclass(frozen=True)
class Wrong:
    """Something that is not as it should be and has no name of its own.

    Attributes:
        what: ``no-tls``, ``version``, ``server-version``, ``owner``, ``granted``, ``public`` or ``large-objects``.
        values: What belongs to it: names and figures as the server has them.
    """

    what: str
    values: tuple[str, ...] = ()


Found = list[str | Wrong]
"""What is wrong: by its name where it has one."""

Told = Callable[[int, int], None]
"""How many looks are done of how many; what it raises stops it."""


def check_books(founder: Founder, *, told: Told | None = None) -> tuple[tuple[str, Found], ...]:
    """What was looked at, with what is wrong there in names and figures, never in what a row says.

    Raises:
        WorldFault: As every method of `Founder`.
    """
    with founder.session() as db:
        return check_within(db, founder, told=told)


def check_within(
    db: Connection[tuple[Any, ...]], founder: Founder, *, told: Told | None = None
) -> tuple[tuple[str, Found], ...]:
    """The same in a transaction that is open."""
    found = []
    looks = _looks(db, founder, dict(db.execute("SELECT name, value FROM naober.meta").fetchall()))
    for done, (name, look) in enumerate(looks):
        if told is not None:
            told(done, len(looks))
        found.append((name, look()))
    return tuple(found)


def _looks(
    db: Connection[tuple[Any, ...]], founder: Founder, books: Mapping[str, str]
) -> tuple[tuple[str, Callable[[], Found]], ...]:
    owner, members = founder.role_names()
    encrypted = db.pgconn.ssl_in_use or founder.address.is_here
    is_up, form = books["schema_version"] == str(newest()), books["format"]
    looks: tuple[tuple[str, Callable[[], Found]], ...] = (
        ("server", lambda: _server(db)),
        ("tls", lambda: [] if encrypted and _setting(db, "ssl") == "on" else [Wrong("no-tls")]),
        ("format", lambda: [*_unheld(db, _CHECK, _CHECKS)] if form == FORMAT else [Wrong("version", (form, FORMAT))]),
        ("schema", lambda: [] if is_up else [Wrong("version", (books["schema_version"], str(newest())))]),
        ("roles", lambda: _named(db, _ROLES, {"names": [owner, members]})),
        ("members", lambda: _named(db, _MEMBERS, {"members": members, "farewell": FAREWELL_DAYS})),
        ("security", lambda: [*_asked(db, _UNFORCED), *_policies(db)]),
        ("rights", lambda: _rights(db, owner, members)),
        ("functions", lambda: [*_functions(db), *_asked(db, _LOOSE, {"owner": owner})]),
        ("kinds", lambda: [*_kinds(db)]),
        ("sums", lambda: _named(db, _SUMS)),
        ("pen", lambda: _named(db, _HOLDERS, {"long": _LONG})),
        ("bytes", lambda: [*_not_anew(db, books.get(FILES_AT_PURGE))]),
    )
    # Tables of another format may not be there to look into; first they must be brought up.
    return looks if form == FORMAT else looks[:_OF_ANY_FORMAT]


_ROLES = """
SELECT rolname FROM pg_roles WHERE rolname = ANY (%(names)s)
    AND (rolcanlogin OR rolsuper OR rolbypassrls OR rolcreaterole OR rolcreatedb)
UNION ALL SELECT one FROM unnest(%(names)s::text[]) AS one WHERE one NOT IN (SELECT rolname FROM pg_roles)
"""

_MEMBERS = """
SELECT m.login FROM naober.member AS m LEFT JOIN pg_roles AS r ON r.rolname = m.login
WHERE r.oid IS NULL OR r.rolsuper OR r.rolbypassrls OR r.rolcreaterole OR r.rolcreatedb
    OR (m.revoked_at IS NOT NULL AND r.rolcanlogin
        AND coalesce(r.rolvaliduntil, 'infinity') > m.revoked_at + make_interval(days => %(farewell)s + 1))
    OR (m.revoked_at IS NULL) AND NOT EXISTS (SELECT FROM pg_auth_members AS a JOIN pg_roles AS g ON g.oid = a.roleid
        WHERE a.member = r.oid AND g.rolname = %(members)s)
    OR EXISTS (SELECT FROM pg_auth_members AS a JOIN pg_roles AS g ON g.oid = a.roleid
        WHERE a.member = r.oid AND NOT starts_with(g.rolname, 'naober_members_'))
UNION ALL
SELECT r.rolname FROM pg_auth_members AS a JOIN pg_roles AS g ON g.oid = a.roleid JOIN pg_roles AS r ON r.oid = a.member
WHERE g.rolname = %(members)s AND r.rolname NOT IN (SELECT login FROM naober.member) AND r.rolname <> current_user
"""

_UNFORCED = """
SELECT relname FROM pg_class WHERE relnamespace = 'naober'::regnamespace AND relkind IN ('r', 'p')
    AND NOT (relrowsecurity AND relforcerowsecurity)
"""

# Whatever stands in the schema and is not the owner's, whoever else may do something there, and what everyone may.
_RIGHTS = """
SELECT 'owner', relname::text, '' FROM pg_class
    WHERE relnamespace = 'naober'::regnamespace AND relowner::regrole <> quote_ident(%(owner)s)::regrole
UNION ALL
SELECT 'granted', a.privilege_type, c.relname FROM pg_class AS c, aclexplode(c.relacl) AS a
    WHERE c.relnamespace = 'naober'::regnamespace AND a.grantee <> c.relowner
        AND (a.grantee = 0 OR a.grantee <> quote_ident(%(members)s)::regrole OR a.privilege_type <> 'SELECT'
            OR c.relname NOT IN ('meta', 'change', 'row_state', 'field_version', 'op_result', 'conflict', 'digest',
                'audit_line', 'audit_head', 'audit_release'))
UNION ALL
SELECT 'public', a.privilege_type, d.datname
    FROM pg_database AS d, aclexplode(coalesce(d.datacl, acldefault('d', d.datdba))) AS a
    WHERE d.datname = current_database() AND a.grantee = 0
UNION ALL
SELECT 'public', a.privilege_type, n.nspname FROM pg_namespace AS n, aclexplode(n.nspacl) AS a
    WHERE n.nspname = 'public' AND a.grantee = 0 AND a.privilege_type = 'CREATE'
UNION ALL
SELECT DISTINCT 'large-objects', r.rolname::text, ''
    FROM pg_largeobject_metadata AS o JOIN pg_roles AS r ON r.oid = o.lomowner
    WHERE r.rolname IN (SELECT login FROM naober.member)
"""

_LOOSE = """
SELECT proname FROM pg_proc WHERE pronamespace = 'naober'::regnamespace AND (
    proowner::regrole <> quote_ident(%(owner)s)::regrole
    OR NOT coalesce(proconfig, '{}') @> '{"search_path=pg_catalog, pg_temp"}'
    OR NOT prosecdef
    OR has_function_privilege('public', oid, 'EXECUTE'))
"""

_TRIGGERS = """
SELECT tgname FROM pg_trigger JOIN pg_class AS c ON c.oid = tgrelid
WHERE c.relnamespace = 'naober'::regnamespace AND tgenabled = 'O'
"""

_CHECKS = "SELECT conname FROM pg_constraint WHERE connamespace = 'naober'::regnamespace AND contype = 'c'"

_SUMS = """
SELECT coalesce(d.tbl, r.tbl) FROM
    (SELECT tbl, scope, rows, total FROM naober.digest WHERE rows <> 0 OR total <> 0) AS d
    FULL JOIN (SELECT tbl, scope, count(*) AS rows, mod(sum(hash), 18446744073709551616) AS total
        FROM naober.row_state WHERE NOT gone GROUP BY tbl, scope) AS r USING (tbl, scope)
WHERE d.rows IS DISTINCT FROM r.rows OR d.total IS DISTINCT FROM r.total GROUP BY 1
"""

_FILES = """
SELECT relname::text, relfilenode::bigint FROM pg_class
WHERE relnamespace = 'naober'::regnamespace AND relname = ANY (%(names)s)
"""

_HOLDERS = """
SELECT m.colleague_id || ' (' || a.usename || ')'
FROM pg_stat_activity AS a JOIN naober.member AS m ON m.login = a.usename
WHERE a.xact_start < now() - %(long)s::interval
"""


def _server(db: Connection[tuple[Any, ...]]) -> Found:
    """Version, and settings by which what colleagues write would stand in the server's log or outlive their line."""
    version = db.info.server_version
    wrong: Found = [] if version >= OLDEST else [Wrong("server-version", (str(version // 10_000),))]
    allowed = {"log_statement": {"none", "ddl"}, "max_prepared_transactions": {"0"}, "row_security": {"on"}}
    allowed |= {"log_parameter_max_length_on_error": {"0"}, "log_min_duration_statement": {"-1"}}
    settings = {name: _setting(db, name) for name in allowed}
    return [*wrong, *(f"{name} = {value}" for name, value in settings.items() if value not in allowed[name])]


def _rights(db: Connection[tuple[Any, ...]], owner: str, members: str) -> Found:
    found = db.execute(_RIGHTS, {"owner": owner, "members": members}).fetchall()
    return [Wrong(what, tuple(filter(None, values))) for what, *values in found]


def _not_anew(db: Connection[tuple[Any, ...]], marked: str | None) -> list[str]:
    """Tables that still have the file they had at the last destruction; all of them where that was never marked."""
    files = dict(db.execute(_FILES, {"names": list(TABLES)}).fetchall())
    if marked is None:
        return sorted(files) if db.execute("SELECT 1 FROM naober.destroyed LIMIT 1").fetchone() else []
    then: dict[str, int] = json.loads(marked)
    return sorted(name for name, file in files.items() if then.get(name) == file)


def _setting(db: Connection[tuple[Any, ...]], name: str) -> str:
    found = db.execute("SELECT current_setting(%s, true)", (name,)).fetchone()
    return str(found[0]) if found else ""


def _policies(db: Connection[tuple[Any, ...]]) -> list[str]:
    asked = (
        "SELECT tablename || '.' || policyname FROM pg_policies WHERE schemaname = 'naober' AND policyname <> 'books'"
    )
    meant = {
        f"{table}.{name}" for name, table in _POLICY.findall(text_of("rights.sql") + text_of("audit_rights.sql"))
    } - {"%I.books"}
    return sorted(meant ^ set(_asked(db, asked)))


def _functions(db: Connection[tuple[Any, ...]]) -> list[str]:
    """Those that are not there, are another program's, or do not say what this program's texts say."""
    meant = {name: text for part in PARTS for name, text in _FUNCTION.findall(text_of(part))}
    asked = "SELECT proname, prosrc FROM pg_proc WHERE pronamespace = 'naober'::regnamespace"
    there: list[tuple[str, str]] = [(name, text) for name, text in db.execute(asked).fetchall()]
    wrong = sorted(meant.keys() - {name for name, _text in there}) + [n for n, text in there if meant.get(n) != text]
    return wrong + _unheld(db, _TRIGGER, _TRIGGERS)


def _unheld(db: Connection[tuple[Any, ...]], meant: re.Pattern[str], question: LiteralString) -> list[str]:
    """Triggers or checks of the texts by which nothing is held there; one may have been taken away, or put to sleep."""
    names = {name for part in PARTS for name in meant.findall(text_of(part))}
    return sorted(names - set(_asked(db, question)))


def _kinds(db: Connection[tuple[Any, ...]]) -> list[str]:
    questions: tuple[tuple[LiteralString, Iterable[tuple[Any, ...]]], ...] = (
        ("SELECT tbl, append_only, home, home_field, home_tbl, written_by, usual::text FROM naober.kind", kind_lines()),
        ("SELECT tbl, field, target_tbl FROM naober.reference", references_here()),
        ("SELECT name FROM naober.text_field", [(name,) for name in TEXT_FIELDS]),
        ("SELECT name FROM naober.sealed_status", [(name,) for name in SEALED_STATUSES]),
        ("SELECT law, years FROM naober.keep_for", keep_lines()),
    )
    wrong = set()
    for question, meant in questions:
        wrong |= {str(line[0]) for line in {*_lines(db.execute(question).fetchall())} ^ {*_lines(meant)}}
    return sorted(wrong)


def _lines(found: Iterable[tuple[Any, ...]]) -> Iterable[tuple[Any, ...]]:
    for line in found:
        yield tuple(tuple(part) if isinstance(part, list) else _alike(part) for part in line)


def _alike(part: object) -> object:
    """JSON as it is meant, however it is written."""
    return repr(sorted(json.loads(part).items())) if isinstance(part, str) and part.startswith("{") else part


def _named(db: Connection[tuple[Any, ...]], question: LiteralString, values: dict[str, Any] | None = None) -> Found:
    return [*_asked(db, question, values)]


def _asked(db: Connection[tuple[Any, ...]], question: LiteralString, values: dict[str, Any] | None = None) -> list[str]:
    return [str(name) for (name,) in db.execute(question, values).fetchall()]
