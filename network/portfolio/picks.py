"""Which organisations of the list were chosen: some boxes, or all that the filters of the address give."""

from uuid import UUID

from django.http import HttpRequest, QueryDict
from django.utils import timezone

from network.portfolio import queries
from network.portfolio.domain.recipients import MOST
from network.portfolio.forms import FilterForm


def picked(request: HttpRequest) -> list[UUID]:
    """At most MOST keys, of organisations of the active scope or not: whoever reads them filters by the scope."""
    if request.POST.get("all"):
        asked = QueryDict(request.POST.get("query", ""))
        form = FilterForm(asked, team=list(queries.team_of(request.territory)))  # type: ignore[attr-defined]
        return list(queries.listed(form.filters(), timezone.localdate()).values_list("pk", flat=True)[:MOST])
    return [key for text in request.POST.getlist("pick")[:MOST] if (key := _key(text)) is not None]


def _key(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None
