"""The software bill of materials, in CycloneDX: ``python -m installer.bill FILE``.

It is made from the packages that are installed, and what those say they hold themselves (their ``sboms`` folder).
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from importlib.metadata import Distribution
from pathlib import Path

from cyclonedx.contrib.license.factories import LicenseFactory
from cyclonedx.model.bom import Bom
from cyclonedx.model.component import Component, ComponentType
from cyclonedx.model.dependency import Dependable
from cyclonedx.output import make_outputter
from cyclonedx.schema import OutputFormat, SchemaVersion
from cyclonedx.validation.json import JsonStrictValidator
from packageurl import PackageURL
from packaging.utils import canonicalize_name

from desktop.services.parts import PROGRAM, Part, distributions, parts

_VERSION = SchemaVersion.V1_6


def write(target: Path) -> None:
    """Writes the bill.

    Raises:
        ValueError: When it is not what the schema of CycloneDX allows.
    """
    text = make_outputter(_bill(), OutputFormat.JSON, _VERSION).output_as_string(indent=2)
    fault = JsonStrictValidator(_VERSION).validate_str(text)
    if fault is not None:
        raise ValueError(str(fault))
    target.write_text(f"{text}\n", encoding="utf-8")


def _bill() -> Bom:
    found = parts()
    by_name = {part.name: _component(part) for part in found if part.is_package}
    held = [(part.inside.partition(" ")[0], _component(part)) for part in found if not part.is_package]
    packages = {package.name: package for package in distributions()}
    program = by_name.pop(PROGRAM)
    bill = Bom(components=[*by_name.values(), *(component for _holder, component in held)])
    bill.metadata.component = program
    bill.register_dependency(program, [by_name[name] for name in packages if name != PROGRAM])
    for name, package in packages.items():
        if name != PROGRAM:
            inside = list(_held_by(package))
            bill.components.update(inside)
            inside += [component for holder, component in held if holder == name]
            bill.register_dependency(by_name[name], _each_once(inside))
    return bill


def _each_once(components: list[Component]) -> list[Dependable]:
    return list({str(component.bom_ref): component for component in components}.values())


def _component(part: Part) -> Component:
    purl = PackageURL("pypi", name=canonicalize_name(part.name), version=part.version) if part.is_package else None
    return Component(
        name=part.name,
        version=part.version or None,
        type=ComponentType.APPLICATION if part.name == PROGRAM else ComponentType.LIBRARY,
        bom_ref=f"part:{part.inside.partition(' ')[0]}/{part.name}" if part.inside else f"part:{part.name}",
        licenses=[LicenseFactory().make_from_string(part.licence)] if part.licence else (),
        purl=purl,
        description=f"in {part.inside}" if part.inside else None,
    )


def _held_by(package: Distribution) -> Iterator[Component]:
    """What a package says that it holds of others: C libraries, crates."""
    for file in package.files or ():
        place = Path(str(package.locate_file(file)))
        if "sboms" not in file.parts or place.suffix != ".json" or not place.is_file():
            continue
        for part in json.loads(place.read_text("utf-8")).get("components", ()):
            if canonicalize_name(part["name"]) != canonicalize_name(package.name):
                yield _inner(package.name, part)


def _inner(holder: str, part: dict[str, str]) -> Component:
    name, version = part["name"], part.get("version", "")
    purl = PackageURL.from_string(part["purl"]) if "purl" in part else None
    return Component(
        name=name,
        version=version or None,
        type=ComponentType.LIBRARY,
        bom_ref=f"part:{holder}/{name}@{version}",
        purl=purl,
        description=f"in {holder}",
    )


if __name__ == "__main__":
    write(Path(sys.argv[1]))
