"""Eighteen and after: the plan and its tasks."""

from __future__ import annotations

from sqlmodel import Field

from desktop.models.base import Day, Record, Value, choice
from desktop.models.kinds import TaskArea


class TransitionPlanFields(Record):
    """A youth's plan for the eighteenth birthday and after."""

    case_id: str = Field(foreign_key="case_file.id", index=True, description="Case's id")
    opened_on: Day = Field(description="Day the plan was begun")
    owner: str = Field(default="", max_length=120, description="Colleague's id")
    adult_who_stays: str = Field(default="", max_length=200, description="The one adult who stays near")
    summary: str = Field(default="", max_length=20_000, description="In the young person's words")


class TransitionTaskFields(Record):
    """One step of the plan."""

    plan_id: str = Field(foreign_key="transition_plan.id", index=True, description="Transition plan's id")
    code: str = Field(default="", max_length=60, description="Which step of the rules; empty for one's own")
    area: TaskArea = choice(..., "Which of the five areas")
    text: str = Field(min_length=1, max_length=1000, description="What must be done")
    due: Day = Field(description="Day it must be done at the latest")
    owner: str = Field(default="", max_length=200, description="Who does it")
    done_on: Day | None = Field(default=None, description="Empty until done")


class TransitionPlan(Value, TransitionPlanFields):
    """See `TransitionPlanFields`."""


class TransitionPlanRow(TransitionPlanFields, table=True):
    """Stored `TransitionPlan`."""

    __tablename__ = "transition_plan"


class TransitionTask(Value, TransitionTaskFields):
    """See `TransitionTaskFields`."""


class TransitionTaskRow(TransitionTaskFields, table=True):
    """Stored `TransitionTask`."""

    __tablename__ = "transition_task"
