"""Figures that left the team: kept as they were told, for counting them again would tell what changed since."""

from __future__ import annotations

from enum import StrEnum

from sqlmodel import Field

from desktop.models.base import Day, Record, Value, choice


class ReleasedKind(StrEnum):
    """Which figures."""

    DASHBOARDS = "dashboards"
    INFLOW = "inflow"


class ReleasedFiguresFields(Record):
    """The figures of a whole block of months without small counts, as the first who took them along got them."""

    kind: ReleasedKind = choice(ReleasedKind.DASHBOARDS, "Which figures")
    start: Day = Field(description="First day of the block")
    end: Day = Field(description="Last day of the block")
    counted_on: Day = Field(description="Day on which they were counted")
    minimum: int = Field(ge=1, description="From how many people on a count was told")
    content: str = Field(max_length=2_000_000, description="The figures by language, as JSON; never a small count")


class ReleasedFigures(Value, ReleasedFiguresFields):
    """See `ReleasedFiguresFields`."""


class ReleasedFiguresRow(ReleasedFiguresFields, table=True):
    """Stored `ReleasedFigures`."""

    __tablename__ = "released_figures"
