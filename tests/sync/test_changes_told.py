"""What a sync tells the screens of is not as large as the store."""

from __future__ import annotations

from desktop.models.changes import ChangeSet


def test_of_much_some_is_named_and_every_kind() -> None:
    changes = ChangeSet({"place": frozenset({"one"})}, "first")
    for page in range(20):
        came = {"provider": frozenset(f"{page} {number}" for number in range(200)), f"kind {page}": frozenset({"it"})}
        changes = changes.with_some(ChangeSet(came, f"act {page}"))
    assert len(changes.ids["provider"]) == 1_000
    assert all(changes.touches(f"kind {page}") for page in range(20))
    assert changes.touches("place")
    assert changes.act == "act 19"
