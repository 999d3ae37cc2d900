"""The structure tree of a PDF: which piece of which page is a heading, a list, a cell (ISO 32000-1, 14.7 and 14.8)."""

from __future__ import annotations

from collections.abc import Mapping
from html import escape
from io import BytesIO

from pikepdf import Array, Dictionary, Name, Object, Pdf, Stream, String

from desktop.reports.marks import Node

_XMP = """<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/">
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{title}</rdf:li></rdf:Alt></dc:title>
<dc:creator><rdf:Seq><rdf:li>{author}</rdf:li></rdf:Seq></dc:creator>
<dc:language><rdf:Bag><rdf:li>{language}</rdf:li></rdf:Bag></dc:language>
</rdf:Description></rdf:RDF></x:xmpmeta>
<?xpacket end="r"?>"""


def with_structure(drawn: bytes, root: Node, told: Mapping[str, str]) -> bytes:
    """The same PDF with its structure tree, and its particulars in both places where programs look.

    Args:
        drawn: A PDF whose content was marked.
        root: The document's own node; what it has no marks for falls away.
        told: ``title``, ``author`` and ``language``.
    """
    with Pdf.open(BytesIO(drawn)) as pdf:
        _Tree(pdf).grow(root)
        pdf.Root.MarkInfo = Dictionary(Marked=True)
        pdf.Root.ViewerPreferences = Dictionary(DisplayDocTitle=True)
        xmp = _XMP.format(**{name: escape(text.translate(_UNWRITABLE)) for name, text in told.items()})
        metadata = Stream(pdf, xmp.encode(errors="replace"))
        metadata.Type, metadata.Subtype = Name.Metadata, Name.XML
        pdf.Root.Metadata = pdf.make_indirect(metadata)
        made = BytesIO()
        # Reportlab wrote the streams compressed already; doing it again takes a tenth of the whole time.
        pdf.save(made, min_version="1.7", deterministic_id=True, compress_streams=False)
        return made.getvalue()


_UNWRITABLE = dict.fromkeys((*range(9), 11, 12, *range(14, 32), 0xFFFE, 0xFFFF), " ")
"""What XML 1.0 cannot hold (section 2.2)."""


_Shown = tuple[list[tuple[int, int]], Object | int]
"""The first mark of what stands in an element, and that itself."""


class _Tree:
    """A structure tree while it grows."""

    def __init__(self, pdf: Pdf) -> None:
        self._pdf = pdf
        self._pages = [page.obj for page in pdf.pages]
        self._shown: list[dict[int, Object]] = [{} for _page in self._pages]
        self._top = pdf.make_indirect(Dictionary(Type=Name.StructTreeRoot))

    def grow(self, root: Node) -> None:
        """Puts the whole tree in the document."""
        whole = self._element(root, self._top)
        self._top.K = Array([whole] if whole is not None else [])
        self._top.ParentTree = self._pdf.make_indirect(Dictionary(Nums=self._parents()))
        self._top.ParentTreeNextKey = len(self._pages)
        self._pdf.Root.StructTreeRoot = self._top

    def _element(self, node: Node, parent: Object) -> Object | None:
        """The element of a node; None when neither it nor anything under it was drawn."""
        made = self._pdf.make_indirect(Dictionary(Type=Name.StructElem, S=Name(f"/{node.kind}"), P=parent))
        grown = ((child, self._element(child, made)) for child in node.children)
        shown: list[_Shown] = [(child.marks[:1], kid) for child, kid in grown if kid is not None]
        if not shown and not node.marks:
            return None
        if node.marks:
            made.Pg = self._pages[node.marks[0][0]]
            # Spans stand between the node's own words, in the order in which they were drawn.
            shown += [([mark], self._mark(made, *mark, node.marks[0][0])) for mark in node.marks]
            shown.sort(key=lambda kid: kid[0])
        made.K = Array([kid for _place, kid in shown])
        if node.language:
            made.Lang = String(node.language)
        if node.kind == "TH":
            made.A = Dictionary(O=Name.Table, Scope=Name.Column)
        if node.kind == "L":
            made.A = Dictionary(O=Name.List, ListNumbering=Name(f"/{node.numbering}"))
        return made

    def _mark(self, element: Object, page: int, number: int, own_page: int) -> Object | int:
        self._shown[page][number] = element
        if page == own_page:
            return number
        return Dictionary(Type=Name.MCR, Pg=self._pages[page], MCID=number)

    def _parents(self) -> Array:
        """Per page, the element of each mark by its number."""
        found = Array()
        for number, (page, shown) in enumerate(zip(self._pages, self._shown, strict=True)):
            page.StructParents = number
            page.Tabs = Name.S
            found.append(number)
            found.append(self._pdf.make_indirect(Array([shown[mark] for mark in range(len(shown))])))
        return found
