"""What a plan tells of the other help in the household: one household, one plan, as far as consent goes.

Of the resident's own other cases what `desktop.services.home` shares; of someone else in the household only after their
yes to telling the people near them (Wmo 2015 art. 5.3.3), as the plan is handed to the resident. Of the rest there is
only who holds the direction: not whose help it is, nor under which act.
"""

from __future__ import annotations

from desktop.models.casework import Goal
from desktop.models.kinds import ConsentPurpose
from desktop.models.papers import PaperCarer, PaperOther
from desktop.rules.consent import answer
from desktop.rules.household import distinct
from desktop.services.home import Home, HomeGathering, Parallel


def other_help(gathering: HomeGathering, home: Home) -> tuple[PaperOther, ...]:
    """The other open cases that may be told of, the resident's own first."""
    told = [one for one in home.parallel if _may_be_told(gathering, one)]
    own_first = sorted(told, key=lambda one: (one.resident_id != gathering.resident.id, one.case_id))
    return tuple(_other(gathering, one) for one in own_first)


def who_come(gathering: HomeGathering, home: Home) -> tuple[PaperCarer, ...]:
    """Who comes to the household now; of someone else's help only where that may be told of."""
    told = {gathering.resident.id, "", *(one.resident_id for one in home.parallel if _may_be_told(gathering, one))}
    seen = [one for one in home.helpers if one.comes_now and one.name and one.resident_id in told]
    return tuple(PaperCarer(one.name, one.what) for one in seen)


def other_directors(gathering: HomeGathering, home: Home) -> tuple[str, ...]:
    """Who holds the direction where no more may be told, else who has the case; each once."""
    hidden = [one for one in home.parallel if not _may_be_told(gathering, one)]
    return distinct(_whom_to_ask(one) for one in hidden)


def _may_be_told(gathering: HomeGathering, one: Parallel) -> bool:
    if one.resident_id == gathering.resident.id:
        return one.is_shared
    given, born = gathering.consents.get(one.resident_id, ()), gathering.people[one.resident_id].birth_date
    return one.is_shared and answer(given, ConsentPurpose.TO_NETWORK, gathering.today, born).holds


def _other(gathering: HomeGathering, one: Parallel) -> PaperOther:
    is_own = one.resident_id == gathering.resident.id
    goals = gathering.reader.find(Goal, case_id=one.case_id, reached=("open", "partly"))
    return PaperOther("" if is_own else one.who, one.law, one.help, tuple(g.text for g in goals), _whom_to_ask(one))


def _whom_to_ask(one: Parallel) -> str:
    return one.director or one.consultant
