"""A dossier whose term is over is destroyed by two persons, everywhere; nothing that is left tells of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

import psycopg
import pytest

from desktop.models.casework import Case, Goal
from desktop.models.faults import RuleBroken
from desktop.models.kinds import Law, Role
from desktop.models.people import Colleague, Household, NetworkMember, Resident
from desktop.models.retention import Destruction, DestructionStatus, KeepGround
from desktop.services import retention
from desktop.services.health import verify_store
from desktop.services.syncing import state_of_work
from desktop.services.workplace import Workplace
from desktop.sync import outbox
from desktop.sync.shared_file import SharedFile
from tests.helpers.laptops import Laptop, make_laptop, provider
from tests.helpers.meetings import BOTH, Meeting, central_of
from tests.helpers.pages import everything_in
from tests.helpers.stores import KEY

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.helpers.offices import Office

pytestmark = pytest.mark.parametrize("meeting", BOTH, indirect=True)

ROLES = {"Anna": Role.CONSULTANT, "Lies": Role.TEAM_LEAD, "Ad": Role.ADMINISTRATOR}
SAID = ("Zonderland", "Buurvrouw Alie", "Weer zelf koken", "Eerst anders", "Wilde verhuizen")
LONG_AGO = date(2005, 6, 1)


@dataclass
class Team:
    anna: Laptop
    lies: Laptop
    ad: Laptop

    def meets(self) -> None:
        for laptop in (self.anna, self.lies, self.ad, self.anna, self.lies):
            laptop.sync()


@pytest.fixture
def team(tmp_path: Path, meeting: Meeting) -> Iterator[Team]:
    """A consultant, who leads the team, and who manages the store."""
    made = {}
    for name, role in ROLES.items():
        laptop = make_laptop(tmp_path, name)
        laptop.change(Colleague, laptop.workplace.colleague.id, role=role.value, team="Noord")
        told = laptop.there(Colleague, laptop.workplace.colleague.id)
        laptop.workplace = Workplace(laptop.store, laptop.workplace.profile, told, laptop.clock)
        meeting.let_in(told)
        meeting.join(laptop)
        laptop.sync()
        made[name] = laptop
    yield Team(made["Anna"], made["Lies"], made["Ad"])
    for laptop in made.values():
        laptop.close()


def dossier(laptop: Laptop, closed_on: date | None = LONG_AGO, law: Law = Law.WMO) -> Case:
    """A case with a history, of a resident who has no other."""
    mine, home = laptop.workplace.colleague.id, Household(name="Gezin Zonderland")
    resident = Resident(last_name="Zonderland", consultant=mine, household_id=home.id)
    case = Case(resident_id=resident.id, opened_on=date(2001, 1, 1), closed_on=closed_on, consultant=mine, law=law)
    goal = Goal(case_id=case.id, text="Eerst anders")
    laptop.add(home, resident, NetworkMember(resident_id=resident.id, name="Buurvrouw Alie"), case, goal)
    laptop.change(Goal, goal.id, text="Weer zelf koken")
    laptop.add(wish := Goal(case_id=case.id, text="Wilde verhuizen"))
    laptop.remove(Goal, wish.id)
    return case


def proposed(team: Team, *cases: Case) -> Destruction:
    retention.propose(team.lies.workplace, [case.id for case in cases])
    team.lies.sync()
    team.ad.sync()
    return retention.destructions(team.ad.workplace)[0]


def destroyed(workplace: Workplace, destruction_id: str) -> Destruction:
    """Its certificate."""
    done, _changes = retention.destroy(workplace, destruction_id)
    return done.certificate


def whole_central(laptop: Laptop, request: pytest.FixtureRequest) -> bytes:
    """All that the central store holds: every page of the file, or every row of every table."""
    central = central_of(laptop)
    if isinstance(central, SharedFile):
        return everything_in(central.path, central.key)
    office: Office = request.getfixturevalue("office")
    with psycopg.connect(office.founder.address.conninfo(office.founder.password)) as db:
        tables = db.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'naober'").fetchall()
        rows = [db.execute(f"TABLE naober.{name}").fetchall() for (name,) in tables]
    return str(rows).encode()


def test_what_is_destroyed_is_gone_from_the_central_store_and_every_laptop(
    team: Team, request: pytest.FixtureRequest
) -> None:
    case = dossier(team.anna)
    team.anna.add(known := provider(name="De Bascule"))
    team.meets()
    assert all(text.encode() in whole_central(team.anna, request) for text in SAID), "it is there to be found"
    (due,) = retention.due_dossiers(team.lies.workplace)
    assert (due.case_id, due.due_on, due.kept_for.years) == (case.id, date(2020, 6, 1), 15)
    done = destroyed(team.ad.workplace, proposed(team, case).id)
    assert (done.status, done.dossiers, done.cases) == (DestructionStatus.DONE, 1, ())
    assert {name: done.destroyed[name] for name in ("case_file", "resident", "household", "goal")} == {
        "case_file": "1", "resident": "1", "household": "1", "goal": "1",
    }  # fmt: skip
    assert not [text for text in SAID if text in str(done)], "a certificate names nobody"
    team.meets()
    central = whole_central(team.ad, request)
    for laptop in (team.anna, team.lies, team.ad):
        assert verify_store(laptop.workplace).ok
        assert laptop.see(type(known), known.id) is not None
        laptop.close()
        raw = everything_in(laptop.store.path, KEY)
        assert not [text for text in (*SAID, "Gezin") if text.encode() in raw]
    assert not [text for text in (*SAID, "Gezin") if text.encode() in central]
    assert b"De Bascule" in central


def test_two_persons_are_needed_and_the_term_must_be_over(team: Team) -> None:
    over, young, running = dossier(team.anna), dossier(team.anna, LONG_AGO, Law.JEUGDWET), dossier(team.anna, None)
    recent = dossier(team.anna, date(2024, 1, 1))
    team.meets()
    assert {d.case_id for d in retention.due_dossiers(team.lies.workplace)} == {over.id, young.id}
    for case in (running, recent):
        with pytest.raises(RuleBroken, match="not-due"):
            retention.propose(team.lies.workplace, [case.id])
    with pytest.raises(RuleBroken, match="not-allowed"):
        retention.propose(team.anna.workplace, [over.id])
    proposal = proposed(team, over)
    with pytest.raises(RuleBroken, match="not-allowed"):
        retention.destroy(team.lies.workplace, proposal.id)
    with pytest.raises(RuleBroken, match="not-due"):
        retention.propose(team.lies.workplace, [over.id])
    retention.decline(team.ad.workplace, proposal.id, "Eerst de klacht afwachten")
    with pytest.raises(RuleBroken, match="proposal-decided"):
        retention.destroy(team.ad.workplace, proposal.id)
    assert team.lies.there(Case, over.id) == over


def test_the_central_store_itself_asks_for_two_and_for_the_term(team: Team) -> None:
    """Past the program: with the right call, and a proposal of one's own or of what is not due."""
    case, recent = dossier(team.anna), dossier(team.anna, date(2024, 1, 1))
    team.meets()
    ad, lies = team.ad.workplace.colleague.id, team.lies.workplace.colleague.id
    asked = {"law": Law.WMO, "dossiers": 1, "first_on": LONG_AGO, "last_on": LONG_AGO, "years": 15}
    asked |= {"proposed_on": date(2026, 11, 27)}
    own = Destruction(cases=(case.id,), proposed_by=lies, **asked)  # type: ignore[arg-type]
    early = Destruction(cases=(recent.id,), proposed_by=lies, **asked)  # type: ignore[arg-type]
    empty = Destruction(cases=(), proposed_by=lies, **asked)  # type: ignore[arg-type]
    team.ad.add(own)
    team.lies.add(early, empty)
    team.meets()
    for proposal, code in ((own, "own-proposal"), (early, "not-due"), (empty, "not-due")):
        with pytest.raises(RuleBroken, match=code):
            central_of(team.ad).purge(proposal.id, ad)
    with pytest.raises(RuleBroken, match="not-allowed"):
        central_of(team.lies).purge(early.id, lies)
    assert team.lies.there(Case, case.id) == case


def test_a_ground_holds_a_dossier(team: Team) -> None:
    case = dossier(team.anna)
    team.meets()
    proposal = proposed(team, case)
    until = date(2030, 1, 1)
    with pytest.raises(RuleBroken, match="required"):
        retention.keep_longer(team.lies.workplace, case.id, KeepGround.DISPUTE, until, " ")
    with pytest.raises(RuleBroken, match="in-past"):
        retention.keep_longer(team.lies.workplace, case.id, KeepGround.DISPUTE, LONG_AGO, "Beroep")
    retention.keep_longer(team.lies.workplace, case.id, KeepGround.DISPUTE, until, "Beroep loopt")
    assert retention.due_dossiers(team.lies.workplace)[0].kept_until == until
    team.lies.sync()
    with pytest.raises(RuleBroken, match="not-due"):
        retention.destroy(team.ad.workplace, proposal.id)
    assert team.lies.there(Case, case.id) == case


def test_a_resident_stays_while_another_case_of_theirs_does(team: Team) -> None:
    case = dossier(team.anna)
    mine = team.anna.workplace.colleague.id
    team.anna.add(Case(resident_id=case.resident_id, opened_on=LONG_AGO, consultant=mine, question="Tweede vraag"))
    team.meets()
    done = destroyed(team.ad.workplace, proposed(team, case).id)
    assert "resident" not in done.destroyed
    team.meets()
    assert team.anna.see(Case, case.id) is None
    assert team.anna.there(Resident, case.resident_id).last_name == "Zonderland"


def test_nothing_brings_it_back(team: Team, request: pytest.FixtureRequest) -> None:
    """A laptop that was away, with work on it that was not shared; and one that offers all it holds anew."""
    case = dossier(team.anna)
    team.meets()
    team.anna.add(Goal(case_id=case.id, text="Wilde verhuizen naar Zonderland"))
    retention.destroy(team.ad.workplace, proposed(team, case).id)
    with team.anna.store.work("Offer") as work:
        outbox.offer_everything(work)
        work.commit()
    for _round in range(2):
        team.meets()
    assert team.anna.see(Case, case.id) is None
    assert "Zonderland" not in str(state_of_work(team.anna.workplace).refused)
    assert b"Zonderland" not in whole_central(team.anna, request)
    team.anna.close()
    assert b"Zonderland" not in everything_in(team.anna.store.path, KEY)


def test_a_destruction_that_was_cut_off_is_done_again(team: Team, monkeypatch: pytest.MonkeyPatch) -> None:
    case = dossier(team.anna)
    team.meets()
    proposal = proposed(team, case)
    with monkeypatch.context() as patched:
        patched.setattr("desktop.services.retention._decided", _pull_the_plug)
        with pytest.raises(_PlugPulled):
            retention.destroy(team.ad.workplace, proposal.id)
    done = destroyed(team.ad.workplace, proposal.id)
    assert done.destroyed["case_file"] == "1"


class _PlugPulled(Exception):  # noqa: N818 - it says what happened
    pass


def _pull_the_plug(_workplace: Workplace) -> dict[str, object]:
    raise _PlugPulled
