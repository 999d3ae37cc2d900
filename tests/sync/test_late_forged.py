"""Late work from someone who means no good does nothing that the team lead does not see."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from desktop.models.base import new_id
from desktop.models.casework import Case, Goal
from desktop.models.faults import RuleBroken
from desktop.models.indications import Indication
from desktop.models.kinds import IndicationStatus, Role
from desktop.models.people import Resident
from desktop.services import conflicts
from desktop.services.syncing import state_of_work
from desktop.sync import late
from desktop.sync.protocol import Late
from tests.helpers.laptops import BEGIN, Laptop
from tests.helpers.meetings import central_of
from tests.sync.test_central_that_lies import Lying

if TYPE_CHECKING:
    from collections.abc import Mapping

    from desktop.sync.books import Refusal

BY = "who was shut out"


class Desk:
    """A team lead's laptop, and what lies at the central store for it."""

    def __init__(self, lead: Laptop) -> None:
        self.lead = lead
        self.lies: list[Late] = []

    def takes(
        self,
        tbl: str,
        row_id: str,
        detail: Mapping[str, Any],
        *,
        values: Mapping[str, Any] | None = None,
        why: str = "",
    ) -> Refusal:
        """What the lead's list says of something that is handed in; `values` tell whose it is."""
        told = {"act_id": "a", "author": BY, "code": why or late.UNSENT, "made_at": "", "detail": detail}
        found = late.values_of(detail) if values is None else values
        one = Late(id=new_id(), tbl=tbl, row_id=row_id, values=found, **told)
        self.lies.append(one)
        central = Lying(central_of(self.lead), late_work=lambda _done: tuple(self.lies))
        late.exchange(self.lead.store, central, "Sync")
        return next(refusal for refusal in state_of_work(self.lead.workplace).refused if refusal.op_id == one.id)

    def may_not_share(self, refusal: Refusal) -> bool:
        if conflicts.may_share_again(refusal):
            return False
        with pytest.raises(RuleBroken, match="not-offerable"):
            conflicts.share_again(self.lead.workplace, refusal.act_id)
        return True


@pytest.fixture
def desk(anna: Laptop) -> Desk:
    return Desk(anna)


def update(**new: object) -> dict[str, Any]:
    return {"kind": "update", "changes": {name: {"new": value} for name, value in new.items()}, "members": {}}


def insert(**new: object) -> dict[str, Any]:
    return {**update(**new), "kind": "insert"}


@pytest.fixture
def case(anna: Laptop) -> Case:
    """Of the team lead's team."""
    resident = Resident(last_name="Mulder")
    made = Case(resident_id=resident.id, opened_on=BEGIN.date())
    anna.add(resident, made)
    return made


def test_sharing_anothers_work_approves_nothing(anna: Laptop, desk: Desk, case: Case) -> None:
    """The lead is a second person to it, so the approval would pass as the lead's own."""
    draft = Indication(case_id=case.id, volume=4, status=IndicationStatus.HANDED_IN, author=BY)
    anna.add(draft)
    me = anna.workplace.colleague.id
    approved = update(status="approved", judged_by=me, seal="x")
    assert desk.may_not_share(desk.takes("indication", draft.id, approved))
    assert desk.may_not_share(desk.takes("indication", draft.id, update(status="returned", judged_by=me)))
    assert desk.may_not_share(desk.takes("indication", draft.id, update(author=me)))
    born = insert(case_id=case.id, status="approved", volume=40, author=me)
    assert desk.may_not_share(desk.takes("indication", new_id(), born))
    own = desk.takes("indication", draft.id, update(volume=5), why="own-work")
    assert desk.may_not_share(own), "what was refused for good there is so here"
    assert anna.there(Indication, draft.id) == draft


def test_sharing_anothers_work_lets_no_dossier_go_and_gives_no_role(anna: Laptop, desk: Desk, case: Case) -> None:
    named = insert(law="Wmo", cases=[case.id], dossiers=1)
    role = update(role=Role.ADMINISTRATOR.value)
    for tbl, row_id, detail in (
        ("destruction", new_id(), named),
        ("keep_longer", new_id(), {"kind": "delete", "changes": {}, "members": {}}),
        ("colleague", anna.workplace.colleague.id, role),
    ):
        assert desk.may_not_share(desk.takes(tbl, row_id, detail)), tbl


def test_what_is_shared_is_what_the_lead_read(anna: Laptop, desk: Desk, case: Case) -> None:
    anna.add(goal := Goal(case_id=case.id, text="Weer zelf koken"))
    detail = update(text="Stop met alle hulp")
    other = desk.takes("goal", goal.id, detail, values={"text": "Weer zelf eten"})
    assert desk.may_not_share(other), "whose it is was found by what it does not say"
    gone = desk.takes("goal", goal.id, {**update(text="Mooi"), "kind": "delete"})
    honest = desk.takes("goal", goal.id, update(text="Weer samen koken"))
    read = conflicts.late_work(anna.workplace)
    assert (read[gone.op_id].takes_away, read[gone.op_id].given) == (True, {})
    assert (read[honest.op_id].takes_away, read[honest.op_id].given) == (False, {"text": "Weer samen koken"})
    conflicts.share_again(anna.workplace, honest.act_id)
    assert anna.there(Goal, goal.id).text == "Weer samen koken"


def test_what_another_lead_settled_goes_from_the_list(anna: Laptop, desk: Desk, case: Case) -> None:
    desk.takes("case_file", case.id, update(question="Nog niet gedeeld"))
    desk.lies.clear()
    other = desk.takes("case_file", case.id, update(question="Ook nog niet gedeeld"))
    assert [one.op_id for one in state_of_work(anna.workplace).refused] == [other.op_id]


STRANGE: tuple[dict[str, Any], ...] = (
    {"kind": "update", "changes": {"text": 3}, "members": {}},
    {"kind": "update", "changes": {"text": {"saw": 1}}, "members": {}},
    {"kind": "update", "changes": {"text": {"new": {"a": [1]}}}, "members": {"x": []}},
    {"kind": "update", "changes": {}, "members": {"x": {"added": 3}}},
    {"kind": "insert", "values": [1]},
    {"kind": ["insert"], "changes": [], "members": []},
    {"typed": [1], "form": {}},
    {"kind": "update", "changes": {"achieved_on": {"new": "2026-99-99"}, "status": {"new": ["x"]}}, "members": {}},
)


@pytest.mark.parametrize("detail", STRANGE)
def test_what_cannot_be_read_is_listed_with_the_rest(
    anna: Laptop, desk: Desk, case: Case, detail: dict[str, Any]
) -> None:
    good = desk.takes("case_file", case.id, update(question="Nog niet gedeeld"))
    for tbl in ("goal", "indication", "nonsense"):
        strange = desk.takes(tbl, "x", detail)
        assert strange.op_id in conflicts.late_work(anna.workplace)
        conflicts.may_share_again(strange)
        if conflicts.may_share_again(strange):
            with pytest.raises(RuleBroken):
                conflicts.share_again(anna.workplace, strange.act_id)
    assert conflicts.late_work(anna.workplace)[good.op_id].given == {"question": "Nog niet gedeeld"}
