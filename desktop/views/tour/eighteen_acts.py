"""What the tour does around eighteen: the board, a step that is done, and the plan for the young person."""

from __future__ import annotations

from PySide6.QtWidgets import QCheckBox

from desktop.language import _
from desktop.services.eighteen_board import YouthLine
from desktop.views.eighteen.lines import LINE, BoardView
from desktop.views.tour.hand import Hand, Lost
from desktop.views.tour.post_acts import DRAWING_MS


def board(hand: Hand) -> None:
    """Looks at who turns eighteen, ticks the first step that is not done, and looks at the plan on paper.

    Raises:
        Lost: When nobody on the board has a plan.
    """
    hand.press(_("18-/18+"))
    hand.look("18-jaar")
    _choose_planned(hand)
    _tick(hand)
    hand.look("18-jaar-stap")
    hand.press("print-plan")
    hand.rest(DRAWING_MS)
    hand.look("18-plan")
    hand.press("paper-back")


def _choose_planned(hand: Hand) -> None:
    view = hand.find("eighteen-board", BoardView)
    lines = (view.model().index(at, 0).data(LINE) for at in range(view.model().rowCount()))
    row = next((at for at, line in enumerate(lines) if isinstance(line, YouthLine) and line.plan), None)
    if row is None:
        raise Lost("a plan for eighteen")
    view.stand_at(row)
    hand.acts += 1
    hand.settle()


def _tick(hand: Hand) -> None:
    boxes = (box for box in hand.window.findChildren(QCheckBox) if box.isVisible() and not box.isChecked())
    box = next((box for box in boxes if box.objectName().startswith("step-")), None)
    if box is None:
        raise Lost("a step of a plan for eighteen")
    box.click()
    hand.acts += 1
    hand.settle()
