"""Coming in to a database with an invitation, which opens it once."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import psycopg
import pytest
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat

from desktop.models.faults import RuleBroken, WorldFault
from desktop.models.kinds import Role
from desktop.models.people import Colleague
from desktop.models.social_map import Provider
from desktop.security.invitation import read_invitation
from desktop.services import inviting, syncing
from desktop.services.keeping_away import kept_away
from desktop.services.start import NewStore
from desktop.store.database import Store
from desktop.sync import books
from desktop.sync.centrals import central_at
from desktop.sync.postgres.store import PostgresStore
from tests.helpers.laptops import BEGIN, PROFILE, make_laptop, provider
from tests.helpers.stores import REGION

if TYPE_CHECKING:
    from desktop.services.start import Created
    from tests.helpers.offices import Office
    from tests.helpers.postgres import Server

PASSPHRASE = "een lange zin om te openen"


@pytest.fixture
def admin(office: Office) -> tuple[str, str]:
    """Address and password of who manages the database."""
    return office.founder.address.url, office.founder.password


def person(name: str = "Fenna", role: Role = Role.CONSULTANT) -> NewStore:
    return NewStore(REGION, name, role, "")


def come_in(path: Path, code: str) -> Created:
    return inviting.create_store_by_invitation(path, code, PASSPHRASE, clock=lambda: BEGIN)


def test_an_invited_colleague_has_a_store_that_meets_the_team(admin: tuple[str, str], tmp_path: Path) -> None:
    code, let_in = inviting.invite(*admin, person(role=Role.TEAM_LEAD), team="Noord")
    created = come_in(tmp_path / "fenna.store", code)
    here = created.workplace
    try:
        assert (here.colleague.id, here.role, here.colleague.team) == (let_in.id, Role.TEAM_LEAD, "Noord")
        assert syncing.sync_now(here).refused == 0
        with here.store.read() as reader:
            assert {one.id for one in reader.find(Colleague)} == {let_in.id}
    finally:
        here.store.close()


def test_the_certificate_of_the_server_comes_with_the_invitation(
    office: Office, postgres: Server, tmp_path: Path
) -> None:
    """Else each colleague would have to be told where to put a file; a key that stands beside it stays where it is."""
    if postgres.by_network is None:
        pytest.skip("the server that was given has a certificate of its own")
    both = tmp_path / "both.pem"
    known = Path(postgres.by_network.certificate).read_text(encoding="ascii")
    key = ec.generate_private_key(ec.SECP256R1())
    secret = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()).decode()
    both.write_text(secret + known, encoding="ascii")
    network = replace(postgres.by_network, database=office.founder.address.database, certificate=str(both))
    code, _let_in = inviting.invite(network.url, postgres.password, person())
    told = read_invitation(code)
    assert (told.certificate, "sslrootcert" in told.url) == (known, False)
    both.unlink()
    here = come_in(tmp_path / "fenna.store", code).workplace
    assert syncing.sync_now(here).refused == 0
    with here.store.work("Test") as work:
        books.keep_certificate(work, known.replace("A", "B", 40))
        work.commit()
    with pytest.raises(WorldFault, match="central-unproven"):
        syncing.sync_now(here)
    here.store.close()


def test_an_invitation_opens_once(admin: tuple[str, str], tmp_path: Path) -> None:
    code, _let_in = inviting.invite(*admin, person())
    come_in(tmp_path / "fenna.store", code).workplace.store.close()
    with pytest.raises(WorldFault, match="central-wrong-password"):
        come_in(tmp_path / "thief.store", code)
    assert not list(tmp_path.glob("thief*")), "nothing stays of a store that could not join"


def test_nobody_is_let_in_with_an_invitation_that_would_open_nothing(admin: tuple[str, str]) -> None:
    known = len(inviting.members(*admin))
    with pytest.raises(WorldFault, match="central-other-region"):
        inviting.invite(*admin, NewStore("achterhoek", "Fenna", Role.CONSULTANT, ""))
    with pytest.raises(RuleBroken, match="not-in-region"):
        inviting.newcomer(PROFILE, "Fenna", Role.CONSULTANT, "Aalten")
    assert inviting.newcomer(PROFILE, "Fenna", Role.CONSULTANT, "Oldambt").municipality == "Oldambt"
    assert len(inviting.members(*admin)) == known, "no login is left behind"


def test_a_database_that_does_not_take_every_letter_is_left_as_it_was(postgres: Server) -> None:
    address = postgres.database("naober_letters")
    with psycopg.connect(postgres.admin.conninfo(postgres.password), autocommit=True) as db:
        db.execute("DROP DATABASE naober_letters")
        db.execute("CREATE DATABASE naober_letters TEMPLATE template0 ENCODING 'LATIN1' LOCALE 'C'")
    with pytest.raises(WorldFault, match="central-few-letters"):
        inviting.found_database(address.url, postgres.password, PROFILE)
    with psycopg.connect(address.conninfo(postgres.password)) as db:
        assert db.execute("SELECT count(*) FROM pg_namespace WHERE nspname = 'naober'").fetchone() == (0,)


def test_a_new_invitation_makes_the_earlier_one_worthless(admin: tuple[str, str], tmp_path: Path) -> None:
    first, let_in = inviting.invite(*admin, person())
    second, again = inviting.invite(*admin, person(), colleague_id=let_in.id)
    assert again.id == let_in.id
    with pytest.raises(WorldFault, match="central-wrong-password"):
        come_in(tmp_path / "one.store", first)
    come_in(tmp_path / "two.store", second).workplace.store.close()


def test_a_laptop_that_worked_alone_comes_in_with_all_it_has(admin: tuple[str, str], tmp_path: Path) -> None:
    laptop = make_laptop(tmp_path, "Anna")
    laptop.add(known := provider())
    code, _let_in = inviting.invite(*admin, person("Anna"), colleague_id=laptop.workplace.colleague.id)
    inviting.accept(laptop.workplace, code)
    assert laptop.sync().pushed == 2
    other, _ = inviting.invite(*admin, person("Fenna"))
    here = come_in(tmp_path / "fenna.store", other).workplace
    syncing.sync_now(here)
    with here.store.read() as reader:
        assert reader.get(Provider, known.id) == known
    here.store.close()
    laptop.close()


def test_an_invitation_for_another_lets_nobody_in(admin: tuple[str, str], tmp_path: Path) -> None:
    laptop = make_laptop(tmp_path, "Anna")
    code, _let_in = inviting.invite(*admin, person("Fenna"))
    with pytest.raises(RuleBroken, match="invitation-for-another"):
        inviting.accept(laptop.workplace, code)
    assert not syncing.state_of_work(laptop.workplace).is_joined
    laptop.close()


@pytest.mark.parametrize("reached", [False, True], ids=["before the server did it", "after the server did it"])
def test_who_is_cut_off_while_the_password_changes_still_comes_in(
    admin: tuple[str, str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, reached: bool
) -> None:
    laptop = make_laptop(tmp_path, "Anna")
    code, _let_in = inviting.invite(*admin, person("Anna"), colleague_id=laptop.workplace.colleague.id)
    whole = PostgresStore.renew_password

    def cut_off(self: PostgresStore, new: str) -> None:
        if reached:
            whole(self, new)
        raise WorldFault("central-unreachable", file="")

    with monkeypatch.context() as patched:
        patched.setattr(PostgresStore, "renew_password", cut_off)
        with pytest.raises(WorldFault, match="central-unreachable"):
            inviting.accept(laptop.workplace, code)
    laptop.sync()
    assert laptop.ask(books.earlier_code) == ""
    assert (laptop.ask(books.team_code) == read_invitation(code).secret) is not reached
    laptop.close()


def test_who_is_shut_out_is_told_and_loses_nothing(admin: tuple[str, str], tmp_path: Path) -> None:
    code, let_in = inviting.invite(*admin, person())
    here = come_in(tmp_path / "fenna.store", code).workplace
    syncing.sync_now(here)
    inviting.revoke(*admin, let_in.id)
    assert [(m.colleague_id, m.revoked_at is None) for m in inviting.members(*admin)] == [(let_in.id, False)]
    with here.store.work("Test") as work:
        work.add(provider())
        work.commit()
    inviting.revoke(*admin, let_in.id, lost=True)
    with pytest.raises(WorldFault, match="central-not-a-member"):
        syncing.sync_now(here)
    assert len(syncing.state_of_work(here).waiting) == 1
    why = kept_away(here)
    assert why is not None
    assert why.code == "login-closed"
    here.store.close()


def test_the_secret_stands_nowhere_outside_the_encrypted_store(admin: tuple[str, str], tmp_path: Path) -> None:
    code, _let_in = inviting.invite(*admin, person())
    here = come_in(tmp_path / "fenna.store", code).workplace
    syncing.sync_now(here)
    with here.store.read() as reader:
        secret = books.team_code(reader)
    assert isinstance(central_at(syncing.state_of_work(here).url, secret), PostgresStore)
    assert isinstance(here.store, Store)
    here.store.close()
    for path in tmp_path.rglob("*"):
        if path.is_file():
            assert secret.encode() not in path.read_bytes()
            assert b"postgresql://" not in path.read_bytes()


@pytest.mark.parametrize(
    ("url", "code"),
    [
        ("postgresql://admin:geheim@localhost/naober", "central-url-password"),
        ("postgresql://admin@localhost/naober?password=geheim", "central-url-password"),
        ("postgresql://admin@localhost/naober?sslmode=disable", "central-url-unsafe"),
        ("postgresql://admin@localhost/naober?sslmode=require", "central-url-unsafe"),
        ("postgresql://admin@localhost", "central-url-unreadable"),
        ("postgresql:///naober", "central-url-unreadable"),
        ("postgresql://admin@localhost:99999/naober", "central-url-unreadable"),
        ("postgresql://admin@localhost/naober?options=-cfoo", "central-url-unreadable"),
        ("mysql://admin@localhost/naober", "central-url-unreadable"),
    ],
)
def test_an_address_that_is_unsafe_or_unreadable_is_told(url: str, code: str) -> None:
    with pytest.raises(RuleBroken, match=code):
        inviting.members(url, "x")
