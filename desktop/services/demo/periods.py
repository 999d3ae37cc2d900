"""When invented help runs: every indication touches the twelve months until today, as the published tables count."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from desktop.services.demo.scene import Scene

WINDOW = 364
"""Days before today on which the counted year began."""

SHORTEST = 21
"""Days of an indication between two others."""

BEGUN = 5
"""Days before today on which a running indication began at the latest."""

DAY = timedelta(days=1)


@dataclass(frozen=True)
class Course:
    """What is known of a client's help before its days are chosen.

    Attributes:
        count: Indications one after the other, each from the day after the one before.
        running: True when the last one runs today.
        longest: Days that one may last.
        earliest: First day on which help could begin.
    """

    count: int
    running: bool
    longest: int
    earliest: date


Period = tuple[date, date]
"""First and last day, both inclusive."""


def periods(scene: Scene, course: Course) -> tuple[Period, ...]:
    """First and last days, the oldest first."""
    end, found = _last_day(scene, course), []
    for before in range(course.count - 1, -1, -1):
        start = max(end - timedelta(days=_length(scene, course, end, before) - 1), course.earliest)
        found.append((min(start, end), end))
        end = min(start, end) - DAY
    return tuple(reversed(found))


def _last_day(scene: Scene, course: Course) -> date:
    if course.running:
        return scene.today + timedelta(days=scene.between(7, min(course.longest - BEGUN - 2, 400)))
    return scene.ago(7, WINDOW - SHORTEST * (course.count + 1))


def _length(scene: Scene, course: Course, end: date, before: int) -> int:
    """Days of an indication that has so many before it, which must still fit in the counted year."""
    least = max(SHORTEST, (end - scene.today).days + BEGUN + 1)
    if before == 0:
        return scene.between(max(least, min(60, course.longest)), min(course.longest, 500))
    window_start = scene.today - timedelta(days=WINDOW)
    room = (end - window_start).days // before
    return scene.between(least, min(room - 1, course.longest)) if room > least else least
