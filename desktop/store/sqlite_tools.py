"""sqlite-utils on a connection of ours, where it is the shorter way: changing tables, looking at a schema."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from sqlite_utils import Database

if TYPE_CHECKING:
    import sqlite3

    from sqlalchemy import Connection


def tools(connection: Connection) -> Database:
    """The same connection and transaction; sqlite-utils neither begins nor commits inside it."""
    # It declares the standard library's class; the driver's own has the same methods.
    return Database(cast("sqlite3.Connection", connection.connection.dbapi_connection))
