"""Youth help at eighteen: what ends, and what may go on until when (Jeugdwet art. 1.1, at `jeugdige` and `jeugdhulp`).

Help with treatment (jeugdhulp 1°) may go on until the 23rd birthday when it was decided to be necessary. Guidance (2°)
and personal care (3°) are youth help only for those who have not reached eighteen. Foster care that began before
eighteen goes on until the 21st birthday by itself; a family home does so by national agreement. After that only help
with treatment is left, so that is what must then be drafted.
"""

from __future__ import annotations

from datetime import date

from desktop.language import _
from desktop.language.forms import long_day
from desktop.models.kinds import CareForm
from desktop.models.labels import label
from desktop.models.region import RuleSetting
from desktop.rules.dates import add_days, add_months, birthday
from desktop.rules.prompts.drafted import Asked, Drafted
from desktop.rules.prompts.phrases import length_text

ADULT = 18
"""Years at which youth help ends, unless it is extended."""

LAST_AGE = 23
"""Years at which the last youth help ends, extended or not."""

RESUME_MONTHS = 6
"""Within half a year after it stopped, treatment and foster care may be taken up again (Jeugdwet art. 1.1)."""

UNTIL_AGE = {CareForm.TREATMENT_HELP: LAST_AGE, CareForm.FOSTER_CARE: 21, CareForm.FAMILY_HOME: 21}
"""Years until which a form may be extended: the last day is the day before that birthday."""

NEVER = (CareForm.GUIDANCE, CareForm.PERSONAL_CARE)
"""Forms that cannot go on after eighteen."""

WHILE_IMPOSED = (CareForm.YOUTH_PROBATION,)
"""Forms that last as long as a court imposed them, whatever the age (Jeugdwet art. 1.1, `jeugdige` 2°)."""


def beyond_18th_birthday(case: Drafted, _setting: RuleSetting) -> Asked | None:
    """Asks why youth help is drafted past the eighteenth birthday without a decision on extended help.

    The last day of youth help is the day before that birthday. A draft without an end date runs past it. Of
    extended help that begins after it is asked on which ground it rests, where none is known.
    """
    birth, end = case.draft.resident.birth_date, case.draft.end
    if birth is None or not case.is_youth_help or _goes_on_by_itself(case, birth):
        return None
    adult = birthday(birth, ADULT)
    if case.draft.extended:
        return Asked(_no_ground(adult), values={"birthday": adult}) if _lacks_ground(case, adult) else None
    if end is not None and end < adult:
        return None
    return Asked(_past_eighteen(case, adult), values={"birthday": adult})


def extended_not_possible(case: Drafted, _setting: RuleSetting) -> Asked | None:
    """Asks for another way where extended youth help is drafted for a form that cannot go on, or for too long."""
    form, birth = case.draft.care_form, case.draft.resident.birth_date
    if not case.is_youth_help or not case.draft.extended or form in WHILE_IMPOSED:
        return None
    if form in NEVER:
        return Asked(
            _(
                "This form cannot go on as youth help after eighteen: {form}. "
                "From the 18th birthday it belongs to the Wmo or the Zvw.",
                form=label(form),
            ),
            "care_form",
        )
    if form not in UNTIL_AGE:
        return Asked(
            _(
                "Only help with treatment, foster care and a family home can go on after eighteen. "
                "Choose which form of youth help this is."
            ),
            "care_form",
        )
    if birth is None:
        return None
    ends = birthday(birth, UNTIL_AGE[form])
    if case.draft.end is not None and case.draft.end < ends:
        return None
    return Asked(_past_limit(form, ends), "end", {"birthday": ends})


def _lacks_ground(case: Drafted, adult: date) -> bool:
    """True when it begins and is decided on after eighteen, and no help from before it ran in the half year before.

    Of earlier help the draft does not tell the form: any help that had begun before eighteen counts.
    """
    if case.draft.today < adult or case.first_day < adult:
        return False
    since = add_months(case.first_day, -RESUME_MONTHS)
    return not any(one.start < adult and (one.end is None or one.end >= since) for one in case.draft.history)


def _no_ground(adult: date) -> str:
    return _(
        "This resident is 18 since {birthday}. Youth help can then only begin when that was decided before that day, "
        "or within half a year after youth help stopped. Neither is known here. Explain why it is possible.",
        birthday=long_day(adult),
    )


def _goes_on_by_itself(case: Drafted, birth: date) -> bool:
    """True where no decision is needed: what a court imposed, and foster care from before eighteen to before 21."""
    if case.draft.care_form in WHILE_IMPOSED:
        return True
    if case.draft.care_form is not CareForm.FOSTER_CARE or case.draft.end is None:
        return False
    return case.first_day < birthday(birth, ADULT) and case.draft.end < birthday(birth, UNTIL_AGE[CareForm.FOSTER_CARE])


def _past_eighteen(case: Drafted, adult: date) -> str:
    day, last = long_day(adult), long_day(add_days(adult, -1))
    birth = case.draft.resident.birth_date
    if birth and case.first_day >= birthday(birth, LAST_AGE):
        return _("This resident is {age} or older when the help starts. Choose help for adults.", age=LAST_AGE)
    if case.first_day >= adult:
        return _(
            "This resident is 18 since {birthday}. Youth help is then only possible as extended youth help. "
            "Explain why it is needed, or draft help for adults.",
            birthday=day,
        )
    if case.draft.end is None:
        return _(
            "This indication has no end date, so it runs on after the 18th birthday ({birthday}). "
            "Let it end on {last}, or explain why it goes on.",
            birthday=day,
            last=last,
        )
    return _(
        "This indication runs on {length} after the 18th birthday ({birthday}). "
        "Explain why, or let it end on {last} and arrange in time what comes after.",
        length=length_text(adult, case.draft.end),
        birthday=day,
        last=last,
    )


def _past_limit(form: CareForm, ends: date) -> str:
    age, last = UNTIL_AGE[form], long_day(add_days(ends, -1))
    if form is CareForm.TREATMENT_HELP:
        return _("Extended youth help ends at {age}. Choose {last} as end date, or an earlier day.", age=age, last=last)
    return _(
        "This form can go on until {age}: {form}. Choose {last} as end date, or an earlier day. "
        "After that only help with treatment can go on, until 23.",
        age=age,
        form=label(form),
        last=last,
    )
