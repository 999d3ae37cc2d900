"""A signal about a provider, act by act: recorded in confidence, followed up, and closed or not."""

from __future__ import annotations

from desktop.language import _
from desktop.models.kinds import SignalStatus
from desktop.views.tour.hand import Hand
from desktop.views.tour.script import Signalled


def record(hand: Hand, signal: Signalled) -> None:
    """Records a signal about the provider whose contracts are shown."""
    hand.press("contracts-entry")
    hand.press("record-signal-open")
    hand.write("signal-text", signal.seen)
    hand.look("signaal")
    hand.press("signal-go")


def follow_up(hand: Hand, signal: Signalled) -> None:
    """Writes down what was done about the first signal."""
    hand.press(_("Signals"))
    hand.look("signalen")
    hand.press(_("Follow up …"))
    hand.write("follow-up-text", signal.done)
    hand.choose("follow-up-status", SignalStatus.IN_HAND.value)
    hand.look("signaal-opvolgen")
    hand.press("follow-up-go")
    hand.look("signaal-opgevolgd")
