"""Bytes that were well formed once."""

from __future__ import annotations

from hypothesis import strategies as st

_MISCHIEF = ("flip", "cut", "leave out", "double", "move", "put in")
_AWKWARD = (
    b"\x00", b"\xff\xfe", b"\xed\xa0\x80", b'"', b"\\ud800", b"[" * 3000, b'{"a":' * 3000, b"9" * 5000, b"1e999",
    b"NaN", b"-", b"\n\n", b"null", b"\xe2\x80\xae", b"<!ENTITY a 'b'>", b"=1+1",
)  # fmt: skip


@st.composite
def spoilt(draw: st.DrawFn, whole: bytes) -> bytes:
    """The same with one to four things wrong, or bytes that have nothing to do with it."""
    if draw(st.integers(0, 9)) == 0:
        return draw(st.binary(max_size=300))
    data = whole
    for _wrong in range(draw(st.integers(1, 4))):
        data = _worse(draw, data)
    return data


def _worse(draw: st.DrawFn, data: bytes) -> bytes:
    one, other = sorted((draw(st.integers(0, len(data))), draw(st.integers(0, len(data)))))
    match draw(st.sampled_from(_MISCHIEF)):
        case "flip":
            bit = 1 << draw(st.integers(0, 7))
            return data[:one] + bytes(byte ^ bit for byte in data[one : one + 1]) + data[one + 1 :]
        case "cut":
            return data[:other]
        case "leave out":
            return data[:one] + data[other:]
        case "double":
            return data[:other] + data[one:]
        case "move":
            return data[one:other] + data[:one] + data[other:]
        case _:
            return data[:one] + draw(st.sampled_from(_AWKWARD)) + data[one:]
