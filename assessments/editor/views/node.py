"""One theme or one question of a version."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from assessments.editor import access, desk
from assessments.frameworks.rows import read_rows


@require_safe
@access.for_team()
def node(request: HttpRequest, pk: int, code: str) -> HttpResponse:
    version = access.version_or_404(request, pk)
    document = read_rows(version)
    question = next((one for one in document.questions() if one.code == code), None)
    if question is None:
        return redirect("editor:theme", pk, code)
    return render(request, "editor/node.html", desk.context(request, version) | {"node": question})


@require_safe
@access.for_team()
def theme(request: HttpRequest, pk: int, code: str) -> HttpResponse:
    version = access.version_or_404(request, pk)
    found = next((one for one in read_rows(version).walk() if one.code == code), None)
    if found is None:
        raise Http404
    return render(request, "editor/node.html", desk.context(request, version) | {"node": found})
