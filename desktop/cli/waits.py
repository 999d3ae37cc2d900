"""`naober wait-forecast`: how long a wait at a provider is likely to be."""

from __future__ import annotations

from typing import Annotated, Any

import typer

from desktop.cli.answer import Answer, give
from desktop.cli.options import JsonOption, StoreOption, workplace
from desktop.language import _, ngettext
from desktop.language.forms import number
from desktop.rules.forecast import Forecast
from desktop.services.expected_waits import ExpectedWait, wait_forecast


def add_to(app: typer.Typer) -> None:
    """Hangs the command under the main command."""
    app.command("wait-forecast")(forecast)


def forecast(
    provider: Annotated[str, typer.Option(help="Id of the provider.")],
    product: Annotated[str, typer.Option(help="Id of the product.")],
    store: StoreOption = None,
    as_json: JsonOption = False,
) -> None:
    """How long someone who joins the waiting list today is likely to wait, by the waits in this store."""
    with workplace(store) as open_workplace:
        expected = wait_forecast(open_workplace, provider, product)
    give(Answer(_document(expected), _lines(expected)), as_json=as_json)


def _document(expected: ExpectedWait) -> dict[str, Any]:
    """Without enough waits the figures are null, and how many there are is not told."""
    found = expected.found
    asked = {"provider": expected.provider_id, "product": expected.product, "interval_percent": expected.share}
    source = {"document": expected.source.document, "paragraph": expected.source.paragraph}
    if not isinstance(found, Forecast):
        nothing = dict.fromkeys(("weeks", "low", "high", "based_on", "waiting", "seasonal"))
        return {**nothing, "too_few": True, "minimum": found.minimum, "source": source, **asked}
    figures = {name: round(getattr(found, name), 1) for name in ("weeks", "low", "high")}
    told = {"based_on": found.based_on, "waiting": found.ahead, "seasonal": found.seasonal, "too_few": False}
    return {**figures, **told, "source": source, **asked}


def _lines(expected: ExpectedWait) -> list[str]:
    found = expected.found
    if not isinstance(found, Forecast):
        text = _("Too few waits there ended with a place to tell; it takes at least {n}.", n=found.minimum)
        return [f"{text} ({expected.source.document})"]
    likely = _(
        "About {weeks} weeks; {share} % wait between {low} and {high} weeks.",
        weeks=number(found.weeks),
        share=expected.share,
        low=number(found.low),
        high=number(found.high),
    )
    rests = ngettext(
        "Rests on 1 wait that ended with a place.", "Rests on {n} waits that ended with a place.", found.based_on
    )
    return [likely, rests]
