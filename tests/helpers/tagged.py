"""Whether a PDF can be read aloud: everything drawn is marked, every mark is in the tree, the tree is well formed."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import dataclass, field

import pikepdf
from pikepdf import Array, Dictionary, Name, Object

_PAINTS = {
    "Tj", "TJ", "'", '"', "S", "s", "f", "F", "f*", "B", "B*", "b", "b*", "sh", "Do", "BI", "INLINE IMAGE",
}  # fmt: skip

_UNDER = {
    "LI": {"L"}, "Lbl": {"LI"}, "LBody": {"LI"}, "TR": {"Table", "THead", "TBody"}, "THead": {"Table"},
    "TBody": {"Table"}, "TH": {"TR"}, "TD": {"TR"},
}  # fmt: skip
"""What each kind may stand in (ISO 32000-1, 14.8.4.3)."""


@dataclass
class Element:
    """An element of the structure tree with its marks as (page, number)."""

    kind: str
    children: list[Element] = field(default_factory=list)
    marks: list[tuple[int, int]] = field(default_factory=list)

    def all(self) -> Iterator[Element]:
        """This one and everything under it, in reading order."""
        yield self
        for child in self.children:
            yield from child.all()


def faults(content: bytes) -> list[str]:
    """Everything that keeps a PDF from being read aloud as it should; empty when nothing does."""
    with pikepdf.open(io.BytesIO(content)) as pdf:
        found = list(_document(pdf))
        marked: set[tuple[int, int]] = set()
        for number, page in enumerate(pdf.pages):
            found += _page(number, page, marked)
        tree = structure(pdf)
        shown = [mark for element in tree.all() for mark in element.marks]
        if len(shown) != len(set(shown)):
            found.append("a mark belongs to two elements")
        found += [f"mark {mark} is in no element" for mark in sorted(marked - set(shown))]
        found += [f"element shows mark {mark} that is not drawn" for mark in sorted(set(shown) - marked)]
        found += _order(tree)
        return found


def structure(pdf: pikepdf.Pdf) -> Element:
    """The tree of a document."""
    pages = {page.obj.objgen: number for number, page in enumerate(pdf.pages)}
    return _element(pdf.Root.StructTreeRoot.K[0], pages)


def fonts(content: bytes) -> dict[str, bool]:
    """Whether each font of a PDF is embedded, by name."""
    with pikepdf.open(io.BytesIO(content)) as pdf:
        used = [font for page in pdf.pages for font in page.Resources.Font.values()]
        return {str(f.BaseFont): "/FontDescriptor" in f and "/FontFile2" in f.FontDescriptor for f in used}


def outline(content: bytes) -> list[str]:
    """The tree as lines: depth in spaces, kind, nothing else."""

    def lines(element: Element, depth: int) -> Iterator[str]:
        yield " " * depth + element.kind
        for child in element.children:
            yield from lines(child, depth + 1)

    with pikepdf.open(io.BytesIO(content)) as pdf:
        return list(lines(structure(pdf), 0))


def _element(found: Object, pages: dict[tuple[int, int], int]) -> Element:
    element = Element(str(found.S).removeprefix("/"))
    own = pages.get(found.Pg.objgen, -1) if "/Pg" in found else -1
    for kid in found.K if isinstance(found.K, Array) else [found.K]:
        if isinstance(kid, int):
            element.marks.append((own, kid))
        elif isinstance(kid, Dictionary) and kid.get("/Type") == Name.MCR:
            element.marks.append((pages[kid.Pg.objgen], int(kid.MCID)))
        else:
            element.children.append(_element(kid, pages))
    return element


def _document(pdf: pikepdf.Pdf) -> Iterator[str]:
    if "/Lang" not in pdf.Root:
        yield "the document names no language"
    if not pdf.Root.get("/MarkInfo", Dictionary()).get("/Marked", False):
        yield "the document does not say that it is marked"
    if not pdf.Root.get("/ViewerPreferences", Dictionary()).get("/DisplayDocTitle", False):
        yield "the file's name is shown for the title"
    if not str(pdf.docinfo.get("/Title", "")):
        yield "the document has no title"


def _page(number: int, page: pikepdf.Page, marked: set[tuple[int, int]]) -> Iterator[str]:  # noqa: C901 - one walk
    if page.obj.get("/Tabs") != Name.S or page.obj.get("/StructParents") != number:
        yield f"page {number} does not follow the structure"
    inside: list[str] = []
    for instruction in pikepdf.parse_content_stream(page):
        operator = str(instruction.operator)
        if operator in {"BDC", "BMC"}:
            if inside:
                yield f"page {number}: marks stand in each other"
            inside.append(str(instruction.operands[0]))
            if operator == "BDC" and "/MCID" in (told := instruction.operands[1]):
                marked.add((number, int(told["/MCID"])))
        elif operator == "EMC":
            inside.pop()
        elif operator in _PAINTS and not inside:
            yield f"page {number}: {operator} is not marked"
    if inside:
        yield f"page {number}: a mark does not end"


def _order(tree: Element) -> Iterator[str]:
    """Headings skip no level, and every part of a list or table stands where it may."""
    level = 0
    for element in tree.all():
        if element.kind[:1] == "H" and element.kind[1:].isdigit():
            if int(element.kind[1:]) > level + 1:
                yield f"{element.kind} comes after H{level}"
            level = int(element.kind[1:])
        for child in element.children:
            if element.kind not in _UNDER.get(child.kind, {element.kind}):
                yield f"{child.kind} stands in {element.kind}"
        if element.kind == "Table" and not any(part.kind == "TH" for part in element.all()):
            yield "a table has no head"
