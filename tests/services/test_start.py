"""Making a store and opening it again, with every key and without."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

import pytest

from desktop.models.faults import RuleBroken, WorldFault
from desktop.models.kinds import Role
from desktop.models.people import Colleague
from desktop.models.social_map import Place
from desktop.regions import ProfileFaults, shipped
from desktop.security.slots import key_path, new_key_file
from desktop.services.start import (
    Created,
    Key,
    Keyring,
    NewStore,
    Passphrase,
    Recovery,
    change_passphrase,
    create_store,
    forget_keyring,
    new_recovery_code,
    open_store,
    remember_in_keyring,
    unlock,
)
from desktop.services.workplace import Workplace
from desktop.store.copies import make_copy

WORDS = "vier gewone losse woorden"
NEW = NewStore("oldambt-stadskanaal", "Marijke Veenstra", Role.CONSULTANT, WORDS)


def clock() -> datetime:
    return datetime(2026, 11, 23, 11, 0, tzinfo=UTC)


class Drawer:
    """A keyring that keeps its secrets in a drawer."""

    def __init__(self) -> None:
        self.kept: dict[str, str] = {}

    def name(self) -> str:
        return "tests.Drawer"

    def put(self, entry: str, secret: str) -> None:
        self.kept[entry] = secret

    def take(self, entry: str) -> str | None:
        return self.kept.get(entry)

    def drop(self, entry: str) -> None:
        self.kept.pop(entry, None)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A place for a store in a folder that is not there yet."""
    return tmp_path / "deep" / "naober.store"


def made(path: Path, new: NewStore = NEW) -> Created:
    created = create_store(path, new, clock=clock)
    created.workplace.store.close()
    return created


@contextmanager
def opened(path: Path, key: Key) -> Iterator[Workplace]:
    workplace = open_store(path, key, clock=clock)
    try:
        yield workplace
    finally:
        workplace.store.close()


def test_a_store_begins_with_its_colleague_and_the_places_of_the_region(path: Path) -> None:
    created = made(path)
    with opened(path, Passphrase(WORDS)) as workplace:
        assert workplace.colleague == created.workplace.colleague
        assert (workplace.colleague.name, workplace.role) == ("Marijke Veenstra", Role.CONSULTANT)
        assert (workplace.profile.id, workplace.today.isoformat()) == ("oldambt-stadskanaal", "2026-11-23")
        with workplace.store.read() as reader:
            assert {place.municipality for place in reader.find(Place)} == {"Oldambt", "Stadskanaal"}
            assert reader.count(Colleague) == 1


def test_every_key_opens_and_a_wrong_one_does_not(path: Path) -> None:
    created, drawer = made(path), Drawer()
    remember_in_keyring(path, Recovery(created.recovery_code), drawer)
    for key in (Passphrase(WORDS), Recovery(created.recovery_code), Keyring(drawer)):
        with opened(path, key):
            pass
    for wrong, code in (
        (Passphrase("vier andere losse woorden"), "wrong-passphrase"),
        (Keyring(Drawer()), "keyring-empty"),
    ):
        with pytest.raises(WorldFault, match=code):
            open_store(path, wrong, clock=clock)
    forget_keyring(path, drawer)
    with pytest.raises(WorldFault, match="no-keyring-slot"):
        open_store(path, Keyring(drawer), clock=clock)


def test_a_changed_passphrase_opens_and_the_old_one_no_longer(path: Path) -> None:
    made(path)
    change_passphrase(path, Passphrase(WORDS), "heel andere nieuwe woorden")
    with pytest.raises(WorldFault, match="wrong-passphrase"):
        open_store(path, Passphrase(WORDS), clock=clock)
    with opened(path, Passphrase("heel andere nieuwe woorden")):
        pass


def test_what_was_changed_opens_no_copy_beside_the_store_either(path: Path) -> None:
    """They have the same data key: who knows the old passphrase would open the store by the key file of a copy."""
    old, drawer = made(path).recovery_code, Drawer()
    remember_in_keyring(path, Passphrase(WORDS), drawer)
    secret = dict(drawer.kept)
    with opened(path, Passphrase(WORDS)) as workplace:
        copy = make_copy(workplace.store, clock()).path
    strange = copy.with_name("2026-11-22-120000.copy")
    new_key_file(key_path(strange), WORDS)
    strange.touch()
    change_passphrase(path, Passphrase(WORDS), "heel andere nieuwe woorden")
    new_recovery_code(path, Recovery(old))
    forget_keyring(path, drawer)
    drawer.kept = secret
    for key in (Passphrase(WORDS), Recovery(old), Keyring(drawer)):
        with pytest.raises(WorldFault, match=r"wrong-passphrase|wrong-recovery-code|no-keyring-slot"):
            unlock(copy, key)
    assert unlock(copy, Passphrase("heel andere nieuwe woorden"))
    assert unlock(strange, Passphrase(WORDS)), "another store's is left alone"


def test_a_new_recovery_code_ends_the_old_one(path: Path) -> None:
    old = made(path).recovery_code
    fresh = new_recovery_code(path, Passphrase(WORDS))
    with opened(path, Recovery(fresh)):
        pass
    with pytest.raises(WorldFault, match="wrong-recovery-code"):
        open_store(path, Recovery(old), clock=clock)


@pytest.mark.parametrize(
    ("new", "code"),
    [
        (NewStore("nergens", "Marijke", Role.CONSULTANT, WORDS), "unknown-region region"),
        (NewStore(NEW.region, " ", Role.CONSULTANT, WORDS), "required user"),
        (NewStore(NEW.region, "Marijke", Role.CONSULTANT, "kort"), "passphrase-too-short"),
        (NewStore(NEW.region, "Marijke", Role.CONSULTANT, WORDS, "Nergenshuizen"), "not-in-region municipality"),
    ],
)
def test_what_is_filled_in_wrong_leaves_nothing_behind(path: Path, new: NewStore, code: str) -> None:
    with pytest.raises(RuleBroken, match=code):
        create_store(path, new, clock=clock)
    assert not path.parent.exists() or list(path.parent.iterdir()) == []


def test_a_store_that_is_there_is_never_made_anew(path: Path) -> None:
    made(path)
    before = path.read_bytes()
    with pytest.raises(WorldFault, match="store-exists"):
        create_store(path, NEW, clock=clock)
    assert path.read_bytes() == before


def test_a_store_that_cannot_be_made_leaves_no_key_file(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_given: object, **_named: object) -> None:
        raise WorldFault("disk-full")

    monkeypatch.setattr("desktop.services.start.Store.create", full)
    with pytest.raises(WorldFault, match="disk-full"):
        create_store(path, NEW, clock=clock)
    assert list(path.parent.iterdir()) == []


def test_a_profile_of_ones_own_travels_with_the_store(path: Path, tmp_path: Path) -> None:
    own = tmp_path / "zesde.toml"
    own.write_text(shipped()["bommelerwaard"].read_text().replace('id = "bommelerwaard"', 'id = "zesde"'))
    made(path, NewStore(str(own), "Marijke", Role.CONSULTANT, WORDS))
    own.unlink()
    with opened(path, Passphrase(WORDS)) as workplace:
        assert workplace.profile.id == "zesde"
    for beside in path.parent.glob("*.toml"):
        beside.unlink()
    with pytest.raises(WorldFault, match="no-profile"):
        open_store(path, Passphrase(WORDS), clock=clock)


def test_a_profile_with_mistakes_makes_no_store(path: Path, tmp_path: Path) -> None:
    wrong = tmp_path / "fout.toml"
    wrong.write_text('id = "fout"\n')
    with pytest.raises(ProfileFaults):
        create_store(path, NewStore(str(wrong), "Marijke", Role.CONSULTANT, WORDS), clock=clock)
    assert not path.exists()


def test_a_missing_store_is_said_before_any_key_is_tried(path: Path) -> None:
    with pytest.raises(WorldFault, match="store-missing"):
        open_store(path, Passphrase("x"), clock=clock)


def test_a_store_that_is_open_elsewhere_is_said_so(path: Path) -> None:
    made(path)
    with opened(path, Passphrase(WORDS)), pytest.raises(WorldFault, match="store-in-use"):
        open_store(path, Passphrase(WORDS), clock=clock)


def test_a_store_without_its_colleague_is_not_whole(path: Path) -> None:
    made(path)
    with opened(path, Passphrase(WORDS)) as workplace, workplace.store.work("Lose") as work:
        work.connection.exec_driver_sql("UPDATE identity SET colleague_id = 'nobody'")
        work.commit()
    with pytest.raises(WorldFault, match="store-damaged"):
        open_store(path, Passphrase(WORDS), clock=clock)
    with pytest.raises(WorldFault, match="store-damaged"):
        open_store(path, Passphrase(WORDS), clock=clock)
