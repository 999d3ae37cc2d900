"""A case from the report of need to its end: the talk, what was looked at first, goals, and the plan."""

from __future__ import annotations

from sqlmodel import Field

from desktop.models.base import Day, Record, Value, choice, mapping
from desktop.models.kinds import AlternativeKind, CasePhase, ConsentBy, HandoverTo, Law, ReferrerKind


class CaseFields(Record):
    """One question for help of one resident under one law."""

    resident_id: str = Field(foreign_key="resident.id", index=True, description="Resident's id")
    law: Law = choice(Law.WMO, "Under which act")
    municipality: str = Field(default="", max_length=80, description="Name of the municipality that is responsible")
    question: str = Field(default="", max_length=5000, description="What help is asked for, in a sentence")
    phase: CasePhase = choice(CasePhase.REPORTED, "Where it stands")
    consultant: str = Field(default="", max_length=120, index=True, description="Colleague's id")
    covers_for: str = Field(
        default="", max_length=120, description="Colleague's id whose case it is while the consultant covers an absence"
    )
    covered_until: Day | None = Field(default=None, description="Last day of that cover")
    director: str = Field(default="", max_length=120, description="Who holds the direction; empty when nobody does")
    identity_checked_on: Day | None = Field(
        default=None, description="Day the resident's identity was established (Wmo 2015 art. 2.3.4)"
    )
    identity_checked_by: str = Field(default="", max_length=120, description="Colleague's id of who did")
    opened_on: Day = Field(description="Day the case began")
    closed_on: Day | None = Field(default=None, description="Day it ended")
    close_reason: str = Field(default="", max_length=2000, description="Why it ended")


class NeedReportFields(Record):
    """The report of need: it starts the legal clock (Wmo 2015 art. 2.3.2 lid 1)."""

    case_id: str = Field(foreign_key="case_file.id", index=True, description="Case's id")
    received_on: Day = Field(description="Day it came in; the six weeks count from here")
    channel: str = Field(default="", max_length=60, description="Like phone, letter, website, by a colleague")
    text: str = Field(default="", max_length=10_000, description="What was reported")
    reported_by: str = Field(default="", max_length=200, description="Who reported, if not the resident")
    client_support_told_on: Day | None = Field(
        default=None, description="Day free client support was pointed out (art. 2.3.2 lid 3)"
    )
    client_support_told_by: str = Field(default="", max_length=120, description="Colleague's id of who did")
    confirmed_on: Day | None = Field(default=None, description="Day receipt was confirmed (art. 2.3.2 lid 1)")
    confirmed_by: str = Field(default="", max_length=120, description="Colleague's id of who did")


class ReferralFields(Record):
    """Help that came in by another door than the own access desk."""

    case_id: str = Field(foreign_key="case_file.id", index=True, description="Case's id")
    kind: ReferrerKind = choice(ReferrerKind.MUNICIPALITY, "Who referred")
    referrer: str = Field(default="", max_length=200, description="Name of the practice or institution")
    referred_on: Day = Field(description="Day of the referral")
    note: str = Field(default="", max_length=2000, description="What was asked")
    product: str = Field(default="", max_length=60, description="Product's id, if the referrer named the help")
    provider_id: str | None = Field(default=None, foreign_key="provider.id", description="Provider's id, if named")
    followed_on: Day | None = Field(default=None, description="Day it was looked at; empty until then")
    outcome: str = Field(default="", max_length=2000, description="What became of it")


class ConversationFields(Record):
    """The talk at the kitchen table."""

    case_id: str = Field(foreign_key="case_file.id", index=True, description="Case's id")
    held_on: Day = Field(description="Day of the talk, planned or held")
    where: str = Field(default="", max_length=200, description="Like at home, at the desk, by phone")
    present: str = Field(default="", max_length=500, description="Who were there")
    question: str = Field(
        default="", max_length=5000, description="The question behind the question, in the resident's words"
    )
    going_well: str = Field(default="", max_length=5000, description="What goes well")
    notes: str = Field(default="", max_length=50_000, description="Notes while talking")
    done: bool = Field(default=False, description="True once the report of the talk is finished")
    report_given_on: Day | None = Field(
        default=None, description="Day the resident got the report (Wmo 2015 art. 2.3.2 lid 8)"
    )
    report_given_by: str = Field(default="", max_length=120, description="Colleague's id of who gave it")


class DomainNoteFields(Record):
    """What was said about one life domain in a conversation."""

    conversation_id: str = Field(foreign_key="conversation.id", index=True, description="Conversation's id")
    domain: str = Field(max_length=60, description="Life domain's id in the region profile")
    situation: str = Field(default="", max_length=10_000, description="How it is now")
    own_words: str = Field(default="", max_length=5000, description="In the resident's own words")
    who_can_do_what: str = Field(default="", max_length=5000, description="What the resident and network can do")
    score: int | None = Field(
        default=None, ge=1, le=5, description="1 cannot go on like this .. 5 goes well; own neutral scale"
    )


class PersonalPlanFields(Record):
    """The resident's own plan; may be handed in within seven days after the report (Wmo 2015 art. 2.3.2 lid 2)."""

    case_id: str = Field(foreign_key="case_file.id", index=True, description="Case's id")
    received_on: Day = Field(description="Day it was handed in")
    text: str = Field(default="", max_length=50_000, description="The plan, or a summary of it")


class AlternativeFields(Record):
    """One possibility before custom care, answered with a reason, not ticked."""

    case_id: str = Field(foreign_key="case_file.id", index=True, description="Case's id")
    kind: AlternativeKind = choice(..., "Which possibility")
    answer: str = Field(default="", max_length=5000, description="What was found; empty means: not answered yet")
    sufficient: bool = Field(default=False, description="True when this alone answers the question for help")


class GoalFields(Record):
    """What the resident wants to reach."""

    case_id: str = Field(foreign_key="case_file.id", index=True, description="Case's id")
    text: str = Field(min_length=1, max_length=2000, description="In the resident's words")
    domain: str = Field(default="", max_length=60, description="Life domain's id")
    by_when: Day | None = Field(default=None, description="Day it should be reached")
    reached: str = Field(default="open", max_length=20, description="open, partly, reached or dropped")


class PlanServiceFields(Record):
    """A community service put on the resident's plan."""

    case_id: str = Field(foreign_key="case_file.id", index=True, description="Case's id")
    service_id: str = Field(foreign_key="community_service.id", index=True, description="Community service's id")
    why: str = Field(default="", max_length=2000, description="What it is meant to do for the resident")
    added_on: Day = Field(description="Day it was put on the plan")


class ApplicationFields(Record):
    """The application: the two weeks to a decision count from here (Wmo 2015 art. 2.3.5 lid 2)."""

    case_id: str = Field(foreign_key="case_file.id", index=True, description="Case's id")
    applied_on: Day = Field(description="Day it was signed or handed in")
    text: str = Field(default="", max_length=5000, description="What is applied for")
    withdrawn_on: Day | None = Field(default=None, description="Day it was withdrawn; empty while it stands")
    withdrawn_by: ConsentBy | None = choice(None, "Who withdrew it; empty while it stands")
    withdrawn_how: str = Field(
        default="", max_length=200, description="How that was told, like by phone or in a letter"
    )
    withdrawn_why: str = Field(default="", max_length=2000, description="Why, as far as it was said")


class SupportPlanFields(Record):
    """The plan that says what is agreed; its parts stand in goals, alternatives, services and indications."""

    case_id: str = Field(foreign_key="case_file.id", index=True, description="Case's id")
    made_on: Day = Field(description="Day of this version")
    summary: str = Field(default="", max_length=20_000, description="For the resident, in plain words")
    agreements: str = Field(default="", max_length=20_000, description="Who does what")
    resident_agrees: bool | None = Field(default=None, description="Empty until asked")
    rests_on: dict[str, str] = mapping("What of the case it was agreed on, as it stood then, as JSON by part")


class WarmHandoverFields(Record):
    """Nothing is handed on without a receiving person and a date."""

    case_id: str = Field(foreign_key="case_file.id", index=True, description="Case's id")
    handed_by: str = Field(max_length=200, description="Who hands on")
    received_by: str = Field(
        min_length=1, max_length=200, description="The person who receives, never only an organisation"
    )
    organisation: str = Field(default="", max_length=200, description="Where the receiving person works")
    to: HandoverTo = choice(HandoverTo.COLLEAGUE, "To whom it goes")
    on_day: Day = Field(description="Day of the talk in which it is handed on")
    held_on: Day | None = Field(default=None, description="Day that talk took place; empty until then")
    what: str = Field(default="", max_length=5000, description="What goes with it")


class Case(Value, CaseFields):
    """See `CaseFields`."""


class CaseRow(CaseFields, table=True):
    """Stored `Case`."""

    __tablename__ = "case_file"


class NeedReport(Value, NeedReportFields):
    """See `NeedReportFields`."""


class NeedReportRow(NeedReportFields, table=True):
    """Stored `NeedReport`."""

    __tablename__ = "need_report"


class Referral(Value, ReferralFields):
    """See `ReferralFields`."""


class ReferralRow(ReferralFields, table=True):
    """Stored `Referral`."""

    __tablename__ = "referral"


class Conversation(Value, ConversationFields):
    """See `ConversationFields`."""


class ConversationRow(ConversationFields, table=True):
    """Stored `Conversation`."""

    __tablename__ = "conversation"


class DomainNote(Value, DomainNoteFields):
    """See `DomainNoteFields`."""


class DomainNoteRow(DomainNoteFields, table=True):
    """Stored `DomainNote`."""

    __tablename__ = "domain_note"


class PersonalPlan(Value, PersonalPlanFields):
    """See `PersonalPlanFields`."""


class PersonalPlanRow(PersonalPlanFields, table=True):
    """Stored `PersonalPlan`."""

    __tablename__ = "personal_plan"


class Alternative(Value, AlternativeFields):
    """See `AlternativeFields`."""


class AlternativeRow(AlternativeFields, table=True):
    """Stored `Alternative`."""

    __tablename__ = "alternative"


class Goal(Value, GoalFields):
    """See `GoalFields`."""


class GoalRow(GoalFields, table=True):
    """Stored `Goal`."""

    __tablename__ = "goal"


class PlanService(Value, PlanServiceFields):
    """See `PlanServiceFields`."""


class PlanServiceRow(PlanServiceFields, table=True):
    """Stored `PlanService`."""

    __tablename__ = "plan_service"


class Application(Value, ApplicationFields):
    """See `ApplicationFields`."""


class ApplicationRow(ApplicationFields, table=True):
    """Stored `Application`."""

    __tablename__ = "application"


class SupportPlan(Value, SupportPlanFields):
    """See `SupportPlanFields`."""


class SupportPlanRow(SupportPlanFields, table=True):
    """Stored `SupportPlan`."""

    __tablename__ = "support_plan"


class WarmHandover(Value, WarmHandoverFields):
    """See `WarmHandoverFields`."""


class WarmHandoverRow(WarmHandoverFields, table=True):
    """Stored `WarmHandover`."""

    __tablename__ = "warm_handover"
