"""`naober transition FILE_OR_CASE`: what the eighteenth birthday changes, and what must be arranged when."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any

import typer

from desktop.bootstrap import now
from desktop.cli.answer import Answer, give
from desktop.cli.json_files import read_json
from desktop.cli.options import JsonOption, StoreOption, workplace
from desktop.language import _
from desktop.language.forms import short_day
from desktop.models.labels import label
from desktop.models.region_settings import Source
from desktop.rules.consent import Standing
from desktop.rules.eighteen.becoming import Becoming, Outcome
from desktop.services.eighteen import LeftOut, Transition, transition_of_case, transition_of_file
from desktop.services.eighteen_words import without_ground


def add_to(app: typer.Typer) -> None:
    """Hangs the command under the main command."""
    app.command()(transition)


def transition(
    file_or_case: Annotated[str, typer.Argument(help="A JSON file with birth date and help, or a case's id.")],
    store: StoreOption = None,
    as_json: JsonOption = False,
) -> None:
    """What ends at eighteen, what goes on, what must be asked for, done by when, and where a gap opens."""
    file = Path(file_or_case)
    if file.is_file() or file.suffix == ".json":
        found = transition_of_file(read_json(file), now().astimezone().date())
    else:
        with workplace(store) as open_workplace:
            found = transition_of_case(open_workplace, file_or_case)
    give(Answer(_document(found), _lines(found), act_needed=bool(found.gaps)), as_json=as_json)


def _document(found: Transition) -> dict[str, Any]:
    return {
        "adult_on": found.adult_on.isoformat(),
        "ends": [_becoming(one) for one in found.ends],
        "continues": [_becoming(one) for one in found.continues],
        "ask": [
            {"what": one.help, "at": one.at, "by": one.by.isoformat(), "source": _source(one.source)}
            for one in found.ask
        ],
        "tasks": [
            {
                "code": one.rule.code,
                "area": one.rule.area,
                "text": one.rule.name,
                "due": one.due.isoformat(),
                "owner": one.rule.owner,
                "law": one.rule.law,
                "proposal": one.rule.is_proposal,
                "source": _source(one.rule.source),
            }
            for one in found.tasks
        ],
        "gaps": [{"from": gap.first.isoformat(), "to": gap.until and gap.until.isoformat()} for gap in found.gaps],
        "left_out": [
            {"law": one.law, "consent": one.standing, "source": one.source and _source(one.source)}
            for one in found.left_out
        ],
    }


def _becoming(one: Becoming) -> dict[str, Any]:
    return {
        "id": one.help.id,
        "help": one.help.name,
        "law": one.help.law,
        "last_day": one.last_day and one.last_day.isoformat(),
        "may_go_on_until": one.longest.isoformat() if one.outcome is Outcome.MAY_GO_ON and one.longest else None,
        "resume_by": one.resume_by and one.resume_by.isoformat(),
        "ground": one.ground,
        "source": _source(one.source),
    }


def _source(source: Source) -> dict[str, str]:
    return {"document": source.document, "paragraph": source.paragraph}


def _lines(found: Transition) -> list[str]:
    head = _("Turns eighteen on {day}.", day=short_day(found.adult_on))
    ends = [_("{help}: last day {day}", help=one.help.name, day=_day(one)) for one in found.ends]
    on = [_("{help} goes on until {day}", help=one.help.name, day=_day(one)) for one in found.continues]
    due = [f"{short_day(one.due)}  {one.rule.name}" for one in found.tasks]
    gaps = [
        _("No help from {start} until {end}", start=short_day(gap.first), end=short_day(gap.until))
        if gap.until
        else _("No help from {start}: nothing follows yet", start=short_day(gap.first))
        for gap in found.gaps
    ]
    no_ground = [without_ground(one) for one in found.continues if one.lacks_ground]
    return [head, *ends, *on, *no_ground, *due, *gaps, *(_left_out(one) for one in found.left_out)]


def _left_out(one: LeftOut) -> str:
    what = _("Left out: help under {law}.", law=label(one.law))
    if one.source is None:
        return what
    why = {
        Standing.NOT_ASKED: _("Nobody asked yet whether it may be used here."),
        Standing.REFUSED: _("It may not be used here: the answer was no."),
        Standing.LAPSED: _("It was a parent or representative who said yes: the young person must be asked anew."),
        Standing.WITHDRAWN: _("It may not be used here any more: the yes was withdrawn."),
    }[one.standing]
    source = f"{one.source.document}, {one.source.paragraph}"
    return f"{what} {why} {_('Source: {source}', source=source)}"


def _day(one: Becoming) -> str:
    return short_day(one.last_day) if one.last_day else "—"
