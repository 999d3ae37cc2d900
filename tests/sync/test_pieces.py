"""The history is read in pieces that grow only while nobody who types has to wait long for one."""

from __future__ import annotations

from itertools import count
from typing import TYPE_CHECKING

import pytest

from desktop.models.social_map import CommunityService, Provider
from desktop.sync import session
from desktop.sync.shared_file import SharedFile
from desktop.sync.vocabulary import kinds

if TYPE_CHECKING:
    from collections.abc import Iterable

    from desktop.sync.protocol import Page
    from desktop.sync.vocabulary import Kind, Shape
    from tests.helpers.laptops import Laptop


@pytest.mark.parametrize(("seconds", "sizes"), [(0.001, [4, 8, 16, 32]), (0.15, [4] * 4), (60, [4] * 4)])
def test_a_piece_grows_only_while_it_is_written_quickly(
    anna: Laptop, bram: Laptop, monkeypatch: pytest.MonkeyPatch, seconds: float, sizes: list[int]
) -> None:
    anna.add(*(CommunityService(name=f"Soos {number}") for number in range(40)))
    anna.sync()
    asked: list[int] = []
    pull = SharedFile.pull

    def noted(file: SharedFile, cursor: int, limit: int) -> Page:
        asked.append(limit)
        return pull(file, cursor, limit)

    clock = count()
    monkeypatch.setattr(SharedFile, "pull", noted)
    monkeypatch.setattr(session, "_USUAL", 4)
    monkeypatch.setattr(session, "monotonic", lambda: next(clock) * seconds)
    outcome = bram.sync()
    assert (outcome.pulled, outcome.mended) == (40, {})
    assert asked[:4] == sizes


def test_what_a_page_tells_of_rows_is_written_in_its_order(anna: Laptop, bram: Laptop) -> None:
    """Changes that are alike are written together; neither another change nor a new row is passed by."""
    one, other, late, short = (Provider(name=name) for name in ("De Bascule", "Lentis", "Cosis", "Accare"))
    anna.add(one, other)
    for told in ({"phone": "1"}, {"email": "1"}, {"phone": "2"}, {"phone": "3", "email": "2"}, {"email": "3"}):
        for provider in (one, other):
            anna.change(Provider, provider.id, **told)
    anna.add(late)
    anna.change(Provider, late.id, phone="4")
    anna.change(Provider, one.id, phone="5")
    anna.remove(Provider, other.id)
    anna.add(short)
    anna.remove(Provider, short.id)
    anna.sync()
    outcome = bram.sync()
    assert (outcome.pulled, outcome.mended) == (18, {})
    stands = {provider.name: (provider.phone, provider.email) for provider in bram.ask(lambda r: r.find(Provider))}
    assert stands == {"De Bascule": ("5", "3"), "Cosis": ("4", "")}


_VALUES = ("2026-11-23T09:00:00+01:00", "2026-11-23", "x", 1, 2026, 1.5, True, ["x", "y"], {"x": "y"})


@pytest.mark.parametrize("kind", kinds().values(), ids=kinds())
def test_a_whole_row_is_checked_as_its_fields_are(kind: Kind) -> None:
    row = {name: next(value for value in _values(shape) if _fits(shape, value)) for name, shape in _of(kind)}
    assert list(kind.native(row).items()) == [(name, shape.native(row[name])) for name, shape in _of(kind)]
    for name, shape in _of(kind):
        for value in (*_VALUES, None):
            if not _fits(shape, value):
                with pytest.raises(ValueError, match=r"^[a-z_]+$"):
                    kind.native({**row, name: value})


def _of(kind: Kind) -> Iterable[tuple[str, Shape]]:
    return kind.shapes.items()


def _values(shape: Shape) -> Iterable[object]:
    return (*_VALUES, shape.usual, *shape.adapter.json_schema().get("enum", ()))


def _fits(shape: Shape, value: object) -> bool:
    try:
        shape.native(value)
    except ValueError:
        return False
    return True


def test_a_row_of_other_fields_is_none_of_the_table() -> None:
    kind = kinds()["community_service"]
    whole = kind.full({"name": "Soos"})
    assert kind.native(whole)["name"] == "Soos"
    for wrong in ({**whole, "nowhere": 1}, kind.full({}), {**whole, "name": None}):
        with pytest.raises(ValueError, match=r"^[a-z_]+$"):
            kind.native(wrong)
