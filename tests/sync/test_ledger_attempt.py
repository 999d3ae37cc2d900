"""An attempt in the shared file's ledger that SQLite has undone already, as it does when the disk is full."""

from contextlib import closing

import pytest
from sqlcipher3 import dbapi2

from desktop.sync.shared_ledger import TABLES, SharedLedger


def fill(db: dbapi2.Connection, undone: bool) -> None:
    with SharedLedger(db, lambda: None).attempt():
        db.execute("INSERT INTO meta (name, value) VALUES ('half', '1')")
        if undone:
            db.execute("ROLLBACK")
        raise OSError("the disk is full")


@pytest.mark.parametrize("undone", [True, False], ids=["with the whole transaction", "by itself"])
def test_what_went_wrong_is_what_is_told(undone: bool) -> None:
    with closing(dbapi2.connect(":memory:", isolation_level=None)) as db:
        for statement in TABLES:
            db.execute(statement)
        db.execute("BEGIN IMMEDIATE")
        with pytest.raises(OSError, match="the disk is full"):
            fill(db, undone)
        assert db.execute("SELECT count(*) FROM meta").fetchone()[0] == 0
        assert db.in_transaction is not undone
