"""What a cell of the matrix says: a state with its drawing, the numbers, and the words under them."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from desktop.language import N_, _, ngettext
from desktop.language.forms import long_day
from desktop.rules.coverage import Cell
from desktop.rules.coverage_lines import ITSELF
from desktop.views.design.tokens import Tone


class State(Enum):
    """How it is in a cell: word, tone and drawing. Where more is so, the first of these is shown."""

    ELSEWHERE = (N_("bought elsewhere"), Tone.MUTED, "forward")
    NOBODY = (N_("nobody contracted"), Tone.BAD, "close")
    GAP = (N_("nobody takes people"), Tone.BAD, "stop")
    ASK = (N_("not known who takes people"), Tone.BAD, "question")
    FEW = (N_("fewer than wanted"), Tone.BAD, "down")
    SURPLUS = (N_("above the maximum"), Tone.ACCENT, "flag")
    ONE = (N_("hangs on one"), Tone.CAUTION, "person")
    ENOUGH = (N_("enough"), Tone.GOOD, "check")

    @property
    def word(self) -> str:
        """In the language in force."""
        return _(self.value[0])

    @property
    def tone(self) -> Tone:
        """The colour that repeats the word."""
        return self.value[1]

    @property
    def icon(self) -> str:
        """The drawing that repeats the word."""
        return self.value[2]


@dataclass(frozen=True)
class Face:
    """A cell as it is shown."""

    state: State
    number: str
    words: str
    closed: bool
    """True: a lock stands in the corner, new providers are kept out."""


def state_of(cell: Cell) -> State:
    """The most pressing that can be said of a cell."""
    if cell.bought_by:
        return State.ELSEWHERE
    if cell.gap:
        if not cell.providers:
            return State.NOBODY
        if cell.accepting:
            return State.FEW
        return State.ASK if cell.unknown else State.GAP
    if cell.surplus:
        return State.SURPLUS
    return State.ONE if cell.only else State.ENOUGH


def face_of(cell: Cell) -> Face:
    """A cell at a glance."""
    state = state_of(cell)
    return Face(state, f"{cell.accepting} / {cell.providers}", _short(cell, state), cell.closed is not None)


def spoken_of(cell: Cell, only: str = "") -> str:
    """All of a cell as sentences, for a screen reader and beside the pointer.

    `only` is the name of the one provider that it hangs on.
    """
    return " ".join(_sentences(cell, state_of(cell), only))


def _short(cell: Cell, state: State) -> str:
    if state is State.SURPLUS:
        return _("{n} too many", n=cell.surplus)
    if state is State.ASK:
        return ngettext("ask 1", "ask {n}", cell.unknown)
    if state is State.FEW:
        return _("too few")
    if state is State.ELSEWHERE:
        return _("elsewhere")
    return state.word


def _sentences(cell: Cell, state: State, only: str) -> list[str]:
    counted = _(
        "{product} in {municipality}: {providers} contracted, {accepting} take people, {unknown} not known.",
        product=cell.line.name,
        municipality=cell.municipality,
        providers=cell.providers,
        accepting=cell.accepting,
        unknown=cell.unknown,
    )
    said = [counted]
    if state is State.ELSEWHERE:
        said.append(buyer_text(cell))
    elif cell.gap:
        said.append(_("This is a gap: {why}.", why=state.word))
    if cell.least is not None:
        said.append(_("Wanted at the least: {n} that take people.", n=cell.least))
    if cell.most is not None:
        said.append(_("Wanted at the most: {n} contracted.", n=cell.most))
    if only and cell.providers > 1:
        said.append(_("All hangs on {name}: the others take nobody now.", name=only))
    elif only:
        said.append(_("All hangs on {name}.", name=only))
    if cell.closed:
        said.append(_("Closed for new providers since {day}.", day=long_day(cell.closed.start)))
    return said


def buyer_text(cell: Cell) -> str:
    """Who buys it when the region does not."""
    if cell.bought_by == ITSELF:
        return _("{municipality} buys this itself.", municipality=cell.municipality)
    return _("For {municipality} this is bought by {who}.", municipality=cell.municipality, who=cell.bought_by)
