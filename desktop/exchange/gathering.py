"""From a file's tables to records: every row read once, doubles named, links followed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from desktop.exchange.findings import Finding, Findings
from desktop.exchange.mapping import by_our_names, is_read, lacking
from desktop.exchange.rows import Made, RowReader
from desktop.models.faults import WorldFault

if TYPE_CHECKING:
    from desktop.exchange.here import Here
    from desktop.exchange.known import Known
    from desktop.exchange.mapping import Mapping, TableRule
    from desktop.exchange.plan import Progress
    from desktop.exchange.tables import Row, Table

_EVERY = 500
"""Rows between two words to whoever waits."""

Place = tuple[str, str]
"""Kind and key."""


@dataclass
class Gathered:
    """What the rows of a file tell.

    Attributes:
        records: By kind and key, in the order of the file, parents before children.
        read: Rows.
        rejected: Why rows are left out.
        warnings: What a person should look at.
    """

    records: dict[Place, Made] = field(default_factory=dict)
    read: int = 0
    rejected: list[Finding] = field(default_factory=list)
    warnings: list[Finding] = field(default_factory=list)


class Gatherer:
    """Reads the tables of one file.

    Args:
        mapping: Says what is what.
        known: What the store holds, for links to records of an earlier import.
        here: Where and when it is read.
        progress: Told every few hundred rows.
    """

    def __init__(self, mapping: Mapping, known: Known, here: Here, progress: Progress | None) -> None:
        self._mapping = mapping
        self._known = known
        self._rows = RowReader(mapping, here)
        self._progress = progress
        self._first_rows: dict[Place, int] = {}
        self._kinds: set[str] = set()
        self._found = Gathered()

    def gather(self, tables: tuple[Table, ...]) -> Gathered:
        """Everything the tables tell.

        Raises:
            WorldFault: ``columns-missing`` naming them, when no table is as the mapping needs it.
        """
        pairs = list(self._pairs(tables))
        self._kinds = {rule.records[-1].kind for rule, _ in pairs}
        total = sum(len(table.rows) for _, table in pairs)
        for rule, table in pairs:
            self._rows.begin(rule.records, table.columns)
            for row in table.rows:
                if self._progress and self._found.read % _EVERY == 0:
                    self._progress(self._found.read, total)
                self._found.read += 1
                self._take(rule, table, row)
            self._warn_of_absent(rule, table)
        for table in tables:
            self._tell_of(table)
        return self._found

    def _tell_of(self, table: Table) -> None:
        """What was noticed of a table that is read or that only holds doubts; of any other, that it is not read."""
        if table.columns and not is_read(self._mapping, table):
            self._tell_unread(table)
            return
        for row in table.rows if not table.columns else ():
            findings = Findings(row.number, table.name)
            for noticed, code, about in row.doubts:
                findings.doubt(noticed, code, value=about)
            self._found.warnings += findings.doubts
        for note in table.notes:
            findings = Findings(note.row, table.name)
            findings.doubt("", note.code, **note.values)
            self._found.warnings += findings.doubts

    def _tell_unread(self, table: Table) -> None:
        """Not of HSDS: that has more tables than we read."""
        if table.rows and self._mapping.kind != "hsds":
            findings = Findings(0, table.name)
            lacks = min((lacking(rule, table.columns) for rule in self._mapping.tables), key=len)
            findings.doubt("", "table-not-read", value=", ".join(lacks))
            self._found.warnings += findings.doubts

    def _pairs(self, tables: tuple[Table, ...]) -> Iterator[tuple[TableRule, Table]]:
        """Which rule reads which table, in the order of the rules."""
        missing: tuple[str, ...] = ()
        matched = False
        for rule in self._mapping.tables:
            for table in tables:
                lacks = lacking(rule, table.columns)
                if not lacks:
                    matched = True
                    yield rule, by_our_names(rule, table)
                elif not missing or len(lacks) < len(missing):
                    missing = lacks
        if not matched:
            raise WorldFault("columns-missing", columns=missing)

    def _take(self, rule: TableRule, table: Table, row: Row) -> None:
        findings = Findings(row.number, table.name)
        made = self._rows.read(rule.records, row, findings)
        if not findings.refused:
            made = self._told_apart(made, row, findings)
            self._follow_links(made, findings)
        if findings.refused:
            self._found.rejected += findings.refused
            return
        for record in made:
            self._keep(record)
        self._found.warnings += findings.doubts

    def _told_apart(self, made: tuple[Made, ...], row: Row, findings: Findings) -> tuple[Made, ...]:
        """The row's records under keys of their own; a row that says the same as an earlier one is refused."""
        main = made[-1]
        place = _place(main)
        earlier = self._found.records.get(place)
        if earlier is None or main.rule.merge:
            return made
        if main.rule.key_also and earlier.fields != main.fields:
            longer = self._rows.longer_key(main, row, findings)
            if _place(longer) not in self._found.records:
                return (*made[:-1], longer)
        findings.refuse("", "double", first=self._first_rows[place])
        return made

    def _follow_links(self, made: tuple[Made, ...], findings: Findings) -> None:
        own = {_place(record) for record in made}
        for record in made:
            for field_name, key in list(record.links.items()):
                link = record.rule.links[field_name]
                place = (link.to, key)
                if place in own or place in self._found.records or self._known.by_key(*place):
                    continue
                if link.required:
                    findings.refuse(link.columns[0] if link.columns else field_name, "link-missing", value=key)
                elif link.to in self._kinds:
                    findings.doubt(link.columns[0], "link-missing", value=key)

    def _keep(self, record: Made) -> None:
        place = _place(record)
        self._first_rows.setdefault(place, record.row)
        earlier = self._found.records.get(place)
        self._found.records[place] = together(earlier, record) if earlier else record

    def _warn_of_absent(self, rule: TableRule, table: Table) -> None:
        """Once for a table, when what its rows belong to is not in the file at all."""
        findings = Findings(0, table.name)
        for link in rule.records[-1].links.values():
            told = not table.columns.isdisjoint(link.columns)
            if told and not link.required and link.to not in self._kinds:
                findings.doubt(link.columns[0], "table-missing", value=link.to)
        self._found.warnings += findings.doubts


def _place(record: Made) -> Place:
    """Observations are told apart by all that they are about, the rest by the key at the source."""
    if record.rule.kind == "availability_report":
        return record.rule.kind, "|".join((record.links.get("provider_id", ""), *map(str, about(record))))
    return record.rule.kind, record.key


def about(record: Made) -> tuple[object, ...]:
    """What an observation is about, apart from the provider and the figures."""
    names = ("product", "expertise", "location", "target_group", "municipality", "measured_on", "source")
    return tuple(record.fields.get(name, "") for name in names)


def together(one: Made, other: Made) -> Made:
    """Two rows on one record: sets are joined, of the rest the first that was filled in counts."""
    fields = dict(one.fields)
    if one.rule.kind == "place":
        return _between(one, other)
    for name, value in other.fields.items():
        here = fields.get(name)
        if isinstance(here, tuple) and isinstance(value, tuple):
            fields[name] = tuple(dict.fromkeys((*here, *value)))
        else:
            fields.setdefault(name, value)
    return replace(one, fields=fields, links={**other.links, **one.links}, value=None, rows=one.rows + 1)


def _between(one: Made, other: Made) -> Made:
    """A place lies in the middle of all its addresses."""
    fields = dict(one.fields)
    for name in ("latitude", "longitude"):
        here, there = fields.get(name), other.fields.get(name)
        if isinstance(here, float) and isinstance(there, float):
            fields[name] = (here * one.rows + there) / (one.rows + 1)
    return replace(one, fields=fields, value=None, rows=one.rows + 1)
