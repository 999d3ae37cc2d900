"""What each kind of record is called on screen and paper."""

from __future__ import annotations

from desktop.language import N_, _

RECORDS = {
    "place": N_("Place of the map"),
    "organisation": N_("Organisation"),
    "location": N_("Location"),
    "provider": N_("Provider"),
    "community_service": N_("Community service"),
    "contract": N_("Contract"),
    "contracted_product": N_("Contracted product"),
    "availability_report": N_("Availability"),
    "provider_contact": N_("Contact at a provider"),
    "cooperation": N_("Cooperation"),
    "purchase_measure": N_("Measure of purchase"),
    "entry_check": N_("Check of the social map"),
    "import_mapping": N_("Way to read a source"),
    "signal": N_("Signal"),
    "signal_follow_up": N_("Follow-up of a signal"),
    "wait_norm": N_("Norm for waiting"),
    "colleague": N_("Colleague"),
    "household": N_("Household"),
    "resident": N_("Resident"),
    "network_member": N_("Network"),
    "case_file": N_("Case"),
    "need_report": N_("Report of need"),
    "referral": N_("Referral"),
    "conversation": N_("Conversation"),
    "domain_note": N_("Life domain"),
    "personal_plan": N_("Personal plan"),
    "alternative": N_("What was looked at first"),
    "goal": N_("Goal"),
    "plan_service": N_("Service on the plan"),
    "application": N_("Application"),
    "support_plan": N_("Support plan"),
    "warm_handover": N_("Warm handover"),
    "indication": N_("Indication"),
    "decision": N_("Decision"),
    "trajectory": N_("Trajectory"),
    "evaluation": N_("Evaluation"),
    "volume_change": N_("More or less help"),
    "contribution_amount": N_("Own contribution"),
    "amount": N_("Budget, spending or agreement"),
    "term_change": N_("Change of a term"),
    "term_setting": N_("Term of the municipality"),
    "released_figures": N_("Figures that left the team"),
    "municipality_contact": N_("How residents reach the municipality"),
    "retention_setting": N_("How long dossiers are kept"),
    "keep_longer": N_("Ground to keep a dossier longer"),
    "destruction": N_("Destruction of dossiers"),
    "destruction_request": N_("Request to destroy a dossier"),
    "consent": N_("Consent"),
    "step_answer": N_("Answer to a step"),
    "carer": N_("Professional at home"),
    "allocation": N_("Allocation"),
    "care_message": N_("Message"),
    "care_message_line": N_("Line of a message"),
    "waiting_list_entry": N_("Place on the waiting list"),
    "interim_measure": N_("Interim help"),
    "contact_moment": N_("Contact moment"),
    "transition_plan": N_("Plan for eighteen and after"),
    "transition_task": N_("Step of the plan for eighteen"),
}
"""Msgid by table name."""


def record_name(table: str) -> str:
    """The kind of record, as a person calls it."""
    return _(RECORDS.get(table, table))
