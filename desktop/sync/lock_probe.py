"""Whether two processes really keep each other out of a file in a folder; some network shares only say so.

``python -m desktop.sync.lock_probe FILE`` tries to write in a file that its parent may hold, and answers with its exit
code. It imports no more than it needs: it runs when a laptop first meets a shared file, and once a day after that.
"""

from __future__ import annotations

import os
import secrets
import subprocess
import sys
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from sqlcipher3 import dbapi2

from desktop.models.faults import WorldFault

if TYPE_CHECKING:
    from sqlite3 import Connection  # sqlcipher3 has the same face, without its types

_WROTE, _KEPT_OUT, _FAILED = 0, 10, 20
_SECONDS = 60


def probe(folder: Path) -> None:
    """Holds a scratch file in the folder while a second process tries to write in it, then lets go.

    Raises:
        WorldFault: ``central-locks-unreliable``, ``central-read-only`` or ``central-unreachable``.
    """
    scratch = folder / f".naober-probe-{secrets.token_hex(6)}"
    try:
        connection = _connect(scratch)
        try:
            connection.execute("CREATE TABLE probe (n INTEGER)")
            connection.execute("BEGIN EXCLUSIVE")
            held = _other_process(scratch)
            connection.execute("COMMIT")
        finally:
            connection.close()
        free = _other_process(scratch)
    except dbapi2.Error as error:
        read_only = os.access(folder, os.F_OK) and not os.access(folder, os.W_OK)
        raise WorldFault("central-read-only" if read_only else "central-unreachable", file=folder.name) from error
    finally:
        for end in ("", "-journal"):
            with suppress(OSError):
                scratch.with_name(scratch.name + end).unlink(missing_ok=True)
    if (held, free) != (_KEPT_OUT, _WROTE):
        raise WorldFault("central-locks-unreliable", folder=folder.name)


def attempt(scratch: Path) -> int:
    """What the second process does: writes if nobody keeps it out, and tells by a number."""
    if not scratch.exists():
        return _FAILED
    connection = _connect(scratch)
    try:
        connection.execute("BEGIN IMMEDIATE")
        connection.execute("INSERT INTO probe VALUES (1)")
        connection.execute("COMMIT")
    except dbapi2.OperationalError as error:
        return _KEPT_OUT if str(getattr(error, "sqlite_errorname", "")).startswith("SQLITE_BUSY") else _FAILED
    except dbapi2.Error:
        return _FAILED
    finally:
        connection.close()
    return _WROTE


def _connect(scratch: Path) -> Connection:
    connection: Connection = dbapi2.connect(str(scratch), isolation_level=None, timeout=0)
    return connection


def _other_process(scratch: Path) -> int:
    command = [sys.executable, "-m", "desktop.sync.lock_probe", str(scratch)]
    paths = [str(Path(__file__).parents[2]), *filter(None, [os.environ.get("PYTHONPATH")])]
    done = subprocess.run(  # noqa: S603 - our own module with a path of our own
        command,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(paths)},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        timeout=_SECONDS,
        check=False,
    )
    return done.returncode


if __name__ == "__main__":
    sys.exit(attempt(Path(sys.argv[1])))
