"""The manual of tasks with the pictures of the tour: the small ones inside the program, and a page to print.

    python -m installer.manual build/tour build/manual

The text stands once, in `resources/help/nl/manual*.md`, and in English in `en`. Each picture it names is the tour's of
that name: made small for `resources/help/pictures`, which ships, and taken as it is for the pages in the folder that is
named.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from pathlib import Path

from markdown_it import MarkdownIt
from PIL import Image

from desktop.language import _, speaking
from desktop.language.places import resource
from desktop.services.help_pages import CHAPTERS, MANUAL, page_text

PAGES = {"nl": "handleiding.html", "en": "manual.html"}
"""By language; the pictures are the same."""
WIDTH, HEIGHT = 840, 560
"""Most of a small picture, pixels: sharp at the width in which help shows it, also on a fine screen."""
COLOURS = 96
"""A screen of ours has few; with so many a picture takes a third of the room."""

_PICTURE = re.compile(r"\.\./pictures/([a-z0-9-]+)\.png")
_HEAD = """<!doctype html>
<html lang="{language}"><head><meta charset="utf-8"><title>{title}</title><style>
body {{ font: 1rem/1.5 "Source Sans 3", sans-serif; max-width: 46rem; margin: 2rem auto; padding: 0 1rem; }}
img {{ max-width: 100%; border: 1px solid #d5dadb; border-radius: 6px; }}
@media print {{ section {{ break-before: page; }} img {{ max-height: 12cm; }} }}
</style></head><body>
"""


class PictureMissingError(Exception):
    """The manual names a picture that the tour does not make."""


def make(tour: Path, out: Path, small: Path) -> tuple[Path, ...]:
    """Writes the pages with their pictures into `out`, and the pictures that ship into `small`; returns the latter.

    Raises:
        PictureMissingError: Before anything is written.
    """
    taken = {name: _picture_of(tour, name) for name in sorted(set(_named()))}
    for folder in (small, out / "pictures"):
        folder.mkdir(parents=True, exist_ok=True)
    for name, picture in taken.items():
        _shrink(picture, small / f"{name}.png")
        (out / "pictures" / f"{name}.png").write_bytes(picture.read_bytes())
    for old in {*small.glob("*.png")} - {small / f"{name}.png" for name in taken}:
        old.unlink()
    for language, name in PAGES.items():
        (out / name).write_text(page(language), encoding="utf-8")
    return tuple(small / f"{name}.png" for name in taken)


def page(language: str) -> str:
    """The whole manual as one web page; links from task to task stay within it, others lead nowhere and are text."""
    with speaking(language):
        parts = [_HEAD.format(title=_(CHAPTERS[0].title), language=language)]
        texts = {name: page_text(name) for name in MANUAL}
    for name, written in texts.items():
        text = _PICTURE.sub(r"pictures/\1.png", written)
        text = re.sub(r"\[([^\]]+)\]\((?!manual|pictures)[^)]+\)", r"\1", text)
        text = re.sub(r"\]\((manual[a-z-]*)\.md\)", r"](#\1)", text)
        parts.append(f'<section id="{name}">{MarkdownIt().render(text)}</section>\n')
    return "".join([*parts, "</body></html>\n"])


def _named() -> Iterator[str]:
    for language in PAGES:
        with speaking(language):
            for name in MANUAL:
                yield from _PICTURE.findall(page_text(name))


def _picture_of(tour: Path, name: str) -> Path:
    """The first that the tour took under this name: it numbers them."""
    found = [path for path in tour.glob("*.png") if re.fullmatch(rf"\d+-{name}", path.stem)]
    if not found:
        raise PictureMissingError(name)
    return min(found, key=lambda path: int(path.stem.partition("-")[0]))


def _shrink(picture: Path, to: Path) -> None:
    with Image.open(picture) as whole:
        # A long page is cut below: what it begins with is what one must know again.
        top = whole.convert("RGB").crop((0, 0, whole.width, min(whole.height, whole.width * HEIGHT // WIDTH)))
        top.thumbnail((WIDTH, HEIGHT), Image.Resampling.LANCZOS)
        top.quantize(COLOURS, dither=Image.Dither.NONE).save(to, optimize=True)


if __name__ == "__main__":
    tour_folder, folder = map(Path, sys.argv[1:])
    made = make(tour_folder, folder, resource("help", "pictures"))
    print(f"{len(made)} pictures; the manual stands in {folder}")  # noqa: T201
