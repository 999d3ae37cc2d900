"""Options that every command shares, and how a store is opened from a terminal."""

from __future__ import annotations

import getpass
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Annotated, TypeVar

import typer

from desktop.bootstrap import open_workplace, use_key, usual_store
from desktop.language import _
from desktop.models.faults import WorldFault
from desktop.services.keeping_away import kept_away
from desktop.services.start import Key
from desktop.services.taking_up import take_up
from desktop.services.workplace import Workplace

T = TypeVar("T")

StoreOption = Annotated[
    Path | None, typer.Option("--store", help="The store's file; without it the one in the platform's data folder.")
]
JsonOption = Annotated[bool, typer.Option("--json", help="Print one JSON document on standard output.")]


def store_path(given: Path | None) -> Path:
    """The store that is meant."""
    return given or usual_store()


@contextmanager
def workplace(store: Path | None, *, meets_the_team: bool = False) -> Iterator[Workplace]:
    """The open workplace, closed again whatever happens.

    Args:
        store: Which, when it is not the usual one.
        meets_the_team: True for a command that syncs, by which a laptop that kept away too long opens again.

    Raises:
        WorldFault: ``kept-away`` or ``login-closed``, and what is wrong with the store.
    """
    opened = open_workplace(store_path(store), ask_passphrase)
    try:
        why = kept_away(opened)
        if why is not None and not meets_the_team:
            raise why
        with suppress(
            WorldFault
        ):  # a full disk or a busy store keeps nobody from reading; searching tells what it lacks
            take_up(opened)
        yield opened
    finally:
        opened.store.close()


def with_key(act: Callable[[Key], T]) -> T:
    """Does something that needs the store closed, with its key; found as `workplace` finds it."""
    return use_key(ask_passphrase, act)


def ask_passphrase() -> str:
    """Asks on the terminal without showing what is typed.

    Raises:
        WorldFault: ``no-passphrase`` when nobody is there to type it.
    """
    if not sys.stdin.isatty():
        raise WorldFault("no-passphrase")
    return getpass.getpass(_("Passphrase: "))
