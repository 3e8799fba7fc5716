"""Row ids that are given once: the number of an erased row is no later one's.

Else whoever still looks at an old page would correct another activation than it shows. SQLite gives a row the number after the highest one that is there, which is right until the highest is erased. So an
erasure writes down the highest number that it takes away, and the next row begins behind it. Columns that count by
themselves (AUTOINCREMENT) would write a second page with every row.
"""

import sqlite3

# Before rows of a table go: which number has been the highest of all.
_KEEP = """
    INSERT INTO given (name, id) SELECT :table, max(id) FROM {table} HAVING max(id) IS NOT NULL
    ON CONFLICT (name) DO UPDATE SET id = max(id, excluded.id)
"""
_LAST = "SELECT ifnull((SELECT max(id) FROM {table}), 0), ifnull((SELECT id FROM given WHERE name = :table), 0)"


def keep(connection: sqlite3.Connection, table: str) -> None:
    """Write down the highest id of a table, within the transaction that is about to erase rows of it. Raises sqlite3.Error."""
    connection.execute(_KEEP.format(table=table), {"table": table})


class RowIds:
    """The ids of one table. `last` is the highest that is known to have been given, 0 for none."""

    def __init__(self, table: str, last: int) -> None:
        """Begin behind `last`, and behind what the table has and has had."""
        self._table = table
        self.last = last
        self.follow = False
        """Whether the number that SQLite gives by itself is a new one."""

    def forget(self) -> None:
        """Look again before the next row: rows may have gone."""
        self.follow = False

    def next(self, connection: sqlite3.Connection) -> int | None:
        """Return the number of the next row, None where SQLite is to give it. Raises sqlite3.Error."""
        if self.follow:
            return None
        highest, given = connection.execute(_LAST.format(table=self._table), {"table": self._table}).fetchone()
        self.last = max(self.last, highest, given)
        return None if highest >= self.last else self.last + 1

    def given(self, number: int) -> int:
        """Take that a row has this number, and return it."""
        self.last = max(self.last, number)
        self.follow = True
        return number
