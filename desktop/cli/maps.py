"""`naober search`: asking the social map."""

from __future__ import annotations

from dataclasses import asdict
from typing import Annotated

import typer

from desktop.cli.answer import Answer, give
from desktop.cli.options import JsonOption, StoreOption, workplace
from desktop.language import _
from desktop.models.faults import RuleBroken
from desktop.models.kinds import Law
from desktop.models.search import FURTHEST_KM, Hit, SearchQuestion
from desktop.services.social_map import check_asked
from desktop.services.social_map import search as search_map

_ALL = 1_000_000_000
"""Who asks on the command line wants the whole number."""


def add_to(app: typer.Typer) -> None:
    """Hangs the command under the main command."""
    app.command()(search)


def search(
    text: str,
    municipality: Annotated[str, typer.Option(help="Only for this municipality.")] = "",
    product: Annotated[str, typer.Option(help="Only providers contracted for this product.")] = "",
    law: Annotated[Law | None, typer.Option(help="Only providers under this act.", case_sensitive=False)] = None,
    age: Annotated[int | None, typer.Option(min=0, max=130, help="The resident's age in years.")] = None,
    near: Annotated[str, typer.Option(help="A place, or the four digits of a postal code.")] = "",
    within: Annotated[
        str,
        typer.Option(metavar="KM", help="So far from --near at the most; help that comes to the resident stays."),
    ] = "",
    max_weeks: Annotated[int | None, typer.Option(min=0, max=520, help="Longest wait to the first help.")] = None,
    no_indication: Annotated[bool, typer.Option("--no-indication", help="Only community services.")] = False,
    limit: Annotated[int, typer.Option(min=1, max=1000, help="Hits at the most.")] = 50,
    store: StoreOption = None,
    as_json: JsonOption = False,
) -> None:
    """Searches the social map, the neighbourhood first."""
    question = SearchQuestion(
        text=text,
        municipality=municipality,
        product=product,
        law=law,
        age=age,
        near=near,
        within_km=_kilometres(within) if within else None,
        max_weeks=max_weeks,
        no_indication=no_indication,
        limit=limit,
        counted=_ALL,
    )
    with workplace(store) as open_workplace:
        check_asked(open_workplace, question)
        found = search_map(open_workplace, question)
    read = (
        [_("searched for {text}", text=", ".join(word for _typed, word in found.corrected))] if found.corrected else []
    )
    lines = [*read, *([line for hit in found.hits for line in _hit_lines(hit)] or [_("Nothing found")])]
    document = {
        "took_ms": found.took_ms,
        "total": found.total,
        "hits": [asdict(hit) for hit in found.hits],
        "corrected": [{"typed": typed, "read": word} for typed, word in found.corrected],
    }
    give(Answer(document, lines), as_json=as_json)


def _kilometres(text: str) -> float:
    try:
        return float(text.replace(",", "."))
    except ValueError:
        raise RuleBroken("distance-not-possible", "within", most=FURTHEST_KM) from None


def _hit_lines(hit: Hit) -> list[str]:
    """What it is, and under it why it stands there: match, the location that is near, and how soon."""
    place = hit.nearest or hit.place
    away = f"{hit.distance_km:.1f} km" if hit.distance_km is not None else ""
    where = " ".join(filter(None, (place, away)))
    told = f"{hit.kind}: {hit.name} ({where}) {hit.summary}".strip()
    return [told, *([f"    {' · '.join(hit.stands)}"] if hit.stands else [])]
