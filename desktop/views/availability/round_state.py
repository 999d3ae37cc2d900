"""Where one is in a round of calls, without any widget: what comes next, and what is taken back."""

from __future__ import annotations

from dataclasses import replace

from desktop.services.phone_round import Outcome, Round, RoundPlace


def at(round_: Round, index: int) -> Round:
    """The round, standing at another question."""
    return _placed(round_, replace(round_.place, at=max(0, min(index, len(round_.items) - 1))))


def typed(round_: Round, index: int, waits: tuple[str, ...]) -> Round:
    """The round, with what is typed at a question."""
    return _placed(round_, replace(round_.place, typed={**round_.place.typed, index: waits}))


def answered(round_: Round, index: int, outcome: Outcome) -> Round:
    """The round, with that question answered and standing at the next open one."""
    others = {key: value for key, value in round_.place.outcomes.items() if key != index}
    place = replace(round_.place, outcomes={**others, index: outcome})
    return at(_placed(round_, place), next_open(_placed(round_, place), index))


def reopened(round_: Round, index: int) -> Round:
    """The round, with that question open again and standing at it."""
    outcomes = {key: value for key, value in round_.place.outcomes.items() if key != index}
    reports = {key: value for key, value in round_.place.reports.items() if key != index}
    return _placed(round_, replace(round_.place, outcomes=outcomes, reports=reports, at=index))


def again(round_: Round) -> Round:
    """The round, with those who were not reached or passed over open again; standing at the first of them."""
    over = {Outcome.NOT_REACHED, Outcome.PASSED}
    kept = {key: value for key, value in round_.place.outcomes.items() if value not in over}
    anew = _placed(round_, replace(round_.place, outcomes=kept))
    return at(anew, next_open(anew, -1))


def written(round_: Round, index: int, report_id: str) -> Round:
    """The round, knowing which observation a question became."""
    return _placed(round_, replace(round_.place, reports={**round_.place.reports, index: report_id}))


def from_source(round_: Round, source: str) -> Round:
    """The round, with where its answers come from."""
    return _placed(round_, replace(round_.place, source=source))


def next_open(round_: Round, index: int) -> int:
    """The first open question after this one, from the top again when there is none below; else the same."""
    count = len(round_.items)
    turn = [*range(index + 1, count), *range(index + 1)]
    return next((one for one in turn if one not in round_.place.outcomes), max(index, 0))


def last_answered(round_: Round) -> int | None:
    """The question that was answered last; None when there is none."""
    return list(round_.place.outcomes)[-1] if round_.place.outcomes else None


def _placed(round_: Round, place: RoundPlace) -> Round:
    return replace(round_, place=place)
