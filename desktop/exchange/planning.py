"""Holding what a file tells against what the store holds."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import TYPE_CHECKING

from desktop.exchange.deciding import Decided, decide
from desktop.exchange.export.hsds_book import own
from desktop.exchange.findings import Finding, Findings
from desktop.exchange.gathering import Gathered, Gatherer
from desktop.exchange.known import Known, report_key, stored_fields
from desktop.exchange.likeness import by_name, doubles
from desktop.exchange.mapping import is_read, not_read
from desktop.exchange.own_export import is_as_exported, told_elsewhere
from desktop.exchange.plan import Alteration, Counts, ImportPlan
from desktop.exchange.targets import KINDS
from desktop.models.base import Value, new_id
from desktop.models.kinds import MapStatus
from desktop.models.social_map import AvailabilityReport
from desktop.store.queries.imports import latest_change

if TYPE_CHECKING:
    from desktop.exchange.here import Here
    from desktop.exchange.mapping import Mapping as Source
    from desktop.exchange.plan import Decision, Progress
    from desktop.exchange.reading import Source as File
    from desktop.exchange.rows import Made
    from desktop.store.queries.entry_names import EntryName
    from desktop.store.reader import Reader


def plan(  # noqa: PLR0913 - the last three by name
    reader: Reader,
    file: File,
    mapping: Source,
    *,
    here: Here,
    progress: Progress | None = None,
    decisions: Mapping[str, Decision] | None = None,
) -> ImportPlan:
    """What importing the file would do; nothing is written.

    Args:
        reader: Of the moment.
        file: As read.
        mapping: Which column is which field.
        here: The day, and the region's municipalities.
        progress: Told every few hundred rows.
        decisions: What a person said of rows that look like something, by their keys.

    Raises:
        WorldFault: ``columns-missing``.
    """
    known = Known(reader, mapping)
    gathered = Gatherer(mapping, known, here, progress).gather(file.tables)
    decided = decide(gathered, doubles(gathered, known, progress), decisions or {})
    planner = _Planner(mapping, known, decided)
    planner.hold(gathered)
    rows = planner.rows
    return ImportPlan(
        file=file.file,
        digest=file.digest,
        mapping=mapping.id,
        source=mapping.source,
        kind=mapping.kind,
        read=gathered.read,
        new=rows["new"],
        changed=rows["changed"],
        same=rows["same"],
        rejected=tuple(gathered.rejected),
        warnings=(*gathered.warnings, *decided.doubts, *planner.doubts),
        doubles=decided.doubles,
        records={kind: Counts(**counts) for kind, counts in planner.counts.items()},
        additions=tuple(planner.additions),
        alterations=tuple(planner.alterations),
        not_read=not_read(mapping, file.tables),
        headers={table.name: table.header for table in file.tables if table.header and is_read(mapping, table)},
        mark=latest_change(reader, KINDS),
    )


class _Planner:
    """Decides of every record whether it is new, changes one, or is there already."""

    def __init__(self, mapping: Source, known: Known, decided: Decided) -> None:
        self._decided = decided
        self._source = mapping.source
        self._known = known
        self._main = {id(rule.records[-1]) for rule in mapping.tables}
        self._ids: dict[tuple[str, str], str] = {}
        self._reports: dict[tuple[object, ...], AvailabilityReport] = {}
        self._touched: dict[str, set[str]] = {}
        self.additions: list[Value] = []
        self.alterations: list[Alteration] = []
        self.doubts: list[Finding] = []
        self.counts: dict[str, Counter[str]] = {}
        self.rows: Counter[str] = Counter()

    def hold(self, gathered: Gathered) -> None:
        """Decides of every record, those that others belong to first."""
        for kind in KINDS:
            made = [record for (of_kind, _), record in gathered.records.items() if of_kind == kind]
            if kind == "availability_report":
                self._reports = self._known.reports({self._links(record)["provider_id"] for record in made})
            for record in made:
                outcome = self._report(record) if kind == "availability_report" else self._entry(record)
                self.counts.setdefault(kind, Counter())[outcome] += 1
                if id(record.rule) in self._main:
                    self.rows[outcome] += record.rows

    def _entry(self, record: Made) -> str:
        place = (record.rule.kind, record.key)
        stored = self._known.by_key(*place)
        if stored is not None:
            self._ids[place] = str(stored_fields(stored)["id"])
            return self._filled(record, stored) if self._is_double(record, stored) else self._altered(record, stored)
        exported = self._known.own_export.elsewhere(*place)
        if exported is not None:
            return self._corrected(record, exported, told_elsewhere(place[0], record.fields, exported))
        if self._known.own_export.is_runner(*place):
            return "same"
        if place in self._decided.stored:
            self._ids[place] = self._decided.stored[place]
            return self._filled(record, self._known.entry(record.kind, self._ids[place]))
        other = self._known.by_name(record.rule.kind, str(record.fields.get("name", ""))) if by_name(record) else None
        if other is not None:
            self._doubt("linked-by-name", record, other)
            self._ids[place] = other.id
            return "same"
        origin = {} if record.rule.key_fields else {"source": self._source, "source_id": record.key}
        value = self._value(record, **origin)
        self._ids[place] = str(stored_fields(value)["id"])
        self.additions.append(value)
        return "new"

    def _is_double(self, record: Made, stored: Value) -> bool:
        """True when a row was merged into an entry that has a row of its own in the same source."""
        kept = stored_fields(stored)
        if self._known.is_own(record.rule.kind, record.key):
            return record.rule.kind != "location" and own(str(kept["id"])) != record.key
        return kept.get("source") == self._source and kept.get("source_id") != record.key

    def _filled(self, record: Made, stored: Value) -> str:
        """Only what is empty in the stored entry is taken, and what no other row said of it."""
        before = stored_fields(stored)
        told = self._touched.get(str(before["id"]), set())
        empty = {
            name: value
            for name, value in record.fields.items()
            if name not in told and before[name] in (None, "", (), [])
        }
        return self._changed(record, stored, empty)

    def _doubt(self, code: str, record: Made, other: EntryName) -> None:
        findings = Findings(record.row, record.table)
        findings.doubt("name", code, name=other.name, source=other.source or "—")
        self.doubts += findings.doubts

    def _altered(self, record: Made, stored: Value) -> str:
        """What the file does not say never empties what is stored; sets count without their order."""
        before = stored_fields(stored)
        # Our own export hangs a location of an organisation on each service that is offered there.
        is_place = record.rule.kind == "location" and self._known.is_own("location", record.key)
        told = {**record.fields, **({} if is_place else self._links(record))}
        if before["id"] in self._known.retired and before.get("status") == MapStatus.INACTIVE:
            told["status"] = MapStatus.ACTIVE
        if before.get("status") == MapStatus.DO_NOT_REFER and told.get("status") == MapStatus.ACTIVE:
            # That it runs is no answer to whether one may refer: no source says "refer again", a person does.
            del told["status"]
        if self._known.is_own(record.rule.kind, record.key):
            return self._corrected(record, stored, told)
        return self._changed(record, stored, _different(told, stored))

    def _corrected(self, record: Made, stored: Value, told: Mapping[str, object]) -> str:
        """What stands otherwise in our own export than it was written there."""
        after = _different(told, stored)
        return self._changed(record, stored, {n: v for n, v in after.items() if not is_as_exported(n, v, stored)})

    def _changed(self, record: Made, stored: Value, after: Mapping[str, object]) -> str:
        if not after:
            return "same"
        before = stored_fields(stored)
        self._touched.setdefault(str(before["id"]), set()).update(after)
        self.alterations.append(
            Alteration(
                kind=type(stored),
                id=str(before["id"]),
                name=str(before["name"]),
                before={name: before[name] for name in after},
                after=after,
                row=record.row,
            )
        )
        return "changed"

    def _report(self, record: Made) -> str:
        """Observations are only ever added: another figure for the same day corrects the one that is there."""
        value = self._value(record)
        fields = stored_fields(value)
        stored = self._reports.get(report_key(fields))
        if stored is None:
            self.additions.append(value)
            if isinstance(value, AvailabilityReport):
                # Two rows may turn out to be about the same provider, and then say the same twice.
                self._reports[report_key(fields)] = value
            return "new"
        before = stored_fields(stored)
        if not any(_differs(fields[name], before[name]) for name in record.fields):
            return "same"
        self.additions.append(self._value(record, corrects=before["id"]))
        return "changed"

    def _value(self, record: Made, **more: object) -> Value:
        """The record as it is stored; what one row told was checked when it was read."""
        more = {"id": new_id(), **dict.fromkeys(record.rule.links), **self._links(record), **more}
        if record.value is not None:
            return record.value.model_copy(update=more)
        return record.kind.model_validate({**record.fields, **more})

    def _links(self, record: Made) -> dict[str, str]:
        """Ids by field; a link that is not required and leads nowhere is left out."""
        found = {name: self._id((record.rule.links[name].to, key)) for name, key in record.links.items()}
        return {name: id_ for name, id_ in found.items() if id_}

    def _id(self, place: tuple[str, str]) -> str:
        place = self._decided.rows.get(place, place)
        if place in self._ids:
            return self._ids[place]
        stored = self._known.by_key(*place)
        return str(stored_fields(stored)["id"]) if stored else ""


def _different(told: Mapping[str, object], stored: Value) -> dict[str, object]:
    before = stored_fields(stored)
    return {name: value for name, value in told.items() if _differs(value, before[name])}


def _differs(told: object, stored: object) -> bool:
    if isinstance(told, tuple) and isinstance(stored, tuple | list):
        return set(told) != set(stored)
    return told != stored
