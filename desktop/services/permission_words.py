"""The table of who may do what, in words, as it stands in the help: one row an act, one column a role."""

from __future__ import annotations

from desktop.language import N_, _
from desktop.models.kinds import Role
from desktop.models.labels import label
from desktop.rules.permissions import Act, may

ACT_WORDS: dict[Act, str] = {
    Act.SEARCH_MAP: N_("Search the social map"),
    Act.REPORT_AVAILABILITY: N_("Write down a waiting time"),
    Act.CHECK_MAP_ENTRY: N_("Check an entry of the social map"),
    Act.CHANGE_COMMUNITY_SERVICES: N_("Change community services"),
    Act.CHANGE_PROVIDERS: N_("Change providers"),
    Act.CHANGE_CONTRACTS: N_("Change contracts"),
    Act.IMPORT_MAP: N_("Import a list into the social map"),
    Act.RECORD_SIGNAL: N_("Record a signal"),
    Act.SEE_SIGNALS: N_("Read signals"),
    Act.SEE_CASES: N_("See cases"),
    Act.CHANGE_CASES: N_("Work in cases"),
    Act.HAND_IN: N_("Hand in an indication"),
    Act.APPROVE: N_("Approve what a colleague drafted"),
    Act.HAND_OVER_CASES: N_("Hand over cases between colleagues"),
    Act.SEE_TEAM_CASELOAD: N_("See the caseload of the team"),
    Act.SEE_LATE_WORK: N_("Read what was handed in late"),
    Act.SEE_DASHBOARDS: N_("See the dashboards"),
    Act.EXPORT_FIGURES: N_("Have figures leave the team"),
    Act.EXPORT_MESSAGES: N_("Make messages for providers"),
    Act.CHANGE_TERMS: N_("Change terms, norms and contributions"),
    Act.MANAGE_COLLEAGUES: N_("Let colleagues in and out"),
    Act.MANAGE_CENTRAL_STORE: N_("Manage the central store"),
    Act.READ_AUDIT_LOG: N_("Read the log of who looked"),
    Act.TELL_WHO_LOOKED: N_("Print who looked in a dossier"),
    Act.SEE_DESTRUCTIONS: N_("See what may be destroyed, and what was"),
    Act.PROPOSE_PURGE: N_("Propose to destroy dossiers"),
    Act.DECIDE_REQUEST: N_("Decide when a resident asks to have a dossier destroyed"),
    Act.PURGE: N_("Have cases destroyed for good"),
}
"""Every act of `desktop.rules.permissions`, as an English text of the catalogue."""


def permission_table() -> str:
    """The table in Markdown, in the language in force."""
    heads = [_("What"), *(label(role).capitalize() for role in Role)]
    lines = [heads, ["---", *(":-:" for _role in Role)]]
    lines += [[_(words), *(_("yes") if may(role, act) else "–" for role in Role)] for act, words in ACT_WORDS.items()]
    return "\n".join(f"| {' | '.join(cells)} |" for cells in lines) + "\n"
