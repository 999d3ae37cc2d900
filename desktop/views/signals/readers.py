"""Who can read a signal, said plainly where one is written."""

from __future__ import annotations

from desktop.language import _
from desktop.views.design.words import Text


def readers_note() -> Text:
    """What the team's shared file does not guard, see ``docs/promises.md``."""
    told = _(
        "In a shared team file, whoever has the team code can read it too. A database of your municipality gives it to "
        "contract managers and to you alone."
    )
    return Text(told, "small")
