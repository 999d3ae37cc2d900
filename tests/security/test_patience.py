"""Tries are counted whatever stops the program: a person, or a disk without room."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from desktop.models.faults import WorldFault
from desktop.security import slots
from desktop.security.key_file import key_path
from desktop.security.passphrase import Cost
from desktop.security.patience import tries_path

PASSPHRASE = "een kop thee om half elf"
MOMENT = datetime(2026, 11, 22, 10, 0, tzinfo=UTC)


@pytest.fixture
def keys(tmp_path: Path) -> Path:
    """A key file that the passphrase opens."""
    path = key_path(tmp_path / "naober.db")
    slots.new_key_file(path, PASSPHRASE, cost=Cost(passes=1, memory_kib=8, lanes=1))
    return path


def test_who_ends_the_program_before_it_answers_tried_all_the_same(keys: Path, monkeypatch: pytest.MonkeyPatch) -> None:

    def killed(*_asked: object) -> bytes:
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr("desktop.security.slots.passphrase_key", killed)
        for _ in range(3):
            with pytest.raises(KeyboardInterrupt):
                slots.unlock_with_passphrase(keys, "verkeerd, nog steeds", clock=lambda: MOMENT)
    with pytest.raises(WorldFault, match="too-many-tries"):
        slots.unlock_with_passphrase(keys, PASSPHRASE, clock=lambda: MOMENT)


def test_a_disk_that_is_full_does_not_begin_the_count_anew(keys: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for _ in range(3):
        with pytest.raises(WorldFault, match="wrong-passphrase"):
            slots.unlock_with_passphrase(keys, "verkeerd, nog steeds", clock=lambda: MOMENT)

    def full(path: Path, *_text: object, **_how: object) -> int:
        path.touch()
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("pathlib.Path.write_text", full)
    later = MOMENT + timedelta(seconds=3)
    with pytest.raises(WorldFault, match="wrong-passphrase"):
        slots.unlock_with_passphrase(keys, "verkeerd, nog steeds", clock=lambda: later)
    with pytest.raises(WorldFault, match="too-many-tries"):
        slots.unlock_with_passphrase(keys, PASSPHRASE, clock=lambda: MOMENT)
    assert sorted(path.name for path in keys.parent.iterdir()) == [keys.name, tries_path(keys).name]
