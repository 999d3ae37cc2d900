"""The seal on approved text: whoever changes a letter of it afterwards breaks the seal."""

from __future__ import annotations

import hashlib
import hmac
import json

from desktop.models.indications import Indication
from desktop.models.kinds import IndicationStatus
from desktop.models.sealed_text import CHOSEN, LATER

APPROVED = (
    IndicationStatus.APPROVED,
    IndicationStatus.ENDED,
    IndicationStatus.REFUSED,
    IndicationStatus.LAPSED,
)
"""A text in one of these states was approved and lies under its seal, whatever became of the help."""

SEALED = ("id", "case_id", *CHOSEN, "follows_id", "rests_on", "author", "judged_by")
"""Fields under the seal: the text, what it rests on, whose it is, and who approved it."""


def seal_of(indication: Indication) -> str:
    """SHA-256 over the sealed fields as canonical JSON: keys in order, no spaces, UTF-8; 64 hexadecimal digits."""
    told = indication.model_dump(mode="json", include=set(SEALED))
    for name in (*LATER, "follows_id", "rests_on"):
        if getattr(indication, name) == Indication.model_fields[name].get_default(call_default_factory=True):
            del told[name]
    text = json.dumps(told, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()


def is_sealed(indication: Indication) -> bool:
    """True when the text still is what was approved, to the letter."""
    return hmac.compare_digest(indication.seal, seal_of(indication))
