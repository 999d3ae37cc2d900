"""How residents reach a municipality, as it fills that in itself."""

from __future__ import annotations

from sqlmodel import Field

from desktop.models.base import Record, Value


class MunicipalityContactFields(Record):
    """What a letter bears of a municipality, in the place of what the region profile says; empty is not known."""

    municipality: str = Field(min_length=1, max_length=80, description="Name, as in the region profile")
    phone: str = Field(default="", max_length=40, description="As on a letter")
    hours: str = Field(default="", max_length=120, description="When it is answered, like on working days from 9 to 12")
    address: str = Field(default="", max_length=400, description="As on an envelope, at most four lines")


class MunicipalityContact(Value, MunicipalityContactFields):
    """See `MunicipalityContactFields`."""


class MunicipalityContactRow(MunicipalityContactFields, table=True):
    """Stored `MunicipalityContact`."""

    __tablename__ = "municipality_contact"
