"""Who can read a signal, said plainly where one is written."""

from __future__ import annotations

from desktop.language import _
from desktop.views.design.words import Text


def readers_note() -> Text:
    """What the team's shared file does not guard, see ``docs/promises.md``."""
    told = _(
        "Does your team share a file? Then whoever has the team code can read everything in it with other means than "
        "Naober, signals too. Only a central server, like PostgreSQL, can guard them per person; Naober does not have "
        "that yet."
    )
    return Text(told, "small")
