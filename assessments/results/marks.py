"""What is read beside a result for its page: what was written of it, and what its sections rest on. One statement.

Django composes a statement anew each time, which costs several times what the database then takes. This one is always
the same but for the result: composed once by process, territory and language, it is sent as it stands.
"""

from functools import lru_cache
from typing import Any, NamedTuple
from uuid import UUID

from django.db import connections, router
from django.db.models import OuterRef, Subquery
from django.http import HttpRequest
from django.utils.translation import get_language

from assessments.results import panels
from assessments.results.keeping import edition
from assessments.results.models import Result, Written
from territories.scope import active_territory

ANY = UUID("5e7de2ad-0000-4000-8000-000000000000")
"""Stands for the result in the statement that is kept."""
KEPT = 512


class Shape(NamedTuple):
    """All that the statement depends on: the scope, the edition of the site, and whether a member reads."""

    scope: tuple[int, ...]
    edition: str
    signed_in: bool
    database: str


def read(request: HttpRequest, result: Result) -> None:
    """Put `written_stamp`, `written_body` (None where nothing is written) and the marks of panels on `result`.

    A mark is None, a number or a text, as the database gives it.
    """
    territory = active_territory()
    database = router.db_for_read(Result)
    shape = Shape((territory.pk, *territory.ancestor_ids), edition(), request.user.is_authenticated, database)
    names, sql, params = _composed(shape)
    asked, key = _raw(ANY, database), _raw(result.pk, database)
    with connections[database].cursor() as cursor:
        cursor.execute(sql, [key if one == asked else one for one in params])
        found = cursor.fetchone() or [None] * len(names)
    for name, value in zip(names, found, strict=True):
        setattr(result, name, value)


@lru_cache(KEPT)
def _composed(shape: Shape) -> tuple[tuple[str, ...], str, tuple[Any, ...]]:
    """(names of the columns, SQL, parameters with ANY for the result), in the active scope."""
    written = Written.objects.filter(result=OuterRef("pk"), language=get_language(), edition=shape.edition).order_by()
    columns = {f"written_{name}": Subquery(written.values(name)[:1]) for name in ("stamp", "body")}
    columns |= panels.marks(signed_in=shape.signed_in)
    rows = Result.objects.filter(pk=ANY).order_by().annotate(**columns).values_list(*columns)
    sql, params = rows.query.get_compiler(shape.database).as_sql()
    return tuple(columns), sql, tuple(params)


def _raw(key: UUID, database: str) -> Any:
    """A key as the database takes it."""
    return Result._meta.pk.get_db_prep_value(key, connections[database])
