"""The tables the program began with."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desktop.store.migrations.m0001_first_tables import books, care, casework, people, social_map

if TYPE_CHECKING:
    from sqlalchemy import Connection

NUMBER = 1
NAME = "first tables"


def apply(connection: Connection) -> None:
    """Makes every table and index."""
    for part in (social_map, people, casework, care, books):
        for statement in part.TABLES.split(";\n"):
            if statement.strip():
                connection.exec_driver_sql(statement)
