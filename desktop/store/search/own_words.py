"""The municipality's own words: a file in the data folder, read with all that is wrong with it, and written whole."""

from __future__ import annotations

import json
import os
import re
import tempfile
import tomllib
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import platformdirs

from desktop.models.faults import WorldFault
from desktop.regions.positions import lines_of
from desktop.store.search.own_faults import WordFault, faults_in, is_range

LARGEST_FILE = 1_000_000
"""Bytes; a list that people made by hand is some thousands."""

_NO_NAME = "eigen"
_AT = re.compile(r"\(at line (\d+)")


@dataclass(frozen=True)
class OwnWords:
    """What stands in the file.

    Attributes:
        same: By field of life its lists; each list is one meaning.
        off: By the first phrase of a shipped meaning: the phrases of it that do not count here.
        rest: The other parts of the file, kept as they are.
        content: All of it as it was read, for the search; empty when nothing of it can be read.
        faults: What is wrong, by line; what is right counts all the same, unless the file cannot be read at all.
    """

    same: Mapping[str, tuple[tuple[str, ...], ...]] = field(default_factory=dict)
    off: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    rest: Mapping[str, Any] = field(default_factory=dict)
    content: Mapping[str, Any] = field(default_factory=dict)
    faults: tuple[WordFault, ...] = ()


def own_path() -> Path:
    """Where a municipality keeps words of its own, in the form of ``resources/synonyms.toml``. It need not exist."""
    return Path(platformdirs.user_data_dir("naober", appauthor=False)) / "synonyms.toml"


def read_own() -> OwnWords:
    """The file as it stands now; a file that is not there has nothing in it, and nothing wrong with it."""
    try:
        text = _text_of(own_path())
        content = _content_of(text)
    except FileNotFoundError:
        return OwnWords()
    except _UnreadableError as error:
        return OwnWords(faults=(error.fault,))
    rest = {name: value for name, value in content.items() if name not in {"same", "off"}}
    faults = tuple(faults_in(content, lines_of(text)))
    return OwnWords(_same(content.get("same")), _off(content.get("off")), rest, _sound(content), faults)


class _UnreadableError(Exception):
    def __init__(self, code: str, line: int = 1) -> None:
        super().__init__(code)
        self.fault = WordFault(code, line)


def _text_of(path: Path) -> str:
    try:
        with path.open("rb") as file:
            raw = file.read(LARGEST_FILE + 1)
    except FileNotFoundError:
        raise
    except OSError as error:
        raise _UnreadableError("words-unreadable") from error
    if len(raw) > LARGEST_FILE:
        raise _UnreadableError("words-too-large")
    try:
        return raw.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        raise _UnreadableError("words-encoding", raw.count(b"\n", 0, error.start) + 1) from error


def _content_of(text: str) -> dict[str, Any]:
    try:
        return tomllib.loads(text)
    except ValueError as error:
        at = _AT.search(str(error))
        raise _UnreadableError("words-no-toml", int(at[1]) if at else text.count("\n") + 1) from error
    except RecursionError as error:
        raise _UnreadableError("words-no-toml") from error


def write_own(words: OwnWords) -> None:
    """Keeps the words; a crash leaves the old file or the new one, and what stood there before stays beside it.

    Raises:
        WorldFault: ``words-unwritable`` when the folder refuses or the disk is full.
    """
    path = own_path()
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        keep_former(path)
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=f"{path.name}.")
        try:
            with os.fdopen(handle, "w", encoding="utf-8") as file:
                file.write(as_text(words))
                file.flush()
                os.fsync(file.fileno())
            Path(name).replace(path)
        except BaseException:
            with suppress(OSError):
                Path(name).unlink()
            raise
    except OSError as error:
        raise WorldFault("words-unwritable", file=path.name) from error


def keep_former(path: Path) -> None:
    """Copies what stands there to a file beside it, in the place of an earlier copy."""
    with suppress(FileNotFoundError):
        former_path(path).write_bytes(path.read_bytes())


def former_path(path: Path) -> Path:
    """Where the list of before the last change stands."""
    return path.with_suffix(".vorige.toml")


def as_text(words: OwnWords) -> str:
    """As TOML that people can read and change too."""
    parts = [f"{name} = {_value(words.rest[name])}" for name in words.rest if not isinstance(words.rest[name], dict)]
    tables: dict[str, Mapping[str, Any]] = {"same": words.same, "off": words.off}
    tables |= {name: value for name, value in words.rest.items() if isinstance(value, dict)}
    for name, table in tables.items():
        if table:
            parts.append("\n".join((f"\n[{name}]", *(f"{_text(key)} = {_value(table[key])}" for key in table))))
    return "\n".join(parts).lstrip("\n") + "\n"


def _value(value: object) -> str:
    if isinstance(value, list | tuple) and value and isinstance(value[0], list | tuple):
        return "[\n" + "".join(f"  {_value(one)},\n" for one in value) + "]"
    if isinstance(value, list | tuple):
        return f"[{', '.join(map(_value, value))}]"
    return _text(value) if isinstance(value, str) else str(value)


def _text(text: str) -> str:
    """JSON's own way of writing texts is one of TOML's, but for one sign."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")


def _sound(content: Mapping[str, Any]) -> dict[str, Any]:
    """Without ages that are none; the search passes over whatever else it cannot use."""
    ages = content.get("ages")
    known = {group: ends for group, ends in ages.items() if is_range(ends)} if isinstance(ages, dict) else {}
    return {**content, "ages": known}


def _same(value: object) -> dict[str, tuple[tuple[str, ...], ...]]:
    tables = value if isinstance(value, dict) else {_NO_NAME: value}
    read = {str(name): tuple(_words(one) for one in lists if _words(one)) for name, lists in _listed(tables)}
    return {name: lists for name, lists in read.items() if lists}


def _off(value: object) -> dict[str, tuple[str, ...]]:
    read = {str(head): _words(phrases) for head, phrases in _listed(value if isinstance(value, dict) else {})}
    return {head: phrases for head, phrases in read.items() if phrases}


def _listed(table: Mapping[Any, object]) -> Iterator[tuple[Any, list[object]]]:
    return ((name, value) for name, value in table.items() if isinstance(value, list))


def _words(value: object) -> tuple[str, ...]:
    return tuple(str(one).strip() for one in value if str(one).strip()) if isinstance(value, list) else ()
