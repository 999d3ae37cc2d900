"""`naober`: without a command the program on the screen, with one the command line."""

from __future__ import annotations

import sys
from pathlib import Path

from desktop.bootstrap import language, start_window
from desktop.cli import run


def main() -> int:
    """Entry point; returns the exit code."""
    words = sys.argv[1:]
    if not words:
        return start_window(None)
    if len(words) == 2 and words[0] == "--store":  # noqa: PLR2004 - an option and its value, no command
        return start_window(Path(words[1]))
    return run(words, language())


if __name__ == "__main__":
    sys.exit(main())
