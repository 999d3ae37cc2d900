"""The people: the resident, who lives there, and who helps already."""

from __future__ import annotations

from sqlmodel import Field

from desktop.models.base import Day, Record, Value, choice
from desktop.models.kinds import Gender


class HouseholdFields(Record):
    """People who live together: one household, one plan, one director."""

    name: str = Field(default="", max_length=200, description="How the team calls it, like the shared surname")
    director: str = Field(default="", max_length=120, description="Who holds the direction over all help in it")
    note: str = Field(default="", max_length=5000, description="What helpers must know of it")


class ResidentFields(Record):
    """A person who asks for help. Nothing here is asked twice of a person."""

    bsn: str = Field(default="", max_length=9, description="Nine digits that pass the elfproef; empty when not known")
    first_names: str = Field(default="", max_length=200, description="As in the register; may be empty")
    initials: str = Field(default="", max_length=20, description="Letters with points")
    prefix: str = Field(default="", max_length=20, description="Like 'van der'; stands before the last name")
    last_name: str = Field(min_length=1, max_length=200, description="Without the prefix")
    birth_date: Day | None = Field(default=None, description="Empty when not known; never later than today")
    gender: Gender = choice(Gender.UNKNOWN, "As iWmo/iJw knows it")
    address: str = Field(default="", max_length=200, description="Street and number; empty without a fixed address")
    postal_code: str = Field(default="", max_length=7, description="Like 9501 AB")
    place: str = Field(default="", max_length=80, description="Town or village")
    municipality: str = Field(default="", max_length=80, description="Name of the municipality that is responsible")
    phone: str = Field(default="", max_length=60, description="As given")
    email: str = Field(default="", max_length=200, description="As given")
    household_id: str | None = Field(default=None, foreign_key="household.id", index=True, description="Household's id")
    consultant: str = Field(
        default="", max_length=120, index=True, description="Colleague's id; decides on whose laptop it is"
    )


class NetworkMemberFields(Record):
    """Someone near the resident who helps, or could."""

    resident_id: str = Field(foreign_key="resident.id", index=True, description="Resident's id")
    name: str = Field(min_length=1, max_length=200, description="As the resident calls this person")
    relation: str = Field(default="", max_length=80, description="Like daughter, neighbour, friend")
    helps_with: str = Field(default="", max_length=2000, description="What this person does, or offered to do")
    informal_carer: bool = Field(default=False, description="True when this person gives informal care (mantelzorg)")
    overburdened: bool = Field(default=False, description="True when the care weighs too heavily")
    phone: str = Field(default="", max_length=60, description="As given")


class ColleagueFields(Record):
    """Someone who works with the program."""

    name: str = Field(min_length=1, max_length=120, description="As colleagues know this person")
    role: str = Field(max_length=30, description="Value of Role")
    municipality: str = Field(default="", max_length=80, description="Empty means: all of the region")
    team: str = Field(default="", max_length=80, description="Name of the team")
    active: bool = Field(default=True, description="False for someone who left")


class Household(Value, HouseholdFields):
    """See `HouseholdFields`."""


class HouseholdRow(HouseholdFields, table=True):
    """Stored `Household`."""

    __tablename__ = "household"


class Resident(Value, ResidentFields):
    """See `ResidentFields`."""


class ResidentRow(ResidentFields, table=True):
    """Stored `Resident`."""

    __tablename__ = "resident"


class NetworkMember(Value, NetworkMemberFields):
    """See `NetworkMemberFields`."""


class NetworkMemberRow(NetworkMemberFields, table=True):
    """Stored `NetworkMember`."""

    __tablename__ = "network_member"


class Colleague(Value, ColleagueFields):
    """See `ColleagueFields`."""


class ColleagueRow(ColleagueFields, table=True):
    """Stored `Colleague`."""

    __tablename__ = "colleague"
