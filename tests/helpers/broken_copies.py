"""A copy of the program in which a file says something else, and the tests that run in it.

Reading the program in takes most of the time that one test takes. So each copy has a nursery that has read it: each
test run is a fork of that, which forgets the modules that say something else now, and all that read those. Where there
is no fork this does not run. A copy has a PostgreSQL server of its own as well.
"""

from __future__ import annotations

import ast
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
_FAILED = re.compile(r"^FAILED tests/(?:sync/)?(\S+?)(?:\[| |$)", re.MULTILINE)
_LONGEST = 120
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
        self._nursery = _nursery(self._folder, given)
        return self

    def __exit__(self, *failure: object) -> None:
        with suppress(OSError):
            self._nursery.send(None)
        self._stack.close()

    def notices(self, texts: Mapping[str, str], tests: Iterable[str]) -> tuple[str, str]:
        """The test that fails when these files say something else, or what there is to say when none does.

        A test that cannot even begin notices nothing: what does not stand up is no broken rule.
        """
        try:
            for file, text in texts.items():
                self._write(file, text)
            code, told = self._run(tests, texts)
        finally:
            for file in texts:
                self._write(file, (ROOT / file).read_text(encoding="utf-8"))
        found = _FAILED.search(told)
        return (found.group(1), "") if code and found else ("", told[-1500:] if code else "UNNOTICED")

    def passes(self, tests: Iterable[str]) -> str:
        """Empty when all of these pass in the copy as it is; else what pytest says."""
        asked = list(tests)
        code, told = self._run(asked) if asked else (0, "")
        return told[-3000:] if code else ""

    def _run(self, tests: Iterable[str], files: Iterable[str] = ()) -> tuple[int, str]:
        self._nursery.send((list(tests), list(files)))
        code, told = self._nursery.recv()
        return code, told

    def _write(self, file: str, text: str) -> None:
        path = self._folder / file
        path.write_text(text, encoding="utf-8")
        # Python takes what was compiled before where size and second are the same.
        for old in (path.parent / "__pycache__").glob(f"{path.stem}.*.pyc"):
            old.unlink()


def _nursery(folder: Path, given: dict[str, str]) -> Connection:
    here, there = _FORKED.Pipe()
    told = {**given, "PYTHONPATH": str(folder), "CI": "1", "QT_QPA_PLATFORM": "offscreen"}
    _FORKED.Process(target=_raise_children, args=(folder, there, told), daemon=True).start()
    return here


def _raise_children(folder: Path, asked: Connection, environment: dict[str, str]) -> None:
    """Runs tests, each time in a child of its own, until nothing is asked any more."""
    os.chdir(folder)
    os.environ.update(environment)
    sys.path[:] = [str(folder), *(path for path in sys.path if path not in ("", str(ROOT)))]
    _forget([name for name in sys.modules if name.partition(".")[0] in ("tests", "desktop")])
    readers = _read_program()
    while (question := asked.recv()) is not None:
        tests, files = question
        with tempfile.TemporaryFile("w+", encoding="utf-8") as told:
            child = os.fork()
            if not child:
                for stream in (1, 2):
                    os.dup2(told.fileno(), stream)
                _forget(_all_that_read(map(_module, files), readers))
                os._exit(_pytest(tests))
            _pid, status = os.waitpid(child, 0)
            told.seek(0)
            asked.send((os.waitstatus_to_exitcode(status), told.read()))


def _read_program() -> Mapping[str, set[str]]:
    """Reads all modules in; returns by module those that name it."""
    readers: dict[str, set[str]] = {}
    for path in sorted(Path("desktop").rglob("*.py")):
        name = _module(str(path))
        if path.name != "__main__.py":
            import_module(name)
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.ImportFrom) and node.module:
                for named in (node.module, *(f"{node.module}.{one.name}" for one in node.names)):
                    readers.setdefault(named, set()).add(name)
    return readers


def _all_that_read(names: Iterable[str], readers: Mapping[str, set[str]]) -> set[str]:
    found: set[str] = set()
    left = list(names)
    while left:
        name = left.pop()
        if name not in found:
            found.add(name)
            left += readers.get(name, ())
    return found


def _forget(names: Iterable[str]) -> None:
    for name in names:
        sys.modules.pop(name, None)
        room, _dot, last = name.rpartition(".")
        # The room would give the old one to who asks it by its name.
        if room in sys.modules:
            vars(sys.modules[room]).pop(last, None)


def _module(file: str) -> str:
    return ".".join(Path(file).with_suffix("").parts).removesuffix(".__init__")


def _pytest(tests: list[str]) -> int:
    words = ["-x", "-q", "--no-header", "--assert=plain", "-p", "no:cacheprovider", "-p", "no:xdist"]
    code = int(pytest.main([*words, f"--timeout={_LONGEST}", *tests]))
    sys.stdout.flush()
    sys.stderr.flush()
    return code
