"""A dossier whose term is over is destroyed by two persons, everywhere; nothing that is left tells of it.

What each kind of central store holds to by itself is tried on both; what the program adds to it on one.
"""

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
from desktop.models.retention import Destruction, DestructionStatus, KeepGround, KeepLonger, RetentionSetting
from desktop.models.social_map import Provider
from desktop.services import forms, retention, undo
from desktop.services.health import verify_store
from desktop.services.syncing import state_of_work
from desktop.services.workplace import Workplace
from desktop.sync import outbox
from desktop.sync.postgres.checking import check_books
from desktop.sync.postgres.purging import TABLES, write_tables_anew
from desktop.sync.shared_file import SharedFile
from tests.helpers.kept_teams import KeptTeam, keep, live
from tests.helpers.laptops import Laptop, make_laptop, provider
from tests.helpers.meetings import BOTH, POSTGRES, SHARED, Meeting, central_of, meet_in_file, meet_in_office
from tests.helpers.offices import found_office, sweep
from tests.helpers.pages import everything_in
from tests.helpers.stores import KEY, REGION

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.helpers.postgres import Server

ROLES = {"Anna": Role.CONSULTANT, "Lies": Role.TEAM_LEAD, "Ad": Role.ADMINISTRATOR}
SAID = ("Zonderland", "Buurvrouw Alie", "Weer zelf koken", "Eerst koken", "Wilde koken", "Leren fietsen", "Per ongeluk")
"""All that is told of what will go, also what was changed or deleted long before."""

LONG_AGO = date(2005, 6, 1)
on_one_store = pytest.mark.parametrize("kept", [SHARED], indirect=True)
on_both_stores = pytest.mark.parametrize("kept", BOTH, indirect=True)


@dataclass
class Team:
    anna: Laptop
    lies: Laptop
    ad: Laptop

    def meets(self) -> None:
        for laptop in (self.anna, self.lies, self.ad, self.anna, self.lies):
            laptop.sync()


@dataclass(frozen=True)
class Kept:
    """The team, with closed cases, of which all but one may go. One of their residents has another case, that runs."""

    team: KeptTeam
    over: Case
    young: Case
    recent: Case
    second: Case
    runs: Case
    known: Provider


@pytest.fixture(scope="module")
def kept(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Kept]:
    """Made once for each kind of central store."""
    folder, office = tmp_path_factory.mktemp("destruction"), None
    place = live(folder)
    if request.param == POSTGRES:
        server: Server = request.getfixturevalue("postgres")
        office = found_office(server, REGION, "naober_destruction")
    meeting = meet_in_office(office) if office else meet_in_file(f"sqlite:///{place / 'team.naober'}", REGION)
    team = joined(place, meeting)
    over = dossier(team.anna, "Zonderland", "koken", near="Buurvrouw Alie")
    young, recent = dossier(team.anna, law=Law.JEUGDWET), dossier(team.anna, closed_on=date(2024, 1, 1))
    second = dossier(team.anna)
    mine = team.anna.workplace.colleague.id
    runs = Case(resident_id=second.resident_id, opened_on=LONG_AGO, consultant=mine, question="Tweede vraag")
    goal = Goal(case_id=second.id, text="Leren fietsen")
    team.anna.add(runs, goal, known := provider(name="De Bascule"))
    mistake = Case(resident_id=over.resident_id, opened_on=LONG_AGO, consultant=mine, question="Per ongeluk")
    team.anna.add(mistake)
    team.meets()
    team.anna.remove(Case, mistake.id)
    team.meets()
    laptops = {"Anna": team.anna, "Lies": team.lies, "Ad": team.ad}
    yield Kept(keep(folder, laptops, office), over, young, recent, second, runs, known)
    if office is not None:
        sweep(office)


@pytest.fixture
def team(kept: Kept) -> Iterator[Team]:
    """A consultant, who leads the team, and who manages the store."""
    made = kept.team.back()
    yield Team(made["Anna"], made["Lies"], made["Ad"])
    for laptop in made.values():
        laptop.close()


def joined(folder: Path, meeting: Meeting) -> Team:
    made = {}
    for name, role in ROLES.items():
        laptop = make_laptop(folder, name)
        laptop.change(Colleague, laptop.workplace.colleague.id, role=role.value, team="Noord")
        told = laptop.there(Colleague, laptop.workplace.colleague.id)
        laptop.workplace = Workplace(laptop.store, laptop.workplace.profile, told, laptop.clock)
        meeting.let_in(told)
        meeting.join(laptop)
        laptop.sync()
        made[name] = laptop
    return Team(made["Anna"], made["Lies"], made["Ad"])


def dossier(
    laptop: Laptop,
    name: str = "Blijvers",
    wish: str = "lezen",
    *,
    near: str = "Oom Jan",
    closed_on: date = LONG_AGO,
    law: Law = Law.WMO,
) -> Case:
    """A closed case with a history, of a resident who has no other."""
    mine, home = laptop.workplace.colleague.id, Household(name=f"Gezin {name}")
    resident = Resident(last_name=name, consultant=mine, household_id=home.id)
    case = Case(resident_id=resident.id, opened_on=date(2001, 1, 1), closed_on=closed_on, consultant=mine, law=law)
    goal = Goal(case_id=case.id, text=f"Eerst {wish}")
    laptop.add(home, resident, NetworkMember(resident_id=resident.id, name=near), case, goal)
    laptop.change(Goal, goal.id, text=f"Weer zelf {wish}")
    laptop.add(gone := Goal(case_id=case.id, text=f"Wilde {wish}"))
    laptop.remove(Goal, gone.id)
    return case


def proposed(team: Team, *cases: Case) -> Destruction:
    retention.propose(team.lies.workplace, [case.id for case in cases])
    team.lies.sync()
    team.ad.sync()
    return retention.destructions(team.ad.workplace)[0]


def destroyed(team: Team, *cases: Case) -> Destruction:
    """Proposed by the one, decided by the other; the certificate."""
    done, changes = retention.destroy(team.ad.workplace, proposed(team, *cases).id)
    assert changes.touches("destruction"), "the screens are told"
    return done.certificate


def founder_of(kept: Kept) -> psycopg.Connection[tuple[object, ...]]:
    assert kept.team.office is not None
    founder = kept.team.office.founder
    return psycopg.connect(founder.address.conninfo(founder.password))


def whole_central(laptop: Laptop, kept: Kept) -> bytes:
    """All that the central store holds: every page of the file, or every row of every table."""
    central = central_of(laptop)
    if isinstance(central, SharedFile):
        return everything_in(central.path, central.key)
    return str(central_tables(laptop, kept)).encode()


def central_tables(laptop: Laptop, kept: Kept) -> dict[str, str]:
    """Everything that stands in each table of the central store."""
    central = central_of(laptop)
    if isinstance(central, SharedFile):
        with central.book() as db:
            names = db.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()
            return {name: str(db.execute(f"SELECT * FROM {name}").fetchall()) for (name,) in names}  # noqa: S608
    with founder_of(kept) as books:
        found = books.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'naober'").fetchall()
        return {str(name): str(books.execute(f"TABLE naober.{name}").fetchall()) for (name,) in found}


@on_both_stores
def test_what_is_destroyed_is_gone_from_the_central_store_and_every_laptop(team: Team, kept: Kept) -> None:
    """A resident who has another case stays; who asks for the certificate again is told the same."""
    assert all(text.encode() in whole_central(team.anna, kept) for text in SAID), "it is there to be found"
    due = {d.case_id: d for d in retention.due_dossiers(team.lies.workplace)}
    assert due.keys() == {kept.over.id, kept.young.id, kept.second.id}
    assert (due[kept.over.id].due_on, due[kept.over.id].kept_for.years) == (date(2020, 6, 1), 15)
    done = destroyed(team, kept.over, kept.second)
    assert (done.status, done.dossiers, done.cases) == (DestructionStatus.DONE, 2, ())
    counted = {name: done.destroyed.get(name) for name in ("case_file", "resident", "household", "goal")}
    assert counted == {"case_file": "2", "resident": "1", "household": "1", "goal": "3"}
    assert not [text for text in SAID if text in str(done)], "a certificate names nobody"
    again = central_of(team.ad).purge(done.id, team.ad.workplace.colleague.id)
    assert {name: str(count) for name, count in again.items()} == done.destroyed
    team.meets()
    central = whole_central(team.ad, kept)
    ids = (kept.over.id, kept.over.resident_id)
    told = {name for name, lines in central_tables(team.ad, kept).items() if any(one in lines for one in ids)}
    assert told <= {"purged", "change", "audit_line"}, (
        "numbers stay where they keep it from coming back, and in the log"
    )
    for laptop in (team.anna, team.lies, team.ad):
        assert verify_store(laptop.workplace).ok
        assert laptop.see(Provider, kept.known.id) is not None
    assert team.anna.there(Case, kept.runs.id).resident_id == kept.second.resident_id
    for laptop in (team.anna, team.lies, team.ad):
        laptop.close()
        raw = everything_in(laptop.store.path, KEY)
        assert not [text for text in SAID if text.encode() in raw]
    assert not [text for text in SAID if text.encode() in central]
    assert b"De Bascule" in central


@on_both_stores
def test_the_central_store_itself_asks_for_two_and_for_the_term_and_for_grounds(team: Team, kept: Kept) -> None:
    """Past the program: with the right call, and a proposal of one's own, of what is not due, or of what is held."""
    ad, lies = team.ad.workplace.colleague.id, team.lies.workplace.colleague.id
    asked = {"law": Law.WMO, "dossiers": 1, "first_on": LONG_AGO, "last_on": LONG_AGO, "years": 15}
    asked |= {"proposed_on": date(2026, 11, 27), "proposed_by": lies}
    mine = Destruction(cases=(kept.over.id,), **asked | {"proposed_by": ad})  # type: ignore[arg-type]
    early = Destruction(cases=(kept.recent.id,), **asked)  # type: ignore[arg-type]
    empty = Destruction(cases=(), **asked)  # type: ignore[arg-type]
    holds = Destruction(cases=(kept.second.id,), **asked)  # type: ignore[arg-type]
    ground = {"ground": KeepGround.DISPUTE, "until_on": date(2099, 1, 1), "why": "Beroep", "said_by": lies}
    other = Destruction(cases=(kept.young.id,), **asked)  # type: ignore[arg-type]
    fewer = Destruction(cases=(kept.over.id,), **asked | {"dossiers": 2})  # type: ignore[arg-type]
    away = Destruction(cases=(kept.over.id,), municipality="Pekela", **asked)  # type: ignore[arg-type]
    team.ad.add(mine)
    team.lies.add(early, empty, holds, other, fewer, away, KeepLonger(case_id=kept.second.id, **ground))  # type: ignore[arg-type]
    team.meets()
    # Also of another act, of another number than it says, and of another municipality: it is no list of what was told.
    for proposal in (mine, early, empty, holds, other, fewer, away):
        with pytest.raises(RuleBroken, match="own-proposal|proposal-decided" if proposal is mine else "not-due"):
            central_of(team.ad).purge(proposal.id, ad)
    with pytest.raises(RuleBroken, match="not-allowed"):
        central_of(team.lies).purge(early.id, lies)
    assert team.lies.there(Case, kept.over.id) == kept.over


@on_both_stores
def test_nothing_brings_it_back(team: Team, kept: Kept) -> None:
    """A laptop that was away with work that was not shared and a form that stands open; it offers all it holds anew."""
    team.anna.add(Goal(case_id=kept.over.id, text="Wilde naar Zonderland"))
    destroyed(team, kept.over)
    with team.anna.store.work("Offer") as work:
        outbox.offer_everything(work)
        work.commit()
    team.meets()
    forms.save(team.anna.workplace, "talk", kept.over.id, {"notes": "Typte door over Zonderland"})
    team.meets()
    assert team.anna.see(Case, kept.over.id) is None
    for laptop in (team.anna, team.lies):
        assert "Zonderland" not in str(state_of_work(laptop.workplace).refused), "late work on it is not kept"
    assert b"Zonderland" not in whole_central(team.anna, kept)
    team.anna.close()
    assert b"Zonderland" not in everything_in(team.anna.store.path, KEY)


@on_one_store
def test_two_persons_are_needed_and_the_term_must_be_over(team: Team, kept: Kept) -> None:
    for case in (kept.runs, kept.recent):
        with pytest.raises(RuleBroken, match="not-due"):
            retention.propose(team.lies.workplace, [case.id])
    with pytest.raises(RuleBroken, match="not-allowed"):
        retention.propose(team.anna.workplace, [kept.over.id])
    proposal = proposed(team, kept.over)
    with pytest.raises(RuleBroken, match="not-allowed"):
        retention.destroy(team.lies.workplace, proposal.id)
    with pytest.raises(RuleBroken, match="not-due"):
        retention.propose(team.lies.workplace, [kept.over.id])
    retention.decline(team.ad.workplace, proposal.id, "Eerst de klacht afwachten")
    with pytest.raises(RuleBroken, match="proposal-decided"):
        retention.destroy(team.ad.workplace, proposal.id)
    assert team.lies.there(Case, kept.over.id) == kept.over


@on_both_stores
def test_what_is_decided_on_is_what_was_proposed_and_then_it_stands(team: Team, kept: Kept) -> None:
    """By laptops that pass their own rules by: nobody puts cases in a proposal, and nobody writes in a certificate."""

    def refused(laptop: Laptop, destruction_id: str, **values: object) -> str:
        before = {r.op_id for r in state_of_work(laptop.workplace).refused}
        laptop.change(Destruction, destruction_id, **values)
        laptop.sync()
        return " ".join(r.code for r in state_of_work(laptop.workplace).refused if r.op_id not in before)

    proposal = proposed(team, kept.over)
    more = (kept.over.id, kept.second.id)
    lead = team.lies.workplace.colleague.id
    for laptop in (team.ad, team.lies):
        assert refused(laptop, proposal.id, cases=more, dossiers=2) == "decided-by-two"
    done = {"status": DestructionStatus.DONE, "cases": (), "decided_by": lead, "destroyed": {"case_file": "9"}}
    assert refused(team.lies, proposal.id, **done) == "decided-by-two"
    certificate = retention.destroy(team.ad.workplace, proposal.id)[0].certificate
    assert (certificate.destroyed["case_file"], certificate.dossiers) == ("1", 1)
    assert undo.last_act(team.ad.workplace) is None, "it is not taken back with a key"
    team.lies.sync()
    for laptop, values in (
        (team.lies, {"dossiers": 7}),
        (team.ad, {"destroyed": {}}),
        (team.ad, {"status": "proposed"}),
    ):
        assert refused(laptop, proposal.id, **values) == "decided-by-two"
        assert laptop.there(Destruction, proposal.id) == certificate, "it stands there again"
    team.lies.remove(Destruction, proposal.id)
    team.lies.sync()
    assert team.lies.there(Destruction, proposal.id) == certificate
    assert team.lies.there(Case, kept.second.id) == kept.second


@on_one_store
def test_a_longer_term_that_was_set_since_holds_it(team: Team, kept: Kept) -> None:
    proposal = proposed(team, kept.over)
    longer = RetentionSetting(law=Law.WMO, years=30, document="Selectielijst")
    retention.settle_years(team.lies.workplace, longer)
    team.lies.sync()
    with pytest.raises(RuleBroken, match="not-due"):
        retention.destroy(team.ad.workplace, proposal.id)


@on_one_store
def test_a_ground_holds_a_dossier(team: Team, kept: Kept) -> None:
    lead, case = team.lies.workplace, kept.over.id
    proposal, until = proposed(team, kept.over), date(2030, 1, 1)
    with pytest.raises(RuleBroken, match="required"):
        retention.keep_longer(lead, case, KeepGround.DISPUTE, until, " ")
    with pytest.raises(RuleBroken, match="in-past"):
        retention.keep_longer(lead, case, KeepGround.DISPUTE, LONG_AGO, "Beroep")
    for held in (case, kept.second.id):
        retention.keep_longer(lead, held, KeepGround.DISPUTE, until, "Beroep loopt")
    with pytest.raises(RuleBroken, match="not-due"):
        retention.propose(lead, [kept.second.id])
    assert {d.case_id: d.kept_until for d in retention.due_dossiers(lead)}[case] == until
    team.lies.sync()
    with pytest.raises(RuleBroken, match="not-due"):
        retention.destroy(team.ad.workplace, proposal.id)
    assert team.lies.there(Case, case) == kept.over


@on_one_store
def test_a_destruction_that_was_cut_off_is_done_again(team: Team, kept: Kept, monkeypatch: pytest.MonkeyPatch) -> None:
    proposal = proposed(team, kept.over)
    with monkeypatch.context() as patched:
        patched.setattr("desktop.services.retention._decided", _pull_the_plug)
        with pytest.raises(_PlugPulled):
            retention.destroy(team.ad.workplace, proposal.id)
    done, _changes = retention.destroy(team.ad.workplace, proposal.id)
    assert done.certificate.destroyed["case_file"] == "1"
    assert done.is_written_anew, "a shared file is, when it is purged"


@pytest.mark.parametrize("kept", [POSTGRES], indirect=True)
def test_a_database_is_written_anew_by_who_may_and_else_the_administrator_is_told(team: Team, kept: Kept) -> None:
    """The files of its tables are searched as they lie on the disk."""
    done, _changes = retention.destroy(team.ad.workplace, proposed(team, kept.over).id)
    assert not done.is_written_anew, "the login of a colleague owns no table"
    assert b"Zonderland" in on_disk(kept), "that is why it must be told"
    assert kept.team.office is not None
    founder = kept.team.office.founder
    assert dict(check_books(founder))["bytes"] == sorted(TABLES)
    with psycopg.connect(founder.address.conninfo(founder.password), autocommit=True) as db:
        db.execute("VACUUM naober.change, naober.row_state")
        db.execute("VACUUM (FULL) naober.digest")
    assert dict(check_books(founder))["bytes"] == sorted({*TABLES} - {"digest"}), "only writing anew takes bytes away"
    assert write_tables_anew(founder.address, founder.password)
    assert dict(check_books(founder))["bytes"] == []
    assert not [text for text in SAID[:5] if text.encode() in on_disk(kept)]


def on_disk(kept: Kept) -> bytes:
    """What the server's files hold of the tables of the books."""
    asked = "SELECT pg_read_binary_file(pg_relation_filepath(%s))"
    with founder_of(kept) as db:
        db.execute("CHECKPOINT")
        found = [db.execute(asked, (f"naober.{name}",)).fetchone() for name in TABLES]
    return b"".join(bytes(row[0]) for row in found if row)  # type: ignore[call-overload]


class _PlugPulled(Exception):  # noqa: N818 - it says what happened
    pass


def _pull_the_plug(_workplace: Workplace) -> dict[str, object]:
    raise _PlugPulled
