"""A process of the real program up to its first window, painted once; nothing is loaded beside it."""

from __future__ import annotations

import gc
import os
import sys
from pathlib import Path
from time import monotonic, process_time

import desktop.__main__  # noqa: F401 - what `naober` begins with

gc.disable()  # as `desktop.door` does

from PySide6.QtWidgets import QApplication  # noqa: E402 - in the order of the program

from desktop.door import now  # noqa: E402 - idem
from desktop.views.front import Front  # noqa: E402 - idem


def main() -> None:
    """Prints what it took from the start of the process, wall and processor in ms."""
    app = QApplication([])
    front = Front(app, Path(sys.argv[1]), now)
    front.gate.resize(1000, 720)
    front.gate.show()
    app.processEvents()
    front.gate.grab()
    sys.stdout.write(f"{(monotonic() - float(os.environ['NAOBER_BEGUN'])) * 1000} {process_time() * 1000}\n")


if __name__ == "__main__":
    main()
