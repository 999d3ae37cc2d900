"""`naober`: without a command the program on the screen, with one the command line."""

from __future__ import annotations

import importlib
import signal
import sys
from pathlib import Path

# While the program is being loaded nothing is open yet: Ctrl+C then ends it at once, without telling what it was at.
_usual = signal.signal(signal.SIGINT, signal.SIG_DFL)

from desktop.door import start_window  # noqa: E402 - after the line above
from desktop.security.dumps import write_no_dumps  # noqa: E402 - idem

signal.signal(signal.SIGINT, _usual)

PROFILE_ENDING = ".naober-region.toml"
"""Of the files that the desktop hands to the program when someone opens one."""


def main() -> int:
    """Entry point; returns the exit code."""
    write_no_dumps()
    words = sys.argv[1:]
    if not words:
        return start_window(None)
    if len(words) == 1 and words[0].endswith(PROFILE_ENDING):
        return start_window(None, profile=Path(words[0]))
    if len(words) == 2 and words[0] == "--store":  # noqa: PLR2004 - an option and its value, no command
        return start_window(Path(words[1]))
    return run(words)


def run(words: list[str]) -> int:
    """One command of the command line, which is loaded only now: the window needs nothing of it."""
    before = signal.signal(signal.SIGINT, signal.SIG_DFL)
    cli, bootstrap = importlib.import_module("desktop.cli"), importlib.import_module("desktop.bootstrap")
    signal.signal(signal.SIGINT, before)
    return int(cli.run(words, bootstrap.language()))


if __name__ == "__main__":
    sys.exit(main())
