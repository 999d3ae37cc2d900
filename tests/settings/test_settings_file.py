from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, example, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from desktop.models.faults import RuleBroken, WorldFault
from desktop.settings import Language, Settings, SettingsFile, Theme, usual_path
from desktop.settings.glance import Looks, glance

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def file(tmp_path: Path) -> SettingsFile:
    """Gives a settings file that is not there yet, in a folder that is not there either."""
    return SettingsFile(tmp_path / "config" / "settings.json")


def test_a_fresh_machine_speaks_dutch_and_locks_after_ten_minutes(file: SettingsFile) -> None:
    settings = file.read()
    assert settings == Settings()
    assert (settings.appearance.language, settings.appearance.theme) == (Language.DUTCH, Theme.SYSTEM)
    assert (settings.appearance.text_size, settings.lock.after_minutes) == (100, 10)
    assert (settings.lock.use_keyring, settings.central.url, settings.central.last_sync_at) == (False, "", None)
    assert not file.path.exists()


def test_what_was_set_is_there_the_next_time(file: SettingsFile) -> None:
    moment = datetime(2026, 11, 22, 10, 15, tzinfo=UTC)
    file.change("appearance", language="en", text_size=150)
    file.change("central", url="sqlite:////net/team.naober", last_sync_at=moment)
    changed = file.change("lock", after_minutes=5)
    again = SettingsFile(file.path).read()
    assert again == changed
    assert (again.appearance.language, again.appearance.text_size) == (Language.ENGLISH, 150)
    assert (again.central.url, again.central.last_sync_at) == ("sqlite:////net/team.naober", moment)


@pytest.mark.parametrize(
    ("group", "name", "value", "code", "values"),
    [
        ("lock", "after_minutes", 0, "too-small", {"least": 1}),
        ("lock", "after_minutes", 61, "too-large", {"most": 60}),
        ("lock", "after_minutes", "soon", "not-valid", {}),
        ("appearance", "text_size", 79, "too-small", {"least": 80}),
        ("appearance", "text_size", 201, "too-large", {"most": 200}),
        ("appearance", "language", "fr", "not-valid", {}),
        ("central", "last_sync_at", datetime(2026, 11, 22), "not-valid", {}),  # noqa: DTZ001 - without a zone
    ],
)
def test_a_value_outside_its_limits_is_refused_by_name_and_not_kept(
    file: SettingsFile, group: str, name: str, value: object, code: str, values: dict[str, int]
) -> None:
    before = file.change("lock", after_minutes=7)
    with pytest.raises(RuleBroken) as broken:
        file.change(group, **{name: value})
    assert (broken.value.code, broken.value.field, broken.value.values) == (code, name, values)
    assert file.read() == before


def test_a_setting_that_nobody_declared_is_a_bug(file: SettingsFile) -> None:
    with pytest.raises(ValueError, match="has no field minutes"):
        file.change("lock", minutes=5)


def test_what_a_later_version_wrote_is_kept(file: SettingsFile) -> None:
    file.path.parent.mkdir()
    later = {"appearance": {"text_size": 120, "contrast": "high"}, "speech": {"voice": "on"}}
    file.path.write_text(json.dumps(later), encoding="utf-8")
    assert file.read().appearance.text_size == 120
    file.change("appearance", text_size=130)
    kept = json.loads(file.path.read_text(encoding="utf-8"))
    assert kept["speech"] == {"voice": "on"}
    assert (kept["appearance"]["contrast"], kept["appearance"]["text_size"]) == ("high", 130)


def test_a_wrong_value_in_the_file_is_said_with_its_place_and_not_overwritten(file: SettingsFile) -> None:
    file.path.parent.mkdir()
    file.path.write_text('{"lock": {"after_minutes": 999}}', encoding="utf-8")
    with pytest.raises(WorldFault) as fault:
        file.read()
    assert fault.value.values == {"file": "settings.json", "field": "lock.after_minutes"}
    with pytest.raises(WorldFault, match="settings-unreadable"):
        file.change("appearance", text_size=120)
    assert "999" in file.path.read_text(encoding="utf-8")


def read(file: SettingsFile) -> str:
    try:
        found = file.read()
    except WorldFault as fault:
        return fault.code
    return "usual" if found == Settings() else "other"


@hypothesis_settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(content=st.binary(max_size=60))
@example(content=b"")
@example(content=b"[]")
@example(content=b"\xff")
@example(content=b"[" * 100_000)
@example(content=b'{"lock": 3}')
@example(content=b'{"lock": null, "appearance": []}')
@example(content=b'{"appearance": {"language": {}}}')
def test_any_bytes_in_the_place_of_the_settings_are_a_fault_or_the_usual_settings(
    file: SettingsFile, content: bytes
) -> None:
    file.path.parent.mkdir(exist_ok=True)
    file.path.write_bytes(content)
    found = read(file)
    assert found in {"settings-unreadable", "usual"}


def test_a_write_that_fails_leaves_the_old_file_and_nothing_else(
    file: SettingsFile, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = file.change("lock", after_minutes=7)

    def full(_handle: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", full)
    with pytest.raises(WorldFault, match="settings-unwritable"):
        file.change("lock", after_minutes=8)
    assert file.read() == before
    assert [path.name for path in file.path.parent.iterdir()] == ["settings.json"]


def test_a_file_in_the_place_of_the_folder_is_a_fault_of_the_world(tmp_path: Path) -> None:
    (tmp_path / "config").write_text("no folder", encoding="utf-8")
    with pytest.raises(WorldFault, match="settings-un"):
        SettingsFile(tmp_path / "config" / "settings.json").change("lock", after_minutes=8)


def test_every_setting_has_a_name_and_help_for_the_screen() -> None:
    for group in Settings.model_fields:
        for name, field in type(getattr(Settings(), group)).model_fields.items():
            assert field.title, name
            assert field.description, name


def test_the_usual_file_stands_in_the_platforms_folder_for_settings() -> None:
    assert usual_path().name == "settings.json"
    assert "naober" in usual_path().parts


def test_the_first_window_looks_as_the_settings_say(file: SettingsFile) -> None:
    assert glance(file.path) == Looks()
    file.change("appearance", language="en", theme="dark", text_size=150)
    assert glance(file.path) == Looks("en", Theme.DARK, 150)


@pytest.mark.parametrize(
    "text",
    ["", "[]", "{", '{"appearance": 3}', '{"appearance": {"language": "fr"}}', '{"appearance": {"text_size": 900}}'],
)
def test_where_the_settings_cannot_be_read_the_first_window_looks_as_on_a_fresh_machine(
    tmp_path: Path, text: str
) -> None:
    (tmp_path / "settings.json").write_text(text, encoding="utf-8")
    usual = Settings().appearance
    assert glance(tmp_path / "settings.json") == Looks(usual.language.value, usual.theme, usual.text_size)
