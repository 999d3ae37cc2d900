"""Cells of a sheet that were made one: only the first of them holds what all of them show."""

from __future__ import annotations

import io
import posixpath
import re
import zipfile
from typing import NamedTuple

from lxml import etree
from openpyxl.utils.cell import range_boundaries

MOST = 20_000
"""Of one sheet; those beyond are passed over."""

_CHUNK = 1 << 20
_LONGEST = 200
"""Bytes of one mark of merged cells."""
_CELL = rb"[A-Z]{1,3}[0-9]{1,7}"
_MARK = re.compile(rb"""<(?:\w+:)?mergeCell\s[^>]{0,80}?\bref\s*=\s*["'](""" + _CELL + rb":" + _CELL + rb""")["']""")


class Merged(NamedTuple):
    """Cells that show one value; rows and columns count from 1, the last ones too."""

    left: int
    top: int
    right: int
    bottom: int


def merged_cells(data: bytes) -> dict[str, tuple[Merged, ...]]:
    """By title of the sheet its merged cells; of a workbook that was found to be safe.

    Raises:
        KeyError, ValueError, OSError, etree.XMLSyntaxError, zipfile.BadZipFile: It is no whole workbook.
    """
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {title: _of_part(archive, part) for title, part in sheet_parts(archive).items()}


def sheet_parts(archive: zipfile.ZipFile) -> dict[str, str]:
    """Name of the part that holds a sheet, by the sheet's title."""
    there = set(archive.namelist())
    links = {one.get("Id"): one.get("Target", "") for one in _elements(archive, "xl/_rels/workbook.xml.rels")}
    found = {}
    for one in _elements(archive, "xl/workbook.xml"):
        # The attribute has one of two namespaces, by the edition of the standard.
        target = links.get(next((one.get(name) for name in one.attrib if str(name).endswith("}id")), None))
        part = posixpath.normpath(posixpath.join("/xl", target)).lstrip("/") if target else ""
        if part in there:
            found[one.get("name", "")] = part
    return found


def _elements(archive: zipfile.ZipFile, part: str) -> list[etree._Element]:
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    root = etree.fromstring(archive.read(part), parser)
    return [one for one in root.iter() if isinstance(one.tag, str) and one.tag.endswith(("}sheet", "}Relationship"))]


def _of_part(archive: zipfile.ZipFile, part: str) -> tuple[Merged, ...]:
    """Read as bytes: of a sheet of a hundred thousand rows the last few lines are wanted."""
    found: dict[Merged, None] = {}
    tail = b""
    with archive.open(part) as stream:
        while (chunk := stream.read(_CHUNK)) and len(found) < MOST:
            # What stands across two chunks is found in the second; what was found twice counts once.
            for mark in _MARK.finditer(tail + chunk):
                found[Merged(*_whole(mark[1].decode("ascii")))] = None
            tail = chunk[-_LONGEST:]
    return tuple(found)


def _whole(reference: str) -> tuple[int, int, int, int]:
    left, top, right, bottom = range_boundaries(reference)
    if left is None or top is None or right is None or bottom is None:
        raise ValueError(reference)
    return int(left), int(top), int(right), int(bottom)
