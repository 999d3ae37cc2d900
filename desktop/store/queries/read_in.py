"""Who read in lines of messages that fit no case."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from desktop.store.reader import Reader

_READ_BY = """
SELECT l.id, j.actor FROM care_message_line AS l JOIN journal AS j
ON j.tbl = 'care_message_line' AND j.row_id = l.id AND j.kind = 'insert' WHERE l.case_id IS NULL AND j.actor <> ''
"""


def readers_of_untied(reader: Reader) -> dict[str, str]:
    """Colleague's id by line; of one that came whole from the central store it is not known any more."""
    return {str(line): str(who) for line, who in reader.connection.exec_driver_sql(_READ_BY)}
