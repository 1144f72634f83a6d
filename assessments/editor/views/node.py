"""One theme or one question of a version: all its fields, who is asked, what its weight does."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from assessments.editor import access, attempts, audience, desk, effects, telling, wording
from assessments.editor.domain import acts, places
from assessments.editor.domain.operations import Operation
from assessments.editor.domain.rights import rights
from assessments.editor.forms import NodeForm, figures
from assessments.editor.forms.keeping import is_moving
from assessments.frameworks.domain.document import Document, Question
from assessments.frameworks.models import FrameworkVersion
from assessments.frameworks.rows import read_rows


@require_http_methods(["GET", "HEAD", "POST"])
@access.for_team()
def node(request: HttpRequest, pk: int, code: str) -> HttpResponse:
    """A question; a code that only a theme has leads to the theme."""
    version = access.version_or_404(request, pk)
    document = read_rows(version)
    if places.find(document, "question", code) is None and places.find(document, "theme", code):
        return redirect("editor:theme", pk, code)
    return _node(request, version, document, "question", code)


@require_http_methods(["GET", "HEAD", "POST"])
@access.for_team()
def theme(request: HttpRequest, pk: int, code: str) -> HttpResponse:
    version = access.version_or_404(request, pk)
    return _node(request, version, read_rows(version), "theme", code)


def _node(
    request: HttpRequest, version: FrameworkVersion, document: Document, kind: places.NodeKind, code: str
) -> HttpResponse:
    found = places.find(document, kind, code)
    if found is None:
        raise Http404
    if request.method != "POST":
        return _page(request, version, document, kind, found[0], NodeForm(document=document, node=found[0]))
    if not access.may_edit(request, version):
        raise Http404
    if is_moving(request.POST):
        form = NodeForm(document=document, node=found[0])
        form.hold(request.POST)
        return _page(request, version, document, kind, found[0], form)
    form = NodeForm(request.POST, document=document, node=found[0])
    if not form.is_valid():
        return _page(request, version, document, kind, found[0], form, status=422)
    outcome = attempts.attempt(request, version, form.operations)
    if outcome.is_done:
        messages.success(request, _("Saved.") if outcome.operations else _("Nothing was changed."))
        return redirect(address(version.pk, kind, code))
    for fault in () if outcome.stale else outcome.faults:
        form.add_error(None, fault)
    clashes = _clashes(document, form) if outcome.stale else []
    return _page(request, version, document, kind, found[0], form, clashes=clashes, status=409 if clashes else 422)


def address(pk: int, kind: str, code: str) -> str:
    return reverse("editor:node" if kind == "question" else "editor:theme", args=[pk, code])


def _clashes(document: Document, form: NodeForm) -> list[telling.Change]:
    """Each field that somebody changed meanwhile: what stands now, what was typed."""
    return [
        telling.told(
            document, Operation("set", form.kind, form.node.code, one.field, form.current[one.field], one.after)
        )
        for one in form.operations()
        if one.before != form.current[one.field]
    ]


def _page(
    request: HttpRequest,
    version: FrameworkVersion,
    document: Document,
    kind: places.NodeKind,
    found: Any,
    form: NodeForm,
    clashes: list[telling.Change] | None = None,
    status: int = 200,
) -> HttpResponse:
    allowed = rights(document, found)
    weight, fault = _tried(request)
    context = desk.context(request, version) | {
        "document": document,
        "node": found,
        "kind": kind,
        "kind_words": wording.kind(found) if isinstance(found, Question) else _("theme"),
        "form": form,
        "clashes": clashes or [],
        "rights": allowed,
        "origin": wording.origin(document, found),
        "condition": wording.condition(document, found.visible_if),
        "applies": wording.applies(document, found.applies),
        "limits_words": wording.limits(kind, found.limits),
        "asked": audience.reach(document, found.code),
        "weight": wording.weight(found.weight),
        "tried": request.GET.get("weight", ""),
        "tried_fault": fault,
        "effect": effects.of_weight(document, kind, found.code, weight) if weight is not None else None,
        "kinds": wording.KINDS.items() if kind == "question" and allowed.own else (),
        "is_scored": not isinstance(found, Question) or found.is_scored,
        "place": reverse("editor:tree", args=[version.pk]) + f"?at={kind}-{found.code}",
    }
    return render(request, "editor/node.html", context, status=status)


def _tried(request: HttpRequest) -> tuple[Any, str]:
    """The weight to try, and what to correct in it."""
    typed = request.GET.get("weight", "")
    try:
        weight = figures.read(typed)
    except ValidationError as error:
        return None, error.messages[0]
    return (
        (None, _("A weight cannot be negative: write 0 or more."))
        if weight is not None and weight < 0
        else (weight, "")
    )


@require_POST
@access.for_team(access.EDIT)
def change_kind(request: HttpRequest, pk: int, code: str) -> HttpResponse:
    """Another type of question: what it is made of follows, so that it stays whole."""
    version = access.own_version_or_404(request, pk)
    document = read_rows(version)
    outcome = attempts.attempt(request, version, lambda: acts.retype(document, code, request.POST.get("kind", "")))
    attempts.say(request, outcome, _("The type is changed. Check what stands below."))
    return redirect("editor:node", pk, code)
