"""Everything that sync can refuse or fail at has a sentence, in the program's own list of words."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import desktop.sync
from desktop.models.faults import WorldFault
from desktop.services.wording import explain

ROOM = Path(desktop.sync.__file__).parent
SERVICES = ROOM.parent / "services"
SOURCES = [*ROOM.glob("*.py"), SERVICES / "syncing.py", SERVICES / "conflicts.py"]
_RAISED = r'(?:Fault|Broken|Unreadable|refused|_put_aside)\((?:change, )?"([a-z-]+)"'
_NAMED = r'"((?:central|op|row|change)-[a-z-]+)"'
CODES = sorted(
    {code for source in SOURCES for how in (_RAISED, _NAMED) for code in re.findall(how, source.read_text("utf-8"))}
)


def test_the_codes_are_found() -> None:
    assert {"central-busy", "refers-to-missing", "sync-would-wipe", "op-unreadable", "row-mended"} <= set(CODES)


@pytest.mark.parametrize("code", CODES)
def test_every_refusal_and_fault_has_a_sentence(code: str) -> None:
    known = explain(WorldFault("no-such-code"))
    assert explain(WorldFault(code)) != known.replace("no-such-code", code)
