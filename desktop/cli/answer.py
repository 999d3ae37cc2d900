"""How a command answers: one JSON document or plain lines, and an exit code that a script can trust."""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Callable, Iterable, Mapping
from dataclasses import asdict, dataclass, field, is_dataclass
from datetime import date
from pathlib import Path
from typing import Any

import typer
from pydantic import BaseModel

DONE, ACT_NEEDED, WRONG_USE, WORLD_FAULT = 0, 1, 2, 3
"""Exit codes: done; a person must act; wrong use; a fault of the world."""


@dataclass(frozen=True)
class Answer:
    """What a command has to say.

    Attributes:
        document: Printed as JSON when asked for; its keys are a contract.
        lines: Printed otherwise.
        act_needed: True when a person must act on it; the exit code says so.
    """

    document: Mapping[str, Any]
    lines: Iterable[str] = field(default=())
    act_needed: bool = False


def give(answer: Answer, *, as_json: bool) -> None:
    """Prints the answer and ends the command when a person must act.

    Raises:
        typer.Exit: With code 1 when a person must act.
    """
    if as_json:
        print_json(answer.document)
    else:
        for line in answer.lines:
            typer.echo(harmless(line))
    if answer.act_needed:
        raise typer.Exit(ACT_NEEDED)


def harmless(text: str) -> str:
    """The text without what a terminal would obey: what a file or a colleague wrote must not steer it."""
    return _STEERING.sub("\ufffd", text)


_STEERING = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
"""Control characters but tab and new line, and those that turn the direction of writing."""


def print_json(document: Mapping[str, Any]) -> None:
    """Exactly one JSON document on standard output."""
    sys.stdout.write(json.dumps(document, ensure_ascii=False, indent=2, default=plain) + "\n")
    sys.stdout.flush()


def plain(value: object) -> object:
    """What JSON can hold of a value from the services.

    Raises:
        TypeError: When it holds something that has no plain form; a bug of ours.
    """
    if isinstance(value, date | Path):  # a datetime is a date
        return value.isoformat() if isinstance(value, date) else str(value)
    if is_dataclass(value) and not isinstance(value, type):
        return asdict(value)
    for kind, form in _FORMS:
        if isinstance(value, kind):
            return form(value)
    raise TypeError(type(value).__name__)


_FORMS: tuple[tuple[type | tuple[type, ...], Callable[[Any], object]], ...] = (
    (BaseModel, lambda model: model.model_dump(mode="json")),
    ((set, frozenset), sorted),
    (Mapping, dict),
    (bytes, bytes.hex),
)
