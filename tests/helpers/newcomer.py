"""What a new user does in the first run, page by page."""

from __future__ import annotations

from desktop.views.gate.first_run import FirstRun
from tests.helpers.widgets import press, write

PASSPHRASE = "koffie fiets dijk regen"
NEXT = "Volgende"
KEPT = "Ik heb de code opgeschreven of geprint"


def say_who(gate: FirstRun) -> None:
    """From the page of the region up to and with the passphrase."""
    press(gate, "Oldambt & Stadskanaal")
    press(gate, NEXT)
    write(gate, "Naam", "Marijke Veenstra")
    press(gate, NEXT)
    think_up(gate)


def think_up(gate: FirstRun) -> None:
    write(gate, "Wachtwoordzin", PASSPHRASE)
    write(gate, "Nog een keer dezelfde", PASSPHRASE)
    press(gate, NEXT)
