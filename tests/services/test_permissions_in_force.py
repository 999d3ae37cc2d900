"""The table of who may do what: it stands in the manual, and every writing service asks it."""

from __future__ import annotations

import ast
from functools import cache
from pathlib import Path

import pytest

from desktop.language import speak
from desktop.language.places import resource
from desktop.rules.permissions import Act
from desktop.services import guards
from desktop.services.permission_words import ACT_WORDS, permission_table

SERVICES = Path(guards.__file__).parent
ASKS = {
    "require",
    "require_second_person",
    "require_second_decider",
    "casework",
    "may",
    "may_judge",
    "may_change",
    "may_change_draft",
}

FOR_EVERYONE = {
    "inviting._take_part": "the invitation says what its colleague is to the team",
    "auditing.let_own_log_go": "what is past its term goes from this laptop, whoever works there",
    "conflicts.put_aside": "takes a line of one's own list",
    "conflicts.resolve": "the central store judges the edit that decides",
    "conflicts.share_again": "the central store judges the edit",
    "forms.discard": "what is half typed stays on this laptop",
    "forms.save": "idem",
    "keeping_away.kept_away": "notes when this laptop was opened",
    "looked_after.add_past_dossiers": "puts invented people in the store of the tour",
    "looked_after.leave_behind": "idem",
    "looking._write": "writes in the log of who looked, and nothing else",
    "looking.export_leaves": "idem",
    "make._write": "fills an empty store with invented people",
    "saved_filters._write": "one's own filters, on this laptop",
    "shown._tell": "writes in the log of who looked, and nothing else",
    "shown.tell_opened": "idem",
    "start.create_store": "whoever makes a store is its first colleague",
    "syncing._is_shut_out": "notes that the team shut this laptop",
    "syncing._keep": "what this laptop knows of the central store",
    "syncing._settle_secret": "idem",
    "syncing.leave": "idem",
    "syncing.renew_secret": "idem",
    "undo.undo": "only one's own last act, which was allowed",
    "workplace.work": "what the others call",
}
"""Writing services that ask no permission, and why they need not."""

TO_COME = {Act.MANAGE_COLLEAGUES, Act.READ_AUDIT_LOG, Act.PURGE, Act.SEE_LATE_WORK}
"""Acts that no service offers yet, or that the rules or the central store itself ask."""


@pytest.mark.parametrize("language", ["nl", "en"])
def test_the_table_in_the_manual_is_the_one_in_force(language: str) -> None:
    speak(language)
    page = resource("help", language, "settings.md").read_text(encoding="utf-8")
    speak("nl")
    assert table_in(language) in page


def table_in(language: str) -> str:
    speak(language)
    try:
        return permission_table()
    finally:
        speak("nl")


def test_every_act_stands_in_the_table() -> None:
    assert list(ACT_WORDS) == list(Act)


def test_every_writing_service_asks_who_may() -> None:
    unasked = {name for name, calls in functions().items() if "work" in calls and not asks(name)}
    assert unasked == set(FOR_EVERYONE)


def test_every_act_of_the_table_is_asked_somewhere() -> None:
    sources = "".join(
        path.read_text(encoding="utf-8") for path in SERVICES.rglob("*.py") if path.stem != "permission_words"
    )
    assert {act for act in Act if f"Act.{act.name}" not in sources} <= TO_COME


def asks(name: str, seen: frozenset[str] = frozenset()) -> bool:
    """True when a function asks the table, itself or through a function of a service that it calls."""
    calls = functions().get(name, frozenset())
    module = name.split(".", maxsplit=1)[0]
    called = {f"{module}.{call}" for call in calls if f"{module}.{call}" in functions()}
    return bool(calls & ASKS) or any(asks(other, seen | {name}) for other in called - seen - {name})


@cache
def functions() -> dict[str, frozenset[str]]:
    """What every function of the services calls, by ``module.function``."""
    found = {}
    for path in SERVICES.rglob("*.py"):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        for node in ast.walk(tree):
            if isinstance(node, ast.FunctionDef):
                found[f"{path.stem}.{node.name}"] = frozenset(map(called_name, ast.walk(node))) - {""}
    return found


def called_name(node: ast.AST) -> str:
    if not isinstance(node, ast.Call):
        return ""
    return node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
