"""The log of who looked in a dossier and who changed it: ids and words of closed lists, never a name or a text.

The six things BIO2 8.15.01 asks of a line (MinBZK/Baseline-Informatiebeveiliging-Overheid, docs/maatregelen) are the
action, the object, the result, the origin (the laptop), the actor and the moment. For whom it was done stands in
``resident``, as NEN 7513 asks ("which client"), and to what end in ``purpose``.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class AuditAction(StrEnum):
    """What was done."""

    OPEN = "open"
    """A screen with the dossier was opened."""
    LIST = "list"
    """A list with residents was opened, or showed others than before."""
    SEARCH = "search"
    """Somebody was searched, and residents were shown; never what was typed."""
    PREVIEW = "preview"
    """A paper of it was shown on the screen."""
    PRINT = "print"
    KEEP = "keep"
    """A paper of it was kept as a file, outside the encrypted store."""
    MAIL = "mail"
    EXPORT = "export"
    CHANGE = "change"
    CHAIN = "chain"
    """A new chain began because the one before no longer fits what the central store keeps."""
    RELEASE = "release"
    """Lines that are past their term were let go, up to one with a signed head."""


class AuditPurpose(StrEnum):
    """To what end. A closed list: a reason in free words would be about people."""

    CASEWORK = "casework"
    FOR_RESIDENT = "for-resident"
    FOR_PROVIDER = "for-provider"
    FOR_FILE = "for-file"
    FOR_OBJECTION = "for-objection"
    ACCESS_REQUEST = "access-request"
    """The resident asked what is kept and who looked (AVG art. 15)."""
    LOG_KEEPING = "log-keeping"


LEAVING = (
    AuditPurpose.FOR_RESIDENT,
    AuditPurpose.FOR_PROVIDER,
    AuditPurpose.FOR_FILE,
    AuditPurpose.FOR_OBJECTION,
    AuditPurpose.ACCESS_REQUEST,
)
"""Why a paper may leave the program."""


class ShownList(StrEnum):
    """Where several residents are shown at once."""

    CASES = "cases"
    PALETTE = "palette"
    TODAY = "today"
    WAITING = "waiting"
    EIGHTEEN = "eighteen"
    REFERRALS = "referrals"
    MESSAGES = "messages"
    TEAM = "team"
    HOUSEMATES = "housemates"
    """Who is known already, to be put in a household."""
    RETENTION = "retention"
    EVALUATIONS = "evaluations"
    """Those of one resident beside each other, when they are copied."""
    MET_EDITS = "met-edits"
    """Edits that met, and what could not be shared."""


class AuditResult(StrEnum):
    """How it ended."""

    DONE = "done"
    REFUSED = "refused"


@dataclass(frozen=True)
class Dossier:
    """What a line is about, in ids."""

    kind: str
    """``case_file``, ``resident`` or ``household``; ``list`` for more than one at once; the table itself for what is of
    none of them any more."""
    id: str
    """Of a list a `ShownList`."""
    resident: str = ""
    """Empty where it is nobody's in particular, such as a household."""


@dataclass(frozen=True)
class Deed:
    """What a line tells, before it has a place in a chain."""

    action: AuditAction
    dossier: Dossier
    purpose: AuditPurpose = AuditPurpose.CASEWORK
    result: AuditResult = AuditResult.DONE
    what: str = ""
    """The person's verb as a text of the catalogue, a kind of paper, a screen, or by what a list was narrowed."""
    act_id: str = ""
    """The act in the journal, of a change."""
    at: str = ""
    """UTC, ISO 8601; the moment of writing when empty."""
    shown: int | None = None
    """Of a list how many dossiers it showed that it had not shown before."""


@dataclass(frozen=True)
class Link:
    """A line in its place. ``body`` is the very text that the hash was taken over."""

    chain: str
    """Public key of the chain it belongs to, 64 hexadecimal digits."""
    number: int
    """From 1 without gaps."""
    body: str
    previous: str
    """Hash of the line before; empty for the first."""
    hash: str


@dataclass(frozen=True)
class Head:
    """How far a chain had come, signed with its own key."""

    chain: str
    number: int
    hash: str
    device: str
    signed_at: str
    """UTC, ISO 8601, by the laptop's clock."""
    signature: str
    """Ed25519, hexadecimal."""


@dataclass(frozen=True)
class Release:
    """Up to where the lines of a chain were let go, because they were past their term."""

    chain: str
    number: int
    """Of the last line that went; its signed head stays."""
    hash: str
    """Of that line: the next follows on it."""
    before: str
    """UTC, ISO 8601: lines from here on are kept."""
    years: int
    released_at: str
    """UTC, ISO 8601."""
    released_by: str
    """Colleague's id."""


@dataclass(frozen=True)
class AuditLine:
    """What a line says, read back."""

    number: int
    at: str
    actor: str
    device: str
    action: str
    kind: str
    object: str
    resident: str
    purpose: str
    result: str
    what: str
    act_id: str
    shown: str = ""
    """How many dossiers a list showed; empty for other lines, and for those of before it was told."""
