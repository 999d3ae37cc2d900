"""The files of this checkout, for the tests that look at the whole of it."""

from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]

_WRITTEN = {"", ".editorconfig", ".gitignore", ".md", ".po", ".py", ".qss", ".sh", ".svg", ".toml"}
_FOLDERS = (".ci", "benchmarks", "desktop", "docs", "installer", "resources", "tests")


def _all_files() -> Iterator[Path]:
    yield from (path for path in ROOT.iterdir() if path.is_file())
    for folder in _FOLDERS:
        yield from (path for path in (ROOT / folder).rglob("*") if path.is_file() and "__pycache__" not in path.parts)


def written_files() -> list[Path]:
    """Every file people write: code, words, profiles and pages, not the data that tests feed to the program."""
    return sorted(path for path in _all_files() if (path.suffix or "") in _WRITTEN and path.name != ".git")


def name_of(path: Path) -> str:
    """The path as a person would say it: from the checkout's root."""
    return path.relative_to(ROOT).as_posix()
