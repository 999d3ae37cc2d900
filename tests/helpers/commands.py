"""The words of the command line."""

from __future__ import annotations

from typing import TYPE_CHECKING

from typer.main import get_command

from desktop.cli.main import app

if TYPE_CHECKING:
    from collections.abc import Iterator


def command_words() -> set[str]:
    """Every command, like ``store audit``."""
    return set(_below(get_command(app)))


def _below(command: object, before: tuple[str, ...] = ()) -> Iterator[str]:
    inside = getattr(command, "commands", {})
    if not inside:
        yield " ".join(before)
    for name, one in inside.items():
        yield from _below(one, (*before, name))
