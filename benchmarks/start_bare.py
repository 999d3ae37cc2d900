"""A process with a window of nothing but Qt, painted once: the floor of `benchmarks.start`."""

from __future__ import annotations

import os
import sys
from time import monotonic, process_time

from PySide6.QtWidgets import QApplication, QWidget


def main() -> None:
    """Prints what it took from the start of the process, wall and processor in ms."""
    app = QApplication([])
    window = QWidget()
    window.resize(1000, 720)
    window.show()
    app.processEvents()
    window.grab()
    sys.stdout.write(f"{(monotonic() - float(os.environ['NAOBER_BEGUN'])) * 1000} {process_time() * 1000}\n")


if __name__ == "__main__":
    main()
