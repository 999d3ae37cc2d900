"""What the program is made of: its packages and what they hold, each with version and licence."""

from __future__ import annotations

import platform
import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.metadata import Distribution, PackageNotFoundError, distribution
from pathlib import Path

from packaging.requirements import InvalidRequirement, Requirement
from packaging.utils import canonicalize_name
from pydantic import BaseModel, Field

from desktop.language.places import resource

PROGRAM = "naober"

_TEXTS = re.compile(r"(licen[cs]e|copying|notice)", re.IGNORECASE)
_LONGEST = 120
"""In the old field for the licence some packages put its whole text."""


@dataclass(frozen=True)
class Part:
    """One part.

    Attributes:
        name: As its makers write it.
        version: Empty where it has none of its own.
        licence: An SPDX expression, or what its makers call it; empty when they say nothing.
        text: The licence in full; empty when it came without.
        inside: The package that holds it and that package's version, for what is no package of its own; else empty.
        is_package: Whether it is a Python package.
    """

    name: str
    version: str
    licence: str
    text: str
    inside: str = ""
    is_package: bool = False


class _Held(BaseModel):
    name: str
    licence: str
    text: tuple[str, ...] = ()
    inside: str = ""
    files: tuple[str, ...] = ()


class _Known(BaseModel):
    """What ``resources/licences/parts.toml`` says."""

    part: tuple[_Held, ...]
    texts: dict[str, tuple[str, ...]] = Field(default_factory=dict)
    licences: dict[str, str] = Field(default_factory=dict)


def version() -> str:
    """The program's own version; empty when it runs from a checkout that was never installed."""
    try:
        return distribution(PROGRAM).version
    except PackageNotFoundError:
        return ""


def parts() -> tuple[Part, ...]:
    """Every part by name, the program itself first. It reads some sixty files: call it beside the window."""
    known = _Known.model_validate(tomllib.loads(resource("licences", "parts.toml").read_text("utf-8")))
    packages = distributions()
    own = [_of(package, known) for package in packages]
    held = [_held(part, {package.name: package for package in packages}) for part in known.part]
    return tuple(sorted([*own, *held], key=lambda part: (part.name != PROGRAM, part.name.lower())))


def distributions() -> tuple[Distribution, ...]:
    """The program's package and what it asks for on this computer, and what that asks for: not what else is there."""
    found: dict[tuple[str, str], Distribution] = {}
    waiting = [(PROGRAM, "")]
    while waiting:
        name, extra = asked = waiting.pop()
        if asked in found:
            continue
        try:
            found[asked] = distribution(name)
        except PackageNotFoundError:
            continue
        waiting += _asked_by(found[asked], extra)
    return tuple({package.name: package for package in found.values()}.values())


def _asked_by(package: Distribution, extra: str) -> Iterator[tuple[str, str]]:
    for line in package.requires or ():
        try:
            wanted = Requirement(line)
        except InvalidRequirement:  # of a package from before the rules; pip skips it too
            continue
        if wanted.marker is None or wanted.marker.evaluate({"extra": extra}):
            yield from ((canonicalize_name(wanted.name), more) for more in ("", *wanted.extras))


def _of(package: Distribution, known: _Known) -> Part:
    named = known.licences.get(package.name) or _licence(package)
    text = _own_text(package) or _shipped(known.texts.get(package.name, ()))
    return Part(package.name, package.version, named, text, is_package=True)


def _held(part: _Held, packages: dict[str, Distribution]) -> Part:
    number = platform.python_version() if part.name == "Python" else ""
    holder = packages.get(part.inside)
    inside = f"{part.inside} {holder.version if holder else ''}".strip()
    text = _shipped(part.text) or (_own_text(holder) if holder else "")
    return Part(part.name, number, part.licence, text, inside)


def _licence(package: Distribution) -> str:
    about = package.metadata
    said = next((about[field] for field in ("License-Expression", "License") if field in about), "")
    if said and said != "UNKNOWN" and "\n" not in said and len(said) <= _LONGEST:
        return said
    classes = (line for line in about.get_all("Classifier") or () if line.startswith("License ::"))
    return ", ".join(line.rpartition("::")[2].strip() for line in classes)


def _own_text(package: Distribution) -> str:
    files = (
        f for f in package.files or () if f.parts[0].endswith(".dist-info") and _TEXTS.search("/".join(f.parts[1:]))
    )
    there = (Path(str(package.locate_file(file))) for file in sorted(files))
    return "\n\n".join(place.read_text("utf-8", errors="replace") for place in there if place.is_file()).strip()


def _shipped(names: tuple[str, ...]) -> str:
    return "\n\n".join(resource(*name.split("/")).read_text("utf-8") for name in names)
