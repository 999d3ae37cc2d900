"""What a young person's line says: how pressing it is with its drawing, and the whole of it as sentences."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

from desktop.language import N_, _, ngettext
from desktop.language.forms import long_day, short_day
from desktop.models.kinds import TaskArea
from desktop.models.labels import label
from desktop.rules.eighteen.becoming import Becoming, Outcome
from desktop.rules.eighteen.gaps import Gap
from desktop.rules.eighteen.standing import Press
from desktop.services.eighteen_board import YouthLine
from desktop.services.eighteen_words import runs_unsaid
from desktop.views.design.tokens import Tone

PRESSES: Mapping[Press, tuple[str, Tone, str]] = {
    Press.WITHOUT_HELP: (N_("without help now"), Tone.BAD, "stop"),
    Press.TOO_LATE: (N_("starts too late"), Tone.BAD, "clock"),
    Press.TASKS_LATE: (N_("steps are late"), Tone.CAUTION, "caution"),
    Press.NOT_SEEN: (N_("consent needed to see"), Tone.CAUTION, "lock"),
    Press.NO_PLAN: (N_("no plan yet"), Tone.CAUTION, "edit"),
    Press.GAP_AHEAD: (N_("nothing follows yet"), Tone.ACCENT, "forward"),
    Press.ON_COURSE: (N_("on course"), Tone.GOOD, "check"),
}
"""Word, tone and drawing by how pressing it is."""


def birthday_text(line: YouthLine) -> str:
    """When eighteen, and how far away that is."""
    day = short_day(line.stands.adult_on)
    if line.days == 0:
        return _("eighteen today")
    if line.days < 0:
        past = ngettext("1 day ago", "{n} days ago", -line.days)
        return _("was eighteen on {day} ({past})", day=day, past=past)
    ahead = ngettext("in 1 day", "in {n} days", line.days)
    return _("eighteen on {day} ({ahead})", day=day, ahead=ahead)


def detail_text(line: YouthLine) -> str:
    """The second line: the birthday, the municipality and who holds it."""
    return " · ".join(filter(None, (birthday_text(line), line.municipality, line.owner_name)))


def progress_text(line: YouthLine) -> str:
    """How many steps are done in each area; without a plan that there is none."""
    if line.plan is None:
        return _("No plan yet")
    parts = zip(TaskArea, line.plan.areas, strict=True)
    told = [f"{label(area)} {done}/{every}" for area, (done, every) in parts]
    if line.lacking:
        told.insert(0, ngettext("1 step to add", "{n} steps to add", line.lacking))
    return "  ·  ".join(told)


def gap_text(gap: Gap) -> str:
    """How long nobody helps."""
    if gap.until is None:
        return _("nothing follows")
    return ngettext("gap of 1 day", "gap of {n} days", (gap.until - gap.first).days + 1)


def gap_sentence(gap: Gap) -> str:
    """The same with its days."""
    if gap.until is None:
        return _("From {day} on there is no help: nothing follows yet.", day=long_day(gap.first))
    return _("From {start} until {end} there is no help.", start=long_day(gap.first), end=long_day(gap.until))


def help_sentence(one: Becoming, today: date) -> str:
    """What becomes of one help, or became."""
    name, act = one.help.name or label(one.help.law), label(one.help.law)
    if one.last_day is None:
        return _("{help} ({act}) goes on without an end.", help=name, act=act)
    day = long_day(one.last_day)
    if one.outcome is Outcome.MAY_GO_ON and one.longest and one.last_day >= today:
        until = long_day(one.longest)
        return _("{help} ({act}) ends on {day}. By a decision before it can go on until {until}.", help=name, act=act,
                 day=day, until=until)  # fmt: skip
    return _("{help} ({act}): last day {day}.", help=name, act=act, day=day)


def late_sentence(late_since: date | None) -> str:
    """Why it starts too late; empty when it does not."""
    if late_since is None:
        return ""
    return _("The last day to ask for it in time was {day}.", day=long_day(late_since))


def spoken(line: YouthLine, today: date) -> str:
    """All of a line as sentences, for a screen reader and beside the pointer."""
    return " ".join(sentences(line, today))


def sentences(line: YouthLine, today: date) -> Iterator[str]:
    """The line, one thing at a time."""
    word, _tone, _icon = PRESSES[line.press]
    yield f"{line.name}: {_(word)}."
    yield f"{detail_text(line)}."
    for one in (*line.stands.youth, *line.stands.after):
        yield help_sentence(one, today)
    yield from (runs_unsaid(one) for one in line.stands.youth if one.runs_unsaid(today))
    if line.is_hidden:
        yield hidden_text()
    elif line.stands.gap:
        yield gap_sentence(line.stands.gap)
        yield from filter(None, [late_sentence(line.stands.late_since)])
    yield f"{progress_text(line)}."


def hidden_text() -> str:
    """That there is more than one may see."""
    return _("There is a case under another act. What stands in it is not shown without consent.")


def resume_text(line: YouthLine) -> str:
    """Until when youth help can be taken up again; empty where that is no matter."""
    if line.stands.left_on is None or line.stands.resume_by is None:
        return ""
    return _("Youth help can be taken up again until {day}.", day=long_day(line.stands.resume_by))
