"""No page of a shared file keeps what was destroyed: neither those it freed, nor those that were free before."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

import pytest

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


@pytest.fixture
def central(tmp_path: Path) -> SharedFile:
    """With a dossier that Lies proposed to destroy, and Ad, who may."""
    file = SharedFile(tmp_path / "team.naober", KEY)
    file.create(region=REGION)
    proposal = added("destruction", "d", law="WMO", dossiers=1, first_on=LONG_AGO, last_on=LONG_AGO, years=15,
                     proposed_by="Lies", proposed_on="2026-11-27")  # fmt: skip
    answers = file.push(
        [
            added("colleague", "Ad", name="Ad", role="administrator"),
            added("resident", "r", last_name="Zonderland"),
            added("case_file", "c", resident_id="r", opened_on="2001-01-01", closed_on=LONG_AGO),
            added("goal", "g", case_id="c", text="Weer zelf koken. " * 100),
            proposal.model_copy(update={"members": {"cases": MemberEdit(added=("c",))}}),
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
