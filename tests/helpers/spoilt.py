"""Bytes that were well formed once."""

from __future__ import annotations

from collections.abc import Callable

from hypothesis import strategies as st

_AWKWARD = (
    b"\x00", b"\xff\xfe", b"\xed\xa0\x80", b'"', b"\\ud800", b"[" * 3000, b'{"a":' * 3000, b"9" * 5000, b"1e999",
    b"NaN", b"-", b"\n\n", b"null", b"\xe2\x80\xae", b"<!ENTITY a 'b'>", b"=1+1",
)  # fmt: skip
_WAYS = 6
Pick = Callable[[int, int], int]
"""Chooses a whole number between two, both included."""


@st.composite
def spoilt(draw: st.DrawFn, whole: bytes) -> bytes:
    """The same with one to four things wrong, or bytes that have nothing to do with it."""
    if draw(st.integers(0, 9)) == 0:
        return draw(st.binary(max_size=300))
    return spoil(lambda least, most: draw(st.integers(least, most)), whole)


def spoil(pick: Pick, whole: bytes) -> bytes:
    """The same with one to four things wrong, as they are picked."""
    data = whole
    for _wrong in range(pick(1, 4)):
        data = _worse(pick, data)
    return data


def _worse(pick: Pick, data: bytes) -> bytes:
    one, other = sorted((pick(0, len(data)), pick(0, len(data))))
    match pick(1, _WAYS):
        case 1:
            bit = 1 << pick(0, 7)
            return data[:one] + bytes(byte ^ bit for byte in data[one : one + 1]) + data[one + 1 :]
        case 2:
            return data[:other]
        case 3:
            return data[:one] + data[other:]
        case 4:
            return data[:other] + data[one:]
        case 5:
            return data[one:other] + data[:one] + data[other:]
        case _:
            return data[:one] + _AWKWARD[pick(0, len(_AWKWARD) - 1)] + data[one:]
