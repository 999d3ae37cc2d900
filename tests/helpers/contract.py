"""`naober` in this process: what it printed, read as the contract says, and its exit code."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from desktop.cli import run


@dataclass(frozen=True)
class Said:
    """What one command did.

    Attributes:
        code: Exit code.
        document: The one JSON document on standard output.
        errors: Standard error.
    """

    code: int
    document: dict[str, Any]
    errors: str

    @property
    def prompts(self) -> dict[str, dict[str, Any]]:
        """Prompts that stand, by code."""
        return {prompt["code"]: prompt for prompt in self.document["prompts"]}

    @property
    def blocks(self) -> set[str]:
        """Codes of what keeps the draft back."""
        return {code for code, prompt in self.prompts.items() if prompt["level"] == "block"}

    @property
    def faults(self) -> set[str]:
        """Keys that are at fault."""
        return {fault["key"] for fault in self.document["faults"]}


@dataclass(frozen=True)
class Terminal:
    """Gives commands; `capsys` reads what they print."""

    folder: Path
    capsys: pytest.CaptureFixture[str]

    def check(self, draft: object, *words: str) -> Said:
        """`naober draft check FILE --json` for a draft; bytes are written as they are."""
        file = self.folder / "concept.json"
        file.write_bytes(draft if isinstance(draft, bytes) else json.dumps(draft).encode())
        return self.say("draft", "check", str(file), *words)

    def plain(self, *words: str) -> list[str]:
        """Any command without ``--json``: the lines on standard output."""
        self.capsys.readouterr()
        run(words)
        return self.capsys.readouterr().out.splitlines()

    def say(self, *words: str) -> Said:
        """Any command with ``--json``; standard output must hold exactly one JSON document."""
        self.capsys.readouterr()
        code = run([*words, "--json"])
        printed = self.capsys.readouterr()
        assert "Traceback" not in printed.err
        document = json.loads(printed.out) if printed.out else {}
        assert isinstance(document, dict)
        return Said(code, document, printed.err)
