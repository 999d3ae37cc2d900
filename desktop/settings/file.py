"""The one file that keeps the settings of this machine."""

from __future__ import annotations

import json
import os
import tempfile
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from desktop.models.faults import WorldFault
from desktop.rules.validation import rule_broken
from desktop.settings.declared import Settings


class SettingsFile:
    """Reads and writes the file. Keys that this version does not know are left as they are, for the version that does.

    Attributes:
        path: The file; it need not exist.
    """

    def __init__(self, path: Path) -> None:
        self.path = path

    def read(self) -> Settings:
        """The settings; those that the file does not name have their default.

        Raises:
            WorldFault: ``settings-unreadable``, with the field when only that is wrong. `Settings` may be used instead.
        """
        try:
            return Settings.model_validate(_known(self._raw()))
        except ValidationError as error:
            place = ".".join(str(part) for part in error.errors()[0]["loc"])
            raise WorldFault("settings-unreadable", file=self.path.name, field=place) from None

    def change(self, group: str, **values: object) -> Settings:
        """Sets some settings of one group, keeps them, and returns all.

        Args:
            group: Name of a field of `Settings`.
            values: By the names the group declares.

        Raises:
            RuleBroken: A value outside its limits, by its field; nothing is kept then.
            WorldFault: ``settings-unreadable``, or ``settings-unwritable`` when the folder refuses.
        """
        before = self.read()
        wanted = {**before.model_dump(), group: {**getattr(before, group).model_dump(), **values}}
        try:
            after = Settings.model_validate(wanted)
        except ValidationError as error:
            raise rule_broken(error) from None
        self.write(after)
        return after

    def write(self, settings: Settings) -> None:
        """Keeps all settings; a crash leaves the old file or the new one, never half of one.

        Raises:
            WorldFault: ``settings-unreadable`` when what stands there cannot be kept, or ``settings-unwritable``.
        """
        text = json.dumps(_merged(self._raw(), settings.model_dump(mode="json")), indent=2, ensure_ascii=False)
        try:
            _replace(self.path, text)
        except OSError as error:
            raise WorldFault("settings-unwritable", file=self.path.name) from error

    def _raw(self) -> dict[str, Any]:
        try:
            raw = json.loads(self.path.read_text(encoding="utf-8"))
        except FileNotFoundError:
            return {}
        except (OSError, ValueError, RecursionError) as error:
            raise WorldFault("settings-unreadable", file=self.path.name) from error
        if not isinstance(raw, dict):
            raise WorldFault("settings-unreadable", file=self.path.name)
        return raw


def _known(raw: dict[str, Any]) -> dict[str, Any]:
    """What this version declares, of what the file says."""
    known: dict[str, Any] = {}
    for name, field in Settings.model_fields.items():
        declared = type(field.default).model_fields
        group = raw.get(name, {})
        known[name] = {k: v for k, v in group.items() if k in declared} if isinstance(group, dict) else group
    return known


def _merged(raw: dict[str, Any], said: dict[str, dict[str, Any]]) -> dict[str, Any]:
    groups = {name: {**(raw.get(name) or {}), **values} for name, values in said.items()}
    return {**raw, **groups}


def _replace(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=path.name)
    try:
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        Path(name).replace(path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
