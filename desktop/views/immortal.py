"""Keeps Python's own constants alive where Qt's bindings would count them away."""

from __future__ import annotations

import ctypes
import sys

_CONSTANTS = (None, True, False, NotImplemented, Ellipsis)
_COUNTED_UNTIL = (3, 12)
_FOR_EVER = sys.maxsize // 4
"""More references than any program will ever lose; as the interpreter itself does it from 3.12 on (PEP 683)."""


def keep_constants() -> None:
    """Gives None, True and False so many references that they never go away; does nothing from Python 3.12 on.

    WORKAROUND for PySide6 6.12 on Python 3.11: its stable-ABI libraries return None, True and False without taking a
    reference, because these no longer count from 3.12 on. Each call of Qt that returns nothing loses one; after some
    thousands the interpreter stops with "deallocating None". Ends with the last Python 3.11.
    """
    if sys.version_info < _COUNTED_UNTIL:
        for constant in _CONSTANTS:
            ctypes.c_ssize_t.from_address(id(constant)).value += _FOR_EVER
