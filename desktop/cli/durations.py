"""`naober duration`: how long comparable trajectories lasted."""

from __future__ import annotations

from typing import Annotated, Any

import typer

from desktop.cli.answer import Answer, give
from desktop.cli.options import JsonOption, StoreOption, workplace
from desktop.language import _, ngettext
from desktop.rules.durations import Durations
from desktop.rules.prompts.phrases import about
from desktop.services.durations import Lasted, group_for, how_long


def add_to(app: typer.Typer) -> None:
    """Hangs the command under the main command."""
    app.command("duration")(duration)


def duration(
    product: Annotated[str, typer.Option(help="Id of the product, or of the lot where only a result is stated.")],
    segment: Annotated[str, typer.Option(help="Id of the segment; without it all segments.")] = "",
    age: Annotated[int | None, typer.Option(help="Only residents of about this age at the start, in years.")] = None,
    store: StoreOption = None,
    as_json: JsonOption = False,
) -> None:
    """How long comparable trajectories lasted by this store, those that still run counted as far as they have come."""
    with workplace(store) as open_workplace:
        found = how_long(open_workplace, group_for(open_workplace.profile, product, segment, age))
    give(Answer(_document(found), _lines(found)), as_json=as_json)


def _document(lasted: Lasted) -> dict[str, Any]:
    """With too few trajectories it is not told how many there are."""
    found = lasted.found
    source = {"document": lasted.source.document, "paragraph": lasted.source.paragraph}
    if not isinstance(found, Durations):
        return {"too_few": True, "minimum": found.minimum, "source": source}
    return {
        "n": found.n,
        "events": found.events,
        "median_days": found.median_days,
        "curve": [
            {"days": one.days, "surviving": one.surviving, "low": one.low, "high": one.high} for one in found.curve
        ],
        "upper_quartile_days": found.upper_quartile_days,
        "source": source,
    }


def _lines(lasted: Lasted) -> list[str]:
    found = lasted.found
    if not isinstance(found, Durations):
        text = _("Too few trajectories to tell; it takes at least {n}.", n=found.minimum)
        return [f"{text} ({lasted.source.document})"]
    rests = ngettext("Rests on 1 trajectory,", "Rests on {n} trajectories,", found.n)
    ended = ngettext("of which 1 ended.", "of which {n} ended.", found.events)
    half = (
        _("Half of them ended within {length}.", length=about(found.median_days))
        if found.median_days is not None
        else _("Fewer than half of them ended so far.")
    )
    return [half, f"{rests} {ended}"]
