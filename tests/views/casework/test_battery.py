"""The battery dies: what was typed two seconds before is in the store, to the letter, wherever it was typed."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest

from desktop.models.casework import Conversation, DomainNote
from desktop.models.indications import Indication
from desktop.services import forms
from desktop.services.conversations import begin
from desktop.services.indications import begin_draft
from desktop.services.workplace import Workplace
from desktop.store.database import Store
from desktop.store.verify import verify
from tests.helpers import town
from tests.helpers.desks import make_workplace, opened_workplace
from tests.helpers.stores import KEY

WORDS = "Ik wil weer overzicht over mijn post en mijn geld. "
PROMISED_SECONDS = 2.0


class Typed(NamedTuple):
    """Where is typed, and where the store must hold it."""

    place: str
    field: str
    found: Callable[[Workplace, str], str]


def _question(here: Workplace, talk: str) -> str:
    with here.store.read() as reader:
        return reader.get(Conversation, talk).question


def _note(here: Workplace, talk: str) -> str:
    with here.store.read() as reader:
        return "".join(note.situation for note in reader.find(DomainNote, conversation_id=talk, domain="geld"))


def _goal(here: Workplace, talk: str) -> str:
    kept = forms.load(here, "talk", talk)
    return str(kept.fields["goal"]) if kept else ""


def _result(here: Workplace, draft: str) -> str:
    with here.store.read() as reader:
        return reader.get(Indication, draft).result


def _stops(here: Workplace, draft: str) -> str:
    with here.store.read() as reader:
        return reader.get(Indication, draft).stops_when


EVERYWHERE = [
    Typed("talk", "talk-question", _question),
    Typed("talk", "geld-situation", _note),
    Typed("talk", "talk-goal", _goal),
    Typed("draft", "draft-result", _result),
    Typed("draft", "draft-stops_when", _stops),
]


@pytest.mark.parametrize("typed", EVERYWHERE, ids=lambda typed: typed.field)
def test_what_was_typed_two_seconds_ago_is_there_after_the_process_was_killed(tmp_path: Path, typed: Typed) -> None:
    path, thing = made(tmp_path, typed.place)
    text = WORDS.strip()
    assert killed_later(path, typed.place, thing, typed.field, text, after=len(text)) == len(text)
    assert found(path, typed, thing) == text


def test_who_types_on_and_on_loses_two_seconds_at_most(tmp_path: Path) -> None:
    typed = EVERYWHERE[0]
    path, thing = made(tmp_path, typed.place)
    last = killed_later(path, typed.place, thing, typed.field, WORDS, "again", after=60)
    kept = found(path, typed, thing)
    assert last > 60, "it typed on until it was killed"
    assert len(kept) >= 60
    assert (WORDS * (last // len(WORDS) + 1)).startswith(kept)


def made(folder: Path, place: str) -> tuple[Path, str]:
    """A store with a talk that was begun, or a draft."""
    workplace = make_workplace(folder)
    case_id = town.open_her_case(workplace)
    thing, _changes = (begin if place == "talk" else begin_draft)(workplace, case_id)
    workplace.store.close()
    return workplace.store.path, thing


def killed_later(path: Path, *what: str, after: int) -> int:
    """Kills the typist two seconds after so many letters, without a warning; gives how many it typed in all."""
    command = [sys.executable, "-m", "tests.helpers.typing_process", str(path), *what]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL) as typist:
        assert typist.stdout is not None
        while int(typist.stdout.readline()) < after:
            pass
        time.sleep(PROMISED_SECONDS)
        os.kill(typist.pid, signal.SIGKILL)
        rest = typist.stdout.read().split()
        assert typist.wait() == -signal.SIGKILL
    return int(rest[-1]) if rest else after


def found(path: Path, typed: Typed, thing: str) -> str:
    """What another process finds in the store, which must be whole."""
    store = Store.open(path, KEY)
    text = typed.found(opened_workplace(store), thing)
    wrong = [check for check in verify(store) if not check.ok]
    store.close()
    assert not wrong
    return text
