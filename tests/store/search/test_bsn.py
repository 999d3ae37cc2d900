"""A citizen service number that someone typed into a text is not found, not kept by the index and not logged."""

from __future__ import annotations

import logging

import pytest

from desktop.store.search import schema
from tests.store.search.conftest import Map

BSN = "123456782"
"""Passes the elfproef; nobody has it."""


def kept(town: Map) -> str:
    """All that the tables of the index hold as text, and the words of the text index."""
    with town.store.read() as reader:
        run = reader.connection.exec_driver_sql
        tables = [name for name in schema.TABLES if name != "search_text"]
        rows = [row for name in tables for row in run(f"SELECT * FROM {name}").all()]  # noqa: S608 - our own names
        blocks = run("SELECT block FROM search_text_data").scalars().all()
    return f"{rows} {b' '.join(blocks).decode('latin-1')}"


def test_the_index_does_not_hold_it(town: Map) -> None:
    fields = {
        "description": f"Bel voor Jan, BSN {BSN}.",
        "themes": (f"wandelen {BSN}", "eten"),
        "organisation": "Welzijn 1234 56 782",
        "how_to_join": f"noem {BSN}",
    }
    service = town.service(f"Soos {BSN}", **fields)
    town.provider("Zorg", specialisms=(f"trauma {BSN}",), description=BSN)
    assert "soos" in kept(town)
    assert BSN not in kept(town)
    assert "1234 56 782" not in kept(town)
    (hit,) = town.ask("soos", with_counts=True).hits
    assert (hit.id, hit.name) == (service.id, "Soos …")
    assert BSN not in repr(town.ask("soos", with_counts=True))


def test_it_is_not_looked_for_and_not_logged(town: Map, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    town.service("Soos", description=f"BSN {BSN}")
    assert town.names(f"soos {BSN}") == ["Soos"]
    assert town.ask(BSN).corrected == ()
    assert BSN not in caplog.text
