"""The tree of a version: every theme and question, and what one does to them."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from assessments.editor import access, desk
from assessments.frameworks.rows import read_rows


@require_safe
@access.for_team()
def tree(request: HttpRequest, pk: int) -> HttpResponse:
    version = access.version_or_404(request, pk)
    context = desk.context(request, version) | {"document": read_rows(version)}
    return render(request, "editor/tree.html", context)
