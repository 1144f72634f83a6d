"""The list of frameworks: ours, and those we inherit."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from assessments.editor import access, queries, screens


@require_safe
@access.for_team()
def frameworks(request: HttpRequest) -> HttpResponse:
    territory = access.territory_of(request)
    context = {
        "shelves": queries.shelves(access.visible_versions(territory), territory),
        "edits": access.may(request, access.EDIT),
        "doors": screens.doors(),
    }
    return render(request, "editor/list.html", context)
