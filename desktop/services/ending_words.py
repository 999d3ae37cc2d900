"""Why help or a case ended, in words."""

from __future__ import annotations

from desktop.language import N_
from desktop.models.kinds import EndReason

REASONS = {
    EndReason.AS_PLANNED: N_("ended as planned"),
    EndReason.EARLY: N_("ended early"),
    EndReason.BY_PROVIDER: N_("the provider stopped"),
    EndReason.MOVED_ON: N_("went on to other help"),
    EndReason.OTHER_DOMAIN: N_("went on to help under another act, such as the Wlz"),
    EndReason.MOVED_AWAY: N_("moved to another municipality"),
    EndReason.DECEASED: N_("the resident died"),
    EndReason.OTHER: N_("another reason"),
}
"""Msgid by reason."""
