"""How a wait is told in words: for the matrix, the detail, the history and a screen reader alike."""

from __future__ import annotations

from functools import lru_cache

from desktop.language import N_, _, ngettext, spoken
from desktop.language.forms import age_text, days_text, number, short_day
from desktop.models.kinds import AvailabilityStatus, WaitPhase
from desktop.models.labels import label
from desktop.rules.availability import Mark, Waits
from desktop.rules.intake_stops import Leave
from desktop.rules.norms import Breach, NormOutcome
from desktop.services.availability_matrix import Cell
from desktop.services.availability_page import Fate, Observed
from desktop.views.contracts.stops import leave_days, stop_words
from desktop.views.design.tokens import Tone

MARKS = {
    Mark.STALE: N_("out of date"),
    Mark.NEVER: N_("never measured"),
    Mark.STOP: N_("intake stop"),
    Mark.DISPUTED: N_("disputed"),
    Mark.OVER_NORM: N_("over the norm"),
}
"""What stands out, as one filters on it."""

FATES = {Fate.STANDS: N_("counts"), Fate.CORRECTED: N_("corrected"), Fate.WITHDRAWN: N_("withdrawn")}

SHAPES = {
    AvailabilityStatus.OPEN: ("check", Tone.GOOD),
    AvailabilityStatus.LIMITED: ("caution", Tone.CAUTION),
    AvailabilityStatus.INTAKE_STOP: ("stop", Tone.BAD),
    AvailabilityStatus.ASSESSMENT_FIRST: ("list", Tone.CAUTION),
    AvailabilityStatus.ON_CONSULTATION: ("conversation", Tone.MUTED),
    AvailabilityStatus.UNKNOWN: ("question", Tone.MUTED),
}
"""Drawing and tone by state: the word and the shape say it, the colour repeats it."""

_WHOLE_FROM = 10
"""Weeks; published months become broken weeks, and nobody waits 39.1 weeks."""

_LEAST_INVITING = (
    AvailabilityStatus.INTAKE_STOP,
    AvailabilityStatus.ON_CONSULTATION,
    AvailabilityStatus.ASSESSMENT_FIRST,
    AvailabilityStatus.LIMITED,
    AvailabilityStatus.OPEN,
    AvailabilityStatus.UNKNOWN,
)


_LEAVES = {
    Leave.WITHOUT: N_("intake stop without leave"),
    Leave.SHORT: N_("intake stop, leave too short before"),
    Leave.GIVEN: N_("intake stop with leave"),
}
"""Of a stop in the contract, in few enough letters for a cell; the days stand in the tip and beside it."""


def state_name(status: AvailabilityStatus) -> str:
    """The state, and unknown by the word that stands at an unknown wait too."""
    return _("unknown") if status is AvailabilityStatus.UNKNOWN else label(status)


def state_of(cell: Cell) -> AvailabilityStatus:
    """The least inviting of what is known; unknown only when nothing is."""
    if cell.contract_stop:
        return AvailabilityStatus.INTAKE_STOP
    return next((status for status in _LEAST_INVITING if status in cell.statuses), AvailabilityStatus.UNKNOWN)


def state_words(cell: Cell) -> str:
    """Like ``open``, ``disputed, open``, ``partly intake stop`` or ``never measured``."""
    if cell.contract_stop:
        state = _LEAVES[cell.contract_stop.leave]
        return _("disputed, {state}", state=_(state)) if cell.disputed else _(state)
    if not cell.offers:
        return _("never measured")
    state = state_name(state_of(cell))
    if len(cell.statuses) > 1:
        state = _("partly {state}", state=state)
    return _("disputed, {state}", state=state) if cell.disputed else state


def short_wait(waits: Waits) -> str:
    """Like ``6–8 wk``, in whole weeks from ten on; that it is not known when nobody told."""
    if waits.low is None and waits.high is None:
        return _("unknown")
    if waits.high is None:
        return _("{n} wk or more", n=_figure(waits.low or 0))
    if waits.low is None:
        return _("up to {n} wk", n=_figure(waits.high))
    if _figure(waits.low) == _figure(waits.high):
        return _("{n} wk", n=_figure(waits.high))
    return _("{low}–{high} wk", low=_figure(waits.low), high=_figure(waits.high))


def waits_line(cell: Cell) -> str:
    """Both waits in a few letters, the one to the first talk before the one to the first help."""
    if not cell.offers and cell.contract_stop:
        return leave_days(cell.contract_stop)
    if not cell.intake.known and not cell.start.known:
        return _("wait not known")
    return _("talk {intake} · help {start}", intake=short_wait(cell.intake), start=short_wait(cell.start))


def age_line(cell: Cell) -> str:
    """How old the oldest figure is, and how many offers lie in it."""
    if cell.age_days is None:
        return _("never measured") if cell.contract_stop else ""
    age = _("out of date: {age}", age=age_text(cell.age_days)) if Mark.STALE in cell.marks else age_text(cell.age_days)
    several = ngettext("1 offer", "{n} offers", cell.offers) if cell.offers > 1 else ""
    return " · ".join(filter(None, (age, several)))


def norm_line(cell: Cell) -> str:
    """In a few letters by how much the norm is broken; empty when it is not, for certain."""
    over = [one.over for one in (cell.intake_norm, cell.start_norm) if one.is_over and one.over]
    return _("{n} wk over the norm", n=_figure(max(over))) if over else ""


def in_weeks(weeks: float) -> str:
    """Like ``1 week``, ``2.5 weeks`` or, below a week, ``1 day``."""
    if 0 < weeks < 1:
        return days_text(max(1, round(weeks * 7)))
    return _("1 week") if number(weeks) == "1" else _("{n} weeks", n=number(weeks))


def norm_words(breach: Breach) -> str:
    """How a wait stands against its norm, in a sentence; empty without a norm."""
    norm = breach.norm
    if norm is None or norm.weeks is None:
        return ""
    told = {"most": in_weeks(norm.weeks), "name": norm.name}
    match breach.outcome:
        case NormOutcome.OVER:
            return _("{over} over the norm of {most} ({name})", over=in_weeks(breach.over or 0), **told)
        case NormOutcome.MAYBE_OVER:
            return _("perhaps over the norm of {most} ({name})", **told)
        case NormOutcome.WITHIN:
            return _("within the norm of {most} ({name})", **told)
    return _("the norm is {most} ({name}); the wait is not known", **told)


def norm_source(breach: Breach) -> str:
    """Where the norm stands."""
    norm = breach.norm
    return ", ".join(filter(None, (norm.document, norm.paragraph))) if norm else ""


def spoken_cell(provider: str, column: str, cell: Cell | None) -> str:
    """The whole cell as a sentence."""
    if cell is None:
        return _("{provider}, {product}: does not offer this, or is left out by the filters", **_of(provider, column))
    parts = (
        stop_words(cell.contract_stop) if cell.contract_stop else state_words(cell),
        _("disputed") if cell.contract_stop and cell.disputed else "",
        _("first talk: {wait}", wait=short_wait(cell.intake)) if cell.offers else "",
        norm_words(cell.intake_norm) if cell.intake_norm.is_over else "",
        _("help: {wait}", wait=short_wait(cell.start)) if cell.offers else "",
        norm_words(cell.start_norm) if cell.start_norm.is_over else "",
        age_line(cell),
        _("given for all help of this provider") if cell.for_all_help else "",
    )
    return f"{provider}, {column}: {'; '.join(filter(None, parts))}"


def _figure(weeks: float) -> str:
    return _written(weeks, spoken())


@lru_cache(maxsize=2048)
def _written(weeks: float, _language: str) -> str:
    """Kept, for thousands of cells show the same few figures."""
    return number(round(weeks) if weeks >= _WHOLE_FROM else weeks)


def _of(provider: str, column: str) -> dict[str, str]:
    return {"provider": provider, "product": column}


def point_words(one: Observed, phase: WaitPhase) -> str:
    """One wait of an observation with its day, age and source, for who points at it."""
    report = one.report
    intake = phase is WaitPhase.INTAKE
    waits = (report.intake_min, report.intake_max) if intake else (report.start_min, report.start_max)
    wait = short_wait(Waits(*waits, 1))
    parts = (
        _("first talk: {wait}", wait=wait) if intake else _("help: {wait}", wait=wait),
        f"{short_day(report.measured_on)}, {age_text(one.age_days)}",
        report.source,
        report.checked_by,
    )
    return "\n".join(filter(None, parts))
