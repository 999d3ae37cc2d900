"""A file that says who has the shared file open, beside SQLite's own locks, which some shares take too lightly.

Whoever dies while holding it is found out: on the same machine because the process is gone, elsewhere because the
lease stays unchanged while the one who waits counts on its own monotonic clock. Clocks of two machines are never
compared. A holder whose lease was taken over notices before it commits.
"""

from __future__ import annotations

import json
import os
import platform
import random
import secrets
import time
import uuid
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from desktop.models.faults import WorldFault

_WAIT_SECONDS = 30.0
_STALE_SECONDS = 20.0
_RENEW_SECONDS = 5.0
_ATTEMPTS = 20


@dataclass(frozen=True)
class Patience:
    """How long one waits, and how time passes."""

    wait: float = _WAIT_SECONDS
    """Seconds until one gives up."""
    stale: float = _STALE_SECONDS
    """Seconds after which an unchanged lease of another machine counts as left behind."""
    ticks: Callable[[], float] = time.monotonic
    pause: Callable[[float], None] = time.sleep


@dataclass
class Lease:
    """The right to have the shared file open.

    Attributes:
        path: The lease's own file.
    """

    path: Path
    patience: Patience = field(default_factory=Patience)
    _token: str = ""
    _renewed: float = 0.0
    _beats: int = 0

    def take(self) -> None:
        """Waits until it is ours.

        Raises:
            WorldFault: ``central-busy`` when others keep it too long; ``central-read-only``, ``central-unreachable``.
        """
        watch = _Watch(self.patience)
        self._token, self._beats = secrets.token_hex(8), 0
        while not self._made():
            left = _read(self.path)
            if left is not None and watch.is_left_behind(left):
                self._clear(left)
            elif watch.is_over():
                raise WorldFault("central-busy", file=self.path.name.removesuffix(".lease"))
            else:
                self.patience.pause(random.uniform(0.005, 0.05))  # noqa: S311 - only spreads the waiting

    def renew(self) -> None:
        """Shows that the holder lives; cheap to call often."""
        if self.patience.ticks() - self._renewed > _RENEW_SECONDS and self.is_ours():
            self._beats += 1
            self._renewed = self.patience.ticks()
            _put(self.path, self._text())

    def is_ours(self) -> bool:
        """False when another has taken over, because we seemed to be gone."""
        return _token_in(_read(self.path) or "") == self._token

    def let_go(self) -> None:
        """Gives it up; one that is no longer ours is left alone."""
        for _attempt in range(_ATTEMPTS):
            try:
                if self._token and self.is_ours():
                    self.path.unlink(missing_ok=True)
                break
            except PermissionError:  # Windows says so while another looks into the file
                self.patience.pause(0.01)
            except OSError:
                break  # the share is gone; another finds the lease left behind
        self._token = ""

    def _made(self) -> bool:
        try:
            handle = os.open(self.path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o660)
        except FileExistsError:
            return False
        except PermissionError as error:
            if os.name == "nt" and self.path.exists():  # Windows says so of a file that is just being deleted
                return False
            raise WorldFault("central-read-only", file=self.path.name.removesuffix(".lease")) from error
        except OSError as error:
            raise _fault(error, self.path) from error
        try:
            with os.fdopen(handle, "w", encoding="utf-8") as file:
                file.write(self._text())
        except OSError as error:  # a full disk has room for a name, and none for what should stand under it
            self.path.unlink(missing_ok=True)
            raise _fault(error, self.path) from error
        self._renewed = self.patience.ticks()
        return True

    def _text(self) -> str:
        holder = {"token": self._token, "machine": _machine(), "process": os.getpid(), "beats": self._beats}
        return json.dumps(holder)

    def _clear(self, left: str) -> None:
        """Takes away exactly the lease that was found left behind."""
        aside = self.path.with_name(f"{self.path.name}.{self._token}")
        try:
            self.path.replace(aside)
            taken = _read(aside)
            if taken is not None and taken != left and not self.path.exists():
                aside.replace(self.path)
            aside.unlink(missing_ok=True)
        except OSError:
            return  # another was faster


class _Watch:
    """Watches someone else's lease with the own clock."""

    def __init__(self, patience: Patience) -> None:
        self._patience = patience
        self._begun = patience.ticks()
        self._text = ""
        self._since = self._begun

    def is_over(self) -> bool:
        return self._patience.ticks() - self._begun > self._patience.wait

    def is_left_behind(self, text: str) -> bool:
        if text != self._text:
            self._text, self._since = text, self._patience.ticks()
        return _holder_is_gone(text) or self._patience.ticks() - self._since > self._patience.stale


def _holder_is_gone(text: str) -> bool:
    """True when the holder was a process of this machine that no longer runs; elsewhere nobody can tell."""
    try:
        holder = json.loads(text)
        process = int(holder["process"])
        if os.name != "posix" or holder["machine"] != _machine() or process <= 0:
            return False
        os.kill(process, 0)
    except ProcessLookupError:
        return True
    except (ValueError, KeyError, TypeError, OverflowError, OSError):
        return False
    return False


def _machine() -> str:
    return f"{platform.node()}/{uuid.getnode():x}"


def _token_in(text: str) -> str:
    try:
        found = json.loads(text)
    except ValueError:
        return ""
    return str(found.get("token", "")) if isinstance(found, dict) else ""


def _read(path: Path) -> str | None:
    try:
        return path.read_text(encoding="utf-8", errors="replace")
    except OSError:
        return None


def _put(path: Path, text: str) -> None:
    try:
        path.write_text(text, encoding="utf-8")
    except OSError:
        return  # said again at the commit, where it counts


def _fault(error: OSError, path: Path) -> WorldFault:
    name = path.name.removesuffix(".lease")
    codes = {13: "central-read-only", 30: "central-read-only", 28: "central-disk-full"}
    return WorldFault(codes.get(error.errno or 0, "central-unreachable"), file=name)
