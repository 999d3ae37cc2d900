"""Draws the program's icon in the sizes and forms that the systems ask for, from the one drawing in `resources/art`.

``python -m installer.icons FOLDER``
"""

from __future__ import annotations

import sys
from pathlib import Path

from PIL import Image
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage, QPainter
from PySide6.QtSvg import QSvgRenderer

from desktop.language.places import resource

DRAWING = resource("art", "naober.svg")
SIZES = (16, 32, 48, 64, 128, 256, 512)
"""In pixels, both ways; each gets a PNG."""
_WINDOWS = ((16, 16), (32, 32), (48, 48), (64, 64), (256, 256))


def draw(folder: Path) -> list[Path]:
    """Writes ``16.png`` to ``512.png``, ``naober.ico`` for Windows and ``naober.icns`` for macOS; answers with all."""
    folder.mkdir(parents=True, exist_ok=True)
    drawn = [_picture(size, folder / f"{size}.png") for size in SIZES]
    with Image.open(drawn[-1]) as largest:
        largest.save(folder / "naober.ico", sizes=_WINDOWS)
        largest.save(folder / "naober.icns")
    return [*drawn, folder / "naober.ico", folder / "naober.icns"]


def _picture(size: int, target: Path) -> Path:
    image = QImage(size, size, QImage.Format.Format_ARGB32)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    QSvgRenderer(str(DRAWING)).render(painter)
    painter.end()
    if not image.save(str(target)):
        raise OSError(f"{target} could not be written")
    return target


if __name__ == "__main__":
    draw(Path(sys.argv[1]))
