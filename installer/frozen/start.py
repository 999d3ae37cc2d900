"""What the frozen program begins with: the program, or what it asks a second process of itself to do."""

from __future__ import annotations

import sys
from pathlib import Path

PROBE = ["-m", "desktop.sync.lock_probe"]
"""How `desktop.sync.lock_probe` calls its second process. A frozen program is its own Python, and knows no ``-m``."""


def main() -> int:
    """Answers with the exit code of the one or the other."""
    if sys.argv[1:3] == PROBE:
        from desktop.sync.lock_probe import attempt  # noqa: PLC0415 - the second process loads no more than this

        return attempt(Path(sys.argv[3]))
    from desktop.__main__ import main as program  # noqa: PLC0415 - idem

    return program()


if __name__ == "__main__":
    sys.exit(main())
