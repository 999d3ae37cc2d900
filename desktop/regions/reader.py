"""Reading a region profile: a TOML file becomes a `RegionProfile`, or a list of mistakes with their lines."""

from __future__ import annotations

import json
import re
import tomllib
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from desktop.language.places import resource
from desktop.models.faults import RuleBroken, WorldFault
from desktop.models.region import RegionProfile
from desktop.regions.checks import findings
from desktop.regions.faults import ProfileFault, ProfileFaults, text_of
from desktop.regions.findings import Finding
from desktop.regions.mismatches import mismatch
from desktop.regions.positions import line_of, lines_of

_LINE = re.compile(r" ?\(at (?:line (\d+), column \d+|end of document)\)")
"""How `tomllib` ends its messages."""


def shipped() -> dict[str, Path]:
    """The profiles that come with the program, by id, which is the name of the file."""
    return {path.stem: path for path in sorted(resource("regions").glob("*.toml"))}


def profile(region: str) -> RegionProfile:
    """The profile of a shipped region by its id, or any other by the path of its file.

    Raises:
        RuleBroken: ``unknown-region`` when it is neither.
        ProfileFaults: When the file holds mistakes.
    """
    path = shipped().get(region, Path(region))
    if not path.is_file():
        raise RuleBroken("unknown-region", "region", value=region, known=", ".join(shipped()))
    return read_profile(path)


def read_profile(path: Path) -> RegionProfile:
    """The profile in a file.

    Raises:
        ProfileFaults: With every mistake found, in the order of the file.
        WorldFault: ``file-missing`` or ``file-unreadable``.
    """
    found, faults = _read(path)
    if found is None or faults:
        raise ProfileFaults(faults)
    return found


def check(path: Path) -> tuple[ProfileFault, ...]:
    """Every mistake in a profile's file, in the order of the file; empty when it can be used.

    Raises:
        WorldFault: ``file-missing`` or ``file-unreadable``.
    """
    return _read(path)[1]


def _read(path: Path) -> tuple[RegionProfile | None, tuple[ProfileFault, ...]]:
    raw = _bytes(path)
    try:
        text = raw.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError as wrong:
        line = raw[: wrong.start].count(b"\n") + 1
        return None, (ProfileFault(str(path), line, "not-text", text_of("not-text", {})),)
    try:
        data = tomllib.loads(text)
        found = RegionProfile.model_validate_json(json.dumps(_with_document(data), default=_plain), strict=True)
    except ValidationError as wrong:
        return None, _placed(path, text, [mismatch(error) for error in wrong.errors(include_url=False)])
    except (ValueError, RecursionError) as wrong:
        return None, (_of_toml(path, text, wrong),)
    return found, _placed(path, text, list(findings(found)))


def _bytes(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except FileNotFoundError as wrong:
        raise WorldFault("file-missing", file=str(path)) from wrong
    except OSError as wrong:
        raise WorldFault("file-unreadable", file=str(path)) from wrong


def _plain(value: object) -> str:
    """TOML's own dates as JSON writes them."""
    assert isinstance(value, date | datetime | time)  # noqa: S101 - tomllib makes nothing else that JSON has not
    return value.isoformat()


def _with_document(data: dict[str, Any]) -> dict[str, Any]:
    """A source that names only its paragraph stands in the profile's own document.

    A profile without a title is told that once, not again at each source.
    """
    _fill(data, data.get("document", ""))
    return data


def _fill(part: object, title: object) -> None:
    if isinstance(part, list):
        for item in part:
            _fill(item, title)
    elif isinstance(part, dict):
        for key, value in part.items():
            _fill(value, title)
            if key == "source" and isinstance(value, dict):
                value.setdefault("document", title)


def _of_toml(path: Path, text: str, wrong: Exception) -> ProfileFault:
    message = str(wrong)
    match = _LINE.search(message)
    line = int(match[1]) if match and match[1] else text.count("\n") + 1 if match else 1
    reason = _LINE.sub("", message).rstrip(".") if isinstance(wrong, tomllib.TOMLDecodeError) else type(wrong).__name__
    return ProfileFault(str(path), line, "syntax", text_of("syntax", {"reason": reason}))


def _placed(path: Path, text: str, found: list[Finding]) -> tuple[ProfileFault, ...]:
    """The findings with their lines, in the order of the file. Lines are looked up only when something is wrong."""
    if not found:
        return ()
    lines = lines_of(text)
    faults = (ProfileFault(str(path), line_of(lines, f.where), f.code, text_of(f.code, f.values)) for f in found)
    return tuple(sorted(faults, key=lambda fault: fault.line))
