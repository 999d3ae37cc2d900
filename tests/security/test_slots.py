from __future__ import annotations

import json
from base64 import b64decode
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from desktop.models.faults import RuleBroken, WorldFault
from desktop.security import slots
from desktop.security.key_file import SlotKind, StoredCost, key_path, read_key_file, write_key_file
from desktop.security.passphrase import Cost
from desktop.security.patience import tries_path
from desktop.security.sealing import seal, unseal

if TYPE_CHECKING:
    from pathlib import Path

PASSPHRASE = "een kop thee om half elf"
CHEAP = Cost(passes=1, memory_kib=8, lanes=1)
MOMENT = datetime(2026, 11, 22, 10, 0, tzinfo=UTC)


class Vault:
    """Keeps texts in memory, as a keyring would."""

    def __init__(self) -> None:
        self.kept: dict[str, str] = {}

    def name(self) -> str:
        return "of.this.Test"

    def put(self, entry: str, secret: str) -> None:
        self.kept[entry] = secret

    def take(self, entry: str) -> str | None:
        return self.kept.get(entry)

    def drop(self, entry: str) -> None:
        if self.kept.pop(entry, None) is None:
            raise WorldFault("keyring-refused")


class Forgetful(Vault):
    def put(self, entry: str, secret: str) -> None:
        """Takes it and does not keep it."""


@pytest.fixture
def keys(tmp_path: Path) -> Path:
    """Gives the path of a key file that is not there yet."""
    return key_path(tmp_path / "naober.db")


def made(keys: Path) -> tuple[bytes, str]:
    return slots.new_key_file(keys, PASSPHRASE, cost=CHEAP)


def code_of(fault: pytest.ExceptionInfo[WorldFault] | pytest.ExceptionInfo[RuleBroken]) -> str:
    return fault.value.code


def test_the_passphrase_and_the_recovery_code_give_the_same_random_key(keys: Path) -> None:
    data_key, code = made(keys)
    assert len(data_key) == 32
    assert slots.unlock_with_passphrase(keys, PASSPHRASE) == data_key
    assert slots.unlock_with_recovery(keys, code) == data_key
    keys.unlink()
    assert made(keys)[0] != data_key


def test_the_key_file_tells_neither_key_nor_passphrase_nor_code(keys: Path) -> None:
    data_key, code = made(keys)
    content = keys.read_bytes()
    assert data_key not in content
    assert data_key.hex() not in content.decode()
    assert PASSPHRASE not in content.decode()
    assert code not in content.decode()
    assert keys.stat().st_mode & 0o077 == 0


def test_the_usual_cost_is_what_is_written_in_the_file(keys: Path) -> None:
    slots.new_key_file(keys, PASSPHRASE)
    slot = read_key_file(keys).slot(SlotKind.PASSPHRASE)
    assert slot is not None
    assert slot.cost is not None
    assert (slot.cost.passes, slot.cost.memory_kib, slot.cost.lanes) == (3, 65_536, 4)


def test_a_key_file_is_never_overwritten(keys: Path) -> None:
    data_key, _code = made(keys)
    with pytest.raises(WorldFault, match="key-file-exists"):
        made(keys)
    assert slots.unlock_with_passphrase(keys, PASSPHRASE) == data_key


def test_a_wrong_passphrase_is_told_apart_from_no_key_file(keys: Path) -> None:
    with pytest.raises(WorldFault, match="no-key-file"):
        slots.unlock_with_passphrase(keys, PASSPHRASE)
    made(keys)
    with pytest.raises(WorldFault, match="wrong-passphrase"):
        slots.unlock_with_passphrase(keys, PASSPHRASE + ".")


def test_the_same_letters_composed_in_another_way_are_the_same_passphrase(keys: Path) -> None:
    data_key, _code = slots.new_key_file(keys, "caf\u00e9 om half elf", cost=CHEAP)
    assert slots.unlock_with_passphrase(keys, "cafe\u0301 om half elf") == data_key


def test_a_recovery_code_may_be_typed_carelessly(keys: Path) -> None:
    data_key, code = made(keys)
    careless = f"  {code.lower().replace('-', ' ').replace('0', 'o').replace('1', 'l')} "
    assert slots.unlock_with_recovery(keys, careless) == data_key


def test_a_mistyped_recovery_code_is_told_apart_from_one_of_another_store(keys: Path, tmp_path: Path) -> None:
    _key, code = made(keys)
    _other, foreign = slots.new_key_file(tmp_path / "other.keys", PASSPHRASE, cost=CHEAP)
    for place, letter in enumerate(code):
        if letter != "-":
            mistyped = code[:place] + ("7" if letter != "7" else "8") + code[place + 1 :]
            with pytest.raises(RuleBroken, match="recovery-code-unreadable recovery_code"):
                slots.unlock_with_recovery(keys, mistyped)
    with pytest.raises(WorldFault, match="wrong-recovery-code"):
        slots.unlock_with_recovery(keys, foreign)
    for hopeless in ("", code[:-1], code + "A", "geen idee"):
        with pytest.raises(RuleBroken, match="recovery-code-unreadable"):
            slots.unlock_with_recovery(keys, hopeless)


def test_another_passphrase_opens_and_the_old_one_no_longer(keys: Path) -> None:
    data_key, code = made(keys)
    slots.change_passphrase(keys, data_key, "een andere lange zin", cost=CHEAP)
    assert slots.unlock_with_passphrase(keys, "een andere lange zin") == data_key
    assert slots.unlock_with_recovery(keys, code) == data_key
    with pytest.raises(WorldFault, match="wrong-passphrase"):
        slots.unlock_with_passphrase(keys, PASSPHRASE)


def test_a_renewed_recovery_code_opens_and_the_old_one_no_longer(keys: Path) -> None:
    data_key, old = made(keys)
    code = slots.renew_recovery_code(keys, data_key)
    assert slots.unlock_with_recovery(keys, code) == data_key
    assert slots.unlock_with_passphrase(keys, PASSPHRASE) == data_key
    with pytest.raises(WorldFault, match="wrong-recovery-code"):
        slots.unlock_with_recovery(keys, old)


def test_a_slot_is_never_made_for_a_key_of_another_store(keys: Path) -> None:
    made(keys)
    before = keys.read_bytes()
    with pytest.raises(ValueError, match="not the key file's"):
        slots.change_passphrase(keys, bytes(32), PASSPHRASE, cost=CHEAP)
    with pytest.raises(ValueError, match="not the key file's"):
        slots.put_in_keyring(keys, bytes(32), Vault())
    assert keys.read_bytes() == before


def test_the_keyring_opens_once_it_was_asked_to(keys: Path) -> None:
    data_key, _code = made(keys)
    vault = Vault()
    with pytest.raises(WorldFault, match="no-keyring-slot"):
        slots.unlock_with_keyring(keys, vault)
    slots.put_in_keyring(keys, data_key, vault)
    assert slots.has_slot(keys, SlotKind.KEYRING)
    assert slots.unlock_with_keyring(keys, vault) == data_key
    slot = read_key_file(keys).slot(SlotKind.KEYRING)
    assert slot is not None
    assert slot.vault == "of.this.Test"
    assert data_key not in [b64decode(kept) for kept in vault.kept.values()]


def test_a_slot_of_which_something_was_changed_opens_with_no_key() -> None:
    cost = StoredCost(**vars(CHEAP))
    slot = seal(SlotKind.PASSPHRASE, bytes(32), bytes(range(32)), salt=bytes(16), cost=cost)
    assert unseal(slot, bytes(32)) == bytes(range(32))
    less = StoredCost(passes=1, memory_kib=8, lanes=2)
    for changed in ({"kind": SlotKind.KEYRING}, {"salt": bytes(15) + b"x"}, {"cost": less}, {"cost": None}):
        assert unseal(slot.model_copy(update=changed), bytes(32)) is None


@pytest.mark.parametrize("kept", [None, "", "not base64 é", "AAAA", "A" * 43 + "="])
def test_a_keyring_that_lost_or_changed_the_key_leaves_the_other_ways_in(keys: Path, kept: str | None) -> None:
    data_key, code = made(keys)
    vault = Vault()
    slots.put_in_keyring(keys, data_key, vault)
    vault.kept = {} if kept is None else dict.fromkeys(vault.kept, kept)
    with pytest.raises(WorldFault, match="keyring-empty"):
        slots.unlock_with_keyring(keys, vault)
    assert slots.unlock_with_passphrase(keys, PASSPHRASE) == data_key
    assert slots.unlock_with_recovery(keys, code) == data_key


def test_a_keyring_that_does_not_keep_what_it_is_given_gets_no_slot(keys: Path) -> None:
    data_key, _code = made(keys)
    with pytest.raises(WorldFault, match="keyring-refused"):
        slots.put_in_keyring(keys, data_key, Forgetful())
    assert not slots.has_slot(keys, SlotKind.KEYRING)


def test_the_keyring_opens_nothing_once_it_was_told_to_forget(keys: Path) -> None:
    data_key, _code = made(keys)
    vault = Vault()
    slots.take_from_keyring(keys, vault)
    slots.put_in_keyring(keys, data_key, vault)
    slots.take_from_keyring(keys, vault)
    assert vault.kept == {}
    assert not slots.has_slot(keys, SlotKind.KEYRING)
    slots.put_in_keyring(keys, data_key, vault)
    vault.kept.clear()
    slots.take_from_keyring(keys, vault)
    assert not slots.has_slot(keys, SlotKind.KEYRING)


@pytest.mark.parametrize(
    ("passphrase", "code"),
    [
        ("", "passphrase-too-short"),
        ("elf tekens!", "passphrase-too-short"),
        ("aaaaaaaaaaaaaa", "passphrase-too-simple"),
        ("121212121212", "passphrase-too-simple"),
        ("Wachtwoord2026!", "passphrase-too-simple"),
        ("Welkom-Welkom-1", None),
        ("fiets boom zee", None),
    ],
)
def test_a_passphrase_that_is_guessed_too_soon_is_refused(keys: Path, passphrase: str, code: str | None) -> None:
    if code is None:
        slots.new_key_file(keys, passphrase, cost=CHEAP)
        assert keys.exists()
        return
    with pytest.raises(RuleBroken) as broken:
        slots.new_key_file(keys, passphrase, cost=CHEAP)
    assert (broken.value.code, broken.value.field) == (code, "passphrase")
    assert not keys.exists()
    data_key, _code = made(keys)
    with pytest.raises(RuleBroken, match=code):
        slots.change_passphrase(keys, data_key, passphrase, cost=CHEAP)
    assert slots.unlock_with_passphrase(keys, PASSPHRASE) == data_key


def test_wrong_tries_are_answered_later_and_later_and_a_right_one_ends_it(keys: Path) -> None:
    data_key, _code = made(keys)
    clock = [MOMENT]

    def attempt(passphrase: str) -> bytes:
        return slots.unlock_with_passphrase(keys, passphrase, clock=lambda: clock[0])

    waits = []
    for _ in range(12):
        with pytest.raises(WorldFault, match="wrong-passphrase"):
            attempt("verkeerd, nog steeds")
        try:
            attempt(PASSPHRASE + "?")
        except WorldFault as fault:
            seconds = fault.values.get("seconds", 0)
            assert isinstance(seconds, int)
            waits.append(seconds)
            clock[0] += timedelta(seconds=seconds)
    assert [wait for wait in waits if wait][:4] == [3, 5, 9, 17]
    assert max(waits) == 301
    assert attempt(PASSPHRASE) == data_key
    assert not tries_path(keys).exists()


def test_a_clock_that_was_set_back_lets_nobody_wait_longer_than_the_pause(keys: Path) -> None:
    data_key, _code = made(keys)
    for _ in range(3):
        with pytest.raises(WorldFault, match="wrong-passphrase"):
            slots.unlock_with_passphrase(keys, "verkeerd, nog steeds", clock=lambda: MOMENT)
    long_ago = MOMENT - timedelta(days=400)
    with pytest.raises(WorldFault, match="too-many-tries"):
        slots.unlock_with_passphrase(keys, PASSPHRASE, clock=lambda: long_ago)
    later = long_ago + timedelta(seconds=3)
    assert slots.unlock_with_passphrase(keys, PASSPHRASE, clock=lambda: later) == data_key


@pytest.mark.parametrize("content", ["", "[]", "{}", '{"count": "x", "at": 1}', '{"count": 9, "at": 1e300}', "\x00"])
def test_a_damaged_count_of_tries_keeps_nobody_out(keys: Path, content: str) -> None:
    data_key, _code = made(keys)
    tries_path(keys).write_text(content, encoding="utf-8")
    assert slots.unlock_with_passphrase(keys, PASSPHRASE) == data_key


def opened(keys: Path, data_key: bytes | None = None) -> str:
    """What opening this file comes to, in a word; anything but a fault of the world goes through."""
    try:
        found = slots.unlock_with_passphrase(keys, PASSPHRASE)
    except WorldFault as fault:
        return fault.code
    return "open" if data_key in {None, found} else "open with another key"


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(content=st.binary(max_size=300))
@example(content=b"")
@example(content=b"[" * 5000)
@example(content=b'{"format": 1}')
@example(content=b'{"format": "\xff"}')
@example(content=b'{"format": 1e400}')
@example(content=b" " * 70_000)
def test_any_bytes_in_the_place_of_a_key_file_are_a_fault_of_the_world(keys: Path, content: bytes) -> None:
    keys.write_bytes(content)
    assert opened(keys) in {"key-file-damaged", "key-file-newer"}


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_a_key_file_with_a_changed_byte_opens_with_the_right_key_or_not_at_all(keys: Path, data: st.DataObject) -> None:
    keys.unlink(missing_ok=True)
    data_key, _code = made(keys)
    content = bytearray(keys.read_bytes())
    place = data.draw(st.integers(0, len(content) - 1))
    content[place] = data.draw(st.integers(0, 255))
    keys.write_bytes(content)
    tries_path(keys).unlink(missing_ok=True)
    found = opened(keys, data_key)
    told = {"key-file-damaged", "key-file-newer", "wrong-passphrase", "no-passphrase-slot", "passphrase-uncheckable"}
    assert found in {"open", *told}


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    value=st.recursive(
        st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=20),
        lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
        max_leaves=8,
    ),
    field=st.sampled_from(["format", "file_id", "check", "slots", "kind", "salt", "nonce", "sealed", "cost", "vault"]),
)
@example(value={"passes": 1, "memory_kib": 8, "lanes": 16}, field="cost")
def test_any_value_in_the_place_of_a_field_is_no_crash(keys: Path, value: object, field: str) -> None:
    keys.unlink(missing_ok=True)
    made(keys)
    tries_path(keys).unlink(missing_ok=True)
    content = json.loads(keys.read_bytes())
    target = content if field in content else content["slots"][0]
    target[field] = value
    keys.write_text(json.dumps(content), encoding="utf-8")
    found = opened(keys)
    known = {"open", "key-file-damaged", "key-file-newer", "wrong-passphrase", "no-passphrase-slot"}
    assert found in known | {"passphrase-uncheckable"}


def test_a_key_file_of_a_newer_program_is_said_to_be_that(keys: Path) -> None:
    keys.write_text('{"format": 2, "what": "ever"}', encoding="utf-8")
    with pytest.raises(WorldFault, match="key-file-newer"):
        slots.unlock_with_passphrase(keys, PASSPHRASE)


def test_a_file_that_asks_for_all_memory_is_refused_before_it_gets_it(keys: Path) -> None:
    made(keys)
    content = json.loads(keys.read_bytes())
    content["slots"][0]["cost"]["memory_kib"] = 2**40
    keys.write_text(json.dumps(content), encoding="utf-8")
    with pytest.raises(WorldFault, match="key-file-damaged"):
        slots.unlock_with_passphrase(keys, PASSPHRASE)


def test_a_folder_that_refuses_is_a_fault_of_the_world(tmp_path: Path) -> None:
    with pytest.raises(WorldFault, match="key-file-unwritable"):
        made(tmp_path / "no such folder" / "naober.db.keys")
    (tmp_path / "folder.keys").mkdir()
    with pytest.raises(WorldFault, match="key-file-damaged"):
        slots.unlock_with_passphrase(tmp_path / "folder.keys", PASSPHRASE)


def test_a_write_that_fails_halfway_leaves_the_old_file(keys: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    data_key, _code = made(keys)

    def full(_handle: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", full)
    with pytest.raises(WorldFault, match="key-file-unwritable"):
        slots.change_passphrase(keys, data_key, "een andere lange zin", cost=CHEAP)
    assert slots.unlock_with_passphrase(keys, PASSPHRASE) == data_key
    assert [path.name for path in keys.parent.iterdir()] == [keys.name]


def test_where_nothing_can_be_counted_the_passphrase_is_still_asked(keys: Path) -> None:
    data_key, _code = made(keys)
    tries_path(keys).mkdir()
    with pytest.raises(WorldFault, match="wrong-passphrase"):
        slots.unlock_with_passphrase(keys, "verkeerd, nog steeds")
    assert slots.unlock_with_passphrase(keys, PASSPHRASE) == data_key


@pytest.mark.parametrize("kind", [SlotKind.PASSPHRASE, SlotKind.RECOVERY])
def test_a_way_in_that_was_never_made_is_said_to_be_that(keys: Path, kind: SlotKind) -> None:
    _data_key, code = made(keys)
    write_key_file(keys, read_key_file(keys).without(kind))
    assert not slots.has_slot(keys, kind)
    with pytest.raises(WorldFault, match=f"no-{kind}-slot"):
        (slots.unlock_with_recovery if kind is SlotKind.RECOVERY else slots.unlock_with_passphrase)(keys, code)
