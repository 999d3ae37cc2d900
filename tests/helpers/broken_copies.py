"""A copy of the program in which a file says something else, and the tests that run in it.

Reading the program in takes most of the time that one test takes. So each copy has two nurseries: one that has read the
libraries and the models, and one that has read the whole program, for a file that is no Python. Each test run is a fork
of one of them; where there is no fork this does not run. A copy has a PostgreSQL server of its own as well.
"""

from __future__ import annotations

import os
import re
import shutil
import sys
import tempfile
from contextlib import ExitStack, suppress
from importlib import import_module
from multiprocessing import get_context
from pathlib import Path
from typing import TYPE_CHECKING, Self

import pytest

from tests.helpers.postgres import running

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from multiprocessing.connection import Connection

ROOT = Path(__file__).parents[2]
_COPIED = ("desktop", "tests", "resources", "installer", "pyproject.toml")
_LIBRARIES = (
    "argon2", "cryptography.hazmat.primitives.ciphers.aead", "cryptography.x509", "filelock", "hypothesis", "keyring",
    "lxml.etree", "openpyxl", "psycopg", "PySide6.QtWidgets", "pydantic", "pytest", "pytestqt.plugin", "reportlab",
    "sqlalchemy", "sqlcipher3", "sqlmodel",
)  # fmt: skip
_WORDS = ("desktop/language", "desktop/models")
"""What no rule stands in, and what takes longest to read."""

_ROOMS = ("desktop",)
_FAILED = re.compile(r"^FAILED tests/(?:sync/)?(\S+?)(?:\[| |$)", re.MULTILINE)
_LONGEST = 300
"""Seconds for one test: what never ends is noticed too."""

# A thread would be lost in a fork; the parent begins its own only when all nurseries are there.
_FORKED = get_context("fork")


class BrokenCopy:
    """A copy in a folder of its own, for as long as the block lasts."""

    def __init__(self) -> None:
        self._stack = ExitStack()
        self._folder = Path(self._stack.enter_context(tempfile.TemporaryDirectory(prefix="naober-broken-")))
        for name in _COPIED:
            if (ROOT / name).is_dir():
                shutil.copytree(ROOT / name, self._folder / name, ignore=shutil.ignore_patterns("__pycache__"))
            else:
                shutil.copy(ROOT / name, self._folder / name)

    def __enter__(self) -> Self:
        server = self._stack.enter_context(running())
        given = {"NAOBER_POSTGRES": server.admin.url, "PGPASSWORD": server.password}
        if server.by_network:
            given["NAOBER_POSTGRES_BY_NETWORK"] = server.by_network.url
        self._libraries, self._program = (_nursery(self._folder, given, knows_program=knows) for knows in (False, True))
        return self

    def __exit__(self, *failure: object) -> None:
        for nursery in (self._libraries, self._program):
            with suppress(OSError):
                nursery.send(None)
        self._stack.close()

    def notices(self, texts: Mapping[str, str], tests: Iterable[str]) -> tuple[str, str]:
        """The test that fails when these files say something else, or what there is to say when none does.

        A test that cannot even begin notices nothing: what does not stand up is no broken rule.
        """
        try:
            for file, text in texts.items():
                self._write(file, text)
            nursery = self._libraries if any(file.endswith(".py") for file in texts) else self._program
            code, told = _run(nursery, tests)
        finally:
            for file in texts:
                self._write(file, (ROOT / file).read_text(encoding="utf-8"))
        found = _FAILED.search(told)
        return (found.group(1), "") if code and found else ("", told[-1500:] if code else "UNNOTICED")

    def passes(self, tests: Iterable[str]) -> str:
        """Empty when all of these pass in the copy as it is; else what pytest says."""
        asked = list(tests)
        code, told = _run(self._program, asked) if asked else (0, "")
        return told[-3000:] if code else ""

    def _write(self, file: str, text: str) -> None:
        path = self._folder / file
        path.write_text(text, encoding="utf-8")
        # Python takes what was compiled before where size and second are the same.
        for old in (path.parent / "__pycache__").glob(f"{path.stem}.*.pyc"):
            old.unlink()


def _run(nursery: Connection, tests: Iterable[str]) -> tuple[int, str]:
    nursery.send(list(tests))
    code, told = nursery.recv()
    return code, told


def _nursery(folder: Path, given: dict[str, str], *, knows_program: bool) -> Connection:
    here, there = _FORKED.Pipe()
    told = {**given, "PYTHONPATH": str(folder), "CI": "1", "QT_QPA_PLATFORM": "offscreen"}
    _FORKED.Process(
        target=_raise_children, args=(folder, there, told), kwargs={"knows_program": knows_program}, daemon=True
    ).start()
    return here


def _raise_children(folder: Path, asked: Connection, environment: dict[str, str], *, knows_program: bool) -> None:
    """Runs tests, each time in a child of its own, until nothing is asked any more."""
    os.chdir(folder)
    os.environ.update(environment)
    sys.path[:] = [str(folder), *(path for path in sys.path if path not in ("", str(ROOT)))]
    for name in [name for name in sys.modules if name.partition(".")[0] in ("tests", "desktop")]:
        del sys.modules[name]
    for name in _LIBRARIES:
        import_module(name)
    for path in sorted(path for room in (_ROOMS if knows_program else _WORDS) for path in Path(room).rglob("*.py")):
        if path.name not in ("__main__.py", "__init__.py"):
            import_module(".".join(path.with_suffix("").parts))
    while (tests := asked.recv()) is not None:
        with tempfile.TemporaryFile("w+", encoding="utf-8") as told:
            child = os.fork()
            if not child:
                for stream in (1, 2):
                    os.dup2(told.fileno(), stream)
                os._exit(_pytest(tests))
            _pid, status = os.waitpid(child, 0)
            told.seek(0)
            asked.send((os.waitstatus_to_exitcode(status), told.read()))


def _pytest(tests: list[str]) -> int:
    words = ["-x", "-q", "--no-header", "--assert=plain", "-p", "no:cacheprovider", "-p", "no:xdist"]
    code = int(pytest.main([*words, f"--timeout={_LONGEST}", *tests]))
    sys.stdout.flush()
    sys.stderr.flush()
    return code
