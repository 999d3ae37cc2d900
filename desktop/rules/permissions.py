"""Who may do what: one table of acts and roles, and the rule that nobody approves their own work.

The same table holds at the central store; the client only shows in time what that would refuse.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from enum import StrEnum

from desktop.models.faults import RuleBroken
from desktop.models.kinds import IndicationStatus, Role


class Act(StrEnum):
    """Something a colleague wants to do."""

    SEARCH_MAP = "search-map"
    REPORT_AVAILABILITY = "report-availability"
    CHECK_MAP_ENTRY = "check-map-entry"
    CHANGE_COMMUNITY_SERVICES = "change-community-services"
    CHANGE_PROVIDERS = "change-providers"
    CHANGE_CONTRACTS = "change-contracts"
    IMPORT_MAP = "import-map"
    RECORD_SIGNAL = "record-signal"
    SEE_SIGNALS = "see-signals"
    SEE_CASES = "see-cases"
    CHANGE_CASES = "change-cases"
    HAND_IN = "hand-in"
    APPROVE = "approve"
    HAND_OVER_CASES = "hand-over-cases"
    SEE_TEAM_CASELOAD = "see-team-caseload"
    SEE_LATE_WORK = "see-late-work"
    SEE_DASHBOARDS = "see-dashboards"
    EXPORT_FIGURES = "export-figures"
    EXPORT_MESSAGES = "export-messages"
    CHANGE_TERMS = "change-terms"
    MANAGE_COLLEAGUES = "manage-colleagues"
    MANAGE_CENTRAL_STORE = "manage-central-store"
    READ_AUDIT_LOG = "read-audit-log"
    TELL_WHO_LOOKED = "tell-who-looked"
    SEE_DESTRUCTIONS = "see-destructions"
    PROPOSE_PURGE = "propose-purge"
    DECIDE_REQUEST = "decide-request"
    PURGE = "purge"


_CONSULTANT, _LEAD, _CONTRACTS, _ADMIN = Role.CONSULTANT, Role.TEAM_LEAD, Role.CONTRACT_MANAGER, Role.ADMINISTRATOR
_EVERYONE = frozenset(Role)
_CASEWORK = frozenset({_CONSULTANT, _LEAD})

MAY: Mapping[Act, frozenset[Role]] = {
    Act.SEARCH_MAP: _EVERYONE,
    Act.REPORT_AVAILABILITY: frozenset({_CONSULTANT, _LEAD, _CONTRACTS}),
    Act.CHECK_MAP_ENTRY: frozenset({_CONSULTANT, _LEAD, _CONTRACTS}),
    Act.CHANGE_COMMUNITY_SERVICES: frozenset({_CONSULTANT, _LEAD, _CONTRACTS}),
    Act.CHANGE_PROVIDERS: frozenset({_CONTRACTS, _ADMIN}),
    Act.CHANGE_CONTRACTS: frozenset({_CONTRACTS}),
    Act.IMPORT_MAP: _EVERYONE,
    Act.RECORD_SIGNAL: frozenset({_CONSULTANT, _LEAD, _CONTRACTS}),
    Act.SEE_SIGNALS: frozenset({_CONTRACTS}),
    Act.SEE_CASES: _CASEWORK,
    Act.CHANGE_CASES: _CASEWORK,
    Act.HAND_IN: _CASEWORK,
    Act.APPROVE: frozenset({_LEAD}),
    Act.HAND_OVER_CASES: frozenset({_LEAD}),
    Act.SEE_TEAM_CASELOAD: frozenset({_LEAD}),
    Act.SEE_LATE_WORK: frozenset({_LEAD}),
    Act.SEE_DASHBOARDS: frozenset({_LEAD, _CONTRACTS}),
    Act.EXPORT_FIGURES: frozenset({_LEAD, _CONTRACTS}),
    Act.EXPORT_MESSAGES: _CASEWORK,
    Act.CHANGE_TERMS: frozenset({_LEAD, _CONTRACTS, _ADMIN}),
    Act.MANAGE_COLLEAGUES: frozenset({_ADMIN}),
    Act.MANAGE_CENTRAL_STORE: frozenset({_ADMIN}),
    Act.READ_AUDIT_LOG: frozenset({_ADMIN}),
    Act.TELL_WHO_LOOKED: frozenset({_LEAD}),
    Act.SEE_DESTRUCTIONS: frozenset({_LEAD, _ADMIN}),
    Act.PROPOSE_PURGE: frozenset({_LEAD}),
    Act.DECIDE_REQUEST: frozenset({_LEAD}),
    Act.PURGE: frozenset({_ADMIN}),
}
"""Roles by act. Cases are not for the contract manager or the administrator: they need no resident's name."""


def may(role: Role, act: Act) -> bool:
    """True when the role allows the act."""
    return role in MAY[act]


def works_on_cases(role: str) -> bool:
    """True for who may have cases, by the role as it is stored; one that is not known here may not."""
    return role in set(Role) and may(Role(role), Act.CHANGE_CASES)


def require(role: Role, act: Act) -> None:
    """Holds back who may not.

    Raises:
        RuleBroken: ``not-allowed``, with role and act.
    """
    if not may(role, act):
        raise RuleBroken("not-allowed", role=role.value, act=act.value)


def may_judge(role: Role, judge: str, writers: Collection[str]) -> bool:
    """True for a second person who may approve: never who wrote in it or handed it in, whatever the role.

    All are colleagues' ids.
    """
    return may(role, Act.APPROVE) and judge not in writers


def require_second_person(role: Role, judge: str, writers: Collection[str]) -> None:
    """Holds back who may not judge a draft.

    Raises:
        RuleBroken: ``not-allowed`` for the role, ``own-work`` for who wrote in it or handed it in.
    """
    require(role, Act.APPROVE)
    if judge in writers:
        raise RuleBroken("own-work", "judged_by")


def may_change_draft(role: Role, colleague: str, authors: Collection[str], status: IndicationStatus) -> bool:
    """True for who drafted a line of it, and for a team lead, while it is a draft or came back."""
    open_ = status in {IndicationStatus.DRAFT, IndicationStatus.RETURNED}
    return open_ and may(role, Act.CHANGE_CASES) and (colleague in authors or role is Role.TEAM_LEAD)
