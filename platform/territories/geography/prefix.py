"""The lookup `prefix`: begins with, case-sensitive, answered by an index on SQLite and on PostgreSQL."""

from typing import Any

from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import Lookup

Sql = tuple[str, tuple[Any, ...]]


class Prefix(Lookup):
    """`LIKE 'chau%'`, which Django's pattern index serves; on SQLite a range, from "chau" to its last end.

    SQLite compares text byte by byte and keeps its indexes in that order, but its LIKE ignores case and
    hence the index.
    """

    lookup_name = "prefix"
    prepare_rhs = False

    def as_sql(self, compiler: Any, connection: BaseDatabaseWrapper) -> Sql:
        column, params = self.process_lhs(compiler, connection)
        pattern = connection.ops.prep_for_like_query(self.rhs) + "%"
        return f"{column} LIKE %s", (*params, pattern)

    def as_sqlite(self, compiler: Any, connection: BaseDatabaseWrapper) -> Sql:
        column, params = self.process_lhs(compiler, connection)
        return f"({column} >= %s AND {column} < %s)", (*params, self.rhs, *params, f"{self.rhs}\U0010ffff")
