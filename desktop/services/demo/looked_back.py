"""How far each goal came, told by each evaluation of an invented case; the plan tells what the latest one told."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from desktop.models.base import Value
from desktop.models.casework import Goal
from desktop.models.indications import Evaluation
from desktop.rules.evaluations import OPEN, goals_reached

_IN_PART = ("partly", "reached", OPEN)
"""Of help that reached a part: the first goal in part, the next whole, the one after not yet."""


def with_results(values: Iterable[Value]) -> list[Value]:
    """One case's values, with results by goal in its held evaluations and the goals as the latest left them.

    A case that is closed told how its goals ended: its latest evaluation says the same.
    """
    made = list(values)
    goals = [one for one in made if isinstance(one, Goal)]
    held = sorted((one for one in made if isinstance(one, Evaluation) and one.held_on), key=_when)
    if not goals or not held:
        return made
    results = {one.id: _results(one.goals_reached, goals) for one in held}
    ended = {goal.id: goal.reached for goal in goals}
    if set(ended.values()) != {OPEN}:
        results[held[-1].id] = ended
    return [_told(one, results, results[held[-1].id]) for one in made]


def _results(reached: str, goals: Sequence[Goal]) -> dict[str, str]:
    if reached == "partly":
        return {goal.id: _IN_PART[n % len(_IN_PART)] for n, goal in enumerate(goals)}
    return {goal.id: "reached" if reached == "all" else OPEN for goal in goals}


def _told(one: Value, results: dict[str, dict[str, str]], latest: dict[str, str]) -> Value:
    if isinstance(one, Goal):
        return one.model_copy(update={"reached": latest[one.id]})
    if isinstance(one, Evaluation) and one.id in results:
        mine = results[one.id]
        return one.model_copy(update={"goal_results": mine, "goals_reached": goals_reached(mine)})
    return one


def _when(one: Evaluation) -> tuple[date, str]:
    return one.held_on or one.due_on, one.id
