"""The tree of a version: every theme and question, and what one does to them. It works without a script."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.http import require_POST, require_safe

from assessments.editor import access, attempts, branches, desk, screens, wording
from assessments.editor.domain.operations import Operation, StaleEdit
from assessments.editor.forms import ActForm
from assessments.frameworks.domain.document import Document
from assessments.frameworks.models import FrameworkVersion
from assessments.frameworks.rows import read_rows

CLOSED = 60  # questions: past them, only the theme one works in is unfolded


@require_safe
@access.for_team()
def tree(request: HttpRequest, pk: int) -> HttpResponse:
    """`?at=question-EN1`: the line whose panel is open. `?focus=up`: the button to come back to."""
    version = access.version_or_404(request, pk)
    return tree_page(request, version, read_rows(version))


def tree_page(
    request: HttpRequest, version: FrameworkVersion, document: Document, stale: dict[str, Any] | None = None
) -> HttpResponse:
    """`stale`: what a refused renaming shows, by the names of the page."""
    lines = branches.lines(document, version.pk)
    at = request.GET.get("at", "") if stale is None else stale["at"]
    context = desk.context(request, version)
    context |= {
        "news": screens.news(version) if context["is_own"] else [],
        "lines": lines,
        "at": at,
        "focus": request.GET.get("focus", ""),
        "destinations": branches.flat(lines),
        "languages": document.languages,
        "titles_of_at": _titles(document, at),
        "is_long": sum(line.count for line in lines) > CLOSED,
        "top_of_at": next((line.code for line in lines if _holds(line, at)), ""),
        "stale": stale,
        "count": sum(line.count for line in lines),
    }
    return render(request, "editor/tree.html", context, status=409 if stale else 200)


def _holds(line: branches.Line, key: str) -> bool:
    inside = (one.key == key for one in (*line.questions, line))
    return any(inside) or any(_holds(one, key) for one in line.themes)


def _titles(document: Document, key: str) -> list[tuple[str, str]]:
    """(language, title) of the node called `key`, in the languages of the document."""
    kind, _, code = key.partition("-")
    nodes = document.questions() if kind == "question" else document.walk()
    found = next((node for node in nodes if node.code == code), None)
    return [(language, found.title.get(language, "")) for language in document.languages] if found else []


@require_POST
@access.for_team(access.EDIT)
def act(request: HttpRequest, pk: int) -> HttpResponse:
    """One act of the tree; back to the same line, the focus on the same button."""
    version = access.own_version_or_404(request, pk)
    document = read_rows(version)
    form = ActForm(_unfolded(request), languages=document.languages)
    if not form.is_valid():
        raise Http404
    outcome = attempts.attempt(request, version, lambda: form.operations(document))
    if outcome.stale and form.cleaned_data["act"] == "rename" and outcome.stale.current is not None:
        return tree_page(request, version, document, _both(form, outcome.stale))
    attempts.say(request, outcome, wording.done(form.cleaned_data["act"]))
    return redirect(_back(pk, form, outcome.operations))


def _unfolded(request: HttpRequest) -> Any:
    """A button of a line says act, node and code in its value: "up question EN1"."""
    data = request.POST.copy()
    parts = data.get("do", "").split(" ", 2)
    if len(parts) == 3:
        data["act"], data["node"], data["code"] = parts
    return data


def _both(form: ActForm, stale: StaleEdit) -> dict[str, Any]:
    """The title that was typed, the one that stands there now."""
    operation = stale.operation
    theirs = [(language, stale.current.get(language, "")) for language in form.languages]
    mine = [(language, operation.after.get(language, "")) for language in form.languages]
    return {"at": f"{operation.node}-{operation.code}", "theirs": theirs, "mine": mine}


def _back(pk: int, form: ActForm, operations: tuple[Operation, ...]) -> str:
    """The tree again, open where one was; what was just added, once added."""
    data = form.cleaned_data
    query = {"at": f"{data['node']}-{data['code']}", "focus": data["act"]}
    if data["act"].startswith("add_"):
        query["at"] = f"{operations[-1].node}-{operations[-1].code}" if operations else f"theme-{data['parent']}"
        query["focus"] = "rename"
    if data["act"] == "remove" and operations:
        parent = operations[-1].before["parent"]
        query = {"at": f"theme-{parent}", "focus": "rename"} if parent else {}
    address = reverse("editor:tree", args=[pk])
    return f"{address}?{urlencode(query)}" if query else address
