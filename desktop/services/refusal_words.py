"""Why something could not be shared with the team, by the code that the central store or the sync gave it."""

from __future__ import annotations

from desktop.language import N_

_NOT_UNDERSTOOD = N_("The program cannot read this change. Show it to your administrator.")

REFUSALS: dict[str, str] = {
    "refers-to-missing": N_("A colleague took away what this belongs to. All you wrote is kept here."),
    "act-refused": N_("This hangs together with a change that could not be shared. All you wrote is kept here."),
    "builds-on-refused": N_("This builds on an earlier change that could not be shared. All you wrote is kept here."),
    "approved-unseen": N_(
        "The text changed before your approval came in. Read it again, and then approve it. All you wrote is kept here."
    ),
    "approved-for-another": N_("Only who approves a text can say so. Show it to your administrator."),
    "author-of-another": N_("Nobody puts work in a colleague's name. Show it to your administrator."),
    "told-before": N_(
        "A colleague took these figures along before you. Theirs stand, for everyone; yours have not left the team."
    ),
    "born-judged": N_(
        "A text cannot be put with the team as approved: it is handed in first, and then someone else judges it. "
        "All you wrote is kept here."
    ),
    "judged-by-nobody": N_(
        "Nobody approved this text, and the team's store knows no sample that lets it through. Show it to your "
        "administrator. All you wrote is kept here."
    ),
    "judge-not-allowed": N_("Only a team lead approves. All you wrote is kept here."),
    "out-of-reach": N_(
        "This belongs to a case that is not yours, or no longer yours. All you wrote is kept here; show it to your "
        "team lead."
    ),
    "not-allowed": N_("Your role may not change this for the team. All you wrote is kept here."),
    "not-a-member": N_("You are not let in to the central store any more. All you wrote is kept here."),
    "late-work": N_(
        "A colleague wrote this for a case that was no longer on that laptop. Share it if it still holds, or put it "
        "aside."
    ),
    "late-work-gone": N_(
        "A colleague handed this in before the central store was put back, and it stands here alone now. Share it if "
        "it still holds, or put it aside."
    ),
    "late-form": N_(
        "A colleague was still typing this in a form when the case left that laptop. Take over what still holds, and "
        "put it aside."
    ),
    "late-shown": N_(
        "A colleague handed this in late. Nobody shares this for another: do it yourself if it still holds, and put "
        "this aside."
    ),
    "decided-by-two": N_(
        "What one proposed to destroy, another decides on; then nothing of it changes. All you wrote is kept here."
    ),
    "asked-and-decided": N_(
        "A request to destroy a dossier is decided on by another than who wrote it down; then nothing of it changes. "
        "All you wrote is kept here."
    ),
    "decided-since-copy": N_(
        "This came after the copy from which the central store was put back, and it stands on a colleague's work. Once "
        "that is with the team again as you read it, this is shared by itself. When it comes otherwise, read it and "
        "decide anew; then put this aside."
    ),
    "decided-alone": N_(
        "Nobody brought back in time what you decided on here. Your laptop offers it to the team undecided, and "
        "somebody else decides. What you decided is kept here; put it aside when it was read."
    ),
    "destroyed-since-copy": N_(
        "These dossiers were destroyed after the copy from which the central store was put back, and came back with "
        "it. Propose them once more and destroy them. What you see here was the certificate."
    ),
    "purged": N_(
        "This dossier was destroyed: its term was over, or the resident asked for it. Nothing of it can come back."
    ),
    "row-unknown": N_("The team does not have this record. All you wrote is kept here."),
    "row-mended": N_(
        "This record was not as the team has it, and we do not know why. It was fetched again; what stood here is kept."
    ),
    "question-gone": N_(
        "This met what a colleague did, and was still to be decided when the team went on with another central store. "
        "Share it if it still holds, or put it aside."
    ),
    "own-name-taken-away": N_(
        "Somebody took your name off the list of colleagues. Your name is back on it, and nothing of your work is "
        "gone. Ask your team what was meant. Whoever must not join in any more, the administrator shuts out."
    ),
    "change-unreadable": N_("A change of a colleague could not be read. The record was fetched in another way."),
    "change-not-valid": N_("A change of a colleague could not be read. The record was fetched in another way."),
    "op-unreadable": _NOT_UNDERSTOOD,
    "op-unknown-table": _NOT_UNDERSTOOD,
    "op-unknown-field": _NOT_UNDERSTOOD,
    "op-not-valid": _NOT_UNDERSTOOD,
    "op-missing-field": _NOT_UNDERSTOOD,
    "op-append-only": _NOT_UNDERSTOOD,
    "op-own-parent": _NOT_UNDERSTOOD,
    "op-id-reused": _NOT_UNDERSTOOD,
}
"""Msgid by code."""
