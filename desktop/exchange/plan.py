"""What an import would do, and will do: the dry run shows the very plan that is applied."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from desktop.exchange.findings import Finding
from desktop.models.base import Value

Progress = Callable[[int, int], None]
"""Called with how much is done and how much there is; what it raises stops the import, and nothing stays."""


@dataclass(frozen=True)
class Counts:
    """Of one kind of record."""

    new: int = 0
    changed: int = 0
    same: int = 0


@dataclass(frozen=True)
class Alteration:
    """A stored record that gets other values: every field that differs, as it was and as it becomes."""

    kind: type[Value]
    id: str
    name: str
    before: Mapping[str, object]
    after: Mapping[str, object]
    row: int


@dataclass(frozen=True)
class Double:
    """A row that looks like a stored entry, with both sides.

    Attributes:
        key: By which a person's decision is handed back to the plan.
        row: In the file.
        told: What the file says, field by field.
        stored: What is stored, of the same fields and the source.
        is_same: True when the plan takes them for the same: what is empty in the stored one is filled, and no more.
    """

    key: str
    kind: str
    row: int
    told: Mapping[str, object]
    stored: Mapping[str, object]
    is_same: bool


@dataclass(frozen=True)
class ImportPlan:
    """A read file, held against the store.

    Every row is counted once, by the record it is about: ``read = new + changed + same + len(rejected rows)``.

    Attributes:
        file: Name of the file or folder.
        digest: Of its bytes, to tell files apart.
        mapping: Id of the mapping.
        source: As kept with every entry.
        kind: What it was imported as.
        read: Rows.
        new: Rows that become something new.
        changed: Rows that change something stored; of observations: that correct one.
        same: Rows that say what is stored already.
        rejected: Why rows are left out; a row may have several reasons.
        warnings: What a person should look at; the rows are taken.
        doubles: Rows that look like stored entries from elsewhere.
        records: Counts by stored kind.
        additions: The very values to be stored, parents before children.
        alterations: The very changes.
        not_read: Columns of the file that the mapping does nothing with; in an unknown spelling one says nothing.
        mark: The store's latest change of these kinds when the plan was made.
    """

    file: str
    digest: str
    mapping: str
    source: str
    kind: str
    read: int
    new: int
    changed: int
    same: int
    rejected: tuple[Finding, ...] = ()
    warnings: tuple[Finding, ...] = ()
    doubles: tuple[Double, ...] = ()
    records: Mapping[str, Counts] = field(default_factory=dict)
    additions: tuple[Value, ...] = ()
    alterations: tuple[Alteration, ...] = ()
    not_read: tuple[str, ...] = ()
    mark: int = 0

    @property
    def is_empty(self) -> bool:
        """True when applying it would change nothing."""
        return not self.additions and not self.alterations
