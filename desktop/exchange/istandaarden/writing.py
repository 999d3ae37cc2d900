"""A tree as XML: both namespaces where they belong, UTF-8."""

from __future__ import annotations

from lxml import etree

from desktop.exchange.istandaarden.layouts import Node, layout, namespaces, prefix
from desktop.models.kinds import Law
from desktop.rules.messages.kinds import STANDARD
from desktop.rules.messages.tree import Element


def to_xml(root: Element, law: Law, number: str) -> bytes:
    """The message as a file's bytes.

    Raises:
        ValueError: For a text with a mark that no XML may hold.
        KeyError: For an element that the structure does not know.
    """
    own, shared = namespaces(law, number)
    made = etree.Element(f"{{{own}}}{root.name}", nsmap={prefix(law, number): own, STANDARD[law]: shared})
    _fill(made, root, layout(law, number), (own, shared))
    return etree.tostring(made, xml_declaration=True, encoding="UTF-8", pretty_print=True)


def _fill(made: etree._Element, element: Element, node: Node, spaces: tuple[str, str]) -> None:
    places = {one.name: one for one in node.children}
    for child in element.children:
        place = places[child.name]
        below = etree.SubElement(made, f"{{{spaces[place.shared]}}}{child.name}")
        if place.type is None:
            _fill(below, child, place, spaces)
        else:
            below.text = child.text
