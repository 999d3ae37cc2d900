"""What an e-mail address looks like."""

from __future__ import annotations

import re

_ADDRESS = re.compile(r"[^@\s]+@[^@\s.]+(\.[^@\s.]+)+")


def is_email(text: str) -> bool:
    """True for what a message could be sent to: something, an at sign, and a name with a dot in it."""
    return _ADDRESS.fullmatch(text) is not None
