"""What is wrong with a list of words that mean the same: one line a code."""

from __future__ import annotations

from desktop.language import N_

SYNONYM_WORDS: dict[str, str] = {
    "words-ages": N_("For “{text}” the lowest and the highest age must stand there, like [12, 27]."),
    "words-bsn": N_("There seems to be a BSN in these words. Take it out."),
    "words-empty": N_("There are no letters in “{text}”."),
    "words-encoding": N_("The letters here cannot be read. Save the file as UTF-8."),
    "words-file-wrong": N_("Something is wrong in {file}. Put that right first; nothing was changed."),
    "words-no-list": N_("Here must stand a list: each word between quotes, commas between, square brackets around it."),
    "words-no-toml": N_(
        "This is not written as it must be. Is every word between quotes, is there a comma between, and is every "
        "bracket closed? None of your own words counts until it is."
    ),
    "words-too-few": N_("One word means the same as nothing. Add at least one."),
    "words-too-large": N_("The file is too large to be a list of words. None of it counts."),
    "words-too-long": N_("“{text}” is too long for a word: at most 80 letters."),
    "words-unknown-part": N_("Naober knows no part “{text}”. Is there a typing error?"),
    "words-unreadable": N_("The file cannot be opened. Is it in use by another program?"),
    "words-unwritable": N_(
        "{file} cannot be written. Is the disk full, may you write in that folder? Nothing was changed."
    ),
}
