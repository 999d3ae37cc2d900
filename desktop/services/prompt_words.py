"""What each prompt means, for who reads it in the help: the question in a line, and why it is asked."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from desktop.language import N_


@dataclass(frozen=True)
class Meaning:
    """A prompt in words.

    Attributes:
        title: What is the matter, in a line (msgid).
        why: When it is asked, and what it is for (msgid).
    """

    title: str
    why: str


MEANINGS: Mapping[str, Meaning] = {
    "alternatives-unanswered": Meaning(
        N_("What could help before custom care is not answered"),
        N_(
            "For each possibility before custom care you write what you found, also when it was no way out. A"
            " tick is not enough: the resident must be able to read why."
        ),
    ),
    "community-service-sufficient": Meaning(
        N_("You noted that something else is enough"),
        N_(
            "You marked one of the possibilities as enough. Then there is no need for an indication. If help "
            "is still needed, change that answer."
        ),
    ),
    "other-law-first": Meaning(
        N_("Perhaps another act goes first"),
        N_(
            "What is drafted, or a possibility that is still open, points to help under another act. Look "
            "there first, or explain why not."
        ),
    ),
    "goal-missing": Meaning(
        N_("There is no goal yet"),
        N_("At least one goal, in the resident's own words. By the goal you see later whether the help can stop."),
    ),
    "help-missing": Meaning(
        N_("Which help it is, is not chosen"),
        N_(
            "The product is missing; or the lot and the segment, where the decision states only a result. It "
            "is asked too when the region buys no help under the act that was chosen."
        ),
    ),
    "result-missing": Meaning(
        N_("The result is missing"),
        N_(
            "Where the decision states a result and no hours, you write which result is needed. The provider "
            "decides how to reach it."
        ),
    ),
    "volume-not-allowed": Meaning(
        N_("An amount does not belong in this decision"),
        N_("The decision states only the result here. Product, number, unit and frequency are left out."),
    ),
    "volume-missing": Meaning(
        N_("The amount is not complete"),
        N_("Help is paid by amount and price. How much, of what and how often are all needed."),
    ),
    "combination-not-allowed": Meaning(
        N_("This amount cannot be sent to the provider"),
        N_(
            "Not every unit goes with every frequency in the messages to providers. It is asked too when the "
            "amount is more than fits in the time."
        ),
    ),
    "purchased-elsewhere": Meaning(
        N_("The municipality buys this in another way"),
        N_(
            "The resident's municipality buys this help itself or with others, and not through the region. "
            "Take that way, or explain why the region's way fits here."
        ),
    ),
    "plus-criteria-missing": Meaning(
        N_("Not all conditions of the heavy form hold"),
        N_(
            "A heavy form of help is meant for residents for whom all its conditions hold. If one does not, "
            "the usual form fits."
        ),
    ),
    "step-down-missing": Meaning(
        N_("Where the heavy form leads back to is missing"),
        N_("A heavy form is meant for a time. You say at the start to which lighter help it leads back."),
    ),
    "start-missing": Meaning(
        N_("The first day is missing"),
        N_(
            "Without a first day nobody can check the end, the evaluation and the terms. A day before the act"
            " was in force is refused."
        ),
    ),
    "end-date-missing": Meaning(
        N_("The end date is missing"),
        N_(
            "This help is for a bounded time, or the product is temporary, or the amount is per week. In each"
            " of these an end date is needed."
        ),
    ),
    "temporary-too-long": Meaning(
        N_("Temporary help lasts too long"),
        N_("The product may last so long and no longer. The prompt says which day is the last."),
    ),
    "long-term-expected": Meaning(
        N_("A longer indication may fit better"),
        N_(
            "In this segment calm matters: help for a long time, with room for more or less. A short "
            "indication is asked again each time."
        ),
    ),
    "beyond-18th-birthday": Meaning(
        N_("Youth help runs on past eighteen"),
        N_(
            "Youth help ends on the day before the 18th birthday, unless extended help was decided. Let it "
            "end in time, or explain why it goes on."
        ),
    ),
    "extended-not-possible": Meaning(
        N_("This form cannot be extended"),
        N_("Only treatment, foster care and a family home can go on after eighteen, each until an age of its own."),
    ),
    "repeat-indication": Meaning(
        N_("The same help once more"),
        N_("The same help was given directly before this. What must go differently, and when can it stop?"),
    ),
    "returned-soon": Meaning(
        N_("The need came back soon"),
        N_("Earlier help ended as planned, and there is need again soon after. What has changed?"),
    ),
    "change-reason-missing": Meaning(
        N_("Why the help changes is missing"),
        N_("This indication changes the one before it, or goes on from it. The resident must be able to read why."),
    ),
    "evaluation-unfinished": Meaning(
        N_("Looking back comes first"),
        N_(
            "The help before this was not looked back on, or that was not finished. Hold the evaluation; then"
            " the help can go on."
        ),
    ),
    "longer-than-comparable": Meaning(
        N_("Longer than comparable help lasted"),
        N_(
            "Three quarters of comparable help ended sooner. It says what is usual, not what this resident "
            "needs: explain the difference."
        ),
    ),
    "stop-unanswered": Meaning(
        N_("When the help can stop is not answered"),
        N_("What must be true to stop? At the evaluation you hold the help against it."),
    ),
    "evaluation-missing": Meaning(
        N_("The evaluation is not planned, or too late"),
        N_(
            "You plan the first evaluation at once with the indication, before the help ends and within the "
            "term of the region."
        ),
    ),
    "pgb-motivation-missing": Meaning(
        N_("The personal budget is not reasoned"),
        N_(
            "A personal budget (pgb) asks for three things: why the resident wants it, who manages it and can"
            " do so, and that the help is good."
        ),
    ),
    "agreement-unsettled": Meaning(
        N_("The other agreement is not explained"),
        N_(
            "You chose another agreement with the provider than the usual one. Explain why it is needed, or "
            "choose one that the region knows for this help."
        ),
    ),
    "transport-reason-missing": Meaning(
        N_("Why transport is needed is missing"),
        N_("Transport is a part of this help when the resident and those near cannot arrange it."),
    ),
    "contribution-not-told": Meaning(
        N_("What the resident pays is not told"),
        N_("For Wmo help the resident pays a contribution. You tell it now and write down the day."),
    ),
    "provider-not-contracted": Meaning(
        N_("The provider has no contract for this"),
        N_(
            "Without a contract for this help in this municipality the region does not pay. A personal budget"
            " needs no contract."
        ),
    ),
    "beyond-contract": Meaning(
        N_("The help runs on past the contract"),
        N_("The provider's contract ends before the help does. How does the help go on after that day?"),
    ),
    "intake-stop": Meaning(
        N_("The provider takes no new residents"),
        N_("The provider has an intake stop. Choose another one, or explain why this one all the same."),
    ),
    "director-missing": Meaning(
        N_("Who directs is not agreed"),
        N_("Several carers or acts meet in this household. One household, one plan, one director."),
    ),
    "too-many-carers": Meaning(
        N_("Many carers come into this household"),
        N_("More carers come than the region wishes. Could one of them take over tasks of another?"),
    ),
}
"""By code; a test keeps them the same codes as the rules ask."""
