"""The measures of the house style: spaces, sizes of type and two sets of colours."""

from __future__ import annotations

from dataclasses import dataclass, fields
from enum import StrEnum

LINEAR_KNEE = 0.04045
"""Below this an sRGB channel is linear (WCAG 2.2, relative luminance)."""


class Space:
    """Distances in device-independent pixels; nothing else is used between two things."""

    XS = 4
    S = 8
    M = 12
    L = 16
    XL = 24
    XXL = 32


class Tone(StrEnum):
    """What a colour means. It never speaks alone: a word stands beside it."""

    TEXT = "text"
    MUTED = "muted"
    ACCENT = "accent"
    GOOD = "good"
    CAUTION = "caution"
    BAD = "bad"
    ON_ACCENT = "on_accent"
    NAV = "nav_text"
    NAV_MUTED = "nav_muted"


@dataclass(frozen=True)
class Colours:
    """One set of colours as ``#rrggbb``. A name ending in ``_soft`` is the ground under the tone of that name."""

    canvas: str
    surface: str
    sunken: str
    line: str
    edge: str
    scroll: str
    text: str
    muted: str
    accent: str
    accent_strong: str
    accent_soft: str
    on_accent: str
    good: str
    good_soft: str
    caution: str
    caution_soft: str
    bad: str
    bad_soft: str
    nav: str
    nav_hover: str
    nav_active: str
    nav_text: str
    nav_muted: str
    nav_mark: str

    def values(self) -> dict[str, str]:
        """Colour by name."""
        return {f.name: getattr(self, f.name) for f in fields(self)}


LIGHT = Colours(
    canvas="#f6f5f1",
    surface="#ffffff",
    sunken="#eceae3",
    line="#e0ddd4",
    edge="#84888a",
    scroll="#c3c0b6",
    text="#1c2529",
    muted="#586469",
    accent="#0c6470",
    accent_strong="#084a54",
    accent_soft="#e0eff0",
    on_accent="#ffffff",
    good="#1d6b3f",
    good_soft="#e2f1e7",
    caution="#7d5200",
    caution_soft="#fbefd3",
    bad="#a6271f",
    bad_soft="#fbe6e3",
    nav="#0d3b43",
    nav_hover="#15484f",
    nav_active="#1a5058",
    nav_text="#f3f8f8",
    nav_muted="#b3cdd0",
    nav_mark="#e9b65a",
)

DARK = Colours(
    canvas="#14191b",
    surface="#1c2326",
    sunken="#101416",
    line="#31393d",
    edge="#7d898f",
    scroll="#48535a",
    text="#e9edee",
    muted="#a8b4b9",
    accent="#73c8d0",
    accent_strong="#97dbe1",
    accent_soft="#1b393e",
    on_accent="#06262b",
    good="#86d3a2",
    good_soft="#1b3526",
    caution="#eac06c",
    caution_soft="#3a2f16",
    bad="#f4a49b",
    bad_soft="#43211e",
    nav="#0c2a30",
    nav_hover="#12373e",
    nav_active="#19454d",
    nav_text="#eff6f6",
    nav_muted="#a6c1c5",
    nav_mark="#eac06c",
)

READABLE: tuple[tuple[str, str], ...] = (
    *(
        (ink, ground)
        for ink in ("text", "muted", "accent", "bad", "good", "caution")
        for ground in ("canvas", "surface")
    ),
    *((f"{tone}", f"{tone}_soft") for tone in ("good", "caution", "bad", "accent")),
    *(("text", f"{tone}_soft") for tone in ("good", "caution", "bad", "accent")),
    ("muted", "accent_soft"),
    ("text", "sunken"),
    ("muted", "sunken"),
    ("accent", "sunken"),
    ("accent_strong", "accent_soft"),
    ("on_accent", "accent"),
    ("on_accent", "accent_strong"),
    *((ink, ground) for ink in ("nav_text", "nav_muted", "nav_mark") for ground in ("nav", "nav_hover", "nav_active")),
)
"""Every pair (ink, ground) that text is set in; each must reach 4.5:1."""

VISIBLE: tuple[tuple[str, str], ...] = (
    ("edge", "surface"),
    ("edge", "canvas"),
    ("accent", "canvas"),
    ("accent", "surface"),
    ("nav_mark", "nav"),
)
"""Every pair (edge, ground) that shows where a control is or has the focus; each must reach 3:1."""


@dataclass(frozen=True)
class TypeScale:
    """Sizes in points, all from one: the system's own size times the person's choice."""

    base: float

    def values(self) -> dict[str, str]:
        """Size by name, as the stylesheet writes it."""
        steps = {"small": 0.9, "body": 1.0, "lead": 1.14, "section": 1.24, "title": 1.85, "display": 2.5}
        return {f"size_{name}": f"{self.base * factor:.2f}pt" for name, factor in steps.items()}


def contrast(one: str, other: str) -> float:
    """Contrast of two colours, 1 to 21 (WCAG 2.2, success criterion 1.4.3)."""
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: str) -> float:
    red, green, blue = (_linear(int(colour[i : i + 2], 16) / 255) for i in (1, 3, 5))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(channel: float) -> float:
    return channel / 12.92 if channel <= LINEAR_KNEE else float(((channel + 0.055) / 1.055) ** 2.4)
