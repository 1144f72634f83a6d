"""Who may open a result: whoever may open its assessment. Everyone else gets the 404 of what does not exist."""

from uuid import UUID

from django.db.models import QuerySet
from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404

from assessments.responses.access import may_open
from assessments.results import queries
from assessments.results.models import Result


def result_or_404(request: HttpRequest, pk: UUID, rows: QuerySet[Result] | None = None) -> Result:
    """Among `rows`, by default `queries.with_all`."""
    result: Result = get_object_or_404(queries.with_all() if rows is None else rows, pk=pk)
    if not may_open(request, result.assessment):
        raise Http404
    result.territory = request.territory  # type: ignore[attr-defined]  # the scope lets no other through
    organisation = result.assessment.organisation
    if organisation is not None and organisation.territory_id == result.territory_id:
        organisation.territory = result.territory
    return result
