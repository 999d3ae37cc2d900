"""A copy of a shared file, opened and counted before it counts as one."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path

from desktop.models.faults import WorldFault
from desktop.sync.shared_file import SharedFile


def copy_file(central: SharedFile, target: Path) -> dict[str, int]:
    """Writes a copy under the same key while nobody else writes, and returns how many changes and rows are in it.

    Raises:
        WorldFault: ``central-exists`` for the target, ``cannot-write`` or ``central-copy-damaged`` beside those of
            `SharedFile`. No half copy stays.
    """
    if target.exists():
        raise WorldFault("central-exists", file=target.name)
    draft = target.with_name(f"{target.name}.new")
    try:
        with central.at_rest() as here:
            shutil.copyfile(central.path, draft)
        draft.chmod(0o600)
        if replace(central, path=draft).look_through() != here:
            raise WorldFault("central-copy-damaged", file=target.name)
        draft.replace(target)
    except OSError as error:
        raise WorldFault("cannot-write", file=target.name) from error
    finally:
        draft.unlink(missing_ok=True)
    return here
