"""How safe the work is, in one sentence: for the badge at the side and the top of the screen."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from desktop.language import _, ngettext
from desktop.services.central import in_reach
from desktop.services.syncing import state_of_work
from desktop.views.design.days import near_moment

if TYPE_CHECKING:
    from desktop.services.syncing import StateOfWork
    from desktop.services.workplace import Workplace


@dataclass(frozen=True)
class Standing:
    """The state of the work, and whether the central store could be seen just now."""

    work: StateOfWork
    in_reach: bool

    @property
    def must_act(self) -> int:
        """How many things a person must decide or look at."""
        return self.work.conflicts + len(self.work.refused)


def standing(workplace: Workplace) -> Standing:
    """Asks the store, and looks whether the shared file is there; to be called off the main thread."""
    work = state_of_work(workplace)
    return Standing(work, in_reach(work.url))


def in_words(now: Standing, today: date) -> str:
    """Like: Offline · 3 changes wait · last 14:05."""
    if not now.work.is_joined:
        return _("Only on this laptop")
    parts = [] if now.in_reach else [_("Offline")]
    waiting = len(now.work.waiting)
    if waiting:
        parts.append(ngettext("1 change waits", "{n} changes wait", waiting))
    if refused := len(now.work.refused):
        parts.append(ngettext("1 thing is not shared", "{n} things are not shared", refused))
    if not waiting and not refused:
        parts.append(_("everything shared"))
    if now.work.synced_at is not None:
        parts.append(_("last {moment}", moment=near_moment(now.work.synced_at, today)))
    text = " · ".join(parts)
    return text[0].upper() + text[1:]


def drawing(now: Standing) -> str:
    """The icon that goes with it."""
    if not now.work.is_joined:
        return "home"
    return "cloud" if now.in_reach else "offline"
