"""Allocations and the messages about them, as iWmo 3.2 and iJw 3.2 know them."""

from __future__ import annotations

from sqlmodel import Field

from desktop.models.base import Day, Instant, Record, Value, choice
from desktop.models.kinds import Law, MessageKind, MessageState


class AllocationFields(Record):
    """What a provider was told to deliver to a client; its number never changes and is never used again."""

    indication_id: str = Field(foreign_key="indication.id", index=True, description="Indication's id")
    provider_id: str = Field(foreign_key="provider.id", index=True, description="Provider's id")
    number: int = Field(ge=1, le=999_999_999, index=True, description="ToewijzingNummer, unique per municipality")
    municipality_code: str = Field(max_length=4, description="CBS code of the municipality, four digits")
    reference: str = Field(default="", max_length=36, description="ReferentieAanbieder, only in answer to a 315 or 317")
    allocated_at: Instant = Field(description="UTC; Toewijzingsdatum and Toewijzingstijd")
    start: Day = Field(description="Ingangsdatum as last told")
    end: Day | None = Field(default=None, description="Einddatum as last told; equal to the start when deleted")
    change_reason: str = Field(default="", max_length=2, description="RedenWijziging, code of iWmo/iJw")
    told: str = Field(default="", max_length=2000, description="Product and size as last told, as canonical JSON")


class CareMessageFields(Record):
    """A message that was written or read, or a file that could not be read as one."""

    kind: MessageKind | None = choice(None, "Which message; empty for a file that could not be read")
    law: Law | None = choice(None, "Act it belongs to; empty for a file that could not be read")
    identification: str = Field(default="", max_length=12, description="BerichtIdentificatie of its sender")
    dated: Day | None = Field(default=None, description="Dagtekening; empty when it could not be read")
    sender: str = Field(default="", max_length=8, description="Afzender: municipality's or provider's code")
    receiver: str = Field(default="", max_length=8, description="Ontvanger: municipality's or provider's code")
    file_name: str = Field(default="", max_length=200, description="Name without folder")
    digest: str = Field(default="", max_length=64, index=True, description="SHA-256 (hex) of the file")
    handled_at: Instant = Field(description="UTC, when it was written or read")


class CareMessageLineFields(Record):
    """One client's product in a message, and what became of it."""

    message_id: str = Field(foreign_key="care_message.id", index=True, description="Message's id")
    position: int = Field(ge=1, description="Place in the message, from 1")
    allocation_number: int | None = Field(default=None, description="ToewijzingNummer it names")
    allocation_id: str | None = Field(
        default=None, foreign_key="allocation.id", index=True, description="Allocation's id, once matched"
    )
    case_id: str | None = Field(default=None, foreign_key="case_file.id", index=True, description="Case's id")
    state: MessageState = choice(..., "How far it came")
    reason: str = Field(default="", max_length=200, description="Code of why it was refused; empty otherwise")
    content: str = Field(default="", max_length=20_000, description="The line's elements as canonical JSON")
    answered_on: Day | None = Field(default=None, description="Day a request was answered")


class Allocation(Value, AllocationFields):
    """See `AllocationFields`."""


class AllocationRow(AllocationFields, table=True):
    """Stored `Allocation`."""

    __tablename__ = "allocation"


class CareMessage(Value, CareMessageFields):
    """See `CareMessageFields`."""


class CareMessageRow(CareMessageFields, table=True):
    """Stored `CareMessage`."""

    __tablename__ = "care_message"


class CareMessageLine(Value, CareMessageLineFields):
    """See `CareMessageLineFields`."""


class CareMessageLineRow(CareMessageLineFields, table=True):
    """Stored `CareMessageLine`."""

    __tablename__ = "care_message_line"
