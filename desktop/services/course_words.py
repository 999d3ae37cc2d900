"""What each failure in the course of a case is called: its terms, consent and household."""

from __future__ import annotations

from desktop.language import N_

COURSE_WORDS: dict[str, str] = {
    "consent-not-by": N_(
        "At {years} someone else answers: under 12 a parent, from 12 to 16 both, from 16 the youth alone."
    ),
    "same-resident": N_("This is the same person."),
    "withdrawn-before-asked": N_("The consent was given on {day}. It cannot be withdrawn before that."),
    "withdrawn-already": N_("This consent does not hold any more."),
    "agreed-until-when": N_("Who agrees to wait agrees until a day. Fill in the last day."),
    "came-later": N_("What came of it is of {day}: it cannot have been later."),
    "report-after": N_("Something came of the report on {day}: it cannot have come in later."),
    "done-before": N_("This cannot have been done before {day}."),
    "extended-already": N_("This term was extended already; the act allows no more."),
    "extended-before-start": N_("The term began on {day}; it cannot have been extended before that."),
    "pause-day-after": N_("The pause begins the day after the resident was told: {day} at the earliest."),
    "pause-before-start": N_("The term began on {day}. The first day that can be left out is the day after."),
    "pauses-overlap": N_("Another pause covers these days: it begins on {day}."),
    "resume-before-pause": N_("The pause began on {day}. It cannot end before that."),
    "term-cannot-go": N_("The act sets this term. It can be shorter, but not be left out."),
    "term-fixed": N_("In this term the resident may do something. It stays at {days} days, as the act says."),
    "term-longer-than-act": N_("The act says {days} days. A municipality may promise less, not more."),
    "term-not-extended": N_("The act does not let this term be extended: {term}."),
    "term-not-paused": N_("The act does not let this term be paused: {term}."),
    "term-not-running": N_("This term does not run in this case."),
    "term-over": N_("The term ended on {day}. After that it cannot be changed any more."),
}
"""Msgid by code."""
