"""What an import would do, and will do: the dry run shows the very plan that is applied."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from desktop.exchange.findings import Finding
from desktop.models.base import Value
from desktop.rules.doubles import Reason, in_words

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


class Verdict(StrEnum):
    """What a person says of a row that looks like something."""

    SAME = "same"
    """What is empty in the other is filled in, and no more."""
    NEW = "new"
    SKIP = "skip"
    """The row is left out, and what hangs on it too."""


@dataclass(frozen=True)
class Decision:
    """What a person decided about one row.

    Attributes:
        same_as: Key of the `Candidate` that it is; empty unless it is the same.
    """

    verdict: Verdict
    same_as: str = ""


@dataclass(frozen=True)
class Candidate:
    """What a row may be the same as: a stored entry, or another row of the file.

    Attributes:
        key: By which a decision names it.
        id: The stored entry's; empty for a row that is not stored yet.
        row: In the file; 0 for a stored entry that has no row there.
        table: The row's.
        source: Where a stored entry came from; empty for a row.
        reasons: Why it seems so, the strongest first.
        score: How far, from `desktop.rules.doubles.LIKELY` to 1.
        shown: Its fields.
    """

    key: str
    id: str
    row: int
    table: str
    name: str
    place: str
    source: str
    reasons: tuple[Reason, ...]
    score: float
    shown: Mapping[str, object] = field(default_factory=dict)

    @property
    def why(self) -> str:
        """The reasons in words."""
        return in_words(self.reasons)


@dataclass(frozen=True)
class Double:
    """A row that looks like a stored entry or like another row, with both sides.

    Attributes:
        key: By which a person's decision is handed back to the plan.
        kind: What the row becomes.
        table: The row's.
        row: In the file.
        told: What the file says, field by field.
        candidates: What it may be, the likeliest first; never empty.
        decision: None as long as nobody said anything: the row then becomes an entry of its own.
    """

    key: str
    kind: str
    table: str
    row: int
    told: Mapping[str, object]
    candidates: tuple[Candidate, ...]
    decision: Decision | None = None

    @property
    def verdict(self) -> Verdict | None:
        """What was decided."""
        return self.decision.verdict if self.decision else None

    @property
    def candidate(self) -> Candidate:
        """The one it was said to be, else the likeliest."""
        wanted = self.decision.same_as if self.decision else ""
        return next((one for one in self.candidates if one.key == wanted), self.candidates[0])


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
        doubles: Rows that look like stored entries or like each other.
        records: Counts by stored kind.
        additions: The very values to be stored, parents before children.
        alterations: The very changes.
        not_read: Columns of the file that the mapping does nothing with; in an unknown spelling one says nothing.
        headers: The row that names the columns, by table that is read; none where no row does, as in JSON.
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
    headers: Mapping[str, int] = field(default_factory=dict)
    mark: int = 0

    @property
    def is_empty(self) -> bool:
        """True when applying it would change nothing."""
        return not self.additions and not self.alterations
