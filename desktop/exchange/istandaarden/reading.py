"""A file from outside as a message: entities, document types and the network stay off, and size has a limit."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from lxml import etree

from desktop.exchange.istandaarden.checking import Flaw, flaws
from desktop.exchange.istandaarden.layouts import Node, layout, namespaces
from desktop.models.faults import WorldFault
from desktop.models.kinds import MessageKind
from desktop.rules.messages.kinds import MESSAGES, SUBVERSION, VERSION
from desktop.rules.messages.tree import Element

LARGEST = 20_000_000
"""Bytes: a message about one client is a few thousand."""

DEEPEST = 16
"""Levels; the standard has nine."""


class Unreadable(Exception):  # noqa: N818 - it says what the file is
    """The file as a whole is no message that can be read.

    Attributes:
        code: Why; its words are looked up by it.
        values: What the words need.
    """

    def __init__(self, code: str, **values: object) -> None:
        super().__init__(code)
        self.code = code
        self.values = values


@dataclass(frozen=True)
class Message:
    """A message as it stood in the file.

    Attributes:
        kind: Which one.
        root: All of it, without namespaces.
        flaws: Where it is not as the standard has it.
    """

    kind: MessageKind
    root: Element
    flaws: tuple[Flaw, ...]


def read_bytes(path: Path) -> tuple[bytes, str]:
    """The file's bytes and their SHA-256.

    Raises:
        WorldFault: ``file-not-found``, ``file-not-readable``, ``file-too-large``.
    """
    try:
        if path.stat().st_size > LARGEST:
            raise WorldFault("file-too-large", file=path.name)
        raw = path.read_bytes()
    except FileNotFoundError as fault:
        raise WorldFault("file-not-found", file=path.name) from fault
    except OSError as fault:
        raise WorldFault("file-not-readable", file=path.name) from fault
    return raw, hashlib.sha256(raw).hexdigest()


def parse(raw: bytes) -> Message:
    """The message in a file's bytes; it may still have flaws.

    Raises:
        Unreadable: ``message-not-xml``, ``message-has-dtd``, ``message-other-version``, ``message-other-kind``,
            ``message-too-deep``.
    """
    root = _tree(raw)
    kind = _kind(root)
    message = MESSAGES[kind]
    spaces = namespaces(message.law, message.number)
    element = _element(root, layout(message.law, message.number), spaces, 0)
    found = flaws(element, layout(message.law, message.number))
    return Message(kind, element, (*_header_flaws(element, kind), *found))


def _tree(raw: bytes) -> etree._Element:
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        dtd_validation=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    # Before the parser sees it: a document type is the door to every bomb of entities.
    if b"<!DOCTYPE" in raw or "<!DOCTYPE".encode("utf-16-le") in raw or "<!DOCTYPE".encode("utf-16-be") in raw:
        raise Unreadable("message-has-dtd")
    try:
        root = etree.fromstring(raw, parser)
    except (etree.XMLSyntaxError, ValueError) as fault:
        raise Unreadable("message-not-xml", line=getattr(fault, "lineno", None) or 1) from fault
    about: Any = root.getroottree().docinfo
    if about.doctype:
        raise Unreadable("message-has-dtd")
    return root


def _kind(root: etree._Element) -> MessageKind:
    name = etree.QName(root)
    known: Mapping[str, MessageKind] = {namespaces(m.law, m.number)[0]: kind for kind, m in MESSAGES.items()}
    kind = known.get(name.namespace or "")
    if name.localname == "Bericht" and kind is not None and MESSAGES[kind].number != "301":
        return kind
    if "istandaarden.nl" in (name.namespace or "") and "/3_2/" not in (name.namespace or ""):
        raise Unreadable("message-other-version")
    raise Unreadable("message-other-kind")


def _element(
    found: etree._Element,
    node: Node | None,
    spaces: tuple[str, str],
    depth: int,
) -> Element:
    """Without namespaces; an element in the wrong one gets a name that no structure knows."""
    if depth > DEEPEST:
        raise Unreadable("message-too-deep")
    places = {one.name: one for one in node.children} if node else {}
    children = []
    for child in found:
        if not isinstance(child.tag, str):  # an entity that nobody resolved
            raise Unreadable("message-has-dtd")
        name = etree.QName(child)
        place = places.get(name.localname)
        below = _element(child, place, spaces, depth + 1)
        fits = place is None or name.namespace == spaces[place.shared]
        children.append(below if fits else Element(f"{name.localname} ({name.namespace})"))
    return Element(etree.QName(found).localname, "" if children else (found.text or "").strip(), tuple(children))


def _header_flaws(root: Element, kind: MessageKind) -> tuple[Flaw, ...]:
    """What the header says of itself must be what the namespace says."""
    said = {"BerichtCode": MESSAGES[kind].code, "BerichtVersie": VERSION, "BerichtSubversie": SUBVERSION}
    wrong = {name: root.value("Header", name) for name, code in said.items() if root.value("Header", name) != code}
    return tuple(Flaw((("Header", 1), (name, 1)), "message-header", value) for name, value in wrong.items() if value)
