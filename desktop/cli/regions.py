"""`naober region list | show ID | check FILE`: the region profiles."""

from __future__ import annotations

from pathlib import Path

import typer

from desktop.cli.answer import Answer, give
from desktop.cli.options import JsonOption
from desktop.language import _
from desktop.services.regions import check_region, list_regions, show_region

group = typer.Typer(help="The region profiles: list, show, check a file.", no_args_is_help=True)


def add_to(app: typer.Typer) -> None:
    """Hangs the group under the main command."""
    app.add_typer(group, name="region")


@group.command("list")
def list_(as_json: JsonOption = False) -> None:
    """The regions that ship with the program."""
    regions = list_regions()
    lines = [f"{region.id}: {region.name} ({', '.join(region.municipalities)})" for region in regions]
    give(Answer({"regions": regions}, lines), as_json=as_json)


@group.command()
def show(region_id: str, as_json: JsonOption = False) -> None:
    """One profile, whole."""
    profile = show_region(region_id)
    dated = f", {profile.dated:%d-%m-%Y}" if profile.dated else ""
    lines = [f"{profile.name} — {profile.document}{dated}"]
    lines += [f"  {lot.id}: {lot.name} ({lot.law}, {lot.funding})" for lot in profile.lots]
    lines += [f"  {product.id}: {product.name}" for product in profile.products]
    give(Answer(profile.model_dump(mode="json"), lines), as_json=as_json)


@group.command()
def check(file: Path, as_json: JsonOption = False) -> None:
    """Checks a profile file and names file, line and fault."""
    faults = check_region(file)
    lines = [f"{fault.file}:{fault.line}: {fault.text}" for fault in faults]
    lines = lines or [_("No faults found.")]
    document = {"faults": [{"file": f.file, "line": f.line, "code": f.code, "text": f.text} for f in faults]}
    give(Answer(document, lines, act_needed=bool(faults)), as_json=as_json)
