"""Destroying in a shared file: what it asks for by itself, and that no page of it keeps what went."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

import pytest

from desktop.models.faults import RuleBroken
from desktop.sync.ops import Edit, MemberEdit
from desktop.sync.protocol import Result
from desktop.sync.shared_file import _SETTINGS, SharedFile
from tests.helpers.edits import edit
from tests.helpers.pages import everything_in
from tests.helpers.stores import KEY, REGION

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path
    from sqlite3 import Connection

    from desktop.sync.lease import Lease
    from desktop.sync.ops import Op

LONG_AGO = "2005-06-01"


class NeverAnew(SharedFile):
    """As when the power goes before the file is written anew."""

    @contextmanager
    def _open(self, *, writing: bool = False, anew: bool = False) -> Iterator[tuple[Connection, Lease]]:  # noqa: ARG002
        with super()._open(writing=writing) as found:
            yield found


def added(tbl: str, row_id: str, /, **told: object) -> Op:
    changes = {name: Edit(new=value) for name, value in told.items()}
    return edit("insert", tbl, row_id, changes=changes, author="Lies")


def proposal(row_id: str, *cases: str) -> Op:
    told = {"law": "WMO", "dossiers": len(cases), "first_on": LONG_AGO, "last_on": LONG_AGO, "years": 15}
    op = added("destruction", row_id, proposed_by="Lies", proposed_on="2026-11-27", **told)
    return op.model_copy(update={"members": {"cases": MemberEdit(added=cases)}})


@pytest.fixture
def central(tmp_path: Path) -> SharedFile:
    """With a dossier that Lies proposed to destroy, and Ad, who may."""
    file = SharedFile(tmp_path / "team.naober", KEY)
    file.create(region=REGION)
    answers = file.push(
        [
            added("colleague", "Ad", name="Ad", role="administrator"),
            added("colleague", "Lies", name="Lies", role="team-lead"),
            added("resident", "r", last_name="Zonderland"),
            added("case_file", "c", resident_id="r", opened_on="2001-01-01", closed_on=LONG_AGO),
            added("goal", "g", case_id="c", text="Weer zelf koken. " * 100),
            proposal("d", "c"),
        ]
    )
    assert {answer.result for answer in answers} == {Result.APPLIED}
    return file


def test_no_page_of_a_shared_file_keeps_what_went(central: SharedFile, monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as patched:
        # SQLCipher puts zeros in what is freed by itself, as long as nothing says otherwise.
        patched.setattr("desktop.sync.shared_file._SETTINGS", (*_SETTINGS, "PRAGMA secure_delete = OFF"))
        with central.book(writing=True) as db:
            db.execute("CREATE TABLE left_behind AS SELECT ? AS text", ("Ooit over iemand " * 2000,))
        with central.book(writing=True) as db:
            db.execute("DROP TABLE left_behind")
        NeverAnew(central.path, central.key).purge("d", "Ad")
    raw = everything_in(central.path, central.key)
    assert b"Ooit over iemand" in raw
    assert [text for text in (b"Zonderland", b"zelf koken") if text in raw] == []
    assert central.purge("d", "Ad") == {"case_file": 1, "resident": 1, "goal": 1}
    assert b"Ooit over iemand" not in everything_in(central.path, central.key)


def test_who_put_a_proposal_there_proposed_it_and_one_that_names_nothing_destroys_nothing(central: SharedFile) -> None:
    in_anothers_name = proposal("of Ad", "c").model_copy(update={"author": "Ad"})
    answers = central.push([in_anothers_name, proposal("empty")])
    assert [answer.result for answer in answers] == [Result.APPLIED] * 2, (
        "the laptop that founded it brings what it has"
    )
    for row_id, why in (("of Ad", "own-proposal"), ("empty", "not-due")):
        with pytest.raises(RuleBroken, match=why):
            central.purge(row_id, "Ad")


def test_what_nobody_who_may_has_proposed_is_not_destroyed(central: SharedFile) -> None:
    no_longer = edit("update", "colleague", "Lies", changes={"role": Edit(saw="team-lead", new="consultant")})
    (answer,) = central.push([no_longer.model_copy(update={"base": 99, "author": "Ad"})])
    assert answer.result is Result.APPLIED
    with pytest.raises(RuleBroken, match="not-due"):
        central.purge("d", "Ad")
