"""The key file beside a store: its data key, sealed once for every way of opening it."""

from __future__ import annotations

import os
import tempfile
from enum import StrEnum
from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from desktop.models.faults import WorldFault

FORMAT = 1
_LARGEST = 65_536


class SlotKind(StrEnum):
    """A way of opening."""

    PASSPHRASE = "passphrase"  # noqa: S105 - a name
    RECOVERY = "recovery"
    KEYRING = "keyring"


class _Head(BaseModel):
    """What may be asked of any version's key file."""

    format: int


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", ser_json_bytes="base64", val_json_bytes="base64")


class StoredCost(_Part):
    """Argon2id's figures; the upper limits keep a strange file from eating the machine."""

    passes: int = Field(ge=1, le=16)
    memory_kib: int = Field(ge=8, le=1_048_576)
    lanes: int = Field(ge=1, le=16)


class Slot(_Part):
    """The data key under one other key."""

    kind: SlotKind
    salt: bytes = Field(min_length=16, max_length=64)
    nonce: bytes = Field(min_length=12, max_length=12)
    sealed: bytes = Field(min_length=48, max_length=48, description="The data key and sixteen bytes that prove it")
    cost: StoredCost | None = Field(default=None, description="Of a passphrase only")
    vault: str = Field(default="", max_length=200, description="Class of the keyring that has the other key")


class KeyFile(_Part):
    """All slots of one data key."""

    format: int = Field(default=FORMAT, ge=FORMAT, le=FORMAT)
    file_id: str = Field(min_length=1, max_length=60, description="Under which a keyring keeps this file's key")
    check: bytes = Field(min_length=32, max_length=32, description="By which the data key is known, without being told")
    slots: tuple[Slot, ...] = Field(max_length=16)

    def slot(self, kind: SlotKind) -> Slot | None:
        """The slot of a kind, if there is one."""
        return next((slot for slot in self.slots if slot.kind is kind), None)

    def with_slot(self, new: Slot) -> KeyFile:
        """The same file with this slot in the place of another of its kind."""
        others = self.without(new.kind).slots
        return self.model_copy(update={"slots": (*others, new)})

    def without(self, kind: SlotKind) -> KeyFile:
        """The same file without slots of this kind."""
        return self.model_copy(update={"slots": tuple(slot for slot in self.slots if slot.kind is not kind)})


def key_path(store: Path) -> Path:
    """Where a store's key file is."""
    return store.with_name(f"{store.name}.keys")


def read_key_file(path: Path) -> KeyFile:
    """Reads a key file.

    Raises:
        WorldFault: ``no-key-file``, ``key-file-damaged`` or ``key-file-newer``.
    """
    try:
        with path.open("rb") as file:
            content = file.read(_LARGEST + 1)
    except FileNotFoundError:
        raise WorldFault("no-key-file", file=path.name) from None
    except OSError as error:
        raise WorldFault("key-file-damaged", file=path.name) from error
    return _parsed(content, path.name)


def write_key_file(path: Path, keys: KeyFile) -> None:
    """Writes a key file so that a crash or a power cut leaves the old one or the new one, whole.

    Raises:
        WorldFault: ``key-file-unwritable``.
    """
    try:
        _replace(path, keys.model_dump_json(indent=1).encode())
    except OSError as error:
        raise WorldFault("key-file-unwritable", file=path.name) from error


def _parsed(content: bytes, name: str) -> KeyFile:
    if len(content) > _LARGEST:
        raise WorldFault("key-file-damaged", file=name)
    try:
        if _Head.model_validate_json(content).format > FORMAT:
            raise WorldFault("key-file-newer", file=name)
        return KeyFile.model_validate_json(content)
    except ValidationError:
        raise WorldFault("key-file-damaged", file=name) from None


def _replace(path: Path, content: bytes) -> None:
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=path.name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        Path(name).replace(path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
    if os.name == "posix":
        # The new name itself must survive a power cut too.
        folder = os.open(path.parent, os.O_RDONLY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)
