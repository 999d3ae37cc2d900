"""How the state of an indication looks; the word beside it says the same."""

from __future__ import annotations

from desktop.models.kinds import IndicationStatus
from desktop.views.design.tokens import Tone

TONES = {
    IndicationStatus.APPROVED: Tone.GOOD,
    IndicationStatus.RETURNED: Tone.CAUTION,
    IndicationStatus.HANDED_IN: Tone.ACCENT,
}
ICONS = {
    IndicationStatus.DRAFT: "edit",
    IndicationStatus.HANDED_IN: "forward",
    IndicationStatus.RETURNED: "undo",
    IndicationStatus.APPROVED: "check",
    IndicationStatus.ENDED: "stop",
    IndicationStatus.REFUSED: "stop",
    IndicationStatus.LAPSED: "undo",
}
