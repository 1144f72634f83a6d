"""A rehearsal before publishing: asked, followed, read, decided upon."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.people import signed_in
from assessments.codesign import desk, figures
from assessments.codesign.forms import DecisionForm
from assessments.editor import access
from assessments.editor.access import EDIT, PUBLISH, READ, for_team, may, territory_of
from assessments.frameworks.models import FrameworkVersion
from assessments.rehearsals import queries, services
from assessments.rehearsals.models import Decision, Rehearsal, State

A_PAGE = 50


@for_team(EDIT)
@require_POST
def ask(request: HttpRequest, pk: int, source: int) -> HttpResponse:
    version = desk.own(request, pk, EDIT)
    former = access.version_or_404(request, source)
    try:
        made = services.ask(territory=territory_of(request), source=former, target=version, user=signed_in(request))
    except ValidationError as refusal:
        messages.error(request, refusal.messages[0])
    except ValueError:
        messages.error(request, _("The draft has faults: correct them before a rehearsal."))
    else:
        return redirect("codesign:rehearsal", pk=made.pk)
    return redirect("codesign:map", pk=pk, source=source)


@for_team()
@require_safe
def rehearsals(request: HttpRequest, pk: int) -> HttpResponse:
    """Those before publishing a version, the last asked first."""
    version = desk.own(request, pk, READ)
    return desk.page(request, "codesign/rehearsals.html", version, {"rehearsals": queries.of_target(version)})


@for_team()
@require_http_methods(["GET", "HEAD", "POST"])
def rehearsal(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Progress, then what it found. The form records the decision."""
    found = _rehearsal(request, pk, PUBLISH if request.method == "POST" else READ)
    form = DecisionForm(request.POST or None)
    if request.method == "POST" and form.is_valid() and _decided(request, found, form):
        return redirect("codesign:rehearsal", pk=pk)
    return desk.page(request, "codesign/rehearsal.html", found.target, _context(request, found, form))


def _context(request: HttpRequest, found: Rehearsal, form: DecisionForm) -> dict[str, Any]:
    context: dict[str, Any] = {
        "rehearsal": found,
        "form": form,
        "may_decide": may(request, PUBLISH) and found.state == State.DONE and not found.decision,
        "may_publish": may(request, PUBLISH) and found.decision == Decision.GO and found.target.status in WAITING,
        "found": None,
    }
    if found.state != State.DONE:
        return context
    read = figures.reading(found.source, found.target)
    page = Paginator(queries.lines_of(found), A_PAGE).get_page(request.GET.get("page"))
    return context | {
        "found": figures.summary(found, read),
        "page": page,
        "lines": [figures.moved(line, read) for line in page],
    }


WAITING = (FrameworkVersion.Status.DRAFT, FrameworkVersion.Status.REVIEW)


def _decided(request: HttpRequest, found: Rehearsal, form: DecisionForm) -> bool:
    try:
        services.decide(
            rehearsal=found, decision=Decision(form.cleaned_data["decision"]), reason=form.cleaned_data["reason"],
            user=signed_in(request),
        )  # fmt: skip
    except services.NotFinished:
        form.add_error(None, _("The rehearsal is not finished: wait for its figures."))
    except services.AlreadyDecided:
        form.add_error(None, _("Somebody has decided meanwhile: read the page again."))
    except ValidationError as refusal:
        form.add_error("reason", refusal.messages[0])
    else:
        messages.success(request, _("The decision is recorded."))
        return True
    return False


@for_team()
@require_safe
def progress(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The bar alone, for the script that follows it."""
    return render(request, "codesign/includes/progress.html", {"rehearsal": _rehearsal(request, pk, READ)})


def _rehearsal(request: HttpRequest, pk: UUID, permission: str) -> Rehearsal:
    if not may(request, permission):
        raise Http404
    related = Rehearsal.objects.select_related(
        "source__framework", "target__framework__territory", "target__base__framework", "decided_by", "territory"
    )
    found: Rehearsal = get_object_or_404(related, pk=pk)
    return found
