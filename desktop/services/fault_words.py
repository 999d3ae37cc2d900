"""What each failure is called: one line a code. A text in braces is filled in from the failure's values."""

from __future__ import annotations

from desktop.language import N_
from desktop.services.central_words import CENTRAL_WORDS
from desktop.services.course_words import COURSE_WORDS
from desktop.services.message_words import MESSAGE_WORDS
from desktop.services.request_words import REQUESTS
from desktop.services.synonym_words import SYNONYM_WORDS

WORDS: dict[str, str] = {
    **CENTRAL_WORDS,
    **COURSE_WORDS,
    **MESSAGE_WORDS,
    **REQUESTS,
    **SYNONYM_WORDS,
    "already-ends": N_("This ends by itself already, on {day}."),
    "above-indicated": N_(
        "No more than {most} was indicated. For more help, draft a change: the resident can object to that decision."
    ),
    "after-the-help": N_("The help has ended by then. Choose an earlier day."),
    "ages-reversed": N_("The highest age is lower than the lowest."),
    "already-there": N_("This is there already. Look again; a colleague may have added it."),
    "already-together": N_("These two work together already; that is written down."),
    "append-only": N_("An observation is never changed. Add a new one that corrects it."),
    "beyond-options": N_("This contract can be extended until {day} at the latest."),
    "transition-file": N_("“{key}” in this file is missing, unknown or not what it should be."),
    "no-plan-yet": N_("There is no plan for eighteen yet. Begin it on the screen 18-/18+."),
    "not-on-board": N_("This is for who is sixteen or older and has youth help, or had it in the last half year."),
    "step-of-the-rules": N_("A step that the rules ask for stays on the plan. Say that it is done, or change its day."),
    "tick-by-consent": N_(
        "This step follows from what is written down of consent. Write down the answer in the case; then it is done."
    ),
    "birth-date-missing": N_("The date of birth is not known. Fill it in at the case."),
    "no-youth": N_("This resident is {age} or older: youth help and what follows it are over."),
    "birth-date-in-future": N_("The date of birth lies in the future."),
    "birth-date-too-long-ago": N_("The date of birth is more than {years} years ago. Is the year right?"),
    "blocked": N_("Something still keeps this indication back. Answer the points beside it first."),
    "bridges-already": N_("This service bridges the wait already."),
    "bought-elsewhere": N_(
        "{municipalities}: the region does not buy this there. Is it agreed all the same? Then tick that, and keep it."
    ),
    "bsn-fails-elfproef": N_("This is not a right BSN; is there a typing error?"),
    "bsn-known": N_("Someone with this BSN is known already. Open that case instead."),
    "bsn-not-nine-digits": N_("A BSN has nine digits."),
    "cannot-print": N_("The printer does not begin. Is it on and within reach? You can keep the paper as a file too."),
    "cannot-write": N_("{file} could not be written. Is the folder there, may you write in it, is the disk full?"),
    "case-closed": N_("This case is closed. Open it again first."),
    "changed-since": N_("Someone changed this since. Undoing it would lose that change."),
    "columns-many": N_("{file} has more than {most} columns. Is the separator between them right?"),
    "columns-double": N_("{file} has the same column twice: {columns}. Give each column its own name."),
    "columns-missing": N_("These columns are missing: {columns}. Nothing was imported."),
    "change-drafted": N_("A draft that follows on this is open already. You find it with the case."),
    "column-chosen-twice": N_("Two columns are chosen for {goal}. Choose one of them."),
    "column-not-chosen": N_("Choose also which column holds: {goals}."),
    "contract-overlaps": N_(
        "This provider has this product there already in that time, from {start}. Change that one instead."
    ),
    "filter-holds-bsn": N_("A BSN stands in this. Kept filters hold no number of a resident."),
    "filter-name-taken": N_("Other filters are called so already. Choose another name."),
    "conversation-done": N_("The report of this conversation is finished. Take it up again first."),
    "coordinates-half": N_("Fill in both degrees, or neither."),
    "disk-fault": N_(
        "The disk of {file} does not answer as it should. Nothing was lost so far; make a copy and have "
        "the disk looked at."
    ),
    "confirm-disputed": N_("Two colleagues wrote different figures on one day. Type the waiting time that is right."),
    "corrected-already": N_("A colleague corrected this observation already. Look again."),
    "disk-full": N_("The disk is full. Nothing was lost, but nothing new can be kept. Make room and try again."),
    "do-not-refer": N_("Do not send residents there now: the social map says so."),
    "not-destroyed": N_("This was not carried out, so there is no certificate of it."),
    "proposal-decided": N_("This proposal was decided already."),
    "log-kept-shorter": N_("The region keeps the log for {least} years. Longer may be; shorter may not."),
    "log-kept-too-long": N_("At most {most} years. Longer is for the profile of the region."),
    "kept-shorter-than-act": N_("The act asks for {years} years. Longer may be; shorter may not."),
    "not-due": N_(
        "The term of one of these dossiers is not over, a ground holds it, or the request to destroy it was taken back"
        " or must be decided on again. Nothing was destroyed."
    ),
    "own-access": N_("This is your own access. Another administrator can withdraw it."),
    "own-proposal": N_("You proposed this yourself. Someone else decides."),
    "still-named": N_("Another dossier that stays leans on one of these. Nothing was destroyed."),
    "draft-key-twice": N_("This draft holds a key more than once: {keys}. Keep one of each."),
    "draft-not-utf8": N_("This draft is not in UTF-8. Save it in UTF-8 and try again."),
    "draft-not-json": N_("This file is no draft: it must hold one JSON object."),
    "draft-open": N_("A draft indication is still open. Hand it in or remove it first."),
    "draft-too-large": N_("This file is too large for a draft; at most {largest} bytes."),
    "draft-unreadable": N_("This draft cannot be read. {text}"),
    "ends-before-start": N_("The last day lies before the first."),
    "eight-digits": N_("This number has eight digits."),
    "email-form": N_("An e-mail address looks like name@organisation.nl."),
    "evaluation-held": N_("This evaluation was held; it stays."),
    "export-folder-in-use": N_(
        "In the folder {folder} stands something else ({file}). Choose an empty folder or a new name. Nothing was "
        "written."
    ),
    "export-name-ics": N_("The name of a calendar file ends in .ics. Nothing was written."),
    "export-name-xlsx": N_("The name of a file for Excel ends in .xlsx. Nothing was written."),
    "figures-contradict": N_("The figures in the region's profile contradict each other."),
    "file-bomb": N_("{file} would become far too large when unpacked. It was not opened."),
    "file-broken": N_("{file} cannot be read from line {line} on. Nothing was imported."),
    "file-empty": N_("{file} is empty."),
    "header-row-empty": N_("Row {row} of {file} is empty or absent. Choose the row that names the columns."),
    "file-encoding": N_("The letters in {file} cannot be read. Save it as UTF-8 and try again."),
    "file-missing": N_("{file} is not there."),
    "file-no-list": N_("{file} holds no list of entries, so there is nothing to read in it."),
    "file-not-found": N_("{file} is not there."),
    "file-not-readable": N_("{file} cannot be opened. Is it in use by another program?"),
    "file-not-text": N_("{file} is not a text file. Choose a CSV, Excel or JSON file."),
    "file-other-kind": N_(
        "{file} is a kind of file that cannot be read. Save it as CSV, Excel (.xlsx) or JSON, without a password."
    ),
    "file-too-large": N_("{file} is too large to import in one go."),
    "file-unreadable": N_("{file} cannot be read."),
    "folder-without-tables": N_("In the folder {file} there are no CSV tables."),
    "file-wrong-kind": N_("{file} is not what its name says. Choose a CSV, Excel or JSON file."),
    "goal-missing": N_("Write down at least one goal first."),
    "gone": N_("This is not there any more; a colleague may have removed it."),
    "handover-held": N_("This handover took place already."),
    "handover-missing": N_(
        "Nothing is handed on without a person who receives it and a date. Agree on a warm handover first."
    ),
    "handover-other": N_(
        "No warm handover to who goes on with the help was held in the {days} days around this day. "
        "One with a colleague does not count. Agree on one first."
    ),
    "handover-to": N_(
        "No warm handover to {provider} was held in the {days} days around this day. Agree on one with a person there "
        "first."
    ),
    "handover-open": N_("A warm handover is agreed but not held yet. Hold it first, or take it back."),
    "double-not-alike": N_("Row {row} does not look like {other}. What it may be the same as: {likely}."),
    "double-row-many": N_("Row {row} stands in several tables. Write which one you mean: {rows}."),
    "double-row-twice": N_("About row {row} two things were said. Say one of them."),
    "double-row-unknown": N_("Row {row} of this file looks like nothing else, so there is nothing to say about it."),
    "import-changed-since": N_(
        "Something of this import was changed or used since. Taking it back would lose that; nothing was taken back."
    ),
    "import-stale": N_("The social map changed since the check. Check the file again."),
    "import-taken-back": N_("{file} was taken back before. Nothing was changed."),
    "import-unknown": N_("There is no import {id} here. The list of imports shows the number of each."),
    "in-past": N_("This day has passed already."),
    "in-future": N_("This day lies in the future."),
    "key-file-damaged": N_("The key file {file} is damaged. Put back a copy of it; the store itself is untouched."),
    "key-file-exists": N_("There is a key file {file} already. Choose another name for the store."),
    "key-file-newer": N_("The key file {file} belongs to a newer version of Naober. Update the program."),
    "key-file-unwritable": N_("The key file {file} could not be written. Is there room on the disk?"),
    "keyring-empty": N_("The key is not in the system's keyring any more. Use your passphrase."),
    "keyring-refused": N_("The system's keyring did not give the key. Use your passphrase."),
    "keyring-silent": N_("The system's keyring did not answer within {seconds} seconds. Use your passphrase."),
    "last-name-missing": N_("Fill in the last name."),
    "lot-unknown": N_("The region has no such lot."),
    "mapping-broken": N_("The mapping file {file} has a mistake at {where}: {text}"),
    "mapping-not-found": N_("The mapping file {file} is not there."),
    "mapping-other-kind": N_("This mapping is made for another kind of file: {kind}."),
    "mapping-unknown": N_("Naober does not know these columns. Choose a mapping; known are: {known}."),
    "measure-holds": N_("There is such a measure already. Lift that one first."),
    "minimum-above-maximum": N_("The lowest number may not be above the highest."),
    "merge-other-kind": N_("A provider and a community service cannot be one entry."),
    "merge-same": N_("This is one and the same entry."),
    "merged-already": N_("One of the two was merged before. Look it up again."),
    "missing": N_("Fill in {field}."),
    "no-amount": N_("This is no amount. Type it like 21,00."),
    "no-encryption": N_(
        "The encryption of this installation does not work. Nothing was written. Install Naober again."
    ),
    "no-key-file": N_(
        "The key file {file} is missing. Without it the store stays closed; put it back beside the store."
    ),
    "no-keyring-slot": N_("The system's keyring does not open this store. Use your passphrase."),
    "no-passphrase-slot": N_("No passphrase opens this store. Use your recovery code."),
    "no-recovery-slot": N_("No recovery code opens this store. Use your passphrase."),
    "no-passphrase": N_("The passphrase is needed. Set NAOBER_PASSPHRASE, or start the command in a terminal."),
    "no-team-code": N_("The team code is needed. Set NAOBER_TEAM_CODE, or start the command in a terminal."),
    "no-room": N_("In this region less or more help is a new draft. Choose what changes, and draft it."),
    "no-safe-keyring": N_("This computer has no safe keyring. Use your passphrase."),
    "nothing-to-confirm": N_("Nobody measured this yet, so there is nothing to confirm. Type the waiting time."),
    "norm-concerns-nothing": N_("This region buys no help of the kind that this norm is for."),
    "not-a-draft": N_("This was handed in already. Take it back first, or draft what follows on it."),
    "amount-row": N_("Nothing was taken over. Row {row}: {why}"),
    "amounts-missing": N_("There are no amounts in this file."),
    "kind-not-known": N_("“{value}” is not a kind of amount. Write begroot, uitgegeven or afgesproken duur."),
    "month-not-here": N_("Only what was spent has a month. Leave it empty."),
    "no-number-here": N_("“{value}” is not a number that fits here."),
    "provider-not-known": N_("There is no provider called “{value}”."),
    "covers-self": N_("These are already the cases of this colleague. Choose another one."),
    "covers-nothing": N_("This colleague covers no cases."),
    "owner-left": N_(
        "{name} does not work here any more. Hand these cases over to a colleague; then give back the rest."
    ),
    "no-casework": N_("This colleague may not see cases. Choose a consultant or a team lead."),
    "law-drafted": N_(
        "Help was drafted in this case under its act. Throw that draft away first, or open a case under the other act."
    ),
    "not-active": N_("This colleague does not work here any more."),
    "not-allowed": N_("This is not part of your role."),
    "not-closed": N_("This case is not closed."),
    "block-only": N_(
        "Figures leave the team only over a whole block of months that is over, and of all acts together. Choose "
        "“Last whole block” as the period."
    ),
    "block-told-otherwise": N_(
        "Figures from {first} to {last} left the team already. With these beside them one could work out who a few "
        "people are. Wait until a block is over that does not overlap."
    ),
    "block-not-met": N_(
        "These figures were counted now, and a colleague may have counted them before. They may leave once a sync has "
        "told. Sync, and then ask for them again."
    ),
    "block-part-of-cases": N_(
        "Figures of the region are counted once, for everyone. On this laptop stand only the cases of one team or "
        "municipality, or none. A team lead with all cases takes them along first; then they stand here too."
    ),
    "outside-limits": N_("This is a number from {first} up to {last}."),
    "block-not-whole": N_("Figures leave by blocks of 3, 6 or 12 months."),
    "not-in-region": N_("This municipality does not belong to the region."),
    "not-later": N_("This day is not later than the present last day."),
    "decided-already": N_("A decision was written down already, of {day}. Say that this one takes its place."),
    "application-unclear": N_("There is more than one application. Say which of them this decision answers."),
    "application-withdrawn": N_(
        "This application was withdrawn on {day}: there is nothing to decide on. Take that back at the case, or write "
        "down a new application."
    ),
    "application-decided": N_("This application was decided on already, on {day}. It cannot be withdrawn any more."),
    "application-gone": N_(
        "What was applied for was withdrawn on {day}, and nobody decided on it: this help cannot begin from that day. "
        "Take that back at the case, or write down a new application."
    ),
    "application-off": N_("This application was withdrawn already, on {day}."),
    "not-stopped": N_("This help did not stop before its last day, or its indication ended already."),
    "not-left": N_("A decision can still come on this indication, or was taken. End the help where it runs."),
    "not-withdrawn": N_("This application was not withdrawn, or that was taken back already."),
    "application-later": N_("This application came in on {day}, after the decision. Choose another one, or that day."),
    "decided-unapproved": N_(
        "This text was approved on {day}; before that day nobody can have decided on it. Whoever approves a text that "
        "was approved earlier, outside Naober, tells that day while approving."
    ),
    "decided-before": N_("This decision cannot be of before {day}."),
    "runs-already": N_("This help runs already. Note first that it ended."),
    "help-refused": N_("This help was refused, on {day}. It cannot begin."),
    "began-before": N_("This help cannot have begun before {day}."),
    "not-undoable": N_("This cannot be undone any more."),
    "undo-of-another": N_("A colleague did this. Only who did something undoes it."),
    "undo-judged": N_(
        "The indication is handed in or approved by now: its text stays as it is. Take it back, or begin a new draft."
    ),
    "not-valid": N_("What stands in {field} cannot be read."),
    "options-before-end": N_("This day lies before the last day of the contract."),
    "outside-contract": N_("This day lies outside the contract."),
    "outside-netherlands": N_("This lies outside the Netherlands. Are north and east the right way round?"),
    "own-work": N_(
        "You wrote in this text, in its goals or answers, or handed it in. Someone else must judge it: ask another "
        "team lead."
    ),
    "partner-is-self": N_("Choose another provider."),
    "option-missing": N_("Add {option} to the command."),
    "passphrase-too-short": N_(
        "Choose a longer passphrase: at least {limit} characters. Four ordinary words work well."
    ),
    "passphrase-too-simple": N_("This passphrase is easy to guess. Take four words that do not belong together."),
    "passphrase-uncheckable": N_(
        "This computer has too little memory to check the passphrase. Close other programs and try again."
    ),
    "passphrases-differ": N_("The two passphrases are not the same."),
    "phone-form": N_("A telephone number has digits, like 0599 12 34 56."),
    "postal-code-form": N_("A postal code has four digits and two letters, like 9501 AB."),
    "product-ended": N_("This product can be bought until {day} only."),
    "product-not-in-region": N_("The region has no product ‘{product}’."),
    "product-unknown": N_("The region does not buy this product in this lot."),
    "products-in-lot": N_("There are products of another lot in this contract. Put those right first."),
    "profile-faulty": N_("The region profile {file} has a mistake on line {line}: {text}"),
    "recovery-code-unreadable": N_("This is no recovery code; is there a typing error?"),
    "person-needed": N_("Name the person who receives it, not only the organisation."),
    "reference-broken": N_("Something else still needs this, or what it belongs to is gone. Nothing was changed."),
    "remark-open": N_("{by} says that something is wrong here: “{text}” Who may put it right looks at it first."),
    "required": N_("Fill this in first."),
    "segment-unknown": N_("The region has no such segment in this lot."),
    "settings-unreadable": N_("The settings in {file} cannot be read; the usual settings are used."),
    "settings-unwritable": N_("The settings could not be kept in {file}."),
    "specialism-unknown": N_("No provider has the specialism “{specialism}”."),
    "store-busy": N_("Naober is still busy with {file}. Nothing was lost; try again in a moment."),
    "store-closed": N_("The store {file} is closed. Open it again; what was typed is kept."),
    "store-damaged": N_(
        "The store {file} is damaged. Throw nothing away. Close Naober and open it again: it then offers to put back "
        "the newest copy."
    ),
    "no-sound-copy": N_("There is no copy of {file} that can be put back. Throw nothing away; ask your administrator."),
    "store-exists": N_("There is a store {file} already. Choose another name."),
    "store-in-use": N_("The store {file} is open in another window. Close that first."),
    "store-missing": N_("There is no store {file} yet. Make one first, or choose another file."),
    "store-newer": N_(
        "This store was written by a newer version of Naober ({store}); this is {program}. Update the "
        "program; nothing was changed."
    ),
    "store-not-encrypted": N_("{file} is not encrypted, so it is not a store of Naober. It was not opened."),
    "store-read-only": N_("{file} may be read, but not written to. Nothing was changed."),
    "store-unreachable": N_("The store {file} cannot be reached. Is the disk or the network still there?"),
    "store-wrong-key": N_(
        "The key file beside {file} belongs to another store, or the beginning of the store is damaged. Put back the "
        "right key file, or the last copy of both. Nothing was changed."
    ),
    "system-refused": N_("This computer could not read or write {file} ({text}). Nothing was lost; look at the place."),
    "same-volume": N_("That is what holds on that day already."),
    "pause-from-the-start": N_("Help cannot pause from its first day on. Change the first day of the help instead."),
    "too-early": N_("This day is too early."),
    "too-late": N_("On this day the indication is over."),
    "too-large": N_("What stands in {field} may be at most {most}."),
    "too-long": N_("This text is too long; at most {most} characters."),
    "too-many-lines": N_("At most {most} lines fit here."),
    "too-many-tries": N_("Too many wrong tries. Wait {seconds} seconds and try again."),
    "too-short": N_("What stands in {field} needs at least {least} characters."),
    "too-small": N_("What stands in {field} must be at least {least}."),
    "text-too-long": N_("This text is too long; at most {most} characters."),
    "place-unknown": N_("It is not known where “{place}” is. Write a place, or a postal code of the region."),
    "distance-without-place": N_("Within how many kilometres of what? Name a place or a postal code too."),
    "distance-not-possible": N_("A distance is a number of kilometres, above 0 and at most {most}."),
    "product-not-known": N_("The region has no such product."),
    "segment-not-known": N_("The region has no such segment."),
    "url-form": N_("A web address looks like https://organisation.nl, without spaces."),
    "unknown-domain": N_("This life domain is not in the region's profile."),
    "unknown-step": N_("This step does not belong to the act of this case."),
    "unknown-language": N_("Naober speaks nl and en."),
    "unknown-region": N_("Naober does not know the region {value}. Known are: {known}."),
    "wait-doubtful-number": N_("“{value}” can be ten or ten thousand. Write it without the point."),
    "wait-not-understood": N_(
        "“{value}” is not understood. Write weeks, like 8, 6–8 wk, 3 mnd, ≥ 20 wk or Aanmeldstop."
    ),
    "wait-out-of-range": N_("A wait of “{value}” is longer than ten years, or negative."),
    "end-before-start": N_("The end comes before the start."),
    "wait-reversed": N_("“{value}” ends before it begins."),
    "search-bsn": N_(
        "There seems to be a BSN in what you search for. The social map is not about residents: take it out."
    ),
    "wait-too-long-ago": N_("This wait would have begun more than {years} years ago. Is the year right?"),
    "wait-over": N_("This wait is over already."),
    "waits-there": N_("The resident waits there for this already."),
    "wrong-passphrase": N_("This is not the right passphrase. Nothing was lost; try again or use your recovery code."),
    "wrong-recovery-code": N_("This recovery code does not belong to this store."),
    "contact-held": N_("This contact was written down before."),
    "read-along": N_(
        "An indication of this case is handed in, and whoever judges it reads this with it. Take the indication back "
        "first."
    ),
    "handed-in": N_("This draft is handed in. Take it back first."),
    "no-profile": N_("The profile of the region {region} is missing."),
    "refused-without-reason": N_(
        "Write why the help is refused. The resident must be able to read it in the decision."
    ),
    "help-runs": N_("This help has begun already. End it instead of refusing it."),
    "not-approved": N_("This indication is not approved yet."),
    "not-handed-in": N_("This draft is not handed in."),
    "not-offerable": N_("This cannot be shared again as it was. Look at it, and do it anew where that is right."),
    "not-running": N_("This help does not run."),
    "sealed": N_("This text is approved and sealed. Begin a new draft for a change."),
    "store-not-empty": N_("This store is not empty. Make a new one for the demonstration."),
}
"""Msgid by code."""

FIELD_PROBLEMS: dict[str, str] = {
    "missing": N_("Fill in {field}."),
    "string_too_short": N_("Fill in {field}."),
    "string_too_long": N_("{field} is too long."),
    "greater_than_equal": N_("{field} is too small."),
    "greater_than": N_("{field} is too small."),
    "less_than_equal": N_("{field} is too large."),
    "less_than": N_("{field} is too large."),
    "extra_forbidden": N_("Naober does not know {field}."),
    "other": N_("What stands in {field} cannot be read."),
}
"""Msgid by pydantic's name for the kind of fault."""

FIELD_NAMES: dict[str, str] = {
    "last_name": N_("the last name"),
    "first_names": N_("the first names"),
    "birth_date": N_("the date of birth"),
    "bsn": N_("the BSN"),
    "postal_code": N_("the postal code"),
    "question": N_("the question"),
    "held_on": N_("the day"),
    "received_on": N_("the day of the report"),
    "passphrase": N_("the passphrase"),
    "start": N_("the start"),
    "end": N_("the end"),
    "volume": N_("the volume"),
    "unit": N_("the unit"),
    "frequency": N_("the frequency"),
    "product": N_("the product"),
    "text": N_("the text"),
    "name": N_("the name"),
    "answer": N_("the answer"),
    "summary": N_("the summary"),
    "municipality": N_("the municipality"),
    "rate_cents": N_("the rate"),
    "number": N_("the number"),
}
"""What a field is called inside a sentence; others by their own name."""
