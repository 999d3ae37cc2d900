"""What all records share: an identity, and the difference between a value that travels and a row that is stored."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any
from uuid import UUID, uuid5

from pydantic import ConfigDict
from sqlalchemy import JSON
from sqlmodel import AutoString, Field, SQLModel
from uuid6 import uuid7


def new_id() -> str:
    """A fresh UUIDv7 as text: sorts by the moment it was made, unique without asking anyone."""
    return str(uuid7())


def id_within(whole: str, part: str) -> str:
    """The id of the one part of that name that a whole can have: whoever makes it first, it is the same record.

    Args:
        whole: Id of what it belongs to.
        part: Its name there.
    """
    return str(uuid5(UUID(whole), part))


WHOLE = "whole"
"""Mark of a list that sync takes as one value."""


def choice(default: Any = ..., description: str = "") -> Any:  # noqa: ANN401 - a declaration, of whatever type
    """A field that holds one value of a StrEnum, stored as its text."""
    return Field(default=default, sa_type=AutoString, description=description)


def members(description: str = "") -> Any:  # noqa: ANN401 - idem
    """A set of texts, stored as a JSON list; sync merges it per member, never as a whole."""
    return Field(default=(), sa_type=JSON, description=description)


def chosen(description: str = "") -> Any:  # noqa: ANN401 - idem
    """Texts that are one answer together, stored as a JSON list; sync takes them as a whole, never member by member.

    Two people who answered differently then meet in a conflict. Whoever writes it puts them in order: the same answer
    in another order is another value.
    """
    return Field(default=(), sa_type=JSON, description=description, schema_extra={"json_schema_extra": {WHOLE: True}})


def mapping(description: str = "") -> Any:  # noqa: ANN401 - idem
    """Texts by key, stored as a JSON object."""
    return Field(default_factory=dict, sa_type=JSON, description=description)


class Record(SQLModel):
    """Fields of every stored thing."""

    id: str = Field(default_factory=new_id, primary_key=True, description="UUIDv7 as text")


class Value(SQLModel):
    """Mixed in before a ``…Fields`` class: validated, frozen, free of the store; this is what travels.

    ``class Provider(Value, ProviderFields)`` travels; ``class ProviderRow(ProviderFields, table=True)`` is stored and
    never leaves the store.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", validate_default=True, from_attributes=True)  # type: ignore[assignment]  # SQLModel narrows pydantic's own type


Day = date
"""A plain calendar day, for observations and terms."""

Instant = datetime
"""A timezone-aware moment in UTC."""
