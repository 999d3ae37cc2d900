"""Where a shared file may stand: reads its address, and refuses folders that a cloud keeps in step.

Such a folder copies files when it likes: two people would each write in their own copy, and one copy would win.
"""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from pathlib import Path

from desktop.models.faults import RuleBroken, WorldFault

SCHEME = "sqlite:///"

_SYNCED_NAMES = re.compile(
    r"^(onedrive|dropbox|nextcloud|owncloud|google ?drive|googledrive|my drive|icloud ?drive|mobile documents"
    r"|cloudstorage|syncthing|pcloud ?drive|seadrive|stack)([ _(-].*)?$",
    re.IGNORECASE,
)
"""Folder names that the clients give, with what they put behind it, such as the organisation's name."""

_MARKERS = (
    ".dropbox",
    ".dropbox.cache",
    ".owncloudsync.log",
    ".nextcloudsync.log",
    ".csync_journal.db",
    ".stfolder",
    ".tmp.drivedownload",
    ".849C9593-D756-4E56-8D6E-42412F2A707B",  # OneDrive
)
_MARKER_PATTERNS = (".sync_*.db", "._sync_*.db")
"""Nextcloud and ownCloud keep their state in files with a changing name."""

_CLOUD_FOLDERS = ("OneDrive", "OneDriveCommercial", "OneDriveConsumer")
"""Environment variables in which a client tells its folder."""


def path_of(url: str) -> Path:
    """The file of an address like ``sqlite:///PATH``; a relative path counts from the working folder.

    Raises:
        RuleBroken: ``central-url-unreadable`` on ``url``.
    """
    if not url.startswith(SCHEME) or not url.removeprefix(SCHEME).strip():
        raise RuleBroken("central-url-unreadable", "url")
    path = Path(url.removeprefix(SCHEME)).expanduser()
    if path.is_dir():
        raise RuleBroken("central-url-unreadable", "url")
    return path.absolute()


def url_of(path: Path) -> str:
    """The address of a file."""
    return SCHEME + path.absolute().as_posix()


def refuse_synced_folder(path: Path, environment: Mapping[str, str] = os.environ) -> None:
    """Looks at the names and the marks of every folder above the file.

    Raises:
        WorldFault: ``central-cloud-folder`` with the folder's name.
    """
    told = [Path(environment[name]).resolve() for name in _CLOUD_FOLDERS if environment.get(name)]
    for folder in {*path.absolute().parents, *path.resolve().parents}:
        if _SYNCED_NAMES.match(folder.name) or folder in told or _has_mark(folder):
            raise WorldFault("central-cloud-folder", folder=folder.name or str(folder))


def _has_mark(folder: Path) -> bool:
    try:
        if any((folder / mark).exists() for mark in _MARKERS):
            return True
        return any(next(folder.glob(pattern), None) is not None for pattern in _MARKER_PATTERNS)
    except OSError:  # a folder above that we may not look into tells nothing
        return False
