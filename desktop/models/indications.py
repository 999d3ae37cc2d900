"""From a draft indication to the help that really runs, and its evaluations."""

from __future__ import annotations

from sqlmodel import Field

from desktop.models.base import Day, Instant, Record, Value, choice, chosen, mapping, members
from desktop.models.kinds import (
    CareForm,
    ContractKind,
    EndReason,
    Frequency,
    IndicationChange,
    IndicationStatus,
    Law,
    NextStep,
    Provision,
    Unit,
)

MOST_REASON = 2000
"""Characters of one reason, as of the other texts of an indication; the store takes a longer one, so that a text that
came in by another way does not make its indication unreadable."""


class IndicationFields(Record):
    """What help is needed, how much, how long, from whom: a draft until a second person approved it."""

    case_id: str = Field(foreign_key="case_file.id", index=True, description="Case's id")
    status: IndicationStatus = choice(IndicationStatus.DRAFT, "Where it stands")
    law: Law = choice(Law.WMO, "Under which act")
    lot: str = Field(default="", max_length=60, description="Lot's id in the region profile")
    segment: str = Field(default="", max_length=60, description="Segment's id in the region profile")
    product: str = Field(default="", max_length=60, description="Product's id; empty where only a result is stated")
    start: Day | None = Field(default=None, description="First day of the help")
    end: Day | None = Field(default=None, description="Last day, inclusive; empty means open-ended")
    volume: int | None = Field(default=None, ge=1, le=99_999_999, description="Count of units per frequency")
    unit: Unit | None = choice(None, "What the volume counts")
    frequency: Frequency | None = choice(None, "Per what the volume is given")
    result: str = Field(default="", max_length=5000, description="The result that must be reached (WHAT)")
    provision: Provision = choice(Provision.IN_KIND, "In kind or personal budget")
    provider_id: str | None = Field(default=None, foreign_key="provider.id", index=True, description="Provider's id")
    limited_choice: str = Field(
        default="", max_length=2000, description="Why the choice was limited; kept with its reason"
    )
    agreement: ContractKind = choice(ContractKind.FRAMEWORK, "Under which kind of agreement the help is bought")
    agreement_reason: str = Field(default="", max_length=2000, description="Why a bespoke or a bridging agreement")
    transport: bool = Field(default=False, description="True when being brought there is a part of the help itself")
    transport_reason: str = Field(default="", max_length=2000, description="Why nobody in the network can drive")
    pgb_reason: str = Field(
        default="",
        max_length=5000,
        description="Why a personal budget: the resident's plan (Wmo 2.3.6; Jeugdwet 8.1.1)",
    )
    pgb_manager: str = Field(
        default="", max_length=2000, description="Who manages it, and why that can be left to them"
    )
    pgb_quality: str = Field(default="", max_length=2000, description="Why the help that is bought is good and safe")
    draft_id: str = Field(
        default="",
        max_length=40,
        description="Shared by the lines of one draft of several products; empty for one line",
    )
    follows_id: str | None = Field(
        default=None, foreign_key="indication.id", index=True, description="Id of the indication it changes or goes on"
    )
    change: IndicationChange | None = choice(None, "What it changes in the one before; empty for a first one")
    change_reason: str = Field(default="", max_length=2000, description="Why it changes or goes on")
    contribution_told_on: Day | None = Field(default=None, description="Day the resident was told what it costs")
    contribution_note: str = Field(default="", max_length=2000, description="What was said about it")
    care_form: CareForm = choice(CareForm.OTHER, "Form of youth help")
    extended: bool = Field(default=False, description="True when youth help past eighteen is drafted")
    unsafe_or_crisis: bool = Field(default=False, description="First criterion of a heavy variant")
    little_control: bool = Field(default=False, description="Second criterion of a heavy variant")
    leads_back_to: str = Field(default="", max_length=60, description="Product or destination after a heavy variant")
    stops_when: str = Field(default="", max_length=2000, description="What must be true to stop")
    evaluations: tuple[str, ...] = members("ISO days on which it is evaluated")
    reasons: dict[str, str] = mapping("Why this case departs, by prompt code")
    author: str = Field(default="", max_length=120, description="Colleague's id of who drafted")
    handed_in_at: Instant | None = Field(default=None, description="UTC")
    remarks: str = Field(default="", max_length=5000, description="What the second person wrote when it went back")
    field_remarks: dict[str, str] = mapping("What the second person wrote at a field when it went back, by field")
    returned_text: dict[str, str] = mapping("The text as it last went back, as JSON by field; empty once approved")
    rests_on: dict[str, str] = mapping(
        "Act, question, goals, alternatives and contribution as they were at the approval, as JSON; empty until then"
    )
    judged_by: str = Field(
        default="", max_length=120, description="Colleague's id of the second person; never the author"
    )
    judged_at: Instant | None = Field(default=None, description="UTC")
    judged_unseen: bool = Field(
        default=False, description="True when the region's sample let it through without a second person"
    )
    version: int = Field(default=1, ge=1, le=9999, description="Counts the approved texts of one need")
    seal: str = Field(
        default="", max_length=64, description="SHA-256 (hex) over the approved text; empty until approved"
    )


class DecisionFields(Record):
    """The decision the resident can object to (Awb 1:3)."""

    indication_id: str = Field(foreign_key="indication.id", index=True, description="Indication's id")
    number: str = Field(default="", max_length=40, description="The municipality's own number")
    decided_on: Day = Field(description="Day of the decision; the objection term counts from its announcement")
    granted: bool = Field(default=True, description="False when refused")
    motivation: str = Field(default="", max_length=20_000, description="Why, in plain words")
    ground: str = Field(default="", max_length=300, description="Article the decision rests on")
    answers: tuple[str, ...] = chosen(
        "Ids of the applications it decides on, sorted; empty when nobody wrote that down"
    )
    announced_on: Day | None = Field(
        default=None, description="Day it was sent; the objection term counts from the day after (Awb art. 6:8 lid 1)"
    )


class TrajectoryFields(Record):
    """The help as it really ran. Running ones have no end."""

    indication_id: str = Field(foreign_key="indication.id", index=True, description="Indication's id")
    started_on: Day = Field(description="Day of the first real help")
    ended_on: Day | None = Field(default=None, description="Last day; empty while it runs")
    end_reason: EndReason | None = choice(None, "Why it ended")


class EvaluationFields(Record):
    """A look back and ahead, planned with the indication."""

    indication_id: str = Field(foreign_key="indication.id", index=True, description="Indication's id")
    due_on: Day = Field(description="Day it must be held at the latest")
    held_on: Day | None = Field(default=None, description="Empty until held")
    effect: str = Field(default="", max_length=5000, description="What the help brought")
    goals_reached: str = Field(default="", max_length=20, description="none, partly, all; empty until held")
    downscaling: str = Field(default="", max_length=2000, description="Whether less would do, and what")
    satisfaction: int | None = Field(default=None, ge=1, le=10, description="The resident's mark")
    delivered: str = Field(default="", max_length=2000, description="What was delivered against what was indicated")
    goal_results: dict[str, str] = mapping("How far each goal came, by goal's id: open, partly, reached, dropped")
    rests_on: dict[str, str] = mapping("The goals as they stood when it was held, as JSON; empty until then")
    delivered_volume: int | None = Field(
        default=None, ge=0, le=99_999_999, description="What was really delivered, in the indication's unit"
    )
    present: str = Field(default="", max_length=500, description="Who were there")
    next: NextStep | None = choice(None, "What it leads to; empty until held")
    next_step: str = Field(default="", max_length=2000, description="Why that, and what is agreed")


class VolumeChangeFields(Record):
    """More or less help from a day on, inside an approved indication that leaves room for it."""

    indication_id: str = Field(foreign_key="indication.id", index=True, description="Indication's id")
    from_on: Day = Field(description="First day of the new volume")
    volume: int = Field(ge=0, le=99_999_999, description="In the indication's unit and frequency; 0 is a pause")
    reason: str = Field(min_length=1, max_length=2000, description="Why more or less")
    agreed_by: str = Field(default="", max_length=120, description="Colleague's id")
    agreed_on: Day = Field(description="Day it was agreed")


class ContributionAmountFields(Record):
    """What a household pays for Wmo help, as a municipality set it: it takes the place of the shipped amount."""

    municipality: str = Field(default="", max_length=80, description="Empty means: the whole region")
    year: int = Field(ge=2015, le=2100, description="Calendar year it holds for")
    cents_per_month: int | None = Field(default=None, ge=0, le=1_000_000, description="Empty means: not set in one sum")
    document: str = Field(default="", max_length=300, description="Title of the document it stands in")
    paragraph: str = Field(default="", max_length=200, description="Where in it")


class Indication(Value, IndicationFields):
    """See `IndicationFields`."""


class IndicationRow(IndicationFields, table=True):
    """Stored `Indication`."""

    __tablename__ = "indication"


class Decision(Value, DecisionFields):
    """See `DecisionFields`."""


class DecisionRow(DecisionFields, table=True):
    """Stored `Decision`."""

    __tablename__ = "decision"


class Trajectory(Value, TrajectoryFields):
    """See `TrajectoryFields`."""


class TrajectoryRow(TrajectoryFields, table=True):
    """Stored `Trajectory`."""

    __tablename__ = "trajectory"


class Evaluation(Value, EvaluationFields):
    """See `EvaluationFields`."""


class EvaluationRow(EvaluationFields, table=True):
    """Stored `Evaluation`."""

    __tablename__ = "evaluation"


class VolumeChange(Value, VolumeChangeFields):
    """See `VolumeChangeFields`."""


class VolumeChangeRow(VolumeChangeFields, table=True):
    """Stored `VolumeChange`."""

    __tablename__ = "volume_change"


class ContributionAmount(Value, ContributionAmountFields):
    """See `ContributionAmountFields`."""


class ContributionAmountRow(ContributionAmountFields, table=True):
    """Stored `ContributionAmount`."""

    __tablename__ = "contribution_amount"
