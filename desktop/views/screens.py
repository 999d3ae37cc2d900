"""Which screens there are, in the order of the navigation. A new screen is one line here."""

from __future__ import annotations

from functools import partial

from desktop.language import N_
from desktop.models.kinds import Role
from desktop.rules.permissions import MAY, Act
from desktop.views.availability.screen import AvailabilityScreen
from desktop.views.cases.case_screen import CaseScreen
from desktop.views.cases.list_screen import CasesScreen
from desktop.views.central.screen import CentralScreen
from desktop.views.contracts.provider_screen import ProviderContractsScreen
from desktop.views.contracts.screen import ContractsScreen
from desktop.views.conversation.screen import ConversationScreen
from desktop.views.coverage.screen import CoverageScreen
from desktop.views.dashboards.screen import DashboardsScreen
from desktop.views.desk import Place
from desktop.views.eighteen.case_tab import Eighteen
from desktop.views.eighteen.screen import EighteenScreen
from desktop.views.indication.screen import IndicationScreen
from desktop.views.messages.screen import MessagesScreen
from desktop.views.paper.screen import PaperScreen
from desktop.views.referrals.screen import ReferralsScreen
from desktop.views.retention.screen import RetentionScreen
from desktop.views.screen_plan import ScreenPlan
from desktop.views.settings.screen import SettingsScreen
from desktop.views.signals.screen import SignalsScreen
from desktop.views.social_map.compare_screen import CompareScreen
from desktop.views.social_map.entry_screen import EntryScreen
from desktop.views.social_map.screen import SocialMapScreen
from desktop.views.sync.screen import SyncScreen
from desktop.views.team.screen import TeamScreen
from desktop.views.today.screen import TodayScreen
from desktop.views.upkeep.form_screen import EntryFormScreen
from desktop.views.upkeep.merge_screen import MergeScreen
from desktop.views.upkeep.review_screen import ReviewScreen
from desktop.views.waiting.screen import WaitingScreen

_CASEWORK, _LEADS = MAY[Act.SEE_CASES], MAY[Act.SEE_TEAM_CASELOAD]
_on_map = partial(ScreenPlan, in_navigation=False, under=Place.SOCIAL_MAP)
_in_case = partial(ScreenPlan, in_navigation=False, under=Place.CASES, roles=_CASEWORK)
_PAPERS = (
    ("map-page:", Place.SOCIAL_MAP),
    ("figures:", Place.DASHBOARDS),
    ("caseload:", Place.TEAM),
    ("destruction:", Place.RETENTION),
)


# A team lead comes to it from the team; an administrator, who has no team, from the navigation.
_RETENTION = ScreenPlan(
    Place.RETENTION,
    N_("Keeping and destroying"),
    "list",
    RetentionScreen,
    roles=MAY[Act.SEE_DESTRUCTIONS],
    daily=MAY[Act.PURGE],
    under=Place.TEAM,
    beside=True,
)


def plans() -> tuple[ScreenPlan, ...]:
    """The table the window is given."""
    return (
        ScreenPlan(Place.TODAY, N_("Today"), "today", TodayScreen),
        ScreenPlan(Place.SOCIAL_MAP, N_("Social map"), "map", SocialMapScreen),
        _on_map(Place.ENTRY, N_("Social map"), "map", EntryScreen),
        _on_map(Place.COMPARE, N_("Compare"), "compare", CompareScreen),
        ScreenPlan(Place.AVAILABILITY, N_("Availability"), "clock", AvailabilityScreen),
        _on_map(Place.ENTRY_FORM, N_("Change the map"), "edit", EntryFormScreen),
        _on_map(Place.REVIEW, N_("To check"), "check", ReviewScreen),
        _on_map(Place.MERGE, N_("Merge"), "network", MergeScreen),
        ScreenPlan(Place.CASES, N_("Cases"), "cases", CasesScreen, roles=_CASEWORK),
        # A team lead, who has the most lines, finds these beside the screen they belong to: each line has its key.
        ScreenPlan(
            Place.WAITING,
            N_("Residents who wait"),
            "waiting",
            WaitingScreen,
            roles=_CASEWORK,
            daily=_CASEWORK - _LEADS,
            under=Place.AVAILABILITY,
            beside=True,
        ),
        ScreenPlan(Place.EIGHTEEN, N_("18-/18+"), "person", EighteenScreen, roles=_CASEWORK),
        _in_case(Place.REFERRALS, N_("Referrals"), "import", ReferralsScreen),
        _in_case(Place.CASE, N_("Case"), "cases", partial(CaseScreen, eighteen=Eighteen)),
        _in_case(Place.CONVERSATION, N_("Conversation"), "conversation", ConversationScreen),
        _in_case(Place.INDICATION, N_("Indication"), "indication", IndicationScreen),
        ScreenPlan(Place.MESSAGES, N_("Messages"), "mail", MessagesScreen, roles=MAY[Act.EXPORT_MESSAGES]),
        _on_map(Place.PAPER, N_("Paper"), "document", PaperScreen, under=Place.CASES, under_things=_PAPERS),
        ScreenPlan(Place.TEAM, N_("Team"), "team", TeamScreen, roles=MAY[Act.SEE_TEAM_CASELOAD]),
        _RETENTION,
        ScreenPlan(
            Place.COVERAGE,
            N_("Coverage"),
            "network",
            CoverageScreen,
            daily=frozenset(Role) - _LEADS,
            under=Place.DASHBOARDS,
            beside=True,
        ),
        ScreenPlan(Place.DASHBOARDS, N_("Dashboards"), "chart", DashboardsScreen, roles=MAY[Act.SEE_DASHBOARDS]),
        ScreenPlan(Place.CONTRACTS, N_("Contracts"), "document", ContractsScreen, daily=MAY[Act.CHANGE_PROVIDERS]),
        ScreenPlan(
            Place.PROVIDER_CONTRACTS,
            N_("Contracts"),
            "document",
            ProviderContractsScreen,
            in_navigation=False,
            under=Place.CONTRACTS,
        ),
        ScreenPlan(Place.SIGNALS, N_("Signals"), "flag", SignalsScreen, roles=MAY[Act.SEE_SIGNALS]),
        ScreenPlan(Place.SYNC, N_("Synchronise"), "sync", SyncScreen),
        ScreenPlan(Place.CENTRAL, N_("Central store"), "cloud", CentralScreen, roles=MAY[Act.MANAGE_CENTRAL_STORE]),
        ScreenPlan(Place.SETTINGS, N_("Settings"), "settings", SettingsScreen),
    )
