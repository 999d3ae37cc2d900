"""Whose laptop it is: the own name stays, and the role is the one that the team gave."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desktop.models.faults import WorldFault
from desktop.models.kinds import Role
from desktop.models.people import Colleague
from desktop.models.social_map import Provider
from desktop.services import inviting
from desktop.services.as_stored import as_it_stands
from desktop.services.start import NewStore, Passphrase, create_store, open_store
from desktop.services.syncing import join, state_of_work
from desktop.services.undo import last_act
from desktop.services.wording import explain
from tests.helpers.laptops import BEGIN, Laptop, make_laptop, provider
from tests.helpers.stores import REGION

if TYPE_CHECKING:
    from pathlib import Path

    from tests.helpers.offices import Office

PASSPHRASE = "koffie fiets dijk regen"


def name_of(laptop: Laptop, whom: Laptop) -> str:
    return laptop.there(Colleague, whom.workplace.colleague.id).name


def take_away(laptop: Laptop, whom: Laptop) -> None:
    """No screen does this; whoever holds the team's key can."""
    laptop.do(lambda work: work.remove(Colleague, whom.workplace.colleague.id))
    laptop.sync()


def test_who_is_taken_off_the_list_of_colleagues_stays_is_told_and_stands_on_it_again(
    anna: Laptop, bram: Laptop
) -> None:
    bram.add(provider("p"))
    take_away(anna, bram)
    result = bram.sync()
    assert name_of(bram, bram) == "Bram"
    assert result.mended == {}
    work = state_of_work(bram.workplace)
    assert [refusal.code for refusal in work.refused] == ["own-name-taken-away"]
    assert "haalde uw naam van de lijst" in explain(WorldFault(work.refused[0].code))
    assert work.waiting == ()
    anna.sync()
    assert name_of(anna, bram) == "Bram", "it was offered to the team at once"
    assert anna.there(Provider, "p")
    assert bram.sync().pulled == 0
    assert len(state_of_work(bram.workplace).refused) == 1, "told once"


def test_a_store_whose_own_name_was_taken_away_opens(tmp_path: Path) -> None:
    """As an earlier version left it."""
    path = tmp_path / "naober.store"
    new = NewStore(REGION, "Marijke", Role.CONSULTANT, PASSPHRASE, municipality="Oldambt")
    made = create_store(path, new, clock=lambda: BEGIN).workplace
    with made.store.work("Sync with colleagues", origin="sync") as work:
        work.remove(Colleague, made.colleague.id)
        work.commit()
    made.store.close()
    opened = open_store(path, Passphrase(PASSPHRASE), clock=lambda: BEGIN)
    try:
        assert opened.colleague == made.colleague
        assert [told.code for told in state_of_work(opened).refused] == ["own-name-taken-away"]
    finally:
        opened.store.close()


def test_a_role_follows_the_database(tmp_path: Path, office: Office) -> None:
    """Whatever the store was made as, and at each sync after the administrator changed it; colleagues see it too."""
    marijke, piet = make_laptop(tmp_path, "Marijke"), make_laptop(tmp_path, "Piet")
    me = marijke.workplace.colleague.id
    marijke.change(Colleague, me, role=Role.TEAM_LEAD.value)
    marijke.workplace = as_it_stands(marijke.workplace)
    assert marijke.workplace.role is Role.TEAM_LEAD
    admin, person = (office.founder.address.url, office.founder.password), NewStore(REGION, "M", Role.CONSULTANT, "")
    try:
        code, _who = inviting.invite(*admin, person, colleague_id=me, team="Noord")
        inviting.accept(marijke.workplace, code)
        now = as_it_stands(marijke.workplace).colleague
        assert (now.role, now.team, now.name) == ("consultant", "Noord", "Marijke")
        marijke.sync()
        piet.change(Colleague, piet.workplace.colleague.id, role=Role.ADMINISTRATOR.value)
        piet.workplace = as_it_stands(piet.workplace)
        join(piet.workplace, *office.let_in(piet.workplace.colleague))
        piet.sync()
        assert piet.there(Colleague, me).role == "consultant"
        piet.change(Colleague, me, role=Role.TEAM_LEAD.value)
        piet.sync()
        marijke.sync()
        assert as_it_stands(marijke.workplace).role is Role.CONSULTANT, "who writes in the list gives no role"
        piet.sync()
        assert piet.there(Colleague, me).role == "consultant"
        inviting.give_role(*admin, me, Role.TEAM_LEAD)
        result = marijke.sync()
        assert result.changes.ids["colleague"] >= {me}
        assert as_it_stands(marijke.workplace).role is Role.TEAM_LEAD
        assert state_of_work(marijke.workplace).waiting == (), "it went out with the same sync"
        undoable = last_act(marijke.workplace)
        assert undoable is None or undoable.name != "De rol overnemen die het team gaf"
        piet.sync()
        assert piet.there(Colleague, me).role == "team-lead"
    finally:
        marijke.close()
        piet.close()
