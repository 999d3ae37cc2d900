"""What is wrong on the way to a central store, or with what must be decided there: one line a code."""

from __future__ import annotations

from desktop.language import N_

CENTRAL_WORDS: dict[str, str] = {
    "central-admin-not-allowed": N_(
        "This login may not make roles or tables at {file}. Ask whoever manages the database for one that may."
    ),
    "central-busy": N_("A colleague is using {file} right now. Nothing was lost; try again in a minute."),
    "central-cloud-folder": N_(
        "{folder} is a folder that a cloud service copies. Two copies at once can damage the central "
        "store. Choose a folder on a network drive."
    ),
    "central-copy-damaged": N_("{file} is not a whole copy of a central store, or the code does not fit it."),
    "central-damaged": N_(
        "The central store {file} is damaged. Your own work is safe on this laptop. Ask your "
        "administrator for the last backup."
    ),
    "central-disk-full": N_(
        "There is no room for the file of the team ({file}). Your work waits safely on this laptop."
    ),
    "central-exists": N_("{file} exists already. Choose another name, or join the team that uses it."),
    "central-joined-already": N_("This laptop belongs to a team already. It can belong to one team only."),
    "central-few-letters": N_(
        "The database {file} does not take every letter, so it would refuse some names. Ask whoever manages the server "
        "for an empty one with the encoding UTF8."
    ),
    "central-locks-unreliable": N_(
        "In the folder {folder} two computers can write at the same time. That is not safe. Choose another folder."
    ),
    "central-missing": N_(
        "{file} is not there. Are you connected to the network? Your work waits safely on this laptop."
    ),
    "central-newer": N_(
        "The central store {file} belongs to a newer version of Naober. Update the program; your work waits safely."
    ),
    "central-no-members": N_("A shared file has no members: whoever has the team code is in."),
    "central-not-a-member": N_(
        "You are not let in to {file} any more, or not yet. Your work waits safely on this laptop; ask your "
        "administrator."
    ),
    "central-not-encrypted": N_("{file} is not encrypted, so it is not our central store. Nothing was sent to it."),
    "central-not-made": N_(
        "There is no central store {file} on that server. Whoever manages it makes one with “naober central init”. "
        "Your work waits safely on this laptop."
    ),
    "central-older": N_(
        "The central store {file} belongs to an older version of Naober. Ask your administrator to run "
        "“naober central check --upgrade”; your work waits safely."
    ),
    "central-other-region": N_("This file belongs to another region ({region}). Nothing was sent to it."),
    "central-other-store": N_(
        "This is not the file of your team any more. Nothing was sent to it; your work waits safely."
    ),
    "central-put-back": N_(
        "The central store was put back from an older copy. Nothing was sent to it yet, and nothing of yours is lost. "
        "Ask your administrator whether that was meant. Then go on at “Synchronise”, or with “naober sync --put-back”: "
        "what was made here since is offered again."
    ),
    "central-read-only": N_("You may read {file}, but not write to it. Ask your administrator for the right to write."),
    "log-not-taken": N_(
        "Your work is shared, but the log of who looked does not fit what the central store keeps. Tell your"
        " administrator: naober store audit says where."
    ),
    "central-shut-out": N_(
        "You do not belong to this team any more. What you had not shared went to the team lead. The cases are gone "
        "from this laptop."
    ),
    "central-unproven": N_(
        "The server of {file} does not show that it is the one that was meant. Nothing was sent to it. Ask your "
        "administrator whether its certificate was changed."
    ),
    "central-unreachable": N_("{file} cannot be reached. Your work waits safely on this laptop."),
    "central-url-password": N_(
        "Leave the password out of the address: an address is shown and kept in the open. You are asked for it."
    ),
    "central-url-unreadable": N_("Write the place of the central store like sqlite:///folder/team.naober."),
    "central-url-unsafe": N_(
        "This address lets anyone pretend to be the server. Leave sslmode out, or write sslmode=verify-full."
    ),
    "central-wrong-key": N_("The team code does not fit {file}. Ask a colleague for the right team code."),
    "central-wrong-password": N_(
        "The password does not open {file}. An invitation opens it once: ask your administrator for a new one."
    ),
    "conflict-gone": N_("This was decided already."),
    "conflict-open": N_(
        "Two versions of this text met. First let a consultant choose which one holds; then read it and approve."
    ),
    "conflict-other-field": N_("This conflict is about the field {meant}."),
    "conflict-take-one": N_("Choose one: mine, theirs, or a text of your own."),
    "conflict-whole-row": N_("Here a whole record is meant. Choose mine or theirs."),
    "invitation-for-another": N_("This invitation is for another colleague or another region."),
    "invitation-unreadable": N_("This is not a whole invitation. Copy all of it, from “naober1-” to its end."),
    "no-admin-password": N_("Nobody is there to type the administrator's password. Put it in PGPASSWORD."),
    "kept-away": N_(
        "This laptop did not meet the team for {days} days, so it is locked. Connect to the network and synchronise; "
        "all you wrote is still there."
    ),
    "login-closed": N_(
        "The team closed this laptop’s login, so it is locked. All you wrote is still there; ask your administrator."
    ),
    "days-apart": N_("Choose a number of days between {least} and {most}."),
    "sync-not-joined": N_("This laptop works alone. Join a team first."),
    "sync-would-wipe": N_(
        "This sync would take away {rows} of {present} records. Is this the right file? Nothing was changed."
    ),
    "team-code-unreadable": N_("This is no team code; is there a typing error?"),
}
