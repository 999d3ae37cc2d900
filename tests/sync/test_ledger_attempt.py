"""An attempt in a push's books: what it recorded is gone when it fails, and the file has not been touched yet."""

from contextlib import closing

import pytest
from sqlcipher3 import dbapi2

from desktop.sync.arrival import receive
from desktop.sync.shared_ledger import TABLES, SharedLedger
from tests.helpers.edits import added, typed


def attempt(ledger: SharedLedger) -> None:
    with ledger.attempt():
        receive(ledger, [typed("p", saw="", new="0597 1", base=1), added("q")])
        assert ledger.row(("provider", "q")) is not None
        raise OSError("the disk is full")


def test_what_went_wrong_is_what_is_told_and_nothing_of_it_stays() -> None:
    with closing(dbapi2.connect(":memory:", isolation_level=None)) as db:
        for statement in TABLES:
            db.execute(statement)
        ledger = SharedLedger(db, lambda: None)
        receive(ledger, [added("p")])
        ledger.flush()
        ledger = SharedLedger(db, lambda: None)
        before = ledger.row(("provider", "p"))
        with pytest.raises(OSError, match="the disk is full"):
            attempt(ledger)
        assert (ledger.row(("provider", "p")), ledger.row(("provider", "q"))) == (before, None)
        ledger.flush()
        assert db.execute("SELECT seq, row_id FROM change").fetchall() == [(1, "p")]
        assert db.execute("SELECT count(*) FROM op_result").fetchone() == (1,)
