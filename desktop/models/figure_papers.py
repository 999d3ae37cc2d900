"""What a paper of figures prints: tables of numbers that are in their form already."""

from __future__ import annotations

from dataclasses import dataclass

from desktop.models.papers import PaperHead


@dataclass(frozen=True)
class PaperFigure:
    """A figure of a dashboard as a paper prints it: every number in its form.

    Attributes:
        remarks: Days, level, source.
        rows: Name and numbers, as many as there are heads.
    """

    name: str
    definition: str
    remarks: tuple[str, ...]
    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True)
class FiguresPage:
    """Everything the paper of a dashboard prints.

    Attributes:
        left_out: What the mark in place of a small count means.
        source: Where that minimum stands.
    """

    head: PaperHead
    title: str
    left_out: str
    source: str
    figures: tuple[PaperFigure, ...]
