"""A message as a tree of named elements, free of XML."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass


@dataclass(frozen=True)
class Element:
    """One element: it holds text or other elements, never both.

    Attributes:
        name: As the standard calls it, without a namespace.
        text: Of an element without children.
        children: In the order in which they stand.
    """

    name: str
    text: str = ""
    children: tuple[Element, ...] = ()

    def all(self, name: str) -> Iterator[Element]:
        """Its own children of that name."""
        return (child for child in self.children if child.name == name)

    def first(self, *path: str) -> Element | None:
        """The first child of the first name, of that the first of the next name, and so on."""
        found: Element | None = self
        for name in path:
            found = next(found.all(name), None) if found is not None else None
        return found

    def value(self, *path: str) -> str:
        """The text at the end of a path; empty where there is none."""
        found = self.first(*path)
        return found.text if found is not None else ""


def leaf(name: str, text: object) -> tuple[Element, ...]:
    """An element with a text, or none at all where there is nothing to say: an empty element is never valid.

    Marks that no XML may hold, or nobody can read, are left out.
    """
    said = "" if text is None else "".join(letter for letter in str(text) if letter.isprintable())
    return (Element(name, said),) if said else ()


def branch(name: str, *parts: tuple[Element, ...]) -> tuple[Element, ...]:
    """An element that holds others, or none at all where all of them are absent."""
    children = tuple(child for part in parts for child in part)
    return (Element(name, children=children),) if children else ()


def texts(elements: Iterable[Element]) -> dict[str, object]:
    """Names with their texts; what holds elements the same one level deeper, what stands more than once as a list."""
    found: dict[str, object] = {}
    for one in elements:
        held: object = texts(one.children) if one.children else one.text
        if one.name in found:
            before = found[one.name]
            found[one.name] = [*before, held] if isinstance(before, list) else [before, held]
        else:
            found[one.name] = held
    return found
