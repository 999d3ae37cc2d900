"""All stored kinds in one list: the store builds, journals and checks its tables from it."""

from __future__ import annotations

from sqlmodel import SQLModel

from desktop.models import (
    amounts,
    casework,
    course,
    indications,
    messages,
    people,
    purchasing,
    social_map,
    transition,
    upkeep,
    waiting,
)

SYNCED: tuple[type[SQLModel], ...] = (
    social_map.PlaceRow,
    social_map.ProviderRow,
    social_map.OrganisationRow,
    social_map.CommunityServiceRow,
    social_map.LocationRow,
    social_map.ContractRow,
    social_map.ContractedProductRow,
    social_map.AvailabilityReportRow,
    purchasing.ProviderContactRow,
    purchasing.CooperationRow,
    purchasing.PurchaseMeasureRow,
    amounts.AmountRow,
    upkeep.EntryCheckRow,
    upkeep.ImportMappingRow,
    upkeep.SignalRow,
    upkeep.SignalFollowUpRow,
    people.ColleagueRow,
    people.HouseholdRow,
    people.ResidentRow,
    people.NetworkMemberRow,
    casework.CaseRow,
    casework.NeedReportRow,
    casework.ReferralRow,
    casework.ConversationRow,
    casework.DomainNoteRow,
    casework.PersonalPlanRow,
    casework.AlternativeRow,
    casework.GoalRow,
    casework.PlanServiceRow,
    casework.ApplicationRow,
    casework.SupportPlanRow,
    casework.WarmHandoverRow,
    indications.IndicationRow,
    indications.DecisionRow,
    indications.TrajectoryRow,
    indications.EvaluationRow,
    indications.VolumeChangeRow,
    indications.ContributionAmountRow,
    course.TermChangeRow,
    course.TermSettingRow,
    course.ConsentRow,
    course.StepAnswerRow,
    course.CarerRow,
    messages.AllocationRow,
    messages.CareMessageRow,
    messages.CareMessageLineRow,
    waiting.WaitNormRow,
    waiting.WaitingListEntryRow,
    waiting.InterimMeasureRow,
    waiting.ContactMomentRow,
    transition.TransitionPlanRow,
    transition.TransitionTaskRow,
)
"""Every kind that is journalled and travels, parents before children."""

APPEND_ONLY = frozenset({"availability_report", "entry_check", "signal_follow_up"})
"""Kinds whose rows are never updated or deleted: a correction is a new row."""
