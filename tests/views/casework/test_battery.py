"""The battery dies in the middle of a word: what the screen told to be kept is there, to the letter."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from desktop.models.casework import Conversation
from desktop.services.conversations import begin
from desktop.store.database import Store
from desktop.store.verify import verify
from tests.helpers import town
from tests.helpers.desks import make_workplace
from tests.helpers.stores import KEY
from tests.helpers.typing_process import WORDS


@pytest.mark.parametrize("after", [1, 3])
def test_what_was_kept_is_there_after_the_process_was_killed_while_typing(tmp_path: Path, after: int) -> None:
    workplace = make_workplace(tmp_path)
    talk, _changes = begin(workplace, town.open_her_case(workplace))
    path = workplace.store.path
    workplace.store.close()
    told = killed_while_typing(path, talk, after=after)
    store = Store.open(path, KEY)
    with store.read() as reader:
        notes = reader.get(Conversation, talk).notes
    wrong = [check for check in verify(store) if not check.ok]
    store.close()
    assert len(notes) >= told > 0
    assert (WORDS * (len(notes) // len(WORDS) + 1)).startswith(notes)
    assert not wrong


def killed_while_typing(path: Path, talk: str, *, after: int) -> int:
    """Kills the typist as soon as it told so often that something was kept; gives the letters it told last."""
    command = [sys.executable, "-m", "tests.helpers.typing_process", str(path), talk]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL) as typist:
        assert typist.stdout is not None
        told = [int(typist.stdout.readline()) for _time in range(after)]
        os.kill(typist.pid, signal.SIGKILL)
        rest = typist.stdout.read().split()
        assert typist.wait() == -signal.SIGKILL
    return int(rest[-1]) if rest else told[-1]
